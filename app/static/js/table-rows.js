// <div data-rows="name">: cards of a table's rows. The last card adds one: as soon as something is entered in it,
// it becomes a row with an id of its own and a fresh card takes its place.
(() => {
  const Rounds = (window.Rounds ||= {});
  const numberOf = (card, name) => Number(card.querySelector(`[name^="${name}-"]`).name.slice(name.length + 1).split("-")[0]);
  const adder = (box) => box.querySelector(".rowcard--add");

  const renumber = (card, name, from, to) => {
    const was = `${name}-${from}-`;
    [card, ...card.querySelectorAll("*")].forEach((element) => {
      ["name", "id", "for", "aria-describedby"].forEach((attribute) => {
        const value = element.getAttribute(attribute);
        if (value?.includes(was)) element.setAttribute(attribute, value.replaceAll(was, `${name}-${to}-`));
      });
    });
  };

  const empty = (card) => card.querySelectorAll("input, select, textarea").forEach((input) => {
    if (input.type === "radio" || input.type === "checkbox") input.checked = false;
    else input.value = "";
  });

  const promote = (box) => {
    const card = adder(box);
    const name = box.dataset.rows;
    const number = numberOf(card, name);
    const next = card.cloneNode(true);
    renumber(next, name, number, number + 1);
    empty(next);
    next.open = false;
    card.classList.remove("rowcard--add");
    card.removeAttribute("id");
    const icon = card.querySelector("summary use");
    icon?.setAttribute("href", icon.getAttribute("href").replace("#plus", "#chevron-down")); // lots lie open
    card.querySelector(`[name="${name}-${number}-row"]`).value = Rounds.mint().slice(0, 8);
    card.after(next);
  };

  // Makes enough cards for every row that `posted` (URLSearchParams) names.
  const ensure = (form, posted) => form.querySelectorAll("[data-rows]").forEach((box) => {
    const start = `${box.dataset.rows}-`;
    const numbers = [...posted.keys()].filter((key) => key.startsWith(start)).map((key) => Number(key.slice(start.length).split("-")[0]));
    const filled = numbers.filter((number) => [...posted].some(([key, value]) => value && key.startsWith(`${start}${number}-`)));
    while (Math.max(-1, ...filled) >= numberOf(adder(box), box.dataset.rows)) promote(box);
  });

  const title = (card) => {
    const first = card.querySelector(".ctl :is(input:checked, input:not([type=radio], [type=checkbox], [type=hidden]), select)");
    const text = first?.matches("select") ? first.selectedOptions[0]?.textContent : first?.matches("[type=radio]") ? first.nextElementSibling.textContent : first?.value;
    if (text) card.querySelector("summary .rowcard__text").textContent = text;
  };

  // Captured: the row's id must be there before the form is read on the same event.
  document.addEventListener("input", ({ target }) => {
    const card = target.closest?.("[data-rows] .rowcard");
    if (!card) return;
    if (card.matches(".rowcard--add")) promote(card.closest("[data-rows]"));
    title(card);
  }, true);
  document.addEventListener("change", ({ target }) => {
    if (target.name?.endsWith("-removed")) target.closest(".rowcard").classList.toggle("rowcard--removed", target.checked);
  }, true);

  Rounds.rows = { ensure };
})();
