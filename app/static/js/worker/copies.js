// A page from what lies on this phone: its own copy, or the page of the dealer's kit with the visit's id in it.
const VISIT = /^\/visits\/([0-9a-f-]{36})(.*)$/;
const DEALER = /^\/dealers\/(\d+)(\/.*)?$/;
let opened = {}; // the kit that was read last: a visit looks at the same one again and again

const unzipped = (kept) => (kept.headers.get("x-zip") ? new Response(kept.body.pipeThrough(new DecompressionStream("gzip"))) : kept);

const kitOf = async (cache, dealer) => {
  const kept = await cache.match(`/dealers/${dealer}/kit`);
  if (!kept) return null;
  const etag = kept.headers.get("etag");
  if (opened.dealer !== dealer || opened.etag !== etag) opened = { dealer, etag, headers: kept.headers, ...(await unzipped(kept).json()) };
  return opened;
};

const fromKit = async (cache, path, query) => {
  const [, id, part] = VISIT.exec(path) || [];
  const known = id && (await cache.match(`/offline/visits/${id}`));
  const { dealer, mode } = known ? await known.json() : { dealer: DEALER.exec(path)?.[1] };
  const kit = dealer && (await kitOf(cache, String(dealer)));
  if (!kit) return null;
  const names = id ? [`${mode}:${part}${query}`, `visit:${part}${query}`, `${mode}:${part}`, `visit:${part}`] : [path + query];
  const name = names.find((each) => each in kit.pages);
  return name ? { html: kit.pages[name].replaceAll(kit.placeholder, id || kit.placeholder), at: kit.at, headers: kit.headers } : null;
};

const kept = async (cache, address) => {
  const copy = await cache.match(address);
  return copy && { html: await copy.text(), at: copy.headers.get("x-at"), headers: copy.headers };
};

const language = async (cache) => (await cache?.match("/"))?.headers.get("content-language");

// Of a dealer's pages the newer, of a visit's its own: the kit knows nothing of what was entered. Another language than
// the one that is read now is the last resort.
const copyOf = async (url) => {
  const { pathname, search } = new URL(url);
  const cache = await mine();
  if (!cache) return null;
  const [own, kit, spoken] = await Promise.all([kept(cache, pathname + search), fromKit(cache, pathname, search), language(cache)]);
  const old = own && kit && own.headers.get("content-language") !== spoken;
  const later = own && kit && !VISIT.test(pathname) && kit.at > own.at;
  return (old || later ? kit : own) || kit;
};

const timeOf = (when, lang) => {
  const at = new Date(when);
  const today = at.toDateString() === new Date().toDateString();
  return today ? at.toTimeString().slice(0, 5) : at.toLocaleString(lang, { dateStyle: "short", timeStyle: "short" });
};

// Every page has the sentence for this case in its head, hidden.
const shown = ({ html, at, headers }) => {
  const time = timeOf(at, headers.get("content-language") || "en");
  const said = (_all, before, words) => `${before}>${words.replace("{time}", time)}`;
  const page = html.replace("<body", `<body data-aged="${at}"`).replace(/(data-later="[^"]*") hidden>([^<]*)/, said);
  const policy = headers.get("content-security-policy");
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy } });
};

// The page that says that this one is not on the phone, in the language that was read last, else the browser's.
const sorry = async () => {
  const { language: tag } = navigator;
  const guess = /^zh/.test(tag) ? (/hant|tw|hk|mo/i.test(tag) ? "zh-Hant" : "zh-Hans") : "en";
  return (await caches.match(OFFLINE[(await language(await mine())) || guess])) || Response.error();
};
