// <form data-autosave="visit:item">: saves itself while it is filled in. Each change goes into the journal at once and
// from there to the server; what the journal holds beyond the page is given back to the form when a page opens.
(() => {
  const Rounds = (window.Rounds ||= {});
  const SOON = 500;
  const states = new Map();
  const meta = ["id", "revision", "previous", "answered_at"];
  // Not form.id: that is the field called "id".
  const statusOf = (form) => document.getElementById(form.getAttribute("id").replace("f-", "s-"));
  const formOf = (key) => document.querySelector(`form[data-autosave="${CSS.escape(key)}"]`);
  const read = (form) => {
    const content = new URLSearchParams(new FormData(form));
    meta.forEach((name) => content.delete(name));
    return content.toString();
  };
  const tell = (form, name) => form.dispatchEvent(new CustomEvent(`answer:${name}`, { bubbles: true }));

  const begin = (form) => states.has(form) || states.set(form, { base: Number(statusOf(form).dataset.revision), clean: read(form) });

  const beginAll = async (root) => {
    const forms = [...root.querySelectorAll("form[data-autosave]")];
    forms.forEach(begin);
    if (!forms.length) return;
    const entries = new Map((await Rounds.journal.all()).map((entry) => [entry.key, entry]));
    for (const form of forms) {
      const entry = entries.get(form.dataset.autosave);
      if (entry) overlay(form, entry);
      // What is wrong with it is the server's to say, beside the boxes.
      if (entry?.state === "refused") await Rounds.journal.change(entry.key, (now) => now && { ...now, state: "waiting" });
    }
    Rounds.outbox.flush();
  };

  // A page may come from an old copy, or be older than what another tab has written.
  const overlay = (form, entry) => {
    const state = states.get(form);
    const settled = entry.state === "conflict" && !form.parentNode.querySelector(".banner");
    if (settled) Rounds.journal.drop(entry.key);
    const known = entry.state === "conflict" || (entry.state === "sent" && entry.revision <= state.base);
    if (known || state.touched) return;
    if (entry.content !== read(form)) Rounds.fill(form, entry.content);
    Object.assign(state, { base: entry.base, clean: read(form) });
    show(form, entry);
  };

  const show = (form, entry) => {
    const status = statusOf(form);
    Rounds.say(status, entry);
    if (entry.state === "sent") status.dataset.revision = entry.revision;
    if (entry.state === "refused" || !status.dataset.row) return;
    status.dataset.row = Rounds.rowOf(entry.content);
    tell(form, "kept");
  };

  const touch = (form, ms, always) => {
    const state = states.get(form);
    const content = read(form);
    if (always || content !== state.clean) keep(form, state, content);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => state.kept?.then(Rounds.outbox.flush), ms);
  };

  const keep = (form, state, content) => {
    const [key, url] = [form.dataset.autosave, form.getAttribute("action")];
    const label = form.closest(".q")?.querySelector(".q__title")?.textContent.trim();
    const kind = url.split("/")[3].replace(/s$/, "");
    Object.assign(state, { clean: content, touched: true });
    state.kept = Rounds.journal.put({ key, visit: key.split(":")[0], kind, url, content, base: state.base, label });
  };

  document.addEventListener("journal:change", ({ detail: { key, entry, remote } }) => {
    const form = entry && formOf(key);
    const state = form && states.get(form);
    if (!state) return;
    if (remote && read(form) === state.clean) {
      state.touched = false;
      overlay(form, entry);
    } else if (entry.state !== "conflict") show(form, entry);
  });

  document.addEventListener("outbox:answered", ({ detail: { entry, after, verdict, html } }) => {
    const form = formOf(entry.key);
    const state = form && states.get(form);
    if (!state || verdict === "lost" || verdict === "signedOut") return;
    if (html.includes("data-status")) htmx.swap(statusOf(form), html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
    if (verdict === "stored") state.base = Number(statusOf(form).dataset.revision);
    if (after?.state === "waiting") show(form, after);
    tell(form, verdict);
  });

  const saved = ({ target }) => target.form?.matches("[data-autosave]") && target.form;
  document.addEventListener("input", (event) => saved(event) && touch(saved(event), SOON));
  document.addEventListener("change", (event) => saved(event) && touch(saved(event), 0));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-autosave]")) return;
    event.preventDefault();
    if (event.submitter?.name === "wipe") Rounds.fill(event.target, "");
    touch(event.target, 0, true);
  });
  document.addEventListener("htmx:load", ({ target }) => target === document.body || beginAll(target.parentNode || target));
  document.addEventListener("DOMContentLoaded", () => beginAll(document));
})();
