-- Up to when a company has everything that KSeF holds of it, in each of its roles: nothing is stored there before this moment any more.
CREATE TABLE inbox_mark (
  company  TEXT NOT NULL REFERENCES company (id),
  role     TEXT NOT NULL,
  complete TEXT NOT NULL,
  PRIMARY KEY (company, role)
);

-- A package that was ordered: each phase is here before the next begins, and its key before it is ordered. Where something in it was refused,
-- the package stays as it came until a person decides.
CREATE TABLE inbox_package (
  id           INTEGER PRIMARY KEY,
  company      TEXT NOT NULL REFERENCES company (id),
  role         TEXT NOT NULL,
  from_at      TEXT NOT NULL,
  to_at        TEXT,
  begins_run   INTEGER NOT NULL,
  is_first     INTEGER NOT NULL,
  sealed_key   BLOB,
  phase        TEXT NOT NULL CHECK (phase IN ('asked', 'ready', 'downloaded', 'stored', 'failed')),
  asked_at     TEXT NOT NULL,
  reference    TEXT,
  described    TEXT,
  file         TEXT,
  ended_at     TEXT,
  goes_on      INTEGER NOT NULL DEFAULT 0,
  why          TEXT,
  invoices     INTEGER NOT NULL DEFAULT 0,
  fresh        INTEGER NOT NULL DEFAULT 0,
  alerts       INTEGER NOT NULL DEFAULT 0,
  first_alert  INTEGER,
  refused      INTEGER NOT NULL DEFAULT 0,
  settled_at   TEXT,
  settled_by   TEXT
);
-- One at a time for each role.
CREATE UNIQUE INDEX inbox_package_open ON inbox_package (company, role) WHERE ended_at IS NULL;
CREATE INDEX inbox_package_latest ON inbox_package (company, role, id);
CREATE INDEX inbox_package_news ON inbox_package (company, ended_at) WHERE alerts > 0;
CREATE INDEX inbox_package_refused ON inbox_package (company, id) WHERE refused > 0 AND settled_at IS NULL;

-- What of a package was refused, and why.
CREATE TABLE inbox_refused (
  id      INTEGER PRIMARY KEY,
  company TEXT NOT NULL REFERENCES company (id),
  package INTEGER NOT NULL REFERENCES inbox_package (id),
  name    TEXT,
  code    TEXT NOT NULL,
  pl      TEXT NOT NULL,
  en      TEXT NOT NULL
);
CREATE INDEX inbox_refused_of ON inbox_refused (company, package);

-- An invoice as KSeF holds it: once, however many roles the company has on it.
CREATE TABLE received (
  id          INTEGER PRIMARY KEY,
  company     TEXT NOT NULL REFERENCES company (id),
  ksef_number TEXT NOT NULL,
  state       TEXT NOT NULL,
  role        TEXT NOT NULL,
  number      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  form        TEXT NOT NULL,
  issue_date  TEXT NOT NULL,
  stored_at   TEXT NOT NULL,
  taken_in_at TEXT NOT NULL,
  mode        TEXT NOT NULL,
  seller_nip  TEXT NOT NULL,
  seller_name TEXT NOT NULL,
  buyer_id    TEXT NOT NULL,
  buyer_name  TEXT NOT NULL,
  net         TEXT NOT NULL,
  vat         TEXT NOT NULL,
  gross       TEXT NOT NULL,
  currency    TEXT NOT NULL,
  hash        TEXT NOT NULL,
  size        INTEGER NOT NULL,
  self_billed INTEGER NOT NULL,
  accounts    TEXT NOT NULL,
  usual       TEXT,
  due_date    TEXT,
  package     INTEGER NOT NULL REFERENCES inbox_package (id),
  came_at     TEXT NOT NULL,
  version     INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX received_ksef_number ON received (company, ksef_number);
CREATE INDEX received_of_company ON received (company, id);
CREATE INDEX received_state ON received (company, state, id);
CREATE INDEX received_hash ON received (hash);
CREATE INDEX received_number ON received (company, number, seller_nip);
CREATE INDEX received_other_account_new ON received (company, state, id) WHERE usual IS NOT NULL;
CREATE INDEX received_other_account ON received (company, id) WHERE usual IS NOT NULL;
-- pg: CREATE INDEX received_month ON received (company, substr(issue_date, 1, 7), (id + 0));

-- Its bytes, deflated (RFC 1951).
CREATE TABLE received_file (
  received INTEGER PRIMARY KEY REFERENCES received (id),
  company  TEXT NOT NULL,
  deflated BLOB NOT NULL
);

-- The roles that the company has on it, the first one included.
CREATE TABLE received_role (
  company  TEXT NOT NULL,
  role     TEXT NOT NULL,
  received INTEGER NOT NULL REFERENCES received (id),
  PRIMARY KEY (company, role, received)
) WITHOUT ROWID;

-- Who put it into which state, when. Never rewritten.
CREATE TABLE received_step (
  id       INTEGER PRIMARY KEY,
  company  TEXT NOT NULL REFERENCES company (id),
  received INTEGER NOT NULL REFERENCES received (id),
  at       TEXT NOT NULL,
  state    TEXT NOT NULL,
  done_by  TEXT NOT NULL,
  note     TEXT NOT NULL
);
CREATE INDEX received_step_of ON received_step (company, received, id);
CREATE TRIGGER received_step_is_never_rewritten BEFORE UPDATE ON received_step BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;
CREATE TRIGGER received_step_is_never_removed BEFORE DELETE ON received_step BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;

-- The invoices that a received one names: originals of corrections, advances of settlements.
CREATE TABLE received_name (
  company     TEXT NOT NULL,
  received    INTEGER NOT NULL REFERENCES received (id),
  seller_nip  TEXT NOT NULL,
  number      TEXT,
  ksef_number TEXT
);
CREATE INDEX received_name_of ON received_name (company, received);
CREATE INDEX received_name_number ON received_name (company, seller_nip, number);
CREATE INDEX received_name_ksef_number ON received_name (company, ksef_number);

-- The accounts to which a seller is usually paid: those of invoices that nobody doubted.
CREATE TABLE seller_account (
  company    TEXT NOT NULL REFERENCES company (id),
  seller_nip TEXT NOT NULL,
  account    TEXT NOT NULL,
  since      TEXT NOT NULL,
  PRIMARY KEY (company, seller_nip, account)
) WITHOUT ROWID;

-- By what received invoices are found: words of our own making, see ReceivedWords.
CREATE VIRTUAL TABLE received_text USING fts5 (words, content='', columnsize=0, detail=none, prefix='3 4', tokenize='ascii');
