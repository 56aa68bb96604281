-- What a task takes to do, and when it comes back.
ALTER TABLE task ADD COLUMN kind TEXT CHECK (kind IN ('call', 'email', 'meeting', 'task'));
ALTER TABLE task ADD COLUMN every TEXT;
ALTER TABLE task ADD COLUMN anchor INTEGER;

-- The running clock: one row at the most.
CREATE TABLE timer (
    id TEXT PRIMARY KEY NOT NULL,
    one INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (one = 1),
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    task TEXT REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
    about TEXT NOT NULL CHECK (about <> ''),
    started_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;
-- Rows that name another: without these, deleting one row reads the whole table.
CREATE INDEX timer_account ON timer (account);
CREATE INDEX timer_task ON timer (task) WHERE task IS NOT NULL;

-- Saved views.
CREATE TABLE view (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    list TEXT NOT NULL CHECK (list IN ('accounts', 'renewals', 'tasks')),
    query TEXT NOT NULL,
    key TEXT CHECK (length(key) = 1),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

-- A page of 20,000 touches is counted by kind, and the last word with each contact is found, without a look at the rows.
DROP INDEX touch_account;
CREATE INDEX touch_account ON touch (account, at, kind, archived_at, id);
DROP INDEX touch_contact;
CREATE INDEX touch_contact ON touch (contact, at, kind, archived_at) WHERE contact IS NOT NULL;
-- What other systems call an account, for its page.
CREATE INDEX external_account ON external (row) WHERE kind = 'account';

-- For a person at the sqlite3 prompt.
DROP VIEW tasks;
CREATE VIEW tasks AS SELECT
    id,
    account,
    contact,
    title,
    kind,
    date("due" * 86400, 'unixepoch') AS "due",
    due_minute,
    date("wait_until" * 86400, 'unixepoch') AS "wait_until",
    wait_reason,
    priority,
    state,
    date("waiting_since" * 86400, 'unixepoch') AS "waiting_since",
    estimate_minutes,
    every,
    date("anchor" * 86400, 'unixepoch') AS "anchor",
    slips,
    strftime('%Y-%m-%dT%H:%M:%SZ', closed_at / 1000, 'unixepoch') AS closed_at,
    tags,
    body,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM task;
CREATE VIEW timers AS SELECT
    id,
    account,
    task,
    about,
    strftime('%Y-%m-%dT%H:%M:%SZ', started_at / 1000, 'unixepoch') AS started_at
FROM timer;
CREATE VIEW views AS SELECT
    id,
    name,
    list,
    query,
    key,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM view;
