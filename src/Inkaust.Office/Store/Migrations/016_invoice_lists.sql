-- The pages of a list, and a month, without reading the files.
CREATE INDEX invoice_of_company ON invoice (company, id);
CREATE INDEX invoice_of_day ON invoice (company, issue_date, state, currency, gross);
CREATE INDEX invoice_sought ON invoice (company, number, buyer_name, buyer_nip, ksef_number, id);
