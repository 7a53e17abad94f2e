-- A correction asks for the invoices that it names, of whatever kind, and reads no whole ledger for them.
CREATE INDEX invoice_named ON invoice (number);
