// Visits that this phone knows of: what the worker needs to show them without a signal, and on Today the way back into
// those that the page, which may be old, says nothing of. A visit: {id, dealer, dealerName, mode, startedAt, filled}.
(() => {
  const Rounds = (window.Rounds ||= {});
  const address = (id) => `/offline/visits/${id}`;
  const template = document.querySelector("template[data-visit-here]");

  const known = async ({ id, dealer, mode }) => {
    const cache = await Rounds.cache().catch(() => null);
    await cache?.put(address(id), Response.json({ dealer, mode }));
  };
  Rounds.keepVisit = (visit) => Promise.all([Rounds.journal.putVisit(visit), known(visit)]);

  // Whether a visit is over for the rep; the server may not have heard of it.
  Rounds.isFinished = (entries) => entries.some(({ kind, state }) => kind === "finish" && state !== "refused");

  // What a page fresh from the server says of open visits is right, but for those that it has not heard of.
  const settle = async (visits, entries) => {
    const open = JSON.parse(template.dataset.underWay);
    const unheard = ({ id }) => entries.some(({ visit, kind, state }) => visit === id && (kind === "start" || kind === "finish") && state !== "sent");
    const over = visits.filter((visit) => !unheard(visit) && !open.some(({ id }) => id === visit.id));
    over.forEach(({ id }) => Rounds.journal.dropVisit(id));
    const unknown = open.filter(({ id }) => !visits.some((visit) => visit.id === id));
    const begunElsewhere = unknown.map((visit) => ({ ...visit, elsewhere: true }));
    await Promise.all(begunElsewhere.map(Rounds.keepVisit));
    return [...visits.filter((visit) => !over.includes(visit)), ...begunElsewhere];
  };

  // Also after somebody else has used this phone: signing out took the addresses away.
  Rounds.visitsHere = async () => {
    const entries = await Rounds.journal.all();
    const fresh = template && !document.body.dataset.aged;
    const visits = await Rounds.journal.visits().catch(() => []);
    const settled = fresh ? await settle(visits, entries) : visits;
    settled.forEach(known);
    return settled.map((visit) => ({ ...visit, finished: Rounds.isFinished(entries.filter((entry) => entry.visit === visit.id)) }));
  };

  const banner = ({ id, dealerName, finished }) => {
    const link = document.querySelector(`main a[href="/visits/${id}"]`);
    if (link && !finished) return;
    const here = link?.closest(".banner") || document.getElementById(`here-${id}`) || template.content.firstElementChild.cloneNode(true);
    const way = here.querySelector("a");
    here.id = `here-${id}`;
    here.querySelector(".banner__text").textContent = template.dataset[finished ? "finished" : "open"].replace("{dealer}", dealerName);
    way.setAttribute("href", finished ? "/unsent" : `/visits/${id}`);
    way.textContent = template.dataset[finished ? "look" : "resume"];
    if (!here.isConnected) document.querySelector("main .head").after(here);
  };

  const show = async () => {
    const visits = await Rounds.visitsHere();
    document.querySelectorAll("[id^=here-]").forEach((each) => visits.some(({ id }) => each.id === `here-${id}`) || each.remove());
    visits.forEach(banner);
  };
  if (!template) return;
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("outbox:answered", ({ detail }) => ["start", "finish"].includes(detail.entry.kind) && show());
})();
