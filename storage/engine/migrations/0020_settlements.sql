-- the settlements of a hromada, as staff loaded them from a table
CREATE TABLE settlements (
    place TEXT NOT NULL, -- the hromada's mark
    name_key TEXT NOT NULL, -- by which the same name is known again
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '', -- what the department knows of it
    rank INTEGER NOT NULL, -- its row in the table
    PRIMARY KEY (place, name_key)
);
