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

-- The facts of a quarter by their days, without the rows of all the others. Measured reason: stands beside each.
CREATE INDEX touch_at ON touch (at, account, kind, minutes, archived_at, id);
CREATE INDEX task_closed_at ON task (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX task_due ON task (due) WHERE due IS NOT NULL;
CREATE INDEX renewal_settled ON renewal (coalesce(settled_on, due)) WHERE outcome IS NOT NULL;
CREATE INDEX movement_expansion ON movement (day) WHERE kind = 'expansion';
CREATE INDEX opportunity_referral ON opportunity (created_at) WHERE kind = 'referral';
CREATE INDEX opportunity_won ON opportunity (close) WHERE state = 'won';
CREATE INDEX feedback_resolved ON feedback (resolved) WHERE resolved IS NOT NULL;
CREATE INDEX goal_met ON goal (closed_on) WHERE state = 'met';
-- Moves of promised days, out of a journal that holds mostly other things.
CREATE INDEX batch_at ON batch (at);
CREATE INDEX journal_task ON journal (batch) WHERE kind = 'task' AND act = 'edited';
-- Health day by day from the index alone.
DROP INDEX reading_account;
CREATE INDEX reading_account ON reading (account, metric, day, value_milli, scale, archived_at);

-- Targets of more figures than the revenue of renewals: a goal is money, or a number that is a count or percent.
DROP VIEW targets;
ALTER TABLE target RENAME TO target_before;
CREATE TABLE target (
    id TEXT PRIMARY KEY NOT NULL,
    metric TEXT NOT NULL CHECK (metric <> ''),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    goal_minor INTEGER CHECK (goal_minor > 0),
    goal_currency TEXT CHECK ((goal_minor IS NULL) = (goal_currency IS NULL)),
    goal_milli INTEGER CHECK (goal_milli > 0 AND goal_minor IS NULL OR goal_milli IS NULL AND goal_minor IS NOT NULL),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;
INSERT INTO target (id, metric, first, last, goal_minor, goal_currency, created_at, updated_at, version, archived_at)
    SELECT id, metric, first, last, goal_minor, goal_currency, created_at, updated_at, version, archived_at
    FROM target_before;
DROP TABLE target_before;
CREATE VIEW targets AS SELECT
    id,
    metric,
    date("first" * 86400, 'unixepoch') AS "first",
    date("last" * 86400, 'unixepoch') AS "last",
    CASE WHEN goal_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN goal_minor WHEN goal_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN goal_minor / 1000.0 ELSE goal_minor / 100.0 END AS goal, goal_currency,
    goal_milli / 1000.0 AS goal_number,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM target;
