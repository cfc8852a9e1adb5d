CREATE TABLE mailings (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('case', 'notice', 'reminder', 'broadcast')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'held', 'running', 'paused', 'finished', 'cancelled')),
    content TEXT NOT NULL, -- JSON
    audience TEXT NOT NULL, -- JSON
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    approved_by BIGINT,
    fingerprint TEXT NOT NULL DEFAULT '', -- of text and audience as they were approved
    starts_at BIGINT,
    not_after BIGINT, -- what has not left by then is skipped
    planned BIGINT NOT NULL DEFAULT 0, -- recipients of the frozen audience
    finished_at BIGINT,
    reason TEXT NOT NULL DEFAULT '' -- why it is paused
);
CREATE INDEX mailings_running ON mailings (purpose, id) WHERE state IN ('held', 'running', 'paused');
CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mailing BIGINT NOT NULL REFERENCES mailings (id),
    person_id BIGINT, -- NULL once the person asked to be forgotten
    state TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'claimed', 'sent', 'retry', 'failed', 'skipped', 'unknown')),
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    message_id BIGINT,
    reason TEXT,
    UNIQUE (mailing, person_id)
);
CREATE INDEX outbox_due ON outbox (mailing, due_at, id) WHERE state IN ('planned', 'retry');
CREATE INDEX outbox_claimed ON outbox (mailing) WHERE state = 'claimed';
