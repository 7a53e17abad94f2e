-- By what people look for an invoice: number, buyer and NIP in small letters. What was issued before has its Polish letters as they were.
ALTER TABLE invoice ADD COLUMN sought TEXT NOT NULL DEFAULT '';
UPDATE invoice SET sought = lower(number || ' ' || buyer_name || ' ' || coalesce(buyer_nip, ''));

-- The pages of a list, a month and a search, without reading the files.
CREATE INDEX invoice_of_company ON invoice (company, environment, id, sought);
CREATE INDEX invoice_of_day ON invoice (company, environment, issue_date, state, currency, gross);
CREATE INDEX invoice_ksef_number ON invoice (ksef_number) WHERE ksef_number IS NOT NULL;

-- What of an invoice was sent to whom by e-mail. What became of the letter stands with the letter, as long as that is kept.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL REFERENCES company (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  letter INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  document TEXT NOT NULL,
  at TEXT NOT NULL,
  done_by TEXT NOT NULL
);
CREATE INDEX delivery_invoice ON delivery (invoice);
