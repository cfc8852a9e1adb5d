CREATE TABLE people (
    person_id BIGINT PRIMARY KEY, -- Telegram's number
    hromada TEXT, -- KATOTTG code, where the person named it
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked')),
    changed_at BIGINT NOT NULL
);
