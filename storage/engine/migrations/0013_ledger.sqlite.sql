-- the number of the official letter that the notice stands beside
ALTER TABLE notices ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN wants_ack INTEGER NOT NULL DEFAULT 1;
-- the fields of the reply, JSON; empty where none is asked
ALTER TABLE notices ADD COLUMN form TEXT NOT NULL DEFAULT '';
-- files by Telegram's ids, JSON
ALTER TABLE notices ADD COLUMN media TEXT NOT NULL DEFAULT '[]';
-- the posts that are meant, as long as it is being written: ids, JSON
ALTER TABLE notices ADD COLUMN addressed TEXT NOT NULL DEFAULT '[]';
-- by which buttons and prompts name it: ten thousand times the notice, and the place in its list
ALTER TABLE dues ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE dues SET number = notice * 10000
    + (SELECT COUNT(*) FROM dues e WHERE e.notice = dues.notice AND e.post <= dues.post);
CREATE UNIQUE INDEX dues_number ON dues (number);
-- of this post alone, where the deadline was extended
ALTER TABLE dues ADD COLUMN due_on TEXT;
-- by which way it was acknowledged: telegram, email, phone
ALTER TABLE dues ADD COLUMN how TEXT;
-- why it is not theirs, as they say
ALTER TABLE dues ADD COLUMN declined TEXT NOT NULL DEFAULT '';
-- staff agreed that it is not theirs
ALTER TABLE dues ADD COLUMN released_at INTEGER;
-- the deadline that was asked for, and why, until it is decided
ALTER TABLE dues ADD COLUMN wanted_on TEXT;
ALTER TABLE dues ADD COLUMN wanted_why TEXT NOT NULL DEFAULT '';
-- when the reply came, and the version of it that counts
ALTER TABLE dues ADD COLUMN replied_at INTEGER;
-- which dues a message of the outbox is about: none is told twice of the same
CREATE TABLE tellings (
    id INTEGER PRIMARY KEY,
    mailing INTEGER NOT NULL REFERENCES mailings (id),
    person_id INTEGER NOT NULL,
    notice INTEGER NOT NULL REFERENCES notices (id),
    post TEXT NOT NULL REFERENCES posts (id),
    step TEXT NOT NULL,
    UNIQUE (notice, post, person_id, step)
);
CREATE INDEX tellings_of_mailing ON tellings (mailing, person_id);
CREATE INDEX tellings_of_person ON tellings (person_id);
