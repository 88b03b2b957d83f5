// <form data-language>: what was typed on the page is there again once it is back in the other language. Passwords are
// not kept. A form with data-asks, whose boxes the page cannot draw again, asks first.
(() => {
  const forms = () => [...document.querySelectorAll("main form[method=post]:not([data-autosave])")];
  // Not form.action: that may be the field called "action".
  const called = (form) => forms().indexOf(form) + form.getAttribute("action");
  const differs = (box) => box.options
    ? [...box.options].some((each) => each.selected !== each.defaultSelected)
    : box.matches("input, textarea") && (box.checked !== box.defaultChecked || box.value !== box.defaultValue);
  const read = (form) => {
    const typed = new FormData(form);
    form.querySelectorAll("[type=password], [type=file]").forEach(({ name }) => typed.delete(name));
    return new URLSearchParams(typed).toString();
  };

  document.addEventListener("submit", (event) => {
    const { refused } = event.target.dataset;
    if (!event.target.matches("[data-language]")) return;
    const typed = forms().filter((form) => refused || form.querySelector("[aria-invalid]") || [...form.elements].some(differs));
    if (typed.some(({ dataset }) => dataset.asks && !confirm(dataset.asks))) event.preventDefault();
    else sessionStorage.typed = JSON.stringify(typed.map((form) => [called(form), read(form)]));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const kept = new Map(JSON.parse(sessionStorage.typed || "[]"));
    delete sessionStorage.typed;
    forms().forEach((form) => {
      if (!kept.get(called(form))) return;
      Rounds.fill(form, kept.get(called(form)));
      form.querySelectorAll("input, select, textarea").forEach((box) => {
        if (!differs(box)) return;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        box.closest("details")?.setAttribute("open", "");
      });
    });
  });
})();
