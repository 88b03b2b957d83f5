// Earlier versions kept drafts in localStorage: what they hold is carried over into the journal, once.
loaded(async () => {
  const start = `draft:${user}:`;
  const names = Object.keys(window.localStorage || {}).filter((name) => name.startsWith(start));
  for (const name of names) {
    const { url, sent, ...draft } = JSON.parse(localStorage.getItem(name));
    const key = name.slice(start.length);
    const [visit] = key.split(":");
    const write = visit === "once" ? { id: sent?.id, kind: "once" } : { visit, kind: "answer" };
    const known = await Rounds.journal.get(key);
    const entry = known || (await Rounds.journal.put({ ...draft, ...write, key, sent, url: new URL(url, location).pathname }));
    if (!entry.volatile) localStorage.removeItem(name);
  }
  if (names.length) Rounds.outbox.flush();
});
