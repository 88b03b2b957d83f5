// A product's row on the stock screen: what was sold a day while the count is typed, as the server reckons it
// (rule A3); a tap on a month begins a lot of that month; Enter goes to the next box instead of sending.
{
  const figure = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

  const soldIn = (form) => {
    const { case: size, last, lastOn, lastUnsellable: aside = null, days } = form.dataset;
    const posted = new FormData(form);
    const now = Rounds.count(posted, size);
    now.received ??= Number(posted.get("received_was"));
    if (last === undefined || now.counted === null) return {};
    const between = { last: { counted: Number(last), unsellable: aside && Number(aside), day: Date.parse(lastOn) / 864e5 }, now, days: Number(days) };
    const { units, more } = Rounds.order.sold(between);
    const free = "freeCounts" in form.closest("[data-stock]").dataset && now.free;
    return { more, units: units + free, days: Rounds.order.inStock(between) };
  };

  const show = (form) => {
    const line = one("[data-sold]", form);
    const { saySold, sayTooMany } = form.closest("[data-stock]").dataset;
    const { units, more, days } = soldIn(form);
    line.classList.toggle("sold--bad", more > 0);
    line.textContent = "";
    if (!days) return;
    if (more) line.textContent = filled(sayTooMany, { more: figure(more) });
    if (units >= 0) line.textContent = filled(saySold, { rate: figure(units / days), sold: figure(units), days });
  };

  on("input", ({ target: { form, name } }) => {
    if (form?.matches("[data-stock-row]") && !name.startsWith("lots-")) show(form);
  });

  on("click", ({ target }) => {
    const month = target.closest("[data-month]");
    if (!month) return;
    const line = one("[data-rows] .rowcard--add", month.form);
    const day = one("[type=date]", line);
    day.value = month.dataset.month;
    tell("input", null, day);
    one(".input--num", line).focus();
  });

  on("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-stock-row] .input--num")) return;
    event.preventDefault();
    const boxes = all("[data-stock] .input--num").filter((box) => !box.closest("details:not([open])"));
    boxes[boxes.indexOf(event.target) + 1]?.focus();
  });
}
