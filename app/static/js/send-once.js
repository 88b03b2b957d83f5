// <form data-sends="id">: one write, sent when its button is pressed; the answer replaces the element of that id.
// It lies in the journal until the server vouches for it, whatever becomes of the page.
// <form data-queue>: the same for a form that leads to another page; it goes there once the write is stored.
// data-keeps="key": what is typed and not sent yet survives a reload.
{
  const { forms } = Rounds;
  const placeOf = (form) => ("queue" in form.dataset ? form : document.getElementById(form.dataset.sends));
  const statusOf = (form) => one("[data-status]", placeOf(form));
  const bind = (form, key, content) => forms.set(form, {
    form, key, content,
    shown: (entry) => Rounds.say(statusOf(form), entry),
    answered: (detail) => answered(form, detail),
  });

  const send = async (form, button) => {
    const content = Rounds.read(form, button);
    if (forms.get(form)?.content !== content) {
      const id = Rounds.mint();
      const key = `once:${id}`;
      bind(form, key, content);
      keep(form, { content, key });
      const url = form.getAttribute("action"); // form.action is the control of that name, if there is one
      const visit = new URLSearchParams(content).get("visit") || url.match(/^\/visits\/([^/]+)/)?.[1];
      const label = one("h1")?.textContent.trim();
      await Rounds.journal.put({ key, id, kind: "once", visit, url, content, base: Number(form.elements.revision?.value), label });
    }
    Rounds.outbox.nudge();
  };

  const answered = (form, { entry: { key }, verdict, html, words, go }) => {
    const refused = verdict === "refused";
    forms.get(form).content = null; // the same again is another write
    if (refused) Rounds.journal.drop(key); // it stands in the form, beside what is wrong with it
    else keep(form, null);
    if ("queue" in form.dataset && !refused) onward(go);
    else show(form, html, words);
  };

  const onward = (place) => {
    if (place) location.assign(place);
    if (!place || place.includes("#")) location.reload();
  };

  const show = (form, html, words) => {
    const whole = html.includes(`id="${form.dataset.sends}"`);
    const target = whole ? placeOf(form) : statusOf(form);
    if (html.includes("data-status") && target) Rounds.swap(target, html);
    else Rounds.say(statusOf(form), { state: "refused", words });
    if (whole) one(".error, .banner", placeOf(form))?.scrollIntoView({ block: "center" });
  };

  const keep = ({ dataset: { keeps } }, typed) => keeps && Rounds.typed(keeps, typed);
  // What was under way when the page went goes on under its own id, so that it is written down once.
  const restore = async (form) => {
    const typed = Rounds.typed(form.dataset.keeps);
    if (!typed || one(".error, .banner", form)) return;
    const { content, key } = typed;
    const entry = key && (await Rounds.journal.get(key));
    if (entry?.state === "sent") return keep(form, null);
    Rounds.fill(form, content);
    if (!entry) return;
    Rounds.say(statusOf(form), entry);
    if (entry.state === "refused") Rounds.journal.drop(key); // it stands in the form again
    else bind(form, key, content);
  };

  on("submit", (event) => {
    if (!event.target.matches("[data-sends], [data-queue]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  on("input", ({ target: { form } }) => form && keep(form, { content: Rounds.read(form) }));
  on("DOMContentLoaded", () => all("form[data-keeps]").forEach(restore));
}
