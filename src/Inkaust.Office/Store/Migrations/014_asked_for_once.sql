-- The key by which a program asks for an invoice, so that asking again issues nothing, and the hash of what it asked for.
ALTER TABLE invoice ADD COLUMN request_key TEXT;
ALTER TABLE invoice ADD COLUMN request_hash TEXT;
CREATE UNIQUE INDEX invoice_request ON invoice (company, request_key) WHERE request_key IS NOT NULL;
-- The codes of what is wrong with a correction that waits and was taken knowingly.
ALTER TABLE held_correction ADD COLUMN accepted TEXT NOT NULL DEFAULT '';
