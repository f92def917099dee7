// Keeps the whole app in the browser, so that it starts with the network off. One build, one cache: a page gets all its
// files from the build it started with, and a new build waits until the user agrees.
const BUILD = "";
const FILES = [];

const PREFIX = "forthright " + self.registration.scope + " ";
const CACHE = PREFIX + BUILD;
const known = new Set(FILES.map(([name]) => new URL(name, self.registration.scope).href));
const page = new URL("./index.html", self.registration.scope).href;

self.addEventListener("install", (event) => {
  const fetchAll = async () => {
    const cache = await caches.open(CACHE);
    // The hash refuses a file of another build, as in the middle of an upload.
    await cache.addAll(FILES.map(([name, integrity]) => new Request(name, { integrity, cache: "no-cache" })));
  };
  event.waitUntil(fetchAll());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  url.search = "";
  url.hash = "";
  const href = url.href === self.registration.scope ? page : url.href;
  if (event.request.method !== "GET" || !known.has(href)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(href)) ?? fetch(event.request);
  };
  event.respondWith(answer());
});
