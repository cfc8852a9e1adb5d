-- The answer found did not help.
ALTER TABLE questions ADD COLUMN not_helpful_at BIGINT;
-- The person agreed to be told when there is an answer.
ALTER TABLE questions ADD COLUMN wants_answer_at BIGINT;
-- She was told, or cannot be reached.
ALTER TABLE questions ADD COLUMN told_at BIGINT;
CREATE INDEX questions_asked ON questions (asked_at);
CREATE INDEX questions_wanting ON questions (wants_answer_at) WHERE told_at IS NULL;
CREATE TABLE digests (
    week TEXT PRIMARY KEY, -- the Monday on which it is due, 2026-11-23
    sent_at BIGINT NOT NULL
);
