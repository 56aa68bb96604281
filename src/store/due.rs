//! What is to come, row by row, for a calendar file: terms with the words of their renewal, and tasks. Each row knows how
//! often the rows it tells of were written, and when last, by the journal: what is undone, closed or removed stays counted.

use crate::domain::book::DecisionId;
use crate::domain::calendar::entry::What;
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, TaskId};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use std::collections::HashMap;

/// How often some rows were written, and when last. It never falls.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// How often.
    pub times: u32,
    /// When last.
    pub last: Moment,
}

impl Written {
    fn count(&mut self, times: u32, last: Moment) {
        self.times = self.times.saturating_add(times);
        self.last = self.last.max(last);
    }
}

/// A term that ends, or must be cancelled by a day. Texts are as given; amounts in home minor units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueTerm {
    /// Which decision.
    pub id: DecisionId,
    /// End of the term.
    pub end: Day,
    /// Last day for notice.
    pub cancel_by: Option<Day>,
    /// Notice came in.
    pub notice: bool,
    /// Revenue decided.
    pub revenue: i64,
    /// Name of the account.
    pub account: String,
    /// Its page in a CRM.
    pub link: Option<String>,
    /// What is paid for.
    pub product: Option<String>,
    /// Stage of the renewal.
    pub stage: Option<String>,
    /// What happens next.
    pub next_step: Option<String>,
    /// How often the account, the subscription and any renewal of it were written.
    pub written: Written,
}

/// An open task with a day. Texts are as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueTask {
    /// Which.
    pub id: TaskId,
    /// What.
    pub title: String,
    /// Promised day.
    pub due: Day,
    /// Promised time, minutes after local midnight.
    pub minute: Option<u16>,
    /// Minutes it should take.
    pub estimate: Option<u32>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Open or waiting.
    pub state: TaskState,
    /// For whom.
    pub account: Option<AccountId>,
    /// Name of the account.
    pub account_name: Option<String>,
    /// Its page in a CRM.
    pub link: Option<String>,
    /// How often the task and the account were written.
    pub written: Written,
}

const TERM: &str = "SELECT d.account, d.renewal, d.subscription, d.\"end\", d.cancel_by, d.notice, d.revenue, a.name, a.link, s.product, r.stage, r.next_step,
    a.updated_at, r.updated_at, s.updated_at
    FROM decision d JOIN account a ON a.id = d.account LEFT JOIN renewal r ON r.id = d.renewal
    LEFT JOIN subscription s ON s.id = d.subscription WHERE d.account = ?1 AND d.n = ?2";

const TASK: &str =
    "SELECT t.id, t.title, t.due, t.due_minute, t.estimate_minutes, t.priority, t.state, t.account, a.name,
    a.link, t.updated_at, a.updated_at
    FROM task t LEFT JOIN account a ON a.id = t.account
    WHERE t.state NOT IN ('done', 'dropped') AND t.archived_at IS NULL AND a.archived_at IS NULL
    AND t.due BETWEEN ?1 AND ?2 ORDER BY t.due, t.id";

/// Renewals count for their subscription, or for their account where they name none: they come and go, and an item stays.
/// Rows of other kinds that were only made are left out, for there are as many as rows.
const WRITES: &str = "SELECT CASE j.kind WHEN 'renewal' THEN 'renewal of ' || coalesce(
        json_extract(coalesce(j.after, j.before), '$.subscription'),
        json_extract(coalesce(j.after, j.before), '$.account')) ELSE j.row END AS key, count(*), max(b.at)
    FROM journal j JOIN batch b ON b.seq = j.batch WHERE j.kind IN ('account', 'subscription', 'renewal', 'task')
    GROUP BY key HAVING count(*) > 1 OR j.kind = 'renewal'";

/// How often rows were written, and when last.
type Writes = HashMap<String, (u32, Moment)>;

impl Store {
    /// Hands over the terms whose end, or last day for notice, lies between two days, both included, by that day.
    pub fn each_due_term<E: From<Error>>(
        &self,
        what: What,
        from: Day,
        to: Day,
        mut take: impl FnMut(DueTerm) -> Result<(), E>,
    ) -> Result<(), E> {
        let writes = self.writes()?;
        let keys = self.due_keys(what, from, to)?;
        let mut statement = self.sql().prepare_cached(TERM).map_err(Error::from)?;
        // The order is of keys alone: sorting whole rows would hold all texts in memory.
        for key in keys {
            let mut rows = statement.query(key).map_err(Error::from)?;
            if let Some(row) = rows.next().map_err(Error::from)? {
                take(term(&mut Get::from(row, 0), &writes).map_err(Error::from)?)?;
            }
        }
        Ok(())
    }

    /// Hands over the open tasks due between two days, both included, by day.
    pub fn each_due_task<E: From<Error>>(
        &self,
        from: Day,
        to: Day,
        mut take: impl FnMut(DueTask) -> Result<(), E>,
    ) -> Result<(), E> {
        let writes = self.writes()?;
        let mut statement = self.sql().prepare_cached(TASK).map_err(Error::from)?;
        let mut rows = statement.query((from, to)).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            take(task(&mut Get::from(row, 0), &writes).map_err(Error::from)?)?;
        }
        Ok(())
    }

    fn due_keys(&self, what: What, from: Day, to: Day) -> Result<Vec<(String, i64)>, Error> {
        let day = match what {
            What::End => "end",
            What::CancelBy => "cancel_by",
        };
        let sql = format!("SELECT account, n FROM decision WHERE {day} BETWEEN ?1 AND ?2 ORDER BY {day}, account, n");
        let mut statement = self.sql().prepare_cached(&sql)?;
        let rows = statement.query_map((from, to), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn writes(&self) -> Result<Writes, Error> {
        let mut statement = self.sql().prepare_cached(WRITES)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Takes the times of so many rows, where they are there, and adds what the journal has of the keys.
fn written(get: &mut Get<'_, '_>, rows: usize, keys: &[String], writes: &Writes) -> rusqlite::Result<Written> {
    let mut written = Written::default();
    for _ in 0..rows {
        let at: Option<Moment> = get.take()?;
        written.count(0, at.unwrap_or_default());
    }
    for (times, last) in keys.iter().filter_map(|key| writes.get(key)) {
        written.count(*times, *last);
    }
    Ok(written)
}

fn term(get: &mut Get<'_, '_>, writes: &Writes) -> rusqlite::Result<DueTerm> {
    let id = DecisionId::new(get.word()?, get.words()?, get.words()?);
    let mut term = DueTerm {
        id,
        end: get.take()?,
        cancel_by: get.take()?,
        notice: get.take()?,
        revenue: get.take()?,
        account: get.take()?,
        link: get.take()?,
        product: get.take()?,
        stage: get.take()?,
        next_step: get.take()?,
        written: Written::default(),
    };
    let mut keys = vec![id.account.to_string(), format!("renewal of {}", id.account)];
    keys.extend(id.subscription().into_iter().flat_map(|id| [id.to_string(), format!("renewal of {id}")]));
    term.written = written(get, 3, &keys, writes)?;
    Ok(term)
}

fn task(get: &mut Get<'_, '_>, writes: &Writes) -> rusqlite::Result<DueTask> {
    let mut task = DueTask {
        id: get.word()?,
        title: get.take()?,
        due: get.take()?,
        minute: get.take()?,
        estimate: get.take()?,
        priority: get.words()?,
        state: get.word()?,
        account: get.words()?,
        account_name: get.take()?,
        link: get.take()?,
        written: Written::default(),
    };
    let keys: Vec<String> =
        [Some(task.id.to_string()), task.account.map(|id| id.to_string())].into_iter().flatten().collect();
    task.written = written(get, 2, &keys, writes)?;
    Ok(task)
}
