-- A body that refused three times in 90 days: a visit is proposed, and what it changed is counted.
CREATE TABLE trainings (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    place TEXT NOT NULL,
    place_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    told_at BIGINT, -- the staff were told
    held_at BIGINT -- the visit took place
);
CREATE INDEX reports_submitted ON reports (submitted_at);
