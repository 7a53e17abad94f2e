-- How the prints of a company look, and what its new drafts begin with.
CREATE TABLE company_look (
  company   TEXT PRIMARY KEY,
  logo      BLOB,
  languages TEXT NOT NULL,
  accounts  TEXT NOT NULL,
  footer    TEXT NOT NULL
);

-- Each time KSeF fell silent, or answered again, as it was seen from here.
CREATE TABLE presence_change (
  id          INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  at          TEXT NOT NULL,
  answers     INTEGER NOT NULL,
  words       TEXT
);
CREATE INDEX presence_change_environment ON presence_change (environment, id);
