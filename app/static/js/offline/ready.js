// <section id="ready" data-kits="dealer ids">: fetches what a visit to each of them needs, one after another and only
// what has changed, and says how much of it lies on this phone. Kits: GET /dealers/<id>/kit.
(() => {
  const Rounds = (window.Rounds ||= {});
  const box = document.getElementById("ready");
  if (!box) return;
  const { dataset: say } = box;
  const line = box.querySelector("[data-ready-words]");
  const ids = say.kits.split(" ").filter(Boolean);
  const LIST = "/offline/kits"; // {dealer: {size, checked, thumbnails}}
  const PAGES = ["/", "/unsent", "/dealers"];
  const address = (id) => `/dealers/${id}/kit`;
  const breath = () => new Promise((resolve) => setTimeout(resolve, 100)); // for what the rep does meanwhile
  const sizeOf = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

  const told = (list, words) => {
    const ready = ids.filter((id) => list[id]);
    const size = ready.reduce((sum, id) => sum + list[id].size, 0);
    const oldest = ready.map((id) => list[id].checked).sort()[0];
    const values = { ready: ready.length, total: ids.length, size: sizeOf(size), time: oldest ? Rounds.shortTime(oldest) : "" };
    line.textContent = words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
    line.classList.toggle("status--saved", ready.length === ids.length);
    box.hidden = false;
    return ready.length === ids.length;
  };

  const zipped = async (text) => {
    if (!window.CompressionStream) return new Blob([text]);
    return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
  };

  const pictures = async (cache, urls) => {
    let size = 0;
    for (const url of urls) {
      let picture = await cache.match(url);
      if (!picture) {
        picture = await fetch(url, { redirect: "error" });
        if (!picture.ok) continue; // taken away, or its file is gone: the visit does without
        await cache.put(url, picture.clone());
      }
      size += (await picture.blob()).size;
    }
    return size;
  };

  const fetchKit = async (cache, list, id) => {
    const had = list[id] && (await cache.match(address(id)));
    const headers = { Accept: "application/json", ...(had ? { "If-None-Match": had.headers.get("etag") } : {}) };
    const answer = await fetch(address(id), { headers, cache: "no-store", redirect: "error" });
    if (answer.status === 304) return void (list[id].checked = new Date().toISOString());
    if (answer.status === 404) return void delete list[id];
    if (!answer.ok) throw new Error(answer.status);
    const text = await answer.text();
    const { thumbnails } = JSON.parse(text);
    const body = await zipped(text);
    const kept = new Headers(answer.headers);
    if (window.CompressionStream) kept.set("x-zip", 1);
    await cache.put(address(id), new Response(body, { headers: kept }));
    const size = body.size + (await pictures(cache, thumbnails));
    list[id] = { size, thumbnails, checked: new Date().toISOString() };
  };

  // What is no longer listed goes, but for the dealers of visits that are open on this phone.
  const tidy = async (cache, list, open) => {
    const wanted = new Set([...ids, ...open.map(({ dealer }) => String(dealer))]);
    Object.keys(list).filter((id) => !wanted.has(id)).forEach((id) => delete list[id]);
    const pictured = new Set(Object.values(list).flatMap(({ thumbnails }) => thumbnails));
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      const [, visit] = pathname.match(/^\/(?:offline\/)?visits\/([0-9a-f-]{36})/) || [];
      const [, kit] = pathname.match(/^\/dealers\/(\d+)\/kit$/) || [];
      const unseen = pathname.endsWith("/thumbnail") && !pictured.has(pathname);
      if ((visit && !open.some(({ id }) => id === visit)) || (kit && !list[kit]) || unseen) await cache.delete(url);
    }
  };

  const page = async (cache, path) => {
    const answer = await fetch(path, { redirect: "error" });
    const headers = new Headers(answer.headers);
    headers.set("x-at", new Date().toISOString());
    const text = await answer.text();
    if (answer.ok && headers.has("x-rounds-user")) await cache.put(path, new Response(text, { headers }));
    return text;
  };

  // Begun on another phone: what was entered there stands in the pages of the visit alone.
  const pagesOf = async (cache, { id }) => {
    const hub = await page(cache, `/visits/${id}`);
    for (const [, path] of hub.matchAll(/href="(\/visits\/[^"]+)"/g)) await page(cache, path);
  };

  const get = async (cache, list, known) => {
    const save = () => cache.put(LIST, new Response(JSON.stringify(list)));
    for (const id of ids) {
      await breath();
      await fetchKit(cache, list, id);
      await save();
      told(list, say.busy);
    }
    for (const path of PAGES) await page(cache, path);
    for (const visit of known.filter(({ elsewhere }) => elsewhere)) await pagesOf(cache, visit);
    await tidy(cache, list, known);
    await save();
    told(list, say.all);
    say.fresh = "";
  };

  const run = async () => {
    const cache = await Rounds.cache();
    const list = (await (await cache.match(LIST))?.json()) || {};
    const known = await Rounds.visitsHere();
    const reachable = !document.body.dataset.aged && navigator.onLine;
    if (!told(list, say.all)) told(list, reachable ? say.busy : say.some);
    if (reachable) {
      await get(cache, list, known).catch((error) => told(list, error.name === "QuotaExceededError" ? say.full : say.some));
    }
  };

  let running = null;
  const begin = () => (running ||= run().catch(() => {}).finally(() => (running = null)));
  if (!window.isSecureContext) {
    box.querySelector("[data-insecure]").hidden = box.hidden = false;
    return;
  }
  addEventListener("load", begin);
  addEventListener("online", () => document.body.dataset.aged || begin());
})();
