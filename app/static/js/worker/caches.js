// What lies on this phone: "shell-<release>" holds scripts, styles and the offline pages, "user-<id>" the private pages,
// kits and thumbnails of the one who is signed in. RELEASE, SHELL and OFFLINE stand before this, from /sw.js.
const OWN = `shell-${RELEASE}`;
const isShell = (name) => name.startsWith("shell-");
const isPrivate = (name) => name.startsWith("user-");

// Files are named by their content: what an older version has already is not fetched again.
const fill = async () => {
  const shell = await caches.open(OWN);
  await Promise.all(SHELL.map(async (url) => {
    if (await shell.match(url)) return;
    const answer = (url.startsWith("/assets/") && (await caches.match(url))) || (await fetch(url, { cache: "no-cache" }));
    if (!answer.ok) throw new Error(url);
    await shell.put(url, answer);
  }));
};

// The version before stays for the pages that are still open, and for copies that name its files.
const tidy = async () => {
  const old = (await caches.keys()).filter((name) => isShell(name) && name !== OWN);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
};

const mine = async () => {
  const name = (await caches.keys()).find(isPrivate);
  return name && caches.open(name);
};

// Somebody's pages come: whatever was kept for anybody else goes first.
const cacheOf = async (user) => {
  const name = `user-${user}`;
  const others = (await caches.keys()).filter((each) => isPrivate(each) && each !== name);
  await Promise.all(others.map((each) => caches.delete(each)));
  return caches.open(name);
};
