// Says what became of a write beside it, and tries again while there is no connection.
// <form data-saves="status-id">: the answer replaces that status; an answer without it is not the server's
// (a Wi-Fi portal says 200 to everything) and counts as no connection.
(() => {
  const say = document.body.dataset;
  const waiting = new Map();
  const statusOf = (form) => document.getElementById(form.dataset.saves);
  const formOf = (element) => element.closest("[data-saves]");

  const show = (form, state, text) => {
    const status = statusOf(form);
    if (!status) return;
    status.className = `status status--${state}`;
    status.textContent = text;
  };
  const now = () =>
    new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  const forget = (form) => {
    clearTimeout(waiting.get(form)?.timer);
    waiting.delete(form);
  };
  const again = (form) => {
    const path = form.getAttribute("hx-post");
    if (form.isConnected && path) htmx.ajax("POST", path, { source: form });
    else waiting.delete(form);
  };
  const later = (form) => {
    const tries = (waiting.get(form)?.tries || 0) + 1;
    clearTimeout(waiting.get(form)?.timer);
    waiting.set(form, { tries, timer: setTimeout(again, Math.min(30, 2 ** tries) * 1000, form) });
    show(form, "failed", say.sayOffline);
  };
  const allAgain = () => waiting.forEach((_entry, form) => again(form));

  document.addEventListener("htmx:beforeRequest", ({ target }) => {
    const form = formOf(target);
    if (!form) return;
    clearTimeout(waiting.get(form)?.timer);
    show(form, "saving", say.saySaving);
  });

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const form = formOf(detail.requestConfig.elt);
    if (!form || detail.xhr.status >= 300) return;
    if (detail.xhr.response.includes(`id="${form.dataset.saves}"`)) return;
    detail.shouldSwap = false;
    detail.isError = true;
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = formOf(detail.requestConfig.elt);
    if (!form) return;
    const code = detail.xhr.status;
    // The text, not the class: htmx lends a swapped element the old one's class until it has settled.
    const pending = statusOf(form)?.textContent === say.saySaving;
    if (code === 401) return forget(form), show(form, "failed", say.saySignedOut);
    if (code >= 400 && code < 500 && code !== 408 && code !== 429) {
      forget(form);
      if (pending) show(form, "failed", say.sayRefused);
    } else if (!detail.successful) {
      later(form);
    } else {
      forget(form);
      if (pending) show(form, "saved", say.saySaved.replace("{time}", now()));
    }
  });

  addEventListener("online", allAgain);
  document.addEventListener("visibilitychange", () => document.hidden || allAgain());
  addEventListener("beforeunload", (event) => waiting.size && event.preventDefault());
})();
