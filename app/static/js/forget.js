// data-forgets="key": what a form with data-keeps="key" kept on this phone has been sent; it is not needed any more.
document.querySelectorAll("[data-forgets]").forEach(({ dataset }) => {
  try {
    localStorage.removeItem(`typed:${document.body.dataset.user}:${dataset.forgets}`);
  } catch {} // private mode: nothing was kept
});
