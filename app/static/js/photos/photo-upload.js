// <form data-photo-upload> with a file input: the chosen photos are shrunk here, laid into the journal, and sent from
// there one by one, each under its own id. Without this script it is an ordinary form post.
//
// In the form, or in the [data-photo-slot] around it: <template data-photo-item> (one for the page will do) with
// [data-photo-name], an <img>, <progress>, a [data-photo-state] and a [data-photo-retry] button; [data-photo-list],
// where items go; [data-photo-summary] whose data-words holds {arrived} and {count}. The answer, a fragment that names
// the photo's id, takes the item's place, and that of #photo-<replaces> when the form has a field of that name.
(() => {
  const Rounds = (window.Rounds ||= {});
  const LONG_SIDE = 2048; // 4.2 megapixels at most: iOS draws a canvas above 16.7 in black
  const items = new Map(); // key -> {form, node}
  let taking = Promise.resolve(); // one after another: six bitmaps at once are too many for a weak phone
  let untaken = 0;
  addEventListener("beforeunload", (event) => untaken && event.preventDefault());

  const near = (form, selector) => (form.closest("[data-photo-slot]") || form).querySelector(selector);
  const slotOf = (form) => form.querySelector("[name=slot]").value;

  document.addEventListener("change", ({ target: input }) => {
    const form = input.type === "file" && input.closest("form[data-photo-upload]");
    if (!form || !input.files.length) return;
    const content = new FormData(form);
    [input.name, "id"].forEach((name) => content.delete(name));
    const batch = [...input.files].map((file) => ({ file, id: Rounds.mint() }));
    input.value = ""; // the same photo may be chosen again, and the form no longer carries it
    batch.forEach(({ file, id }) => {
      addItem(form, `photo:${id}`, file.name);
      untaken += 1;
      taking = taking.then(() => take(form, input.name, file, id, new URLSearchParams(content))).finally(() => (untaken -= 1));
    });
  });

  const addItem = (form, key, name, thumb) => {
    const template = near(form, "template[data-photo-item]") || document.querySelector("template[data-photo-item]");
    const node = template.content.firstElementChild.cloneNode(true);
    node.dataset.photoKey = key;
    node.querySelector("[data-photo-name]").textContent = name;
    node.querySelector("[data-photo-retry]").addEventListener("click", () => Rounds.outbox.flush({ now: true }));
    (near(form, "[data-photo-list]") || form).append(node);
    items.set(key, { form, node });
    if (thumb) picture(node, thumb);
    summarise(form);
  };

  const picture = (node, thumb) => {
    const image = node.querySelector("img");
    if (image && thumb) Object.assign(image, { src: thumb, hidden: false });
  };

  const take = async (form, field, file, id, content) => {
    content.set("taken_at", new Date(file.lastModified).toISOString());
    const [url, key] = [form.getAttribute("action"), `photo:${id}`];
    const { blob, thumb } = await shrink(file);
    picture(items.get(key).node, thumb);
    const label = near(form, "h2")?.textContent.trim() || file.name;
    const write = { key, id, kind: "photo", visit: url.split("/")[2], url, content: content.toString(), label };
    await Rounds.journal.put(write, { bytes: await blob.arrayBuffer(), type: blob.type, name: file.name, field, thumb });
    Rounds.outbox.flush();
  };

  // Straight from the bitmap; what the browser cannot draw (HEIC on some) goes as it is and the server tells.
  const shrink = async (file) => {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const canvas = drawn(bitmap, LONG_SIDE);
      const thumb = drawn(bitmap, 320).toDataURL("image/jpeg", 0.7);
      bitmap.close();
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
      canvas.width = canvas.height = 0; // iOS frees the memory only then
      return { blob: blob && blob.size < file.size ? blob : file, thumb };
    } catch {
      return { blob: file, thumb: "" };
    }
  };

  const drawn = (bitmap, side) => {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // JPEG has no alpha
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  };

  const show = ({ form, node }, entry) => {
    Rounds.say(node.querySelector("[data-photo-state]"), entry);
    node.dataset.state = entry.state;
    node.querySelector("[data-photo-retry]").hidden = entry.state !== "waiting" || !entry.tries;
    const bar = node.querySelector("progress");
    if (bar) bar.hidden = entry.state !== "sending";
    summarise(form);
  };

  const summarise = (form) => {
    const [line, list] = [near(form, "[data-photo-summary]"), near(form, "[data-photo-list]") || form];
    const arrived = list.querySelectorAll("[id^=photo-]").length;
    const count = arrived + list.querySelectorAll("[data-photo-key]").length;
    if (line) line.textContent = line.dataset.words.replace("{arrived}", arrived).replace("{count}", count);
  };

  document.addEventListener("journal:change", ({ detail: { key, entry } }) => {
    if (entry && items.has(key)) show(items.get(key), entry);
  });
  document.addEventListener("outbox:progress", ({ detail: { key, part } }) => {
    const bar = items.get(key)?.node.querySelector("progress");
    if (bar) bar.value = bar.max * part;
  });
  document.addEventListener("outbox:answered", ({ detail: { entry, verdict, html } }) => {
    const item = verdict === "stored" && items.get(entry.key);
    if (!item) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const nodes = [...holder.content.children];
    item.node.replaceWith(...nodes);
    document.getElementById(`photo-${new URLSearchParams(entry.content).get("replaces")}`)?.remove(); // a retake
    nodes.forEach((node) => window.htmx?.process(node));
    items.delete(entry.key);
    summarise(item.form);
  });

  // What an earlier page left behind stands in its place again.
  document.addEventListener("DOMContentLoaded", async () => {
    const forms = [...document.querySelectorAll("form[data-photo-upload]:not(:has([name=replaces]))")];
    for (const entry of await Rounds.journal.unsent()) {
      const slot = entry.kind === "photo" && new URLSearchParams(entry.content).get("slot");
      const form = slot && forms.find((each) => slotOf(each) === slot && each.getAttribute("action") === entry.url);
      if (!form) continue;
      const { name, thumb } = await Rounds.journal.photo(entry.key);
      addItem(form, entry.key, name, thumb);
      show(items.get(entry.key), entry);
    }
  });
})();
