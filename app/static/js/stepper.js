// − and + beside a number. Several taps make one change event: one write, not five.
(() => {
  const timers = new WeakMap();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-by]");
    const box = button?.closest("[data-stepper]");
    if (!box) return;
    const input = box.querySelector("input");
    const floor = input.dataset.min === undefined ? 0 : Number(input.dataset.min);
    const step = Number(box.dataset.stepper) * Number(button.dataset.by);
    const now = Number(input.value.replace(",", "."));
    // Unknown is not zero: the first tap on − writes the floor, which is how a counted zero is entered.
    const next = input.value.trim() === "" && step < 0 ? floor : Math.max(floor, (now || 0) + step);
    input.value = String(Math.round(next * 1000) / 1000);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => input.dispatchEvent(new Event("change", { bubbles: true })), 500));
  });
  // A prefilled number is replaced by typing, not by deleting first.
  document.addEventListener("focusin", (event) => event.target.matches?.(".input--num") && event.target.select());
})();
