// <textarea data-guard="box-id">: says in that box what a promise should not say, and offers the concrete wording,
// while the rep types. The table is fetched once and kept by the browser; no key goes over the network.
(() => {
  const Rounds = (window.Rounds ||= {});
  const PAUSE = 250;
  const tables = new Map();
  const timers = new WeakMap();
  const boxOf = (input) => document.getElementById(input.dataset.guard);

  const tableAt = (url) => {
    if (!tables.has(url)) {
      const read = fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
      const ready = read.then((table) => ({ phrases: table.phrases, find: Rounds.phraseFinder(table) }));
      tables.set(url, ready.catch(() => (tables.delete(url), null))); // no connection: the server reads it too
    }
    return tables.get(url);
  };

  const element = (name, className, ...content) => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...content);
    return made;
  };

  // Puts the wording in place of the phrase, with the first blank of it ready to be typed over.
  const use = (input, hit, words) => {
    const characters = Array.from(input.value);
    const before = characters.slice(0, hit.start).join("");
    input.value = before + words + characters.slice(hit.end).join("");
    const blank = words.match(/\{[^{}]*\}/);
    const start = before.length + (blank ? blank.index : words.length);
    input.focus();
    input.setSelectionRange(start, start + (blank ? blank[0].length : 0));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const line = (input, box, hit, phrase) => {
    const say = element("span", "guard__say", `${box.dataset.sayInstead} ${phrase.say}`);
    const button = Object.assign(element("button", "btn btn--quiet", box.dataset.sayUse), { type: "button" });
    button.addEventListener("click", () => use(input, hit, phrase.say));
    return element("p", `guard__line guard__line--${hit.level}`, element("b", "", `“${hit.found}”`), ` ${phrase.why} `, say, " ", button);
  };

  const remember = (form, hits) => {
    const seen = form?.querySelector("[data-guard-seen]");
    if (seen) seen.value = [...new Set([...seen.value.split(" "), ...hits.map((hit) => hit.id)])].filter(Boolean).join(" ");
  };

  const check = async (input) => {
    const box = boxOf(input);
    const table = box && (await tableAt(box.dataset.table));
    if (!table) return;
    const hits = table.find(input.value);
    remember(input.form, hits);
    const shown = hits.map((hit) => `${hit.id} ${hit.start} ${hit.found}`).join("|");
    if (box.dataset.shown === shown) return;
    box.dataset.shown = shown;
    box.replaceChildren(...hits.map((hit) => line(input, box, hit, table.phrases[hit.id])));
  };

  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-guard]")) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(check, PAUSE, target));
  });
  document.addEventListener("focusin", ({ target }) => target.matches("[data-guard]") && boxOf(target) && tableAt(boxOf(target).dataset.table));
  const checkAll = (root) => root.querySelectorAll("[data-guard]").forEach((input) => input.value && check(input));
  document.addEventListener("htmx:load", ({ target }) => target === document.body || checkAll(target));
  document.addEventListener("DOMContentLoaded", () => checkAll(document));
})();
