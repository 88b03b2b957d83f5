// Visits that this phone knows of: what the worker needs to show them without a signal, and on Today the way back into
// those that the page, which may be old, says nothing of. A visit: {id, dealer, dealerName, mode, startedAt, filled}.
{
  const { journal } = Rounds;
  const template = one("template[data-visit-here]");
  const isEnd = ({ kind }) => kind === "start" || kind === "finish";

  const known = async ({ id, dealer, mode }) => {
    const cache = await Rounds.cache().catch(() => null);
    await cache?.put(`/offline/visits/${id}`, Response.json({ dealer, mode }));
  };
  Rounds.keepVisit = (visit) => Promise.all([journal.putVisit(visit), known(visit)]);

  // Whether a visit is over for the rep; the server may not have heard of it.
  Rounds.isFinished = (entries) => entries.some(({ kind, state }) => kind === "finish" && state !== "refused");

  // What a page fresh from the server says of open visits is right, but for those that it has not heard of.
  const settle = async (visits, entries) => {
    const open = JSON.parse(template.dataset.underWay);
    const has = (list, wanted) => list.some(({ id }) => id === wanted.id);
    const unheard = ({ id }) => entries.some((entry) => entry.visit === id && isEnd(entry) && entry.state !== "sent");
    const [over, still] = [[], []];
    visits.forEach((visit) => (unheard(visit) || has(open, visit) ? still : over).push(visit));
    over.forEach(({ id }) => journal.dropVisit(id));
    const elsewhere = open.filter((visit) => !has(visits, visit)).map((visit) => ({ ...visit, elsewhere: true }));
    await Promise.all(elsewhere.map(Rounds.keepVisit));
    return [...still, ...elsewhere];
  };

  // Also after somebody else has used this phone: signing out took the addresses away.
  Rounds.visitsHere = async () => {
    const entries = await journal.all();
    let visits = await journal.visits().catch(() => []);
    if (template && !page.aged) visits = await settle(visits, entries);
    visits.forEach(known);
    return visits.map((visit) => ({ ...visit, finished: Rounds.isFinished(entries.filter((entry) => entry.visit === visit.id)) }));
  };

  const banner = ({ id, dealerName: dealer, finished }) => {
    const { dataset: say, content } = template;
    const [name, url] = [`here-${id}`, `/visits/${id}`];
    const link = one(`main a[href="${url}"]`);
    if (link && !finished) return;
    const here = link?.closest(".banner") || document.getElementById(name) || content.firstElementChild.cloneNode(true);
    here.id = name;
    one(".banner__text", here).textContent = filled(finished ? say.finished : say.open, { dealer });
    const way = one("a", here);
    way.href = finished ? "/unsent" : url;
    way.textContent = finished ? say.look : say.resume;
    if (!here.isConnected) one("main .head").after(here);
  };

  const show = async () => {
    const visits = await Rounds.visitsHere();
    all("[id^=here-]").forEach((each) => visits.some(({ id }) => each.id === `here-${id}`) || each.remove());
    visits.forEach(banner);
  };
  if (template) {
    on("DOMContentLoaded", show);
    on("outbox:answered", ({ detail }) => isEnd(detail.entry) && show());
  }
}
