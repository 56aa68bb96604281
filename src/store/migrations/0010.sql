-- Terms that ran out without a word, of contracts that do not renew themselves: a handful in any book. Without it the
-- figures of a year read every contract of 100,000 for them.
CREATE INDEX subscription_over ON subscription ("end") WHERE auto_renew = 0 AND ended_on IS NULL AND archived_at IS NULL;
-- Renewals of a period with what their rate is reckoned from: of 68,000 due in a year none is looked up by itself, which
-- took more than half of the figures of that year.
DROP INDEX renewal_due;
CREATE INDEX renewal_due ON renewal (due, archived_at, outcome, target_minor, target_currency, final_minor, final_currency, subscription, account, id);
