-- A device issues with no network (docs/pocket.md): a browser in which the key of a KSeF certificate was made that never leaves it. What is kept of it
-- here is what everybody may know.
CREATE TABLE device (
  company      TEXT NOT NULL REFERENCES company (id),
  id           TEXT NOT NULL,
  name         TEXT NOT NULL,
  account      TEXT NOT NULL,
  public_key   BLOB NOT NULL,
  to_sign      BLOB NOT NULL,
  applied_at   TEXT,
  enrolment    TEXT,
  certificate  BLOB,
  serial       TEXT,
  valid_from   TEXT,
  valid_to     TEXT,
  series       TEXT NOT NULL,
  added_at     TEXT NOT NULL,
  added_by     TEXT NOT NULL,
  enrolled_at  TEXT,
  blocked_at   TEXT,
  blocked_by   TEXT,
  because      TEXT,
  revoked_at   TEXT,
  status       TEXT,
  status_at    TEXT,
  contact_at   TEXT,
  contact_off  INTEGER,
  app          TEXT,
  holding      TEXT,
  PRIMARY KEY (company, id)
);
CREATE UNIQUE INDEX device_public_key ON device (public_key);

-- What devices handed over, byte for byte: in the ledger, or kept for a person to decide.
CREATE TABLE device_invoice (
  id         INTEGER PRIMARY KEY,
  company    TEXT NOT NULL REFERENCES company (id),
  device     TEXT NOT NULL,
  hash       TEXT NOT NULL,
  xml        BLOB NOT NULL,
  said       TEXT NOT NULL,
  came_at    TEXT NOT NULL,
  came_off   INTEGER NOT NULL,
  invoice    INTEGER REFERENCES invoice (id),
  findings   TEXT,
  closed_at  TEXT,
  closed_by  TEXT,
  because    TEXT,
  UNIQUE (company, device, hash)
);
CREATE INDEX device_invoice_of ON device_invoice (invoice);

-- The series of a device is drawn from by that device alone.
ALTER TABLE number_series ADD COLUMN device TEXT;

-- pg: DO $$
-- pg: DECLARE one name;
-- pg: BEGIN
-- pg:   FOREACH one IN ARRAY ARRAY['device', 'device_invoice']
-- pg:   LOOP
-- pg:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
-- pg:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', one);
-- pg:     EXECUTE format('CREATE POLICY of_its_company ON %I USING (sees_company(company))', one);
-- pg:   END LOOP;
-- pg: END
-- pg: $$;
