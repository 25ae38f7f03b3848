// Suggestions under a search box, after the combobox pattern of the ARIA guide: the cursor stays in the box, the arrow
// keys walk through the list, Enter follows the suggestion or else searches, Escape closes. Without this script the box
// is a plain search.
"use strict";

(() => {
  const WAIT = 120; // milliseconds after a key
  const attach = (box) => {
    const form = box.form;
    const list = document.createElement("div");
    list.id = `${box.id}-suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.suggest);
    list.hidden = true;
    const told = document.createElement("span");
    told.className = "unseen";
    told.setAttribute("role", "status");
    form.append(list, told);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("autocomplete", "off");

    let at = -1;
    let timer = 0;
    let asked = null;
    let shown = null;
    const options = () => [...list.querySelectorAll("[role=option]")];

    const choose = (n) => {
      const all = options();
      at = all.length ? (n + all.length + 1) % (all.length + 1) : -1; // one place more: the box itself
      if (at === all.length) at = -1;
      all.forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else {
        box.setAttribute("aria-activedescendant", all[at].id);
        all[at].scrollIntoView({ block: "nearest" });
      }
    };
    const close = () => {
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const open = () => {
      if (!options().length) return close();
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      choose(-1);
    };
    const ask = async () => {
      const words = box.value.trim();
      if (words === shown) return open();
      if (asked) asked.abort();
      if (!words) {
        shown = null;
        list.replaceChildren();
        told.textContent = "";
        return close();
      }
      asked = new AbortController();
      try {
        const answer = await fetch(`/suggest?${new URLSearchParams({ q: words, box: box.id })}`, { signal: asked.signal });
        if (!answer.ok) return close();
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        list.replaceChildren(...page.body.querySelectorAll("[role=option]"));
        told.textContent = page.body.firstElementChild ? page.body.firstElementChild.dataset.told || "" : "";
        shown = words;
        if (document.activeElement === box) open();
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // Telex and VNI are still putting the marks
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) ask();
        else choose(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && isOpen && at >= 0) {
        event.preventDefault();
        location.assign(options()[at].dataset.href);
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        close();
      } else if (event.key === "Tab") {
        close();
      }
    });
    box.addEventListener("focus", () => {
      if (shown && shown === box.value.trim()) open();
    });
    box.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the cursor stays in the box
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.href);
    });
    form.addEventListener("submit", close);
  };
  document.querySelectorAll("input[data-suggest]").forEach(attach);
})();
