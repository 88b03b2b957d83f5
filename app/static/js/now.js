// <input data-now> carries the phone's own time of the write, whenever it reaches the server. Captured, so that it
// is there before htmx reads the form; a repeat of the same write keeps the time of the first try.
(() => {
  const stamp = ({ target }) => {
    const form = target.form || target;
    form.querySelectorAll?.("input[data-now]").forEach((input) => (input.value = new Date().toISOString()));
  };
  document.addEventListener("change", stamp, true);
  document.addEventListener("submit", stamp, true);
})();
