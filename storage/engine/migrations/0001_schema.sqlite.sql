-- All that the bot remembers, area by area. The other engine's file has the same tables and columns in the same order.
--
-- Columns that end in _at are times: milliseconds since 1970 in UTC. Columns that end in _on are days: 2026-11-23.
-- A yes or no is 1 or 0. A person is her number in Telegram; where she asked to be forgotten, it becomes NULL.
-- A place is the slug of a hromada (h02001), or b and the number of a body (b7).

-- ------------------------------------------------------------------------------------------------------------ people

-- Everybody who ever wrote to the bot and chose something, or whom it could not reach any more.
CREATE TABLE people (
    person_id INTEGER PRIMARY KEY, -- Telegram's number
    hromada TEXT, -- KATOTTG code; NULL until the person names it
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'deactivated')),
    quiet_from INTEGER, -- minutes after midnight; NULL: as the bot proposes
    quiet_until INTEGER, -- minutes after midnight; NULL: as the bot proposes
    silent_until INTEGER, -- a time: the person asked not to be disturbed until then
    changed_at INTEGER NOT NULL
);

-- The themes about which a person wants to hear news.
CREATE TABLE subscriptions (
    person_id INTEGER NOT NULL,
    theme TEXT NOT NULL,
    since_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, theme)
);

-- What a person agreed to, and when she took it back.
CREATE TABLE consents (
    person_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    version TEXT NOT NULL, -- of the words the person agreed to
    given_at INTEGER NOT NULL,
    withdrawn_at INTEGER, -- NULL: still in force
    PRIMARY KEY (person_id, purpose, version, given_at)
);

-- Organisations beside the hromadas that have posts and members.
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
);

-- Posts to which notices go. Who holds a post changes, the post stays.
CREATE TABLE posts (
    id TEXT PRIMARY KEY, -- place and title, h02001-head
    place TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title IN ('head', 'cdto', 'coordinator', 'maternity')),
    email TEXT NOT NULL DEFAULT '', -- where notices go besides Telegram; empty: nowhere
    phone TEXT NOT NULL DEFAULT '', -- of the office, as staff know it
    made_at INTEGER NOT NULL
);

-- Who holds a post, or stands in for its holder, from when until when.
CREATE TABLE tenures (
    id INTEGER PRIMARY KEY,
    post TEXT NOT NULL REFERENCES posts (id),
    person_id INTEGER, -- NULL once the person asked to be forgotten
    name TEXT NOT NULL, -- as it stood in Telegram on joining
    phone TEXT NOT NULL DEFAULT '', -- numbers that the person left for the staff
    kind TEXT NOT NULL CHECK (kind IN ('holder', 'delegate')),
    since_at INTEGER NOT NULL,
    until_at INTEGER, -- NULL: still
    replaced_by INTEGER REFERENCES tenures (id), -- who came after, as long as that can be undone
    asked_at INTEGER, -- when the bot asked «do you still hold it?»
    confirmed_at INTEGER -- when the person last said that she does
);
CREATE UNIQUE INDEX tenures_one_holder ON tenures (post) WHERE kind = 'holder' AND until_at IS NULL;
CREATE INDEX tenures_of_person ON tenures (person_id);

-- One-time links by which a person gets a post or a role.
CREATE TABLE invites (
    hash TEXT PRIMARY KEY, -- SHA-256 of the token: who reads the database cannot use a link
    seed TEXT NOT NULL, -- random; with the bot's secret it gives the token again
    kind TEXT NOT NULL CHECK (kind IN ('holder', 'delegate', 'role')),
    target TEXT NOT NULL, -- the id of a post, or a role
    delegate_until INTEGER, -- a time: how long a delegate stands in; NULL for other kinds
    made_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL, -- Telegram's number, 0 for the command line
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
);
CREATE INDEX invites_open ON invites (target) WHERE used_at IS NULL AND revoked_at IS NULL;

-- The department's staff.
CREATE TABLE roles (
    person_id INTEGER PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('operator', 'admin')),
    name TEXT NOT NULL,
    since_at INTEGER NOT NULL
);

-- What keeps messages out of the staff chat, from when until when: the bot was removed, or lacks a right.
CREATE TABLE staff_chat_lacks (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    lack TEXT NOT NULL, -- away, words, photos
    moved_to INTEGER, -- the new number of a group that has one
    since_at INTEGER NOT NULL,
    over_at INTEGER -- NULL: still
);
CREATE UNIQUE INDEX staff_chat_lacks_one ON staff_chat_lacks (chat_id, lack) WHERE over_at IS NULL;

-- Files for the staff chat. They stay, so that they can be asked for.
CREATE TABLE staff_files (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
    name TEXT NOT NULL,
    content TEXT NOT NULL, -- in base64, until it is there
    html TEXT NOT NULL, -- its caption
    file_id TEXT, -- Telegram's, once it is there
    told INTEGER NOT NULL DEFAULT 0, -- 1: the chat was told that it waits
    made_at INTEGER NOT NULL,
    sent_at INTEGER -- NULL: it waits
);
CREATE INDEX staff_files_waiting ON staff_files (id) WHERE sent_at IS NULL;

-- People whom staff keep from writing to the bot.
CREATE TABLE bans (
    id INTEGER PRIMARY KEY,
    banned_id INTEGER NOT NULL, -- Telegram's number; it stays when the person has her data deleted
    question INTEGER, -- by the number of which the staff know her; it may be gone
    reason TEXT NOT NULL, -- the person reads it
    banned_at INTEGER NOT NULL,
    lifted_at INTEGER -- NULL: in force
);
CREATE UNIQUE INDEX bans_one ON bans (banned_id) WHERE lifted_at IS NULL;

-- The forms that a person is filling in, one of each. A restart in the middle loses nothing.
CREATE TABLE drafts (
    person_id INTEGER NOT NULL,
    form TEXT NOT NULL,
    step TEXT NOT NULL, -- what the person is asked now
    answers TEXT NOT NULL, -- JSON
    last_update_id INTEGER NOT NULL, -- the update that changed it last: an update that comes twice is one answer
    -- The update with the last message that was taken for an answer. A press that came later may be handled before it,
    -- by another worker.
    taken_id INTEGER NOT NULL DEFAULT 0,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, form)
);

-- How a person confirmed that the columns of her tables are to be read. Nothing of the tables themselves is kept.
CREATE TABLE table_layouts (
    person_id INTEGER NOT NULL,
    shape TEXT NOT NULL, -- a hash of the kind and the headings
    layouts TEXT NOT NULL, -- of each sheet, JSON
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, shape)
);

-- Links that open the pages in a browser, once: of each person the newest.
CREATE TABLE page_links (
    person_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, -- as Telegram calls her
    hash TEXT NOT NULL UNIQUE, -- SHA-256 of the token: who reads the database cannot use a link
    expires_at INTEGER NOT NULL,
    used_at INTEGER -- NULL: it is still good
);

-- What Telegram said of people who opened the pages inside of it, as hashes: nobody comes in by the same words twice.
CREATE TABLE page_proofs (
    hash TEXT PRIMARY KEY,
    used_at INTEGER NOT NULL
);

-- Who is in the pages, and by which door she came.
CREATE TABLE page_sessions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    name TEXT NOT NULL, -- as Telegram calls her
    hash TEXT NOT NULL UNIQUE, -- SHA-256 of what the browser holds
    door TEXT NOT NULL CHECK (door IN ('app', 'link', 'demo')),
    agent TEXT NOT NULL, -- the browser in a word
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    asked_at INTEGER, -- when the person was last asked in the chat whether it is her
    proved_at INTEGER -- when she last said so
);
CREATE INDEX page_sessions_of_person ON page_sessions (person_id);

-- What somebody has typed into a page and not sent yet.
CREATE TABLE page_drafts (
    person_id INTEGER NOT NULL,
    page TEXT NOT NULL, -- its address
    fields TEXT NOT NULL, -- JSON
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, page)
);

-- Who of the staff has looked at which page, for her colleagues; it goes within the hour.
CREATE TABLE page_views (
    person_id INTEGER NOT NULL,
    page TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, page)
);

-- What the bot asked and waits to be answered. Words stand in no column.
CREATE TABLE prompts (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL, -- who was asked
    chat_id INTEGER NOT NULL,
    message_id INTEGER, -- which asks; NULL: it has not left yet, or Telegram did not say
    reason TEXT NOT NULL, -- what for: the prompt's key
    number INTEGER NOT NULL, -- of what it is about
    choice TEXT NOT NULL DEFAULT '', -- what was chosen before, where the words belong to that
    open_until INTEGER, -- a time: until then plain words answer it; NULL: only a reply does
    ends_at INTEGER NOT NULL, -- a time: from then on a reply does not either
    taken_id INTEGER NOT NULL DEFAULT 0 -- the update with the answer that was taken last
);
CREATE UNIQUE INDEX prompts_in_chat ON prompts (chat_id, message_id);
CREATE INDEX prompts_of_person ON prompts (person_id);

-- Replies of the staff on their way: held for some seconds, or until it is said whom they are for. They go after days.
CREATE TABLE held_replies (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, -- what it is about: case, question
    subject INTEGER NOT NULL, -- its number
    chat_id INTEGER NOT NULL,
    message_id INTEGER, -- what the staff wrote there; NULL: it is a ready answer
    topic_id INTEGER, -- of the chat, where it has topics
    staff_id INTEGER NOT NULL, -- who wrote it
    by_name TEXT NOT NULL,
    html TEXT NOT NULL, -- the words as they were written; empty: the message is copied
    text TEXT NOT NULL, -- the same for the history
    answer_id TEXT NOT NULL, -- the answer of the bot that these words are; empty: the staff's own
    album TEXT NOT NULL, -- Telegram's id, where the message is the first of one
    more_files TEXT NOT NULL DEFAULT '[]', -- JSON: the other messages of the album
    state TEXT NOT NULL CHECK (state IN ('asked', 'held', 'sending', 'sent', 'stopped', 'noted')),
    doubt TEXT NOT NULL, -- why it is asked whom it is for; empty: it is not
    other TEXT NOT NULL, -- the colleague whom the doubt is about
    due_at INTEGER NOT NULL, -- it leaves then
    said_id INTEGER, -- the bot's message below it; NULL: it has not left yet, or Telegram did not say
    shown INTEGER NOT NULL DEFAULT 0 -- 1: that message says where it stands
);
CREATE INDEX held_replies_at ON held_replies (chat_id, message_id);
CREATE INDEX held_replies_due ON held_replies (due_at) WHERE state IN ('held', 'sending');
CREATE INDEX held_replies_unshown ON held_replies (id) WHERE shown = 0;

-- Whose matters a held reply is about, and what became of it for each.
CREATE TABLE held_reply_recipients (
    reply_id INTEGER NOT NULL REFERENCES held_replies (id),
    subject INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT '', -- empty: it has not left
    PRIMARY KEY (reply_id, subject)
);

-- Notes among colleagues about a case or a question. Nothing here is ever sent to a person.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX notes_of ON notes (kind, subject);

-- Answers that staff keep ready. They name what differs from case to case in braces.
CREATE TABLE ready_answers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- the word after the stroke: /qr
    html TEXT NOT NULL
);

-- The last album that a person sent: its photos come as so many updates, and are one matter.
CREATE TABLE albums (
    person_id INTEGER PRIMARY KEY,
    album TEXT NOT NULL, -- Telegram's id
    update_id INTEGER NOT NULL, -- the first of the album
    sent_at INTEGER NOT NULL
);

-- What somebody is to be told, written in the transaction of its cause: a decision, an event for the staff.
CREATE TABLE news (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    addressee TEXT NOT NULL, -- the id of a post: who acts for it; person: person_id; staff: their chat
    person_id INTEGER, -- who is told; of news for the staff, whom they are told of, or NULL
    facts TEXT NOT NULL, -- JSON: the numbers and words of which its kind makes the message
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL DEFAULT 0, -- not told before: a decision that can be taken back for a minute, news for the staff that could not be made
    attempts INTEGER NOT NULL DEFAULT 0, -- in which it could not be made
    told_at INTEGER -- given to the outbox, told to the staff, or put aside; NULL: waits
);
CREATE INDEX news_waiting ON news (id) WHERE told_at IS NULL;
CREATE INDEX news_of_person ON news (person_id);

-- Who did, read or exported what. Nothing in it is changed.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, -- a time
    actor_id INTEGER NOT NULL, -- Telegram's number, 0 for the bot itself and the command line
    action TEXT NOT NULL,
    object TEXT NOT NULL, -- what it was done to: «question 12»
    detail TEXT NOT NULL,
    door TEXT NOT NULL DEFAULT '' -- of the pages by which it was done; empty: in chat
);
CREATE INDEX audit_by_actor ON audit (actor_id, at);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- What is older than a year, by the audit's own time, may go: retention, not tampering.
CREATE TRIGGER audit_lasts BEFORE DELETE ON audit WHEN OLD.at > (SELECT MAX(at) FROM audit) - 31536000000 BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- ----------------------------------------------------------------------------------------------------------- answers

-- What people asked, what the bot found, and what the staff replied where it found nothing.
CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER, -- NULL once the person asked to be forgotten
    chat_message_id INTEGER NOT NULL, -- the message that asked: an update that comes twice is one question
    asked_at INTEGER NOT NULL,
    text TEXT NOT NULL, -- personal numbers are masked
    decision TEXT NOT NULL CHECK (decision IN ('answer', 'suggest', 'unknown')),
    answer_id TEXT, -- the best found
    score REAL, -- of the best found
    topic TEXT, -- small talk, or a matter that is not ours
    chosen_id TEXT, -- which suggestion was taken
    refused_at INTEGER, -- none of the suggestions was meant
    not_helpful_at INTEGER, -- the answer found did not help
    passed_at INTEGER, -- given to the staff
    staff_chat_id INTEGER,
    staff_message_id INTEGER, -- NULL: not yet in the staff chat
    replied_at INTEGER, -- the staff replied
    closed_at INTEGER, -- the staff said that there will be no reply
    reply TEXT, -- or why there is none
    wants_answer_at INTEGER, -- the person agreed to be told when there is an answer
    told_at INTEGER, -- she was told, or cannot be reached
    assignee_id INTEGER, -- who of the staff works on it
    assignee_name TEXT NOT NULL DEFAULT '',
    replied_by TEXT NOT NULL DEFAULT '', -- who of the staff replied last
    follows INTEGER, -- the question that she asks more about
    UNIQUE (person_id, chat_message_id)
);
CREATE INDEX questions_asked ON questions (asked_at);
CREATE UNIQUE INDEX questions_in_staff_chat ON questions (staff_chat_id, staff_message_id);
CREATE INDEX questions_of_person ON questions (person_id, asked_at);
CREATE INDEX questions_waiting ON questions (passed_at) WHERE staff_message_id IS NULL;
CREATE INDEX questions_wanting ON questions (wants_answer_at) WHERE told_at IS NULL;

-- Wordings that staff answered with an answer of the bot, and what editors made of them: the search learns them.
CREATE TABLE lessons (
    id INTEGER PRIMARY KEY,
    question_id INTEGER, -- whose wording it is; NULL once an editor took it in: it is nobody's then
    person_id INTEGER, -- who asked so; NULL likewise
    text TEXT NOT NULL, -- personal numbers are masked
    answer_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('candidate', 'in use', 'taken back')),
    by_name TEXT NOT NULL, -- who of the staff answered so
    made_at INTEGER NOT NULL,
    decided_by TEXT NOT NULL DEFAULT '', -- who of the staff took it in, or back
    decided_at INTEGER,
    UNIQUE (question_id, answer_id)
);
CREATE INDEX lessons_of_person ON lessons (person_id);
CREATE INDEX lessons_by_state ON lessons (state, id);

-- Grows with whatever the staff change of the content on the desk. Every process looks at it and takes the rest if it grew.
CREATE TABLE content_version (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
);

-- Files of answers that were written on the desk, over those of the content: drafts, and what was published.
CREATE TABLE answer_edits (
    id INTEGER PRIMARY KEY,
    answer_id TEXT NOT NULL,
    written TEXT NOT NULL, -- the whole file; empty: the file of the content is in use again
    file_mark TEXT NOT NULL, -- changes with every letter of the file below, as it was then; empty: there was none
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'dropped')),
    made_by INTEGER NOT NULL, -- who wrote it last, Telegram's number; 0: the bot
    made_name TEXT NOT NULL,
    made_at INTEGER NOT NULL, -- when it was changed last
    asked_at INTEGER, -- when colleagues were asked to look at it
    published_by INTEGER, -- Telegram's number; NULL: nobody has, or the bot did
    published_name TEXT NOT NULL DEFAULT '',
    published_at INTEGER,
    version INTEGER -- of the content since when it is in use; the greatest of an answer is
);
CREATE UNIQUE INDEX answer_edits_draft ON answer_edits (answer_id) WHERE state = 'draft';
CREATE INDEX answer_edits_of ON answer_edits (answer_id, version);

-- Who held an answer against its sources, or a norm against its act, and when.
CREATE TABLE content_checks (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'norm')),
    object TEXT NOT NULL, -- the id of the answer or of the norm
    revision TEXT NOT NULL, -- of the words that were checked
    checked_on TEXT NOT NULL,
    review_by TEXT NOT NULL,
    by_name TEXT NOT NULL,
    made_by INTEGER NOT NULL, -- Telegram's number
    made_at INTEGER NOT NULL,
    taken_back_at INTEGER
);
CREATE INDEX content_checks_of ON content_checks (kind, object, id);

-- What the search learnt on the desk, and how far a learning is. The newest that is done is in use.
CREATE TABLE trainings (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'taken back')),
    by_name TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL, -- when it was last heard of
    percent INTEGER NOT NULL DEFAULT 0,
    failing INTEGER NOT NULL DEFAULT 0, -- examples that would not find their answers by it: it is not in use then
    model TEXT NOT NULL DEFAULT '', -- in base64; of the two newest only
    model_over TEXT NOT NULL, -- the mark of the model of the files that it takes the place of
    learnt_of INTEGER NOT NULL -- the version of the content
);
CREATE UNIQUE INDEX trainings_running ON trainings (state) WHERE state = 'running';

-- Whether an answer helped a person. She rates each wording of it once.
CREATE TABLE ratings (
    person_id INTEGER NOT NULL,
    answer_id TEXT NOT NULL,
    revision TEXT NOT NULL, -- of the text the person read
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    rated_at INTEGER NOT NULL,
    PRIMARY KEY (answer_id, revision, person_id)
);

-- How many people each poster brought, by day. No person is kept.
CREATE TABLE poster_visits (
    day TEXT NOT NULL, -- 2026-11-23
    target TEXT NOT NULL, -- what the link opens: a_<answer> or g_<guide>
    slug TEXT NOT NULL, -- of the hromada where it hangs, or «poster» for none in particular
    visits INTEGER NOT NULL,
    PRIMARY KEY (day, target, slug)
);

-- ------------------------------------------------------------------------------------------------------------- cases

-- Pictures of law cards that Telegram has already. They are sent again by their id.
CREATE TABLE card_pictures (
    key TEXT PRIMARY KEY, -- changes with every letter of the card
    file_id TEXT NOT NULL -- Telegram's
);

-- Law cards that people showed to officials, and whether the document was accepted then.
CREATE TABLE card_views (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    document TEXT NOT NULL,
    place TEXT NOT NULL, -- the kind of place where it was shown: a bank, a train
    update_id INTEGER NOT NULL, -- a press that comes twice is one view
    shown_at INTEGER NOT NULL,
    accepted INTEGER CHECK (accepted IN (0, 1)), -- NULL: not said
    UNIQUE (person_id, update_id)
);
CREATE INDEX card_views_at ON card_views (shown_at);

-- Cases: paper was demanded although the document is in Diia. A case begins with the first press, and is sent later.
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    person_id INTEGER, -- NULL: told by phone, or the person asked to be forgotten
    status TEXT NOT NULL CHECK (status IN ('begun', 'unfinished', 'dropped', 'new', 'taken', 'closed')),
    number TEXT UNIQUE, -- ЖТ-2026-000042, once it is submitted
    document TEXT NOT NULL,
    place TEXT NOT NULL, -- the kind of place: a bank, a train
    place_name TEXT NOT NULL, -- which one, in the person's words
    latitude REAL,
    longitude REAL,
    hromada TEXT, -- KATOTTG code
    happened_on TEXT,
    hour TEXT NOT NULL, -- 16:20, where the clock kept it or she told it; otherwise empty
    said TEXT NOT NULL, -- what the official said
    ground TEXT NOT NULL, -- what the official gave as a reason
    result TEXT NOT NULL, -- what came of it at the scene
    by_phone INTEGER NOT NULL DEFAULT 0, -- staff wrote it down for a person who called
    share TEXT NOT NULL UNIQUE, -- the token of the link for others to whom the same happened
    codes_replaced INTEGER NOT NULL DEFAULT 0, -- how many times a lost code gave way to a new one
    receipt_hash TEXT, -- SHA-256 of the code that follows the case without an account
    started_at INTEGER NOT NULL, -- the clock: when it happened, or began to be told
    submitted_at INTEGER,
    staff_message_id INTEGER, -- NULL: not yet in the staff chat
    topic_id INTEGER, -- of the staff chat, where it has topics
    assignee_id INTEGER, -- who of the staff works on it
    assignee_name TEXT NOT NULL DEFAULT '',
    taken_at INTEGER, -- when the assignee took it
    answered_at INTEGER, -- first words of the staff to the person
    moved_at INTEGER, -- the staff's last step
    staff_reminded_at INTEGER, -- when the staff were last reminded of it, since their last step
    outcome TEXT,
    outcome_reason TEXT NOT NULL DEFAULT '',
    closed_at INTEGER,
    reopened INTEGER NOT NULL DEFAULT 0, -- how many times
    group_token TEXT -- the same in linked cases: of one body, place and day; NULL: it stands alone
);
CREATE INDEX cases_of_person ON cases (person_id);
CREATE INDEX cases_submitted ON cases (submitted_at);
CREATE INDEX cases_undelivered ON cases (submitted_at) WHERE staff_message_id IS NULL;
CREATE INDEX cases_unfinished ON cases (started_at) WHERE status = 'begun';
CREATE INDEX cases_linked ON cases (group_token) WHERE group_token IS NOT NULL;

-- The last number that was given to a case in each year.
CREATE TABLE case_numbers (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);

-- What happened to a case, step by step, and what the person and the staff wrote to each other about it.
CREATE TABLE case_events (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    at INTEGER NOT NULL, -- a time
    kind TEXT NOT NULL,
    by_staff INTEGER NOT NULL, -- 1: the staff did it, 0: the person
    text TEXT NOT NULL,
    post TEXT, -- to which post it was forwarded; NULL: something else happened
    by_name TEXT NOT NULL DEFAULT '', -- who of the staff did it
    untold INTEGER NOT NULL DEFAULT 0 -- 1: the other side has not read it yet
);
CREATE INDEX case_events_of ON case_events (case_id, id);
CREATE INDEX case_events_at ON case_events (at);
CREATE INDEX case_events_untold ON case_events (case_id) WHERE untold = 1;

-- Photos and files that belong to a case.
CREATE TABLE case_files (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    file_id TEXT, -- Telegram's; NULL once the original was deleted
    unique_id TEXT NOT NULL, -- Telegram's: the same file sent twice is one
    added_at INTEGER NOT NULL,
    wanted INTEGER NOT NULL DEFAULT 0, -- 1: it is to go to the staff chat
    told INTEGER NOT NULL DEFAULT 0, -- 1: the chat was told that it waits
    UNIQUE (case_id, unique_id)
);
CREATE INDEX case_files_wanted ON case_files (id) WHERE wanted = 1;

-- Messages in chats that are about a case: a reply to one of them belongs to the case.
CREATE TABLE case_messages (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    shown TEXT, -- a mark of how it shows the case, to draw it anew when that changes; NULL: it only tells of the case
    PRIMARY KEY (chat_id, message_id)
);

-- ---------------------------------------------------------------------------------------------------------- mailings

-- The last number that was given to a broadcast.
CREATE TABLE broadcast_numbers (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL
);

-- What goes to many people, or later: one row per text and audience. Each recipient has a row in the outbox.
CREATE TABLE mailings (
    id INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('news', 'notice', 'reminder', 'broadcast')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'held', 'running', 'paused', 'finished', 'cancelled')),
    number INTEGER, -- by which staff know a broadcast; the others have none
    operation TEXT NOT NULL DEFAULT 'send' CHECK (operation IN ('send', 'reply', 'edit', 'delete')), -- what is done
    about INTEGER REFERENCES mailings (id), -- whose messages are answered, edited or deleted
    content TEXT NOT NULL, -- JSON
    audience TEXT NOT NULL, -- JSON
    code TEXT, -- by which /verify finds it
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    approved_by INTEGER,
    fingerprint TEXT NOT NULL DEFAULT '', -- of text and audience as they were approved
    emergency TEXT NOT NULL DEFAULT '', -- why nobody else was asked; empty: no emergency
    reviewed_by INTEGER, -- who looked at an emergency afterwards
    starts_at INTEGER,
    not_after INTEGER, -- a time: what has not left by then is skipped
    repeats TEXT NOT NULL DEFAULT '' CHECK (repeats IN ('', 'week', 'month', 'quarter')),
    first_at INTEGER, -- of the series: the end of a month is counted from it
    paid INTEGER NOT NULL DEFAULT 0, -- 1: Telegram takes money for a faster pace
    frozen_at INTEGER, -- when the list of recipients was fixed
    planned INTEGER NOT NULL DEFAULT 0, -- recipients of the frozen audience
    finished_at INTEGER,
    reason TEXT NOT NULL DEFAULT '', -- why it is paused
    second_asked_at INTEGER -- of a draft: when somebody else of the staff was asked to approve it
);
CREATE UNIQUE INDEX mailings_number ON mailings (number);
CREATE UNIQUE INDEX mailings_code ON mailings (code);
CREATE INDEX mailings_running ON mailings (purpose, id) WHERE state IN ('held', 'running', 'paused');
CREATE INDEX mailings_starting ON mailings (starts_at);

-- One message of a mailing to one person, and what became of it.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    mailing INTEGER NOT NULL REFERENCES mailings (id),
    person_id INTEGER, -- NULL once the person asked to be forgotten
    place TEXT NOT NULL DEFAULT '', -- a hromada's KATOTTG code, or the place of a post
    state TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'claimed', 'sent', 'retry', 'failed', 'skipped', 'unknown')),
    due_at INTEGER NOT NULL, -- it does not leave before
    attempts INTEGER NOT NULL DEFAULT 0,
    claimed_by INTEGER, -- which dispatcher claimed it last: only its outcome counts, but for a message that left
    target INTEGER, -- the message that is answered, edited or deleted
    message_id INTEGER, -- Telegram's, once it was sent
    more_ids TEXT, -- of an album, after the first, with spaces between
    done_at INTEGER,
    reason TEXT, -- why it was not sent
    UNIQUE (mailing, person_id)
);
CREATE INDEX outbox_claimed ON outbox (mailing) WHERE state = 'claimed';
CREATE INDEX outbox_due ON outbox (mailing, due_at, id) WHERE state IN ('planned', 'retry');
CREATE INDEX outbox_states ON outbox (mailing, state);

-- What a message of the outbox tells its person: nobody is told the same stage of the same matter twice.
CREATE TABLE reminders (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, -- what sort of matter: notice, obligation, drive, case
    about INTEGER NOT NULL, -- the number of that matter
    person_id INTEGER NOT NULL,
    stage TEXT NOT NULL, -- which step it is; what may come again with a new deadline has that day in it
    mailing INTEGER NOT NULL REFERENCES mailings (id),
    UNIQUE (kind, about, stage, person_id)
);
CREATE INDEX reminders_of_mailing ON reminders (mailing, person_id);
CREATE INDEX reminders_of_person ON reminders (person_id);

-- Messages that are edited while what they show changes.
CREATE TABLE live_messages (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('mailing', 'notice', 'event code')),
    number INTEGER NOT NULL, -- of the mailing, the notice, the event
    shown TEXT NOT NULL DEFAULT '', -- SHA-256 of the words in it: the same words are not put there again
    PRIMARY KEY (chat_id, message_id)
);

-- Digests and daily summaries that went out: each at most once.
CREATE TABLE sent_once (
    name TEXT PRIMARY KEY, -- which one it is; a week's digest is named by its Monday, 2026-11-23
    sent_at INTEGER NOT NULL
);

-- ----------------------------------------------------------------------------------------------------------- notices

-- Notices of the department to posts: acknowledge this, reply to that, until a day.
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1, -- the one that counts; while the notice is being written the first
    due_on TEXT, -- NULL until it is chosen
    due_time TEXT, -- the hour of that day; NULL: all of the day
    wants_ack INTEGER NOT NULL DEFAULT 1, -- 1: posts are asked to acknowledge it
    addressed TEXT NOT NULL DEFAULT '[]', -- the posts that are meant: ids, JSON
    leaves_at INTEGER, -- approved: the version that is being written leaves then, unless it is stopped
    approved_by INTEGER,
    emergency TEXT NOT NULL DEFAULT '', -- why nobody else could approve it
    reviewed_by INTEGER, -- who looked at it after an emergency
    sent_at INTEGER, -- NULL while the notice is being written
    ended_at INTEGER, -- nothing of it is owed from then on
    ending TEXT, -- closed or withdrawn
    ended_why TEXT NOT NULL DEFAULT ''
);

-- The words of a notice. A correction is a new version; one that has not left is being written.
CREATE TABLE notice_versions (
    notice INTEGER NOT NULL REFERENCES notices (id),
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    letter TEXT NOT NULL DEFAULT '', -- the number of the official letter that the notice stands beside
    media TEXT NOT NULL DEFAULT '[]', -- files by Telegram's ids, JSON
    form TEXT NOT NULL DEFAULT '', -- the fields of the reply, JSON; empty where none is asked
    asks_again INTEGER NOT NULL DEFAULT 0, -- 1: whoever acknowledged the version before is to do it anew
    asks_reply INTEGER NOT NULL DEFAULT 0, -- 1: whoever replied before is asked for what is new in the form
    made_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    left_at INTEGER,
    second_asked_at INTEGER, -- when somebody else of the staff was asked to approve it
    PRIMARY KEY (notice, version)
);
CREATE UNIQUE INDEX notice_versions_one_draft ON notice_versions (notice) WHERE left_at IS NULL;

-- Obligations: what one post owes on one notice, and how far it is.
CREATE TABLE obligations (
    -- By which buttons, replies and reminders name it: ten thousand times the notice, and the place in its list.
    number INTEGER PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES notices (id),
    post TEXT NOT NULL REFERENCES posts (id),
    due_on TEXT, -- the deadline of this post alone, where it was moved
    due_time TEXT, -- its hour
    revision INTEGER NOT NULL DEFAULT 0, -- grows whenever what stands in a calendar changes
    told_at INTEGER, -- the post was told another way than by the outbox
    acknowledged_at INTEGER,
    person_id INTEGER, -- who acknowledged; NULL once the person asked to be forgotten
    via TEXT, -- by which way it was acknowledged: telegram, email, phone
    replied_at INTEGER, -- when the reply came, and the version of it that counts
    declined TEXT NOT NULL DEFAULT '', -- why it is not theirs, as they say
    released_at INTEGER, -- staff agreed that it is not theirs
    wanted_on TEXT, -- the deadline that was asked for, until it is decided
    asked_at INTEGER, -- since when the staff have to decide on one of both
    wanted_why TEXT NOT NULL DEFAULT '', -- and why
    UNIQUE (notice, post)
);
CREATE INDEX obligations_open ON obligations (post) WHERE acknowledged_at IS NULL;

-- Notices that are sent again and again: what the next one begins with.
CREATE TABLE notice_templates (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- how the text begins
    text TEXT NOT NULL,
    days INTEGER NOT NULL, -- from the day it is sent to its deadline
    wants_ack INTEGER NOT NULL,
    form TEXT NOT NULL, -- as of a notice
    media TEXT NOT NULL,
    addressed TEXT NOT NULL
);

-- Calls to posts about what they owe. The last one says how it stands.
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    obligation INTEGER NOT NULL, -- its number
    at INTEGER NOT NULL,
    person_id INTEGER, -- who of the staff called; NULL once the person asked to be forgotten
    name TEXT NOT NULL, -- of that person
    outcome TEXT NOT NULL CHECK (outcome IN ('told', 'acknowledged', 'promised', 'no-answer', 'wrote')),
    agreed TEXT NOT NULL DEFAULT '' -- what was agreed, in the staff's words
);
CREATE INDEX calls_of_obligation ON calls (obligation, at);

-- Each version of a reply to a notice. A correction is a new one.
CREATE TABLE replies (
    id INTEGER PRIMARY KEY,
    obligation INTEGER NOT NULL, -- its number
    person_id INTEGER, -- who wrote it; NULL once the person asked to be forgotten
    via TEXT NOT NULL, -- by which way it came
    answers TEXT NOT NULL DEFAULT '{}', -- JSON
    made_at INTEGER NOT NULL,
    sent_at INTEGER -- NULL while it is being written
);
CREATE UNIQUE INDEX replies_one_draft ON replies (obligation) WHERE sent_at IS NULL;
CREATE INDEX replies_sent ON replies (obligation, sent_at);

-- E-mails about obligations, and what became of them.
CREATE TABLE mails (
    id INTEGER PRIMARY KEY,
    obligation INTEGER NOT NULL, -- its number
    stage TEXT NOT NULL, -- new, or which reminder
    address TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sent', 'failed', 'skipped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0, -- how often nobody knows whether it arrived
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL, -- it does not leave before
    sent_at INTEGER,
    reason TEXT NOT NULL DEFAULT '', -- why it was not sent
    revision INTEGER NOT NULL DEFAULT 0, -- that of the obligation which it told
    UNIQUE (obligation, stage)
);
CREATE INDEX mails_planned ON mails (due_at) WHERE state = 'planned';

-- The settlements of a hromada, as staff loaded them from a table. A reply may give a figure for each.
CREATE TABLE settlements (
    place TEXT NOT NULL, -- the hromada's slug
    name_key TEXT NOT NULL, -- by which the same name is known again
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '', -- what the department knows of it
    rank INTEGER NOT NULL, -- its row in the table
    PRIMARY KEY (place, name_key)
);

-- ----------------------------------------------------------------------------------------------------- certification

-- Who belongs to a body or a hromada's council, and may be asked to take part in drives.
CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL, -- a place, or d and the number of a drive that is open to anyone
    unit TEXT NOT NULL DEFAULT '', -- the department or group inside it
    name TEXT NOT NULL, -- empty for those who joined an open drive
    -- The name folded: by which the same name is known again. Of those who joined an open drive, the person's number.
    name_key TEXT NOT NULL,
    person_id INTEGER, -- NULL until the person joins
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'exempt')),
    listed INTEGER NOT NULL DEFAULT 0, -- 1 where a list names her, 0 where she joined by herself
    made_at INTEGER NOT NULL,
    UNIQUE (place, unit, name_key)
);
CREATE UNIQUE INDEX members_of_person ON members (person_id, place) WHERE person_id IS NOT NULL;
CREATE INDEX members_of_place ON members (place, state, person_id);

-- Who wants to join and may be one of several members, or another's namesake: rows go when somebody says who she is.
CREATE TABLE joinings (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    name TEXT NOT NULL, -- as she typed it
    person_id INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (person_id, place)
);

-- Certification drives: members of some places take some courses until a day.
CREATE TABLE drives (
    id INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE, -- of the link by which people join
    title TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    opened_at INTEGER, -- NULL while it is being prepared
    closed_at INTEGER
);

-- The courses of a drive.
CREATE TABLE drive_courses (
    drive INTEGER NOT NULL REFERENCES drives (id),
    course TEXT NOT NULL,
    PRIMARY KEY (drive, course)
);

-- The places that take part in a drive.
CREATE TABLE drive_places (
    drive INTEGER NOT NULL REFERENCES drives (id),
    place TEXT NOT NULL,
    PRIMARY KEY (drive, place)
);
CREATE INDEX drive_places_by_place ON drive_places (place);

-- Certificates that came in, what was read from them, and what was decided.
CREATE TABLE certificates (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE, -- the message or the file of a batch that it came in: the same gives no second row
    person_id INTEGER,
    member INTEGER REFERENCES members (id),
    place TEXT NOT NULL DEFAULT '', -- of a batch, until it is known whose it is
    course TEXT NOT NULL DEFAULT '', -- empty until it is known
    code TEXT NOT NULL DEFAULT '', -- the certificate's own number; empty until it is known
    name TEXT NOT NULL DEFAULT '', -- as it stands on the certificate
    issued_on TEXT,
    level TEXT NOT NULL DEFAULT '' CHECK (level IN ('', 'low', 'middle', 'high')),
    score INTEGER,
    address TEXT NOT NULL DEFAULT '', -- where the portal shows it
    kind TEXT NOT NULL DEFAULT '', -- of the file
    file_id TEXT NOT NULL DEFAULT '', -- Telegram's
    status TEXT NOT NULL CHECK (status IN ('checking', 'accepted', 'refused')),
    doubts TEXT NOT NULL DEFAULT '', -- why somebody has to look at it: words, with spaces between
    reason TEXT NOT NULL DEFAULT '', -- why it was refused
    received_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by INTEGER,
    check_at INTEGER, -- when the address is asked next; NULL where there is nothing to ask
    tries INTEGER NOT NULL DEFAULT 0 -- how often the address was asked
);
-- One code counts once.
CREATE UNIQUE INDEX certificates_by_code ON certificates (code) WHERE code <> '' AND status <> 'refused';
CREATE INDEX certificates_of_member ON certificates (member, course, status);
CREATE INDEX certificates_of_person ON certificates (person_id, course, status);
CREATE INDEX certificates_to_check ON certificates (check_at) WHERE check_at IS NOT NULL;

-- Who is asked to take part in each drive, and whether she lacks something: a course of which neither the member nor her
-- person handed in a certificate. A row for each member of a place of the drive.
CREATE VIEW drive_members AS
SELECT p.drive, p.place, m.unit, m.id AS member, m.person_id, m.state,
       CASE WHEN EXISTS (
           SELECT 1 FROM drive_courses dc WHERE dc.drive = p.drive
           AND NOT EXISTS (SELECT 1 FROM certificates c
                           WHERE c.member = m.id AND c.course = dc.course AND c.status <> 'refused')
           AND NOT EXISTS (SELECT 1 FROM certificates c
                           WHERE c.person_id = m.person_id AND c.course = dc.course AND c.status <> 'refused')
       ) THEN 1 ELSE 0 END AS lacks
FROM drive_places p JOIN members m ON m.place = p.place;

-- Archives with many certificates at once, which a coordinator sent and a job reads.
CREATE TABLE batches (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL, -- who sent it
    place TEXT NOT NULL,
    file_id TEXT NOT NULL, -- Telegram's
    made_at INTEGER NOT NULL,
    update_id INTEGER NOT NULL UNIQUE, -- a message that comes twice is one batch
    layouts TEXT NOT NULL DEFAULT '', -- which columns of a table are what, JSON; empty: an archive
    ended_at INTEGER -- NULL until it is read
);

-- Who learns at a pace of her own, and when she wants to be reminded.
CREATE TABLE learners (
    person_id INTEGER PRIMARY KEY,
    weekday INTEGER, -- 0 is Monday; NULL: as the drive has it
    hour INTEGER, -- NULL: as the drive has it
    learns INTEGER NOT NULL DEFAULT 0, -- 1: she is reminded once a week, drive or no drive
    made_at INTEGER NOT NULL
);

-- ------------------------------------------------------------------------------------------------------------ rating

-- A quarter's rating of hromadas from one source. Until it is published, its figures stand in league_rows.
CREATE TABLE leagues (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL, -- year and number of the quarter, 20264
    source TEXT NOT NULL,
    weights TEXT NOT NULL, -- of a certificate of the low, middle and high level, when the figures came in: JSON
    made_at INTEGER NOT NULL,
    closes_on TEXT, -- the last day for objections
    published_at INTEGER,
    UNIQUE (quarter, source)
);

-- One hromada's figures in a rating: its staff, and how many of them reached which level.
CREATE TABLE league_rows (
    id INTEGER PRIMARY KEY,
    league INTEGER NOT NULL REFERENCES leagues (id),
    slug TEXT NOT NULL, -- of the hromada
    staff INTEGER NOT NULL,
    low INTEGER NOT NULL,
    middle INTEGER NOT NULL,
    high INTEGER NOT NULL,
    told_at INTEGER, -- when the hromada was told its figures
    UNIQUE (league, slug)
);

-- What a hromada says against its figures, and what was decided.
CREATE TABLE league_objections (
    id INTEGER PRIMARY KEY,
    row_id INTEGER NOT NULL REFERENCES league_rows (id),
    person_id INTEGER, -- NULL once the person asked to be forgotten
    text TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    verdict TEXT NOT NULL DEFAULT '', -- empty until it is decided
    reason TEXT NOT NULL DEFAULT '', -- of the verdict
    decided_at INTEGER
);
CREATE UNIQUE INDEX league_objections_one_open ON league_objections (row_id) WHERE verdict = '';

-- What was published, word for word. A correction is a new version, nothing is changed or deleted.
CREATE TABLE league_versions (
    league INTEGER NOT NULL REFERENCES leagues (id),
    version INTEGER NOT NULL,
    snapshot TEXT NOT NULL, -- JSON
    published_at INTEGER NOT NULL,
    PRIMARY KEY (league, version)
);

-- ------------------------------------------------------------------------------------------------------------ events

-- Trainings, webinars, visits, open days. A visit that is proposed where documents were refused three times in 90 days
-- has `body` and no sessions yet; what it changed is counted.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('training', 'webinar', 'visit', 'open-day')),
    title TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '', -- what it is about
    bring TEXT NOT NULL DEFAULT '', -- what to bring
    address TEXT NOT NULL DEFAULT '', -- told only to those who take part
    link TEXT NOT NULL DEFAULT '', -- of a map, or of the call; likewise
    places INTEGER, -- NULL: as many as come
    quota INTEGER, -- places of one hromada or body; NULL: no limit
    addressed TEXT NOT NULL DEFAULT '[]', -- JSON: the ids of the posts that are invited
    anyone INTEGER NOT NULL DEFAULT 0, -- 1: whoever has the link may come
    registers_until INTEGER, -- NULL: until it begins
    form TEXT NOT NULL DEFAULT '[]', -- JSON: what whoever comes is asked, in the fields of the forms of notices
    files TEXT NOT NULL DEFAULT '[]', -- JSON: kind, id and name of each file for those who may come
    materials TEXT NOT NULL DEFAULT '[]', -- JSON: the same of each file for those who came
    series INTEGER, -- the first event of its series; NULL: it stands alone
    screen_key TEXT NOT NULL, -- random: the codes on the screen follow from it
    revision INTEGER NOT NULL DEFAULT 0, -- of what a calendar shows
    turn INTEGER NOT NULL DEFAULT 0, -- the last number given to a registration
    made_at INTEGER NOT NULL,
    made_by INTEGER, -- NULL: proposed by the bot
    leaves_at INTEGER, -- it was approved and opens then, unless it is stopped before
    approved_by INTEGER,
    opened_at INTEGER,
    closed_at INTEGER, -- nobody registers any more
    cancelled_at INTEGER,
    cancelled_why TEXT NOT NULL DEFAULT '',
    held_at INTEGER, -- it took place
    place TEXT NOT NULL DEFAULT '', -- of a proposed visit: the kind of place, a bank, a train
    body TEXT NOT NULL DEFAULT '', -- of a proposed visit: what the place is called
    told_at INTEGER -- of a proposed visit: the staff were told
);
CREATE INDEX events_leaving ON events (leaves_at) WHERE leaves_at IS NOT NULL;

-- When an event takes place: once, or several times.
CREATE TABLE event_sessions (
    event INTEGER NOT NULL REFERENCES events (id),
    number INTEGER NOT NULL, -- from 1 on
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    cancelled_at INTEGER,
    PRIMARY KEY (event, number)
);

-- Who said what to an invitation: one row for each person. Going and offered ones take a place.
CREATE TABLE registrations (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    person_id INTEGER NOT NULL, -- below zero: of a post that answered by the page of a mail
    name TEXT NOT NULL, -- who comes: the person, or the deputy whom she sends
    is_deputy INTEGER NOT NULL DEFAULT 0,
    post TEXT NOT NULL DEFAULT '', -- for which she comes; empty: for herself
    place TEXT NOT NULL DEFAULT '', -- the slug of her hromada, or her body; empty where it is not known
    state TEXT NOT NULL CHECK (state IN ('going', 'waiting', 'offered', 'lapsed', 'declined', 'withdrawn')),
    turn INTEGER NOT NULL, -- the order of the waiting list
    changed_at INTEGER NOT NULL,
    offered_until INTEGER, -- until when a place is kept for her
    ticket TEXT NOT NULL UNIQUE, -- random: what her QR code holds; another one for each who is sent
    answers TEXT NOT NULL DEFAULT '', -- JSON: what she said to the questions of the event, by field; empty: nothing yet
    revision INTEGER NOT NULL DEFAULT 0, -- that of the event which she saw when she answered
    satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 3),
    feedback TEXT NOT NULL DEFAULT '',
    certificate TEXT UNIQUE, -- the code by which a certificate of participation is verified
    certified_at INTEGER,
    UNIQUE (event, person_id)
);
CREATE INDEX registrations_in_turn ON registrations (event, state, turn);
CREATE INDEX registrations_of_person ON registrations (person_id);

-- Who came to a session, how and when that was noted.
CREATE TABLE attendances (
    registration INTEGER NOT NULL REFERENCES registrations (id),
    session INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('whole', 'late', 'partial')),
    via TEXT NOT NULL CHECK (via IN ('ticket', 'code', 'list')),
    noted_at INTEGER NOT NULL,
    noted_by INTEGER, -- who of the staff noted it; NULL: she did herself, by the code on the screen
    PRIMARY KEY (registration, session)
);

-- E-mails about events to posts that nobody acts for in Telegram, and what became of them.
CREATE TABLE event_mails (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    post TEXT NOT NULL,
    stage TEXT NOT NULL, -- what it says: the invitation, a change, a reminder; with what makes it another one
    address TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sent', 'failed', 'skipped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0, -- how often nobody knows whether it arrived
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL, -- it does not leave before
    done_at INTEGER,
    reason TEXT NOT NULL DEFAULT '', -- why it was not sent
    UNIQUE (event, post, stage)
);
CREATE INDEX event_mails_planned ON event_mails (due_at) WHERE state = 'planned';

-- --------------------------------------------------------------------------------------------------------- operation

-- What became of the nightly copy of each day.
CREATE TABLE backups (
    day TEXT PRIMARY KEY, -- 2026-11-26
    ended_at INTEGER NOT NULL,
    rows_checked INTEGER NOT NULL,
    problem TEXT NOT NULL -- empty where the copy was made and opened again
);

-- What failed in the work of the clock and did not succeed since: a job, or a row that one works through.
CREATE TABLE failures (
    name TEXT NOT NULL, -- the job, or what the row is
    item TEXT NOT NULL, -- the row's id; empty: the job itself
    times INTEGER NOT NULL,
    since_at INTEGER NOT NULL, -- of the failures in a row
    last_at INTEGER NOT NULL,
    reference TEXT NOT NULL, -- by which the last one is found in the log
    due_at INTEGER, -- when the row is tried again; NULL: it is put aside
    ended_at INTEGER, -- when the job succeeded again; the staff are still to read that it had failed
    told_at INTEGER, -- when the staff last read of it
    PRIMARY KEY (name, item)
);

-- The time at which the clock was last believed: one row. After a leap from it nothing is deleted for its age.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    believed_at INTEGER NOT NULL
);

-- What the bot wants to say to somebody who asked, and Telegram does not take yet. A row lives for minutes.
CREATE TABLE late_replies (
    id INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, -- which of the things said about that update
    person_id INTEGER, -- NULL in a group
    chat_id INTEGER NOT NULL,
    message_id INTEGER, -- the message that it changes; NULL: it is a new one
    method TEXT NOT NULL,
    parameters TEXT NOT NULL, -- JSON
    files TEXT NOT NULL, -- JSON: name, content in base64 and kind of each, by its field
    prompt INTEGER, -- the prompt that it is
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    UNIQUE (update_id, ordinal)
);
CREATE INDEX late_replies_of_person ON late_replies (person_id);

-- Updates that came from Telegram. What one said is kept until it is handled, its number for two days longer.
CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY, -- Telegram's number
    body TEXT, -- JSON as it came by polling; NULL once the update is handled, and where Telegram keeps it (webhook)
    came_at INTEGER NOT NULL,
    held_until INTEGER NOT NULL, -- a time: until then it belongs to the process that took it
    handled_at INTEGER -- NULL: not yet, or not to its end
);

-- What an update in work has done already: broken off in the middle it is handled anew, and must not do it twice.
-- Nothing stays here of an update that was handled to its end.
CREATE TABLE steps (
    update_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    made INTEGER NOT NULL DEFAULT 0, -- the number of the row that was written
    at INTEGER NOT NULL, -- a time
    PRIMARY KEY (update_id, step)
);
