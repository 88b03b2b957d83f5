// What was typed and is not yet vouched for by the server, kept on this phone under user, visit and item.
// A page that opens later gives it back to its form; what has no form on the page is sent from here.
(() => {
  const Rounds = (window.Rounds ||= {});
  const user = document.body.dataset.user;
  const prefix = `draft:${user}:`;

  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // private mode, or full: the server still has what it vouched for
    }
  };
  const get = (key) => attempt(() => JSON.parse(localStorage.getItem(prefix + key)));
  const set = (key, draft) => user && attempt(() => localStorage.setItem(prefix + key, JSON.stringify(draft)));
  const drop = (key) => attempt(() => localStorage.removeItem(prefix + key));

  const keep = (form, state, content) => {
    const { base, tried, sent, at } = state;
    set(form.dataset.autosave, { url: form.action, base, tried, sent, at, content });
  };

  // Puts the controls of a form into the state that `content` (as posted) describes; "" empties the answer.
  const restore = (form, content) => {
    const posted = new URLSearchParams(content);
    Rounds.rows?.ensure(form, posted);
    form.querySelectorAll(content ? "input, select, textarea" : ".ctl :is(input, select, textarea)").forEach((input) => {
      if (input.type === "hidden" && !posted.has(input.name)) return;
      const values = posted.getAll(input.name);
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    });
    const answered = !content && form.querySelector("[name=state][value=answered]");
    if (answered) answered.checked = true;
  };

  const allKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  // What the server has refused in words is not on its way any more.
  const unsent = () => attempt(() => allKeys().filter((key) => get(key)?.refused === undefined).length) || 0;

  const sendLeftovers = async () => {
    for (const key of allKeys()) {
      const draft = get(key);
      if (!draft || draft.refused || document.querySelector(`form[data-autosave="${CSS.escape(key)}"]`)) continue;
      if (draft.sent?.content !== draft.content) draft.sent = { id: Rounds.mint(), content: draft.content };
      const { id } = draft.sent;
      const previous = draft.tried.filter((tried) => tried !== id);
      set(key, { ...draft, tried: [...previous, id] });
      const { verdict } = await Rounds.post(draft.url, { id, content: draft.content, base: draft.base, previous, at: draft.at });
      if (verdict === "stored" || verdict === "conflict") drop(key);
      else if (verdict === "refused") set(key, { ...draft, refused: true });
      else return;
    }
  };

  Rounds.drafts = { get, keep, drop, restore, unsent };
  if (user) addEventListener("load", () => attempt(() => setTimeout(sendLeftovers, 1000)));
})();
