// The queue by keyboard: j and k go from visit to visit, a approves, s sends back, o opens. Not while typing.
{
  const cards = () => all("[data-review]");
  const current = () => document.activeElement?.closest("[data-review]");
  const go = (by) => {
    const at = cards().indexOf(current());
    const next = cards()[Math.max(0, at + by)] || current();
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  };
  // On the page of one visit there is no card: its own buttons are meant.
  const inside = (selector) => {
    const place = cards().length ? current() : document;
    return place && one(selector, place);
  };
  const note = () => one("[data-note] textarea");

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    a: () => inside("[data-approve]")?.requestSubmit(),
    s: () => (note() ? note().focus() : inside("[data-send-back]")?.click()),
    o: () => inside("[data-open]")?.click(),
  };

  on("keydown", (event) => {
    const { ctrlKey, metaKey, altKey, isComposing, target, key } = event;
    if (ctrlKey || metaKey || altKey || isComposing || target.closest("input, textarea, select, [contenteditable]") || !keys[key]) return;
    event.preventDefault();
    keys[key]();
  });
  // The approved card stays where it is; the keyboard goes on from there.
  on("htmx:afterSwap", ({ detail: { elt } }) => elt.matches("[data-review]") && elt.focus());
}
