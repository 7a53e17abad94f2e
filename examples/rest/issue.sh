#!/usr/bin/env bash
# Issues an invoice by REST, waits for its KSeF number, fetches PDF and UPO, and checks the webhook that tells of it.
# Needs curl, jq, openssl and, as an ear for the webhook, perl.  INKAUST_KEY has the scopes read, issue and admin.
set -euo pipefail
api=${INKAUST:-http://127.0.0.1:5080}/api/v1/companies/${NIP:?the NIP of your company}
work=$(mktemp -d)
hook="" ear=""
call() { curl -sS --fail-with-body -H "Authorization: Bearer ${INKAUST_KEY:?a key}" -H "Content-Type: application/json" "$@"; }
clean() {
    [ -z "$hook" ] || call -X DELETE "$api/webhooks/$hook" || true
    [ -z "$ear" ] || kill "$ear" 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT

# One request is heard, written down and answered.
perl -MIO::Socket::INET -e '
    my $door = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 1) or die $!;
    open my $port, ">", "$ARGV[0]/port.new"; print $port $door->sockport; close $port; rename "$ARGV[0]/port.new", "$ARGV[0]/port";
    my $caller = $door->accept; my ($length, $body) = (0, "");
    open my $headers, ">", "$ARGV[0]/headers";
    while (my $line = <$caller>) { $line =~ s/\r\n//; last if $line eq ""; print $headers "$line\n"; $length = $1 if $line =~ /^content-length: (\d+)/i }
    close $headers; read $caller, $body, $length;
    open my $file, ">", "$ARGV[0]/body.new"; print $file $body; close $file; rename "$ARGV[0]/body.new", "$ARGV[0]/body";
    print $caller "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"' "$work" &
ear=$!
until [ -e "$work/port" ]; do sleep 0.05; done
webhook=$(call "$api/webhooks" -d "{\"url\":\"http://127.0.0.1:$(cat "$work/port")/\",\"events\":[\"invoice.accepted\"]}")
hook=$(jq -r .id <<<"$webhook")
secret=$(jq -r .secret <<<"$webhook")

# The order's own number is the key: a call whose answer is lost may be repeated, and issues nothing twice.
order="order-$(date +%s)-$$"
invoice=$(call --retry 3 --retry-all-errors "$api/invoices" -H "Idempotency-Key: $order" -H "Prefer: wait=30" -d '{
  "draft": {
    "buyer": { "name": "Zofia Żółć", "address": "ul. Młyńska 7, 61-730 Poznań" },
    "lines": [ { "name": "Kałamarz", "quantity": 1, "unit": "szt.", "price": 100, "rate": "23" } ]
  },
  "mode": "auto"
}')
id=$(jq -r .id <<<"$invoice")
until [ "$(jq -r .state <<<"$invoice")" = accepted ]; do
    [ "$(jq -r .state <<<"$invoice")" != rejected ] || { jq .refusal <<<"$invoice"; exit 1; }
    sleep 2
    invoice=$(call "$api/invoices/$id")
done
echo "Accepted: $(jq -r '.number + " " + .ksefNumber' <<<"$invoice")"

name=$(jq -r '.number | gsub("/"; "-")' <<<"$invoice")
call -o "$name.pdf" "$api/invoices/$id/pdf"
call -o "$name.upo.xml" "$api/invoices/$id/upo" -H "Prefer: wait=30"   # It comes a moment after the number.
echo "Wrote: $name.pdf $name.upo.xml"

until [ -e "$work/body" ]; do sleep 0.05; done
header() { grep -i "^$1: " "$work/headers" | cut -d' ' -f2-; }
age=$(($(date +%s) - $(header webhook-timestamp)))
[ "${age#-}" -le 300 ] || { echo "The webhook is too old."; exit 1; }
key=$(printf %s "${secret#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
signed=$({ printf '%s.%s.' "$(header webhook-id)" "$(header webhook-timestamp)"; cat "$work/body"; } \
    | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
[[ " $(header webhook-signature) " == *" v1,$signed "* ]] || { echo "The webhook is not signed by our secret."; exit 1; }
echo "Told: $(jq -r '.type + " " + .data.ksefNumber' "$work/body")"
