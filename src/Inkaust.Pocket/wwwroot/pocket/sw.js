// Keeps the whole app of one version on the device, checked file by file against the list of the office, and opens it with no network. Which version a
// window has is decided when it is opened, and holds until it is closed: a device never runs parts of two. Nothing here depends on when a browser lets a
// new worker in, which may take it half a minute. What was issued stands in IndexedDB and is none of its business.
const prefix = "inkaust-pocket-", notes = "inkaust-pocket";
const newest = "/newest", stays = "/stays", ofWindow = id => `/window/${id}`;
const page = "/pocket/", list = "/pocket/assets.json", neverKept = ["/pocket/start", list, "/pocket/sw.js"];
const atOnce = 6;

const noted = async what => (await caches.match(what, { cacheName: notes }))?.text();
const note = async (what, version) => (await caches.open(notes)).put(what, new Response(version));
const kept = (path, version) => caches.match(path, { cacheName: prefix + version });

// A version counts once all of it is here; until then the one before goes on.
async function look() {
  const said = await (await fetch(list, { cache: "no-store" })).json();
  await navigator.locks.request(notes, async () => {
    if (said.version !== await noted(newest)) {
      await keepAll(said);
      await note(newest, said.version);
    }
    await forgetOthers();
  });
  for (const window of await self.clients.matchAll({ type: "window" })) window.postMessage("kept");
}

async function keepAll(said) {
  await caches.delete(prefix + said.version);
  const cache = await caches.open(prefix + said.version);
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
    await cache.put(page, await named(shell, said.version));
  } catch (fault) {
    await caches.delete(prefix + said.version);
    throw fault;
  }
}

// The page says which version it is. Its bytes are no longer those that were packed on the way.
async function named(shell, version) {
  const headers = new Headers(shell.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response((await shell.text()).replace("<html ", `<html data-version="${version}" `), { headers });
}

// Versions that no window has any more. One that is being opened is not among the windows yet; this worker remembers it.
const opened = new Map();
async function forgetOthers() {
  const windows = new Set((await self.clients.matchAll({ type: "window", includeUncontrolled: true })).map(one => ofWindow(one.id)));
  const used = new Set([prefix + await noted(newest), ...[...opened.values()].map(version => prefix + version)]);
  const cache = await caches.open(notes);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (windows.has(pathname)) used.add(prefix + await noted(pathname));
    else if (pathname.startsWith(ofWindow("")) && !opened.has(pathname)) await cache.delete(pathname);
  }
  for (const name of await caches.keys()) if (name.startsWith(prefix) && !used.has(name)) await caches.delete(name);
}

// The newest one, or once the one that another window has which is open (pocket.js asks for it).
async function open({ request, resultingClientId }) {
  const stay = await noted(stays);
  if (stay) await (await caches.open(notes)).delete(stays);
  for (const version of [stay, await noted(newest)].filter(Boolean)) {
    const shell = await kept(page, version);
    if (!shell) continue;
    opened.set(ofWindow(resultingClientId), version);
    await note(ofWindow(resultingClientId), version);
    return shell;
  }
  return fetch(request);
}

async function file({ request, clientId }, path) {
  const version = opened.get(ofWindow(clientId)) ?? await noted(ofWindow(clientId));
  return (version && await kept(path, version)) ?? fetch(request);
}

self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
self.addEventListener("message", event => { if (event.data === "look") event.waitUntil(look().catch(() => { /* There is no line; what is here goes on. */ })); });
self.addEventListener("fetch", event => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || neverKept.includes(pathname) || pathname.startsWith("/api/")) return;
  if (event.request.mode !== "navigate") event.respondWith(file(event, pathname));
  else if (pathname === page) event.respondWith(open(event));
});
