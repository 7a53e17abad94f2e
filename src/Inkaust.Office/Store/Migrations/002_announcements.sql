-- Latarnia drops its messages after 30 days, the tax authority asks after years: they are kept as they came (LAW 35, 107).
CREATE TABLE announcement (
  id           INTEGER PRIMARY KEY,
  environment  TEXT NOT NULL,
  raw          TEXT NOT NULL,
  raw_hash     TEXT NOT NULL,
  first_read_at TEXT NOT NULL,
  UNIQUE (environment, raw_hash)
);

CREATE TABLE latarnia (
  environment TEXT PRIMARY KEY,
  state       TEXT NOT NULL,
  read_at     TEXT NOT NULL
);

-- Nobody enters a total failure but a person (LAW 3, 30).
CREATE TABLE total_failure (
  environment  TEXT NOT NULL,
  event_id     INTEGER NOT NULL,
  reference    TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  PRIMARY KEY (environment, event_id)
);

ALTER TABLE invoice ADD COLUMN mode_evidence TEXT NOT NULL DEFAULT '{}';

CREATE TABLE deadline_change (
  id      INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  at      TEXT NOT NULL,
  facts   TEXT NOT NULL
);
CREATE INDEX deadline_change_invoice ON deadline_change (invoice);
CREATE TRIGGER deadline_change_is_never_rewritten BEFORE UPDATE ON deadline_change BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;
CREATE TRIGGER deadline_change_is_never_removed BEFORE DELETE ON deadline_change BEGIN SELECT RAISE(ABORT, 'the ledger is never rewritten'); END;

ALTER TABLE certificate ADD COLUMN status TEXT;
ALTER TABLE certificate ADD COLUMN status_at TEXT;
