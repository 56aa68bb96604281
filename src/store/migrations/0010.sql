-- Terms that ran out without a word, of contracts that do not renew themselves: a handful in any book. Without it the
-- figures of a year read every contract of 100,000 for them.
CREATE INDEX subscription_over ON subscription ("end") WHERE auto_renew = 0 AND ended_on IS NULL AND archived_at IS NULL;
-- Renewals of a period with what their rate is reckoned from: of 68,000 due in a year none is looked up by itself, which
-- took more than half of the figures of that year.
DROP INDEX renewal_due;
CREATE INDEX renewal_due ON renewal (due, archived_at, outcome, target_minor, target_currency, final_minor, final_currency, subscription, account, id);

-- Exchange rates that were imported, from a day on. Those of the config stand beside them.
CREATE TABLE fx_rate (
    id TEXT PRIMARY KEY NOT NULL,
    day INTEGER NOT NULL,
    currency TEXT NOT NULL,
    home TEXT NOT NULL CHECK (home <> currency),
    rate_billionths INTEGER NOT NULL CHECK (rate_billionths > 0),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE VIEW fx_rates AS SELECT
    id,
    date(day * 86400, 'unixepoch') AS day,
    currency,
    rate_billionths / 1000000000.0 AS rate,
    home,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM fx_rate;
