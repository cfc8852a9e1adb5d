-- where notices go besides Telegram
ALTER TABLE posts ADD COLUMN email TEXT NOT NULL DEFAULT '';
CREATE TABLE mails (
    id INTEGER PRIMARY KEY,
    due INTEGER NOT NULL,
    step TEXT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sent', 'failed', 'skipped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    sent_at INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (due, step)
);
CREATE INDEX mails_planned ON mails (due_at) WHERE state = 'planned';
