-- What the price of a contract rises by at each renewal, and why a deal was won or lost.
ALTER TABLE subscription ADD COLUMN escalator TEXT;
ALTER TABLE opportunity ADD COLUMN reason TEXT;
DROP VIEW subscriptions;
DROP VIEW opportunities;
CREATE VIEW subscriptions AS SELECT
    id,
    account,
    product,
    CASE WHEN arr_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN arr_minor WHEN arr_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN arr_minor / 1000.0 ELSE arr_minor / 100.0 END AS arr, arr_currency,
    seats,
    date("start" * 86400, 'unixepoch') AS "start",
    date("end" * 86400, 'unixepoch') AS "end",
    term_months,
    auto_renew,
    notice,
    date("ended_on" * 86400, 'unixepoch') AS "ended_on",
    escalator,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM subscription;
CREATE VIEW opportunities AS SELECT
    id,
    account,
    name,
    kind,
    CASE WHEN amount_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN amount_minor WHEN amount_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN amount_minor / 1000.0 ELSE amount_minor / 100.0 END AS amount, amount_currency,
    probability,
    stage,
    state,
    date("close" * 86400, 'unixepoch') AS "close",
    reason,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM opportunity;
