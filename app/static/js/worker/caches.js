// What lies on this phone: "shell-<release>" holds scripts, styles and the offline pages, "user-<id>" the private pages,
// kits and thumbnails of the one who is signed in. RELEASE, SHELL and OFFLINE stand before this, from /sw.js.
const OWN = `shell-${RELEASE}`;
const named = async (start, but) => (await caches.keys()).filter((name) => name.startsWith(start) && name !== but);
const without = (names) => Promise.all(names.map((name) => caches.delete(name)));

// Files are named by their content: what an older version has already is not fetched again.
const fill = async () => {
  const shell = await caches.open(OWN);
  await Promise.all(SHELL.map(async (url) => {
    if (await shell.match(url)) return;
    const answer = (url.startsWith("/assets/") && (await caches.match(url))) || (await fetch(url, { cache: "no-cache" }));
    if (!answer.ok) throw url;
    await shell.put(url, answer);
  }));
};

// The version before stays for the pages that are still open, and for copies that name its files.
const tidy = async () => without((await named("shell-", OWN)).slice(0, -1));

const mine = async () => {
  const [name] = await named("user-");
  return name && caches.open(name);
};

// Somebody's pages come: whatever was kept for anybody else goes first.
const cacheOf = async (user) => {
  const name = `user-${user}`;
  await without(await named("user-", name));
  return caches.open(name);
};
