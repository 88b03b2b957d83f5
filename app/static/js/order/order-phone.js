// #order-phone: draws the suggestions anew from counts and terms that are on this phone and not yet on the server.
// What was shown so is remembered; where the server's figure differs in the end, the line says so, and why.
(() => {
  const Rounds = (window.Rounds ||= {});
  const BASIS = ["now", "since", "coming", "next", "affordable", "event", "floor"];
  const place = () => document.getElementById("order-phone");
  const memory = (visit) => `order:${document.body.dataset.user}:${visit}`;
  const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (_all, name) => (name === "why" ? facts[name] : Rounds.order.shown(facts[name])));
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // private mode, or full
    }
  };

  const number = (form, name) => (form.get(name)?.trim() ? Number(form.get(name)) : null);
  const pieces = (form, stem, size) => {
    const cases = number(form, `${stem}cases`);
    const loose = number(form, `${stem}loose`);
    return cases === null && loose === null ? null : (cases ?? 0) * size + (loose ?? 0);
  };

  // A count as it lies in the journal; null where it says nothing new, or nothing.
  const countIn = (entry, line) => {
    if (!entry || entry.state === "refused" || (entry.state === "sent" && (entry.revision ?? 0) <= line.revision)) return null;
    const form = new URLSearchParams(entry.content);
    const counted = form.get("not_seen") ? null : pieces(form, "", line.size);
    const received = pieces(form, "received_", line.size);
    const on = new Date(entry.at);
    const day = [on.getFullYear(), on.getMonth() + 1, on.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const asKnown = received === null || String(received) === form.get("received_was");
    return {
      on: day, counted, unsellable: number(form, "unsellable"), received: asKnown ? line.since : received,
      returned: number(form, "returned") ?? 0, out: number(form, "transferred_out") ?? 0, free: number(form, "free_goods") ?? 0,
    };
  };

  const termIn = (entry) => {
    if (!entry || entry.state === "refused") return undefined;
    return number(new URLSearchParams(entry.content), "value");
  };

  // What the server will not take changes no sum.
  const allowed = (factor, { event_low: low, event_high: high }) =>
    factor === null || (factor >= low[0] / low[1] && factor <= high[0] / high[1]);

  // The order with what this phone knows; `news` says whether the server may not know it yet.
  const known = async (order, visit) => {
    const entries = new Map((await Rounds.journal.of(visit)).map((entry) => [entry.key, entry]));
    let news = false;
    const lines = order.lines.map((line) => {
      const now = countIn(entries.get(`${visit}:count-${line.id}`), line);
      if (!now || same(now, line.now)) return line;
      news = true;
      return { ...line, now: now.counted === null ? null : now };
    });
    const factor = termIn(entries.get(`${visit}:order-event`));
    const floor = termIn(entries.get(`${visit}:order-floor`));
    const event = factor === undefined || !allowed(factor, order.settings) ? order.event : factor === null || factor === 1 ? null : [Math.round(factor * 100), 100];
    const all = { ...order, lines, event, floor: floor === undefined ? order.floor : floor };
    const ratio = (pair) => (pair ? pair[0] / pair[1] : 1);
    return { all, news: news || ratio(event) !== ratio(order.event) || all.floor !== order.floor };
  };

  const reckon = (order) => {
    const counted = order.lines.filter((line) => line.now);
    const lines = counted.map((line) => ({ ...line, counts: [...line.counts, line.now] }));
    return Rounds.order.chains({ ...order, lines });
  };

  const basisOf = (order, id) => {
    const line = order.lines.find((each) => each.id === id);
    return Object.fromEntries(BASIS.map((name) => [name, line[name] ?? order[name] ?? null]));
  };

  const draw = (chain, say) => {
    const slot = document.getElementById(`w-order-${chain.id}`);
    if (!slot) return;
    const shown = say.querySelector("template").content.cloneNode(true);
    const list = shown.querySelector("ol");
    const stop = list.firstElementChild;
    const words = shown.querySelector("[data-order-sum]");
    if (chain.code) {
      const codes = JSON.parse(say.dataset.codes);
      words.textContent = fill(codes[chain.code] ?? codes[""], chain);
      list.remove();
      slot.replaceChildren(shown);
      return;
    }
    const titles = JSON.parse(say.dataset.titles);
    list.replaceChildren(...chain.links.map(([step, cases], at) => {
      const item = stop.cloneNode(true);
      item.classList.toggle("chain__cut", at > 0 && cases < chain.links[at - 1][1]);
      item.querySelector(".chain__what").textContent = titles[step];
      item.querySelector(".chain__cases").textContent = Rounds.order.shown(cases);
      item.querySelector(".chain__units b").textContent = Rounds.order.shown(cases * chain.line.size);
      return item;
    }));
    const have = chain.line.now.counted - (chain.line.now.unsellable ?? 0);
    words.textContent = fill(say.dataset.sum, { sold: chain.sold, days: chain.days, target: chain.target, have, coming: chain.line.coming });
    slot.replaceChildren(shown);
  };

  const compare = (order, say, before) => {
    const whys = JSON.parse(say.dataset.whys);
    reckon(order).filter((chain) => before[chain.id] && !chain.code && before[chain.id].cases !== chain.cases).forEach((chain) => {
      const now = basisOf(order, chain.id);
      const moved = BASIS.filter((name) => !same(before[chain.id].basis[name], now[name]));
      const why = moved.map((name) => whys[name]).join(", ") || whys[""];
      const line = Object.assign(document.createElement("p"), { className: "hint", textContent: fill(say.dataset.changed, { before: before[chain.id].cases, now: chain.cases, why }) });
      document.getElementById(`w-order-${chain.id}`)?.append(line);
    });
  };

  const run = async () => {
    const say = place();
    if (!say || !Rounds.journal) return;
    const visit = say.dataset.visit;
    const order = JSON.parse(say.dataset.order);
    const { all, news } = await known(order, visit);
    if (!news) {
      const before = attempt(() => JSON.parse(localStorage.getItem(memory(visit))));
      if (before) compare(order, say, before);
      return;
    }
    const chains = reckon(all);
    chains.forEach((chain) => draw(chain, say));
    const kept = chains.filter((chain) => !chain.code).map((chain) => [chain.id, { cases: chain.cases, basis: basisOf(all, chain.id) }]);
    attempt(() => localStorage.setItem(memory(visit), JSON.stringify(Object.fromEntries(kept))));
  };

  const forget = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(`order:${document.body.dataset.user}:`)).forEach((key) => localStorage.removeItem(key)));

  document.addEventListener("DOMContentLoaded", () => place() && run());
  // What arrives while the page is open is drawn by the server's answer.
  document.addEventListener("journal:change", ({ detail }) => place() && /order-|:count-/.test(detail.key) && detail.entry && detail.entry.state !== "sent" && run());
  document.addEventListener("signing-out", forget);
})();
