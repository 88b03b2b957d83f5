// #order-phone: draws the suggestions anew from counts and terms that are on this phone and not yet on the server.
// What was shown so is remembered; where the server's figure differs in the end, the line says so, and why.
// A quantity that is far from the suggestion waits here for its reason: the server would not take it without.
for (const phone of all("#order-phone")) {
  const { chains, outOfLimits } = Rounds.order;
  const { visit } = phone.dataset;
  const [order, words] = [JSON.parse(phone.dataset.order), JSON.parse(phone.dataset.words)];
  const memory = `order:${user}:`;
  const written = (value) => value?.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const counts = ({ state }) => state !== "refused";

  // A line with the count of it that lies in the journal, if that says something new.
  const lineWith = (line, entry) => {
    if (!entry || !counts(entry) || (entry.state === "sent" && entry.revision <= line.revision)) return line;
    const form = new URLSearchParams(entry.content);
    const at = new Date(entry.at);
    const day = new Date(at - at.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
    const now = { on: day, ...Rounds.count(form, line.size) };
    if (now.received === null || String(now.received) === form.get("received_was")) now.received = line.since;
    return { ...line, now: now.counted === null ? null : now };
  };

  // The order with what this phone knows. What the server will not take changes no sum.
  const known = async () => {
    const entries = Object.fromEntries((await Rounds.journal.of(visit)).map((entry) => [entry.key, entry]));
    const term = (name, was, per) => {
      const entry = entries[`${visit}:order-${name}`];
      const typed = entry && counts(entry) && (new URLSearchParams(entry.content).get("value") || "").trim();
      return typed ? Math.round(typed * per) : typed === "" ? null : was;
    };
    const event = term("event", order.event, 100);
    const floor = term("floor", order.floor, 1);
    return {
      ...order,
      lines: order.lines.map((line) => lineWith(line, entries[`${visit}:count-${line.id}`])),
      event: outOfLimits(event, order.settings) || (event === 100 && !order.event) ? order.event : event,
      floor: floor === null || floor >= 0 ? floor : order.floor,
    };
  };

  const reckon = (some) => chains({ ...some, lines: some.lines.filter(({ now }) => now).map((line) => ({ ...line, counts: [...line.counts, line.now] })) });
  const slotOf = ({ id }) => document.getElementById(`w-order-${id}`);
  const say = (text, values) => filled(text, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)])));

  // How far the cases are from whole pallets (rule A8).
  const palletHint = ({ line: { pallet } = {}, cases }) => {
    const rest = pallet > 1 && cases % pallet;
    return rest ? say(words[cases > pallet ? "pallets" : "pallet"], { pallet, rest, full: (cases - rest) / pallet, more: pallet - rest }) : "";
  };

  const draw = (chain) => {
    const { links = [], code, line } = chain;
    const shown = one("template", phone).content.cloneNode(true);
    const list = one("ol", shown);
    const stop = list.firstElementChild;
    list.replaceChildren(...links.map(([step, cases], at) => {
      const item = stop.cloneNode(true);
      item.classList.toggle("chain__cut", at && cases < links[at - 1][1]);
      const said = [words[step], written(cases), written(cases * line.size)];
      all("[data-said]", item).forEach((place, nth) => (place.textContent = said[nth]));
      return item;
    }));
    list.hidden = code;
    one("[data-order-sum]", shown).textContent = say(words[code || "sum"] || words.other, chain);
    one("[data-pallet]", shown).textContent = palletHint(chain);
    slotOf(chain)?.replaceChildren(shown);
  };

  const compare = (before) => {
    const then = reckon(before);
    reckon(order).forEach((chain) => {
      const { id, cases } = chain;
      const was = then.find((each) => each.id === id)?.cases;
      if (was === undefined || cases === undefined || was === cases) return;
      const pick = (from, name) => from.lines.find((each) => each.id === id)[name] ?? from[name];
      // Some of the words are named after the figures that they tell the change of.
      const moved = Object.keys(words).filter((name) => !same(pick(before, name), pick(order, name)));
      const why = moved.map((name) => words[name]).join(", ") || words.older;
      const line = Object.assign(document.createElement("p"), { className: "hint" });
      line.textContent = say(words.changed, { before: was, now: cases, why });
      slotOf(chain)?.append(line);
    });
  };

  // What to ask of a line in the journal before it may go.
  const ask = ({ code, cases: suggested }, form) => {
    const agreed = form.get("agreed").trim();
    if (code || !agreed || form.get("reason").trim()) return "";
    const { agree_over: [more, of], agree_under: [less, than] } = order.settings;
    const told = { agreed: Number(agreed), suggested };
    if (agreed * of > suggested * (of + more)) return say(words.over, told);
    return agreed * than < suggested * (than - less) ? say(words.under, told) : "";
  };
  const hold = ({ key, entry }) => {
    const id = Number(key.split(":order-")[1]);
    const chain = entry?.state === "waiting" && latest.find((each) => each.id === id);
    const asked = chain && ask(chain, new URLSearchParams(entry.content));
    if (!asked) return;
    Rounds.journal.change(key, (now) => (now.state === "waiting" && now.content === entry.content ? { ...now, state: "refused", words: asked } : now));
    one(`#f-order-${id} details`).open = true;
  };

  let latest = reckon(order);
  const run = async () => {
    const mine = await known();
    const before = localStorage.getItem(memory + visit);
    if (!same(mine, order)) {
      latest = reckon(mine);
      latest.forEach(draw);
      localStorage.setItem(memory + visit, JSON.stringify(mine));
    } else if (before) compare(JSON.parse(before));
  };

  run();
  // What arrives while the page is open is drawn by the server's answer.
  on("journal:change", ({ detail }) => {
    hold(detail);
    const { key, entry } = detail;
    if (/order-|:count-/.test(key) && entry && entry.state !== "sent") run();
  });
  on("signing-out", () => Object.keys(localStorage).forEach((key) => key.startsWith(memory) && localStorage.removeItem(key)));
}
