// <input data-mint> of an ordinary form gets its id here, not from the server: the page may come from a cache, and
// the id that stands in it may have been used already.
{
  const fill = (root = document) => all("[data-mint]", root).forEach((input) => (input.value = Rounds.mint()));
  fill();
  addEventListener("pageshow", ({ persisted }) => persisted && fill());
  on("htmx:load", ({ target }) => target !== document.body && fill(target));
}
