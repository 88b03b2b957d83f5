// The queue by keyboard: j and k go from visit to visit, a approves, s sends back, o opens. Not while typing.
(() => {
  const cards = () => [...document.querySelectorAll("[data-review]")];
  const current = () => document.activeElement?.closest("[data-review]");
  const go = (by) => {
    const all = cards();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  };
  // On the page of one visit there is no card: its own buttons are meant.
  const inside = (selector) => (cards().length ? current() : document)?.querySelector(selector);

  const note = () => document.querySelector("[data-note] textarea");

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    a: () => inside("[data-approve]")?.requestSubmit(),
    s: () => (note() ? note().focus() : inside("[data-send-back]")?.click()),
    o: () => inside("[data-open]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // The approved card stays where it is; the keyboard goes on from there.
  document.addEventListener("htmx:afterSwap", ({ detail }) => detail.elt.matches?.("[data-review]") && detail.elt.focus());
})();
