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
      // "Nothing changed" says which it will answer, as far as they are open then: "item", or "item:photo" to be taken.
      if (what === "sections") (posted.get("again") || "").split(" ").forEach((told) => {
        const [key, again = "1"] = told.split(":");
        if (Rounds.rowOf(held.answers[key]) === "open") held.answers[key] = new URLSearchParams({ again });
      });
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
  const answered = (posted, needs) => posted.has("again") || (Rounds.rowOf(posted) === "answered" && needs.every((name) => given(posted, name)));
  const isOut = (posted) => OUT.includes(posted?.get("state"));

  // Whether an answer in the journal calls for a photo of its item.
  const wantsPhoto = (posted, photo) => {
    if (!posted || !photo || isOut(posted)) return false;
    if (posted.has("again")) return posted.get("again") === "photo";
    const told = posted.getAll(photo.field).filter(Boolean);
    const found = told.some((value) => (photo.above === null ? photo.codes.includes(value) : value > photo.above));
    return !photo.field || (told.length > 0 && found === photo.found);
  };

  const fills = (held, { key, by, needs, photo }) => {
    const posted = held.answers[key];
    if (held.filled.includes(key) && !posted) return true;
    if (isOut(posted)) return true;
    const wanted = wantsPhoto(posted, photo);
    const taken = [...held.slots].some((slot) => slot.split(".")[0] === key);
    if (by === "count") return needs.every((product) => held.counts[product]);
    if (by === "photo") return taken || Boolean(photo && posted && !wanted);
    if (by === "order") return Object.values(held.order).some(Boolean);
    if (by === "promise") return held.made;
    if (by === "settled") return held.settled.size >= Number(needs[0]);
    if (by === "minutes") return held.minutes;
    return Boolean(posted) && answered(posted, needs) && (taken || !wanted);
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
    // Of the places of photos those that are needed because of what the journal holds, and those that are not any more.
    held.called = items.filter(({ by, key, photo }) => by === "answer" && wantsPhoto(held.answers[key], photo)).map(({ key }) => key);
    held.isOut = (slot) => isOut(held.answers[slot.split(".")[0]]);
    return { visit, known, entries, held, items, done: filled(true), left: filled(false) };
  };
})();
