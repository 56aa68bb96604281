//! The rows behind a figure, and the entries behind the time.

use crate::domain::phrase::period::Period;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Kind;
use crate::domain::record::movement::Movement;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::review::figure::{BehindLine, Beside, Figure, Unit};
use crate::domain::review::reckon::{Part, Place};
use crate::domain::review::time::TimeEntry;
use crate::domain::review::week::Week;
use crate::domain::value::day::{Moment, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::short;
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::service::review::figures::stand;
use crate::service::review::load::{Loaded, load};
use crate::service::review::save::saved;
use crate::store::db::Store;
use crate::store::review::facts::Reach;
use crate::store::row::Stored;
use std::collections::BTreeMap;

/// The rows behind a figure of a week, those that count first, then by what they add.
pub fn behind(
    store: &Store,
    measure: &Measure,
    week: Week,
    figure: Figure,
    now: Now,
) -> Result<Vec<BehindLine>, Error> {
    let loaded = load(store, measure, week, now)?;
    let review = saved(store, week)?;
    // Rows that were written down after the figures were saved are no part of these.
    let until = review.filter(|review| stand(&loaded, Some(review))).and_then(|review| review.figures_at);
    let mut parts = loaded.this().parts(figure);
    parts.sort_by(|one, other| {
        other.counts.cmp(&one.counts).then(other.amount.total_cmp(&one.amount)).then(one.day.cmp(&other.day))
    });
    let mut lines = Vec::new();
    for part in parts {
        let Some(line) = line(store, &loaded, figure, part)? else { continue };
        let late = match until {
            Some(until) => made_at(store, &line)?.is_some_and(|made| made > until),
            None => false,
        };
        if !late {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// When a row behind a figure was written down.
fn made_at(store: &Store, line: &BehindLine) -> Result<Option<Moment>, Error> {
    fn of<T: Stored>(store: &Store, key: &str) -> Result<Option<Moment>, Error> {
        Ok(store.row::<T>(key)?.map(|row| row.meta().created_at))
    }
    match line.kind {
        Kind::Touch => of::<Touch>(store, &line.key),
        Kind::Task => of::<Task>(store, &line.key),
        Kind::Renewal => of::<Renewal>(store, &line.key),
        Kind::Movement => of::<Movement>(store, &line.key),
        Kind::Feedback => of::<Feedback>(store, &line.key),
        Kind::Opportunity => of::<Opportunity>(store, &line.key),
        _ => Ok(None),
    }
}

fn line(store: &Store, loaded: &Loaded, figure: Figure, part: Part) -> Result<Option<BehindLine>, Error> {
    let facts = &loaded.facts;
    let home = loaded.rates.home;
    let (kind, key, account, title) = match part.place {
        Place::Account(n) => {
            let Some(row) = facts.accounts.get(n) else { return Ok(None) };
            (Kind::Account, row.id.to_string(), Some(n), shown(&row.name).into_owned())
        }
        Place::Task(n) => {
            let Some(row) = facts.tasks.get(n) else { return Ok(None) };
            (Kind::Task, row.id.to_string(), row.account, shown(&row.title).into_owned())
        }
        Place::Touch(n) => {
            let Some(row) = facts.touches.get(n) else { return Ok(None) };
            let text = store.row::<Touch>(&row.id.to_string())?.map(|touch| first_line(&touch)).unwrap_or_default();
            (Kind::Touch, row.id.to_string(), Some(row.account), format!("{} {text}", row.kind).trim_end().to_owned())
        }
        Place::Renewal(n) => {
            let Some(row) = facts.renewals.get(n) else { return Ok(None) };
            (Kind::Renewal, row.id.to_string(), Some(row.account), row.outcome.to_string())
        }
        Place::Expansion(n) => {
            let Some(row) = facts.expansions.get(n) else { return Ok(None) };
            let what = format!("{} more a year", short(row.delta, home));
            let owner = || facts.accounts.get(row.account).map(|account| account.id.to_string());
            let (kind, key) = row
                .id
                .map_or_else(|| (Kind::Account, owner().unwrap_or_default()), |id| (Kind::Movement, id.to_string()));
            (kind, key, Some(row.account), what)
        }
        Place::Feedback(n) => {
            let Some(row) = facts.feedback.get(n) else { return Ok(None) };
            (Kind::Feedback, row.id.to_string(), Some(row.account), shown(&row.title).into_owned())
        }
        Place::Referral(n) => {
            let Some(row) = facts.referrals.get(n) else { return Ok(None) };
            (Kind::Opportunity, row.id.to_string(), Some(row.account), shown(&row.name).into_owned())
        }
    };
    let owner = account.and_then(|n| facts.accounts.get(n));
    Ok(Some(BehindLine {
        kind,
        key,
        account: owner.map(|account| account.id),
        account_name: owner.map(|account| shown(&account.name).into_owned()).unwrap_or_default(),
        title,
        day: part.day,
        counts: part.counts,
        amount: beside(figure, part),
    }))
}

/// What a row adds beside, where the figure is more than a count.
fn beside(figure: Figure, part: Part) -> Option<Beside> {
    match figure {
        Figure::RenewalsClosed | Figure::RenewalsSaved | Figure::RenewalsLost | Figure::Referrals => {
            Some(Beside::Money(part.amount as i64))
        }
        Figure::WaitingSales | Figure::WaitingSupport | Figure::WaitingProduct => Some(Beside::Days(part.amount)),
        Figure::ResponseTime => Some(Beside::Days(part.amount / (24.0 * 60.0))),
        _ if figure.unit() == Unit::Money => Some(Beside::Money(part.amount as i64)),
        _ if figure.unit() == Unit::Days => Some(Beside::Days(part.amount)),
        _ => None,
    }
}

fn first_line(touch: &Touch) -> String {
    touch.text.raw().lines().next().map(|line| shown(line).into_owned()).unwrap_or_default()
}

/// The touches of a period, of one account or of all, the latest first.
pub fn entries(
    store: &Store,
    measure: &Measure,
    period: Period,
    account: Option<AccountId>,
    now: Now,
) -> Result<Vec<TimeEntry>, Error> {
    let reach = Reach {
        first: period.first,
        last: period.last,
        zone: now.zone,
        rates: &measure.rates,
        weights: &measure.weights,
    };
    let names: BTreeMap<AccountId, String> =
        store.all_names()?.into_iter().map(|named| (named.id, shown(&named.name).into_owned())).collect();
    let touches = store.touches_between(reach.moments(), account)?;
    let entry = |touch: Touch| TimeEntry {
        touch: touch.id,
        account: touch.account,
        account_name: names.get(&touch.account).cloned().unwrap_or_default(),
        at: touch.at,
        day: now.zone.day(touch.at),
        kind: touch.kind,
        minutes: touch.minutes,
        text: first_line(&touch),
    };
    Ok(touches.into_iter().map(entry).collect())
}
