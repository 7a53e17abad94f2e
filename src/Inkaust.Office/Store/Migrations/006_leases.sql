-- Whose turn it is to send for a company. The row stays; its number grows with every holder and never goes back.
CREATE TABLE lease (
  company TEXT PRIMARY KEY REFERENCES company (nip),
  number  INTEGER NOT NULL,
  machine TEXT NOT NULL,
  process INTEGER NOT NULL,
  began   TEXT NOT NULL,
  until   INTEGER NOT NULL
);
