// Ids of writes are minted on the phone: a repeat of a write keeps its id, a changed answer gets a new one.
// randomUUID is missing on plain http, hence getRandomValues.
(() => {
  const mint = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  window.mintId = mint;
  const spent = new WeakSet();
  const inputs = (root) => root.querySelectorAll("input[data-mint]");
  const fill = (root) => inputs(root).forEach((input) => {
    input.value = mint();
    spent.delete(input);
  });
  const spend = (form) => form && inputs(form).forEach((input) => spent.add(input));
  const formOf = (element) => element.form || element.closest("form");

  // The page's own ids may have been used: it can come from a cache.
  fill(document);
  addEventListener("pageshow", (event) => event.persisted && fill(document));
  document.addEventListener("htmx:load", (event) => event.target !== document.body && fill(event.target));

  document.addEventListener("submit", (event) => spend(event.target));
  document.addEventListener("htmx:beforeSend", (event) => spend(formOf(event.target)));

  // Captured, so that the new id is there before htmx reads the form on the same event.
  const renew = (event) => {
    const form = event.target.form;
    if (form) inputs(form).forEach((input) => spent.has(input) && ((input.value = mint()), spent.delete(input)));
  };
  document.addEventListener("input", renew, true);
  document.addEventListener("change", renew, true);

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.successful && formOf(detail.requestConfig.elt);
    if (!form) return;
    // Only the id that was stored: a later change may have minted the next one already.
    inputs(form).forEach((input) => {
      if (detail.requestConfig.formData.get(input.name) !== input.value) return;
      input.value = mint();
      spent.delete(input);
    });
  });
})();
