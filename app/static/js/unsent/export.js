// <button data-export="address of client-zip">: all that this user has unsent, as one file that a supervisor can bring in.
(() => {
  const { journal } = Rounds;
  const button = document.querySelector("[data-export]");

  // The id goes into the journal as well: what is brought in from the file must not arrive a second time.
  const identified = async (entry) => {
    if (entry.id || entry.sent?.content === entry.content) return entry;
    const id = Rounds.mint();
    return journal.change(entry.key, (now) => now && { ...now, sent: { id, content: now.content }, tried: [...now.tried, id] });
  };

  const written = ({ key, kind, visit, url, content, base, tried, id, sent, at, label }) =>
    ({ key, kind, visit, url, content, base, tried, id: id || sent.id, at, label });

  const shot = ({ id, visit, url, content, at, label }, { type }) =>
    ({ id, visit, url, at, label, type, fields: Object.fromEntries(new URLSearchParams(content)), file: `photos/${id}.${type.split("/")[1] || "bin"}` });

  // A cell that a spreadsheet would reckon with is text.
  const cell = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const table = (entries) => {
    const rows = entries.map(({ at, dealer, label, content, words }) => {
      const values = [...new URLSearchParams(content)].filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
      return [new Date(at).toLocaleString(document.documentElement.lang), dealer, label, values.join("; "), words];
    });
    return `\ufeff${[button.dataset.columns.split("|"), ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  const collected = async () => {
    const [writes, photos, files] = [[], [], []];
    const entries = (await Promise.all((await journal.unsent()).map(identified))).filter(Boolean);
    for (const entry of entries) {
      const photo = entry.kind === "photo" && (await journal.photo(entry.key));
      if (!photo) {
        writes.push(written(entry));
        continue;
      }
      photos.push(shot(entry, photo));
      files.push({ name: photos.at(-1).file, input: photo.bytes });
    }
    const { user, name } = document.body.dataset;
    const whole = { format: "rounds-unsent-1", user, name, exported_at: new Date().toISOString(), writes, photos };
    return [{ name: "unsent.json", input: JSON.stringify(whole, null, 1) }, { name: "answers.csv", input: table(entries) }, ...files];
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    const { downloadZip } = await import(button.dataset.export);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await downloadZip(await collected()).blob());
    link.download = `rounds-${new Date().toISOString().slice(0, 16).replace(":", "")}.zip`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    button.disabled = false;
  });
})();
