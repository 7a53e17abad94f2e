-- A cause and a reason are a word with its facts, and are worded when they are shown. Where there are no facts, an older version wrote a sentence.
ALTER TABLE transition ADD COLUMN cause_facts TEXT;
ALTER TABLE invoice ADD COLUMN mode_reason_facts TEXT;
