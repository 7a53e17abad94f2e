-- Events of a company are written by one transaction after another: their numbers grow in the order in which they can be seen, and whoever reads on
-- from the last one that he has seen misses none. The mark tells numbers of this installation from those of another.
CREATE TABLE event_order (
  company TEXT PRIMARY KEY REFERENCES company (id),
  mark    TEXT NOT NULL,
  written INTEGER NOT NULL
);

-- Where the events of a company are sent, with the sealed secret that signs them; while it is replaced, the one before signs too.
CREATE TABLE webhook (
  id            TEXT PRIMARY KEY,
  company       TEXT NOT NULL REFERENCES company (id),
  url           TEXT NOT NULL,
  events        TEXT NOT NULL,
  sealed        BLOB NOT NULL,
  former        BLOB,
  former_until  TEXT,
  made_by       TEXT NOT NULL,
  made_at       TEXT NOT NULL,
  failing_since TEXT,
  disabled_at   TEXT,
  disabled_why  TEXT CHECK (disabled_why IN ('person', 'gone', 'failing'))
);
CREATE INDEX webhook_of_company ON webhook (company);

-- What is to be sent there, written together with the event; without an event it is a test. Whoever has claimed one sends it: the claim ends by the
-- clock of the database, and its number grows with every holder.
CREATE TABLE webhook_delivery (
  id            INTEGER PRIMARY KEY,
  company       TEXT NOT NULL REFERENCES company (id),
  webhook       TEXT NOT NULL REFERENCES webhook (id),
  message       TEXT NOT NULL,
  event         INTEGER REFERENCES event (id),
  name          TEXT NOT NULL,
  invoice       INTEGER,
  happened_at   TEXT NOT NULL,
  body          BLOB,
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  tries         INTEGER NOT NULL,
  next_at       TEXT,
  ended_at      TEXT,
  claim         INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL,
  UNIQUE (webhook, event)
);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_in_order ON webhook_delivery (webhook, invoice, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_of ON webhook_delivery (company, webhook, id);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (company, ended_at) WHERE ended_at IS NOT NULL;

-- Each try, and what was answered.
CREATE TABLE webhook_attempt (
  id       INTEGER PRIMARY KEY,
  company  TEXT NOT NULL REFERENCES company (id),
  delivery INTEGER NOT NULL REFERENCES webhook_delivery (id),
  at       TEXT NOT NULL,
  took     INTEGER NOT NULL,
  outcome  TEXT NOT NULL,
  status   INTEGER,
  answer   TEXT NOT NULL
);
CREATE INDEX webhook_attempt_of ON webhook_attempt (company, delivery, id);
