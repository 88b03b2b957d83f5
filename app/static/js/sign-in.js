// The sign-in ran out while something waits to be sent: asked for over the page, and then it goes on by itself.
// Signed in as somebody else: the page becomes theirs, and what the first one entered stays on the phone, locked.
{
  const { signIn, saySignedOut: title, sayLater } = page;
  const dialog = document.createElement("dialog");

  // Whether it is done; false: the form as the server gives it stands in the dialog; null: neither.
  const ask = async (body) => {
    const answer = await fetch(signIn, { method: body ? "POST" : "GET", body, headers: { "HX-Request": "true" } });
    const html = await answer.text();
    const shown = html.includes('id="sign-in"');
    if (shown) {
      one("div", dialog).innerHTML = html;
      one("form", dialog).removeAttribute("hx-post"); // it must not carry the page away
    }
    return answer.status === 204 || (shown ? false : null);
  };

  const open = async () => {
    if (dialog.open) return;
    Object.assign(dialog, { className: "dialog", ariaLabel: title, innerHTML: "<h2></h2><div></div><button class=\"btn btn--quiet\"></button>" });
    const [heading, , later] = dialog.children;
    heading.textContent = title;
    later.textContent = sayLater;
    later.onclick = () => dialog.close();
    if ((await ask()) !== false) return;
    document.body.append(dialog);
    dialog.showModal();
  };

  on("submit", async (event) => {
    if (!dialog.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!(await ask(new URLSearchParams(new FormData(event.target))))) return;
    dialog.close();
    Rounds.outbox.flush({ now: true });
  }, true);

  on("htmx:responseError", ({ detail }) => detail.xhr.status === 401 && open());
  on("outbox:signedOut", ({ detail: { who } }) => {
    if (who && who !== user) location.reload();
    else open().catch(() => {}); // no connection after all: asked again with the next try
  });
}
