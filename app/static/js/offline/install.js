// Offers to install Rounds, where the browser can; on iOS says how it is done by hand.
for (const box of all("#ready")) if (!matchMedia("(display-mode: standalone)").matches && !navigator.standalone) {
  const offer = one("[data-install]", box);
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    box.hidden = offer.hidden = false;
    offer.onclick = () => event.prompt() && (offer.hidden = true);
  });
  // Nobody but iOS has that.
  if ("standalone" in navigator && isSecureContext) box.hidden = one("[data-ios]", box).hidden = false;
}
