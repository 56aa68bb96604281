-- Health as the CSM sees it, with why and until when; why a call was made; what an imported score's scale is; the goals
-- of a success plan; what the model says beside a call.
ALTER TABLE account ADD COLUMN call_reason TEXT;
ALTER TABLE account ADD COLUMN health TEXT CHECK (health IN ('red', 'yellow', 'green'));
ALTER TABLE account ADD COLUMN health_on INTEGER;
ALTER TABLE account ADD COLUMN health_until INTEGER;
ALTER TABLE account ADD COLUMN health_reason TEXT;
-- Worst and best of the scale, `1..5` or `5..1`; none is 0..100.
ALTER TABLE reading ADD COLUMN scale TEXT;
DROP INDEX reading_account;
CREATE INDEX reading_account ON reading (account, metric, day, value_milli, scale);
ALTER TABLE standing ADD COLUMN model REAL NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN call TEXT;
ALTER TABLE standing ADD COLUMN call_on INTEGER;
ALTER TABLE standing ADD COLUMN call_p REAL NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN call_stale INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN call_apart INTEGER NOT NULL DEFAULT 0;
DELETE FROM ranking;

CREATE TABLE goal (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    objective TEXT NOT NULL,
    measure TEXT,
    baseline_milli INTEGER,
    target_milli INTEGER,
    current_milli INTEGER,
    due INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'met', 'missed', 'dropped')),
    closed_on INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;
-- The goals of one account; without it, deleting an account reads all of them.
CREATE INDEX goal_account ON goal (account);

CREATE VIEW goals AS SELECT
    id,
    account,
    objective,
    measure,
    baseline_milli / 1000.0 AS baseline,
    target_milli / 1000.0 AS target,
    current_milli / 1000.0 AS current,
    date(due * 86400, 'unixepoch') AS due,
    state,
    date(closed_on * 86400, 'unixepoch') AS closed_on,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM goal;
DROP VIEW accounts;
CREATE VIEW accounts AS SELECT
    id,
    name,
    aliases,
    domain,
    link,
    segment,
    industry,
    region,
    time_zone,
    currency,
    stage,
    owner,
    tags,
    starred,
    pin,
    call,
    date("call_on" * 86400, 'unixepoch') AS "call_on",
    call_reason,
    health,
    date("health_on" * 86400, 'unixepoch') AS "health_on",
    date("health_until" * 86400, 'unixepoch') AS "health_until",
    health_reason,
    date("leaving_said_on" * 86400, 'unixepoch') AS "leaving_said_on",
    date("snoozed_until" * 86400, 'unixepoch') AS "snoozed_until",
    snooze_reason,
    date("dealt_on" * 86400, 'unixepoch') AS "dealt_on",
    body,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM account;
DROP VIEW readings;
CREATE VIEW readings AS SELECT
    id,
    account,
    metric,
    date("day" * 86400, 'unixepoch') AS "day",
    value_milli / 1000.0 AS value,
    scale,
    source,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM reading;
