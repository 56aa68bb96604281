-- Snapshots: once a week, what every account was ranked by and where it stood. Written once, never journalled, so that no
-- undo takes them away. No reference to the account: one that is gone is cleared with the next snapshot, in one pass.
CREATE TABLE snapshot (
    day INTEGER PRIMARY KEY NOT NULL,
    week INTEGER NOT NULL UNIQUE CHECK (week <= day AND day < week + 7),
    at INTEGER NOT NULL,
    lost INTEGER NOT NULL CHECK (lost >= 0),
    decided INTEGER NOT NULL CHECK (decided >= lost),
    accounts INTEGER NOT NULL CHECK (accounts >= 0)
) STRICT;
-- In order of day: a week of 10,000 accounts is written to the end of the table, in 0.7 MB.
CREATE TABLE snapshot_line (
    day INTEGER NOT NULL REFERENCES snapshot (day) ON DELETE CASCADE,
    account TEXT NOT NULL,
    place INTEGER NOT NULL CHECK (place > 0),
    stake INTEGER NOT NULL,
    arr INTEGER NOT NULL,
    p REAL NOT NULL,
    -- The score made of its measures, so that where it is going can be told.
    health REAL,
    since INTEGER NOT NULL CHECK (since <= day),
    digest INTEGER NOT NULL,
    PRIMARY KEY (day, account)
) STRICT, WITHOUT ROWID;
-- What an account was ranked by, written on the first day of which it holds: most weeks change few of them.
CREATE TABLE snapshot_input (
    since INTEGER NOT NULL,
    account TEXT NOT NULL,
    inputs TEXT NOT NULL CHECK (json_valid(inputs)),
    PRIMARY KEY (since, account)
) STRICT, WITHOUT ROWID;

-- For a person at the sqlite3 prompt.
CREATE VIEW snapshots AS SELECT
    date(l.day * 86400, 'unixepoch') AS "day",
    l.place,
    a.name,
    l.stake,
    l.arr,
    round(l.p, 3) AS p,
    i.inputs
FROM snapshot_line l
JOIN snapshot_input i ON i.since = l.since AND i.account = l.account
LEFT JOIN account a ON a.id = l.account
ORDER BY l.day, l.place;
