// <section id="ready" data-kits="dealer ids">: fetches what a visit to each of them needs, one after another and only
// what has changed, and says how much of it lies on this phone. Kits: GET /dealers/<id>/kit.
for (const box of all("#ready")) {
  const { dataset: say } = box;
  const line = one("[data-ready-words]", box);
  const ids = say.kits.split(" ").filter(Boolean);
  const LIST = "/offline/kits"; // {dealer: {size, checked, thumbnails}}
  const address = (id) => `/dealers/${id}/kit`;
  const now = () => new Date().toISOString();
  const { CompressionStream: Zip } = window;

  // Whether all of them are ready.
  const told = (list, words) => {
    const ready = ids.filter((id) => list[id]).map((id) => list[id]);
    const size = ready.reduce((sum, kit) => sum + kit.size, 0) / 1e6;
    const oldest = ready.map(({ checked }) => checked).sort()[0];
    const done = ready.length === ids.length;
    line.textContent = filled(words, { ready: ready.length, total: ids.length, size: `${size.toFixed(1)} MB`, time: oldest ? Rounds.shortTime(oldest) : "" });
    line.classList.toggle("status--saved", done);
    box.hidden = false;
    return done;
  };

  const pictures = async (cache, urls) => {
    let size = 0;
    for (const url of urls) {
      const kept = await cache.match(url);
      const picture = kept || (await fetch(url, { redirect: "error" }));
      if (!picture.ok) continue; // taken away, or its file is gone: the visit does without
      if (!kept) await cache.put(url, picture.clone());
      size += (await picture.blob()).size;
    }
    return size;
  };

  const fetchKit = async (cache, list, id) => {
    const url = address(id);
    const had = list[id] && (await cache.match(url));
    const headers = { Accept: "application/json", "If-None-Match": had?.headers.get("etag") || "" };
    const answer = await fetch(url, { headers, cache: "no-store", redirect: "error" });
    if (answer.status === 304) list[id].checked = now();
    else if (answer.status === 404) delete list[id];
    else if (!answer.ok) throw answer;
    else {
      const plain = await answer.blob();
      const { thumbnails } = JSON.parse(await plain.text());
      const kept = new Headers(answer.headers);
      let body = plain;
      if (Zip) {
        kept.set("x-zip", 1);
        const zip = new Zip("gzip");
        const writer = zip.writable.getWriter();
        const packed = new Response(zip.readable).blob();
        // Piece by piece: what is packed in one go is felt under a finger.
        for (let at = 0; at < plain.size; at += 3e4) writer.write(await plain.slice(at, at + 3e4).arrayBuffer());
        writer.close();
        body = await packed;
      }
      await cache.put(url, new Response(body, { headers: kept }));
      list[id] = { size: body.size + (await pictures(cache, thumbnails)), thumbnails, checked: now() };
    }
  };

  // What is no longer listed goes, but for the dealers of visits that are open on this phone.
  const tidy = async (cache, list, open) => {
    const wanted = [...ids, ...open.map(({ dealer }) => String(dealer))];
    Object.keys(list).forEach((id) => wanted.includes(id) || delete list[id]);
    const pictured = Object.values(list).flatMap(({ thumbnails }) => thumbnails);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      const [, visit, kit] = pathname.match(/visits\/([0-9a-f-]{36})|dealers\/(\d+)\/kit$/) || [];
      const unseen = pathname.endsWith("/thumbnail") && !pictured.includes(pathname);
      if ((visit && !open.some(({ id }) => id === visit)) || (kit && !list[kit]) || unseen) await cache.delete(url);
    }
  };

  const keep = async (cache, path) => {
    const answer = await fetch(path, { redirect: "error" });
    const headers = new Headers(answer.headers);
    const text = await answer.text();
    headers.set("x-at", now());
    if (answer.ok && headers.has("x-rounds-user")) await cache.put(path, new Response(text, { headers }));
    return text;
  };

  const get = async (cache, list, known) => {
    const save = () => cache.put(LIST, Response.json(list));
    for (const id of ids) {
      await after(100); // for what the rep does meanwhile
      await fetchKit(cache, list, id);
      await save();
      told(list, say.busy);
    }
    for (const path of ["/", "/unsent", "/dealers"]) await keep(cache, path);
    // Begun on another phone: what was entered there stands in the pages of the visit alone.
    for (const { id } of known.filter(({ elsewhere }) => elsewhere)) {
      const hub = await keep(cache, `/visits/${id}`);
      for (const [, path] of hub.matchAll(/href="(\/visits\/[^"]+)"/g)) await keep(cache, path);
    }
    await tidy(cache, list, known);
    await save();
    told(list, say.all);
    say.fresh = "";
  };

  const run = async () => {
    const cache = await Rounds.cache();
    const list = (await (await cache.match(LIST))?.json()) || {};
    const known = await Rounds.visitsHere();
    const reachable = !page.aged && navigator.onLine;
    if (!told(list, say.all)) told(list, reachable ? say.busy : say.some);
    if (reachable) await get(cache, list, known).catch(({ name }) => told(list, name === "QuotaExceededError" ? say.full : say.some));
  };

  let running = null;
  const begin = () => (running ||= run().catch(() => {}).finally(() => (running = null)));
  if (isSecureContext) {
    loaded(begin);
    addEventListener("online", () => page.aged || begin());
  } else one("[data-insecure]", box).hidden = box.hidden = false;
}
