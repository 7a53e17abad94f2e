-- Two accounts may have the same company, in the same environment: a company belongs to the account that added it. Those of the shell belong to none.
ALTER TABLE company ADD COLUMN owner TEXT NOT NULL DEFAULT '';
DROP INDEX company_nip;
CREATE UNIQUE INDEX company_nip ON company (nip, environment, owner);

-- People who sign in to the web app. Where an address is looked for, it is in capitals.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  is_operator INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX account_email ON account (email_key);

-- Who may do what for a company.
CREATE TABLE member (
  company TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (company, account)
);
CREATE INDEX member_account ON member (account);

-- Letters on their way; what stands in one is sealed and, once it is sent, forgotten.
CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  sealed BLOB,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  error TEXT NOT NULL,
  put_at TEXT NOT NULL,
  next_at TEXT NOT NULL,
  not_after TEXT,
  sent_at TEXT
);
CREATE INDEX letter_waiting ON letter (state, next_at);
CREATE TABLE letter_file (
  letter INTEGER NOT NULL,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (letter, place)
);

-- The mail server, as the operator set it.
CREATE TABLE mail_server (
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
);
