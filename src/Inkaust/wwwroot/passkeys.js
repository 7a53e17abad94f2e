// Passkeys: the browser speaks to the authenticator; what it says goes back with an ordinary form.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    event.stopPropagation();
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-Inkaust-Token": form.elements.token.value } });
      const options = await answer.json();
      const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (fault) {
      // Whoever takes his finger away has changed his mind; anything else is told by the server.
      if (fault.name !== "NotAllowedError" && fault.name !== "AbortError") form.submit();
    }
  });
}
