// Puts the controls of a form into the state that `content` (as posted) describes; "" empties the answer.
(() => {
  const Rounds = (window.Rounds ||= {});
  Rounds.fill = (form, content) => {
    const posted = new URLSearchParams(content);
    Rounds.rows?.ensure(form, posted);
    form.querySelectorAll(content ? "input, select, textarea" : ".ctl :is(input, select, textarea)").forEach((input) => {
      if (input.type === "file" || (input.type === "hidden" && !posted.has(input.name))) return;
      const values = posted.getAll(input.name);
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    });
    const answered = !content && form.querySelector("[name=state][value=answered]");
    if (answered) answered.checked = true;
  };

  // What a row is once this content is taken, as far as a phone can tell.
  const BESIDE = /^(state|evidence|note|all|wipe)$|-(row|removed)$/;
  Rounds.rowOf = (content) => {
    const posted = new URLSearchParams(content);
    if (["not_seen", "declined"].includes(posted.get("state"))) return "skipped";
    return [...posted].some(([name, value]) => value && !BESIDE.test(name)) ? "answered" : "open";
  };
})();
