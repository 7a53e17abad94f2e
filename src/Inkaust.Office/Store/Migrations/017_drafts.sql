-- Invoices that somebody writes. What was issued or thrown away keeps its row, so that a second tab learns what became of it.
CREATE TABLE draft (
  company TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  content BLOB NOT NULL,
  number TEXT,
  buyer_name TEXT,
  gross TEXT,
  currency TEXT,
  series TEXT,
  saved_at TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  taken TEXT,
  taken_series TEXT,
  taken_period TEXT,
  taken_count INTEGER,
  invoice INTEGER,
  removed_at TEXT,
  PRIMARY KEY (company, id)
);
CREATE INDEX draft_shown ON draft (company, saved_at) WHERE invoice IS NULL AND removed_at IS NULL;

-- How a company numbers its invoices, and how far each series has come in each of its periods.
CREATE TABLE number_series (
  company TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  pattern TEXT NOT NULL,
  begins_anew TEXT NOT NULL,
  PRIMARY KEY (company, id)
);
CREATE TABLE number_counter (
  company TEXT NOT NULL,
  series TEXT NOT NULL,
  period TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (company, series, period)
);

-- Buyers as they stood on the last invoice, or as somebody wrote them.
CREATE TABLE buyer (
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL,
  known_by TEXT NOT NULL,
  name TEXT NOT NULL,
  search TEXT NOT NULL,
  party BLOB NOT NULL,
  times INTEGER NOT NULL,
  last_at TEXT NOT NULL
);
CREATE UNIQUE INDEX buyer_known ON buyer (company, known_by);
