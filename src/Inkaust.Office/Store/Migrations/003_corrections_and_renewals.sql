-- A repaired invoice: the refused one that it stands for, and the hash on the copy that the buyer holds (LAW 57, 60).
ALTER TABLE invoice ADD COLUMN repairs INTEGER REFERENCES invoice (id);
ALTER TABLE invoice ADD COLUMN corrected_hash TEXT;
CREATE INDEX invoice_repairs ON invoice (repairs) WHERE repairs IS NOT NULL;

-- The repaired invoice has the number of the refused one.
DROP INDEX invoice_number;
CREATE UNIQUE INDEX invoice_number ON invoice (company, environment, kind, number) WHERE state NOT IN ('rejected', 'technicallycorrected');

-- A correction has no bytes before the KSeF number of its original is known: the number stands in them (LAW 52).
CREATE TABLE held_correction (
  id           INTEGER PRIMARY KEY,
  company      TEXT NOT NULL REFERENCES company (nip),
  environment  TEXT NOT NULL,
  original     INTEGER NOT NULL REFERENCES invoice (id),
  kind         TEXT NOT NULL,
  number       TEXT NOT NULL,
  draft        BLOB NOT NULL,
  wish         TEXT NOT NULL,
  held_at      TEXT NOT NULL,
  issued       INTEGER REFERENCES invoice (id),
  withdrawn_at TEXT
);
CREATE UNIQUE INDEX held_correction_number ON held_correction (company, environment, kind, number) WHERE issued IS NULL AND withdrawn_at IS NULL;

-- A renewal that fails is tried again on the next day, not every half minute.
CREATE TABLE renewal (
  company  TEXT PRIMARY KEY REFERENCES company (nip),
  tried_at TEXT NOT NULL
);
