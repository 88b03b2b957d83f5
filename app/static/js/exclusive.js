// Chips with data-exclusive ("all fine", "none of these") switch the others off, and are switched off by them.
document.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox" || !target.checked) return;
  const alone = "exclusive" in target.dataset;
  const group = target.closest("fieldset");
  group?.querySelectorAll(`input[name="${CSS.escape(target.name)}"]`).forEach((other) => {
    if (other !== target && (alone || "exclusive" in other.dataset)) other.checked = false;
  });
}, true); // captured: before htmx reads the form on the same event
