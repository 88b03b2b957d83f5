// Sends what the journal holds: in one tab at a time, in order within a visit, photos one by one beside it. What is
// refused is set aside and holds nothing up but a visit whose start was refused; what got lost is tried again.
{
  const { journal } = Rounds;
  const [LOCK, LEASE] = ["rounds-outbox", 15000]; // ms
  const rests = new Map(); // of an entry's key, and of a lane: when it may be tried again
  const busy = new Map(); // lane -> the sending that is under way
  let [running, again, wake, poke] = [null, false, () => {}, 0];

  const laneOf = ({ kind, visit }) => (kind === "photo" ? "photos" : visit);
  const isResting = (name) => rests.get(name) > Date.now();
  const rest = (name, ms) => {
    rests.set(name, Date.now() + ms);
    setTimeout(flush, ms + 50);
  };

  const may = (write, unsent) => {
    const beside = unsent.filter((other) => write.visit && other.visit === write.visit && other !== write);
    if (beside.some(({ kind }) => kind === "start")) return false;
    return write.kind !== "finish" || beside.every(({ kind, state, tries }) => state === "refused" || (kind === "photo" && tries));
  };

  const begin = (unsent) => {
    const next = new Map();
    unsent.forEach((write) => {
      const lane = laneOf(write);
      if (Rounds.signedOut || write.state === "refused" || next.has(lane) || busy.has(lane) || isResting(lane) || isResting(write.key)) return;
      if (may(write, unsent)) next.set(lane, write);
    });
    next.forEach((write, lane) => busy.set(lane, send(write).catch(() => rest(lane, 5000)).finally(() => busy.delete(lane))));
  };

  const run = async () => {
    for (;;) {
      again = false;
      const woken = new Promise((resolve) => (wake = resolve));
      begin(await journal.unsent());
      if (!busy.size && !again) return;
      await Promise.race([...busy.values(), woken]);
    }
  };

  const send = async ({ key, kind, visit }) => {
    const entry = await journal.change(key, (now) => {
      const sent = now.sent?.content === now.content ? now.sent : { id: now.id || Rounds.mint(), content: now.content };
      return { ...now, state: "sending", sent, tried: [...now.tried.filter((id) => id !== sent.id), sent.id].slice(-50) };
    });
    const photo = kind === "photo" && (await journal.photo(key));
    if (!entry) return;
    const answer = await Rounds.post(entry, photo, (part) => tell("outbox:progress", { key, part }));
    const { verdict, status } = answer;
    const open = verdict === "lost" || verdict === "signedOut";
    if (verdict === "signedOut") Rounds.signedOut = true;
    if (verdict === "lost") wait(entry, status);
    const after = await journal.change(key, (now) => (open ? { ...now, state: "waiting", tries: now.tries + 1, words: answer.words } : settled(now, entry, answer)));
    if (kind === "finish" && verdict === "stored") await closed(visit);
    tell(open ? `outbox:${verdict}` : "outbox:answered", { entry, after, ...answer });
  };

  // A server that cannot be reached rests the lane; one that fails on an entry rests that, and the others a second.
  const wait = (entry, status) => {
    const ms = Math.min(30, 2 ** entry.tries) * 1000;
    rest(entry.key, ms);
    rest(laneOf(entry), status ? 1000 : ms);
  };

  // What an entry becomes by its answer: null where nothing of it is to be seen any more.
  const settled = (now, { sent, visit, kind }, { verdict, html, words }) => {
    const same = now.content === sent.content;
    const tried = verdict === "refused" ? now.tried.filter((id) => id !== sent.id) : [];
    const over = { ...now, state: same ? verdict : "waiting", tries: 0, sent: null, tried, words };
    // After a conflict the base stays: another change must not overwrite the other phone's answer unseen.
    if (verdict !== "stored") return over;
    const base = Number(html.match(/data-revision="(\d+)"/)?.[1] || 0);
    return same && (!visit || kind === "start") ? null : { ...over, state: same ? "sent" : "waiting", base, revision: base };
  };

  const refusedIn = (entries) => entries.filter(({ state }) => state === "refused");
  const closed = async (visit) => {
    await journal.forget((entry) => entry.visit === visit);
    // What was refused is asked for no more: the server keeps it beside the visit, or says for good why it cannot.
    await Promise.all(refusedIn(await journal.of(visit)).map(journal.wake));
    await journal.dropVisit(visit).catch(() => {});
  };

  const leased = async (act) => {
    const tab = Rounds.mint();
    if (!(await journal.lease(tab, LEASE))) {
      again = false;
      return rest("lease", 3000);
    }
    const beat = setInterval(journal.lease, LEASE / 3, tab, LEASE);
    await act().finally(() => clearInterval(beat));
    return journal.lease(tab, 0);
  };

  // A tab that the phone has put to sleep keeps its lock: longer than any sending takes, nobody waits for it.
  const alone = (act) => {
    const { locks } = navigator;
    if (!locks) return leased(act);
    let given = false;
    const held = () => act((given = true));
    return locks.request(LOCK, { signal: AbortSignal.timeout(6 * Rounds.patience) }, held).catch(() => given || locks.request(LOCK, { steal: true }, act));
  };

  const stir = () => {
    poke = 0;
    again = true;
    wake();
  };
  const calm = () => {
    Rounds.signedOut = false;
    rests.clear();
  };

  // `now`: somebody wants it sent, so neither a pause nor an earlier refusal stands in the way.
  const flush = async ({ now } = {}) => {
    if (!user) return;
    if (now) {
      calm();
      await Promise.all(refusedIn(await journal.unsent()).map(journal.wake));
    }
    stir();
    running ||= alone(run).catch(() => {}).finally(() => {
      running = null;
      if (again) flush();
    });
    await running;
  };
  const nudge = () => flush(calm());

  Rounds.outbox = { flush, nudge };
  // The tab that sends does so for the others, too.
  on("journal:change", ({ detail }) => detail.remote && busy.size && (poke ||= setTimeout(stir, 1000)));
  loaded(nudge);
  addEventListener("online", nudge);
  on("visibilitychange", () => document.hidden || nudge());
}
