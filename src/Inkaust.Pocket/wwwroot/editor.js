// The bridge between the editor (WebAssembly) and what only a browser has. It reckons nothing and decides nothing.
import { fieldsWithin } from "/fields.js";
import "/_framework/blazor.webassembly.js";

const root = document.getElementById("editor");
const begin = root.dataset.start;

// A page that the browser remembered may be somebody else's by now.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

// Copies of drafts are this account's own, and gone when it signs out (app.js).
const copies = "inkaust.draft.";

globalThis.inkaust = {
  ...fieldsWithin(root),
  start: () => begin,
  keep(key, text) { try { localStorage.setItem(copies + key, text); return true; } catch { return false; } },
  kept(key) { try { return localStorage.getItem(copies + key); } catch { return null; } },
  forget(key) { try { localStorage.removeItem(copies + key); } catch { /* A private window keeps nothing. */ } },
  listen(ear) {
    addEventListener("online", () => ear.invokeMethod("LineIsBack"));
    addEventListener("pagehide", () => ear.invokeMethod("KeepHere"));
    document.addEventListener("visibilitychange", () => { if (document.hidden) ear.invokeMethod("KeepHere"); });
    addEventListener("storage", event => { if (event.key === "inkaust.signed-out" && event.newValue) ear.invokeMethod("SignedOut"); });
  },
};

globalThis.Blazor?.start?.().catch?.(() => { /* It has started by itself. */ });
