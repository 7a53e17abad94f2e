-- Keys by which other programs come in: of one company, or of an account and then good for its companies. Only the hash of a key is kept.
CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  company TEXT,
  account TEXT,
  name TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  rights TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ends_at TEXT,
  used_at TEXT,
  revoked_at TEXT
);
CREATE UNIQUE INDEX api_key_secret ON api_key (secret_hash);
CREATE INDEX api_key_company ON api_key (company);
CREATE INDEX api_key_account ON api_key (account);

-- What another program calls an invoice: one invoice for each name.
ALTER TABLE invoice ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX invoice_external ON invoice (company, external_id) WHERE external_id IS NOT NULL;
