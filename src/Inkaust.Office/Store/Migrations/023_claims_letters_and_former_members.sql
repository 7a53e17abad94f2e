-- What a person says of KSeF for a company until a moment, with a reason. Each stays as it was said; one that was ended bears who did it.
CREATE TABLE ksef_claim (
  id           INTEGER PRIMARY KEY,
  company      TEXT NOT NULL,
  is_reachable INTEGER NOT NULL,
  reason       TEXT NOT NULL,
  said_by      TEXT NOT NULL,
  said_at      TEXT NOT NULL,
  until        TEXT NOT NULL,
  ended_by     TEXT,
  ended_at     TEXT
);
CREATE INDEX ksef_claim_of_company ON ksef_claim (company, id);

-- The letter to a buyer, as a company words it in a language; without a row it is the usual one.
CREATE TABLE company_letter (
  company  TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('pl', 'en')),
  subject  TEXT NOT NULL,
  content  TEXT NOT NULL,
  PRIMARY KEY (company, language)
);

-- Who belonged to a company until a while ago, and may be let in again as he was: by an owner when somebody else removed him, by himself when he left.
CREATE TABLE former_member (
  company  TEXT NOT NULL,
  account  TEXT NOT NULL,
  role     TEXT NOT NULL,
  since    TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  PRIMARY KEY (company, account)
);
