-- Secrets are sealed for what they belong to (SealPurpose); 1: as older programs sealed them,
-- 2: bound, and never anything else, 3: bound after they were resealed.
CREATE TABLE sealing (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  manner INTEGER NOT NULL
);
INSERT INTO sealing (one, manner) VALUES (1, 1);

-- Whose signature under receipts is believed: this certificate, or where a subject stands here, who bears that name by it. A row counts only
-- with the word of the master key on it.
ALTER TABLE upo_authority ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE upo_authority ADD COLUMN vouched BLOB;

-- KOD II of an invoice issued online, for its transaction confirmation alone: made when it was issued, never when it is drawn.
ALTER TABLE invoice ADD COLUMN confirmation_code TEXT;
