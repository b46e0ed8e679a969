// Single-letter keys can be turned off: they get in the way of speech control.
"use strict";
(() => {
  const box = document.getElementById("keys-off");
  try {
    box.checked = localStorage.getItem("qd-keys") === "off";
    box.addEventListener("change", () => localStorage.setItem("qd-keys", box.checked ? "off" : "on"));
  } catch { box.disabled = true; }
})();
