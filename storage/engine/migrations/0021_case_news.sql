CREATE TABLE case_news (
    event BIGINT PRIMARY KEY REFERENCES report_events (id),
    report BIGINT NOT NULL REFERENCES reports (id),
    mailing BIGINT NOT NULL REFERENCES mailings (id)
);
CREATE INDEX case_news_of ON case_news (report, event);
