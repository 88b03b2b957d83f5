// The queue by keyboard: j and k go from visit to visit, a approves, s sends back, o opens. Not while typing.
{
  const MEANT = { a: "[data-approve] button", s: "[data-note] textarea, [data-send-back]", o: "[data-open]" };
  const STEPS = { j: 1, k: -1 };
  const current = () => document.activeElement?.closest("[data-review]");

  const act = (key) => {
    const cards = all("[data-review]");
    const next = cards[Math.max(0, cards.indexOf(current()) + STEPS[key])] || current();
    // On the page of one visit there is no card: its own buttons are meant.
    const place = cards[0] ? current() : document;
    const meant = STEPS[key] ? next : place && one(MEANT[key], place);
    meant?.focus();
    if (STEPS[key]) meant?.scrollIntoView({ block: "center" });
    else meant?.click();
  };

  on("keydown", (event) => {
    const { ctrlKey, metaKey, altKey, isComposing, target, key } = event;
    if (ctrlKey || metaKey || altKey || isComposing || target.closest("input, textarea, select, [contenteditable]") || !(MEANT[key] || STEPS[key])) return;
    event.preventDefault();
    act(key);
  });
  // The approved card stays where it is; the keyboard goes on from there.
  on("htmx:afterSwap", ({ detail: { elt } }) => elt.matches("[data-review]") && elt.focus());
}
