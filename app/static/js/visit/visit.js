// The hub and the finish screen count on from their page with what the journal holds; finishing goes through it, too.
for (const list of all("[data-open-items]")) {
  const { journal } = Rounds;
  const form = one("form[data-finish]");
  const bar = one(".head .progress");
  // What stood there when the page was drawn: [done, total].
  const drawn = (figure, holder = figure) => (holder.dataset.was ||= figure.textContent.trim()).split("/").map(Number);
  let sending = false;

  const add = (tile, more, wider = 0) => {
    const ring = one(".ring", tile);
    const [was, asked] = drawn(ring);
    const total = asked + wider;
    const done = Math.min(total, was + more);
    one(".num", ring).textContent = `${done}/${total}`;
    ring.classList.toggle("ring--full", done >= total);
    const arc = `<circle class="ring__arc" cx="18" cy="18" r="15.5" pathLength="100" stroke-dasharray="${(100 * done) / total} 100"/>`;
    one(".ring__arc", ring)?.remove();
    if (done) one("svg", ring).insertAdjacentHTML("beforeend", arc);
  };

  const total = (more) => {
    const figure = one("b", bar);
    const [was, total] = drawn(figure, bar);
    const done = Math.min(total, was + more);
    figure.textContent = `${done}/${total}`;
    one("progress", bar).value = done;
    return { done, total };
  };

  const hub = ({ held, items, left, more }) => {
    all("[data-section]").forEach((tile) => add(tile, more(tile.dataset.section)));
    const products = items.find(({ by }) => by === "count")?.needs || [];
    const entered = {
      count: () => [products.filter((product) => held.counts[product]).length],
      photo: ({ slots }) => {
        const open = slots.split(" ").filter(Boolean);
        const wanted = [...open.filter((slot) => !held.isOut(slot)), ...held.called, ...held.back];
        return [wanted.filter((slot) => held.slots.includes(slot)).length, wanted.length - open.length];
      },
      settled: () => [Object.keys(held.settled).length],
      order: () => [Number(held.order)],
    };
    all("[data-by]").forEach((tile) => add(tile, ...entered[tile.dataset.by](tile.dataset)));
    const now = total(more());
    const [next] = left.filter(({ done }) => !done).sort((a, b) => (a.section > b.section) - (a.section < b.section));
    const go = one(".bar .btn--primary");
    if (!next) return;
    go.href = next.url;
    (one("span", go) || go).textContent = filled(list.dataset.goOn, now);
  };

  const finish = ({ items, left, entries, more }) => {
    one("[data-when=refused]").hidden = !entries.some(({ state }) => state === "refused");
    items.forEach((item) => (document.getElementById(`gap-${item.key}`).hidden = !left.includes(item)));
    total(more());
    const missing = left.some(({ obligatory }) => obligatory);
    one("[data-when=missing]").hidden = !missing;
    one("[data-when=complete]").hidden = missing;
    const open = one("[data-left-open]");
    const num = all("li:not([hidden])", open).length;
    open.hidden = !num;
    one("h2", open).textContent = filled(open.dataset.words, { num });
  };

  const show = async () => {
    const standing = await Rounds.standing();
    const begun = one(".head__sub");
    const { known, entries } = standing;
    (form ? finish : hub)(standing);
    if (known && page.aged && !form) begun.textContent = begun.textContent.replace(/\d\d:\d\d/, Rounds.shortTime(known.startedAt));
    const finished = Rounds.isFinished(entries) && !sending;
    one("[data-finished-here]").hidden = !finished;
    one(".bar .bar__in").hidden = finished;
  };

  const send = async () => {
    const { left, visit } = await Rounds.standing();
    if (left.some(({ obligatory }) => obligatory)) return one("[data-when=missing]").scrollIntoView({ block: "center" });
    const key = `finish:${visit}`;
    const write = { key, id: Rounds.mint(), kind: "finish", visit, url: form.getAttribute("action"), content: "", label: form.dataset.dealer };
    sending = true;
    const { entry, verdict, words, go } = await Rounds.deliver(write, navigator.onLine ? 15000 : 1000);
    sending = false;
    const refused = verdict === "refused";
    if (refused) await journal.drop(key);
    if (refused || (entry.volatile && verdict !== "stored")) return Rounds.complain(one("[data-finish-error]"), refused ? words : page.sayFull);
    location.assign(go || "/");
  };
  if (form) Rounds.once(form, send);

  // Begun by mistake, and nobody but this phone has heard of it: nobody else need hear of its end.
  on("submit", async (event) => {
    if (navigator.onLine || !event.target.matches("[action$=cancellation]")) return;
    event.preventDefault();
    const { visit, entries } = await Rounds.standing();
    const [{ kind, key } = {}, more] = entries;
    const later = one("[data-later]");
    if (kind !== "start" || more) return Rounds.complain(later, later.dataset.later);
    await journal.drop(key);
    await journal.dropVisit(visit);
    location.assign("/");
  }, true);
  on("DOMContentLoaded journal:change", show);
}
