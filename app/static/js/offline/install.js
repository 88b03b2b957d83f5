// Offers to install Rounds, where the browser can; on iOS says how it is done by hand.
(() => {
  const box = document.getElementById("ready");
  if (!box || matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  const offer = box.querySelector("[data-install]");
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    box.hidden = offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => event.prompt(), { once: true });
  });
  addEventListener("appinstalled", () => (offer.hidden = true));
  const ios = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  if (ios && window.isSecureContext) box.hidden = box.querySelector("[data-ios]").hidden = false;
})();
