// <form data-start="dealer">: the visit starts on this phone; the server hears of it now or later. Its id is minted here.
for (const form of all("form[data-start]")) {
  const PATIENCE = 2500; // ms; where the pages are on this phone there is nothing to wait for
  const { start: dealer, name: dealerName, busy, noPages, resume } = form.dataset;
  const { journal } = Rounds;
  const say = (words) => Rounds.complain(one("[data-start-error]", form), words);

  // What the start answers by itself: the purpose, and "all fine" but for the exceptions.
  const filledBy = (fields) => [
    ...(fields.get("self_check") === "fine" ? all("[name=exception]:not(:checked)", form).map(({ value }) => value) : []),
    ...(fields.get("goal").trim() ? ["visit_goal"] : []),
  ];

  const start = async () => {
    const fields = new URLSearchParams(new FormData(form));
    const id = fields.get("id");
    fields.delete("id");
    if (!navigator.onLine) fields.set("offline", "1");
    const [key, at] = [`start:${id}`, fields.get("started_at")];
    const pages = await Rounds.cache().then((cache) => cache.match(`/dealers/${dealer}/kit`)).catch(() => null);
    const write = { key, id, kind: "start", visit: id, url: form.getAttribute("action"), content: fields.toString(), label: dealerName, at };
    await Rounds.keepVisit({ id, dealer, dealerName, mode: fields.get("mode"), startedAt: at, filled: filledBy(fields) });
    const { entry, verdict, words } = await Rounds.deliver(write, pages ? PATIENCE : Rounds.patience);
    const stored = verdict === "stored";
    const refused = verdict === "refused";
    if (refused || (!stored && (!pages || entry.volatile))) {
      await journal.drop(key);
      await journal.dropVisit(id);
      return say(refused ? words : noPages);
    }
    if (!stored) await journal.change(key, (now) => ({ ...now, content: `${now.content}&offline=1` }));
    location.assign(`/visits/${id}`);
  };

  // A page from before may not know what is under way on this phone.
  on("DOMContentLoaded", async () => {
    const open = (await Rounds.visitsHere()).find(({ finished }) => !finished);
    if (!open) return;
    say(filled(busy, { dealer: open.dealerName }));
    const button = one(`.bar [form="${form.getAttribute("id")}"]`);
    button.replaceWith(Object.assign(document.createElement("a"), { className: button.className, href: `/visits/${open.id}`, textContent: resume }));
  });
  Rounds.once(form, start);
}
