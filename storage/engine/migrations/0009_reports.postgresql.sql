CREATE TABLE drafts (
    person_id BIGINT PRIMARY KEY,
    form TEXT NOT NULL,
    step TEXT NOT NULL,
    answers TEXT NOT NULL, -- JSON
    last_update_id BIGINT NOT NULL, -- an update that comes twice is one answer
    changed_at BIGINT NOT NULL
);
CREATE TABLE reports (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT, -- NULL: told by phone, or the person asked to be forgotten
    state TEXT NOT NULL CHECK (state IN ('begun', 'unfinished', 'dropped', 'new', 'taken', 'closed', 'merged')),
    number TEXT UNIQUE, -- ЖТ-2026-000042, once it is submitted
    document TEXT NOT NULL,
    place TEXT NOT NULL,
    place_name TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    hromada TEXT, -- KATOTTG code
    happened_on TEXT,
    said TEXT NOT NULL,
    ground TEXT NOT NULL,
    result TEXT NOT NULL, -- what came of it at the scene
    by_phone BIGINT NOT NULL DEFAULT 0,
    share TEXT NOT NULL UNIQUE, -- the token of the link for fellow travellers
    receipt_hash TEXT, -- SHA-256 of the code that follows the case without an account
    started_at BIGINT NOT NULL, -- the clock: when it happened, or began to be told
    asked_at BIGINT, -- details were asked for
    asked_times BIGINT NOT NULL DEFAULT 0,
    submitted_at BIGINT,
    staff_message_id BIGINT,
    topic_id BIGINT, -- of the staff chat, where it has topics
    assignee_id BIGINT,
    assignee_name TEXT NOT NULL DEFAULT '',
    taken_at BIGINT,
    answered_at BIGINT, -- first words of the staff to the person
    moved_at BIGINT, -- the staff's last step
    nudged_at BIGINT,
    outcome TEXT,
    outcome_reason TEXT NOT NULL DEFAULT '',
    closed_at BIGINT,
    reopened BIGINT NOT NULL DEFAULT 0,
    merged_into BIGINT REFERENCES reports (id)
);
CREATE INDEX reports_of_person ON reports (person_id);
CREATE INDEX reports_undelivered ON reports (submitted_at) WHERE staff_message_id IS NULL;
CREATE INDEX reports_unfinished ON reports (started_at) WHERE state = 'begun';
CREATE TABLE report_numbers (
    year BIGINT PRIMARY KEY,
    last BIGINT NOT NULL
);
CREATE TABLE report_events (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report BIGINT NOT NULL REFERENCES reports (id),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    by_staff BIGINT NOT NULL,
    text TEXT NOT NULL,
    untold BIGINT NOT NULL DEFAULT 0 -- the other side has not read it yet
);
CREATE INDEX report_events_untold ON report_events (report) WHERE untold = 1;
CREATE INDEX report_events_of ON report_events (report, id);
CREATE TABLE report_files (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report BIGINT NOT NULL REFERENCES reports (id),
    kind TEXT NOT NULL,
    file_id TEXT, -- NULL once the original was deleted
    unique_id TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    UNIQUE (report, unique_id)
);
CREATE TABLE report_voices (
    report BIGINT NOT NULL REFERENCES reports (id),
    person_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (report, person_id)
);
CREATE TABLE report_messages (
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    report BIGINT NOT NULL REFERENCES reports (id),
    PRIMARY KEY (chat_id, message_id)
);
