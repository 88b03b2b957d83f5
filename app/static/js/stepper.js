// − and + beside a number. Several taps make one change event: one write, not five.
{
  const timers = new WeakMap();
  on("click", ({ target }) => {
    const button = target.closest("[data-by]");
    const box = button?.closest("[data-stepper]");
    if (!box) return;
    const input = one("input", box);
    const { value, dataset: { min = 0 } } = input;
    const step = box.dataset.stepper * button.dataset.by;
    // Unknown is not zero: the first tap on − writes the floor, which is how a counted zero is entered.
    const next = value.trim() || step > 0 ? Math.max(min, (Number(value.replace(",", ".")) || 0) + step) : min;
    input.value = Math.round(next * 1000) / 1000;
    tell("input", null, input);
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(tell, 500, "change", null, input));
  });
  // A prefilled number is replaced by typing, not by deleting first.
  on("focusin", ({ target }) => target.matches(".input--num") && target.select());
}
