CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER, -- Telegram's number; NULL once the person asked to be forgotten
    chat_message_id INTEGER NOT NULL, -- the message that asked: an update that comes twice is one question
    asked_at INTEGER NOT NULL,
    text TEXT NOT NULL, -- personal numbers are masked
    decision TEXT NOT NULL CHECK (decision IN ('answer', 'suggest', 'unknown')),
    answer_id TEXT, -- the best found
    score REAL,
    topic TEXT, -- small talk, or a matter that is not ours
    chosen_id TEXT, -- which suggestion was taken
    refused_at INTEGER, -- none of the suggestions was meant
    passed_at INTEGER, -- given to the staff
    staff_chat_id INTEGER,
    staff_message_id INTEGER,
    replied_at INTEGER,
    reply TEXT,
    UNIQUE (person_id, chat_message_id)
);
CREATE UNIQUE INDEX questions_in_staff_chat ON questions (staff_chat_id, staff_message_id);
CREATE INDEX questions_waiting ON questions (passed_at) WHERE staff_message_id IS NULL;
