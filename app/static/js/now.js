// <input data-now> of an ordinary form carries the phone's own time of the write, whenever it reaches the server.
document.addEventListener("submit", ({ target }) => {
  target.querySelectorAll("input[data-now]").forEach((input) => (input.value = new Date().toISOString()));
}, true); // captured: before htmx reads the form
