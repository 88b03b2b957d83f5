// <form data-sign-out>: not sent while something that was entered on this phone has not reached the server; its
// [data-unsent] says so. Whoever signs in next could not send it.
document.addEventListener("submit", (event) => {
  const { target } = event;
  if (!target.matches("[data-sign-out]")) return;
  const photos = Rounds.photosUnderWay?.() || 0; // only the page that takes photos can have some under way
  const unsent = Rounds.drafts.unsent() + photos;
  target.querySelector("[data-unsent]").hidden = !unsent;
  if (unsent) event.preventDefault();
});
