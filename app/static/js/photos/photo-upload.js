// <form data-photo-upload> with a file input: the chosen photos are shrunk here, laid into the journal, and sent from
// there one by one, each under its own id. Without this script it is an ordinary form post.
//
// In the form, or in the [data-photo-slot] around it: <template data-photo-item> (one for the page will do) with
// [data-photo-name], a <progress>, a [data-photo-state], a <button> to try again and one to give up a photo that
// was refused (its question in data-photo-drop); [data-photo-list], where items go; [data-photo-summary] whose data-words holds {arrived} and {count}. The answer, a fragment that names
// the photo's id, takes the item's place, and that of #photo-<replaces> when the form has a field of that name.
{
  const [LONG_SIDE, SHOWN] = [2048, 320]; // 4.2 megapixels at most: iOS draws a canvas above 16.7 in black
  const items = new Map(); // key -> {form, node}
  const UPLOADS = "form[data-photo-upload]";
  let taking = Promise.resolve(); // one after another: six bitmaps at once are too many for a weak phone
  let untaken = 0;
  addEventListener("beforeunload", (event) => untaken && event.preventDefault());

  const near = (form, selector) => one(selector, form.closest("[data-photo-slot]") || form);

  on("change", ({ target: input }) => {
    const { form, files, name } = input;
    if (!files?.length || !form.matches(UPLOADS)) return;
    const content = new FormData(form);
    content.delete(name);
    content.delete("id");
    [...files].forEach((file) => {
      const id = Rounds.mint();
      const item = addItem(form, `photo:${id}`, file.name);
      untaken += 1;
      taking = taking.then(() => take(item, name, file, id, new URLSearchParams(content))).finally(() => (untaken -= 1));
    });
    input.value = ""; // the same photo may be chosen again, and the form no longer carries it
  });

  const addItem = (form, key, name) => {
    const template = near(form, "template[data-photo-item]") || one("template[data-photo-item]");
    const node = template.content.firstElementChild.cloneNode(true);
    const item = { form, node, key };
    node.dataset.photoKey = key;
    one("[data-photo-name]", node).textContent = name;
    const away = one("[data-photo-drop]", node);
    one("button", node).onclick = () => Rounds.outbox.flush({ now: true });
    away.onclick = () => confirm(away.dataset.photoDrop) && Rounds.journal.drop(key).then(() => leave(item, ""));
    (near(form, "[data-photo-list]") || form).append(node);
    items.set(key, item);
    summarise(item);
    return item;
  };

  // No <img>: a picture that is on the phone alone has no address that the page's policy allows.
  const picture = ({ node }, canvas) => canvas && node.prepend(canvas);

  const take = async (item, field, file, id, content) => {
    const { form, key } = item;
    const { name, lastModified } = file;
    content.set("taken_at", new Date(lastModified).toISOString());
    const url = form.getAttribute("action");
    const { blob, thumb } = await shrink(file);
    picture(item, thumb);
    const label = near(form, "h2")?.textContent.trim() || name;
    const write = { key, id, kind: "photo", visit: url.split("/")[2], url, content: content.toString(), label };
    await Rounds.journal.put(write, { bytes: await blob.arrayBuffer(), type: blob.type, name, field });
    Rounds.outbox.flush();
  };

  // Straight from the bitmap; what the browser cannot draw (HEIC on some) goes as it is and the server tells.
  const shrink = async (file) => {
    try {
      const [canvas, thumb] = await pictured(file, LONG_SIDE, SHOWN);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
      canvas.width = 0; // iOS frees the memory only then
      return { blob: blob?.size < file.size ? blob : file, thumb };
    } catch {
      return { blob: file };
    }
  };

  const pictured = async (file, ...sides) => {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const made = sides.map((side) => drawn(bitmap, side));
    bitmap.close();
    return made;
  };

  const drawn = (bitmap, side) => {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((length) => Math.ceil(length * scale));
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = Object.assign(canvas.getContext("2d"), { fillStyle: "#fff", imageSmoothingQuality: "high" });
    pen.fillRect(0, 0, width, height); // JPEG has no alpha
    pen.drawImage(bitmap, 0, 0, width, height);
    return canvas;
  };

  const show = (item, entry) => {
    const { node } = item;
    const { state, tries } = entry;
    Rounds.say(one("[data-photo-state]", node), entry);
    node.dataset.state = state;
    one("button", node).hidden = state !== "waiting" || !tries;
    one("[data-photo-drop]", node).hidden = state !== "refused";
    one("progress", node).hidden = state !== "sending";
    summarise(item);
  };

  const summarise = ({ form }) => {
    const line = near(form, "[data-photo-summary]");
    const list = near(form, "[data-photo-list]") || form;
    const arrived = all("[id^=photo-]", list).length;
    const count = arrived + all("[data-photo-key]", list).length;
    if (line) line.textContent = count ? filled(line.dataset.words, { arrived, count }) : "";
  };

  on("journal:change outbox:progress outbox:answered", ({ detail: { key, entry, part, verdict, html } }) => {
    const item = items.get(key || entry.key);
    if (!item) return;
    if (part) one("progress", item.node).value = 100 * part;
    else if (verdict === "stored") arrive(item, entry, html);
    else if (!verdict && entry) show(item, entry);
  });

  const leave = (item, html) => {
    item.node.outerHTML = html;
    items.delete(item.key);
    summarise(item);
  };

  const arrive = (item, { content }, html) => {
    document.getElementById(`photo-${new URLSearchParams(content).get("replaces")}`)?.remove(); // a retake
    leave(item, html);
    window.htmx?.process(document.body); // only what is new of it
  };

  // What an earlier page left behind stands in its place again.
  on("DOMContentLoaded", async () => {
    const forms = all(`${UPLOADS}:not(:has([name=replaces]))`);
    for (const entry of await Rounds.journal.unsent()) {
      const { key, url, content, kind } = entry;
      const slot = new URLSearchParams(content).get("slot");
      const form = kind === "photo" && forms.find((each) => one("[name=slot]", each).value === slot && each.getAttribute("action") === url);
      if (!form) continue;
      const { name, bytes, type } = await Rounds.journal.photo(key);
      const item = addItem(form, key, name);
      show(item, entry);
      picture(item, (await pictured(new Blob([bytes], { type }), SHOWN).catch(() => []))[0]);
    }
  });
}
