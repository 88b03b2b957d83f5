// What a saved answer changes around it: the row's mark, the count in the bar, errors beside their fields.
(() => {
  const mark = (form) => {
    const row = form.closest(".q");
    const status = row.querySelector("[data-status]");
    if (!status.dataset.row) return;
    row.className = `q q--${status.dataset.row}`;
    const note = document.querySelector("[data-done]");
    const counted = [...document.querySelectorAll(".q [data-counted]")].map((each) => each.closest(".q"));
    if (!note || !counted.length) return;
    const done = counted.filter((each) => each.matches(".q--answered, .q--skipped")).length;
    note.textContent = note.dataset.done.replace("{done}", done).replace("{total}", counted.length);
  };

  const clear = (form) => {
    form.querySelectorAll("[data-for], .error").forEach((error) => error.remove());
    form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  };

  // The server lists the errors below the form; each goes to the control that it is about.
  const place = (form) => form.querySelectorAll("[data-for]").forEach((error) => {
    const input = form.querySelector(`[name="${CSS.escape(error.dataset.for)}"]`);
    const field = input?.closest("fieldset:not(.field), .field");
    if (!field) return;
    error.id = `${input.id || error.dataset.for}-error`;
    field.append(error);
    (input.matches("[type=radio], [type=checkbox]") ? field : input).setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
    const card = input.closest("details");
    if (card) card.open = true;
  });

  ["answer:stored", "answer:conflict"].forEach((name) => document.addEventListener(name, ({ target }) => {
    clear(target);
    target.querySelector("[data-carried]")?.remove();
    mark(target);
  }));
  document.addEventListener("answer:kept", ({ target }) => mark(target));
  document.addEventListener("answer:refused", ({ target }) => {
    const list = target.querySelector(".errors");
    target.querySelectorAll(".error").forEach((error) => list.contains(error) || error.remove());
    place(target);
  });

  // A way out is taken back by answering; the folded line says how the answer is known.
  document.addEventListener("input", ({ target }) => {
    const form = target.form?.matches("[data-autosave]") && target.form;
    if (!form) return;
    if (target.closest(".ctl")) {
      const answered = form.querySelector("[name=state][value=answered]");
      if (answered) answered.checked = true;
    }
    const shown = target.type === "radio" && form.querySelector(`[data-shows="${CSS.escape(target.name)}"]`);
    if (shown) shown.textContent = target.nextElementSibling.textContent;
  }, true);
})();
