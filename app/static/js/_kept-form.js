// A form and the entry that stands for it in the journal: autosave.js and send-once.js put theirs into Rounds.forms,
// form -> {form, key, shown(entry, remote), answered(what the outbox tells)}.
{
  const BESIDE = ["id", "revision", "previous", "answered_at"]; // written by Rounds.post
  const forms = (Rounds.forms = new Map());

  Rounds.read = (form, button) => {
    const content = new URLSearchParams(new FormData(form, button));
    BESIDE.forEach((name) => content.delete(name));
    return content.toString();
  };
  Rounds.swap = (place, html) => htmx.swap(place, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });

  // What is typed and not sent yet: kept on this phone until null is; without a value, what was kept.
  Rounds.typed = (name, value) => {
    const key = `typed:${user}:${name}`;
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else if (value === null) localStorage.removeItem(key);
      else return JSON.parse(localStorage.getItem(key));
    } catch {} // private mode, or full
  };

  const stateOf = (wanted) => [...forms.values()].find(({ form, key }) => key === wanted && form.isConnected);
  on("journal:change", ({ detail: { key, entry, remote } }) => entry && stateOf(key)?.shown(entry, remote));
  on("outbox:answered", ({ detail }) => stateOf(detail.entry.key)?.answered(detail));
}
