// What is typed into [data-mirrored="x"] shows in every [data-mirror="x"], as it will in the finished page.
(() => {
  const show = ({ value, dataset }) => document.querySelectorAll(`[data-mirror="${dataset.mirrored}"]`).forEach((place) => (place.textContent = value));
  const all = () => document.querySelectorAll("[data-mirrored]").forEach(show);
  document.addEventListener("input", ({ target }) => target.dataset.mirrored && show(target));
  addEventListener("pageshow", all); // the browser puts back what was typed before
})();
