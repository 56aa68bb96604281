//! What can be done with accounts, and everything that the page of one shows.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::record::account::{Account, LifecycleStage};
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::record::touch::TouchKind;
use crate::domain::stake::cycle::live;
use crate::domain::stake::why::explain;
use crate::domain::timeline::{Mark, Stretch};
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::{Text, folded};
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::fill::{fill, tag};
use crate::service::intent::{Snooze, Star};
use crate::service::plan::{Planned, Sight};
use crate::service::query::{AccountView, Touches};
use crate::service::rank::{self, Measure};
use crate::service::rows::{row_of, unique};
use crate::service::task::future;
use crate::service::{health, typed, voices};
use crate::store::db::Store;

/// Open tasks whose notes a page has; more than anybody reads.
const RECORDS: u32 = 300;
/// Closed tasks that a page has: those closed on it stay in their places.
const CLOSED: u32 = 20;
/// What a customer said that a page has.
const FEEDBACK: u32 = 100;
const OPEN_TASKS: &str = "INDEXED BY task_open
    WHERE account = ?1 AND state NOT IN ('done', 'dropped') AND archived_at IS NULL LIMIT ?2";
const NAMES_ELSEWHERE: &str = "WHERE kind = 'account' AND row = ?1 AND archived_at IS NULL ORDER BY system, name";

/// Takes accounts off today's triage.
pub fn deal_with(sight: &Sight<'_>, accounts: &[AccountId]) -> Result<Planned, Error> {
    let today = sight.now.today;
    edit(sight, accounts, "Dealt with for today", |account| account.dealt_on = Some(today))
}

/// Hides accounts from triage until a day.
pub fn snooze(sight: &Sight<'_>, accounts: &[AccountId], snooze: &Snooze) -> Result<Planned, Error> {
    future(sight, snooze)?;
    let mut planned = edit(sight, accounts, &format!("Snoozed until {}", snooze.until), |account| {
        account.snoozed_until = Some(snooze.until);
        account.snooze_reason = snooze.reason.as_deref().map(Text::from);
    })?;
    if let Some(day) = first_decision(sight, &planned.changes)?.filter(|day| *day < snooze.until) {
        planned.note = format!("{}; hidden past its decision on {day}", planned.note);
    }
    Ok(planned)
}

/// The first day to come on which something is to be decided at accounts that are changed.
fn first_decision(sight: &Sight<'_>, changes: &[Change]) -> Result<Option<Day>, Error> {
    let mut first: Option<Day> = None;
    for account in changes.iter().flat_map(Change::accounts) {
        let day = sight.store.next_decision_day(account, sight.now.today)?;
        first = first.into_iter().chain(day).min();
    }
    Ok(first)
}

/// Stars accounts, or takes their star away.
pub fn star(sight: &Sight<'_>, accounts: &[AccountId], star: Star) -> Result<Planned, Error> {
    let word = if star == Star::On { "Starred" } else { "Star taken away" };
    edit(sight, accounts, word, |account| account.starred = star == Star::On)
}

fn edit(
    sight: &Sight<'_>,
    accounts: &[AccountId],
    word: &str,
    change: impl Fn(&mut Account),
) -> Result<Planned, Error> {
    let mut changes: Vec<Change> = Vec::new();
    let mut last = String::new();
    for key in unique(accounts) {
        let account: Account = row_of(sight.store, &key)?;
        if let Some(image) = Image::edited(&account, sight.now.at, &change) {
            last = account.name.shown().into_owned();
            changes.push(image.into());
        }
    }
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("{word}: {last}"),
        many => format!("{word}: {many} accounts"),
    };
    Ok(Planned { note, changes, made: None })
}

/// Adds an account from a line as people type it.
pub fn add(sight: &mut Sight<'_>, typed: &str) -> Result<Planned, Error> {
    let made = modify::parse_new(typed, &Target::of::<Account>(), sight.now.today, &sight.measure.dates);
    let made = made.map_err(|error| typed::refused(&error))?;
    make(sight, &made.name, &made.edits)
}

/// Adds an account from its name and what was read of its fields.
pub(in crate::service) fn make(sight: &mut Sight<'_>, name: &str, edits: &[Edit]) -> Result<Planned, Error> {
    if name.is_empty() {
        return Err(Error::new(
            ErrorKind::Usage,
            "an account needs a name",
            "write it first: Globex domain:globex.com",
        ));
    }
    let id = AccountId(sight.ids.next(sight.now.at));
    let mut account = Account::named(id, Meta::made(sight.now.at), Text::new(name));
    fill(sight, &mut account, edits)?;
    tag(&mut account.tags, edits);
    account.call_on = account.call_on.or(account.call.map(|_| sight.now.today));
    health::hold(sight, &mut account)?;
    for name in std::iter::once(&account.name).chain(&account.aliases) {
        refuse_twin(sight.store, name.raw(), None)?;
    }
    let note = format!("Account added: {}", account.name.shown());
    let made = Some(account.key());
    Ok(Planned { note, changes: vec![Image::made(account).into()], made })
}

/// Refuses a name that another account answers to, by its name or an alias; archived ones keep theirs.
pub(in crate::service) fn refuse_twin(store: &Store, name: &str, own: Option<AccountId>) -> Result<(), Error> {
    let key = folded(name);
    for twin in store.all_called_exactly(&key)? {
        let row: Option<Account> = store.row(&twin.id.to_string())?.filter(|row: &Account| Some(row.id) != own);
        let Some(row) = row else { continue };
        if !std::iter::once(&row.name).chain(&row.aliases).any(|known| folded(known.raw()) == key) {
            continue;
        }
        let (put_away, hint) = match row.meta.archived_at {
            Some(_) => (" in the archive", format!("`folio archive --back {}` brings it back", row.id)),
            None => ("", "change that one, or tell the two apart by name".to_owned()),
        };
        let message = format!("there is an account {} already{put_away}: {}", row.name.shown(), row.id);
        return Err(Error::new(ErrorKind::Rejected, message, hint));
    }
    Ok(())
}

/// Everything that the page of an account shows, with so many touches.
pub fn view(store: &Store, measure: &Measure, id: AccountId, touches: u32, now: Now) -> Result<AccountView, Error> {
    let key = id.to_string();
    let account: Account = store.row(&key)?.ok_or_else(|| gone("account"))?;
    let (dossier, stake) = rank::reckon(store, measure, &key, now)?.ok_or_else(|| gone("account"))?;
    let why = explain(&stake, &dossier.inputs, &measure.weights, &measure.rates, now.today);
    let own = "WHERE account = ?1 AND archived_at IS NULL";
    let readings: Vec<Reading> = store.rows(&format!("{own} ORDER BY metric, day"), [&key])?;
    let hundred = |r: &Reading| r.scale.map_or(r.value.value(), |scale| scale.hundred(r.value.value()));
    let trail = |metric| readings.iter().filter(|r| r.metric == metric).map(hundred).collect();
    let (health, usage) = (trail(Metric::Health), trail(Metric::Usage));
    let mut latest: Vec<Reading> = Vec::new();
    for reading in readings {
        match latest.last_mut() {
            Some(last) if last.metric == reading.metric => *last = reading,
            _ => latest.push(reading),
        }
    }
    let churned = account.stage == LifecycleStage::Churned;
    let paid = live(&dossier.inputs, now.today, &measure.weights);
    let paid = paid.into_iter().filter(|_| !churned).map(|sub| sub.arr).collect();
    Ok(AccountView {
        stake,
        why,
        paid,
        externals: store.rows(NAMES_ELSEWHERE, [&key])?,
        contacts: store.rows(&format!("{own} ORDER BY left_on IS NOT NULL, role IS NULL, name"), [&key])?,
        last_touches: store.last_touches(id)?,
        last_touch: dossier.inputs.last_touch,
        subscriptions: store.rows(&format!("{own} ORDER BY ended_on IS NOT NULL, \"end\" DESC, product"), [&key])?,
        renewals: store.rows(&format!("{own} ORDER BY outcome IS NOT NULL, due DESC"), [&key])?,
        opportunities: store.rows(&format!("{own} ORDER BY state <> 'open', close"), [&key])?,
        goals: store.rows(&format!("{own} ORDER BY state <> 'open', due IS NULL, due, objective"), [&key])?,
        runs: store.runs_of(id)?.into_iter().filter(|(_, done)| done.closed < done.total).collect(),
        feedback: store.feedback_of(id, FEEDBACK)?,
        cases: store.rows(&format!("{own} ORDER BY day DESC, id DESC LIMIT 50"), [&key])?,
        trails: voices::usage_of(store, id, now.today)?,
        readings: latest,
        health,
        usage,
        touches: store.touches(id, None, Stretch::Newest, touches)?,
        touch_count: store.touch_count(id, None)?,
        tasks: store.tasks_of(id)?,
        records: store.rows(OPEN_TASKS, (&key, RECORDS))?,
        closed: store.closed_tasks_of(id, CLOSED)?,
        decisions: store.decisions_of(id)?,
        account,
    })
}

/// A stretch of an account's touches, of one kind or of all.
pub fn touches(
    store: &Store,
    account: AccountId,
    kind: Option<TouchKind>,
    stretch: Stretch,
    limit: u32,
) -> Result<Touches, Error> {
    let rows = store.touches(account, kind, stretch, limit)?;
    let newer = match rows.first() {
        Some(first) => store.touches_newer(account, kind, Mark { at: first.at, id: first.id })?,
        None => 0,
    };
    Ok(Touches { account, kind, stretch, newer, total: store.touch_count(account, kind)?, rows })
}
