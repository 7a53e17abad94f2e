-- What corrections and settlements name, so that whoever asks what was made of an invoice reads no other files. Those of before are read once,
-- when that is first asked.
CREATE TABLE named_invoice (
  company     TEXT NOT NULL REFERENCES company (id),
  invoice     INTEGER NOT NULL REFERENCES invoice (id),
  number      TEXT,
  ksef_number TEXT
);
CREATE INDEX named_invoice_number ON named_invoice (company, number);
CREATE INDEX named_invoice_ksef_number ON named_invoice (company, ksef_number);
ALTER TABLE invoice ADD COLUMN names_noted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX invoice_names_not_noted ON invoice (company, environment) WHERE names_noted = 0 AND kind IN ('KOR', 'KOR_ZAL', 'KOR_ROZ', 'ROZ');
