// What is nicer with a script: nothing here is needed to read a page.
"use strict";

// "/" puts the cursor into the search box, as people expect of an archive.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector('input[name="q"]');
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});

// One key answers a doubtful case: the letter that its button shows.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const button = document.querySelector(`[data-press="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

// Of tabs that don't fit, the one that is shown comes into sight.
for (const tabs of document.querySelectorAll(".kinds")) {
  const at = tabs.querySelector("[aria-current]");
  if (at) tabs.scrollLeft = at.offsetLeft - (tabs.clientWidth - at.offsetWidth) / 2;
}
