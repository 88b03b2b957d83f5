// The order as the server reckons it (rules A3, A4, A5, A8 and A9), in whole numbers over whole numbers, so that both
// agree to the unit. In: what app/visits/order/phone.py writes. Out: for each line its links, or why there is none.
{
  const MONTH = 30;
  const MOVED = ["received", "returned", "out", "free"];
  const product = (...numbers) => numbers.reduce((result, each) => result * BigInt(each), 1n);
  const whole = (over, under) => (over > 0 ? Number(over / under) : 0);
  const sellable = ({ counted, unsellable }) => counted - unsellable;
  const sum = (list, act) => list.reduce((result, each) => result + act(each), 0);

  // Neighbouring counts, oldest first; of two on one day the later stands, with the movements of both.
  const pairUp = (counts) => {
    const found = {}; // by day: an object keeps whole numbers in order
    counts.forEach((count) => {
      const day = Date.parse(count.on) / 864e5;
      const now = { ...count, day };
      MOVED.forEach((name) => (now[name] += found[day]?.[name] ?? 0));
      found[day] = now;
    });
    return Object.values(found).map((now, at, days) => ({ last: days[at - 1], now, days: now.day - days[at - 1]?.day })).slice(1);
  };

  // Days on which there was something to sell, where it is known since when there is nothing.
  const inStock = ({ last, now, days }) => {
    const since = Date.parse(now.empty) / 864e5 - last.day;
    return sellable(now) === 0 && since > 0 && since <= days ? since : days;
  };

  // What was set aside in between is no sale: it leaves the sum where both counts tell of it.
  const sold = ({ last, now }) => {
    const told = [last, now].flatMap((count) => [count.counted, count.unsellable, sellable(count)]);
    const least = Math.min(...told, ...MOVED.map((name) => now[name]));
    if (!(least >= 0)) return { code: "bad_count" }; // nor is it what is no number
    const known = last.unsellable !== null && now.unsellable !== null;
    const gone = known ? last.counted - now.counted : sellable(last) - sellable(now);
    const units = gone + now.received - now.returned - now.out - now.free;
    return units < 0 ? { code: "count_mismatch", more: -units } : { units };
  };

  // Of the newest interval; short ones are taken together. Today's stock is what is in doubt where that fails.
  const rateOf = ({ counts, shipped, stated }, set) => {
    const pairs = pairUp(counts).reverse();
    const volume = shipped || stated;
    if (!pairs.length) return volume > 0 ? { sold: volume, days: MONTH } : { code: "first_visit" };
    const { code, more } = sold(pairs[0]);
    if (code) return { code, more };
    let used = 1;
    const daysOf = () => sum(pairs.slice(0, used), ({ days }) => days);
    const wanted = pairs[0].days < set.pool_below_days && set.pool_days;
    while (used < pairs.length && used < set.pool_pairs && daysOf() < wanted && !sold(pairs[used]).code) used += 1;
    return { sold: sum(pairs.slice(0, used), (pair) => sold(pair).units + set.count_free_goods * pair.now.free), days: sum(pairs.slice(0, used), inStock) };
  };

  const fresh = ({ shelf, age, size, minimum }, { sold, days }, there, cases, [over, under]) => {
    if (shelf === null || age === null) return { cases, choice: [] };
    const cap = product(sold, over * shelf - under * age) - product(there, days, under);
    const left = Math.min(cases, whole(cap, product(days, under, size)));
    return left === cases || left >= minimum ? { cases: left, choice: [] } : { cases: 0, choice: [0, minimum] };
  };

  const begin = (line, event, wrong, set) => {
    const { id, size, minimum, coming, next, counts } = line;
    const found = rateOf(line, set);
    const have = sellable(counts.at(-1));
    const code = found.code || (wrong ? "bad_event" : have < 0 && "bad_input");
    if (code) return { id, code, more: found.more };
    const [over, under] = set.k_safety;
    const [up, upOf] = set.round_up_from;
    const target = product(found.sold, Math.max(over * next, under * (next + line.lead)), event);
    const share = product(found.days, under, 100); // `target` is so many of a piece
    const missing = target - product(have + coming, share);
    const full = product(size, share);
    let cases = whole(missing, full);
    if (missing > 0 && missing % full && product(missing % full, upOf) >= product(up, full)) cases += 1;
    if (cases) cases = Math.max(cases, minimum);
    const kept = fresh(line, found, have + coming, cases, set.accept_age);
    return { ...found, ...kept, id, line, have, coming, target: Number(target) / Number(share), links: [["rule", cases], ["freshness", kept.cases]] };
  };

  // Soonest empty first; a part below the smallest order is not ordered at all.
  const share = (chains, limit, step, priceOf) => {
    let left = Math.max(0, limit);
    const soonest = (a, b) => !a.sold - !b.sold || Number(product(a.have, a.days, b.sold) - product(b.have, b.days, a.sold));
    [...chains].sort(soonest).forEach((chain) => {
      const price = priceOf(chain.line);
      let cases = price ? Math.min(chain.cases, Math.floor(left / price)) : chain.cases;
      if (cases < chain.cases && cases < chain.line.minimum) cases = 0;
      left -= cases * price;
      chain.cases = cases;
      chain.links.push([step, cases]);
    });
  };

  const outOfLimits = (event, { event_low: [low, lowOf], event_high: [high, highOf] }) =>
    event !== null && !(event * lowOf >= low * 100 && event * highOf <= high * 100);

  // order: {lines, event: hundredths | null, floor, affordable, settings}; only lines with a count of today.
  const chains = ({ lines, event, floor, affordable, settings }) => {
    const found = lines.map((line) => begin(line, event ?? 100, outOfLimits(event, settings), settings));
    const standing = found.filter(({ code }) => !code);
    if (floor !== null) share(standing, floor, "space", () => 1);
    if (affordable !== null) share(standing, affordable, "cash", ({ price }) => price);
    else standing.forEach((chain) => chain.links.push(["cash", chain.cases]));
    return found;
  };

  Rounds.order = { chains, outOfLimits, sold, inStock };
}
