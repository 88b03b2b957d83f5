// A form that no script keeps cannot be sent without a connection: the browser would show a page of its own instead.
document.addEventListener("submit", (event) => {
  const note = document.querySelector("[data-later]");
  if (event.defaultPrevented || navigator.onLine || event.target.method !== "post" || !note) return;
  event.preventDefault();
  note.textContent = note.dataset.later;
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
});
