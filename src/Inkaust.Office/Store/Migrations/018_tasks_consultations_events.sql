-- What people add to a task. The task itself is nowhere: it follows from what is true, and is known by its key.
CREATE TABLE task_note (
  company       TEXT NOT NULL REFERENCES company (id),
  task          TEXT NOT NULL,
  assigned_to   TEXT,
  put_off_until TEXT,
  done_at       TEXT,
  done_by       TEXT,
  PRIMARY KEY (company, task)
);

-- Invoices whose numbers came in a later month than that of their date: JPK may have been filed with a marker in their place (LAW 68). The number
-- of KSeF bears the day on which it was given: NIP-YYYYMMDD-...
CREATE INDEX invoice_numbered_in_a_later_month ON invoice (company, environment, issue_date, mode, ksef_number)
  WHERE substr(ksef_number, 12, 6) > replace(substr(issue_date, 1, 7), '-', '');

-- Whether a receipt is lacking is asked on every page: by this index, and not by one that leads to all that was accepted.
DROP INDEX invoice_without_upo;
CREATE INDEX invoice_without_upo ON invoice (company, state, environment) WHERE state = 'accepted' AND upo IS NULL AND session_upo IS NULL;

-- A thread of questions and answers: with the accountants of the company, or with the specialist of whoever runs the installation.
CREATE TABLE consultation (
  id         INTEGER PRIMARY KEY,
  company    TEXT NOT NULL REFERENCES company (id),
  partner    TEXT NOT NULL CHECK (partner IN ('accountant', 'specialist')),
  subject    TEXT NOT NULL,
  invoice    INTEGER REFERENCES invoice (id),
  opened_by  TEXT NOT NULL,
  opened_at  TEXT NOT NULL,
  closed_by  TEXT,
  closed_at  TEXT
);
CREATE INDEX consultation_of_company ON consultation (company, id);
CREATE INDEX consultation_of_specialist ON consultation (id) WHERE partner = 'specialist';

CREATE TABLE consultation_message (
  id           INTEGER PRIMARY KEY,
  company      TEXT NOT NULL REFERENCES company (id),
  consultation INTEGER NOT NULL REFERENCES consultation (id),
  author       TEXT NOT NULL,
  at           TEXT NOT NULL,
  content      TEXT NOT NULL
);
CREATE INDEX consultation_message_of ON consultation_message (company, consultation, id);

-- Files are kept as they came, are never opened here, and leave only as downloads.
CREATE TABLE consultation_file (
  id      INTEGER PRIMARY KEY,
  company TEXT NOT NULL REFERENCES company (id),
  message INTEGER NOT NULL REFERENCES consultation_message (id),
  name    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  content BLOB NOT NULL
);
CREATE INDEX consultation_file_of ON consultation_file (company, message);

-- Up to which message somebody has read.
CREATE TABLE consultation_read (
  company      TEXT NOT NULL REFERENCES company (id),
  consultation INTEGER NOT NULL REFERENCES consultation (id),
  account      TEXT NOT NULL,
  up_to        INTEGER NOT NULL,
  PRIMARY KEY (consultation, account)
);

-- What anybody asks for, without an account, and what was answered by e-mail.
CREATE TABLE inquiry (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  name      TEXT NOT NULL,
  email     TEXT NOT NULL,
  nip       TEXT,
  offer     TEXT NOT NULL,
  content   TEXT NOT NULL,
  language  TEXT NOT NULL,
  came_from TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX inquiry_came_from ON inquiry (came_from, at);

CREATE TABLE inquiry_answer (
  id      INTEGER PRIMARY KEY,
  inquiry INTEGER NOT NULL REFERENCES inquiry (id),
  at      TEXT NOT NULL,
  author  TEXT NOT NULL,
  content TEXT NOT NULL
);

-- The packages that may be asked for, by name.
CREATE TABLE offer (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
INSERT INTO offer (name) VALUES ('JDG M');

-- When the specialist answers, by the clock of Poland, on working days.
CREATE TABLE office_hours (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  opens  TEXT NOT NULL,
  closes TEXT NOT NULL
);

-- What must not be missed: each thing once, whoever of several instances sees it first. Without an account it is for everybody of the company.
CREATE TABLE event (
  id      INTEGER PRIMARY KEY,
  company TEXT NOT NULL REFERENCES company (id),
  subject TEXT NOT NULL,
  account TEXT NOT NULL DEFAULT '',
  kind    TEXT NOT NULL,
  at      TEXT NOT NULL,
  facts   TEXT NOT NULL,
  UNIQUE (company, subject, account)
);
CREATE INDEX event_of_company ON event (company, id);

-- Events on their way to somebody by e-mail: at once, or with those of the day.
CREATE TABLE event_letter (
  company TEXT NOT NULL REFERENCES company (id),
  event   INTEGER NOT NULL REFERENCES event (id),
  account TEXT NOT NULL,
  pace    TEXT NOT NULL CHECK (pace IN ('at-once', 'daily')),
  put_at  TEXT,
  PRIMARY KEY (event, account)
);
CREATE INDEX event_letter_waiting ON event_letter (company, account) WHERE put_at IS NULL;

-- Up to which event somebody has seen.
CREATE TABLE event_seen (
  company TEXT NOT NULL REFERENCES company (id),
  account TEXT NOT NULL,
  up_to   INTEGER NOT NULL,
  PRIMARY KEY (company, account)
);

-- How somebody wants to hear of a kind of event, where it is not as usual.
CREATE TABLE notice_choice (
  company TEXT NOT NULL REFERENCES company (id),
  account TEXT NOT NULL,
  kind    TEXT NOT NULL,
  pace    TEXT NOT NULL CHECK (pace IN ('at-once', 'daily', 'never')),
  PRIMARY KEY (company, account, kind)
);

-- How far the steps of all ledgers have been looked at for events, and from where on.
CREATE TABLE event_cursor (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  began INTEGER NOT NULL,
  step  INTEGER NOT NULL
);

-- The secret address of somebody's calendar of a company; only its hash is kept.
CREATE TABLE calendar_feed (
  company     TEXT NOT NULL REFERENCES company (id),
  account     TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  made_at     TEXT NOT NULL,
  PRIMARY KEY (company, account)
);
