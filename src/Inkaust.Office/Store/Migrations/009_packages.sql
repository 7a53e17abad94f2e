-- How KSeF judged each package as a whole: what is refused every time goes again ever more rarely, also after a restart. Without a session it was
-- not even let in; without a refusal it was taken apart, or a person asked to begin anew.
CREATE TABLE package (
  id          INTEGER PRIMARY KEY,
  company     TEXT NOT NULL REFERENCES company (nip),
  environment TEXT NOT NULL,
  session     TEXT UNIQUE,
  begun_at    TEXT NOT NULL,
  judged_at   TEXT,
  refusal     TEXT
);
CREATE INDEX package_judged ON package (company, environment, judged_at) WHERE judged_at IS NOT NULL;
