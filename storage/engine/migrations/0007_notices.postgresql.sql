CREATE TABLE notices (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text TEXT NOT NULL,
    due_on TEXT, -- 2026-12-01; NULL while the notice is being written
    made_at BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    sent_at BIGINT -- NULL while the notice is being written
);
CREATE TABLE dues (
    notice BIGINT NOT NULL REFERENCES notices (id),
    post TEXT NOT NULL REFERENCES posts (id),
    told_at BIGINT, -- who acts for the post was written to
    acknowledged_at BIGINT,
    person_id BIGINT, -- who acknowledged; NULL once the person asked to be forgotten
    PRIMARY KEY (notice, post)
);
CREATE INDEX dues_open ON dues (post) WHERE acknowledged_at IS NULL;
CREATE INDEX dues_untold ON dues (notice) WHERE told_at IS NULL;
