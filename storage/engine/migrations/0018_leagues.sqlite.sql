-- a quarter's rating from one source; until it is published its figures stand in league_rows
CREATE TABLE leagues (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    source TEXT NOT NULL,
    weights TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    closes_on TEXT,
    published_at INTEGER,
    UNIQUE (quarter, source)
);
CREATE TABLE league_rows (
    id INTEGER PRIMARY KEY,
    league INTEGER NOT NULL REFERENCES leagues (id),
    mark TEXT NOT NULL,
    staff INTEGER NOT NULL,
    low INTEGER NOT NULL,
    middle INTEGER NOT NULL,
    high INTEGER NOT NULL,
    told_at INTEGER,
    UNIQUE (league, mark)
);
CREATE TABLE league_objections (
    id INTEGER PRIMARY KEY,
    row_id INTEGER NOT NULL REFERENCES league_rows (id),
    person_id INTEGER,
    text TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    verdict TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    decided_at INTEGER
);
CREATE UNIQUE INDEX league_objections_one_open ON league_objections (row_id) WHERE verdict = '';
-- what was published, word for word: a correction is a new version, nothing is changed or deleted
CREATE TABLE league_versions (
    league INTEGER NOT NULL REFERENCES leagues (id),
    version INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (league, version)
);
-- a table that was sent and not taken over yet, and the columns that were confirmed for such headings
CREATE TABLE league_tables (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    cells TEXT NOT NULL,
    layout TEXT NOT NULL,
    made_at INTEGER NOT NULL
);
CREATE TABLE league_layouts (
    headings TEXT PRIMARY KEY,
    layout TEXT NOT NULL
);
