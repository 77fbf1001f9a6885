// Keeps the console's own files, so that it opens without a network and shows what waits. Nothing that belongs to a user is kept here.
const cacheName = "holdfast console";
const page = "/";

addEventListener("install", (event) => {
  // What is asked of the API goes to the network directly, as if nobody stood between.
  event.addRoutes?.({ condition: { urlPattern: "/api/*" }, source: "network" });
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([page, "/favicon.svg", "/theme.js"]))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

const isFile = ({ pathname }) => /^\/(assets|fonts)\//.test(pathname) || pathname === "/favicon.svg" || pathname === "/theme.js";

/** A hashed file never changes; anything else is asked for first, and the copy serves when nobody answers. */
async function answer(request, url) {
  const cache = await caches.open(cacheName);
  const isHashed = url.pathname.startsWith("/assets/");
  const kept = await cache.match(request);
  if (isHashed && kept !== undefined) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
}

async function answerPage(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(page, { cacheName });
    if (kept === undefined) throw error;
    return kept;
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(answerPage(request));
  else if (isFile(url)) event.respondWith(answer(request, url));
});

/** The page tells what it consists of. It is kept once all of that is: half a console would not open. What earlier versions needed goes last. */
addEventListener("message", (event) => {
  const files = event.data?.keep;
  if (!Array.isArray(files)) return;
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      const wanted = files.filter((file) => isFile(new URL(file, location.origin)));
      const paths = new Set(wanted.map((file) => new URL(file, location.origin).pathname));
      await Promise.all(wanted.map(async (file) => (await cache.match(file)) ?? cache.add(file)));
      await cache.add(page);
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith("/assets/") && !paths.has(pathname)) await cache.delete(request);
      }
    })(),
  );
});
