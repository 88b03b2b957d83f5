// <form data-autosave="visit:item">: saves itself while it is filled in. Each change goes into the journal at once and
// from there to the server; what the journal holds beyond the page is given back to the form when a page opens.
{
  const SOON = 500;
  // Not form.id: that is the field called "id".
  const statusOf = ({ form }) => document.getElementById(form.getAttribute("id").replace("f-", "s-"));
  const revisionOf = (state) => Number(statusOf(state).dataset.revision);

  const begin = (form) => {
    if (Rounds.forms.has(form)) return Rounds.forms.get(form);
    const state = { form, key: form.dataset.autosave, clean: Rounds.read(form) };
    state.base = revisionOf(state);
    state.shown = (entry, remote) => changed(state, entry, remote);
    state.answered = (detail) => answered(state, detail);
    Rounds.forms.set(form, state);
    return state;
  };

  const beginAll = async (root) => {
    const states = all("form[data-autosave]", root).map(begin);
    if (!states.length) return;
    const entries = await Rounds.journal.all();
    for (const state of states) {
      const entry = entries.find(({ key }) => key === state.key);
      if (entry) overlay(state, entry);
      // What is wrong with it is the server's to say, beside the boxes.
      if (entry?.state === "refused") await Rounds.journal.wake(entry);
    }
    Rounds.outbox.flush();
  };

  // A page may come from an old copy, or be older than what another tab has written.
  const overlay = (state, entry) => {
    const { form, base, touched } = state;
    const twice = entry.state === "conflict";
    if (twice && !one(".banner", form.parentNode)) Rounds.journal.drop(entry.key); // settled
    if (twice || touched || (entry.state === "sent" && entry.revision <= base)) return;
    if (entry.content !== Rounds.read(form)) Rounds.fill(form, entry.content);
    Object.assign(state, { base: entry.base, clean: Rounds.read(form) });
    show(state, entry);
  };

  const show = (state, entry) => {
    const status = statusOf(state);
    Rounds.say(status, entry);
    if (entry.state === "sent") status.dataset.revision = entry.revision;
    if (entry.state === "refused" || !status.dataset.row) return;
    status.dataset.row = Rounds.rowOf(entry.content);
    tell("answer:kept", null, state.form);
  };

  const touch = (form, ms, always) => {
    const state = begin(form);
    const content = Rounds.read(form);
    if (always || content !== state.clean) keep(state, content);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => state.kept?.then(Rounds.outbox.flush), ms);
  };

  const keep = (state, content) => {
    const { form, key, base, clean: over } = state;
    const url = form.getAttribute("action");
    const [, , visit, what] = url.split("/");
    const label = form.closest(".q")?.querySelector("h2")?.textContent.trim();
    Object.assign(state, { clean: content, touched: true });
    state.kept = Rounds.journal.put({ key, visit, kind: what.slice(0, -1), url, content, over, base, label });
  };

  const changed = (state, entry, remote) => {
    if (remote && Rounds.read(state.form) === state.clean) {
      state.touched = false;
      overlay(state, entry);
    } else if (entry.state !== "conflict") show(state, entry);
  };

  const answered = (state, { after, verdict, html }) => {
    if (html.includes("data-status")) Rounds.swap(statusOf(state), html);
    if (verdict === "stored") state.base = revisionOf(state);
    if (after?.state === "waiting") show(state, after);
    tell(`answer:${verdict}`, null, state.form);
  };

  on("input change", ({ type, target: { form } }) => form?.matches("[data-autosave]") && touch(form, type === "input" ? SOON : 0));
  on("submit", (event) => {
    if (!event.target.matches("[data-autosave]")) return;
    event.preventDefault();
    if (event.submitter?.name === "wipe") Rounds.fill(event.target, "");
    touch(event.target, 0, true);
  });
  arriving(beginAll);
}
