// The queue: filters apply at once; j and k walk the rows, Enter opens (they are links), / searches, m shows mine.
"use strict";
(() => {
  const form = document.querySelector("[data-filters]");
  form.addEventListener("change", (event) => { if (event.target.id !== "q") form.requestSubmit(); });
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true; // short addresses
  });
  // coming back with the browser's own button, the fields must work again
  window.addEventListener("pageshow", () => { for (const field of form.elements) field.disabled = false; });

  const rows = [...document.querySelectorAll(".queue .subj")];
  const step = (by) => {
    const at = rows.indexOf(document.activeElement);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    next?.focus();
    next?.closest("tr").scrollIntoView({ block: "nearest" });
  };
  qdKeys.on("j", () => step(1));
  qdKeys.on("k", () => step(-1));
  qdKeys.on("/", () => { const box = document.getElementById("q"); box.focus(); box.select(); });
  qdKeys.on("m", () => { const who = document.getElementById("who"); who.value = who.value ? "" : who.options[1].value; form.requestSubmit(); });
})();
