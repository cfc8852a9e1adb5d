ALTER TABLE mailings ADD COLUMN deed TEXT NOT NULL DEFAULT 'send' CHECK (deed IN ('send', 'reply', 'edit', 'delete'));
-- whose messages are answered, edited or deleted
ALTER TABLE mailings ADD COLUMN about INTEGER REFERENCES mailings (id);
-- by which /verify finds it
ALTER TABLE mailings ADD COLUMN code TEXT;
ALTER TABLE mailings ADD COLUMN repeats TEXT NOT NULL DEFAULT '' CHECK (repeats IN ('', 'week', 'month', 'quarter'));
-- of the series: the end of a month is counted from it
ALTER TABLE mailings ADD COLUMN first_at INTEGER;
ALTER TABLE mailings ADD COLUMN paid INTEGER NOT NULL DEFAULT 0;
-- why nobody else was asked
ALTER TABLE mailings ADD COLUMN emergency TEXT NOT NULL DEFAULT '';
-- who looked at an emergency afterwards
ALTER TABLE mailings ADD COLUMN reviewed_by INTEGER;
ALTER TABLE mailings ADD COLUMN frozen_at INTEGER;
-- the message that shows how far it is
ALTER TABLE mailings ADD COLUMN watched_chat INTEGER;
ALTER TABLE mailings ADD COLUMN watched_message INTEGER;
CREATE UNIQUE INDEX mailings_code ON mailings (code);
CREATE INDEX mailings_starting ON mailings (starts_at);
-- the hromada's code, or the mark of a post's place
ALTER TABLE outbox ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- the message that is answered, edited or deleted
ALTER TABLE outbox ADD COLUMN target INTEGER;
-- of an album, after the first, with spaces between
ALTER TABLE outbox ADD COLUMN more_ids TEXT;
ALTER TABLE outbox ADD COLUMN done_at INTEGER;
CREATE INDEX outbox_states ON outbox (mailing, state);
CREATE INDEX questions_of_person ON questions (person_id, asked_at);
