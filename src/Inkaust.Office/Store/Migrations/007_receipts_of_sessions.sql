-- One receipt names up to 10,000 invoices of its session; an invoice points at the page that names it.
CREATE TABLE session_upo (
  id        INTEGER PRIMARY KEY,
  session   TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  content   BLOB NOT NULL
);
ALTER TABLE invoice ADD COLUMN session_upo INTEGER REFERENCES session_upo (id);
CREATE INDEX invoice_without_upo ON invoice (company) WHERE state = 'accepted' AND upo IS NULL AND session_upo IS NULL;

-- How it may be sent depends on this, and must not need the file of every waiting invoice.
ALTER TABLE invoice ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN has_attachment INTEGER NOT NULL DEFAULT 0;
