// <input data-now> of an ordinary form carries the phone's own time of the write, whenever it reaches the server.
// Captured: before the form is read.
on("submit", ({ target }) => all("[data-now]", target).forEach((input) => (input.value = new Date().toISOString())), true);
