// <div data-rows="name">: cards of a table's rows. The last card adds one: as soon as something is entered in it,
// it becomes a row with an id of its own and a fresh card takes its place.
{
  const adder = (box) => one(".rowcard--add", box);
  const numberOf = (name, key) => parseInt(key.slice(name.length + 1));
  const next = (box) => numberOf(box.dataset.rows, one(`[name^="${box.dataset.rows}-"]`, adder(box)).name);

  const renumber = (card, was, now) => [card, ...all("*", card)].forEach((element) => [...element.attributes].forEach((attribute) => {
    attribute.value = attribute.value.replaceAll(was, now);
  }));

  const promote = (box) => {
    const card = adder(box);
    const { rows: name } = box.dataset;
    const number = next(box);
    const fresh = card.cloneNode(true);
    renumber(fresh, `${name}-${number}-`, `${name}-${number + 1}-`);
    all("input, select, textarea", fresh).forEach((input) => (Rounds.ticked(input) ? (input.checked = false) : (input.value = "")));
    fresh.open = false;
    card.classList.remove("rowcard--add");
    card.removeAttribute("id");
    const icon = one("summary use", card)?.href; // lots lie open
    if (icon) icon.baseVal = icon.baseVal.replace("#plus", "#chevron-down");
    one(`[name="${name}-${number}-row"]`, card).value = Rounds.mint().slice(0, 8);
    card.after(fresh);
  };

  // Makes enough cards for every row that `posted` (URLSearchParams) names.
  Rounds.rows = (form, posted) => all("[data-rows]", form).forEach((box) => {
    const { rows: name } = box.dataset;
    const numbers = [...posted].map(([key, value]) => (value && key.startsWith(`${name}-`) ? numberOf(name, key) : -1));
    while (Math.max(-1, ...numbers) >= next(box)) promote(box);
  });

  const title = (card) => {
    const first = one(".ctl :is(input:checked, input:not([type=radio], [type=checkbox], [type=hidden]), select)", card);
    const { type, value, selectedOptions, nextElementSibling } = first || {};
    const text = (selectedOptions?.[0] || (type === "radio" && nextElementSibling))?.textContent || value;
    if (text) one("summary .rowcard__text", card).textContent = text;
  };

  // Captured: the row's id must be there before the form is read on the same event.
  on("input", ({ target }) => {
    const card = target.closest("[data-rows] .rowcard");
    if (card?.matches(".rowcard--add")) promote(card.closest("[data-rows]"));
    if (card) title(card);
  }, true);
  on("change", ({ target: { name, checked }, target }) => name?.endsWith("-removed") && target.closest(".rowcard").classList.toggle("rowcard--removed", checked), true);
}
