// What a page gains where scripts run; without them everything works as well.
const search = document.getElementById("search");
addEventListener("keydown", event => {
  if (search && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    search.focus();
  }
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
