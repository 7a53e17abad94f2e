// The bridge between Pocket (WebAssembly) and what only a browser has: a store that lasts, a key that cannot leave, the worker, sharing, the camera.
// It reckons nothing and decides nothing.
import { fieldsWithin } from "/fields.js";

const shelves = ["Device", "Invoices", "Numbers"], keyShelf = "Keys", keyName = "device", trialName = "trial";
const algorithm = { name: "ECDSA", namedCurve: "P-256" }, signing = { name: "ECDSA", hash: "SHA-256" };

// IndexedDB. Everything is one transaction, which is on the disk before it is told.
let opening = null;
const open = () => opening ??= new Promise((done, failed) => {
  const asked = indexedDB.open("inkaust-pocket", 1);
  asked.onupgradeneeded = () => { for (const shelf of [...shelves, keyShelf]) asked.result.createObjectStore(shelf); };
  asked.onsuccess = () => {
    asked.result.onversionchange = () => { asked.result.close(); opening = null; };
    asked.result.onclose = () => { opening = null; };
    done(asked.result);
  };
  asked.onerror = () => { opening = null; failed(asked.error); };
  asked.onblocked = () => { opening = null; failed(new Error("blocked")); };
});
const asked = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
const within = async (names, mode, work) => {
  const change = (await open()).transaction(names, mode, { durability: "strict" });
  const ended = new Promise((done, failed) => {
    change.oncomplete = () => done();
    change.onabort = () => failed(change.error ?? new DOMException("", "AbortError"));
  });
  const result = work(change);
  await ended;
  return result;
};
const read = async (shelf, key) => asked((await open()).transaction(shelf).objectStore(shelf).get(key));
const keyPair = async () => await read(keyShelf, keyName) ?? null;
const newPair = () => crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
const keepKey = (name, pair) => within([keyShelf], "readwrite", change => { change.objectStore(keyShelf).put(pair, name); });

// What goes wrong is told as a word, because an exception of one side says little on the other.
const faultOf = fault => fault?.name === "ConstraintError" ? "taken" : fault?.name === "QuotaExceededError" ? "full" : `${fault?.name ?? ""} ${fault?.message ?? fault}`.trim();

let installing = null;
addEventListener("beforeinstallprompt", event => { event.preventDefault(); installing = event; ear?.invokeMethodAsync("MayInstall"); });
addEventListener("appinstalled", () => { installing = null; ear?.invokeMethodAsync("MayInstall"); });

// The language that was chosen here, else that of the account, else that of the browser.
const languageHere = "inkaust.pocket.language", languageOfAccount = "inkaust.pocket.account-language";
const keptWord = name => { try { return localStorage.getItem(name); } catch { return null; } };
const keepWord = (name, word) => { try { localStorage.setItem(name, word); } catch { /* It is asked for again. */ } };
const language = () => keptWord(languageHere) || keptWord(languageOfAccount) || (navigator.language.startsWith("pl") ? "pl" : "en");
const speak = () => { document.documentElement.lang = language(); };
speak();

let ear = null, camera = null;

// The version of which this window is, as the worker wrote it into the page (sw.js); none: it came from the office.
const version = () => document.documentElement.dataset.version ?? "";
const notesName = "inkaust-pocket", keptName = "inkaust-pocket-", openName = "inkaust-pocket-open-";

// Chrome on Android and on a Mac reads codes by itself; elsewhere the picture is handed to the app, no larger than a code wants it.
const widest = 640;
async function ownDetector() {
  if (!("BarcodeDetector" in globalThis) || !(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async video => (await detector.detect(video))[0]?.rawValue;
}
async function readBy(reader, video) {
  if (!video.videoWidth) return null;
  const by = Math.min(1, widest / video.videoWidth), width = Math.round(video.videoWidth * by), height = Math.round(video.videoHeight * by);
  const paper = new OffscreenCanvas(width, height).getContext("2d");
  paper.drawImage(video, 0, 0, width, height);
  return reader.invokeMethodAsync("Code", width, height, new Uint8Array(paper.getImageData(0, 0, width, height).data.buffer));
}
const fileOf = (name, type, bytes) => new File([bytes], name, { type });

globalThis.inkaust = {
  ...fieldsWithin(document.getElementById("pocket")),
  start: () => "",
};

globalThis.inkaustPocket = {
  async read(shelf, key) { return await read(shelf, key) ?? null; },
  async count(shelf) { return asked((await open()).transaction(shelf).objectStore(shelf).count()); },
  async all(shelf) { return asked((await open()).transaction(shelf).objectStore(shelf).getAll()); },
  async write(entries) {
    try {
      await within(shelves, "readwrite", change => {
        for (const { shelf, key, text, isNew } of JSON.parse(entries)) {
          const store = change.objectStore(shelf);
          if (text === null) store.delete(key);
          else if (isNew) store.add(text, key);
          else store.put(text, key);
        }
      });
      return "";
    } catch (fault) { return faultOf(fault); }
  },
  async room() {
    const { usage = 0, quota = Number.MAX_SAFE_INTEGER } = await navigator.storage?.estimate?.() ?? {};
    return [usage, quota, await navigator.storage?.persisted?.() ? 1 : 0];
  },

  async makeKey() {
    const pair = await newPair();
    await keepKey(keyName, pair);
    const kept = await keyPair();
    return new Uint8Array(await crypto.subtle.exportKey("spki", kept.publicKey));
  },
  async sign(text) {
    const pair = await keyPair();
    return pair ? new Uint8Array(await crypto.subtle.sign(signing, pair.privateKey, text)) : new Uint8Array();
  },
  async verify(spki, text, signature) {
    const key = await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]);
    return crypto.subtle.verify(signing, key, signature, text);
  },

  // What cannot work here is found out before anybody relies on it.
  async tryOut() {
    if (!isSecureContext || !crypto.subtle) return "insecure";
    if (!("serviceWorker" in navigator)) return "worker";
    try {
      await keepKey(trialName, await newPair());
      const back = await read(keyShelf, trialName);
      if (back?.privateKey?.extractable !== false) return "key";
      await crypto.subtle.sign(signing, back.privateKey, new Uint8Array(32));
      await within([keyShelf], "readwrite", change => { change.objectStore(keyShelf).delete(trialName); });
    } catch (fault) { return fault?.name === "QuotaExceededError" ? "full" : fault?.name === "DataCloneError" ? "key" : "store"; }
    return "";
  },
  async askToLast() { return await navigator.storage?.persist?.() ?? false; },

  platform() {
    if (matchMedia("(display-mode: standalone)").matches || navigator.standalone) return "installed";
    if (installing) return "prompt";
    const agent = navigator.userAgent;
    if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)) return "ios";
    if (/Android/.test(agent)) return /Firefox/.test(agent) ? "android-firefox" : "android";
    if (/Firefox/.test(agent)) return "firefox";
    return /Safari/.test(agent) && !/Chrome|Chromium/.test(agent) ? "safari" : "desktop";
  },
  async install() {
    if (!installing) return false;
    await installing.prompt();
    return (await installing.userChoice).outcome === "accepted";
  },
  // The app opens without a line once the worker has all of it.
  async isReadyOffline() {
    return (await navigator.serviceWorker?.getRegistration("/pocket/"))?.active?.state === "activated" && !!await caches.match("/newest", { cacheName: notesName });
  },

  version,
  language,
  chooseLanguage(chosen) { keepWord(languageHere, chosen); speak(); },
  takeLanguage(account) { const before = language(); keepWord(languageOfAccount, account); speak(); return language() !== before; },
  at: () => location.hash.slice(1),
  move(to) { if (location.hash.slice(1) !== to) location.hash = to; },
  top() { scrollTo(0, 0); document.querySelector("#pocket h1")?.focus(); },
  reload() { location.reload(); },
  listen(listener) {
    ear = listener;
    addEventListener("online", () => ear.invokeMethodAsync("LineIsBack"));
    addEventListener("hashchange", () => ear.invokeMethodAsync("Moved", location.hash.slice(1)));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) ear.invokeMethodAsync("LineIsBack"); });
    navigator.serviceWorker?.addEventListener("message", () => ear.invokeMethodAsync("MayInstall"));
  },
  isVisible: () => !document.hidden,

  mayShare(name, type) { return !!navigator.canShare?.({ files: [fileOf(name, type, new Uint8Array(1))] }); },
  async share(name, type, bytes, title) {
    try { await navigator.share({ files: [fileOf(name, type, bytes)], title }); return "shared"; }
    catch (fault) { return fault?.name === "AbortError" ? "" : faultOf(fault); }
  },
  download(name, type, bytes) {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  },
  // The print alone, in a page of its own within this one.
  print(id) {
    document.documentElement.dataset.prints = id;
    addEventListener("afterprint", () => { delete document.documentElement.dataset.prints; }, { once: true });
    print();
  },

  hasCamera: () => !!navigator.mediaDevices?.getUserMedia,
  async watch(id, listener, reader) {
    try { camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }); } catch { return false; }
    const video = document.getElementById(id), mine = camera, detect = await ownDetector() ?? (video => readBy(reader, video));
    video.srcObject = mine;
    await video.play();
    const look = async () => {
      if (camera !== mine) return;
      const said = await detect(video).catch(() => null);
      if (said && camera === mine) listener.invokeMethodAsync("Seen", said);
      else setTimeout(look, 200);
    };
    look();
    return true;
  },
  stopWatching() { camera?.getTracks().forEach(track => track.stop()); camera = null; },
};

// Two windows of two versions would write into one store: whoever opens a second one gets the version of the first. A window that is being left
// lets go of its name in a moment.
async function isOtherThanOpen() {
  const mine = version();
  if (!mine) return false;
  navigator.locks.request(openName + mine, { mode: "shared" }, () => new Promise(() => { /* As long as the window is open. */ }));
  let other = await otherOpen(mine);
  for (let times = 0; other && times < 10; times++) {
    await new Promise(done => setTimeout(done, 50));
    other = await otherOpen(mine);
  }
  if (!other || !await caches.has(keptName + other)) return false;
  await (await caches.open(notesName)).put("/stays", new Response(other));
  return true;
}
async function otherOpen(mine) {
  const open = (await navigator.locks.query()).held.map(one => one.name).filter(name => name.startsWith(openName));
  return open.map(name => name.slice(openName.length)).find(version => version !== mine);
}

// What the office serves by now is fetched whole in the background, and used when the app is opened next.
async function lookForNewer() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/pocket/sw.js", { scope: "/pocket/", updateViaCache: "none" });
  } catch { /* There is no line; what is here goes on. */ }
  (await navigator.serviceWorker.ready).active.postMessage("look");
}

if (await isOtherThanOpen()) location.reload();
else {
  await import("/_framework/blazor.webassembly.js");
  globalThis.Blazor?.start?.().catch?.(() => { /* It has started by itself. */ });
  lookForNewer();
}
