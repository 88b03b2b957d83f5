// Visits that this phone knows of: what the worker needs to show them without a signal, and on Today the way back into
// those that the page, which may be old, says nothing of.
(() => {
  const Rounds = (window.Rounds ||= {});
  const address = (id) => `/offline/visits/${id}`;

  Rounds.keepVisit = async (visit) => {
    await Rounds.journal.putVisit(visit);
    const { dealer, mode } = visit;
    await Rounds.cache().then((cache) => cache.put(address(visit.id), Response.json({ dealer, mode }))).catch(() => {});
  };

  // Also after somebody else has used this phone: signing out took the addresses away.
  Rounds.visitsHere = async () => {
    const known = await Rounds.journal.visits().catch(() => []);
    const cache = await Rounds.cache().catch(() => null);
    for (const { id, dealer, mode } of known) await cache?.put(address(id), Response.json({ dealer, mode }));
    return known;
  };

  const template = document.querySelector("template[data-visit-here]");
  const show = async () => {
    const known = await Rounds.visitsHere();
    const head = document.querySelector("main .head");
    known.sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1)).forEach(({ id, dealerName, state }) => {
      const link = document.querySelector(`main a[href="/visits/${id}"]`);
      const finished = state === "finished";
      if (link && !finished) return;
      const banner = link?.closest(".banner") || template.content.firstElementChild.cloneNode(true);
      banner.querySelector(".banner__text").textContent = template.dataset[state].replace("{dealer}", dealerName);
      const way = banner.querySelector("a");
      way.setAttribute("href", finished ? "/unsent" : `/visits/${id}`);
      if (finished) way.textContent = template.dataset.look;
      if (!banner.isConnected) head.after(banner);
    });
  };
  if (template) document.addEventListener("DOMContentLoaded", show);
})();
