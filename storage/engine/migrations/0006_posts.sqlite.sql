CREATE TABLE people_new (
    person_id INTEGER PRIMARY KEY, -- Telegram's number
    hromada TEXT, -- KATOTTG code, where the person named it
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'deactivated')),
    quiet_from INTEGER, -- minutes after midnight; NULL: as the bot proposes
    quiet_until INTEGER,
    silent_until INTEGER, -- the person asked not to be disturbed until then
    changed_at INTEGER NOT NULL
);
INSERT INTO people_new (person_id, hromada, state, changed_at) SELECT person_id, hromada, state, changed_at FROM people;
DROP TABLE people;
ALTER TABLE people_new RENAME TO people;
CREATE TABLE subscriptions (
    person_id INTEGER NOT NULL,
    theme TEXT NOT NULL,
    since_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, theme)
);
CREATE TABLE consents (
    person_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    version TEXT NOT NULL, -- of the words the person agreed to
    given_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    PRIMARY KEY (person_id, purpose, version, given_at)
);
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
);
CREATE TABLE posts (
    id TEXT PRIMARY KEY, -- place and title, h02001-head
    place TEXT NOT NULL, -- the mark of a hromada, or b and the number of a body
    title TEXT NOT NULL CHECK (title IN ('head', 'cdto', 'coordinator', 'maternity')),
    made_at INTEGER NOT NULL
);
CREATE TABLE invites (
    hash TEXT PRIMARY KEY, -- SHA-256 of the token: who reads the database cannot use a link
    kind TEXT NOT NULL CHECK (kind IN ('holder', 'delegate', 'role')),
    target TEXT NOT NULL, -- the id of a post, or a role
    delegate_until INTEGER,
    made_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL, -- Telegram's number, 0 for the command line
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
);
CREATE INDEX invites_open ON invites (target) WHERE used_at IS NULL AND revoked_at IS NULL;
CREATE TABLE tenures (
    id INTEGER PRIMARY KEY,
    post TEXT NOT NULL REFERENCES posts (id),
    person_id INTEGER, -- NULL once the person asked to be forgotten
    name TEXT NOT NULL, -- as it stood in Telegram on joining
    kind TEXT NOT NULL CHECK (kind IN ('holder', 'delegate')),
    since_at INTEGER NOT NULL,
    until_at INTEGER, -- NULL: still
    replaced_by INTEGER REFERENCES tenures (id), -- who came after, as long as that can be undone
    asked_at INTEGER, -- «do you still hold it?»
    confirmed_at INTEGER
);
CREATE UNIQUE INDEX tenures_one_holder ON tenures (post) WHERE kind = 'holder' AND until_at IS NULL;
CREATE INDEX tenures_of_person ON tenures (person_id);
CREATE TABLE roles (
    person_id INTEGER PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('operator', 'admin')),
    name TEXT NOT NULL,
    since_at INTEGER NOT NULL
);
CREATE TABLE bars (
    id INTEGER PRIMARY KEY,
    barred_id INTEGER NOT NULL, -- Telegram's number; it stays when the person has her data deleted
    reason TEXT NOT NULL,
    barred_at INTEGER NOT NULL,
    lifted_at INTEGER
);
CREATE UNIQUE INDEX bars_one ON bars (barred_id) WHERE lifted_at IS NULL;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id INTEGER NOT NULL, -- Telegram's number, 0 for the bot itself and the command line
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- What is older than a year, by the audit's own time, may go: retention, not tampering.
CREATE TRIGGER audit_lasts BEFORE DELETE ON audit WHEN OLD.at > (SELECT MAX(at) FROM audit) - 31536000000 BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
