// <form data-sign-out>: not sent while something that was entered on this phone has not reached the server; its
// [data-unsent] says so. Whoever signs in next could not send it. The button with data-anyway leaves it here, locked.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("[data-sign-out]")) return;
  event.preventDefault();
  const { journal, outbox } = Rounds;
  const anyway = "anyway" in (submitter?.dataset || {});
  const unsent = !anyway && (await journal.unsent()).length > 0;
  form.querySelector("[data-unsent]").hidden = !unsent;
  if (unsent) return outbox.flush({ now: true });
  const last = [journal.forget()]; // whoever keeps something of this user on the phone adds its end
  document.dispatchEvent(new CustomEvent("signing-out", { detail: last }));
  await Promise.race([Promise.allSettled(last), new Promise((resolve) => setTimeout(resolve, 2000))]);
  form.submit();
});
