CREATE TABLE files (
    key TEXT PRIMARY KEY,
    file_id TEXT NOT NULL
);
CREATE TABLE shows (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    document TEXT NOT NULL,
    place TEXT NOT NULL,
    update_id INTEGER NOT NULL, -- a press that comes twice is one show
    shown_at INTEGER NOT NULL,
    accepted INTEGER CHECK (accepted IN (0, 1)), -- NULL: not said
    UNIQUE (person_id, update_id)
);
CREATE INDEX shows_at ON shows (shown_at);
