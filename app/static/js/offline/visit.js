// The hub and the finish screen count on from their page with what the journal holds; finishing goes through it, too.
(() => {
  const Rounds = (window.Rounds ||= {});
  const list = document.querySelector("[data-open-items]");
  if (!list) return;
  let sending = false;
  const one = (selector) => document.querySelector(selector);
  const bar = one(".head .progress");
  // What stood there when the page was drawn: [done, total].
  const drawn = (holder, figure) => (holder.dataset.was ||= figure.textContent.trim()).split("/").map(Number);
  const ARC = '<circle class="ring__arc" cx="18" cy="18" r="15.5" pathLength="100"/>';

  const add = (tile, more, wider = 0) => {
    const ring = tile.querySelector(".ring");
    const [was, asked] = drawn(ring, ring);
    const total = asked + wider;
    const done = Math.min(total, was + more);
    ring.querySelector(".num").textContent = `${done}/${total}`;
    ring.classList.toggle("ring--full", done >= total);
    if (!done) return;
    if (!ring.querySelector(".ring__arc")) ring.querySelector("svg").insertAdjacentHTML("beforeend", ARC);
    ring.querySelector(".ring__arc").setAttribute("stroke-dasharray", `${(100 * done) / total} 100`);
  };

  const total = (done) => {
    const [was, all] = drawn(bar, bar.querySelector("b"));
    const now = Math.min(all, was + done);
    bar.querySelector("b").textContent = `${now}/${all}`;
    bar.querySelector("progress").value = now;
    return [now, all];
  };

  const hub = ({ held, items, done, left }) => {
    const counted = done.filter(({ counted }) => counted);
    document.querySelectorAll("[data-section]").forEach((tile) => add(tile, counted.filter(({ section }) => section === tile.dataset.section).length));
    const products = items.find(({ by }) => by === "count")?.needs || [];
    const more = {
      count: () => [products.filter((product) => held.counts[product]).length],
      photo: ({ slots }) => {
        const open = slots.split(" ").filter(Boolean);
        const wanted = [...open.filter((slot) => !held.isOut(slot)), ...held.called];
        return [wanted.filter((slot) => held.slots.has(slot)).length, wanted.length - open.length];
      },
      settled: () => [held.settled.size],
      order: () => [Number(Object.values(held.order).some(Boolean))],
    };
    document.querySelectorAll("[data-by]").forEach((tile) => add(tile, ...more[tile.dataset.by](tile.dataset)));
    const [now, all] = total(counted.length);
    const go = one(".bar .btn--primary");
    const next = left.reduce((first, item) => (first && first.section <= item.section ? first : item), null);
    if (!next) return;
    go.setAttribute("href", next.url);
    (go.querySelector("span") || go).textContent = list.dataset.goOn.replace("{done}", now).replace("{total}", all);
  };

  const finish = ({ done, left, entries }) => {
    one("[data-when=refused]").hidden = !entries.some(({ state }) => state === "refused");
    done.forEach(({ key }) => document.getElementById(`gap-${key}`)?.remove());
    total(done.filter(({ counted }) => counted).length);
    const missing = left.some(({ obligatory }) => obligatory);
    one("[data-when=missing]").hidden = !missing;
    one("[data-when=complete]").hidden = missing;
    const open = one("[data-left-open]");
    if (!open) return;
    const number = open.querySelectorAll("li").length;
    open.hidden = !number;
    open.querySelector("h2").textContent = open.dataset.words.replace("{num}", number);
  };

  const form = one("form[data-finish]");
  const show = async () => {
    const standing = await Rounds.standing();
    const begun = one(".head__sub");
    const { known, entries } = standing;
    (form ? finish : hub)(standing);
    if (known && document.body.dataset.aged && !form) begun.textContent = begun.textContent.replace(/\d\d:\d\d/, Rounds.shortTime(known.startedAt));
    const finished = Rounds.isFinished(entries) && !sending;
    one("[data-finished-here]").hidden = !finished;
    one(".bar .bar__in").hidden = finished;
  };

  const say = (words) => Rounds.complain(form.querySelector("[data-finish-error]"), words);

  const send = async (visit) => {
    const { left } = await Rounds.standing();
    if (left.some(({ obligatory }) => obligatory)) return one("[data-when=missing]").scrollIntoView({ block: "center" });
    const key = `finish:${visit}`;
    const entry = await Rounds.journal.put({ key, id: Rounds.mint(), kind: "finish", visit, url: form.getAttribute("action"), content: "", label: form.dataset.dealer });
    const answered = Rounds.answerTo(key, navigator.onLine ? 15000 : 1000);
    Rounds.outbox.flush({ now: true });
    const { verdict, words, html } = await answered;
    if (verdict === "stored") return location.assign(html.match(/data-go="([^"]+)"/)?.[1] || "/");
    if (verdict === "refused") return Rounds.journal.drop(key).then(() => say(words));
    if (entry.volatile) return say(document.body.dataset.sayFull);
    location.assign("/");
  };

  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    send(location.pathname.split("/")[2]).finally(() => (sending = false));
  });
  // Begun by mistake, and nobody but this phone has heard of it: nobody else need hear of its end.
  document.addEventListener("submit", async (event) => {
    if (navigator.onLine || !event.target.matches("[action$=cancellation]")) return;
    event.preventDefault();
    const { visit, entries } = await Rounds.standing();
    const later = one("[data-later]");
    if (entries.length !== 1 || entries[0].kind !== "start") return Rounds.complain(later, later.dataset.later);
    await Rounds.journal.drop(entries[0].key);
    await Rounds.journal.dropVisit(visit);
    location.assign("/");
  }, true);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("journal:change", show);
})();
