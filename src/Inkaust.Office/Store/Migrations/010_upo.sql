-- Who may sign receipts, or issue who signs them, as a person said; for each environment apart, so that a local KSeF vouches for no real one.
CREATE TABLE upo_authority (
  environment TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  certificate BLOB NOT NULL,
  added_at    TEXT NOT NULL,
  PRIMARY KEY (environment, fingerprint)
);

-- Receipts that prove nothing, as they came and why: evidence, never proof. What comes again is counted and not kept again.
CREATE TABLE refused_upo (
  id          INTEGER PRIMARY KEY,
  company     TEXT NOT NULL REFERENCES company (nip),
  environment TEXT NOT NULL,
  subject     TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  content     BLOB NOT NULL,
  why         TEXT NOT NULL,
  times       INTEGER NOT NULL,
  first_at    TEXT NOT NULL,
  last_at     TEXT NOT NULL,
  UNIQUE (subject, fingerprint)
);
