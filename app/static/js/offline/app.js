// Rounds as an app: the service worker (/sw.js), and the cache that it keeps of this user's pages.
{
  const here = user && navigator.serviceWorker && window.caches;
  Rounds.cache = async () => (here ? caches.open(`user-${user}`) : Promise.reject(new Error("no cache")));
  Rounds.shortTime = (when) => {
    const at = new Date(when);
    const today = at.toDateString() === new Date().toDateString();
    return at.toLocaleString(document.documentElement.lang, { dateStyle: today ? undefined : "short", timeStyle: "short", hourCycle: "h23" });
  };
  // Puts a write that the rep waits for into the journal, gives it so many ms, and tells what the server said by then.
  Rounds.deliver = async (write, ms) => {
    const entry = await Rounds.journal.put(write);
    const answered = new Promise((resolve) => on("outbox:answered outbox:signedOut", ({ detail }) => detail.entry.key === write.key && resolve(detail)));
    Rounds.outbox.flush({ now: true });
    return { entry, ...(await Promise.race([answered, after(ms)])) };
  };
  // One press of the button, one act: until it is over, there is no other.
  Rounds.once = (form, act) => {
    let busy = false;
    form.onsubmit = (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      act().finally(() => (busy = false));
    };
  };
  if (here) loaded(() => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
