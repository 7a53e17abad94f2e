// Issues an invoice by REST, waits for its KSeF number, fetches PDF and UPO, and checks the webhook that tells of it.
// Node 20 or newer, no packages.  INKAUST_KEY has the scopes read, issue and admin.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const { INKAUST = "http://127.0.0.1:5080", INKAUST_KEY, NIP } = process.env;

async function call(method, path, body, headers = {}) {
  const answer = await fetch(`${INKAUST}/api/v1/companies/${NIP}${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: { Authorization: `Bearer ${INKAUST_KEY}`, "Content-Type": "application/json", ...headers },
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

function isOurs(headers, body, secret) {
  if (Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"])) > 300) return false;
  const ours = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest();
  return headers["webhook-signature"].split(" ").map(one => Buffer.from(one.slice("v1,".length), "base64"))
    .some(one => one.length === ours.length && timingSafeEqual(one, ours));
}

let hear;
const heard = new Promise(resolve => { hear = resolve; });
const ear = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  response.writeHead(204).end();
  hear({ headers: request.headers, body: Buffer.concat(parts).toString() });
});
await new Promise(resolve => ear.listen(0, "127.0.0.1", resolve));

const webhook = await (await call("POST", "/webhooks",
  { url: `http://127.0.0.1:${ear.address().port}/`, events: ["invoice.accepted"] })).json();
try {
  // The order's own number is the key: a call whose answer is lost may be repeated, and issues nothing twice.
  let invoice = await (await call("POST", "/invoices", {
    draft: {
      buyer: { name: "Zofia Żółć", address: "ul. Młyńska 7, 61-730 Poznań" },
      lines: [{ name: "Kałamarz", quantity: 1, unit: "szt.", price: 100, rate: "23" }],
    },
    mode: "auto",
  }, { "Idempotency-Key": `order-${randomUUID()}`, Prefer: "wait=30" })).json();
  while (invoice.state !== "accepted") {
    if (invoice.state === "rejected") throw new Error(`Refused: ${JSON.stringify(invoice.refusal)}`);
    await pause(2000);
    invoice = await (await call("GET", `/invoices/${invoice.id}`)).json();
  }
  console.log("Accepted:", invoice.number, invoice.ksefNumber);

  const name = invoice.number.replaceAll("/", "-");
  for (const [kind, file] of [["pdf", `${name}.pdf`], ["upo", `${name}.upo.xml`]]) {
    const document = await call("GET", `/invoices/${invoice.id}/${kind}`, undefined, { Prefer: "wait=30" }); // The UPO comes a moment after the number.
    await writeFile(file, Buffer.from(await document.arrayBuffer()));
  }
  console.log("Wrote:", `${name}.pdf`, `${name}.upo.xml`);

  const { headers, body } = await heard;
  if (!isOurs(headers, body, webhook.secret)) throw new Error("The webhook is too old, or not signed by our secret.");
  const event = JSON.parse(body);
  console.log("Told:", event.type, event.data.ksefNumber);
} finally {
  await call("DELETE", `/webhooks/${webhook.id}`);
  ear.close();
}
