-- messages that are edited while what they show changes
CREATE TABLE live_messages (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('mailing', 'notice')),
    number INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
INSERT INTO live_messages (chat_id, message_id, kind, number)
SELECT watched_chat, watched_message, 'mailing', MAX(id) FROM mailings WHERE watched_message IS NOT NULL
GROUP BY watched_chat, watched_message;
ALTER TABLE mailings DROP COLUMN watched_chat;
ALTER TABLE mailings DROP COLUMN watched_message;
