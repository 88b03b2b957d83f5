// <form data-language>: what was typed on the page is there again once it is back in the other language. Passwords are
// not kept. A form with data-asks, whose boxes the page cannot draw again, asks first.
{
  const forms = () => all("main form[method=post]:not([data-autosave])");
  // Not form.action: that may be the field called "action".
  const called = (form) => forms().indexOf(form) + form.getAttribute("action");
  const differs = (box) => box.options
    ? [...box.options].some((each) => each.selected !== each.defaultSelected)
    : box.matches("input, textarea") && (box.checked !== box.defaultChecked || box.value !== box.defaultValue);
  const read = (form) => {
    const typed = new FormData(form);
    all("[type=password], [type=file]", form).forEach(({ name }) => typed.delete(name));
    return new URLSearchParams(typed).toString();
  };

  on("submit", (event) => {
    const { target } = event;
    if (!target.matches("[data-language]")) return;
    const typed = forms().filter((form) => target.dataset.refused || one("[aria-invalid]", form) || [...form.elements].some(differs));
    if (typed.some(({ dataset: { asks } }) => asks && !confirm(asks))) event.preventDefault();
    else sessionStorage.typed = JSON.stringify(typed.map((form) => [called(form), read(form)]));
  });
  on("DOMContentLoaded", () => {
    const kept = Object.fromEntries(JSON.parse(sessionStorage.typed || "[]"));
    delete sessionStorage.typed;
    forms().forEach((form) => {
      const content = kept[called(form)];
      if (content) Rounds.fill(form, content);
      if (content) [...form.elements].filter(differs).forEach((box) => {
        tell("input", null, box);
        box.closest("details")?.setAttribute("open", "");
      });
    });
  });
}
