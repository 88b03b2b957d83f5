// <form data-sends="id">: one write, sent when its button is pressed; the answer replaces the element of that id.
// It lies in the journal until the server vouches for it, whatever becomes of the page.
// <form data-queue>: the same for a form that leads to another page; it goes there once the write is stored.
// data-keeps="key": what is typed and not sent yet survives a reload.
(() => {
  const Rounds = (window.Rounds ||= {});
  const states = new Map(); // form -> the write it stands for: {content, key}
  const place = (form) => ("queue" in form.dataset ? form : document.getElementById(form.dataset.sends));
  const statusOf = (form) => place(form)?.querySelector("[data-status]");
  const formOf = (key) => [...states].find(([form, state]) => state.key === key && form.isConnected)?.[0];
  const own = new Set(["id", "revision", "previous", "answered_at"]); // written by Rounds.post

  const read = (form, button) => {
    const content = new URLSearchParams([...new FormData(form)].filter(([name]) => !own.has(name)));
    if (button?.name) content.set(button.name, button.value);
    return content.toString();
  };

  const begin = async (form, button) => {
    const before = states.get(form);
    const content = read(form, button);
    if (before?.content !== content || before.over) {
      const id = Rounds.mint();
      const state = { content, key: `once:${id}` };
      states.set(form, state);
      keep(form, state);
      const url = form.getAttribute("action"); // form.action is the control of that name, if there is one
      const visit = new URLSearchParams(content).get("visit") || url.match(/^\/visits\/([^/]+)/)?.[1] || "";
      const label = document.querySelector("h1")?.textContent.trim();
      const base = Number(form.elements.revision?.value || 0);
      await Rounds.journal.put({ key: state.key, id, kind: "once", visit, url, content, base, label });
    }
    Rounds.outbox.nudge();
  };

  document.addEventListener("journal:change", ({ detail: { key, entry } }) => {
    const form = entry && formOf(key);
    if (form) Rounds.say(statusOf(form), entry);
  });

  document.addEventListener("outbox:answered", ({ detail: { entry: { key }, verdict, html, words } }) => {
    const form = formOf(key);
    if (!form || verdict === "lost" || verdict === "signedOut") return;
    states.get(form).over = true;
    if (verdict === "refused") Rounds.journal.drop(key); // it stands in the form, beside what is wrong with it
    else forget(form);
    if ("queue" in form.dataset && verdict !== "refused") onward(html);
    else show(form, html, words);
  });

  const onward = (html) => {
    const answer = Object.assign(document.createElement("template"), { innerHTML: html });
    const place = answer.content.querySelector("[data-go]")?.dataset.go;
    if (place) location.assign(place);
    if (!place || place.includes("#")) location.reload();
  };

  const show = (form, html, words) => {
    const whole = html.includes(`id="${form.dataset.sends}"`);
    const target = whole ? place(form) : statusOf(form);
    if (html.includes("data-status") && target) htmx.swap(target, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
    else Rounds.say(statusOf(form), { state: "refused", words });
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
  // What was under way when the page went goes on under its own id, so that it is written down once.
  const restore = async (form) => {
    const typed = attempt(() => JSON.parse(localStorage.getItem(typedKey(form))));
    if (!typed || form.querySelector(".error, .banner")) return;
    const entry = typed.key && (await Rounds.journal.get(typed.key));
    if (typed.key && entry?.state === "sent") return forget(form);
    Rounds.fill(form, typed.content);
    if (!entry) return;
    Rounds.say(statusOf(form), entry);
    if (entry.state === "refused") Rounds.journal.drop(typed.key); // it stands in the form again
    else states.set(form, typed);
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sends], [data-queue]")) return;
    event.preventDefault();
    begin(event.target, event.submitter);
  });
  document.addEventListener("input", ({ target }) => target.form?.dataset.keeps && keep(target.form, { content: read(target.form) }));
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-keeps]").forEach(restore));
})();
