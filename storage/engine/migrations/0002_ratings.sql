CREATE TABLE ratings (
    person_id BIGINT NOT NULL,
    answer_id TEXT NOT NULL,
    revision TEXT NOT NULL, -- of the text the person read
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (answer_id, revision, person_id)
);
