//! Lines of a screen: orders of ids, and rows by id. Reads derived tables and one join, never a whole record.

use crate::domain::book::{AccountLine, DecisionId, DecisionLine, TaskLine};
use crate::domain::record::account::{CallLevel, Pin};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::loss::Call;
use crate::domain::value::day::{Day, Moment, Now};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::shown;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::{Get, words};
use crate::store::standing::NO_DAY;
use rusqlite::Row;

pub(in crate::store) const ACCOUNT: &str =
    "SELECT s.account, a.name, a.starred, s.pin, a.snoozed_until, a.dealt_on, s.hidden, s.stake,
    s.revenue, s.p, s.t, s.arr, s.day, s.\"end\", s.cancel_by, s.locked, s.health, s.band, s.trend, s.why, s.last_touch,
    s.open_tasks, s.overdue_tasks, s.unrated, s.model, s.call, s.call_on, s.call_p, s.call_stale, s.call_apart
    FROM standing s JOIN account a ON a.id = s.account";
const CHURNED: &str =
    "SELECT a.id, a.name, a.starred, 0, a.snoozed_until, a.dealt_on, 0, 0, 0, 0.0, 0.0, 0, ?2, NULL, NULL,
    0, NULL, NULL, NULL, 'churned', NULL,
    (SELECT count(*) FROM task WHERE account = a.id AND state NOT IN ('done', 'dropped') AND archived_at IS NULL),
    (SELECT count(*) FROM task WHERE account = a.id AND state NOT IN ('done', 'dropped') AND archived_at IS NULL
     AND due < ?3), '', 0.0, NULL, NULL, 0.0, 0, 0,
    (SELECT max(at) FROM touch WHERE account = a.id AND kind NOT IN ('note', 'ticket') AND archived_at IS NULL)
    FROM account a WHERE a.id = ?1 AND a.stage = 'churned' AND a.archived_at IS NULL";
const TASK: &str = "SELECT t.id, t.account, a.name, t.title, t.due, t.due_minute, t.wait_until, t.priority, t.state,
    t.estimate_minutes, t.slips, coalesce(q.score, 0), t.waiting_since, t.every IS NOT NULL FROM task t";
const AROUND: &str = "LEFT JOIN account a ON a.id = t.account LEFT JOIN queue q ON q.task = t.id";
pub(in crate::store) const QUEUED: &str = "SELECT t.id, t.account, a.name, t.title, t.due, t.due_minute, t.wait_until, t.priority, t.state,
    t.estimate_minutes, t.slips, q.score, t.waiting_since, t.every IS NOT NULL FROM queue q CROSS JOIN task t ON t.id = q.task
    LEFT JOIN account a ON a.id = t.account";
pub(in crate::store) const DECISION: &str =
    "SELECT d.account, d.renewal, d.subscription, a.name, d.day, d.\"end\", d.cancel_by, d.locked, d.assumed, d.notice,
    d.revenue, d.stake, r.stage, r.next_step, s.band, s.trend
    FROM decision d CROSS JOIN account a ON a.id = d.account LEFT JOIN standing s ON s.account = d.account
    LEFT JOIN renewal r ON r.id = d.renewal";

pub(in crate::store) const BY_STAKE: &str =
    "s.hidden, s.pin DESC, s.stake DESC, s.day, s.revenue DESC, s.name_key, s.account";
pub(in crate::store) const BY_SCORE: &str = "q.score DESC, q.due, q.task";
pub(in crate::store) const BY_DAY: &str = "d.day, d.account, d.n";

impl Store {
    /// The first accounts by money at stake, hidden ones left out.
    pub fn top_accounts(&self, limit: u32) -> Result<Vec<AccountLine>, Error> {
        self.lines(&format!("{ACCOUNT} WHERE s.hidden = 0 ORDER BY {BY_STAKE} LIMIT ?1"), [limit], account)
    }

    /// All accounts by money at stake, hidden ones last.
    pub fn all_accounts(&self, limit: u32) -> Result<Vec<AccountLine>, Error> {
        self.lines(&format!("{ACCOUNT} ORDER BY {BY_STAKE} LIMIT ?1"), [limit], account)
    }

    /// Every open task, in the order of the queue, snoozed ones last; those of archived accounts are away with them.
    pub fn open_tasks(&self, limit: u32) -> Result<Vec<TaskLine>, Error> {
        let sql = format!(
            "{TASK} {AROUND} WHERE t.state NOT IN ('done', 'dropped') AND t.archived_at IS NULL
             AND a.archived_at IS NULL ORDER BY coalesce(q.score, -1) DESC, t.due, t.id LIMIT ?1"
        );
        self.lines(&sql, [limit], task)
    }

    /// The first open tasks of the queue.
    pub fn top_tasks(&self, limit: u32) -> Result<Vec<TaskLine>, Error> {
        self.lines(&format!("{QUEUED} ORDER BY {BY_SCORE} LIMIT ?1"), [limit], task)
    }

    /// The first decisions from a day on.
    pub fn top_decisions(&self, from: Day, limit: u32) -> Result<Vec<DecisionLine>, Error> {
        self.lines(&format!("{DECISION} WHERE d.day >= ?1 ORDER BY {BY_DAY} LIMIT ?2"), (from, limit), decision)
    }

    /// Decisions from a day to another, both included.
    pub fn decisions_between(&self, from: Day, to: Day) -> Result<Vec<DecisionLine>, Error> {
        self.lines(&format!("{DECISION} WHERE d.day BETWEEN ?1 AND ?2 ORDER BY {BY_DAY}"), (from, to), decision)
    }

    /// Every account of the triage by money at stake.
    pub fn account_order(&self) -> Result<Vec<AccountId>, Error> {
        let sql = format!("SELECT s.account FROM standing s WHERE s.hidden = 0 ORDER BY {BY_STAKE}");
        self.lines(&sql, [], |row| Get::from(row, 0).word())
    }

    /// Every ranked account by money at stake, hidden ones last.
    pub fn whole_account_order(&self) -> Result<Vec<AccountId>, Error> {
        self.lines(&format!("SELECT s.account FROM standing s ORDER BY {BY_STAKE}"), [], |row| Get::from(row, 0).word())
    }

    /// Every churned account by name; they have no place in the ranking.
    pub fn churned_order(&self) -> Result<Vec<AccountId>, Error> {
        let sql = "SELECT id FROM account WHERE stage = 'churned' AND archived_at IS NULL ORDER BY name, id";
        self.lines(sql, [], |row| Get::from(row, 0).word())
    }

    /// Every open task, in the order of the queue, snoozed ones last.
    pub fn open_task_order(&self) -> Result<Vec<TaskId>, Error> {
        let sql = "SELECT t.id FROM task t INDEXED BY task_open LEFT JOIN queue q ON q.task = t.id
             WHERE t.state NOT IN ('done', 'dropped') AND t.archived_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = t.account AND a.archived_at IS NOT NULL)
             ORDER BY coalesce(q.score, -1) DESC, t.due, t.id";
        self.lines(sql, [], |row| Get::from(row, 0).word())
    }

    /// Every closed task, those closed last first.
    pub fn closed_task_order(&self) -> Result<Vec<TaskId>, Error> {
        let sql = "SELECT id FROM task WHERE state IN ('done', 'dropped') AND archived_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = task.account AND a.archived_at IS NOT NULL)
             ORDER BY closed_at DESC, id";
        self.lines(sql, [], |row| Get::from(row, 0).word())
    }

    /// Every task of the queue by score.
    pub fn task_order(&self) -> Result<Vec<TaskId>, Error> {
        self.lines(&format!("SELECT q.task FROM queue q ORDER BY {BY_SCORE}"), [], |row| Get::from(row, 0).word())
    }

    /// Every decision by day.
    pub fn decision_order(&self) -> Result<Vec<DecisionId>, Error> {
        let sql = format!("SELECT d.account, d.renewal, d.subscription FROM decision d ORDER BY {BY_DAY}");
        self.lines(&sql, [], |row| decision_id(&mut Get::from(row, 0)))
    }

    /// The line of an account, if it is ranked.
    pub fn account_line(&self, id: AccountId) -> Result<Option<AccountLine>, Error> {
        Ok(self.lines(&format!("{ACCOUNT} WHERE s.account = ?1"), [id.to_string()], account)?.pop())
    }

    /// The line of a churned account: what is known of it without a ranking.
    pub fn churned_line(&self, id: AccountId, now: Now) -> Result<Option<AccountLine>, Error> {
        let line = |row: &Row<'_>| {
            let touched: Option<i64> = Get::from(row, 30).take()?;
            Ok(AccountLine { last_touch: touched.map(|at| now.zone.day(Moment(at))), ..account(row)? })
        };
        Ok(self.lines(CHURNED, (id.to_string(), NO_DAY, now.today), line)?.pop())
    }

    /// The line of a task, open or closed; none while it or its account is in the archive.
    pub fn task_line(&self, id: TaskId) -> Result<Option<TaskLine>, Error> {
        let sql = format!("{TASK} {AROUND} WHERE t.id = ?1 AND t.archived_at IS NULL AND a.archived_at IS NULL");
        Ok(self.lines(&sql, [id.to_string()], task)?.pop())
    }

    /// The line of a decision.
    pub fn decision_line(&self, id: DecisionId) -> Result<Option<DecisionLine>, Error> {
        let sql = format!("{DECISION} WHERE d.account = ?1 AND d.renewal IS ?2 AND d.subscription IS ?3");
        let (renewal, subscription) = (words(id.renewal().as_ref()), words(id.subscription().as_ref()));
        Ok(self.lines(&sql, (id.account.to_string(), renewal, subscription), decision)?.pop())
    }

    /// Decisions of one account.
    pub fn decisions_of(&self, id: AccountId) -> Result<Vec<DecisionLine>, Error> {
        self.lines(&format!("{DECISION} WHERE d.account = ?1 ORDER BY d.n"), [id.to_string()], decision)
    }

    /// Open tasks of one account, in the order of the queue, snoozed ones last.
    pub fn tasks_of(&self, id: AccountId) -> Result<Vec<TaskLine>, Error> {
        self.lines(&open_tasks_of(), [id.to_string()], task)
    }

    /// Tasks of one account that were closed last.
    pub fn closed_tasks_of(&self, id: AccountId, limit: u32) -> Result<Vec<TaskLine>, Error> {
        self.lines(&closed_tasks_of(), (id.to_string(), limit), task)
    }

    /// Open tasks without account that are past their day.
    pub fn loose_overdue(&self, now: Now) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM queue WHERE account IS NULL AND due < ?1";
        Ok(self.sql().prepare_cached(sql)?.query_row([now.today], |row| row.get(0))?)
    }

    pub(in crate::store) fn lines<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The query of an account's open tasks.
pub(in crate::store) fn open_tasks_of() -> String {
    format!(
        "{TASK} INDEXED BY task_open {AROUND}
         WHERE t.account = ?1 AND t.state NOT IN ('done', 'dropped') AND t.archived_at IS NULL
         ORDER BY coalesce(q.score, -1) DESC, t.due"
    )
}

/// The query of an account's closed tasks, so many.
pub(in crate::store) fn closed_tasks_of() -> String {
    format!(
        "{TASK} {AROUND} WHERE t.account = ?1 AND t.closed_at IS NOT NULL AND t.archived_at IS NULL
         ORDER BY t.closed_at DESC LIMIT ?2"
    )
}

pub(in crate::store) fn account(row: &Row<'_>) -> rusqlite::Result<AccountLine> {
    let mut get = Get::from(row, 0);
    Ok(AccountLine {
        id: get.word()?,
        name: shown(&get.take::<String>()?).into_owned(),
        starred: get.take()?,
        pin: match get.take::<i64>()? {
            1 => Some(Pin::Top),
            -1 => Some(Pin::Bottom),
            _ => None,
        },
        snoozed_until: get.take()?,
        dealt_on: get.take()?,
        hidden: get.take()?,
        stake: get.take()?,
        revenue: get.take()?,
        p: get.take()?,
        t: get.take()?,
        arr: get.take()?,
        day: Some(get.take::<i32>()?).filter(|day| *day != NO_DAY).map(Day),
        end: get.take()?,
        cancel_by: get.take()?,
        locked: get.take()?,
        health: get.take()?,
        band: get.take::<Option<String>>()?.and_then(|word| Band::named(&word)),
        trend: get.take::<Option<String>>()?.and_then(|word| Trend::named(&word)),
        why: get.take()?,
        last_touch: get.take()?,
        open_tasks: get.take()?,
        overdue_tasks: get.take()?,
        unrated: get.take()?,
        model: get.take()?,
        call: call(&mut get)?,
    })
}

/// The CSM's own call of a standing.
pub(in crate::store) fn call(get: &mut Get<'_, '_>) -> rusqlite::Result<Option<Call>> {
    let (level, on): (Option<CallLevel>, Option<Day>) = (get.words()?, get.take()?);
    let (p, stale, apart) = (get.take()?, get.take()?, get.take()?);
    Ok(level.zip(on).map(|(level, on)| Call { level, on, p, stale, apart }))
}

pub(in crate::store) fn task(row: &Row<'_>) -> rusqlite::Result<TaskLine> {
    let mut get = Get::from(row, 0);
    let text = |raw: Option<String>| raw.map(|raw| shown(&raw).into_owned()).unwrap_or_default();
    Ok(TaskLine {
        id: get.word()?,
        account: get.words()?,
        account_name: text(get.take()?),
        title: text(get.take()?),
        due: get.take()?,
        due_minute: get.take()?,
        wait_until: get.take()?,
        priority: get.words()?,
        state: get.word()?,
        estimate_minutes: get.take()?,
        slips: get.take()?,
        score: get.take()?,
        waiting_since: get.take()?,
        recurs: get.take()?,
    })
}

pub(in crate::store) fn decision_id(get: &mut Get<'_, '_>) -> rusqlite::Result<DecisionId> {
    Ok(DecisionId::new(get.word()?, get.words()?, get.words()?))
}

pub(in crate::store) fn decision(row: &Row<'_>) -> rusqlite::Result<DecisionLine> {
    let mut get = Get::from(row, 0);
    let text = |raw: Option<String>| raw.map(|raw| shown(&raw).into_owned()).unwrap_or_default();
    Ok(DecisionLine {
        id: decision_id(&mut get)?,
        account_name: text(get.take()?),
        day: get.take()?,
        end: get.take()?,
        cancel_by: get.take()?,
        locked: get.take()?,
        assumed: get.take()?,
        notice: get.take()?,
        revenue: get.take()?,
        stake: get.take()?,
        stage: get.take()?,
        next_step: text(get.take()?),
        band: get.take::<Option<String>>()?.and_then(|word| Band::named(&word)),
        trend: get.take::<Option<String>>()?.and_then(|word| Trend::named(&word)),
    })
}
