CREATE TABLE visits (
    day TEXT NOT NULL, -- 2026-11-23
    target TEXT NOT NULL, -- what the link opens: a_<answer> or g_<guide>
    mark TEXT NOT NULL, -- where the poster hangs
    visits INTEGER NOT NULL,
    PRIMARY KEY (day, target, mark)
);
