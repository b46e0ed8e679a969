// Keys that work on every page, off while somebody types. A page adds its own through `qdKeys.on`.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  const actions = new Map();
  const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const off = () => { try { return localStorage.getItem("qd-keys") === "off"; } catch { return false; } };

  window.qdKeys = { on: (key, act) => actions.set(key, act) };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.activeElement?.closest("details.pop[open]") ?? document.querySelector("details.pop[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); event.preventDefault(); }
      else if (typing(document.activeElement)) document.activeElement.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]") || off()) return;
    const act = actions.get(event.key);
    if (act) { event.preventDefault(); act(event); return; }
    const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (link && link.getAttribute("aria-disabled") !== "true") { event.preventDefault(); link.click(); }
  });

  // one popover at a time, closed by a click elsewhere
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.pop[open]")) if (!open.contains(event.target)) open.open = false;
  });
})();
