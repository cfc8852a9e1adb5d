CREATE TABLE files (
    key TEXT PRIMARY KEY,
    file_id TEXT NOT NULL
);
CREATE TABLE shows (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL,
    document TEXT NOT NULL,
    place TEXT NOT NULL,
    update_id BIGINT NOT NULL, -- a press that comes twice is one show
    shown_at BIGINT NOT NULL,
    accepted BIGINT CHECK (accepted IN (0, 1)), -- NULL: not said
    UNIQUE (person_id, update_id)
);
CREATE INDEX shows_at ON shows (shown_at);
