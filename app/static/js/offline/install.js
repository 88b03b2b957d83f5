// Offers to install Rounds, where the browser can; on iOS says how it is done by hand.
(() => {
  const box = document.getElementById("ready");
  if (!box || matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  const offer = box.querySelector("[data-install]");
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    box.hidden = offer.hidden = false;
    offer.onclick = () => event.prompt() && (offer.hidden = true);
  });
  const ios = "standalone" in navigator; // nobody else has that
  if (ios && window.isSecureContext) box.hidden = box.querySelector("[data-ios]").hidden = false;
})();
