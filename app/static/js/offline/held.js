// What the journal fills of a visit's open items. The page lists them ([data-open-items], see app/visits/phone.py); an
// entry is known by the address that it is posted to.
(() => {
  const Rounds = (window.Rounds ||= {});
  const OUT = ["not_seen", "declined"];

  const gather = (entries) => {
    const held = { answers: {}, counts: {}, order: {}, slots: new Set(), made: false, settled: new Set(), minutes: false };
    entries.filter(({ state }) => state !== "refused").forEach(({ url, content }) => {
      const [, , , what, which] = url.split("/");
      const posted = new URLSearchParams(content);
      if (what === "answers") held.answers[which] = posted;
      if (what === "counts") held.counts[which] = ["cases", "loose", "not_seen"].some((name) => posted.get(name));
      if (what === "order") held.order[which] = Boolean(posted.get("agreed"));
      if (what === "photos") held.slots.add(posted.get("slot"));
      if (what === "promises") held.made = true;
      if (what === "minutes") held.minutes = true;
      if (url.startsWith("/promises/")) held.settled.add(url.split("/")[2]);
    });
    return held;
  };

  const given = (posted, name) => [...posted].some(([key, value]) => value && (key === name || key.startsWith(`${name}-`)));
  const answered = (posted, needs) => Rounds.rowOf(posted) === "answered" && needs.every((name) => given(posted, name));

  const fills = (held, { key, by, needs }) => {
    const posted = held.answers[key];
    if (held.filled.includes(key) && !posted) return true;
    if (posted && OUT.includes(posted.get("state"))) return true;
    if (by === "count") return needs.every((product) => held.counts[product]);
    if (by === "photo") return [...held.slots].some((slot) => slot.split(".")[0] === key);
    if (by === "order") return Object.values(held.order).some(Boolean);
    if (by === "promise") return held.made;
    if (by === "settled") return held.settled.size >= Number(needs[0]);
    if (by === "minutes") return held.minutes;
    return Boolean(posted) && answered(posted, needs);
  };

  // {visit, known, entries, held, items, done, left} of the visit on this page.
  Rounds.standing = async () => {
    const list = document.querySelector("[data-open-items]");
    const visit = location.pathname.split("/")[2];
    const items = JSON.parse(list.dataset.openItems);
    const known = await Rounds.journal.visit(visit).catch(() => null);
    const entries = await Rounds.journal.of(visit);
    const held = { ...gather(entries), filled: known?.filled || [] };
    const filled = (wanted) => items.filter((item) => fills(held, item) === wanted);
    return { visit, known, entries, held, items, done: filled(true), left: filled(false) };
  };
})();
