//! Reads the rows that filters are asked of: each table once, in narrow columns, and no more of them than is needed.

use crate::domain::book::DecisionId;
use crate::domain::query::id_hash::IdMap;
use crate::domain::query::needs::Needs;
use crate::domain::query::sheet::{Scope, Sheet};
use crate::domain::query::sheet_account::{AccountFacts, AccountRow, AccountTexts, DecisionRow};
use crate::domain::query::sheet_task::{TaskFacts, TaskRow};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::loss::Call;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::{Day, Moment, Now};
use crate::domain::value::id::{AccountId, ContactId};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::lines::call;
use crate::store::row::Get;
use crate::store::sheet_days::Days;
use crate::store::sheet_figures::Figures;
use rusqlite::Row;
use std::cmp::Reverse;
use std::str::FromStr;

const ACCOUNT: &str = "SELECT id, name, aliases, domain, tags, segment, owner, industry, region, starred, stage,
    octet_length(body) > 0, created_at, updated_at FROM account WHERE archived_at IS NULL";
const STANDING: &str =
    "SELECT account, stake, arr, \"end\", cancel_by, locked, health, band, trend, last_touch, call, call_on, call_p,
    call_stale, call_apart FROM standing WHERE 1";
const DECISION: &str =
    "SELECT d.account, d.renewal, d.subscription, d.\"end\", d.cancel_by, d.locked, r.stage, d.stake, d.n
    FROM decision d LEFT JOIN renewal r ON r.id = d.renewal WHERE 1";
const CONTACT: &str = "SELECT account, id, name, CASE WHEN role = 'champion' THEN left_on END FROM contact
    WHERE archived_at IS NULL";
const TASK: &str =
    "SELECT account, id, title, tags, state, priority, kind, due, wait_until, closed_at, estimate_minutes,
    slips, octet_length(body) > 0, created_at, updated_at FROM task";
/// Through the index that closed tasks are not in: it also hands out the tasks of one account together.
const OPEN: &str = "INDEXED BY task_open WHERE state NOT IN ('done', 'dropped') AND archived_at IS NULL";
const ANY: &str = "WHERE archived_at IS NULL";
/// Tasks of an archived account are away with it.
const OWNED: &str = "NOT EXISTS (SELECT 1 FROM account a WHERE a.id = task.account AND a.archived_at IS NOT NULL)";

/// What the ranking says of an account.
#[derive(Clone, Copy, Default)]
struct Standing {
    stake: i64,
    arr: i64,
    end: Option<Day>,
    cancel_by: Option<Day>,
    locked: bool,
    health: Option<u8>,
    band: Option<Band>,
    trend: Option<Trend>,
    last_touch: Option<Day>,
    call: Option<Call>,
}

/// A decision with its money at stake and its number: the greatest of an account drives its place.
type Weighed = (DecisionRow, (i64, Reverse<i64>));

/// What belongs to accounts and stands in other tables.
#[derive(Default)]
struct Beside {
    standings: IdMap<AccountId, Standing>,
    decisions: IdMap<AccountId, Vec<Weighed>>,
    contacts: IdMap<AccountId, Vec<(ContactId, String)>>,
    /// When a champion left last.
    left: IdMap<AccountId, Day>,
    figures: IdMap<AccountId, Figures>,
}

impl Store {
    /// Rows of a book, with what is needed of them. The standing is the one last ranked.
    pub fn load_sheet(&self, scope: &Scope, needs: Needs, now: Now, weights: &Weights) -> Result<Sheet, Error> {
        let mut beside = Beside::default();
        self.each(STANDING, "account", scope, |row| {
            let mut get = Get::from(row, 0);
            let id = get.word()?;
            beside.standings.insert(id, standing(&mut get)?);
            Ok(())
        })?;
        if needs.has(Needs::DECISIONS) {
            self.each(DECISION, "d.account", scope, |row| {
                let found = decision(row)?;
                beside.decisions.entry(found.0.id.account).or_default().push(found);
                Ok(())
            })?;
        }
        if needs.has(Needs::PEOPLE) {
            self.each(CONTACT, "account", scope, |row| {
                let mut get = Get::from(row, 0);
                let (account, id) = (get.word()?, get.word()?);
                beside.contacts.entry(account).or_default().push((id, get.take()?));
                if let Some(left) = get.take::<Option<Day>>()? {
                    let last = beside.left.entry(account).or_insert(left);
                    *last = left.max(*last);
                }
                Ok(())
            })?;
        }
        if needs.has(Needs::FIGURES) {
            beside.figures = self.figures(scope, now, weights)?;
        }
        let (mut sheet, mut days) = (Sheet::new(needs), Days::new(now.zone));
        self.each(ACCOUNT, "id", scope, |row| {
            sheet.put_account(account(row, &mut beside, &mut days)?);
            Ok(())
        })?;
        if needs.has(Needs::TASKS) {
            self.tasks_into(&mut sheet, scope, needs, &mut days)?;
        }
        Ok(sheet)
    }

    fn tasks_into(&self, sheet: &mut Sheet, scope: &Scope, needs: Needs, days: &mut Days) -> Result<(), Error> {
        let select = format!("{TASK} {} AND {OWNED}", if needs.has(Needs::CLOSED) { ANY } else { OPEN });
        let mut take = |row: &Row<'_>| {
            let account = Get::from(row, 0).words()?;
            sheet.put_task(account, task(row, days)?);
            Ok(())
        };
        self.each(&select, "account", scope, &mut take)?;
        if *scope != Scope::Whole {
            self.each(&format!("{select} AND account IS NULL"), "account", &Scope::Whole, &mut take)?;
        }
        Ok(())
    }

    /// Hands over the rows of a query: all of them, or those of some accounts.
    fn each(
        &self,
        select: &str,
        key: &str,
        scope: &Scope,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Error> {
        match scope {
            Scope::Whole => {
                let mut statement = self.sql().prepare_cached(select)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    take(row)?;
                }
            }
            Scope::Some(ids) => {
                let mut statement = self.sql().prepare_cached(&format!("{select} AND {key} = ?1"))?;
                for id in ids {
                    let mut rows = statement.query([id.to_string()])?;
                    while let Some(row) = rows.next()? {
                        take(row)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn standing(get: &mut Get<'_, '_>) -> rusqlite::Result<Standing> {
    Ok(Standing {
        stake: get.take()?,
        arr: get.take()?,
        end: get.take()?,
        cancel_by: get.take()?,
        locked: get.take()?,
        health: get.take()?,
        band: get.take::<Option<String>>()?.and_then(|word| Band::named(&word)),
        trend: get.take::<Option<String>>()?.and_then(|word| Trend::named(&word)),
        last_touch: get.take()?,
        call: call(get)?,
    })
}

fn decision(row: &Row<'_>) -> rusqlite::Result<Weighed> {
    let mut get = Get::from(row, 0);
    let id = DecisionId::new(get.word()?, get.words()?, get.words()?);
    let decision =
        DecisionRow { id, end: get.take()?, cancel_by: get.take()?, locked: get.take()?, stage: get.words()? };
    Ok((decision, (get.take()?, Reverse(get.take()?))))
}

fn account(row: &Row<'_>, beside: &mut Beside, days: &mut Days) -> rusqlite::Result<AccountRow> {
    let id = word::<AccountId>(row, 0)?;
    let standing = beside.standings.remove(&id).unwrap_or_default();
    let figures = beside.figures.remove(&id).unwrap_or_default();
    let decisions = beside.decisions.remove(&id).unwrap_or_default();
    let contacts = beside.contacts.remove(&id).unwrap_or_default();
    let driving = decisions.iter().max_by_key(|(_, place)| *place);
    let facts = AccountFacts {
        starred: row.get(9)?,
        locked: standing.locked,
        noted: row.get(11)?,
        stage: word(row, 10)?,
        renewal_stage: driving.and_then(|(decision, _)| decision.stage),
        band: standing.band,
        trend: standing.trend,
        health: standing.health,
        call: standing.call,
        stake: standing.stake,
        arr: standing.arr,
        end: standing.end,
        cancel_by: standing.cancel_by,
        last_touch: standing.last_touch,
        champion_left: beside.left.remove(&id),
        seats: figures.seats,
        seat_use: figures.seat_use,
        usage: figures.usage,
        nps: figures.nps,
        measured: figures.measured,
        detractor: figures.detractor,
        created: days.of(Moment(row.get(12)?)),
        changed: days.of(Moment(row.get(13)?)),
    };
    let (aliases, tags) = (list(row, 2)?, list(row, 4)?);
    let texts = AccountTexts {
        name: row.get_ref(1)?.as_str()?,
        others: aliases.iter().map(String::as_str).chain(text(row, 3)?).collect(),
        tags: tags.iter().map(String::as_str).collect(),
        contacts: contacts.iter().map(|(id, name)| (*id, name.as_str())).collect(),
        segment: text(row, 5)?,
        owner: text(row, 6)?,
        industry: text(row, 7)?,
        region: text(row, 8)?,
    };
    Ok(AccountRow::new(id, facts, decisions.into_iter().map(|(decision, _)| decision).collect(), &texts))
}

fn task(row: &Row<'_>, days: &mut Days) -> rusqlite::Result<TaskRow> {
    let mut get = Get::from(row, 4);
    let (state, priority, kind) = (get.word()?, get.words()?, get.words()?);
    let (due, wait) = (get.take()?, get.take()?);
    let closed: Option<Moment> = get.take()?;
    let facts = TaskFacts {
        state,
        priority,
        kind,
        due,
        wait,
        done: closed.map(|at| days.of(at)),
        estimate: get.take()?,
        slips: get.take()?,
        noted: get.take()?,
        created: days.of(get.take()?),
        changed: days.of(get.take()?),
    };
    let tags = list(row, 3)?;
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    Ok(TaskRow::new(word(row, 1)?, facts, row.get_ref(2)?.as_str()?, &tags))
}

fn word<T: FromStr>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    Get::from(row, at).word()
}

fn text<'a>(row: &'a Row<'_>, at: usize) -> rusqlite::Result<Option<&'a str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}

/// A list of texts; most are empty, and those are not worth a parser.
fn list(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<String>> {
    if row.get_ref(at)?.as_str()? == "[]" {
        return Ok(Vec::new());
    }
    Ok(Get::from(row, at).list()?.iter().map(|text| text.raw().to_owned()).collect())
}
