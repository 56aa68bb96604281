-- The ledger of recurring revenue: what each start, change and end of a contract did to it.

CREATE TABLE movement (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    subscription TEXT REFERENCES subscription (id) DEFERRABLE INITIALLY DEFERRED,
    day INTEGER NOT NULL,
    delta_minor INTEGER NOT NULL,
    delta_currency TEXT NOT NULL,
    amount_minor INTEGER,
    amount_currency TEXT CHECK ((amount_minor IS NULL) = (amount_currency IS NULL)),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'expansion', 'contraction', 'churn', 'reactivation', 'price')),
    reason TEXT,
    notice_on INTEGER,
    source TEXT NOT NULL CHECK (source IN ('recorded', 'derived')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

-- The whole ledger in order of account and day without its rows: the figures of a year read it once.
CREATE INDEX movement_account ON movement (account, day, delta_minor, delta_currency, kind, notice_on, archived_at);
-- Without it, deleting one subscription reads the whole ledger.
CREATE INDEX movement_subscription ON movement (subscription) WHERE subscription IS NOT NULL;
-- Renewals of a period, for the renewal rate and the forecast.
CREATE INDEX renewal_due ON renewal (due);

CREATE VIEW movements AS SELECT
    id,
    account,
    subscription,
    date(day * 86400, 'unixepoch') AS day,
    CASE WHEN delta_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN delta_minor WHEN delta_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN delta_minor / 1000.0 ELSE delta_minor / 100.0 END AS delta, delta_currency,
    CASE WHEN amount_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN amount_minor WHEN amount_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN amount_minor / 1000.0 ELSE amount_minor / 100.0 END AS amount, amount_currency,
    kind,
    reason,
    date(notice_on * 86400, 'unixepoch') AS notice_on,
    source,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM movement;
