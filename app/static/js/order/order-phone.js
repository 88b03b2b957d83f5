// #order-phone: draws the suggestions anew from counts and terms that are on this phone and not yet on the server.
// What was shown so is remembered; where the server's figure differs in the end, the line says so, and why.
// A quantity that is far from the suggestion waits here for its reason: the server would not take it without.
(() => {
  const { chains, outOfLimits, shown: written } = Rounds.order;
  const say = document.getElementById("order-phone");
  const visit = say.dataset.visit;
  const order = JSON.parse(say.dataset.order);
  const words = JSON.parse(say.dataset.words);
  const memory = `order:${document.body.dataset.user}:`;
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_all, name) => (name === "why" ? facts[name] : written(facts[name])));
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

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
    const at = new Date(entry.at);
    const day = new Date(at - at.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
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

  // The order with what this phone knows; `news` says whether the server may not know it yet.
  const known = async () => {
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
    const told = factor === undefined ? order.event : factor === null || factor === 1 ? null : Math.round(factor * 100);
    // What the server will not take changes no sum.
    const event = outOfLimits(told, order.settings) ? order.event : told;
    const all = { ...order, lines, event, floor: floor === undefined ? order.floor : floor };
    return { all, news: news || event !== order.event || all.floor !== order.floor };
  };

  const reckon = (some) => {
    const counted = some.lines.filter((line) => line.now);
    const lines = counted.map((line) => ({ ...line, counts: [...line.counts, line.now] }));
    return chains({ ...some, lines });
  };

  const slotOf = (id) => document.getElementById(`w-order-${id}`);

  // How far the cases are from whole pallets (rule A8).
  const palletHint = ({ line, cases }) => {
    const pallet = line?.pallet ?? 0;
    const rest = pallet > 1 ? cases % pallet : 0;
    return rest ? fill(words[cases > pallet ? "pallets" : "pallet"], { pallet, rest, full: (cases - rest) / pallet, more: pallet - rest }) : "";
  };

  const draw = (chain) => {
    const shown = say.querySelector("template").content.cloneNode(true);
    const list = shown.querySelector("ol");
    const stop = list.firstElementChild;
    list.replaceChildren(...(chain.links ?? []).map(([step, cases], at) => {
      const item = stop.cloneNode(true);
      item.classList.toggle("chain__cut", at && cases < chain.links[at - 1][1]);
      const said = [words[step], written(cases), written(cases * chain.line.size)];
      item.querySelectorAll("[data-said]").forEach((place, nth) => (place.textContent = said[nth]));
      return item;
    }));
    list.hidden = chain.code;
    shown.querySelector("[data-order-sum]").textContent = fill(words[chain.code ?? "sum"] ?? words.other, chain);
    shown.querySelector("[data-pallet]").textContent = palletHint(chain);
    slotOf(chain.id)?.replaceChildren(shown);
  };

  const compare = (before) => {
    const then = reckon(before);
    reckon(order).forEach((chain) => {
      const was = then.find(({ id }) => id === chain.id);
      if (!was || chain.code || was.code || was.cases === chain.cases) return;
      const pick = (from, name) => from.lines.find(({ id }) => id === chain.id)[name] ?? from[name];
      // Some of the words are named after the figures that they tell the change of.
      const moved = Object.keys(words).filter((name) => !same(pick(before, name), pick(order, name)));
      const why = moved.map((name) => words[name]).join(", ") || words.older;
      const line = document.createElement("p");
      line.className = "hint";
      line.textContent = fill(words.changed, { before: was.cases, now: chain.cases, why });
      slotOf(chain.id)?.append(line);
    });
  };

  // What to ask of a line in the journal before it may go.
  const ask = (chain, content) => {
    const form = new URLSearchParams(content);
    const agreed = number(form, "agreed");
    if (!chain || chain.code || agreed === null || form.get("reason").trim()) return "";
    const { agree_over: [more, of], agree_under: [less, than] } = order.settings;
    const told = { agreed, suggested: chain.cases };
    if (agreed * of > chain.cases * (of + more)) return fill(words.over, told);
    return agreed * than < chain.cases * (than - less) ? fill(words.under, told) : "";
  };
  const hold = ({ key, entry }) => {
    const id = Number(key.split(":order-")[1]);
    const asked = id && entry?.state === "waiting" && ask(latest.find((chain) => chain.id === id), entry.content);
    if (!asked) return;
    Rounds.journal.change(key, (now) => (now?.state === "waiting" && now.content === entry.content ? { ...now, state: "refused", words: asked } : now));
    document.querySelector(`#f-order-${id} details`).open = true;
  };

  let latest = reckon(order);
  const run = async () => {
    const { all, news } = await known();
    const before = localStorage.getItem(memory + visit);
    if (news) {
      latest = reckon(all);
      latest.forEach(draw);
      localStorage.setItem(memory + visit, JSON.stringify(all));
    } else if (before) compare(JSON.parse(before));
  };

  run();
  document.addEventListener("journal:change", ({ detail }) => hold(detail));
  // What arrives while the page is open is drawn by the server's answer.
  document.addEventListener("journal:change", ({ detail }) => /order-|:count-/.test(detail.key) && detail.entry && detail.entry.state !== "sent" && run());
  document.addEventListener("signing-out", () => Object.keys(localStorage).forEach((key) => key.startsWith(memory) && localStorage.removeItem(key)));
})();
