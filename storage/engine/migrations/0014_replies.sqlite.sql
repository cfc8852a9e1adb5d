-- each version of a reply; a correction is a new one
CREATE TABLE replies (
    id INTEGER PRIMARY KEY,
    due INTEGER NOT NULL,
    person_id INTEGER,
    how TEXT NOT NULL,
    answers TEXT NOT NULL DEFAULT '{}',
    made_at INTEGER NOT NULL,
    sent_at INTEGER
);
CREATE UNIQUE INDEX replies_one_draft ON replies (due) WHERE sent_at IS NULL;
CREATE INDEX replies_sent ON replies (due, sent_at);
