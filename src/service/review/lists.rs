//! The lists of a review: what was done, what slipped, who was not spoken with, what comes.

use crate::domain::book::DecisionId;
use crate::domain::phrase::period::Period;
use crate::domain::phrase::workdays::Workdays;
use crate::domain::record::meta::Kind;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::review::facts::TaskFact;
use crate::domain::review::figure::Figure;
use crate::domain::review::page::{
    ComingLine, DoneLine, DueLine, IdleLine, NextWeek, OwedLine, SlippedLine, Suggestion,
};
use crate::domain::review::reckon::Place;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::short;
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::service::review::load::Loaded;
use crate::store::db::Store;
use std::collections::BTreeMap;

/// Moves after which a task is rather let go.
const MOVES: u32 = 3;
/// Days past its promise after which one that does not matter much is rather let go.
const STALE: i32 = 60;

/// Whose a row is, and what that account is called.
fn owner(loaded: &Loaded, account: Option<usize>) -> (Option<AccountId>, String) {
    let id = account.and_then(|n| loaded.facts.accounts.get(n)).map(|account| account.id);
    (id, shown(loaded.name(account)).into_owned())
}

/// What was done in the week, by day: tasks, renewals, deals won, goals met.
pub fn done(store: &Store, loaded: &Loaded) -> Result<Vec<DoneLine>, Error> {
    let mut lines = Vec::new();
    let week = loaded.this();
    for part in week.parts(Figure::TasksDone) {
        let Place::Task(n) = part.place else { continue };
        let (Some(task), Some(day)) = (loaded.facts.tasks.get(n), part.day) else { continue };
        let (account, account_name) = owner(loaded, task.account);
        let what = shown(&task.title).into_owned();
        lines.push(DoneLine { day, kind: Kind::Task, key: task.id.to_string(), account, account_name, what });
    }
    for part in week.parts(Figure::RenewalsClosed) {
        let Place::Renewal(n) = part.place else { continue };
        let Some(renewal) = loaded.facts.renewals.get(n) else { continue };
        let (account, account_name) = owner(loaded, Some(renewal.account));
        let lost = renewal.outcome == RenewalOutcome::Churned;
        let amount = if lost { renewal.decided.unwrap_or_default() } else { renewal.signed };
        let what = format!("{} {}", renewal.outcome, short(amount, loaded.rates.home));
        let key = renewal.id.to_string();
        lines.push(DoneLine { day: renewal.day, kind: Kind::Renewal, key, account, account_name, what });
    }
    let names: BTreeMap<AccountId, usize> =
        loaded.facts.accounts.iter().enumerate().map(|(n, account)| (account.id, n)).collect();
    let days = week.days();
    for deal in store.deals_won(days)? {
        let (account, account_name) = owner(loaded, names.get(&deal.account).copied());
        let (key, what) = (deal.id.to_string(), format!("won: {}", deal.name.shown()));
        let day = deal.close.unwrap_or(days.last);
        lines.push(DoneLine { day, kind: Kind::Opportunity, key, account, account_name, what });
    }
    for goal in store.goals_met(days)? {
        let (account, account_name) = owner(loaded, names.get(&goal.account).copied());
        let (key, what) = (goal.id.to_string(), format!("goal met: {}", goal.objective.shown()));
        let day = goal.closed_on.unwrap_or(days.last);
        lines.push(DoneLine { day, kind: Kind::Goal, key, account, account_name, what });
    }
    lines.retain(|line| line.account.is_some() || line.kind == Kind::Task);
    lines.sort_by_key(|line| line.day);
    Ok(lines)
}

/// Open tasks past their promised day at the end of the week, the largest stake first.
pub fn slipped(loaded: &Loaded, measure: &Measure, now: Now) -> Vec<SlippedLine> {
    let gone = if loaded.is_over() { loaded.as_of } else { now.today.plus_days(-1) };
    let open = |task: &TaskFact| task.at(loaded.as_of).filter(|then| then.state.is_open());
    let load = promised(loaded, now, measure.dates.workdays);
    let mut stakes: Vec<i64> = loaded.facts.accounts.iter().map(|account| account.stake).collect();
    stakes.sort_unstable();
    // What is at stake in the upper quarter of the book does not wait.
    let high = stakes.get(stakes.len() * 3 / 4).copied().unwrap_or(i64::MAX);
    let mut lines = Vec::new();
    for task in &loaded.facts.tasks {
        let Some(due) = open(task).and_then(|then| then.due).filter(|due| *due <= gone) else { continue };
        let (account, account_name) = owner(loaded, task.account);
        let stake = task.account.and_then(|n| loaded.facts.accounts.get(n)).map_or(0, |account| account.stake);
        let (suggestion, reason) = suggest(task, due, (stake, high), now.today, &load, loaded);
        lines.push(SlippedLine {
            task: task.id,
            account,
            account_name,
            title: shown(&task.title).into_owned(),
            priority: task.priority,
            due,
            slips: task.slips,
            stake,
            open: task.now.state.is_open(),
            suggestion,
            reason,
        });
    }
    lines.sort_by(|one, other| {
        other.stake.cmp(&one.stake).then(one.due.cmp(&other.due)).then(one.task.cmp(&other.task))
    });
    lines
}

/// How many open tasks are promised for each of the next five working days.
fn promised(loaded: &Loaded, now: Now, workdays: Workdays) -> Vec<(Day, usize)> {
    let days = (1..=5).map(|on| workdays.plus(now.today, on));
    let due = |day: Day| {
        let open = loaded.facts.tasks.iter().filter(|task| task.now.state.is_open());
        open.filter(|task| task.now.due == Some(day)).count()
    };
    days.map(|day| (day, due(day))).collect()
}

fn suggest(
    task: &TaskFact,
    due: Day,
    (stake, high): (i64, i64),
    today: Day,
    load: &[(Day, usize)],
    loaded: &Loaded,
) -> (Suggestion, String) {
    let matters = task.priority == Some(Priority::High);
    let late = today.since(due);
    if !matters && task.slips >= MOVES {
        return (Suggestion::Drop, format!("moved {} times already", task.slips));
    }
    if task.priority == Some(Priority::Low) && late > STALE {
        return (Suggestion::Drop, format!("low priority, {late}d past its day"));
    }
    if task.now.state != TaskState::Open && task.now.state.is_open() {
        let next = load.first().map_or(today, |(day, _)| *day);
        return (Suggestion::Move(next), "somebody else has it: ask again".to_owned());
    }
    if matters {
        return (Suggestion::Today, "high priority".to_owned());
    }
    if stake > 0 && stake >= high {
        return (Suggestion::Today, format!("{} at stake", short(stake, loaded.rates.home)));
    }
    let lightest = load.iter().min_by_key(|(_, count)| *count);
    match lightest {
        Some((day, 0)) => (Suggestion::Move(*day), "nothing is promised for that day".to_owned()),
        Some((day, count)) => {
            (Suggestion::Move(*day), format!("{count} promised that day, the fewest of the week to come"))
        }
        None => (Suggestion::Today, String::new()),
    }
}

/// Customers that were not spoken with for longer than their cadence, the most revenue first.
pub fn idle(loaded: &Loaded) -> Vec<IdleLine> {
    let week = loaded.this();
    let mut lines = Vec::new();
    for (n, account) in week.customers() {
        let last_touch = week.contact_of(n);
        let days = last_touch.map(|day| loaded.as_of.since(day));
        if days.is_some_and(|days| i64::from(days) <= i64::from(account.cadence)) {
            continue;
        }
        lines.push(IdleLine {
            account: account.id,
            name: shown(&account.name).into_owned(),
            arr: week.arr_of(n),
            stake: account.stake,
            band: account.band,
            trend: account.trend,
            last_touch,
            days,
            cadence: account.cadence,
            open_tasks: account.open_tasks,
        });
    }
    lines.sort_by(|one, other| {
        other.arr.cmp(&one.arr).then(other.days.cmp(&one.days)).then_with(|| one.name.cmp(&other.name))
    });
    lines
}

/// What comes in the week after.
pub fn next(store: &Store, loaded: &Loaded, now: Now) -> Result<NextWeek, Error> {
    let week = loaded.week.on(1);
    let days = week.period();
    let within = |day: Day| (days.first..=days.last).contains(&day);
    let mut tasks = Vec::new();
    for task in &loaded.facts.tasks {
        let then = task.at(loaded.as_of).filter(|then| then.state.is_open());
        let Some(due) = then.and_then(|then| then.due).filter(|due| within(*due)) else { continue };
        let (account, account_name) = owner(loaded, task.account);
        tasks.push(DueLine {
            task: task.id,
            account,
            account_name,
            title: shown(&task.title).into_owned(),
            priority: task.priority,
            due,
            estimate_minutes: task.estimate_minutes,
        });
    }
    tasks.sort_by_key(|line| (line.due, line.task));
    let view = loaded.this();
    let mut owed = Vec::new();
    for (n, account) in view.customers() {
        let Some(last_touch) = view.contact_of(n) else { continue };
        let day = last_touch.plus_days(i32::try_from(account.cadence).unwrap_or(i32::MAX));
        if within(day) {
            let (arr, name) = (view.arr_of(n), shown(&account.name).into_owned());
            owed.push(OwedLine { account: account.id, name, arr, day, last_touch });
        }
    }
    owed.sort_by(|one, other| {
        one.day.cmp(&other.day).then(other.arr.cmp(&one.arr)).then_with(|| one.name.cmp(&other.name))
    });
    Ok(NextWeek { week, tasks, decisions: decisions(store, loaded, days, now)?, owed })
}

/// Decisions of a week to come by the ranking; of one that has gone by, the terms that ended in it.
fn decisions(store: &Store, loaded: &Loaded, days: Period, now: Now) -> Result<Vec<ComingLine>, Error> {
    if days.last >= now.today {
        let lines = store.decisions_between(days.first, days.last)?;
        let coming = lines.into_iter().map(|line| ComingLine {
            decision: line.id,
            account_name: line.account_name,
            day: line.day,
            end: line.end,
            cancel_by: line.cancel_by == Some(line.day),
            revenue: line.revenue,
        });
        return Ok(coming.collect());
    }
    let names: BTreeMap<AccountId, usize> =
        loaded.facts.accounts.iter().enumerate().map(|(n, account)| (account.id, n)).collect();
    let mut lines = Vec::new();
    for row in store.renewals_ending(days)? {
        let Some(place) = names.get(&row.account) else { continue };
        let decided = row.target.or(row.final_amount).and_then(|amount| loaded.rates.home_minor(amount));
        lines.push(ComingLine {
            decision: DecisionId::new(row.account, Some(row.id), row.subscription),
            account_name: shown(loaded.name(Some(*place))).into_owned(),
            day: row.due,
            end: row.due,
            cancel_by: false,
            revenue: decided.unwrap_or_default(),
        });
    }
    Ok(lines)
}
