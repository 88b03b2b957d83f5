// Rounds as an app: the service worker (/sw.js), and the cache that it keeps of this user's pages.
(() => {
  const { user } = document.body.dataset;
  const here = Boolean(user && navigator.serviceWorker && window.caches);
  const cache = () => (here ? caches.open(`user-${user}`) : Promise.reject(new Error("no cache")));
  const shortTime = (when) => {
    const at = new Date(when);
    const today = at.toDateString() === new Date().toDateString();
    return today ? at.toTimeString().slice(0, 5) : at.toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  };
  // What the server answers to an entry within so many ms, if it does.
  const answerTo = (key, ms) => new Promise((resolve) => {
    document.addEventListener("outbox:answered", ({ detail }) => detail.entry.key === key && detail.verdict !== "lost" && resolve(detail));
    setTimeout(resolve, ms, {});
  });
  const complain = (place, words) => {
    place.textContent = words;
    place.hidden = false;
    place.scrollIntoView({ block: "center" });
  };
  Object.assign((window.Rounds ||= {}), { cache, shortTime, answerTo, complain });
  if (here) addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
})();
