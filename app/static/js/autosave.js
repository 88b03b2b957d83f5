// <form data-autosave="visit:item">: saves itself while it is filled in, one write at a time.
// A write keeps its id until the server vouches for it. When what is typed has changed since a try whose answer
// was lost, the next try has an id of its own and names the lost ones as `previous`: the server may have stored
// any of them. Until then the form's state also lies in a draft (drafts.js), which outlives the page.
(() => {
  const Rounds = (window.Rounds ||= {});
  const SOON = 500;
  const states = new Map();
  const meta = ["id", "revision", "previous", "answered_at"];
  // Not form.id: that is the field called "id".
  const statusOf = (form) => document.getElementById(form.getAttribute("id").replace("f-", "s-"));
  const read = (form) => {
    const content = new URLSearchParams(new FormData(form));
    meta.forEach((name) => content.delete(name));
    return content.toString();
  };

  const begin = (form) => {
    if (states.has(form)) return;
    const draft = Rounds.drafts.get(form.dataset.autosave);
    const state = { base: Number(statusOf(form).dataset.revision), clean: read(form), tried: [], sent: null, tries: 0 };
    states.set(form, state);
    if (!draft) return;
    Rounds.drafts.restore(form, draft.content);
    Object.assign(state, { base: draft.base, tried: draft.tried, sent: draft.sent, at: draft.at, dirty: true });
    wait(form, 0);
  };

  const wait = (form, ms) => {
    const state = states.get(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(send, ms, form);
  };

  const touch = (form, ms, always) => {
    const state = states.get(form);
    const content = read(form);
    if (!always && !state.dirty && content === state.clean) return;
    Object.assign(state, { dirty: true, refused: false, at: new Date().toISOString() });
    Rounds.drafts.keep(form, state, content);
    wait(form, state.tries && ms ? Math.max(ms, 2000) : ms);
  };

  const send = async (form, leaving) => {
    const state = states.get(form);
    clearTimeout(state.timer);
    if (state.busy || !state.dirty || !form.isConnected) return;
    const content = read(form);
    if (state.sent?.content !== content) state.sent = { id: Rounds.mint(), content };
    const { id } = state.sent;
    const previous = state.tried.filter((tried) => tried !== id).slice(-50);
    state.tried = [...previous, id];
    state.busy = true;
    Rounds.drafts.keep(form, state, content);
    Rounds.say(statusOf(form), "saving", "saySaving");
    const answer = await Rounds.post(form.action, { id, content, base: state.base, previous, at: state.at }, leaving);
    state.busy = false;
    if (form.isConnected) heard(form, state, answer);
  };

  const heard = (form, state, { verdict, html }) => {
    const content = state.sent.content;
    if (html) htmx.swap(statusOf(form), html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
    if (verdict === "lost" || verdict === "signedOut") return lost(form, state, verdict);
    const typing = read(form) !== content;
    Object.assign(state, { sent: null, tries: 0, dirty: typing, refused: verdict === "refused" });
    if (verdict === "refused") state.tried.pop();
    else Object.assign(state, { tried: [], clean: content });
    // After a conflict the base stays: another change must not overwrite the other phone's answer unseen.
    if (verdict === "stored") state.base = Number(statusOf(form).dataset.revision);
    if (!html) Rounds.say(statusOf(form), "failed", "sayRefused");
    if (typing) Rounds.drafts.keep(form, state, read(form)), wait(form, SOON);
    else if (verdict !== "refused") Rounds.drafts.drop(form.dataset.autosave);
    form.dispatchEvent(new CustomEvent(`answer:${verdict}`, { bubbles: true }));
  };

  const lost = (form, state, verdict) => {
    state.tries += 1;
    Rounds.say(statusOf(form), "failed", verdict === "lost" ? "sayOffline" : "saySignedOut");
    wait(form, Math.min(30, 2 ** state.tries) * 1000);
  };

  const formOf = ({ target }) => target.form?.matches("[data-autosave]") && target.form;
  const all = (act) => states.forEach((state, form) => form.isConnected ? act(form, state) : states.delete(form));
  const beginAll = (root) => root.querySelectorAll("form[data-autosave]").forEach(begin);

  document.addEventListener("input", (event) => formOf(event) && touch(formOf(event), SOON));
  document.addEventListener("change", (event) => formOf(event) && touch(formOf(event), 0));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-autosave]")) return;
    event.preventDefault();
    if (event.submitter?.name === "wipe") Rounds.drafts.restore(event.target, "");
    touch(event.target, 0, true);
  });
  document.addEventListener("htmx:load", ({ target }) => target === document.body || beginAll(target.parentNode || target));
  document.addEventListener("DOMContentLoaded", () => beginAll(document));
  document.addEventListener("visibilitychange", () => all((form) => send(form, document.hidden)));
  addEventListener("pagehide", () => all((form) => send(form, true)));
  addEventListener("online", () => all((form) => send(form)));
  addEventListener("beforeunload", (event) => all((_form, state) => state.dirty && state.tries && (event.returnValue = true)));
})();
