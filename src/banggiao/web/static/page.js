// A page and its claims: a click on a fact shows the claim, a click on a claim the sentence. Without this script the
// references in the text and the places in the claims are plain links.
"use strict";

(() => {
  const reading = document.querySelector(".reading");
  if (!reading) return;
  const panel = reading.querySelector(".claims") || document.createElement("div"); // none: only teasers have facts
  const narrow = window.matchMedia("(max-width: 60rem)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");
  const byId = (id) => document.getElementById(id);
  const facts = (key) => [...reading.querySelectorAll(".f")].filter((each) => each.dataset.claims.split(" ").includes(key));

  // --- the claim that is looked at, and its words -----------------------------------------------------------
  const mark = (key, spans) => {
    reading.querySelectorAll(".at, .now").forEach((each) => each.classList.remove("at", "now"));
    if (window.CSS && CSS.highlights) CSS.highlights.delete("place");
    (spans || facts(key)).forEach((each) => each.classList.add("at"));
    const card = key && byId(key);
    if (card) card.classList.add("now");
    return card;
  };

  const intoPanel = (card) => {
    const box = panel.getBoundingClientRect();
    const place = card.getBoundingClientRect();
    panel.scrollTo({ top: panel.scrollTop + place.top - box.top - 48, behavior: behavior() });
  };

  // --- narrow screens: the claim comes to the reader --------------------------------------------------------
  let sheet = null;
  let from = null;
  const closeSheet = () => {
    if (!sheet) return;
    sheet.remove();
    sheet = null;
    if (from) from.focus({ preventScroll: true });
  };
  const openSheet = (card, opener) => {
    closeSheet();
    from = opener;
    sheet = document.createElement("div");
    sheet.className = "sheet";
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-label", panel.getAttribute("aria-label"));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = reading.dataset.close;
    close.addEventListener("click", closeSheet);
    const copy = card.cloneNode(true);
    [copy, ...copy.querySelectorAll("[id]")].forEach((each) => each.removeAttribute("id"));
    if (copy.tagName === "LI") {
      const list = document.createElement("ol");
      list.className = "sayings";
      list.append(copy);
      sheet.append(close, list);
    } else {
      const said = copy.querySelector(".sayings");
      if (said) said.remove();
      sheet.append(close, copy);
    }
    reading.append(sheet);
    close.focus({ preventScroll: true });
  };

  const show = (key, opener) => {
    const card = mark(key);
    if (!card) return;
    history.replaceState(null, "", "#" + key);
    if (!panel.contains(card)) {
      card.scrollIntoView({ block: "nearest", behavior: behavior() });
    } else if (narrow.matches) {
      openSheet(card, opener);
    } else {
      intoPanel(card);
    }
  };

  // --- clicks -----------------------------------------------------------------------------------------------
  let last = null;
  reading.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const ref = event.target.closest(".ref");
    if (ref) {
      event.preventDefault();
      show(ref.hash.slice(1), ref);
      return;
    }
    const link = event.target.closest("a");
    if (link) {
      if (sheet && link.hash.startsWith("#t")) closeSheet();
      return; // to a place in the text: the address says where
    }
    const fact = event.target.closest(".text .f, .teaser .f");
    if (fact && !window.getSelection().toString()) {
      // Every claim that the place belongs to, the narrowest first; another click on it shows the next.
      const keys = [];
      for (let each = fact; each; each = each.parentElement.closest(".f")) {
        if (hidden(each)) continue;
        keys.push(...each.dataset.claims.split(" ").filter((key) => byId(key) && !keys.includes(key)));
      }
      if (!keys.length) return;
      const next = last && last.fact === fact ? (last.n + 1) % keys.length : 0;
      last = { fact, n: next };
      show(keys[next], fact.querySelector(".ref"));
      return;
    }
    const card = event.target.closest("[data-claim]");
    if (card && panel.contains(card) && !window.getSelection().toString()) {
      const place = card.querySelector('a[href^="#t"]');
      if (place) place.click();
    }
  });
  const hidden = (fact) =>
    [...reading.querySelectorAll(".marking input:not(:checked)")].length > 0 &&
    ["contact", "participant", "statement", "commitment", "place", "date"].every(
      (kind) => !fact.classList.contains(`is-${kind}`) || reading.querySelector(`.marking input[data-kind=${kind}]:not(:checked)`),
    );

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSheet();
  });

  // --- addresses: #t85-110 is a place in the text, #e-... and #s-... are claims -----------------------------------
  const arrive = () => {
    const name = location.hash.slice(1);
    const place = /^t(\d+)-(\d+)$/.exec(name);
    if (place) {
      const exact = byId(name);
      const spans = exact ? parts(exact) : [];
      const key = exact && exact.dataset.claims.split(" ").find(byId);
      mark(key, spans);
      const seen = exact || paragraph(Number(place[1]));
      if (!exact && seen) select(seen, Number(place[1]), Number(place[2]));
      if (seen) seen.scrollIntoView({ block: "center", behavior: behavior() });
      if (key && !narrow.matches && panel.contains(byId(key))) intoPanel(byId(key));
    } else if (name && byId(name) && byId(name).dataset.claim) {
      mark(name);
    }
  };
  // A fact that another one cuts goes on in the next pieces of the same claims.
  const parts = (fact) => [
    fact,
    ...[...reading.querySelectorAll(`.f[data-claims="${fact.dataset.claims}"]:not([id])`)].filter(
      (each) => each.className.replace(" at", "") === fact.className.replace(" at", ""),
    ),
  ];
  const paragraph = (start) =>
    [...reading.querySelectorAll(".para")]
      .filter((each) => Number(each.dataset.start) <= start)
      .sort((one, other) => one.dataset.start - other.dataset.start)
      .pop();

  // Any other stretch of the text is marked as if it had been selected.
  const select = (para, start, end) => {
    if (!window.CSS || !CSS.highlights) return;
    const range = document.createRange();
    const walker = document.createTreeWalker(para.querySelector(".words"), NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".ref") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let at = Number(para.dataset.start);
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const points = [...node.data];
      const units = (n) => points.slice(0, n).join("").length;
      if (!begun && start < at + points.length) {
        range.setStart(node, units(Math.max(start - at, 0)));
        begun = true;
      }
      if (begun) range.setEnd(node, units(Math.min(Math.max(end - at, 0), points.length)));
      at += points.length;
      if (at >= end) break;
    }
    if (begun) CSS.highlights.set("place", new Highlight(range));
  };

  window.addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
