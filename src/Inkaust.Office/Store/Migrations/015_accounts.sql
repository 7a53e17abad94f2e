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
  created_at TEXT NOT NULL,
  password_hash TEXT,
  stamp TEXT NOT NULL,
  second_factor INTEGER NOT NULL DEFAULT 0,
  authenticator BLOB,
  authenticator_step INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX account_email ON account (email_key);
CREATE TABLE recovery_code (
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (account, hash)
);
CREATE TABLE passkey (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  facts TEXT NOT NULL,
  created_at TEXT NOT NULL,
  used_at TEXT
);
CREATE INDEX passkey_account ON passkey (account);

-- When, from where and with what people signed in.
CREATE TABLE sign_in (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL,
  browser TEXT NOT NULL,
  way TEXT NOT NULL
);
CREATE INDEX sign_in_account ON sign_in (account, id);

-- Codes by e-mail. The browser that asked holds a secret: the row is found by its hash, and the code is hashed together with it.
CREATE TABLE email_code (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  hash TEXT NOT NULL,
  facts BLOB NOT NULL,
  wrong INTEGER NOT NULL,
  sent_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
);

-- What was tried in vain, and until when it may not be tried again.
CREATE TABLE throttle (
  name TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  until TEXT NOT NULL
);

-- Keys by which the web app seals cookies and forms; each is sealed itself.
CREATE TABLE web_key (
  id TEXT PRIMARY KEY,
  sealed BLOB NOT NULL,
  added_at TEXT NOT NULL
);

-- Who may do what for a company.
CREATE TABLE member (
  company TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (company, account)
);
CREATE INDEX member_account ON member (account);

-- Who was asked to join, by a link that works once.
CREATE TABLE invitation (
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  at TEXT NOT NULL,
  ends_at TEXT NOT NULL
);
CREATE UNIQUE INDEX invitation_secret ON invitation (secret_hash);
CREATE INDEX invitation_company ON invitation (company, id);

-- What people did in a company.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  origin TEXT NOT NULL,
  deed TEXT NOT NULL,
  about TEXT NOT NULL,
  outcome TEXT NOT NULL
);
CREATE INDEX audit_company ON audit (company, id);

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
