// What every script stands on. Each file is a block of its own; what others call it puts into Rounds.
const Rounds = (window.Rounds ||= {}); // who tries it out may bring another patience
const { dataset: page, dataset: { user = "" } } = document.body;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const on = (names, act, early) => names.split(" ").forEach((name) => document.addEventListener(name, act, early));
const tell = (name, detail, place = document) => place.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// "{n} left" with {n: 3}; what is not given stays.
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
// The page itself, and what is swapped into it later.
const arriving = (act) => on("htmx:load", ({ target }) => act(target.parentNode || document));
const loaded = (act) => addEventListener("load", act);
