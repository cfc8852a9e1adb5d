-- A body that refused three times in 90 days: a visit is proposed, and what it changed is counted.
CREATE TABLE trainings (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    place_name TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    told_at INTEGER, -- the staff were told
    held_at INTEGER -- the visit took place
);
CREATE INDEX reports_submitted ON reports (submitted_at);
