// What was entered on this phone: kept here until the server vouches for it, and while its visit is open as what the
// rep entered, even when the page comes from an old copy. Every entry belongs to the one who made it; nobody else on
// this phone is shown it, nor sends it.
{
  const { name, dealer = "" } = page;
  const DAY = 864e5; // ms
  const KEPT_FOR = 7; // days that what was sent stays to be seen when nobody finishes the visit here
  const STORES = { writes: ["user", "key"], photos: ["user", "key"], visits: ["user", "id"], meta: null };
  const spare = new Map(); // what the phone has no room for: kept while this page is open, and sent all the same
  const channel = window.BroadcastChannel && new BroadcastChannel(`rounds-${user}`);
  const isUnsent = ({ state }) => state !== "sent" && state !== "conflict";
  const ageOf = ({ at }) => (Date.now() - Date.parse(at)) / DAY;
  const close = () => (opening = null);
  let opening = null;

  // A later version adds to this; what is there stays.
  const upgrade = (db) => Object.entries(STORES).forEach(([store, keyPath]) => db.objectStoreNames.contains(store) || db.createObjectStore(store, { keyPath }));
  const database = () => (opening ||= idb.openDB("rounds", 1, {
    upgrade,
    blocking: (_from, _to, { target }) => {
      target.close();
      close();
    },
    terminated: close,
  }).catch((error) => {
    close();
    throw error;
  }));
  const within = async (store, mode, durability) => (await database()).transaction(store, mode, { durability });
  const rows = async (store, range) => (await database()).getAll(store, range);
  const mine = (store) => rows(store, IDBKeyRange.bound([user], [user, []]));

  const change = (detail) => tell("journal:change", detail);
  if (channel) channel.onmessage = ({ data }) => change({ ...data, remote: true });

  // `act` makes of an entry what it is to be, or null. Resolves when that is on the disk: a phone may be switched off.
  const write = async (key, act, photo) => {
    const id = [user, key];
    let { entry: before, photo: pieces = photo } = spare.get(key) || {};
    let entry;
    try {
      const tx = await within(["writes", "photos", "meta"], "readwrite", "strict");
      const [writes, photos, meta] = ["writes", "photos", "meta"].map((store) => tx.objectStore(store));
      const order = ((await meta.get("order")) || 0) + 1;
      before ||= await writes.get(id);
      entry = act(before, order);
      delete entry?.volatile;
      await Promise.all([
        tx.done,
        entry ? writes.put(entry) : writes.delete(id),
        entry?.order === order && meta.put(order, "order"),
        entry && isUnsent(entry) ? pieces && photos.put({ ...pieces, user, key }) : photos.delete(id),
      ]);
      spare.delete(key);
    } catch ({ name: volatile }) {
      entry = act(before, Date.now());
      spare.delete(key);
      if (entry) spare.set(key, { entry: (entry = { ...entry, volatile }), photo: pieces });
    }
    const detail = { key, visit: (entry || before)?.visit, entry };
    if (before || entry) change(detail), channel?.postMessage(detail);
    return entry;
  };

  // What is unsent under the same key is taken over: the server may have stored any of the ids that were tried.
  // So is what was sent if `over` is what was typed on, for the page may not have heard yet that it was.
  const put = ({ over, ...entry }, photo) => write(entry.key, (before, order) => {
    if (entry.kind === "start") Rounds.persist();
    const isOver = before && (isUnsent(before) || (before.revision > entry.base && before.content === over));
    const { base = 0, tried = [], sent = null } = isOver ? before : entry;
    const size = entry.content.length + (photo?.bytes.byteLength || 0);
    return {
      label: "", dealer, page: location.pathname, at: new Date().toISOString(), state: "waiting", words: "",
      ...entry, visit: entry.visit || "", base: base || 0, tried, sent, tries: 0, size, user, name, order,
    };
  }, photo);

  const entries = async () => {
    const found = new Map((await mine("writes").catch(() => [])).map((entry) => [entry.key, entry]));
    spare.forEach(({ entry }, key) => found.set(key, entry));
    return [...found.values()].sort((one, other) => one.order - other.order);
  };
  const those = async (wanted) => (await entries()).filter(wanted);

  const others = async () => {
    const found = {};
    const whole = await rows("writes").catch(() => []);
    whole.filter((entry) => entry.user !== user && isUnsent(entry)).forEach((entry) => {
      const theirs = (found[entry.user] ||= { name: entry.name, count: 0, oldest: entry.at });
      theirs.count += 1;
      if (entry.at < theirs.oldest) theirs.oldest = entry.at;
    });
    return Object.values(found);
  };

  // Without Web Locks (plain http) one tab at a time holds this instead; who forgets to renew it, loses it.
  const lease = async (tab, ms) => {
    const tx = await within("meta", "readwrite");
    const held = await tx.store.get("lease");
    const free = !held || held.tab === tab || held.until < Date.now();
    if (free) tx.store.put({ tab, until: Date.now() + ms }, "lease");
    await tx.done;
    return free;
  };

  Rounds.persist = () => navigator.storage?.persist?.().catch(() => {});
  Rounds.daysOf = (some) => Math.max(0, ...some.map(ageOf)); // that the oldest has waited

  const drop = (key) => write(key, () => null);
  const edit = (key, act) => write(key, (now) => now && act(now));
  const forget = async (wanted = () => true) => Promise.all((await those((entry) => !isUnsent(entry) && wanted(entry))).map(({ key }) => drop(key)));

  Rounds.journal = {
    put, drop, others, forget, all: entries, change: edit,
    wake: ({ key }) => edit(key, (now) => ({ ...now, state: "waiting" })),
    lease: (tab, ms) => lease(tab, ms).catch(() => true), // no storage, hence nothing that two tabs could share
    get: async (key) => (await those((entry) => entry.key === key))[0],
    of: (visit) => those((entry) => entry.visit === visit),
    unsent: () => those(isUnsent),
    photo: async (key) => spare.get(key)?.photo || (await database()).get("photos", [user, key]),
    visit: async (id) => (await database()).get("visits", [user, id]),
    visits: () => mine("visits"),
    putVisit: async (visit) => (await database()).put("visits", { ...visit, user }),
    dropVisit: async (id) => (await database()).delete("visits", [user, id]),
  };
  addEventListener("beforeunload", (event) => spare.size && event.preventDefault());
  loaded(() => user && forget((entry) => ageOf(entry) > KEPT_FOR));
}
