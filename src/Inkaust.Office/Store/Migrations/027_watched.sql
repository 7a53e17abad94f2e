-- Invoices that came outside KSeF and are to be there by a day, as somebody asked to have an eye on them.
CREATE TABLE watched_invoice (
  company     TEXT NOT NULL REFERENCES company (id),
  hash        TEXT NOT NULL,
  link        TEXT NOT NULL,
  seller      TEXT NOT NULL,
  issue_date  TEXT NOT NULL,
  number      TEXT,
  since       TEXT NOT NULL,
  watched_by  TEXT NOT NULL,
  found_at    TEXT,
  ksef_number TEXT,
  PRIMARY KEY (company, hash)
);

-- Whoever verifies a code knows the hash and nothing else.
CREATE INDEX invoice_hash ON invoice (hash);
