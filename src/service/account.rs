//! What can be done with accounts, and everything that the page of one shows.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::stake::why::explain;
use crate::domain::value::day::Now;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::Text;
use crate::service::error::{Error, gone};
use crate::service::intent::{Snooze, Star};
use crate::service::plan::{Planned, Sight};
use crate::service::query::AccountView;
use crate::service::rank::{self, Measure};
use crate::service::task::future;
use crate::store::db::Store;

/// Takes accounts off today's triage.
pub fn deal_with(sight: &Sight<'_>, accounts: &[AccountId]) -> Result<Planned, Error> {
    let today = sight.now.today;
    edit(sight, accounts, "Dealt with for today", |account| account.dealt_on = Some(today))
}

/// Hides accounts from triage until a day.
pub fn snooze(sight: &Sight<'_>, accounts: &[AccountId], snooze: &Snooze) -> Result<Planned, Error> {
    future(sight, snooze)?;
    edit(sight, accounts, &format!("Snoozed until {}", snooze.until), |account| {
        account.snoozed_until = Some(snooze.until);
        account.snooze_reason = snooze.reason.as_deref().map(Text::from);
    })
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
    for id in accounts {
        let account: Account = sight.store.row(&id.to_string())?.ok_or_else(|| gone("account"))?;
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

/// Everything that the page of an account shows, with so many touches.
pub fn view(store: &Store, measure: &Measure, id: AccountId, touches: u32, now: Now) -> Result<AccountView, Error> {
    let key = id.to_string();
    let account: Account = store.row(&key)?.ok_or_else(|| gone("account"))?;
    let (dossier, stake) = rank::reckon(store, measure, &key, now)?.ok_or_else(|| gone("account"))?;
    let why = explain(&stake, &dossier.inputs, &measure.weights, &measure.rates, now.today);
    let own = "WHERE account = ?1 AND archived_at IS NULL";
    let readings: Vec<Reading> = store.rows(&format!("{own} ORDER BY metric, day"), [&key])?;
    let health = readings.iter().filter(|r| r.metric == Metric::Health).map(|r| r.value.value()).collect();
    let mut latest: Vec<Reading> = Vec::new();
    for reading in readings {
        match latest.last_mut() {
            Some(last) if last.metric == reading.metric => *last = reading,
            _ => latest.push(reading),
        }
    }
    Ok(AccountView {
        stake,
        why,
        contacts: store.rows(&format!("{own} ORDER BY left_on IS NOT NULL, role IS NULL, name"), [&key])?,
        subscriptions: store.rows(&format!("{own} ORDER BY ended_on IS NOT NULL, \"end\" DESC, product"), [&key])?,
        renewals: store.rows(&format!("{own} ORDER BY outcome IS NOT NULL, due DESC"), [&key])?,
        opportunities: store.rows(&format!("{own} ORDER BY state <> 'open', close"), [&key])?,
        readings: latest,
        health,
        touches: store.rows(&format!("{own} ORDER BY at DESC, id DESC LIMIT ?2"), (&key, touches))?,
        touch_count: store.touch_count(id)?,
        tasks: store.tasks_of(id)?,
        closed: store.closed_tasks_of(id, 5)?,
        decisions: store.decisions_of(id)?,
        account,
    })
}
