// The bridge between the editor (WebAssembly) and what only a browser has. It reckons nothing and decides nothing.
import "/_framework/blazor.webassembly.js";

const root = document.getElementById("editor");
const begin = root.dataset.start;

// The way to the cell beside, above or below; at the edge of a text only, so that the caret still moves in it.
const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function atEdge(field, key) {
  if (key === "ArrowUp" || key === "ArrowDown") return field.tagName !== "SELECT" && !field.hasAttribute("aria-expanded");
  if (field.tagName === "SELECT") return true;
  const [from, to] = [field.selectionStart, field.selectionEnd];
  return from === to ? (key === "ArrowLeft" ? from === 0 : to === field.value.length) : from === 0 && to === field.value.length;
}

globalThis.inkaust = {
  start: () => begin,
  keep(key, text) { try { localStorage.setItem(key, text); return true; } catch { return false; } },
  kept(key) { try { return localStorage.getItem(key); } catch { return null; } },
  forget(key) { try { localStorage.removeItem(key); } catch { /* A private window keeps nothing. */ } },
  replace(address) { if (location.pathname !== address) history.replaceState(null, "", address); },
  go(address) { location.assign(address); },
  focus(id) { setTimeout(() => { const field = document.getElementById(id); field?.focus(); field?.select?.(); }); },
  draw(id, html, style) {
    const place = document.getElementById(id);
    if (!place) return;
    const inside = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    inside.adoptedStyleSheets = [sheet];
    inside.innerHTML = html;
  },
  open(id) { const dialog = document.getElementById(id); if (dialog && !dialog.open) dialog.showModal(); },
  close(id) { document.getElementById(id)?.close(); },
  grid(id, ear) {
    const table = document.getElementById(id);
    table.addEventListener("keydown", event => {
      const way = ways[event.key], cell = event.target.dataset;
      if (event.key === "Enter" && cell.row !== undefined) event.preventDefault();
      if (!way || cell.row === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !atEdge(event.target, event.key)) return;
      const next = table.querySelector(`[data-row="${+cell.row + way[0]}"][data-col="${+cell.col + way[1]}"]`);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.select?.();
    });
    table.addEventListener("paste", event => {
      const text = event.clipboardData?.getData("text/plain") ?? "", cell = event.target.dataset;
      if (cell.row === undefined || !/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      ear.invokeMethodAsync("Pasted", +cell.row, +cell.col, text);
    });
  },
  listen(ear) {
    addEventListener("online", () => ear.invokeMethodAsync("LineIsBack"));
  },
};

globalThis.Blazor?.start?.().catch?.(() => { /* It has started by itself. */ });
