// What the journal fills of a visit's open items. The page lists them ([data-open-items], see app/visits/phone.py); an
// entry is known by the address that it is posted to.
{
  const gather = (entries) => {
    const held = { answers: {}, counts: {}, order: false, slots: [], made: false, settled: {}, minutes: false };
    entries.filter(({ state }) => state !== "refused").forEach(({ url, content, state, revision }) => {
      const [, first, promise, what, which] = url.split("/");
      const posted = new URLSearchParams(content);
      const has = (...names) => names.some((name) => posted.get(name));
      if (what === "answers") held.answers[which] = Object.assign(posted, { revision: state === "sent" ? revision : Infinity });
      // "Nothing changed" says which it will answer, as far as they are open then: "item", or "item:photo" to be taken.
      if (what === "sections") (posted.get("again") || "").split(" ").forEach((told) => {
        const [key, again = "1"] = told.split(":");
        if (Rounds.rowOf(held.answers[key]) === "open") held.answers[key] = new URLSearchParams({ again });
      });
      if (what === "counts") held.counts[which] = has("cases", "loose", "not_seen");
      if (what === "order" && has("agreed")) held.order = true;
      if (what === "photos") held.slots.push(posted.get("slot"));
      if (what === "promises") held.made = true;
      if (what === "minutes") held.minutes = true;
      if (first === "promises") held.settled[promise] = true;
    });
    return held;
  };

  const itemOf = (slot) => slot.split(".")[0];
  const isOut = (posted) => /not_seen|declined/.test(posted?.get("state"));
  const given = (posted, name) => [...posted].some(([key, value]) => value && `${key}-`.startsWith(`${name}-`));
  const answered = (posted, needs) => posted.has("again") || (Rounds.rowOf(posted) === "answered" && needs.every((name) => given(posted, name)));

  // Whether an answer in the journal calls for a photo of its item.
  const wantsPhoto = (posted, photo) => {
    if (!posted || !photo || isOut(posted)) return false;
    if (posted.has("again")) return posted.get("again") === "photo";
    const { field, above, codes, found } = photo;
    const told = posted.getAll(field).filter(Boolean);
    return !field || (told[0] && told.some((value) => (above === null ? codes.includes(value) : value > above)) === found);
  };

  // Of what the page has as done: whether its answer was taken back since.
  const emptied = ({ answers }, { key, revision }) => answers[key]?.revision >= revision && Rounds.rowOf(answers[key]) === "open";

  const fills = (held, { key, by, needs, photo }) => {
    const posted = held.answers[key];
    if (isOut(posted) || (held.filled.includes(key) && !posted)) return true;
    const wanted = wantsPhoto(posted, photo);
    const taken = held.slots.some((slot) => itemOf(slot) === key);
    return {
      count: () => needs.every((product) => held.counts[product]),
      photo: () => taken || (photo && posted && !wanted),
      order: () => held.order,
      promise: () => held.made,
      settled: () => Object.keys(held.settled).length >= needs[0],
      minutes: () => held.minutes,
      answer: () => posted && answered(posted, needs) && (taken || !wanted),
    }[by]();
  };

  // {visit, known, entries, held, items, left, more} of the visit on this page: `left` are the items that are open, more()
  // says how many more count as done than the page says, of a section or of all.
  Rounds.standing = async () => {
    const visit = location.pathname.split("/")[2];
    const items = JSON.parse(one("[data-open-items]").dataset.openItems);
    const known = await Rounds.journal.visit(visit).catch(() => null);
    const entries = await Rounds.journal.of(visit);
    const held = { ...gather(entries), filled: known?.filled || [] };
    // Of the places of photos those that are needed because of what the journal holds, those that are not any more, and (back)
    // those that are again.
    held.called = items.filter(({ by, key, photo, done }) => by === "answer" && !done && wantsPhoto(held.answers[key], photo)).map(({ key }) => key);
    held.isOut = (slot) => isOut(held.answers[itemOf(slot)]);
    const [done, left, lost] = [[], [], []];
    items.forEach((item) => {
      if (!item.done) (fills(held, item) ? done : left).push(item);
      else if (emptied(held, item)) [left, lost].forEach((list) => list.push(item));
    });
    const number = (list, wanted) => list.filter(({ counted, section }) => counted && (!wanted || section === wanted)).length;
    const more = (section) => number(done, section) - number(lost, section);
    held.back = lost.flatMap(({ by, needs }) => (by === "photo" ? needs : []));
    return { visit, known, entries, held, items, left, more };
  };
}
