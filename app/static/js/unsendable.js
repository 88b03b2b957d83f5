// A form that no script keeps cannot be sent without a connection: the browser would show a page of its own instead.
on("submit", (event) => {
  const note = one("[data-later]");
  if (event.defaultPrevented || navigator.onLine || event.target.method !== "post" || !note) return;
  event.preventDefault();
  Rounds.complain(note, note.dataset.later);
});
