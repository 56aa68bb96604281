-- Version 1: the facts, the journal, and what is derived from the facts. Days are days since 1970-01-01, moments are
-- milliseconds UTC, money is minor units beside its currency; the views of plural names show them readably.

CREATE TABLE account (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    aliases TEXT NOT NULL CHECK (json_valid(aliases)),
    domain TEXT,
    link TEXT,
    segment TEXT,
    industry TEXT,
    region TEXT,
    time_zone TEXT,
    currency TEXT,
    stage TEXT NOT NULL CHECK (stage IN ('onboarding', 'adopting', 'established', 'offboarding', 'churned')),
    owner TEXT,
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
    pin TEXT CHECK (pin IN ('top', 'bottom')),
    call TEXT CHECK (call IN ('commit', 'likely', 'possible', 'at-risk', 'lost')),
    "call_on" INTEGER,
    "leaving_said_on" INTEGER,
    "snoozed_until" INTEGER,
    snooze_reason TEXT,
    "dealt_on" INTEGER,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE contact (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL CHECK (name <> ''),
    title TEXT,
    role TEXT CHECK (role IN ('champion', 'decision-maker', 'economic-buyer', 'exec-sponsor', 'user', 'blocker')),
    email TEXT,
    phone TEXT,
    sentiment TEXT CHECK (sentiment IN ('negative', 'neutral', 'positive')),
    "left_on" INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE subscription (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    product TEXT NOT NULL CHECK (product <> ''),
    arr_minor INTEGER NOT NULL,
    arr_currency TEXT NOT NULL,
    seats INTEGER CHECK (seats >= 0),
    "start" INTEGER,
    "end" INTEGER,
    term_months INTEGER CHECK (term_months >= 0),
    auto_renew INTEGER NOT NULL CHECK (auto_renew IN (0, 1)),
    notice TEXT,
    "ended_on" INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE renewal (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    subscription TEXT REFERENCES subscription (id) DEFERRABLE INITIALLY DEFERRED,
    "due" INTEGER NOT NULL,
    "cancel_by" INTEGER,
    stage TEXT NOT NULL CHECK (stage IN ('not-started', 'preparing', 'talking', 'quoted', 'verbal', 'closed')),
    category TEXT CHECK (category IN ('omitted', 'pipeline', 'best-case', 'commit', 'closed')),
    probability INTEGER CHECK (probability >= 0),
    target_minor INTEGER,
    target_currency TEXT CHECK ((target_minor IS NULL) = (target_currency IS NULL)),
    forecast_minor INTEGER,
    forecast_currency TEXT CHECK ((forecast_minor IS NULL) = (forecast_currency IS NULL)),
    final_minor INTEGER,
    final_currency TEXT CHECK ((final_minor IS NULL) = (final_currency IS NULL)),
    outcome TEXT CHECK (outcome IN ('renewed', 'expanded', 'contracted', 'churned')),
    "settled_on" INTEGER,
    reason TEXT,
    "notice_on" INTEGER,
    next_step TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE opportunity (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('upsell', 'cross-sell', 'referral', 'new-business')),
    amount_minor INTEGER,
    amount_currency TEXT CHECK ((amount_minor IS NULL) = (amount_currency IS NULL)),
    probability INTEGER CHECK (probability >= 0),
    stage TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),
    "close" INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE task (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL CHECK (title <> ''),
    "due" INTEGER,
    due_minute INTEGER CHECK (due_minute >= 0),
    "wait_until" INTEGER,
    wait_reason TEXT,
    priority TEXT CHECK (priority IN ('1', '2', '3')),
    state TEXT NOT NULL CHECK (state IN ('open', 'waiting-customer', 'waiting-sales', 'waiting-support', 'waiting-product', 'done', 'dropped')),
    "waiting_since" INTEGER,
    estimate_minutes INTEGER CHECK (estimate_minutes >= 0),
    slips INTEGER NOT NULL CHECK (slips >= 0),
    closed_at INTEGER,
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE touch (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('call', 'email', 'meeting', 'qbr', 'note', 'ticket')),
    direction TEXT CHECK (direction IN ('in', 'out')),
    at INTEGER NOT NULL,
    minutes INTEGER CHECK (minutes >= 0),
    sentiment TEXT CHECK (sentiment IN ('negative', 'neutral', 'positive')),
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE reading (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    metric TEXT NOT NULL CHECK (metric IN ('health', 'seats-used', 'usage', 'usage-change', 'nps', 'p1-age-days', 'escalations', 'competitor', 'invoice-late-days')),
    "day" INTEGER NOT NULL,
    value_milli INTEGER NOT NULL,
    source TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;

CREATE TABLE external (
    id TEXT PRIMARY KEY NOT NULL,
    system TEXT NOT NULL CHECK (system <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    row TEXT NOT NULL CHECK (row <> ''),
    seen TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    archived_at INTEGER
) STRICT;


-- One account's rows, and the latest touch or reading without reading the row itself.
CREATE INDEX contact_account ON contact (account);
CREATE INDEX subscription_account ON subscription (account);
CREATE INDEX renewal_account ON renewal (account);
CREATE INDEX opportunity_account ON opportunity (account);
CREATE INDEX touch_account ON touch (account, at, kind);
CREATE INDEX reading_account ON reading (account, metric, day, value_milli);
-- Open tasks by account, with all that places them: closed ones, the many, stay out of it.
CREATE INDEX task_open ON task (account, due, wait_until, priority, id, state, archived_at)
    WHERE state NOT IN ('done', 'dropped') AND archived_at IS NULL;
-- Closed tasks by account. Not a partial index: it is also how SQLite finds the tasks of an account that is deleted.
CREATE INDEX task_closed ON task (account, closed_at);
-- Rows that name another: without these, deleting one row reads the whole table.
CREATE INDEX touch_contact ON touch (contact) WHERE contact IS NOT NULL;
CREATE INDEX task_contact ON task (contact) WHERE contact IS NOT NULL;
CREATE INDEX renewal_subscription ON renewal (subscription) WHERE subscription IS NOT NULL;
-- Decided renewals, for the prior of the ranking.
CREATE INDEX renewal_decided ON renewal (outcome) WHERE outcome IS NOT NULL;
-- Rows of another system by table, for imports.
CREATE INDEX external_kind ON external (kind);

-- Every write, with its rows before and after: the undo history and the audit log.
CREATE TABLE batch (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    note TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('do', 'undo', 'redo')),
    of INTEGER REFERENCES batch (seq),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    rows INTEGER NOT NULL
) STRICT;
-- A row made in a large batch is not stored twice: its image is the row itself until somebody undoes it.
CREATE TABLE journal (
    batch INTEGER NOT NULL REFERENCES batch (seq),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    row TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('made', 'edited', 'removed')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (batch, n)
) STRICT, WITHOUT ROWID;

-- Derived from the facts, for one day and one set of weights; never journalled, rebuilt at will. Measured reason: with
-- it the first screen of 100,000 accounts reads as many rows as that of 500.
CREATE TABLE ranking (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    weights TEXT NOT NULL,
    lost INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    median INTEGER NOT NULL,
    median_revenue INTEGER NOT NULL,
    totals TEXT NOT NULL
) STRICT;
-- All that accounts are called, folded: name, aliases and domain.
CREATE TABLE called (
    key TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (key, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE standing (
    account TEXT PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    hidden INTEGER NOT NULL,
    pin INTEGER NOT NULL,
    stake INTEGER NOT NULL,
    day INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    arr INTEGER NOT NULL,
    p REAL NOT NULL,
    t REAL NOT NULL,
    end INTEGER,
    cancel_by INTEGER,
    locked INTEGER NOT NULL,
    health INTEGER,
    band TEXT,
    trend TEXT,
    why TEXT NOT NULL,
    last_touch INTEGER,
    open_tasks INTEGER NOT NULL,
    overdue_tasks INTEGER NOT NULL,
    unrated TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_order ON standing (hidden, pin DESC, stake DESC, day, revenue DESC, name_key);
CREATE TABLE decision (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    day INTEGER NOT NULL,
    end INTEGER NOT NULL,
    cancel_by INTEGER,
    locked INTEGER NOT NULL,
    assumed INTEGER NOT NULL,
    notice INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    stake INTEGER NOT NULL,
    renewal TEXT,
    subscription TEXT,
    PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;
-- Covers the order of all decisions, so that it is read without their rows.
CREATE INDEX decision_day ON decision (day, account, n, renewal, subscription);
CREATE TABLE queue (
    task TEXT PRIMARY KEY NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    account TEXT,
    score INTEGER NOT NULL,
    due INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_order ON queue (score DESC, due, task);
CREATE INDEX queue_loose ON queue (due) WHERE account IS NULL;
CREATE INDEX queue_account ON queue (account);


-- For a person at the sqlite3 prompt.
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
CREATE VIEW contacts AS SELECT
    id,
    account,
    name,
    title,
    role,
    email,
    phone,
    sentiment,
    date("left_on" * 86400, 'unixepoch') AS "left_on",
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM contact;
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
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM subscription;
CREATE VIEW renewals AS SELECT
    id,
    account,
    subscription,
    date("due" * 86400, 'unixepoch') AS "due",
    date("cancel_by" * 86400, 'unixepoch') AS "cancel_by",
    stage,
    category,
    probability,
    CASE WHEN target_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN target_minor WHEN target_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN target_minor / 1000.0 ELSE target_minor / 100.0 END AS target, target_currency,
    CASE WHEN forecast_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN forecast_minor WHEN forecast_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN forecast_minor / 1000.0 ELSE forecast_minor / 100.0 END AS forecast, forecast_currency,
    CASE WHEN final_currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN final_minor WHEN final_currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN final_minor / 1000.0 ELSE final_minor / 100.0 END AS final, final_currency,
    outcome,
    date("settled_on" * 86400, 'unixepoch') AS "settled_on",
    reason,
    date("notice_on" * 86400, 'unixepoch') AS "notice_on",
    next_step,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM renewal;
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
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM opportunity;
CREATE VIEW tasks AS SELECT
    id,
    account,
    contact,
    title,
    date("due" * 86400, 'unixepoch') AS "due",
    due_minute,
    date("wait_until" * 86400, 'unixepoch') AS "wait_until",
    wait_reason,
    priority,
    state,
    date("waiting_since" * 86400, 'unixepoch') AS "waiting_since",
    estimate_minutes,
    slips,
    strftime('%Y-%m-%dT%H:%M:%SZ', closed_at / 1000, 'unixepoch') AS closed_at,
    tags,
    body,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM task;
CREATE VIEW touches AS SELECT
    id,
    account,
    contact,
    kind,
    direction,
    strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS at,
    minutes,
    sentiment,
    text,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM touch;
CREATE VIEW readings AS SELECT
    id,
    account,
    metric,
    date("day" * 86400, 'unixepoch') AS "day",
    value_milli / 1000.0 AS value,
    source,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM reading;
CREATE VIEW externals AS SELECT
    id,
    system,
    kind,
    name,
    row,
    seen,
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', updated_at / 1000, 'unixepoch') AS updated_at,
    version,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM external;
