// Chips with data-exclusive ("all fine", "none of these") switch the others off, and are switched off by them.
// Captured: before the form is read on the same event.
on("change", ({ target }) => {
  const alone = ({ dataset }) => "exclusive" in dataset;
  if (target.type === "checkbox" && target.checked) all(`[name="${target.name}"]`, target.closest("fieldset") || target).forEach((other) => {
    if (other !== target && (alone(target) || alone(other))) other.checked = false;
  });
}, true);
