CREATE TABLE questions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT, -- Telegram's number; NULL once the person asked to be forgotten
    chat_message_id BIGINT NOT NULL, -- the message that asked: an update that comes twice is one question
    asked_at BIGINT NOT NULL,
    text TEXT NOT NULL, -- personal numbers are masked
    decision TEXT NOT NULL CHECK (decision IN ('answer', 'suggest', 'unknown')),
    answer_id TEXT, -- the best found
    score DOUBLE PRECISION,
    topic TEXT, -- small talk, or a matter that is not ours
    chosen_id TEXT, -- which suggestion was taken
    refused_at BIGINT, -- none of the suggestions was meant
    passed_at BIGINT, -- given to the staff
    staff_chat_id BIGINT,
    staff_message_id BIGINT,
    replied_at BIGINT,
    reply TEXT,
    UNIQUE (person_id, chat_message_id)
);
CREATE UNIQUE INDEX questions_in_staff_chat ON questions (staff_chat_id, staff_message_id);
CREATE INDEX questions_waiting ON questions (passed_at) WHERE staff_message_id IS NULL;
