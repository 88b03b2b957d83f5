// [data-export]: everything unsent as one ZIP: unsent.json, which app/rescue reads, answers.csv for people, photos/.
for (const button of all("[data-export]")) {
  const { journal } = Rounds;

  // The id goes into the journal as well: what is brought in from the file must not arrive a second time.
  const identified = (entry) => {
    if (entry.id || entry.sent?.content === entry.content) return entry;
    const id = Rounds.mint();
    return journal.change(entry.key, (now) => ({ ...now, sent: { id, content: now.content }, tried: [...now.tried, id] }));
  };

  // A cell that a spreadsheet would reckon with is text.
  const cell = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const table = (entries) => {
    const rows = entries.map(({ at, dealer, label, content, words }) => {
      const values = [...new URLSearchParams(content)].filter(([, value]) => value).map((pair) => pair.join(": "));
      return [new Date(at).toLocaleString(document.documentElement.lang), dealer, label, values.join("; "), words];
    });
    return `\ufeff${[button.dataset.columns.split("|"), ...rows].map((row) => `${row.map(cell)}\r\n`).join("")}`;
  };

  // Seconds that this clock is ahead, by the newest copy of this page: it came with the server's time.
  const clockOff = async () => {
    const { headers } = (await window.caches?.match(location.pathname)) || {};
    return headers ? (Date.parse(headers.get("x-at")) - Date.parse(headers.get("date"))) / 1e3 : 0;
  };

  const collected = async () => {
    const [writes, photos, files] = [[], [], []];
    const entries = (await Promise.all((await journal.unsent()).map(identified))).filter(Boolean);
    for (const { key, kind, visit, url, content, base, tried, id, sent, at, label } of entries) {
      const photo = kind === "photo" && (await journal.photo(key));
      if (!photo) {
        writes.push({ key, kind, visit, url, content, base, tried, id: id || sent.id, at, label });
        continue;
      }
      const { type, bytes: input } = photo;
      const file = `photos/${id}.${type.split("/")[1] || "bin"}`;
      photos.push({ id, visit, url, at, label, type, fields: Object.fromEntries(new URLSearchParams(content)), file });
      files.push({ name: file, input });
    }
    const whole = { format: "rounds-unsent-1", user, name: page.name, exported_at: new Date().toISOString(), clock_off: await clockOff(), writes, photos };
    return [{ name: "unsent.json", input: JSON.stringify(whole) }, { name: "answers.csv", input: table(entries) }, ...files];
  };

  button.onclick = async () => {
    button.disabled = true;
    const { downloadZip } = await import(button.dataset.export);
    const href = URL.createObjectURL(await downloadZip(await collected()).blob());
    const download = `rounds-${new Date().toISOString().slice(0, 16).replace(":", "")}.zip`;
    Object.assign(document.createElement("a"), { href, download }).click();
    button.disabled = false;
    await after(60000);
    URL.revokeObjectURL(href);
  };
}
