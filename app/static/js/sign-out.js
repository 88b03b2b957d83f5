// <form data-sign-out>: not sent while something that was entered on this phone has not reached the server; its
// [data-unsent] says so. Whoever signs in next could not send it. The button with data-anyway leaves it here, locked.
on("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("[data-sign-out]")) return;
  event.preventDefault();
  const { journal, outbox } = Rounds;
  const unsent = !submitter?.matches("[data-anyway]") && (await journal.unsent()).length > 0;
  one("[data-unsent]", form).hidden = !unsent;
  if (unsent) return outbox.flush({ now: true });
  tell("signing-out"); // whoever keeps something of this user on the phone forgets it
  await Promise.race([journal.forget().catch(() => {}), after(2000)]);
  form.submit();
});
