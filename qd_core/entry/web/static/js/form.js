// The web form: a new row appears in place; the summary of problems takes the focus; a double click sends once.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  document.getElementById("problems")?.focus();
  const form = document.querySelector("form.stack");
  const items = document.querySelector("[data-items]");
  document.querySelector("[data-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const number = items.querySelectorAll(".n").length + 1;
    if (number > 100) return;
    const cells = [...items.children].slice(-4).map((cell) => cell.cloneNode(true));
    const [label, item, quantity, note] = cells;
    label.textContent = String(number);
    item.id = `item-${number}`;
    item.setAttribute("aria-label", `Item ${number}`);
    quantity.setAttribute("aria-label", `How many of item ${number}`);
    note.setAttribute("aria-label", `Note on item ${number}`);
    for (const input of [item, quantity, note]) { input.value = ""; input.removeAttribute("aria-invalid"); }
    items.append(...cells);
    item.focus();
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => { delete form.dataset.sent; });
})();
