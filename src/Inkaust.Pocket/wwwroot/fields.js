// What the fields of the editor need of a browser, on the desk and in the pocket: moving, focusing, drawing. It reckons nothing and decides nothing.

// The way to the cell beside, above or below; at the edge of a text only, so that the caret still moves in it.
const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function atEdge(field, key) {
  if (key === "ArrowUp" || key === "ArrowDown") return field.tagName !== "SELECT" && !field.hasAttribute("aria-expanded");
  if (field.tagName === "SELECT") return true;
  const [from, to] = [field.selectionStart, field.selectionEnd];
  return from === to ? (key === "ArrowLeft" ? from === 0 : to === field.value.length) : from === 0 && to === field.value.length;
}

/** Looks after the fields within an element, and gives what .NET calls. */
export function fieldsWithin(root) {
  // A field owns its text: while somebody types in it, nothing is written into it, and what the editor shows there comes once he has left it.
  const typedIn = new WeakSet();
  function show(field) {
    if (!typedIn.has(field) && field.value !== field.dataset.shown) field.value = field.dataset.shown;
  }
  root.addEventListener("input", event => typedIn.add(event.target), true);
  root.addEventListener("focusout", event => {
    if (typedIn.delete(event.target) && event.target.dataset.shown !== undefined) show(event.target);
  });
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "attributes") show(change.target);
      for (const added of change.addedNodes) {
        if (added.dataset?.shown !== undefined) show(added);
        added.querySelectorAll?.("[data-shown]").forEach(show);
      }
    }
  }).observe(root, { subtree: true, childList: true, attributeFilter: ["data-shown"] });

  // The field of a place of the draft; else one within it, else one of what it is in.
  function fieldOf(place) {
    for (let at = place; at; at = at.replace(/(\.[^.[]+|\[\d+\])$/, "")) {
      const quoted = CSS.escape(at);
      const field = root.querySelector(`[data-place="${quoted}"], [data-place^="${quoted}."], [data-place^="${quoted}["]`);
      if (field) return field;
      if (!/[.[]/.test(at)) return null;
    }
    return null;
  }
  function enter(field) {
    for (let rest = field.closest("details:not([open])"); rest; rest = field.closest("details:not([open])")) rest.open = true;
    field.focus();
    field.select?.();
  }

  return {
    replace(address) { if (location.pathname !== address) history.replaceState(null, "", address); },
    go(address) { location.assign(address); },
    // After what is being drawn, and before the next key.
    focus(place) { queueMicrotask(() => { const field = fieldOf(place); if (field) enter(field); else setTimeout(() => { const late = fieldOf(place); if (late) enter(late); }); }); },
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
      const cellAt = (row, col) => table.querySelector(`[data-row="${row}"][data-col="${col}"]`);
      table.addEventListener("keydown", event => {
        const way = ways[event.key], cell = event.target.dataset;
        if (cell.row === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
        let next;
        if (event.key === "Enter") {
          event.preventDefault();
          // The line below is there before the next key comes, even where there was none.
          next = cellAt(+cell.row + 1, cell.col);
          if (!next) {
            ear.invokeMethod("NextLine");
            next = cellAt(+cell.row + 1, 0);
          }
        } else if (way && atEdge(event.target, event.key)) next = cellAt(+cell.row + way[0], +cell.col + way[1]);
        if (!next) return;
        event.preventDefault();
        enter(next);
      });
      table.addEventListener("paste", event => {
        const text = event.clipboardData?.getData("text/plain") ?? "", cell = event.target.dataset;
        if (cell.row === undefined || !/[\t\n]/.test(text.trim())) return;
        event.preventDefault();
        ear.invokeMethod("Pasted", +cell.row, +cell.col, text);
      });
    },
    combo(id, ear) {
      document.getElementById(id).addEventListener("keydown", event => {
        if (event.target.getAttribute("aria-expanded") !== "true" || !["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) return;
        event.preventDefault();
        ear.invokeMethod("Key", event.key);
      });
    },
  };
}
