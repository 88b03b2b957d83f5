// <a data-tally>: what of this visit, and of all visits, is on this phone only; photos that arrived, of those taken.
(() => {
  const line = document.querySelector("[data-tally]");
  if (!line || !document.body.dataset.user) return;
  const DAY = 24 * 3600e3;
  const { dataset: say } = line;
  let due = 0;

  const count = async () => {
    due = 0;
    const entries = await Rounds.journal.all();
    const unsent = entries.filter(({ state }) => state !== "sent" && state !== "conflict");
    const photos = entries.filter(({ kind, visit }) => kind === "photo" && visit === say.visit);
    const arrived = photos.filter(({ state }) => state === "sent").length;
    const days = Math.max(0, ...unsent.map(({ at }) => (Date.now() - Date.parse(at)) / DAY));
    const parts = [];
    if (unsent.length) parts.push(say.kept.replace("{n}", unsent.length));
    if (photos.length) parts.push(say.photos.replace("{a}", arrived).replace("{b}", photos.length));
    if (days >= 3) parts.push(say.old.replace("{n}", Math.floor(days)));
    if (!unsent.length && entries.some(({ visit }) => visit === say.visit)) parts.push(say.sent);
    const others = parts.length || say.visit ? [] : await Rounds.journal.others();
    parts.push(...others.map(({ name, count: n }) => say.locked.replace("{name}", name).replace("{n}", n)));
    line.textContent = parts.join(" · ");
    line.hidden = !parts.length;
    line.classList.toggle("tally--kept", unsent.length > 0);
  };

  const soon = () => (due ||= setTimeout(count, 100));
  document.addEventListener("journal:change", soon);
  addEventListener("load", soon);
})();
