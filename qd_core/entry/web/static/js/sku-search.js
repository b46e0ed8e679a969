// Search as you type over the catalog, as an ARIA combobox. Without it the field takes a SKU as text.
"use strict";
(() => {
  let count = 0;
  for (const box of document.querySelectorAll("[data-sku-search]")) {
    const input = box.querySelector("input");
    const shown = box.parentElement.querySelector("[data-shown]");
    const list = document.createElement("ul");
    list.className = "combo-list";
    list.id = `skus-${++count}`;
    list.role = "listbox";
    list.hidden = true;
    box.append(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
    let at = -1;
    let timer = 0;
    let latest = 0;

    const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const pick = (option) => {
      input.value = option.dataset.sku;
      if (shown) shown.textContent = option.dataset.description;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      close();
    };
    const select = (to) => {
      const options = [...list.children];
      at = (to + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    };
    const search = async () => {
      const text = input.value.trim();
      const mine = ++latest;
      if (text.length < 2) { close(); return; }
      let found;
      try { found = await (await fetch(`/catalog/search?q=${encodeURIComponent(text)}`)).json(); } catch { return; }
      if (mine !== latest || document.activeElement !== input) return;
      list.replaceChildren(...found.items.map((item, index) => {
        const option = document.createElement("li");
        option.role = "option";
        option.id = `${list.id}-${index}`;
        option.dataset.sku = item.sku;
        option.dataset.description = item.description;
        const sku = document.createElement("span");
        sku.className = "sku";
        sku.textContent = item.sku;
        const price = document.createElement("span");
        price.className = "num";
        price.textContent = item.price;
        const what = document.createElement("span");
        what.className = "what";
        what.textContent = item.description;
        option.append(sku, price, what);
        option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(option); });
        return option;
      }));
      list.hidden = !found.items.length;
      at = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    input.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      clearTimeout(timer);
      timer = setTimeout(search, 120);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); select(at + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); select(at < 0 ? -1 : at - 1); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); pick(list.children[at]); }
      else if (event.key === "Escape") { event.stopPropagation(); close(); }
    });
  }
})();
