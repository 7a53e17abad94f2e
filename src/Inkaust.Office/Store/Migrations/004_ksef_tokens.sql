-- A KSeF token signs in where there is no certificate; it is a secret and is sealed like a key (LAW 83).
CREATE TABLE ksef_token (
  company  TEXT PRIMARY KEY REFERENCES company (nip),
  sealed   BLOB NOT NULL,
  ends_on  TEXT NOT NULL,
  added_at TEXT NOT NULL
);
