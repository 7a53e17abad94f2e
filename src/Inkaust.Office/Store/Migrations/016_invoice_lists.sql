-- The pages of a list, and a month, without reading the files.
CREATE INDEX invoice_of_company ON invoice (company, id);
CREATE INDEX invoice_of_day ON invoice (company, issue_date, state, currency, gross);
CREATE INDEX invoice_sought ON invoice (company, number, buyer_name, buyer_nip, ksef_number, id);

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
