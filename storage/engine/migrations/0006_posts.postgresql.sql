CREATE TABLE people_new (
    person_id BIGINT PRIMARY KEY, -- Telegram's number
    hromada TEXT, -- KATOTTG code, where the person named it
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'deactivated')),
    quiet_from BIGINT, -- minutes after midnight; NULL: as the bot proposes
    quiet_until BIGINT,
    silent_until BIGINT, -- the person asked not to be disturbed until then
    changed_at BIGINT NOT NULL
);
INSERT INTO people_new (person_id, hromada, state, changed_at) SELECT person_id, hromada, state, changed_at FROM people;
DROP TABLE people;
ALTER TABLE people_new RENAME TO people;
CREATE TABLE subscriptions (
    person_id BIGINT NOT NULL,
    theme TEXT NOT NULL,
    since_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, theme)
);
CREATE TABLE consents (
    person_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    version TEXT NOT NULL, -- of the words the person agreed to
    given_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (person_id, purpose, version, given_at)
);
CREATE TABLE bodies (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL
);
CREATE TABLE posts (
    id TEXT PRIMARY KEY, -- place and title, h02001-head
    place TEXT NOT NULL, -- the mark of a hromada, or b and the number of a body
    title TEXT NOT NULL CHECK (title IN ('head', 'cdto', 'coordinator', 'maternity')),
    made_at BIGINT NOT NULL
);
CREATE TABLE invites (
    hash TEXT PRIMARY KEY, -- SHA-256 of the token: who reads the database cannot use a link
    kind TEXT NOT NULL CHECK (kind IN ('holder', 'delegate', 'role')),
    target TEXT NOT NULL, -- the id of a post, or a role
    delegate_until BIGINT,
    made_at BIGINT NOT NULL,
    made_by BIGINT NOT NULL, -- Telegram's number, 0 for the command line
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX invites_open ON invites (target) WHERE used_at IS NULL AND revoked_at IS NULL;
CREATE TABLE tenures (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post TEXT NOT NULL REFERENCES posts (id),
    person_id BIGINT, -- NULL once the person asked to be forgotten
    name TEXT NOT NULL, -- as it stood in Telegram on joining
    kind TEXT NOT NULL CHECK (kind IN ('holder', 'delegate')),
    since_at BIGINT NOT NULL,
    until_at BIGINT, -- NULL: still
    replaced_by BIGINT REFERENCES tenures (id), -- who came after, as long as that can be undone
    asked_at BIGINT, -- «do you still hold it?»
    confirmed_at BIGINT
);
CREATE UNIQUE INDEX tenures_one_holder ON tenures (post) WHERE kind = 'holder' AND until_at IS NULL;
CREATE INDEX tenures_of_person ON tenures (person_id);
CREATE TABLE roles (
    person_id BIGINT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('operator', 'admin')),
    name TEXT NOT NULL,
    since_at BIGINT NOT NULL
);
CREATE TABLE bars (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    barred_id BIGINT NOT NULL, -- Telegram's number; it stays when the person has her data deleted
    reason TEXT NOT NULL,
    barred_at BIGINT NOT NULL,
    lifted_at BIGINT
);
CREATE UNIQUE INDEX bars_one ON bars (barred_id) WHERE lifted_at IS NULL;
CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    actor_id BIGINT NOT NULL, -- Telegram's number, 0 for the bot itself and the command line
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuses();
-- What is older than a year, by the audit's own time, may go: retention, not tampering.
CREATE FUNCTION audit_lasting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.at > (SELECT MAX(at) FROM audit) - 31536000000 THEN RAISE EXCEPTION 'the audit is append-only'; END IF; RETURN OLD; END $$;
CREATE TRIGGER audit_lasts BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_lasting();
