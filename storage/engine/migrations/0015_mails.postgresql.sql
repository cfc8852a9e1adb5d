-- where notices go besides Telegram
ALTER TABLE posts ADD COLUMN email TEXT NOT NULL DEFAULT '';
CREATE TABLE mails (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    due BIGINT NOT NULL,
    step TEXT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sent', 'failed', 'skipped')),
    attempts BIGINT NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL,
    sent_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (due, step)
);
CREATE INDEX mails_planned ON mails (due_at) WHERE state = 'planned';
