-- What was saved of the review of each week: steps, decisions and figures as JSON, for they are read and written whole.
CREATE TABLE review (
    id TEXT PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    week INTEGER NOT NULL CHECK (week BETWEEN 1 AND 53),
    first INTEGER NOT NULL,
    steps TEXT NOT NULL CHECK (json_valid(steps)),
    decisions TEXT NOT NULL CHECK (json_valid(decisions)),
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    figures_at INTEGER,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER,
    UNIQUE (year, week)
) STRICT;

CREATE VIEW reviews AS SELECT
    id,
    printf('%04d-W%02d', year, week) AS week,
    date(first * 86400, 'unixepoch') AS first,
    steps,
    decisions,
    figures,
    strftime('%Y-%m-%dT%H:%M:%SZ', figures_at / 1000, 'unixepoch') AS figures_at,
    note,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version
FROM review;
