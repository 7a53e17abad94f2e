-- One NIP may stand in several environments, and with several accounts: a company has a key of its own. That of the companies so far is their NIP.
ALTER TABLE company RENAME COLUMN nip TO id;
ALTER TABLE company ADD COLUMN nip TEXT NOT NULL DEFAULT '';
UPDATE company SET nip = id;
CREATE UNIQUE INDEX company_nip ON company (nip, environment);

-- Who took a step. Before, nobody wrote it down.
ALTER TABLE transition ADD COLUMN done_by TEXT NOT NULL DEFAULT '';

-- Grows with every step: who has read an older one takes none.
ALTER TABLE invoice ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
