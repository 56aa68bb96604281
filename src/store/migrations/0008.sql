-- What is to be reached in a period: told beside the forecast.
CREATE TABLE target (
    id TEXT PRIMARY KEY NOT NULL,
    metric TEXT NOT NULL CHECK (metric IN ('renewals')),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    goal_minor INTEGER NOT NULL CHECK (goal_minor > 0),
    goal_currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE VIEW targets AS SELECT
    id,
    metric,
    date("first" * 86400, 'unixepoch') AS "first",
    date("last" * 86400, 'unixepoch') AS "last",
    CASE WHEN goal_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN goal_minor WHEN goal_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN goal_minor / 1000.0 ELSE goal_minor / 100.0 END AS goal, goal_currency,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM target;
