-- What customers said of us, what they use by day, and the cases that were worked out.
CREATE TABLE feedback (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('nps', 'csat', 'ces', 'quote', 'complaint', 'request', 'reference')),
    score_milli INTEGER,
    -- Worst and best of the scale, `1..5` or `7..1`; none is the usual one of the kind.
    scale TEXT,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    answered INTEGER,
    resolved INTEGER,
    consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
    source TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;
-- The answers of each account in order, which the ranking reads, without the rows and their texts.
CREATE INDEX feedback_account ON feedback (account, at, kind, score_milli, scale, answered, archived_at);
-- Without it, deleting one contact reads all of them.
CREATE INDEX feedback_contact ON feedback (contact) WHERE contact IS NOT NULL;
-- The feedback of a period, for its figures.
CREATE INDEX feedback_at ON feedback (at);

CREATE TABLE usage (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    metric TEXT NOT NULL CHECK (metric <> ''),
    day INTEGER NOT NULL,
    value_milli INTEGER NOT NULL,
    source TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;
-- The figures of each account by metric and day, which the ranking reads, without the rows.
CREATE INDEX usage_account ON usage (account, metric, day, value_milli, archived_at);

CREATE TABLE "case" (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    touch TEXT REFERENCES touch (id) DEFERRABLE INITIALLY DEFERRED,
    day INTEGER NOT NULL,
    problem TEXT NOT NULL CHECK (problem <> ''),
    done TEXT,
    result TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;
CREATE INDEX case_account ON "case" (account, day);
-- Without it, deleting one touch reads all of them.
CREATE INDEX case_touch ON "case" (touch) WHERE touch IS NOT NULL;

-- The ranking reads facts that it did not read before.
DELETE FROM ranking;

CREATE VIEW feedbacks AS SELECT
    id,
    account,
    contact,
    kind,
    score_milli / 1000.0 AS score,
    scale,
    text,
    strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS at,
    strftime('%Y-%m-%dT%H:%M:%SZ', answered / 1000, 'unixepoch') AS answered,
    strftime('%Y-%m-%dT%H:%M:%SZ', resolved / 1000, 'unixepoch') AS resolved,
    consent,
    source,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM feedback;
CREATE VIEW usages AS SELECT
    id,
    account,
    metric,
    date(day * 86400, 'unixepoch') AS day,
    value_milli / 1000.0 AS value,
    source,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM usage;
CREATE VIEW cases AS SELECT
    id,
    account,
    touch,
    date(day * 86400, 'unixepoch') AS day,
    problem,
    done,
    result,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM "case";
