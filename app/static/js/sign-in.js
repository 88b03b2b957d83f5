// The sign-in ran out while something waits to be sent: asked for over the page, and then it goes on by itself.
// Signed in as somebody else: the page becomes theirs, and what the first one entered stays on the phone, locked.
(() => {
  const Rounds = (window.Rounds ||= {});
  const { user, signIn, saySignedOut, sayLater } = document.body.dataset;
  let dialog = null;

  const fetched = async (body) => {
    const answer = await fetch(signIn, { method: body ? "POST" : "GET", body, headers: { "HX-Request": "true" } });
    return { done: answer.status === 204, html: await answer.text() };
  };

  const fill = (html) => {
    dialog.querySelector("div").innerHTML = html;
    dialog.querySelector("form").removeAttribute("hx-post"); // it must not carry the page away
  };

  const open = async () => {
    if (dialog?.open) return;
    const { done, html } = await fetched();
    if (done || !html.includes('id="sign-in"')) return;
    dialog ||= document.body.appendChild(document.createElement("dialog"));
    Object.assign(dialog, { className: "dialog", ariaLabel: saySignedOut });
    dialog.innerHTML = "<h2></h2><div></div><button class=\"btn btn--quiet\"></button>";
    dialog.querySelector("h2").textContent = saySignedOut;
    const later = dialog.querySelector("button");
    later.textContent = sayLater;
    later.addEventListener("click", () => dialog.close());
    fill(html);
    dialog.showModal();
  };

  document.addEventListener("submit", async (event) => {
    if (!dialog?.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    const { done, html } = await fetched(new URLSearchParams(new FormData(event.target)));
    if (!done) return fill(html);
    dialog.close();
    Rounds.outbox.flush({ now: true });
  }, true);

  document.addEventListener("htmx:responseError", ({ detail }) => detail.xhr.status === 401 && open());
  document.addEventListener("outbox:answered", ({ detail: { verdict, who } }) => {
    if (verdict !== "signedOut") return;
    if (who && who !== user) location.reload();
    else open().catch(() => {}); // no connection after all: asked again with the next try
  });
})();
