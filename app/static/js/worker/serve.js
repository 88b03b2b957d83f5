// GET only: what is written goes from the page itself (outbox.js). Pages come from the network if it answers soon.
const PATIENCE = 3000; // ms, where there is a copy; without one it takes as long as it takes
// Not the page before a visit: it says what is under way just now; the kit has one that does not.
const KEPT = /^\/((dealers|visits|promises|unsent)\b.*)?$/;
const FRESH = /\/visit$/;
const SIGNED_OUT = "/sign-in?signed_out=1"; // where signing out leads to

const keep = async (request, answer) => {
  const headers = new Headers(answer.headers);
  const user = headers.get("x-rounds-user");
  const { pathname, search } = new URL(request.url);
  const cache = user && (await cacheOf(user));
  if (!user || !answer.ok || !KEPT.test(pathname) || FRESH.test(pathname) || headers.get("cache-control") === "no-store") return;
  headers.set("x-at", new Date().toISOString());
  await cache.put(pathname + search, new Response(await answer.blob(), { headers }));
};

// A visit that only this phone knows is nothing to the server yet, and a server that fails is as good as none. What
// somebody left unsent can be exported from his own page, though he may not sign in any more.
const isUseless = ({ status, type }, { url }) => status >= 500 || (status === 404 && VISIT.test(new URL(url).pathname)) || (type === "opaqueredirect" && url.endsWith("/unsent"));

const page = async (event) => {
  const { request } = event;
  // Who signs out leaves nothing of his on the phone but what he has not sent.
  if (request.url.endsWith(SIGNED_OUT)) event.waitUntil(cacheOf(""));
  const network = fetch(request);
  event.waitUntil(network.then((answer) => keep(request, answer.clone())).catch(() => {}));
  const copy = copyOf(request.url).catch(() => null);
  const late = new Promise((resolve) => setTimeout(async () => (await copy) && resolve(null), PATIENCE));
  const answer = await Promise.race([network, late]).catch(() => null);
  if (answer && !isUseless(answer, request)) return answer;
  const found = await copy;
  return found ? shown(found) : answer || sorry();
};

// An old copy names files that the server may have no more: those of the same name now will do.
const asset = async (url) => {
  const kept = await caches.match(url);
  if (kept) return kept;
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok) return answer;
  const stem = (path) => path.replace(/^.*(\/assets\/.*)\.[0-9a-f]{12}\./, "$1.");
  const like = SHELL.find((each) => stem(each) === stem(url));
  return (like && (await caches.match(like))) || answer || Response.error();
};

const picture = async (request) => (await caches.match(request)) || fetch(request);

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request.url));
  else if (pathname.endsWith("/thumbnail")) event.respondWith(picture(request));
});
