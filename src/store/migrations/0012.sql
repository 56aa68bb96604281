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
CREATE INDEX goal_met ON goal (closed_on) WHERE state = 'met';
-- Moves of promised days, out of a journal that holds mostly other things.
CREATE INDEX batch_at ON batch (at);
CREATE INDEX journal_task ON journal (batch) WHERE kind = 'task' AND act = 'edited';
-- Health day by day from the index alone.
DROP INDEX reading_account;
CREATE INDEX reading_account ON reading (account, metric, day, value_milli, scale, archived_at);
