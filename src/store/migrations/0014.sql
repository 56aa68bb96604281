-- Playbooks that were started, and the tasks that each of them made.
CREATE TABLE run (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    playbook TEXT NOT NULL CHECK (playbook <> ''),
    rule TEXT CHECK (rule <> ''),
    why TEXT NOT NULL,
    anchor INTEGER NOT NULL,
    started_on INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE INDEX run_account ON run (account);

ALTER TABLE task ADD COLUMN run TEXT REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED;

-- Which runs still have something to do, without a look at all tasks.
CREATE INDEX task_run ON task (run, state, archived_at) WHERE run IS NOT NULL;

-- When each rule last fired for each account. No undo takes this back: a firing that was taken back stays so until the
-- rule's cooldown is over.
CREATE TABLE firing (
    rule TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    at INTEGER NOT NULL,
    PRIMARY KEY (rule, account)
) STRICT, WITHOUT ROWID;

-- For the account of a firing, when it goes.
CREATE INDEX firing_account ON firing (account);

CREATE VIEW runs AS SELECT
    id,
    account,
    playbook,
    rule,
    why,
    date(anchor * 86400, 'unixepoch') AS anchor,
    date(started_on * 86400, 'unixepoch') AS started_on,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM run;

CREATE VIEW firings AS SELECT
    rule,
    account,
    strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS at
FROM firing;

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
    run,
    slips,
    strftime('%Y-%m-%dT%H:%M:%SZ', closed_at / 1000, 'unixepoch') AS closed_at,
    tags,
    body,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM task;
