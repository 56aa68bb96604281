//! Reads what stakes are reckoned from: one pass over each table in order of account, so that a whole book costs a
//! handful of queries, and one account the same few.

use crate::domain::figure::adoption::{Series, change};
use crate::domain::figure::pulse::{Counted, SEEN, pulse};
use crate::domain::record::account::{HealthCall, Pin};
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::reading::Metric;
use crate::domain::record::scale::Scale;
use crate::domain::record::task::Priority;
use crate::domain::record::usage::SEATS;
use crate::domain::stake::input::{Dated, Hand, Inputs, Prospect, RenewalTerms, SubscriptionTerms};
use crate::domain::value::day::{Day, Moment, Now};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::milli::Milli;
use crate::domain::value::money::Money;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{Row, Rows, Statement, params_from_iter};

/// Which accounts to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which<'a> {
    /// All that are not archived or churned.
    All,
    /// One, whatever its state.
    One(&'a str),
}

/// What the list shows of an account beside its stake.
#[derive(Clone, PartialEq, Debug)]
pub struct Marks {
    /// Starred.
    pub starred: bool,
    /// Hidden until.
    pub snoozed_until: Option<Day>,
    /// Dealt with on.
    pub dealt_on: Option<Day>,
    /// Whether it belongs in the ranking: neither archived nor churned.
    pub ranked: bool,
}

/// What places an open task.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskInput {
    /// Which.
    pub id: TaskId,
    /// Promised day.
    pub due: Option<Day>,
    /// Hidden until.
    pub wait_until: Option<Day>,
    /// How much it matters.
    pub priority: Option<Priority>,
}

/// An account with all that places it and its tasks.
#[derive(Clone, PartialEq, Debug)]
pub struct Dossier {
    /// What its stake is reckoned from.
    pub inputs: Inputs,
    /// What the list shows beside.
    pub marks: Marks,
    /// Its open tasks.
    pub tasks: Vec<TaskInput>,
}

const ACCOUNT: &str = "SELECT id, name, segment, stage, pin, call, call_on, leaving_said_on, starred, snoozed_until,
    dealt_on, archived_at IS NULL AND stage <> 'churned', health, health_on, health_until,
    (SELECT at FROM touch WHERE account = account.id AND kind NOT IN ('note', 'ticket') AND archived_at IS NULL
     ORDER BY at DESC LIMIT 1)
    FROM account";
pub(in crate::store) const SUBSCRIPTION: &str =
    "SELECT account, id, arr_minor, arr_currency, seats, start, \"end\", term_months, auto_renew,
    notice, ended_on FROM subscription";
pub(in crate::store) const RENEWAL: &str =
    "SELECT account, id, subscription, due, cancel_by, target_minor, target_currency, outcome,
    settled_on, notice_on FROM renewal";
const OPPORTUNITY: &str = "SELECT account, name, amount_minor, amount_currency, probability, close FROM opportunity";
const CONTACT: &str = "SELECT account, left_on, role FROM contact";
const READING: &str = "SELECT account, metric, day, value_milli, scale FROM reading";
/// Measured usage, of the days that a change is reckoned over alone: a book may hold a figure for every day of years.
pub(in crate::store) const USAGE: &str = "SELECT account, metric, day, value_milli FROM usage";
/// The first day of a metric of an account.
pub(in crate::store) const FIRST: &str =
    "SELECT min(day) FROM usage WHERE account = ?1 AND metric = ?2 AND archived_at IS NULL";
pub(in crate::store) const ANSWER: &str = "SELECT account, at, score_milli, scale, answered FROM feedback";
/// Scores of the last weeks, as they were reckoned then.
const SCORE: &str = "SELECT account, day, health FROM snapshot_line";
const TASK: &str = "SELECT account, id, due, wait_until, priority FROM task";

/// Days in which a fall of health is a fast one.
const WEEK: i32 = 7;

/// Days over which usage is compared.
const MONTH: i32 = 30;

pub(in crate::store) const ANSWERS: &str = "archived_at IS NULL AND kind = 'nps' AND score_milli IS NOT NULL";
const LIVE: &str = "archived_at IS NULL";
const OPEN: &str = "state = 'open' AND archived_at IS NULL";
const TO_DO: &str = "state NOT IN ('done', 'dropped') AND archived_at IS NULL";

impl Store {
    /// Reads accounts with all that places them, one after another, in order of id.
    pub fn each_dossier<E: From<Error>>(
        &self,
        which: Which<'_>,
        now: Now,
        mut take: impl FnMut(Dossier) -> Result<(), E>,
    ) -> Result<(), E> {
        let key = match which {
            Which::All => None,
            Which::One(key) => Some(key),
        };
        let accounts = match which {
            Which::All => format!("{ACCOUNT} WHERE {LIVE} AND stage <> 'churned' ORDER BY id"),
            Which::One(_) => format!("{ACCOUNT} WHERE id = ?1"),
        };
        let counted = self.counted(now.today)?;
        let mut first = self.sql().prepare_cached(FIRST).map_err(Error::from)?;
        let mut heads = self.sql().prepare_cached(&accounts).map_err(Error::from)?;
        let mut sources = Vec::new();
        for (select, condition) in [
            (SUBSCRIPTION, LIVE),
            (RENEWAL, LIVE),
            (OPPORTUNITY, OPEN),
            (CONTACT, LIVE),
            (READING, LIVE),
            (USAGE, &usage_since(now.today)),
            (ANSWER, ANSWERS),
            (SCORE, &scored_before(now.today)),
            (TASK, TO_DO),
        ] {
            let sql = feed(select, condition, key.is_some());
            sources.push(self.sql().prepare_cached(&sql).map_err(Error::from)?);
        }
        let mut feeds = Vec::new();
        for source in &mut sources {
            feeds.push(Feed::start(source, key)?);
        }
        let mut rows = heads.query(params_from_iter(key)).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let mut dossier = head(row, now).map_err(Error::from)?;
            let id = dossier.inputs.account.to_string();
            let mut readings = Readings::default();
            for (n, feed) in feeds.iter_mut().enumerate() {
                feed.of(&id, |row| match n {
                    0 => subscription(row).map(|s| dossier.inputs.subscriptions.push(s)),
                    1 => renewal(row).map(|r| dossier.inputs.renewals.push(r)),
                    2 => prospect(row).map(|p| dossier.inputs.prospects.extend(p)),
                    3 => contact(row, &mut dossier.inputs, now.today),
                    4 => readings.take(row),
                    5 => readings.take_usage(row),
                    6 => readings.take_answer(row, now),
                    7 => readings.take_score(row),
                    _ => task(row).map(|t| dossier.tasks.push(t)),
                })?;
            }
            readings.look_back(&mut dossier.inputs, now.today);
            let begun = |metric: &str| first.query_row([id.as_str(), metric], |row| row.get(0)).ok().flatten();
            readings.settle(&mut dossier.inputs, (&counted, now.today), begun);
            let due = dossier.tasks.iter().filter_map(|t| t.due).min();
            dossier.inputs.oldest_promise = due.filter(|due| *due < now.today);
            take(dossier)?;
        }
        Ok(())
    }

    /// Open tasks without an account.
    pub fn loose_tasks(&self) -> Result<Vec<TaskInput>, Error> {
        let mut statement = self.sql().prepare_cached(&loose())?;
        let rows = statement.query_map([], task)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Renewals lost and decided. A contract that runs on without an end has been decided at each anniversary that it
    /// has seen: books that record only losses would else say that nobody ever renews.
    pub fn decided(&self, today: Day) -> Result<(u32, u32), Error> {
        let sql = "SELECT count(*) FILTER (WHERE outcome = 'churned'), count(*) FROM renewal
            WHERE outcome IS NOT NULL AND archived_at IS NULL";
        let (lost, settled): (u32, u32) =
            self.sql().prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql = "SELECT coalesce(sum((?1 - start) / 365), 0) FROM subscription
            WHERE \"end\" IS NULL AND ended_on IS NULL AND start <= ?1 AND archived_at IS NULL";
        let survived: i64 = self.sql().prepare_cached(sql)?.query_row([today], |row| row.get(0))?;
        Ok((lost, settled.saturating_add(u32::try_from(survived).unwrap_or(u32::MAX))))
    }
}

/// The query of one table: of one account, or of all in order.
fn feed(select: &str, condition: &str, one: bool) -> String {
    let own = if one { " AND account = ?1" } else { " AND account IS NOT NULL" };
    let sort = match select {
        READING | USAGE => "account, metric, day",
        ANSWER => "account, at",
        _ => "account",
    };
    format!("{select} WHERE {condition}{own} ORDER BY {sort}")
}

/// The condition on usage that a day looks back on.
pub(in crate::store) fn usage_since(today: Day) -> String {
    format!("archived_at IS NULL AND day > {} AND day <= {}", today.plus_days(-SEEN).0, today.0)
}

/// The condition on snapshots of the days that the trend of a day looks back on. By their days one by one, so that one
/// account is found by the key.
fn scored_before(today: Day) -> String {
    let (from, to) = (today.plus_days(-MONTH).0, today.0);
    format!("health IS NOT NULL AND day IN (SELECT day FROM snapshot WHERE day >= {from} AND day < {to})")
}

fn loose() -> String {
    format!("{TASK} WHERE {TO_DO} AND account IS NULL")
}

/// Rows of one table in order of account, handed out account by account.
pub(in crate::store) struct Feed<'s> {
    rows: Rows<'s>,
    next: Option<String>,
}

impl<'s> Feed<'s> {
    pub(in crate::store) fn start(statement: &'s mut Statement<'_>, key: Option<&str>) -> Result<Feed<'s>, Error> {
        let mut feed = Feed { rows: statement.query(params_from_iter(key))?, next: None };
        feed.step()?;
        Ok(feed)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.rows.advance()?;
        self.next = self.rows.get().map(|row| row.get(0)).transpose()?;
        Ok(())
    }

    /// Hands over the rows of an account; those of accounts before it, which nobody asked for, are passed by.
    pub(in crate::store) fn of(
        &mut self,
        account: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Error> {
        while let Some(owner) = &self.next {
            match owner.as_str().cmp(account) {
                std::cmp::Ordering::Greater => break,
                std::cmp::Ordering::Equal => {
                    if let Some(row) = self.rows.get() {
                        take(row)?;
                    }
                }
                std::cmp::Ordering::Less => {}
            }
            self.step()?;
        }
        Ok(())
    }
}

fn head(row: &Row<'_>, now: Now) -> rusqlite::Result<Dossier> {
    let mut get = Get::from(row, 0);
    let account: AccountId = get.word()?;
    let name: String = get.take()?;
    let segment = get.take()?;
    let stage = get.word()?;
    let pin: Option<Pin> = get.words()?;
    let (call, call_on): (_, Option<Day>) = (get.words()?, get.take()?);
    let leaving = get.take()?;
    let (starred, snoozed_until, dealt_on, ranked) = (get.take()?, get.take()?, get.take()?, get.take()?);
    let (level, on, until): (Option<HealthCall>, Option<Day>, Option<Day>) = (get.words()?, get.take()?, get.take()?);
    let last_touch: Option<Moment> = get.take()?;
    let inputs = Inputs {
        name,
        segment,
        stage,
        pin,
        call: call.zip(call_on).map(|(value, on)| Dated { value, on }),
        hand: level.zip(on).zip(until).map(|((level, on), until)| Hand { level, on, until }),
        leaving,
        last_touch: last_touch.map(|at| now.zone.day(at)),
        ..Inputs::bare(account)
    };
    Ok(Dossier { inputs, marks: Marks { starred, snoozed_until, dealt_on, ranked }, tasks: Vec::new() })
}

pub(in crate::store) fn subscription(row: &Row<'_>) -> rusqlite::Result<SubscriptionTerms> {
    let mut get = Get::from(row, 1);
    Ok(SubscriptionTerms {
        id: get.word()?,
        arr: get.amount()?,
        seats: get.take()?,
        start: get.take()?,
        end: get.take()?,
        term_months: get.take()?,
        auto_renew: get.take()?,
        notice: get.words()?,
        ended_on: get.take()?,
    })
}

pub(in crate::store) fn renewal(row: &Row<'_>) -> rusqlite::Result<RenewalTerms> {
    let mut get = Get::from(row, 1);
    Ok(RenewalTerms {
        id: get.word()?,
        subscription: get.words()?,
        due: get.take()?,
        cancel_by: get.take()?,
        target: get.money()?,
        outcome: get.words()?,
        settled_on: get.take()?,
        notice_on: get.take()?,
    })
}

fn prospect(row: &Row<'_>) -> rusqlite::Result<Option<Prospect>> {
    let mut get = Get::from(row, 1);
    let name = get.take()?;
    let amount: Option<Money> = get.money()?;
    let (probability, close) = (get.take()?, get.take()?);
    Ok(amount.map(|amount| Prospect { name, amount, probability, close }))
}

/// Whoever is known to leave on a day to come has not left yet: that day says nothing of those who have.
fn contact(row: &Row<'_>, inputs: &mut Inputs, today: Day) -> rusqlite::Result<()> {
    let left: Option<Day> = row.get(1)?;
    let role = row.get_ref(2)?;
    inputs.contacts += 1;
    match left {
        None => inputs.live_contacts += 1,
        Some(day) if day > today => {}
        Some(day) => match role.as_str_or_null().ok().flatten() {
            Some("champion") => inputs.champion_left = inputs.champion_left.max(Some(day)),
            Some("exec-sponsor") => inputs.sponsor_left = inputs.sponsor_left.max(Some(day)),
            _ => {}
        },
    }
    Ok(())
}

fn task(row: &Row<'_>) -> rusqlite::Result<TaskInput> {
    let mut get = Get::from(row, 1);
    Ok(TaskInput { id: get.word()?, due: get.take()?, wait_until: get.take()?, priority: get.words()? })
}

/// The readings, measured usage and survey answers of one account, in order of metric and day.
#[derive(Default)]
pub(in crate::store) struct Readings {
    latest: Vec<(Metric, Dated<f64>)>,
    health: Vec<Dated<f64>>,
    usage: Vec<Dated<f64>>,
    measured: Vec<(String, Series)>,
    answer: Option<(Dated<f64>, bool)>,
    detractor: Option<Dated<f64>>,
    scores: Vec<Dated<f64>>,
}

impl Readings {
    pub(in crate::store) fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let mut get = Get::from(row, 1);
        let metric: Metric = get.word()?;
        let on: Day = get.take()?;
        let milli: i64 = get.take()?;
        let mut reading = Dated { value: milli as f64 / 1000.0, on };
        // A score from elsewhere counts from 0 to 100, whatever its own scale and direction.
        if metric == Metric::Health
            && let Some(scale) = get.words::<Scale>()?
        {
            reading.value = scale.hundred(reading.value);
        }
        match metric {
            Metric::Health => self.health.push(reading),
            Metric::Usage => self.usage.push(reading),
            _ => {}
        }
        match self.latest.last_mut() {
            Some((last, kept)) if *last == metric => *kept = reading,
            _ => self.latest.push((metric, reading)),
        }
        Ok(())
    }

    pub(in crate::store) fn take_usage(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let mut get = Get::from(row, 1);
        let metric: String = get.take()?;
        let (on, milli): (Day, i64) = (get.take()?, get.take()?);
        let figure = Dated { value: Milli(milli).value(), on };
        match self.measured.last_mut() {
            Some((last, series)) if *last == metric => series.push(figure),
            _ => self.measured.push((metric, vec![figure])),
        }
        Ok(())
    }

    fn take_score(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let mut get = Get::from(row, 1);
        let on = get.take()?;
        self.scores.push(Dated { value: get.take()?, on });
        Ok(())
    }

    /// The scores of the weeks before, of which the measured one is told where it goes.
    fn look_back(&self, inputs: &mut Inputs, today: Day) {
        if self.scores.is_empty() {
            return;
        }
        let week = self.scores.iter().filter(|score| today.since(score.on) <= WEEK).map(|score| score.value);
        inputs.measured_best_week = week.reduce(f64::max);
        let sum: f64 = self.scores.iter().map(|score| score.value).sum();
        inputs.measured_mean_30 = Some(sum / self.scores.len() as f64);
    }

    pub(in crate::store) fn take_answer(&mut self, row: &Row<'_>, now: Now) -> rusqlite::Result<()> {
        let mut get = Get::from(row, 1);
        let at: Moment = get.take()?;
        if at > now.at {
            return Ok(());
        }
        let (score, scale) = (Milli(get.take()?), get.words()?);
        let answered: Option<Moment> = get.take()?;
        let value = Feedback::on_ten(score, scale.unwrap_or(FeedbackKind::Nps.scale()));
        let answer = Dated { value, on: now.zone.day(at) };
        if value < 7.0 && answered.is_none() {
            self.detractor = Some(answer);
        }
        self.answer = Some((answer, answered.is_some()));
        Ok(())
    }

    pub(in crate::store) fn settle(
        mut self,
        inputs: &mut Inputs,
        (counted, today): (&[Counted], Day),
        first: impl FnMut(&str) -> Option<Day>,
    ) {
        for (metric, reading) in &self.latest {
            let place = match metric {
                Metric::Health => &mut inputs.health,
                Metric::SeatsUsed => &mut inputs.seats_used,
                Metric::UsageChange => &mut inputs.usage_change,
                Metric::Nps => &mut inputs.nps,
                Metric::P1AgeDays => &mut inputs.p1_age,
                Metric::Escalations => &mut inputs.escalations,
                Metric::Competitor => &mut inputs.competitor,
                Metric::InvoiceLateDays => &mut inputs.invoice_late,
                Metric::Usage => continue,
            };
            *place = Some(*reading);
        }
        if let Some((latest, earlier)) = self.health.split_last() {
            let week = earlier.iter().filter(|r| latest.on.since(r.on) <= WEEK).map(|r| r.value);
            inputs.health_best_week = week.reduce(f64::max);
            let month: Vec<f64> = earlier.iter().filter(|r| latest.on.since(r.on) <= 30).map(|r| r.value).collect();
            if !month.is_empty() {
                inputs.health_mean_30 = Some(month.iter().sum::<f64>() / month.len() as f64);
            }
        }
        if inputs.usage_change.is_none() {
            inputs.usage_change = change(&self.usage, MONTH);
        }
        // What was measured takes the place of what was typed or came with the account, unless that is newer.
        let newer = |measured: Dated<f64>, typed: Option<Dated<f64>>| typed.is_none_or(|typed| typed.on <= measured.on);
        let seats = self.measured.iter().find(|(metric, _)| metric == SEATS).and_then(|(_, series)| series.last());
        if let Some(seats) = seats.copied().filter(|seats| newer(*seats, inputs.seats_used)) {
            inputs.seats_used = Some(seats);
        }
        let pulse = pulse(&mut self.measured, counted, today, first);
        inputs.active_days = pulse.active;
        if let Some(measured) = pulse.change.filter(|measured| newer(*measured, inputs.usage_change)) {
            inputs.usage_change = Some(measured);
        }
        if let Some((answer, answered)) = self.answer.filter(|(answer, _)| newer(*answer, inputs.nps)) {
            (inputs.nps, inputs.nps_answered) = (Some(answer), answered);
        }
        inputs.detractor = self.detractor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite would go about a statement, a step a line.
    fn plan(store: &Store, sql: &str) -> String {
        let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let count = statement.parameter_count();
        let steps = statement.query_map(params_from_iter(vec!["x"; count]), |row| row.get::<_, String>(3)).unwrap();
        steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
    }

    #[test]
    fn tasks_are_read_through_their_indices() {
        let store = Store::in_memory().unwrap();
        for (sql, index) in [
            (feed(TASK, TO_DO, true), "USING COVERING INDEX task_open (account=?)"),
            (feed(TASK, TO_DO, false), "USING COVERING INDEX task_open"),
            (loose(), "USING COVERING INDEX task_open (account=?)"),
            (crate::store::lines::open_tasks_of(), "USING INDEX task_open (account=?)"),
            (crate::store::lines::closed_tasks_of(), "USING INDEX task_closed (account=? AND closed_at>?)"),
            (crate::store::find::OPEN_TITLES.to_owned(), "USING INDEX task_open"),
        ] {
            let steps = plan(&store, &sql);
            assert!(steps.contains(index), "{sql}\n{steps}");
        }
    }

    #[test]
    fn the_past_of_one_account_is_found_by_its_key() {
        let store = Store::in_memory().unwrap();
        let steps = plan(&store, &feed(SCORE, &scored_before(Day(20_000)), true));
        assert!(steps.contains("snapshot_line USING PRIMARY KEY (day=? AND account=?)"), "{steps}");
    }

    #[test]
    fn a_row_is_deleted_without_reading_whole_tables() {
        let store = Store::in_memory().unwrap();
        for table in ["account", "contact", "subscription", "renewal", "task", "touch"] {
            let steps = plan(&store, &format!("DELETE FROM {table} WHERE id = ?1"));
            assert!(steps.contains("SEARCH") && !steps.contains("SCAN"), "{table}\n{steps}");
        }
    }
}
