// The page of what is unsent: a card a visit, a row an entry, in the words of the page's templates.
{
  const { journal, outbox } = Rounds;
  const { lang } = document.documentElement;
  const find = (name) => one(`[data-${name}]`);
  const list = find("list");
  const size = (bytes) => (Math.ceil(bytes / 1e3) / 1e3).toLocaleString(lang, { style: "unit", unit: "megabyte" });
  const ago = (at) => {
    const minutes = Math.floor((Date.now() - Date.parse(at)) / 6e4);
    const [unit, length] = minutes < 60 ? ["minute", 1] : minutes < 1440 ? ["hour", 60] : ["day", 1440];
    return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-Math.floor(minutes / length), unit);
  };

  const made = (name, texts) => {
    const node = find(`${name}-frame`).content.firstElementChild.cloneNode(true);
    Object.entries(texts).forEach(([key, text]) => (one(`[data-${key}]`, node).textContent = text));
    return node;
  };

  const row = (entry) => {
    const { key, label, at, state, words, tries, page: href } = entry;
    const refused = state === "refused";
    const node = made("entry", { label: label || list.dataset.entry, age: `${ago(at)} · ${size(entry.size)}`, reason: refused ? "" : words });
    Rounds.say(one("[data-status]", node), entry);
    one("a", node).href = href;
    const away = one("button", node);
    // One that our server fails on again and again may be given up; one that never reached it may not.
    away.hidden = !refused && !(tries > 4 && words);
    away.onclick = () => confirm(away.dataset.sure) && journal.drop(key);
    return node;
  };

  const draw = async () => {
    due = 0;
    const entries = (await journal.all()).filter(({ state }) => state !== "sent");
    const visits = {};
    entries.forEach((entry) => (visits[entry.visit] ||= []).push(entry));
    list.replaceChildren(...Object.values(visits).map((group) => {
      const card = made("visit", { dealer: group.find(({ dealer }) => dealer)?.dealer || list.dataset.elsewhere });
      one("ul", card).append(...group.map(row));
      return card;
    }));
    find("nothing").hidden = entries.length;
    find("buttons").hidden = !entries.length;
    find("others").replaceChildren(...(await journal.others()).map(({ name, count, oldest }) => made("other", { name: filled(list.dataset.other, { name, n: count, age: ago(oldest) }) })));
    const kept = await navigator.storage?.persisted?.();
    const apple = /iP(hone|ad|od)|Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
    find("evicted").hidden = !apple || kept || Rounds.daysOf(entries) < 3;
    find("insecure").hidden = isSecureContext;
  };

  let due = 0;
  const soon = () => (due ||= setTimeout(draw, 100));
  on("journal:change", soon);
  find("send-now").onclick = () => outbox.flush({ now: true });
  setInterval(soon, 60000);
  draw();
}
