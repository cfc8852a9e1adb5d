-- a quarter's rating from one source; until it is published its figures stand in league_rows
CREATE TABLE leagues (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quarter BIGINT NOT NULL,
    source TEXT NOT NULL,
    weights TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    closes_on TEXT,
    published_at BIGINT,
    UNIQUE (quarter, source)
);
CREATE TABLE league_rows (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    league BIGINT NOT NULL REFERENCES leagues (id),
    mark TEXT NOT NULL,
    staff BIGINT NOT NULL,
    low BIGINT NOT NULL,
    middle BIGINT NOT NULL,
    high BIGINT NOT NULL,
    told_at BIGINT,
    UNIQUE (league, mark)
);
CREATE TABLE league_objections (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    row_id BIGINT NOT NULL REFERENCES league_rows (id),
    person_id BIGINT,
    text TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    verdict TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    decided_at BIGINT
);
CREATE UNIQUE INDEX league_objections_one_open ON league_objections (row_id) WHERE verdict = '';
-- what was published, word for word: a correction is a new version, nothing is changed or deleted
CREATE TABLE league_versions (
    league BIGINT NOT NULL REFERENCES leagues (id),
    version BIGINT NOT NULL,
    snapshot TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (league, version)
);
-- a table that was sent and not taken over yet, and the columns that were confirmed for such headings
CREATE TABLE league_tables (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quarter BIGINT NOT NULL,
    cells TEXT NOT NULL,
    layout TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE TABLE league_layouts (
    headings TEXT PRIMARY KEY,
    layout TEXT NOT NULL
);
