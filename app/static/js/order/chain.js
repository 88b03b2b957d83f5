// The order as the server reckons it (rules A3, A4, A5, A8 and A9), in fractions of whole numbers, so that both
// agree to the unit. In: what app/visits/order/phone.py writes. Out: for each line its links, or why there is none.
(() => {
  const Rounds = (window.Rounds ||= {});
  const MONTH = 30;
  const MOVED = ["received", "returned", "out", "free"];
  const of = (over, under = 1) => [BigInt(over), BigInt(under)];
  const ZERO = of(0);
  const plus = (a, b) => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
  const minus = (a, b) => [a[0] * b[1] - b[0] * a[1], a[1] * b[1]];
  const times = (a, b) => [a[0] * b[0], a[1] * b[1]];
  const less = (a, b) => a[0] * b[1] < b[0] * a[1];
  const most = (a, b) => (less(a, b) ? b : a);
  const whole = (a) => Number(a[0] / a[1]); // of what is not below zero
  const dayOf = (iso) => Date.parse(iso) / 864e5;
  const sellable = (count) => count.counted - (count.unsellable ?? 0);

  // Neighbouring counts, oldest first; of two on one day the later stands, with the movements of both.
  const pairUp = (counts) => {
    const days = new Map();
    counts.forEach((count) => {
      const now = { ...count };
      const before = days.get(now.on);
      if (before) MOVED.forEach((name) => (now[name] += before[name]));
      days.set(now.on, now);
    });
    const ordered = [...days.values()].sort((a, b) => dayOf(a.on) - dayOf(b.on));
    return ordered.slice(1).map((now, at) => ({ last: ordered[at], now, days: dayOf(now.on) - dayOf(ordered[at].on) }));
  };

  const sold = (pair) => {
    const last = pair.last;
    const now = pair.now;
    const told = [last, now].flatMap((count) => [count.counted, count.unsellable ?? 0, sellable(count)]);
    if (Math.min(...told, ...MOVED.map((name) => now[name])) < 0) return { code: "bad_count" };
    const known = last.unsellable !== null && now.unsellable !== null;
    const bad = known ? now.unsellable - last.unsellable : 0;
    const units = sellable(last) + now.received - sellable(now) - bad - now.returned - now.out - now.free;
    return units < 0 ? { code: "count_mismatch", more: -units } : { units };
  };

  // The newest interval; short ones are taken together.
  const usedOf = (pairs, set) => {
    const used = pairs.slice(-1);
    if (used[0].days >= set.pool_below_days) return used;
    for (const pair of pairs.slice(0, -1).reverse()) {
      const days = used.reduce((sum, each) => sum + each.days, 0);
      if (days >= set.pool_days || used.length >= set.pool_pairs || sold(pair).code) break;
      used.unshift(pair);
    }
    return used;
  };

  const rateOf = (line, set) => {
    const pairs = pairUp(line.counts);
    if (!pairs.length) {
      const volume = line.shipped > 0 ? line.shipped : line.stated;
      return volume > 0 ? { rate: of(volume, MONTH), sold: volume, days: MONTH } : { code: "first_visit" };
    }
    const newest = sold(pairs.at(-1));
    if (newest.code) return newest; // today's stock is what is in doubt
    const used = usedOf(pairs, set);
    const units = used.reduce((sum, pair) => sum + sold(pair).units + (set.count_free_goods ? pair.now.free : 0), 0);
    const days = used.reduce((sum, pair) => sum + pair.days, 0);
    return { rate: of(units, days), sold: units, days };
  };

  const fresh = (line, rate, there, cases, set) => {
    if (line.shelf === null || line.age === null) return { cases };
    const days = minus(times(of(...set.accept_age), of(line.shelf)), of(line.age));
    const cap = most(ZERO, minus(times(rate, days), of(there)));
    const left = Math.min(cases, whole(times(cap, of(1, line.size))));
    if (left === cases || left >= line.minimum) return { cases: left };
    return { cases: 0, choice: [0, line.minimum] };
  };

  const begin = (line, event, wrong, set) => {
    const found = rateOf(line, set);
    if (found.code) return { id: line.id, code: found.code, more: found.more };
    if (wrong) return { id: line.id, code: "bad_event" };
    const there = sellable(line.counts.at(-1)) + line.coming;
    if (there < line.coming) return { id: line.id, code: "bad_input" };
    const lead = line.lead ?? 0;
    const reach = most(times(of(...set.k_safety), of(line.next)), of(line.next + lead));
    const target = times(times(found.rate, reach), event);
    const exact = times(most(ZERO, minus(target, of(there))), of(1, line.size));
    const full = whole(exact);
    const rest = minus(exact, of(full));
    let cases = full + (less(ZERO, rest) && !less(rest, of(...set.round_up_from)) ? 1 : 0);
    if (cases > 0 && cases < line.minimum) cases = line.minimum;
    const kept = fresh(line, found.rate, there, cases, set);
    const left = found.rate[0] ? times(of(there - line.coming), [found.rate[1], found.rate[0]]) : null;
    return { ...found, id: line.id, line, have: there - line.coming, coming: line.coming, target, left, cases: kept.cases, choice: kept.choice ?? [], links: [["rule", cases], ["freshness", kept.cases]] };
  };

  // Soonest empty first; a part below the smallest order is not ordered at all.
  const share = (chains, limit, step, priceOf) => {
    let left = Math.max(0, limit);
    const soonest = (a, b) => !a.left - !b.left || (a.left && less(b.left, a.left) - less(a.left, b.left));
    [...chains].sort(soonest).forEach((chain) => {
      const price = priceOf(chain.line);
      let cases = price ? Math.min(chain.cases, Math.floor(left / price)) : chain.cases;
      if (cases < chain.cases && cases < chain.line.minimum) cases = 0;
      left -= cases * (price ?? 0);
      chain.cases = cases;
      chain.links.push([step, cases]);
    });
  };

  const outOfLimits = (event, set) => event !== null && (less(of(event, 100), of(...set.event_low)) || less(of(...set.event_high), of(event, 100)));

  // order: {lines, event: hundredths | null, floor, affordable, settings}; only lines with a count of today.
  const chains = (order) => {
    const set = order.settings;
    const event = of(order.event ?? 100, 100);
    const all = order.lines.map((line) => begin(line, event, outOfLimits(order.event, set), set));
    const standing = all.filter((chain) => !chain.code);
    if (order.floor !== null) share(standing, order.floor, "space", () => 1);
    if (order.affordable !== null) share(standing, order.affordable, "cash", (line) => line.price);
    else standing.forEach((chain) => chain.links.push(["cash", chain.cases]));
    return all;
  };

  // A number, or a fraction to one place, as the reader writes it.
  const shown = (a) => {
    const plain = a.length ? Number(a[0]) / Number(a[1]) : a;
    return plain.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  };

  Rounds.order = { chains, outOfLimits, shown };
})();
