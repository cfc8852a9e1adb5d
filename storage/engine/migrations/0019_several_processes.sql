-- which courier claimed the row last: only its outcome counts, but for a message that left
ALTER TABLE outbox ADD COLUMN claimed_by BIGINT;
-- what became of the nightly copy of a day
CREATE TABLE backups (
    day TEXT PRIMARY KEY, -- 2026-11-26
    ended_at BIGINT NOT NULL,
    rows_checked BIGINT NOT NULL,
    problem TEXT NOT NULL -- empty where the copy was made and opened again
);
-- the last message that was taken for an answer: a press that came later may be handled before it, at another worker
ALTER TABLE drafts ADD COLUMN taken_id BIGINT NOT NULL DEFAULT 0;
UPDATE drafts SET taken_id = last_update_id;
