// <textarea data-guard="box-id">: says in that box what a promise should not say, and offers the concrete wording,
// while the rep types. The table is fetched once and kept by the browser; no key goes over the network.
// js/guarded.js asks for this file as soon as a page has such a text.
{
  const PAUSE = 250;
  const tables = {};
  const timers = new WeakMap();
  const boxOf = (input) => document.getElementById(input.dataset.guard);

  const tableOf = ({ dataset: { table: url } }) => (tables[url] ||= fetch(url).then((answer) => answer.json()).then((table) => ({ ...table, find: Rounds.phraseFinder(table) })).catch(() => {
    delete tables[url]; // no connection: the server reads it too
  }));

  const element = (name, className, ...content) => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...content);
    return made;
  };

  // Puts the wording in place of the phrase, with the first blank of it ready to be typed over.
  const use = (input, { start, end }, words) => {
    const letters = [...input.value];
    const before = letters.slice(0, start).join("");
    input.value = before + words + letters.slice(end).join("");
    const { index, 0: blank } = words.match(/\{.*?\}|$/);
    input.focus();
    input.setSelectionRange(before.length + index, before.length + index + blank.length);
    tell("input", null, input);
  };

  const line = (input, { sayInstead, sayUse }, hit, { say, why }) => {
    const button = Object.assign(element("button", "btn btn--quiet", sayUse), { type: "button" });
    button.onclick = () => use(input, hit, say);
    return element("p", `guard__line guard__line--${hit.level}`, element("q", "", hit.found), ` ${why} `, element("span", "guard__say", `${sayInstead} ${say}`), " ", button);
  };

  const remember = (form, hits) => {
    const seen = form && one("[data-guard-seen]", form);
    if (seen) seen.value = [...new Set([...seen.value.split(" "), ...hits.map(({ id }) => id)])].join(" ").trim();
  };

  const check = async (input) => {
    const box = boxOf(input);
    const table = box && (await tableOf(box));
    if (!table) return;
    const hits = table.find(input.value);
    remember(input.form, hits);
    const shown = JSON.stringify(hits);
    if (box.dataset.shown === shown) return;
    box.dataset.shown = shown;
    box.replaceChildren(...hits.map((hit) => line(input, box.dataset, hit, table.phrases[hit.id])));
  };

  on("input", ({ target }) => {
    if (!target.matches("[data-guard]")) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(check, PAUSE, target));
  });
  on("focusin", ({ target }) => target.matches("[data-guard]") && boxOf(target) && tableOf(boxOf(target)));
  const read = (root) => all("[data-guard]", root).forEach((input) => input.value && check(input));
  arriving(read);
  read(document);
}
