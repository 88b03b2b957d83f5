// What a saved answer changes around it: the row's mark, the count in the bar, errors beside their fields.
{
  const mark = (form) => {
    const { row: state } = one("[data-status]", form.closest(".q")).dataset;
    if (!state) return;
    form.closest(".q").className = `q q--${state}`;
    const note = one("[data-done]");
    const counted = all(".q:has([data-counted])");
    const done = counted.filter((row) => row.matches(".q--answered, .q--skipped"));
    if (note && counted.length) note.textContent = filled(note.dataset.done, { done: done.length, total: counted.length });
  };

  const clear = (form) => {
    all("[data-for], .error, [data-carried]", form).forEach((each) => each.remove());
    all("[aria-invalid]", form).forEach((input) => input.removeAttribute("aria-invalid"));
  };

  // The server lists the errors below the form; each goes to the control that it is about.
  const place = (form) => all("[data-for]", form).forEach((error) => {
    const { for: name } = error.dataset;
    const input = one(`[name="${name}"]`, form);
    const field = input?.closest("fieldset:not(.field), .field");
    if (!field) return;
    error.id = `${input.id || name}-error`;
    field.append(error);
    (Rounds.ticked(input) ? field : input).setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
    const card = input.closest("details");
    if (card) card.open = true;
  });

  on("answer:stored answer:conflict answer:kept", ({ type, target }) => {
    if (type !== "answer:kept") clear(target);
    mark(target);
  });
  on("answer:refused", ({ target }) => {
    all(".error", target).forEach((error) => error.closest(".errors") || error.remove());
    place(target);
  });

  // The folded line says how the answer is known.
  on("input", ({ target }) => {
    const { form, type, name } = target;
    if (!form?.matches("[data-autosave]")) return;
    if (target.closest(".ctl")) Rounds.answer(form);
    const shown = type === "radio" && one(`[data-shows="${name}"]`, form);
    if (shown) shown.textContent = target.nextElementSibling.textContent;
  }, true);
}
