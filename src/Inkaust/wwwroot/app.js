// What a page gains where scripts run; without them everything works as well.
const search = document.getElementById("search");
addEventListener("keydown", event => {
  if (search && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    search.focus();
  }
});

// Whoever signs out leaves no copy of a draft on this device (editor.js); what the server has not got yet, he is asked about first.
addEventListener("submit", event => {
  const { leaves, unsaved } = event.target.dataset;
  if (leaves === undefined) return;
  try {
    const copies = Object.keys(localStorage).filter(key => key.startsWith(`inkaust.draft.${leaves}.`));
    if (copies.length > 0 && !confirm(unsaved)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    copies.forEach(key => localStorage.removeItem(key));
    // Open editors in other tabs hear of it, and keep nothing any more.
    localStorage.setItem("inkaust.signed-out", String(Date.now()));
    localStorage.removeItem("inkaust.signed-out");
  } catch { /* A private window keeps nothing. */ }
});

// A second click sends a form no second time, though another button of it may; a page that comes back from the browser's memory may send again.
addEventListener("submit", event => {
  const sent = event.submitter?.formAction || "yes";
  if (event.target.dataset.sent === sent) return event.preventDefault();
  if (event.target.method !== "post") return;
  event.target.dataset.sent = sent;
  setTimeout(() => delete event.target.dataset.sent, 8000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));

// What becomes of an invoice that waits shows by itself, while somebody looks at its page and writes nothing there.
const stream = document.querySelector("[data-stream]")?.dataset.stream;
if (stream) {
  const main = document.getElementById("main");
  let events, seen = "";
  const renew = async event => {
    seen = event.lastEventId;
    const answer = await fetch(location.href);
    if (!answer.ok || document.activeElement?.matches("#main :is(input, select, textarea)")) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    main.replaceChildren(...page.getElementById("main").childNodes);
    if (!main.querySelector("[data-stream]")) close();
  };
  const close = () => {
    events?.close();
    events = undefined;
  };
  // A browser keeps few connections to one host: pages that nobody sees need none.
  const listen = () => {
    close();
    if (document.visibilityState !== "visible" || !document.querySelector("[data-stream]")) return;
    events = new EventSource(seen ? stream.replace(/after=.*/, `after=${seen}`) : stream);
    for (const kind of ["invoice.accepted", "invoice.rejected"]) events.addEventListener(kind, renew);
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}
