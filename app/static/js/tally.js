// <a data-tally>: what of this visit, and of all visits, is on this phone only; photos that arrived, of those taken.
for (const line of all("[data-user] [data-tally]")) {
  const { dataset: say } = line;
  const count = async () => {
    due = 0;
    const [entries, unsent] = [await Rounds.journal.all(), await Rounds.journal.unsent()];
    const here = entries.filter(({ visit }) => visit === say.visit);
    const photos = here.filter(({ kind }) => kind === "photo");
    const days = Rounds.daysOf(unsent);
    const parts = [
      unsent.length && filled(say.kept, { n: unsent.length }),
      photos.length && filled(say.photos, { a: photos.filter(({ state }) => state === "sent").length, b: photos.length }),
      days >= 3 && filled(say.old, { n: Math.floor(days) }),
      !unsent.length && here.length && say.sent,
    ].filter(Boolean);
    const others = parts.length || say.visit ? [] : await Rounds.journal.others();
    parts.push(...others.map(({ name, count: n }) => filled(say.locked, { name, n })));
    line.textContent = parts.join(" · ");
    line.hidden = !parts.length;
    line.classList.toggle("tally--kept", unsent.length);
  };

  let due = 0;
  const soon = () => (due ||= setTimeout(count, 100));
  on("journal:change", soon);
  loaded(soon);
}
