// Rounds as an app: the service worker (/sw.js), and the cache that it keeps of this user's pages.
(() => {
  const { user } = document.body.dataset;
  const here = Boolean(user && navigator.serviceWorker && window.caches);
  const cache = () => (here ? caches.open(`user-${user}`) : Promise.reject(new Error("no cache")));
  const shortTime = (when) => {
    const today = new Date(when).toDateString() === new Date().toDateString();
    const style = { hour: "2-digit", minute: "2-digit", hour12: false, ...(today ? {} : { day: "numeric", month: "short" }) };
    return new Date(when).toLocaleString(document.documentElement.lang, style);
  };
  Object.assign((window.Rounds ||= {}), { cache, shortTime });
  if (here) addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
})();
