// What is typed into [data-mirrored="x"] shows in every [data-mirror="x"], as it will in the finished page.
{
  const show = ({ value, dataset: { mirrored } }) => mirrored && all(`[data-mirror="${mirrored}"]`).forEach((place) => (place.textContent = value));
  on("input", ({ target }) => show(target));
  addEventListener("pageshow", () => all("[data-mirrored]").forEach(show)); // the browser puts back what was typed before
}
