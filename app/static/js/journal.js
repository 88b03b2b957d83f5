// What was entered on this phone: kept here until the server vouches for it, and while its visit is open as what the
// rep entered, even when the page comes from an old copy. Every entry belongs to the one who made it; nobody else on
// this phone is shown it, nor sends it.
(() => {
  const Rounds = (window.Rounds ||= {});
  const { user = "", name = "", dealer = "" } = document.body.dataset;
  const KEPT_FOR = 7 * 24 * 3600e3; // ms that what was sent stays to be seen when nobody finishes the visit here
  const STORES = ["writes", "photos", "meta"];
  const spare = new Map(); // what the phone has no room for: kept while this page is open, and sent all the same
  const channel = window.BroadcastChannel && new BroadcastChannel(`rounds-${user}`);
  const isUnsent = ({ state }) => state !== "sent" && state !== "conflict";
  let opening = null;

  // A later version adds to this; what is there stays.
  const upgrade = (db) => [["writes", ["user", "key"]], ["photos", ["user", "key"]], ["visits", ["user", "id"]], ["meta", null]].forEach(
    ([store, keyPath]) => db.objectStoreNames.contains(store) || db.createObjectStore(store, { keyPath }),
  );
  const database = () => (opening ||= idb.openDB("rounds", 1, {
    upgrade,
    blocking: (_from, _to, { target }) => (opening = target.close() || null),
    terminated: () => (opening = null),
  }).catch((error) => {
    opening = null;
    throw error;
  }));
  const mine = (store, db) => db.getAll(store, IDBKeyRange.bound([user], [user, []]));

  const tell = (detail) => document.dispatchEvent(new CustomEvent("journal:change", { detail }));
  if (channel) channel.onmessage = ({ data }) => tell({ ...data, remote: true });

  // `act` makes of an entry what it is to be, or null. Resolves when that is on the disk: a phone may be switched off.
  const change = async (key, act, photo) => {
    let before = spare.get(key)?.entry;
    let entry;
    try {
      const tx = (await database()).transaction(STORES, "readwrite", { durability: "strict" });
      const [writes, photos, meta] = STORES.map((store) => tx.objectStore(store));
      const order = ((await meta.get("order")) || 0) + 1;
      before ||= await writes.get([user, key]);
      entry = act(before, order);
      const pieces = photo || spare.get(key)?.photo;
      const moves = [tx.done];
      if (entry) {
        delete entry.volatile;
        moves.push(writes.put(entry));
        if (entry.order === order) moves.push(meta.put(order, "order"));
        if (pieces && isUnsent(entry)) moves.push(photos.put({ ...pieces, user, key }));
      } else moves.push(writes.delete([user, key]));
      if (!entry || !isUnsent(entry)) moves.push(photos.delete([user, key]));
      await Promise.all(moves);
      spare.delete(key);
    } catch (error) {
      entry = act(before, Date.now());
      if (entry) spare.set(key, { entry: { ...entry, volatile: error.name }, photo: photo || spare.get(key)?.photo });
      else spare.delete(key);
      entry = spare.get(key)?.entry || null;
    }
    const detail = { key, visit: (entry || before)?.visit, entry };
    if (before || entry) tell(detail), channel?.postMessage(detail);
    return entry;
  };

  // What is unsent under the same key is taken over: the server may have stored any of the ids that were tried.
  const put = (write, photo) => change(write.key, (before, order) => {
    if (write.kind === "start") Rounds.persist();
    const lost = before && isUnsent(before) ? before : { base: write.base || 0, tried: write.tried || [], sent: write.sent || null };
    const size = write.content.length + (photo?.bytes.byteLength || 0);
    const { base, tried, sent } = lost;
    return { visit: "", label: "", dealer, page: location.pathname, at: new Date().toISOString(), state: "waiting", words: "", ...write, base, tried, sent, tries: 0, size, user, name, order };
  }, photo);

  const all = async () => {
    const kept = await database().then((db) => mine("writes", db)).catch(() => []);
    const found = new Map(kept.map((entry) => [entry.key, entry]));
    spare.forEach(({ entry }, key) => found.set(key, entry));
    return [...found.values()].sort((one, other) => one.order - other.order);
  };

  const others = async () => {
    const found = {};
    const whole = await database().then((db) => db.getAll("writes")).catch(() => []);
    whole.filter((entry) => entry.user !== user && isUnsent(entry)).forEach((entry) => {
      const theirs = (found[entry.user] ||= { user: entry.user, name: entry.name, count: 0, oldest: entry.at });
      theirs.count += 1;
      if (entry.at < theirs.oldest) theirs.oldest = entry.at;
    });
    return Object.values(found);
  };

  // Without Web Locks (plain http) one tab at a time holds this instead; who forgets to renew it, loses it.
  const lease = async (tab, ms) => {
    try {
      const tx = (await database()).transaction("meta", "readwrite");
      const held = await tx.store.get("lease");
      const free = !held || held.tab === tab || held.until < Date.now();
      if (free) tx.store.put({ tab, until: Date.now() + ms }, "lease");
      await tx.done;
      return free;
    } catch {
      return true; // no storage, hence nothing that two tabs could share
    }
  };

  Rounds.persist = () => navigator.storage?.persist?.().catch(() => {});

  const drop = (key) => change(key, () => null);
  const forget = async (old = () => true) => {
    const entries = await all();
    await Promise.all(entries.filter((entry) => !isUnsent(entry) && old(entry)).map(({ key }) => drop(key)));
  };

  Rounds.journal = {
    put, change, drop, all, others, lease, forget,
    get: (key) => all().then((entries) => entries.find((entry) => entry.key === key)),
    of: (visit) => all().then((entries) => entries.filter((entry) => entry.visit === visit)),
    unsent: () => all().then((entries) => entries.filter(isUnsent)),
    photo: async (key) => spare.get(key)?.photo || database().then((db) => db.get("photos", [user, key])),
    visit: async (id) => (await database()).get("visits", [user, id]),
    visits: async () => mine("visits", await database()),
    putVisit: async (visit) => (await database()).put("visits", { ...visit, user }),
    dropVisit: async (id) => (await database()).delete("visits", [user, id]),
  };
  if (!user) return;
  addEventListener("beforeunload", (event) => spare.size && event.preventDefault());
  addEventListener("load", () => forget(({ at }) => Date.now() - Date.parse(at) > KEPT_FOR));
})();
