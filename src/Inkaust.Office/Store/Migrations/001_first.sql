CREATE TABLE company (
  nip         TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  address     TEXT NOT NULL,
  environment TEXT NOT NULL,
  added_at    TEXT NOT NULL
);

-- A key is here before its certificate is asked for: an answer that is lost must not lose the key.
CREATE TABLE certificate (
  id           INTEGER PRIMARY KEY,
  company      TEXT NOT NULL REFERENCES company (nip),
  kind         TEXT NOT NULL CHECK (kind IN ('seal', 'authentication', 'offline')),
  name         TEXT NOT NULL,
  sealed_key   BLOB NOT NULL,
  public_key   BLOB NOT NULL,
  requested_at TEXT NOT NULL,
  enrolment    TEXT,
  serial       TEXT,
  certificate  BLOB,
  valid_from   TEXT,
  valid_to     TEXT,
  UNIQUE (company, serial)
);

CREATE TABLE invoice (
  id             INTEGER PRIMARY KEY,
  company        TEXT NOT NULL REFERENCES company (nip),
  environment    TEXT NOT NULL,
  kind           TEXT NOT NULL,
  number         TEXT NOT NULL,
  issue_date     TEXT NOT NULL,
  issued_at      TEXT NOT NULL,
  buyer_name     TEXT NOT NULL,
  buyer_nip      TEXT,
  currency       TEXT NOT NULL,
  gross          TEXT NOT NULL,
  mode           TEXT NOT NULL,
  mode_reason    TEXT NOT NULL,
  hash           TEXT NOT NULL,
  xml            BLOB NOT NULL,
  kod_i          TEXT NOT NULL,
  kod_ii         TEXT,
  certificate    TEXT,
  deadline       TEXT,
  deadline_facts TEXT NOT NULL,
  state          TEXT NOT NULL,
  state_facts    TEXT NOT NULL,
  ksef_number    TEXT,
  upo            BLOB
);

-- KSeF refuses a second invoice of the same seller, kind and number (LAW 65); only a refused one frees its number.
CREATE UNIQUE INDEX invoice_number ON invoice (company, environment, kind, number) WHERE state <> 'rejected';
CREATE INDEX invoice_state ON invoice (company, state);

CREATE TABLE transition (
  id      INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  at      TEXT NOT NULL,
  state   TEXT NOT NULL,
  facts   TEXT NOT NULL,
  cause   TEXT NOT NULL
);
CREATE INDEX transition_invoice ON transition (invoice);
CREATE TRIGGER transition_is_never_rewritten BEFORE UPDATE ON transition BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;
CREATE TRIGGER transition_is_never_removed BEFORE DELETE ON transition BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;

CREATE TABLE session (
  reference   TEXT PRIMARY KEY,
  company     TEXT NOT NULL REFERENCES company (nip),
  environment TEXT NOT NULL,
  opened_at   TEXT NOT NULL,
  settled_at  TEXT,
  outcome     TEXT
);
