// <form data-start="dealer">: the visit starts on this phone; the server hears of it now or later. Its id is minted here.
(() => {
  const Rounds = (window.Rounds ||= {});
  const form = document.querySelector("form[data-start]");
  if (!form) return;
  const PATIENCE = 2500; // ms; where the pages are on this phone there is nothing to wait for
  const { start: dealer, name: dealerName, busy, noPages } = form.dataset;
  const say = (words) => Rounds.complain(form.querySelector("[data-start-error]"), words);

  const undo = async (id, key) => {
    await Rounds.journal.drop(key);
    await Rounds.journal.dropVisit(id);
  };

  // What the start answers by itself: the purpose, and "all fine" but for the exceptions.
  const filled = (fields) => {
    const fine = fields.get("self_check") === "fine" ? [...form.querySelectorAll("[name=exception]:not(:checked)")].map(({ value }) => value) : [];
    return fields.get("goal").trim() ? [...fine, "visit_goal"] : fine;
  };

  const start = async () => {
    const id = form.elements.id.value;
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("id");
    if (!navigator.onLine) fields.set("offline", "1");
    const [key, at] = [`start:${id}`, fields.get("started_at")];
    const pages = await Rounds.cache().then((cache) => cache.match(`/dealers/${dealer}/kit`)).catch(() => null);
    const write = { key, id, kind: "start", visit: id, url: form.getAttribute("action"), content: fields.toString(), label: dealerName, at };
    await Rounds.keepVisit({ id, dealer, dealerName, mode: fields.get("mode"), startedAt: at, filled: filled(fields) });
    const entry = await Rounds.journal.put(write);
    const answered = Rounds.answerTo(key, pages ? PATIENCE : Rounds.patience);
    Rounds.outbox.flush({ now: true });
    const { verdict, words } = await answered;
    if (verdict === "refused") return undo(id, key).then(() => say(words));
    if (verdict !== "stored" && (!pages || entry.volatile)) return undo(id, key).then(() => say(noPages));
    if (verdict !== "stored") await Rounds.journal.change(key, (now) => now && { ...now, content: `${now.content}&offline=1` });
    location.assign(`/visits/${id}`);
  };

  // A page from before may not know what is under way on this phone.
  const underWay = async () => {
    const open = (await Rounds.visitsHere()).find(({ finished }) => !finished);
    if (!open) return;
    say(busy.replace("{dealer}", open.dealerName));
    const button = document.querySelector(`.bar [form="${form.getAttribute("id")}"]`);
    const resume = Object.assign(document.createElement("a"), { className: button.className, href: `/visits/${open.id}`, textContent: form.dataset.resume });
    button.replaceWith(resume);
  };

  let starting = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (starting) return;
    starting = true;
    start().finally(() => (starting = false));
  });
  document.addEventListener("DOMContentLoaded", underWay);
})();
