// Keeps the whole app of one version on the device, checked file by file against the list of the office; a device never runs parts of two versions.
// What was issued stands in IndexedDB and is none of its business.
const version = new URL(self.location.href).searchParams.get("v");
const prefix = "inkaust-pocket-", mine = prefix + version;
const page = "/pocket/", list = "/pocket/assets.json", neverKept = ["/pocket/start", list, "/pocket/sw.js"];
const atOnce = 6;

// A version counts once all of it is here; until then the one before goes on.
async function keepAll() {
  const said = await (await fetch(list, { cache: "no-store" })).json();
  if (said.version !== version) throw new Error(`The office has ${said.version} by now.`);
  const cache = await caches.open(mine);
  try {
    const files = [...said.assets];
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let file = files.pop(); file; file = files.pop()) {
        const came = await fetch(file.url, { cache: "no-cache", integrity: file.hash });
        if (!came.ok) throw new Error(`${file.url}: ${came.status}`);
        await cache.put(file.url, came);
      }
    }));
    const shell = await fetch(page, { cache: "no-store" });
    if (!shell.ok || shell.redirected) throw new Error(`${page}: ${shell.status}`);
    await cache.put(page, shell);
  } catch (fault) {
    await caches.delete(mine);
    throw fault;
  }
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== mine) await caches.delete(name);
  await self.clients.claim();
}

// A new version is taken when the app is opened, and not under the hands of somebody in another window.
async function take(asker) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = open.filter(one => new URL(one.url).pathname === page);
  if (others.length > 1) asker.postMessage("busy");
  else await self.skipWaiting();
}

async function kept(request, path) {
  const cache = await caches.open(mine);
  return await cache.match(request.mode === "navigate" ? page : path) ?? fetch(request);
}

self.addEventListener("install", event => event.waitUntil(keepAll()));
self.addEventListener("activate", event => event.waitUntil(forgetOthers()));
self.addEventListener("message", event => { if (event.data === "take") event.waitUntil(take(event.source)); });
self.addEventListener("fetch", event => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || neverKept.includes(pathname) || pathname.startsWith("/api/")) return;
  if (event.request.mode === "navigate" && pathname !== page) return;
  event.respondWith(kept(event.request, pathname));
});
