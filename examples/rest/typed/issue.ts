// The same with types that are generated from our OpenAPI document, and webhooks checked by the library of Standard Webhooks.
// npm install && npm start.  INKAUST_KEY has the scopes read, issue and admin.
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import createClient from "openapi-fetch";
import { Webhook } from "standardwebhooks";
import type { components, paths } from "./api.js";

type Schemas = components["schemas"];

const { INKAUST = "http://127.0.0.1:5080", INKAUST_KEY, NIP } = process.env;
const company = NIP ?? "";
const api = createClient<paths>({ baseUrl: INKAUST, headers: { Authorization: `Bearer ${INKAUST_KEY}` } });

// Every refusal is a problem with a code of ours.
function must<T>(answer: { data?: T; error?: Schemas["Problem"] }): NonNullable<T> {
  if (answer.data == null) throw new Error(`${answer.error?.code}: ${answer.error?.title}`);
  return answer.data;
}

let hear: (hook: { headers: Record<string, string>; body: string }) => void;
const heard = new Promise<{ headers: Record<string, string>; body: string }>(resolve => { hear = resolve; });
const ear = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  response.writeHead(204).end();
  hear({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() });
});
await new Promise<void>(resolve => ear.listen(0, "127.0.0.1", resolve));

const webhook = must(await api.POST("/api/v1/companies/{company}/webhooks", {
  params: { path: { company } },
  body: { url: `http://127.0.0.1:${(ear.address() as AddressInfo).port}/`, events: ["invoice.accepted"] },
}));
try {
  let invoice = must(await api.POST("/api/v1/companies/{company}/invoices", {
    params: { path: { company }, header: { "Idempotency-Key": `order-${randomUUID()}`, Prefer: "wait=30" } },
    body: {
      draft: {
        buyer: { name: "Zofia Żółć", address: "ul. Młyńska 7, 61-730 Poznań" },
        lines: [{ name: "Kałamarz", quantity: 1, unit: "szt.", price: 100, rate: "23" }],
      },
      mode: "auto",
    },
  }));
  const path = { company, id: String(invoice.id) };
  while (invoice.state !== "accepted") {
    if (invoice.state === "rejected") throw new Error(`Refused: ${invoice.refusal?.reason}`);
    await new Promise(resolve => setTimeout(resolve, 2000));
    invoice = must(await api.GET("/api/v1/companies/{company}/invoices/{id}", { params: { path } }));
  }
  console.log("Accepted:", invoice.number, invoice.ksefNumber);

  const name = invoice.number.replaceAll("/", "-");
  const pdf = must(await api.GET("/api/v1/companies/{company}/invoices/{id}/pdf", { params: { path }, parseAs: "arrayBuffer" }));
  const upo = must(await api.GET("/api/v1/companies/{company}/invoices/{id}/upo",
    { params: { path, header: { Prefer: "wait=30" } }, parseAs: "arrayBuffer" }));
  await writeFile(`${name}.pdf`, Buffer.from(pdf));
  await writeFile(`${name}.upo.xml`, Buffer.from(upo));
  console.log("Wrote:", `${name}.pdf`, `${name}.upo.xml`);

  const { headers, body } = await heard;
  const event = new Webhook(webhook.secret).verify(body, headers) as { type: string; data: { ksefNumber: string } };
  console.log("Told:", event.type, event.data.ksefNumber);
} finally {
  await api.DELETE("/api/v1/companies/{company}/webhooks/{id}", { params: { path: { company, id: webhook.id } } });
  ear.close();
}
