// Earlier versions kept drafts in localStorage: what they hold is carried over into the journal, once.
addEventListener("load", async () => {
  const start = `draft:${document.body.dataset.user}:`;
  const keys = Object.keys(window.localStorage || {}).filter((key) => key.startsWith(start));
  for (const name of keys) {
    const { url, content, base, tried, sent, at } = JSON.parse(localStorage.getItem(name));
    const key = name.slice(start.length);
    const [visit] = key.split(":");
    const write = visit === "once" ? { key, id: sent?.id, kind: "once" } : { key, visit, kind: "answer" };
    const known = await Rounds.journal.get(key);
    const entry = known || (await Rounds.journal.put({ ...write, url: new URL(url, location).pathname, content, base, tried, sent, at }));
    if (!entry.volatile) localStorage.removeItem(name);
  }
  if (keys.length) Rounds.outbox.flush();
});
