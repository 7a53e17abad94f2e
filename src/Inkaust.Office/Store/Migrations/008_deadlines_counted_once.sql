-- By which announcements and calendar the deadline was last counted; it is counted anew by others only.
ALTER TABLE invoice ADD COLUMN counted_by TEXT NOT NULL DEFAULT '';

-- What waits and what was refused is a small part of a ledger, and is counted without touching the files.
CREATE INDEX invoice_not_in_ksef ON invoice (company, environment, state, deadline, counted_by)
  WHERE state IN ('issued', 'sending', 'unknown', 'rejected');
