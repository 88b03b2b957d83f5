// <form data-photo-upload> with a file input: the chosen photos are shrunk here and sent one by one, each under its
// own id, so that a repeat after a lost answer is the same photo. Without this script it is an ordinary form post.
//
// In the form, or in the [data-photo-slot] around it: <template data-photo-item> (one for the page will do) with
// [data-photo-name], <progress>, [data-photo-state] (its data-waiting, data-sending, data-failed and data-refused
// are the words) and a [data-photo-retry] button; [data-photo-list], where items go; [data-photo-summary] whose
// data-words holds {arrived} and {count}. The answer, a fragment that names the photo's id, takes the item's
// place, and that of #photo-<replaces> when the form has a field of that name.
(() => {
  const LONG_SIDE = 2048; // 4.2 megapixels at most: iOS draws a canvas above 16.7 in black
  const AT_ONCE = 2;
  const PATIENCE = 120000; // ms; a slow upload in a warehouse is still an upload
  const REPEATABLE = new Set([0, 401, 408, 425, 429]);
  const queue = [];
  const unsettled = new Set();
  let running = 0;

  document.addEventListener("change", (event) => {
    const input = event.target;
    const form = input.type === "file" && input.closest("form[data-photo-upload]");
    if (!form || !input.files.length) return;
    const batch = [...input.files].map((file) => addItem(form, input.name, file));
    input.value = ""; // the same photo may be chosen again, and the form no longer carries it
    batch.forEach(enqueue);
  });

  (window.Rounds ||= {}).photosUnderWay = () => unsettled.size;
  addEventListener("beforeunload", (event) => unsettled.size && event.preventDefault());

  function near(form, selector) {
    return (form.closest("[data-photo-slot]") || form).querySelector(selector);
  }

  function addItem(form, field, file) {
    const body = new FormData(form);
    body.delete(field);
    body.set("id", Rounds.mint());
    body.set("taken_at", new Date(file.lastModified).toISOString());
    const template = near(form, "template[data-photo-item]") || document.querySelector("template[data-photo-item]");
    const node = template.content.firstElementChild.cloneNode(true);
    const item = { form, field, file, body, node, url: form.action, prepared: null };
    const name = node.querySelector("[data-photo-name]");
    if (name) name.textContent = file.name;
    node.querySelector("[data-photo-retry]").addEventListener("click", () => enqueue(item));
    (near(form, "[data-photo-list]") || form).append(node);
    const counts = (form.photoCounts ||= { arrived: 0, count: 0 });
    counts.count += 1;
    return item;
  }

  function enqueue(item) {
    unsettled.add(item);
    queue.push(item);
    show(item, "waiting");
    summarise(item.form);
    pump();
  }

  function pump() {
    while (running < AT_ONCE && queue.length) {
      running += 1;
      const item = queue.shift();
      send(item).catch(() => show(item, "failed")).finally(() => {
        running -= 1;
        pump();
      });
    }
  }

  async function send(item) {
    show(item, "sending");
    item.prepared ||= await shrink(item.file);
    item.body.set(item.field, item.prepared, item.file.name);
    const answer = await post(item);
    const stored = answer.status >= 200 && answer.status < 300 && answer.responseText.includes(item.body.get("id"));
    if (stored) return settle(item, answer.responseText);
    // A 2xx that does not name the id comes from somebody else: a Wi-Fi portal, a sign-in page.
    const repeatable = answer.status < 400 || answer.status >= 500 || REPEATABLE.has(answer.status);
    const sentence = answer.status >= 400 ? sentenceOf(answer.responseText) : ""; // 503: the disk may be full
    if (!repeatable) unsettled.delete(item);
    show(item, repeatable ? "failed" : "refused", sentence);
  }

  function post(item) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      const bar = item.node.querySelector("progress");
      xhr.upload.onprogress = ({ lengthComputable, loaded, total }) => {
        if (bar && lengthComputable) bar.value = bar.max * (loaded / total);
      };
      xhr.onloadend = () => resolve(xhr);
      xhr.open("POST", item.url);
      xhr.timeout = PATIENCE;
      xhr.setRequestHeader("HX-Request", "true"); // asks for the fragment
      xhr.send(item.body);
    });
  }

  function settle(item, html) {
    unsettled.delete(item);
    item.form.photoCounts.arrived += 1;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const nodes = [...holder.content.children];
    item.node.replaceWith(...nodes);
    document.getElementById(`photo-${item.body.get("replaces")}`)?.remove(); // a retake
    nodes.forEach((node) => window.htmx?.process(node));
    summarise(item.form);
  }

  // Straight from the bitmap; what the browser cannot draw (HEIC on some) goes as it is and the server tells.
  async function shrink(file) {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff"; // JPEG has no alpha
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.imageSmoothingQuality = "high";
      pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
      canvas.width = canvas.height = 0; // iOS frees the memory only then
      return blob && blob.size < file.size ? blob : file;
    } catch {
      return file;
    }
  }

  function sentenceOf(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    return (page.querySelector("[role=alert], .error")?.textContent || "").trim().replace(/\s+/g, " ");
  }

  function show(item, state, sentence) {
    const words = item.node.querySelector("[data-photo-state]");
    item.node.dataset.state = state;
    words.textContent = sentence || words.dataset[state] || "";
    item.node.querySelector("[data-photo-retry]").hidden = state !== "failed";
    const bar = item.node.querySelector("progress");
    if (bar) bar.hidden = state !== "sending";
  }

  function summarise(form) {
    const line = near(form, "[data-photo-summary]");
    const { arrived, count } = form.photoCounts;
    if (line) line.textContent = line.dataset.words.replace("{arrived}", arrived).replace("{count}", count);
  }
})();
