// The review page: steps open in place, another step shows its cited row, acts ask in a dialog. Without this file the
// same links load the same states from the server.
"use strict";
(() => {
  for (const link of document.querySelectorAll(".exp")) {
    const row = document.getElementById(link.getAttribute("aria-controls"));
    if (!row) continue; // a long list: the server shows the steps of one line
    const toggle = (event) => {
      event.preventDefault();
      row.hidden = !row.hidden;
      link.setAttribute("aria-expanded", String(!row.hidden));
      link.closest("tr").classList.toggle("open", !row.hidden);
    };
    link.addEventListener("click", toggle);
    link.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
  }

  for (const fall of document.querySelectorAll("[data-fall]")) {
    fall.addEventListener("click", (event) => {
      const link = event.target.closest("[data-cite]");
      if (!link) return;
      event.preventDefault();
      const card = document.getElementById(link.hash.slice(1));
      for (const other of fall.querySelectorAll(".cite")) other.classList.toggle("other", other !== card);
      for (const one of fall.querySelectorAll("[data-cite]")) {
        one.closest("tr").classList.toggle("on", one === link);
        if (one === link) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current");
      }
    });
  }

  let opener = null;
  for (const dialog of document.querySelectorAll("dialog")) {
    if (dialog.open) { dialog.close(); dialog.showModal(); }
    dialog.addEventListener("close", () => opener?.focus());
    dialog.querySelector("[data-close]").addEventListener("click", (event) => { event.preventDefault(); dialog.close(); });
    dialog.addEventListener("submit", (event) => {
      if (dialog.dataset.sent) event.preventDefault(); // the second click of a double click
      dialog.dataset.sent = "yes";
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-dialog]");
    const dialog = link && document.getElementById(`dialog-${link.dataset.dialog}`);
    if (!dialog || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    opener = link;
    dialog.showModal();
  });

  // the popover stays inside the window
  for (const pop of document.querySelectorAll(".lines .pop")) {
    pop.addEventListener("toggle", () => {
      if (!pop.open) return;
      const panel = pop.querySelector(".pop-panel");
      panel.classList.toggle("to-start", panel.getBoundingClientRect().left < 8);
    });
  }

  window.addEventListener("beforeunload", (event) => {
    const form = document.getElementById("edit-form");
    if (form?.dataset.changed && !form.dataset.sent) event.preventDefault();
  });
  const form = document.getElementById("edit-form");
  form?.addEventListener("input", () => { form.dataset.changed = "yes"; });
  form?.addEventListener("submit", () => { form.dataset.sent = "yes"; });
})();
