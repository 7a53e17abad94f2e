#!/usr/bin/env python3
"""Issues an invoice by REST, waits for its KSeF number, fetches PDF and UPO, and checks the webhook that tells of it.

Standard library only.  INKAUST_KEY has the scopes read, issue and admin.
"""
import base64, hashlib, hmac, http.server, json, os, queue, threading, time, urllib.request, uuid

API = f"{os.environ.get('INKAUST', 'http://127.0.0.1:5080')}/api/v1/companies/{os.environ['NIP']}"
heard = queue.Queue()


def call(method, path, body=None, **headers):
    request = urllib.request.Request(API + path, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("Authorization", f"Bearer {os.environ['INKAUST_KEY']}")
    request.add_header("Content-Type", "application/json")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    with urllib.request.urlopen(request, timeout=90) as answer:
        return answer.read()


class Ear(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()
        heard.put((self.headers, body))  # Answered first: what is to be done with it comes afterwards.

    def log_message(self, *_):
        pass


def is_ours(headers, body, secret):
    if abs(time.time() - int(headers["webhook-timestamp"])) > 300:
        return False
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    ours = base64.b64encode(hmac.new(base64.b64decode(secret.removeprefix("whsec_")), text, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(f"v1,{ours}", one) for one in headers["webhook-signature"].split(" "))


ear = http.server.HTTPServer(("127.0.0.1", 0), Ear)
threading.Thread(target=ear.serve_forever, daemon=True).start()
webhook = json.loads(call("POST", "/webhooks", {"url": f"http://127.0.0.1:{ear.server_port}/", "events": ["invoice.accepted"]}))
try:
    # The order's own number is the key: a call whose answer is lost may be repeated, and issues nothing twice.
    invoice = json.loads(call("POST", "/invoices", {
        "draft": {
            "buyer": {"name": "Zofia Żółć", "address": "ul. Młyńska 7, 61-730 Poznań"},
            "lines": [{"name": "Kałamarz", "quantity": 1, "unit": "szt.", "price": 100, "rate": "23"}],
        },
        "mode": "auto",
    }, Idempotency_Key=f"order-{uuid.uuid4()}", Prefer="wait=30"))
    while invoice["state"] != "accepted":
        if invoice["state"] == "rejected":
            raise SystemExit(f"Refused: {invoice['refusal']}")
        time.sleep(2)
        invoice = json.loads(call("GET", f"/invoices/{invoice['id']}"))
    print("Accepted:", invoice["number"], invoice["ksefNumber"])

    name = invoice["number"].replace("/", "-")
    for document, file in (("pdf", f"{name}.pdf"), ("upo", f"{name}.upo.xml")):
        with open(file, "wb") as out:
            out.write(call("GET", f"/invoices/{invoice['id']}/{document}", Prefer="wait=30"))  # The UPO comes a moment after the number.
    print("Wrote:", f"{name}.pdf", f"{name}.upo.xml")

    headers, body = heard.get(timeout=60)
    if not is_ours(headers, body, webhook["secret"]):
        raise SystemExit("The webhook is too old, or not signed by our secret.")
    event = json.loads(body)
    print("Told:", event["type"], event["data"]["ksefNumber"])
finally:
    call("DELETE", f"/webhooks/{webhook['id']}")
