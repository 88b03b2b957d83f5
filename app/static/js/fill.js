// Puts the controls of a form into the state that `content` (as posted) describes; "" empties the answer.
{
  Rounds.ticked = ({ type }) => type === "radio" || type === "checkbox";
  // A way out is taken back by answering.
  Rounds.answer = (form) => all("[name=state][value=answered]", form).forEach((state) => (state.checked = true));

  Rounds.fill = (form, content) => {
    const posted = new URLSearchParams(content);
    Rounds.rows(form, posted);
    all(content ? "input, select, textarea" : ".ctl :is(input, select, textarea)", form).forEach((input) => {
      const { type, name } = input;
      const values = posted.getAll(name);
      if (Rounds.ticked(input)) input.checked = values.includes(input.value);
      else if (type !== "file" && (type !== "hidden" || posted.has(name))) input.value = values[0] ?? "";
    });
    if (!content) Rounds.answer(form);
  };

  // What a row is once this content is taken, as far as a phone can tell.
  const BESIDE = /^(state|evidence|note|all|wipe)$|-(row|removed)$/;
  Rounds.rowOf = (content) => {
    const posted = new URLSearchParams(content);
    if (/not_seen|declined/.test(posted.get("state"))) return "skipped";
    return [...posted].some(([name, value]) => value && !BESIDE.test(name)) ? "answered" : "open";
  };
}
