// <input data-mint> of an ordinary form gets its id here, not from the server: the page may come from a cache, and
// the id that stands in it may have been used already.
(() => {
  const fill = (root) => root.querySelectorAll("input[data-mint]").forEach((input) => (input.value = Rounds.mint()));
  fill(document);
  addEventListener("pageshow", (event) => event.persisted && fill(document));
  document.addEventListener("htmx:load", (event) => event.target !== document.body && fill(event.target));
})();
