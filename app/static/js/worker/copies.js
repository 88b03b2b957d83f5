// A page from what lies on this phone: its own copy, or the page of the dealer's kit with the visit's id in it.
const VISIT = /^\/visits\/([0-9a-f-]{36})(.*)/;
let opened = {}; // the kit that was read last: a visit looks at the same one again and again

const kitOf = async (cache, dealer) => {
  const { headers, body } = (await cache.match(`/dealers/${dealer}/kit`)) || {};
  if (!headers) return null;
  const etag = headers.get("etag");
  const plain = () => new Response(headers.get("x-zip") ? body.pipeThrough(new DecompressionStream("gzip")) : body).json();
  if (opened.dealer !== dealer || opened.etag !== etag) opened = { dealer, etag, headers, ...(await plain()) };
  return opened;
};

const fromKit = async (cache, path, query) => {
  const [, id, part] = VISIT.exec(path) || [];
  const known = id && (await cache.match(`/offline/visits/${id}`));
  const { dealer, mode } = known ? await known.json() : { dealer: path.match(/^\/dealers\/(\d+)/)?.[1] };
  const kit = dealer && (await kitOf(cache, String(dealer)));
  if (!kit) return null;
  const { pages, placeholder, at, headers } = kit;
  const names = id ? [`${mode}:${part}${query}`, `visit:${part}${query}`, `${mode}:${part}`, `visit:${part}`] : [path + query];
  const html = pages[names.find((name) => pages[name])];
  return html && { html: html.replaceAll(placeholder, id || placeholder), at, headers };
};

const kept = async (cache, address) => {
  const copy = await cache.match(address);
  return copy && { html: await copy.text(), at: copy.headers.get("x-at"), headers: copy.headers };
};

const languageOf = (copy) => copy?.headers.get("content-language");
const spokenIn = async (cache) => languageOf(await cache?.match("/"));

// Of a dealer's pages the newer, of a visit's its own: the kit knows nothing of what was entered. Another language than
// the one that is read now is the last resort.
const copyOf = async (url) => {
  const { pathname, search } = new URL(url);
  const cache = await mine();
  if (!cache) return null;
  const [own, kit, spoken] = await Promise.all([kept(cache, pathname + search), fromKit(cache, pathname, search), spokenIn(cache)]);
  const later = own && kit && (languageOf(own) !== spoken || (!VISIT.test(pathname) && kit.at > own.at));
  return (later ? kit : own) || kit;
};

const timeOf = (when, lang) => {
  const at = new Date(when);
  const today = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(lang, { dateStyle: today ? undefined : "short", timeStyle: "short", hourCycle: "h23" });
};

// Every page has the sentence for this case in its head, hidden.
const shown = (copy) => {
  const { html, at, headers } = copy;
  const time = timeOf(at, languageOf(copy) || "en");
  const said = (_all, before, words) => `${before}>${words.replace("{time}", time)}`;
  const page = html.replace("<body", `<body data-aged="${at}"`).replace(/(data-later="[^"]*") hidden>([^<]*)/, said);
  const policy = headers.get("content-security-policy");
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy } });
};

// The page that says that this one is not on the phone, in the language that was read last, else the browser's.
const sorry = async () => {
  const { language } = navigator;
  const guess = /^zh/.test(language) ? (/hant|tw|hk|mo/i.test(language) ? "zh-Hant" : "zh-Hans") : "en";
  return (await caches.match(OFFLINE[(await spokenIn(await mine())) || guess])) || Response.error();
};
