// Sends what the journal holds: in one tab at a time, in order within a visit, photos one by one beside it. What is
// refused is set aside and holds nothing up but a visit whose start was refused; what got lost is tried again.
(() => {
  const Rounds = (window.Rounds ||= {});
  const { journal } = Rounds;
  const { user } = document.body.dataset;
  const [LOCK, LEASE] = ["rounds-outbox", 15000]; // ms
  const rest = new Map(); // of an entry's key, and of a lane: when it may be tried again
  const busy = new Map(); // lane -> the sending that is under way
  let [running, again, wake, timer, poke] = [null, false, () => {}, 0, 0];

  const laneOf = ({ kind, visit }) => (kind === "photo" ? "photos" : visit);
  const rests = (name) => (rest.get(name) || 0) > Date.now();
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`outbox:${name}`, { detail }));

  const may = (write, unsent) => {
    const beside = unsent.filter((other) => write.visit && other.visit === write.visit && other !== write);
    if (beside.some(({ kind }) => kind === "start")) return false;
    return write.kind !== "finish" || beside.every(({ kind, state, tries }) => state === "refused" || (kind === "photo" && tries));
  };

  const ready = (unsent) => {
    const next = new Map();
    unsent.forEach((write) => {
      const lane = laneOf(write);
      const free = !Rounds.signedOut && write.state !== "refused" && !next.has(lane) && !busy.has(lane) && !rests(lane) && !rests(write.key);
      if (free && may(write, unsent)) next.set(lane, write);
    });
    return next;
  };

  const run = async () => {
    for (;;) {
      again = false;
      const next = ready(await journal.unsent());
      next.forEach((write, lane) => busy.set(lane, send(write).catch(() => rest.set(lane, Date.now() + 5000)).finally(() => busy.delete(lane))));
      if (again) continue;
      if (!busy.size) return;
      alarm();
      await Promise.race([...busy.values(), new Promise((resolve) => (wake = resolve))]);
    }
  };

  const send = async ({ key, kind }) => {
    const entry = await journal.change(key, (now) => {
      if (!now) return null;
      const sent = now.sent?.content === now.content ? now.sent : { id: now.id || Rounds.mint(), content: now.content };
      return { ...now, state: "sending", sent, tried: [...now.tried.filter((id) => id !== sent.id), sent.id].slice(-50) };
    });
    const photo = kind === "photo" && (await journal.photo(key));
    if (!entry) return;
    const answer = await Rounds.post(entry, photo, (part) => tell("progress", { key, part }));
    if (answer.verdict === "signedOut") Rounds.signedOut = true;
    if (answer.verdict === "lost") wait(entry, answer.status);
    const after = await journal.change(key, (now) => now && settled(now, entry, answer));
    if (kind === "finish" && answer.verdict === "stored") await closed(entry.visit);
    tell("answered", { entry, after, ...answer });
  };

  // A server that cannot be reached rests the lane; one that fails on an entry rests that, and the others a second.
  const wait = (entry, status) => {
    const until = Date.now() + Math.min(30, 2 ** entry.tries) * 1000;
    rest.set(entry.key, until);
    rest.set(laneOf(entry), status ? Date.now() + 1000 : until);
  };

  const settled = (now, { sent, visit, kind }, { verdict, html, words }) => {
    const same = now.content === sent.content;
    const over = { ...now, state: "waiting", tries: 0, sent: null, words };
    if (verdict === "lost" || verdict === "signedOut") return { ...now, state: "waiting", tries: now.tries + 1, words };
    if (verdict === "refused") return { ...over, tried: now.tried.filter((id) => id !== sent.id), state: same ? "refused" : "waiting" };
    over.tried = [];
    // After a conflict the base stays: another change must not overwrite the other phone's answer unseen.
    if (verdict === "conflict") return { ...over, state: same ? "conflict" : "waiting" };
    const revision = Number(html.match(/data-revision="(\d+)"/)?.[1] || 0);
    if (same) return visit && kind !== "start" ? { ...over, state: "sent", revision, base: revision } : null;
    return { ...over, base: revision };
  };

  const closed = async (visit) => {
    await journal.forget((entry) => entry.visit === visit);
    // What was refused is asked for no more: the server keeps it beside the visit, or says for good why it cannot.
    const left = (await journal.of(visit)).filter(({ state }) => state === "refused");
    await Promise.all(left.map(({ key }) => journal.change(key, (now) => now && { ...now, state: "waiting" })));
    await journal.dropVisit(visit).catch(() => {});
  };

  const leased = async (act) => {
    const tab = Rounds.mint();
    if (!(await journal.lease(tab, LEASE))) {
      again = false;
      return rest.set("lease", Date.now() + 3000);
    }
    const beat = setInterval(() => journal.lease(tab, LEASE), LEASE / 3);
    await act().finally(() => clearInterval(beat));
    return journal.lease(tab, 0);
  };

  // A tab that the phone has put to sleep keeps its lock: longer than any sending takes, nobody waits for it.
  const alone = (act) => {
    if (!navigator.locks) return leased(act);
    const given = new AbortController();
    const timeout = setTimeout(() => given.abort(), 6 * Rounds.patience);
    const held = () => {
      clearTimeout(timeout);
      return act();
    };
    return navigator.locks.request(LOCK, { signal: given.signal }, held).catch(() => given.signal.aborted && navigator.locks.request(LOCK, { steal: true }, act));
  };

  const alarm = () => {
    const waits = [...rest.values()].filter((until) => until > Date.now());
    clearTimeout(timer);
    if (waits.length) timer = setTimeout(flush, Math.min(...waits) - Date.now() + 50);
  };

  const later = () => {
    running = null;
    if (again) flush();
    else alarm();
  };

  const stir = () => {
    poke = 0;
    again = true;
    wake();
  };

  // `now`: somebody wants it sent, so neither a pause nor an earlier refusal stands in the way.
  const flush = async ({ now } = {}) => {
    if (!user) return;
    if (now) {
      Rounds.signedOut = false;
      rest.clear();
      const set = (await journal.unsent()).filter(({ state }) => state === "refused");
      await Promise.all(set.map(({ key }) => journal.change(key, (entry) => entry && { ...entry, state: "waiting" })));
    }
    stir();
    running ||= alone(run).catch(() => {}).finally(later);
    await running;
  };
  const nudge = () => {
    Rounds.signedOut = false;
    rest.clear();
    flush();
  };

  Rounds.outbox = { flush, nudge };
  // The tab that sends does so for the others, too.
  document.addEventListener("journal:change", ({ detail }) => detail.remote && busy.size && (poke ||= setTimeout(stir, 1000)));
  addEventListener("load", nudge);
  addEventListener("online", nudge);
  document.addEventListener("visibilitychange", () => document.hidden || nudge());
})();
