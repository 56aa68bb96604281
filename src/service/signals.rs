//! Rules, cadences and playbooks at work: what starts now, and why. A rule never has two open runs for one account, and
//! looking twice starts nothing the second time.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::echo::distance;
use crate::domain::query::because::because;
use crate::domain::query::fault::guess;
use crate::domain::query::id_hash::IdSet;
use crate::domain::query::needs::Needs;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::query::subject::Row;
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Meta;
use crate::domain::record::run::Run;
use crate::domain::record::task::{Task, TaskState};
use crate::domain::signal::builtin::{CADENCE, TOUCH};
use crate::domain::signal::playbook::{Anchor, Playbook};
use crate::domain::signal::rule::Cooldown;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, RunId};
use crate::domain::value::text::{Text, shown};
use crate::service::draft::draft_task;
use crate::service::error::{Error, ErrorKind};
use crate::service::find::refuse_archived;
use crate::service::intent::Promise;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::row_of;
use crate::service::sheet::Filtering;
use crate::service::typed;
use std::collections::{HashMap, HashSet};

/// Names in a note at the most.
const NAMED: usize = 3;

/// Open tasks of an account that a rule has started.
const OWED: &str = "INDEXED BY task_open WHERE account = ?1 AND state NOT IN ('done', 'dropped')
    AND archived_at IS NULL AND run IN (SELECT id FROM run WHERE account = ?1 AND rule = ?2)";

/// A playbook that was started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Started {
    /// Which rule did it; none when a person did.
    pub rule: Option<String>,
    /// Which playbook.
    pub playbook: String,
    /// For whom.
    pub account: AccountId,
    /// What that account is called, safe to print.
    pub name: String,
    /// How many tasks it made.
    pub tasks: u32,
    /// The day of the first of them.
    pub first: Day,
    /// Why, safe to print.
    pub why: String,
}

/// What a look came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// What was started, the accounts with most at stake first.
    pub started: Vec<Started>,
    /// What waits for another day: this one has started as much as it may.
    pub waiting: usize,
}

impl Checked {
    /// What was started, in a person's words; safe to print.
    pub fn note(&self) -> String {
        note(&self.started)
    }
}

/// Something that a rule or a cadence wants started.
struct Wanted<'a> {
    rule: &'a str,
    playbook: &'a Playbook,
    account: AccountId,
    why: String,
}

/// What starts by itself now.
pub(in crate::service) fn check(sight: &mut Sight<'_>) -> Result<(Checked, Planned), Error> {
    let (wanted, waiting) = wanted(sight)?;
    let mut checked = Checked { started: Vec::new(), waiting };
    let mut changes = Vec::new();
    for one in wanted {
        let Some(line) = sight.store.account_line(one.account)? else { continue };
        let anchor = match one.playbook.anchor {
            Anchor::Start => Some(sight.now.today),
            Anchor::Decision => line.day,
        };
        let Some(anchor) = anchor else { continue };
        let (started, made) =
            begin(sight, one.playbook, (one.account, &line.name), anchor, Some((one.rule, &one.why)))?;
        checked.started.push(started);
        changes.extend(made);
    }
    let note = note(&checked.started);
    Ok((checked, Planned { note, changes, made: None }))
}

/// What rules and cadences want started, and how much of it this day has no room for.
fn wanted<'a>(sight: &Sight<'a>) -> Result<(Vec<Wanted<'a>>, usize), Error> {
    let (signals, store, today) = (sight.signals, sight.store, sight.now.today);
    if signals.is_idle() {
        return Ok((Vec::new(), 0));
    }
    let filtering = filtering(sight);
    let filters: Vec<Filter> = signals.rules.iter().map(|rule| filtering.read(&rule.when)).collect::<Result<_, _>>()?;
    let needs = filters.iter().fold(Needs::FACTS, |all, filter| all | Needs::of(filter, Row::Account));
    let sheet = filtering.sheet_of(&filters, needs)?;
    let order = store.whole_account_order()?;
    let passing: Vec<IdSet<AccountId>> =
        filters.iter().map(|filter| filtering.passing(filter, &sheet, &order).into_iter().collect()).collect();
    let guard = Guard::of(sight)?;
    let touch = signals.playbook(TOUCH).filter(|_| signals.cadences);
    let mut wanted = Vec::new();
    for account in order {
        let Some(row) = sheet.account(account).filter(|_| guard.lets(account)) else { continue };
        let by_rule = signals.rules.iter().zip(&filters).zip(&passing).find_map(|((rule, filter), passing)| {
            let playbook = signals.playbook(&rule.start).filter(|_| passing.contains(&account))?;
            let decided = playbook.anchor == Anchor::Start || row.facts.end.is_some();
            let free = guard.is_free(account, &rule.name, &playbook.name, rule.cooldown, sight.now.at);
            (decided && free).then(|| {
                let said = because(filter, row, today, sight.measure.rates.home);
                let why = if said.is_empty() { shown(&rule.when).into_owned() } else { said };
                Wanted { rule: &rule.name, playbook, account, why }
            })
        });
        let by_cadence = || {
            let (playbook, (cadence, why)) = touch.zip(owed(row, sight))?;
            let free = guard.is_free(account, CADENCE, &playbook.name, cadence, sight.now.at);
            free.then_some(Wanted { rule: CADENCE, playbook, account, why })
        };
        wanted.extend(by_rule.or_else(by_cadence));
    }
    let room = (signals.most as usize).saturating_sub(guard.started.len());
    let waiting = wanted.len().saturating_sub(room);
    wanted.truncate(room);
    Ok((wanted, waiting))
}

/// Whether an account is owed a touch by its cadence, and why. One that nobody was ever in touch with is owed it as long
/// after it came into the book: an import is no reason for a hundred calls.
fn owed(row: &AccountRow, sight: &Sight<'_>) -> Option<(Cooldown, String)> {
    let days = sight.measure.weights.cadence.days(row.segment());
    let since = row.facts.last_touch.unwrap_or(row.facts.created);
    let quiet = u32::try_from(sight.now.today.since(since)).ok()?;
    let last = if row.facts.last_touch.is_some() { "last touch" } else { "no touch since it was added" };
    (quiet >= days).then(|| (Cooldown(days), format!("{last} {}, every {days} days", distance(since, sight.now.today))))
}

/// What keeps a rule from firing.
struct Guard {
    /// Playbooks with something still to do, by account; the names of their rules too.
    open: HashSet<(AccountId, String)>,
    fired: HashMap<(String, AccountId), Moment>,
    held: HashSet<AccountId>,
    /// For whom something was started on this day, taken back or not; one thing a day is enough for an account.
    started: HashSet<AccountId>,
}

impl Guard {
    fn of(sight: &Sight<'_>) -> Result<Guard, Error> {
        let (zone, today) = (sight.now.zone, sight.now.today);
        let mut open = HashSet::new();
        for run in sight.store.open_runs()? {
            open.extend(run.rule.map(|rule| (run.account, format!("rule {rule}"))));
            open.insert((run.account, run.playbook));
        }
        let fired = sight.store.firings()?;
        // A clock set back by a little, or a zone farther east, is still the same day. What lies farther ahead was a clock
        // that went wrong: its rules rest, and nothing else waits for it.
        let on_this_day = fired.iter().filter(|(_, at)| (0..=1).contains(&zone.day(**at).since(today)));
        let started = on_this_day.map(|((_, account), _)| *account).collect();
        Ok(Guard { open, fired, held: sight.store.held_back(today)?, started })
    }

    fn lets(&self, account: AccountId) -> bool {
        !self.held.contains(&account) && !self.started.contains(&account)
    }

    fn is_free(&self, account: AccountId, rule: &str, playbook: &str, cooldown: Cooldown, now: Moment) -> bool {
        let fired = self.fired.get(&(rule.to_owned(), account));
        !self.open.contains(&(account, playbook.to_owned()))
            && !self.open.contains(&(account, format!("rule {rule}")))
            && fired.is_none_or(|fired| cooldown.is_over(*fired, now))
    }
}

/// Starts a playbook by hand, for all of some accounts or for none. One that it runs for already is left as it is.
pub(in crate::service) fn start(
    sight: &mut Sight<'_>,
    accounts: &[AccountId],
    name: &str,
    on: Option<Day>,
) -> Result<Planned, Error> {
    let playbook = sight.signals.playbook(name).ok_or_else(|| unknown(name, &sight.signals.names()))?;
    let open: HashSet<AccountId> = sight
        .store
        .open_runs()?
        .into_iter()
        .filter(|run| run.playbook == playbook.name)
        .map(|run| run.account)
        .collect();
    let (mut started, mut changes, mut running) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for id in accounts.iter().filter(|id| seen.insert(**id)) {
        let account: Account = row_of(sight.store, &id.to_string())?;
        refuse_archived(&account)?;
        let name = account.name.shown().into_owned();
        if open.contains(id) {
            running.push(name);
            continue;
        }
        let anchor = match (on, playbook.anchor) {
            (Some(day), _) => day,
            (None, Anchor::Start) => sight.now.today,
            (None, Anchor::Decision) => sight
                .store
                .account_line(*id)?
                .and_then(|line| line.day)
                .ok_or_else(|| undecided(&playbook.name, &name))?,
        };
        let (one, made) = begin(sight, playbook, (*id, &name), anchor, None)?;
        started.push(one);
        changes.extend(made);
    }
    if started.is_empty() {
        let message = format!("{} runs already for {}", playbook.name, running.join(", "));
        return Err(Error::new(ErrorKind::Rejected, message, "finish or drop its tasks first"));
    }
    let left = if running.is_empty() { String::new() } else { format!("; it runs already for {}", running.join(", ")) };
    Ok(Planned { note: format!("{}{left}", note(&started)), changes, made: None })
}

fn unknown(name: &str, known: &[String]) -> Error {
    let hint = guess(name, known.iter().map(String::as_str), &format!("playbooks: {}", known.join(", ")));
    Error::new(ErrorKind::NotFound, format!("there is no playbook {:?}", shown(name)), hint)
}

fn undecided(playbook: &str, account: &str) -> Error {
    let message = format!("{account} has no decision day that {playbook} could be counted from");
    Error::new(ErrorKind::Rejected, message, "say the day: `folio playbook start NAME ACCOUNT --on DAY`")
}

/// Closes the tasks of touches that are owed to an account: it was touched. Whether there was one.
pub(in crate::service) fn pay(sight: &Sight<'_>, account: AccountId, changes: &mut Vec<Change>) -> Result<bool, Error> {
    let owed: Vec<Task> = sight.store.rows(OWED, [account.to_string(), CADENCE.to_owned()])?;
    let at = sight.now.at;
    let paid = owed.iter().filter_map(|task| {
        Image::edited(task, at, |task| {
            task.state = TaskState::Done;
            task.closed_at = Some(at);
        })
    });
    let count = changes.len();
    changes.extend(paid.map(Change::from));
    Ok(changes.len() > count)
}

/// The rows of one start: the run, and its tasks.
fn begin(
    sight: &mut Sight<'_>,
    playbook: &Playbook,
    (account, name): (AccountId, &str),
    anchor: Day,
    rule: Option<(&str, &str)>,
) -> Result<(Started, Vec<Change>), Error> {
    let (now, today) = (sight.now, sight.now.today);
    let run = Run {
        id: RunId(sight.ids.next(now.at)),
        meta: Meta::made(now.at),
        account,
        playbook: Text::from(playbook.name.as_str()),
        rule: rule.map(|(rule, _)| Text::from(rule)),
        why: Text::from(rule.map_or("by hand", |(_, why)| why)),
        anchor,
        started_on: today,
    };
    let mut changes: Vec<Change> = Vec::new();
    let mut first = Day::MAX;
    for step in playbook.plan(anchor, today) {
        let mut draft = typed::task_of(sight.store, step.step.line.clone(), Some(account))?;
        draft.due = Some(Promise { day: step.due, minute: None });
        draft.wait_until = step.hidden_until;
        if let Some((rule, why)) = rule {
            let gap = if draft.body.is_empty() { "" } else { "\n\n" };
            draft.body = format!("{}{gap}Started by the rule {rule}: {why}", draft.body);
        }
        let task = draft_task(sight, &draft)?;
        first = first.min(step.due);
        changes.push(Image::made(Task { run: Some(run.id), ..task }).into());
    }
    let started = Started {
        rule: rule.map(|(rule, _)| rule.to_owned()),
        playbook: playbook.name.clone(),
        account,
        name: name.to_owned(),
        tasks: u32::try_from(changes.len()).unwrap_or(u32::MAX),
        first,
        why: run.why.shown().into_owned(),
    };
    changes.insert(0, Image::made(run).into());
    Ok((started, changes))
}

/// What was started, in a person's words.
fn note(started: &[Started]) -> String {
    let tasks = |count: u32| if count == 1 { "1 task".to_owned() } else { format!("{count} tasks") };
    match started {
        [] => "Nothing to start".to_owned(),
        [one] => {
            let why = one.rule.as_ref().map(|rule| format!(" (rule {rule}: {})", one.why)).unwrap_or_default();
            format!("Started: {} for {}, {}{why}", one.playbook, one.name, tasks(one.tasks))
        }
        many => {
            let named: Vec<String> =
                many.iter().take(NAMED).map(|one| format!("{} for {}", one.playbook, one.name)).collect();
            let more = many.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("Started: {} playbooks, {}{more}", many.len(), named.join(", "))
        }
    }
}

fn filtering<'a>(sight: &Sight<'a>) -> Filtering<'a> {
    let me = Some(sight.signals.me.as_str()).filter(|me| !me.is_empty());
    Filtering {
        store: sight.store,
        now: sight.now,
        weights: &sight.measure.weights,
        home: sight.measure.rates.home,
        dates: sight.measure.dates,
        me,
    }
}

#[cfg(test)]
mod tests;
