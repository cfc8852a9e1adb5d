-- who belongs to a body or a hromada's council, and may be asked to take part in drives
CREATE TABLE members (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- the mark of a hromada, b and the number of a body, or d and the number of a drive that is open to anyone
    place TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    -- folded: by which the same name is known again; of those who joined an open drive, the person's number
    name_key TEXT NOT NULL,
    person_id BIGINT,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'mobilised', 'parental', 'sick', 'left')),
    made_at BIGINT NOT NULL,
    UNIQUE (place, unit, name_key)
);
CREATE UNIQUE INDEX members_of_person ON members (person_id, place) WHERE person_id IS NOT NULL;
CREATE TABLE drives (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    opened_at BIGINT,
    closed_at BIGINT
);
CREATE TABLE drive_courses (
    drive BIGINT NOT NULL REFERENCES drives (id),
    course TEXT NOT NULL,
    PRIMARY KEY (drive, course)
);
CREATE TABLE drive_places (
    drive BIGINT NOT NULL REFERENCES drives (id),
    place TEXT NOT NULL,
    PRIMARY KEY (drive, place)
);
CREATE INDEX drive_places_by_place ON drive_places (place);
CREATE TABLE certificates (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- the message or the file of a batch that it came in: the same gives no second row
    source TEXT NOT NULL UNIQUE,
    person_id BIGINT,
    member BIGINT REFERENCES members (id),
    -- of a batch, until it is known whose it is
    place TEXT NOT NULL DEFAULT '',
    -- empty until it is known
    course TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    issued_on TEXT,
    level TEXT NOT NULL DEFAULT '' CHECK (level IN ('', 'low', 'middle', 'high')),
    score BIGINT,
    address TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    file_id TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('checking', 'accepted', 'refused')),
    -- why somebody has to look at it: words, with spaces between
    doubts TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    received_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by BIGINT,
    -- when the address is asked next; NULL where there is nothing to ask
    check_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0
);
-- one code counts once
CREATE UNIQUE INDEX certificates_by_code ON certificates (code) WHERE code <> '' AND state <> 'refused';
CREATE INDEX certificates_of_person ON certificates (person_id, course);
CREATE INDEX certificates_of_member ON certificates (member, course);
CREATE INDEX certificates_to_check ON certificates (check_at) WHERE check_at IS NOT NULL;
CREATE TABLE batches (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL,
    place TEXT NOT NULL,
    file_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    update_id BIGINT NOT NULL UNIQUE,
    ended_at BIGINT
);
-- who learns at a pace of her own, and when she wants to be reminded
CREATE TABLE learners (
    person_id BIGINT PRIMARY KEY,
    -- 0 is Monday
    weekday BIGINT,
    hour BIGINT,
    learns BIGINT NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL
);
-- which reminders of a drive a message of the outbox is about: none comes twice; drive 0 is one's own learning
CREATE TABLE nudges (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mailing BIGINT NOT NULL REFERENCES mailings (id),
    person_id BIGINT NOT NULL,
    drive BIGINT NOT NULL,
    step TEXT NOT NULL,
    UNIQUE (drive, person_id, step)
);
CREATE INDEX nudges_of_mailing ON nudges (mailing, person_id);
CREATE INDEX nudges_of_person ON nudges (person_id);
