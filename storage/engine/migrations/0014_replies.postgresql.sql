-- each version of a reply; a correction is a new one
CREATE TABLE replies (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    due BIGINT NOT NULL,
    person_id BIGINT,
    how TEXT NOT NULL,
    answers TEXT NOT NULL DEFAULT '{}',
    made_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE UNIQUE INDEX replies_one_draft ON replies (due) WHERE sent_at IS NULL;
CREATE INDEX replies_sent ON replies (due, sent_at);
