-- Days that statutes made free or working beyond the yearly ones; the last line about a day holds, 'usual' takes it back (LAW 87).
CREATE TABLE calendar_change (
  id     INTEGER PRIMARY KEY,
  day    TEXT NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('free', 'worked', 'usual')),
  reason TEXT NOT NULL,
  at     TEXT NOT NULL
);
CREATE TRIGGER calendar_change_is_never_rewritten BEFORE UPDATE ON calendar_change BEGIN SELECT RAISE(ABORT, 'the calendar is never rewritten'); END;
CREATE TRIGGER calendar_change_is_never_removed BEFORE DELETE ON calendar_change BEGIN SELECT RAISE(ABORT, 'the calendar is never rewritten'); END;

-- Whether KSeF answered when it was last asked, once for all companies of an environment.
CREATE TABLE presence (
  environment TEXT PRIMARY KEY,
  answers     INTEGER NOT NULL,
  since       TEXT NOT NULL,
  asked_at    TEXT NOT NULL,
  words       TEXT
);

-- When Latarnia was last asked, whether or not it answered.
CREATE TABLE latarnia_asked (
  environment TEXT PRIMARY KEY,
  asked_at    TEXT NOT NULL
);

-- What a company was allowed when it was last signed in: the rights in its access token.
CREATE TABLE rights (
  company     TEXT PRIMARY KEY REFERENCES company (nip),
  permissions TEXT NOT NULL,
  read_at     TEXT NOT NULL
);
