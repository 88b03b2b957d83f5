// <form data-sends="id">: one write, sent when its button is pressed; the answer replaces the element of that id.
// It is kept on this phone until the server vouches for it (drafts.js sends what a closed page left behind).
// data-keeps="key": what is typed and not sent yet survives a reload.
(() => {
  const Rounds = (window.Rounds ||= {});
  const states = new WeakMap();
  const place = (form) => document.getElementById(form.dataset.sends);
  const addressOf = (form) => form.getAttribute("action"); // form.action is the control of that name, if there is one
  const statusOf = (form) => place(form)?.querySelector("[data-status]");
  const own = new Set(["id", "revision", "previous", "answered_at"]); // written by Rounds.post

  const read = (form, button) => {
    const content = new URLSearchParams([...new FormData(form)].filter(([name]) => !own.has(name)));
    if (button?.name) content.set(button.name, button.value);
    return content.toString();
  };

  // As drafts.js wants it; the key names no form of a page, so that any page may send it later.
  const kept = (form, state) => ({ dataset: { autosave: `once:${state.id}` }, action: addressOf(form) });

  const begin = (form, button) => {
    const before = states.get(form);
    if (before?.busy) return;
    const content = read(form, button);
    clearTimeout(before?.timer);
    const again = before?.content === content && !before.over;
    const state = again ? before : { content, id: Rounds.mint(), at: new Date().toISOString(), tries: 0 };
    states.set(form, state);
    keep(form, state);
    send(form, state);
  };

  const send = async (form, state) => {
    const { id, content, at } = state;
    state.busy = true;
    Rounds.drafts.keep(kept(form, state), { base: 0, tried: [id], sent: { id, content }, at }, content);
    Rounds.say(statusOf(form), "saving", "saySaving");
    const { verdict, html } = await Rounds.post(addressOf(form), { id, content, base: 0, previous: [], at });
    state.busy = false;
    if (verdict === "lost" || verdict === "signedOut") return lost(form, state, verdict);
    state.over = true;
    Rounds.drafts.drop(`once:${id}`);
    if (verdict === "stored") forget(form);
    show(form, html);
  };

  const lost = (form, state, verdict) => {
    state.tries += 1;
    Rounds.say(statusOf(form), "failed", verdict === "lost" ? "sayOffline" : "saySignedOut");
    state.timer = setTimeout(() => form.isConnected && send(form, state), Math.min(30, 2 ** state.tries) * 1000);
  };

  const show = (form, html) => {
    const whole = html.includes(`id="${form.dataset.sends}"`);
    const target = whole ? place(form) : statusOf(form);
    if (html && target) htmx.swap(target, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
    else Rounds.say(statusOf(form), "failed", "sayRefused");
    if (whole) place(form)?.querySelector(".error, .banner")?.scrollIntoView({ block: "center" });
  };

  const typedKey = (form) => `typed:${document.body.dataset.user}:${form.dataset.keeps}`;
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // private mode, or full
    }
  };
  const forget = (form) => form.dataset.keeps && attempt(() => localStorage.removeItem(typedKey(form)));
  const keep = (form, typed) => form.dataset.keeps && attempt(() => localStorage.setItem(typedKey(form), JSON.stringify(typed)));
  // What was under way when the page went is sent again under its own id, so that it is written down once.
  const restore = (form) => {
    const typed = attempt(() => JSON.parse(localStorage.getItem(typedKey(form))));
    if (!typed || form.querySelector(".error, .banner")) return;
    Rounds.drafts.restore(form, typed.content);
    if (!typed.id) return;
    const state = { ...typed, tries: 0 };
    states.set(form, state);
    send(form, state);
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sends]")) return;
    event.preventDefault();
    begin(event.target, event.submitter);
  });
  document.addEventListener("input", ({ target }) => target.form?.dataset.keeps && keep(target.form, { content: read(target.form) }));
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-keeps]").forEach(restore));
})();
