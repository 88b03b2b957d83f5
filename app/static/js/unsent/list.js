// The page of what is unsent: a card a visit, a row an entry, in the words of the page's templates.
(() => {
  const { journal, outbox } = Rounds;
  const lang = document.documentElement.lang;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const list = find("list");
  const number = (value, unit) => new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
  const size = (bytes) => (bytes < 1e6 ? number(Math.ceil(bytes / 1e3), "kilobyte") : number(bytes / 1e6, "megabyte"));
  const LENGTHS = [["day", 864e5], ["hour", 36e5], ["minute", 6e4]];
  const ago = (at) => {
    const [unit, ms] = LENGTHS.find(([, length]) => Date.now() - Date.parse(at) >= length) || LENGTHS[2];
    return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-Math.floor((Date.now() - Date.parse(at)) / ms), unit);
  };

  const made = (name, texts) => {
    const node = find(`${name}-frame`).content.firstElementChild.cloneNode(true);
    Object.entries(texts).forEach(([key, text]) => (node.querySelector(`[data-${key}]`).textContent = text));
    return node;
  };

  const row = (entry) => {
    const node = made("entry", { label: entry.label || find("list").dataset.entry, age: `${ago(entry.at)} · ${size(entry.size)}`, reason: entry.state === "refused" ? "" : entry.words });
    Rounds.say(node.querySelector("[data-status]"), entry);
    node.querySelector("a").href = entry.page;
    const away = node.querySelector("button");
    away.hidden = entry.state !== "refused" && entry.tries < 5;
    away.addEventListener("click", () => confirm(away.dataset.sure) && journal.drop(entry.key));
    return node;
  };

  const draw = async () => {
    const entries = (await journal.all()).filter(({ state }) => state !== "sent");
    const visits = new Map();
    entries.forEach((entry) => visits.set(entry.visit, [...(visits.get(entry.visit) || []), entry]));
    list.replaceChildren(...[...visits.values()].map((group) => {
      const card = made("visit", { dealer: group.find(({ dealer }) => dealer)?.dealer || list.dataset.elsewhere });
      card.querySelector("ul").append(...group.map(row));
      return card;
    }));
    find("nothing").hidden = entries.length > 0;
    find("buttons").hidden = !entries.length;
    const others = await journal.others();
    find("others").replaceChildren(...others.map(({ name, count, oldest }) => {
      const node = made("other", { name: "" });
      node.querySelector("[data-name]").textContent = list.dataset.other.replace("{name}", name).replace("{n}", count).replace("{age}", ago(oldest));
      return node;
    }));
    const kept = await navigator.storage?.persisted?.().catch(() => false);
    const days = Math.max(0, ...entries.map(({ at }) => (Date.now() - Date.parse(at)) / 864e5));
    const apple = /iP(hone|ad|od)|Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
    find("evicted").hidden = !(apple && !kept && days >= 3);
    find("insecure").hidden = window.isSecureContext;
  };

  let due = 0;
  const soon = () => (due ||= setTimeout(() => draw((due = 0)), 100));
  document.addEventListener("journal:change", soon);
  find("send-now").addEventListener("click", () => outbox.flush({ now: true }));
  setInterval(soon, 60000);
  draw();
})();
