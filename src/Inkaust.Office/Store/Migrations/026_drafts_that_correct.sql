-- A draft that corrects may wait for the number of its original: which request held it is known, so that it is held once.
ALTER TABLE held_correction ADD COLUMN request_key TEXT;
CREATE UNIQUE INDEX held_correction_request ON held_correction (company, request_key) WHERE request_key IS NOT NULL AND withdrawn_at IS NULL;

-- What people look for is found without Polish letters, as buyers are.
UPDATE invoice SET sought = replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(sought,
    'Ą', 'a'), 'Ć', 'c'), 'Ę', 'e'), 'Ł', 'l'), 'Ń', 'n'), 'Ó', 'o'), 'Ś', 's'), 'Ź', 'z'), 'Ż', 'z'),
    'ą', 'a'), 'ć', 'c'), 'ę', 'e'), 'ł', 'l'), 'ń', 'n'), 'ó', 'o'), 'ś', 's'), 'ź', 'z'), 'ż', 'z');
