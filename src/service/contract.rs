//! The life of contracts: made, changed in mid-term, ended. Each change of what they earn is written to the ledger with the
//! contract itself, and the open renewal asks for the new amount.

use crate::domain::change::{Change, Image};
use crate::domain::ledger::change::{Act, Cause};
use crate::domain::phrase::figure::Misfit;
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::phrase::terms::{self, About, From, Terms};
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::renewal::{Renewal, RenewalOutcome};
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::{Text, shown};
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::fill;
use crate::service::ledger::{Turn, record_all};
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told, unique};
use crate::service::{rule, typed};

fn usage(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::new(ErrorKind::Usage, message, hint)
}

fn refuse(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::new(ErrorKind::Rejected, message, hint)
}

/// What a person is told of an amount that does not fit.
pub(in crate::service) fn misfit(misfit: &Misfit) -> Error {
    usage(misfit.to_string(), "write the amount in the contract's own currency")
}

/// What a line says of money and time, and the rest of it.
pub(in crate::service) fn read(sight: &Sight<'_>, line: &str, about: About) -> Result<Terms, Error> {
    terms::read(line, about, sight.now.today, &sight.measure.dates).map_err(|error| typed::refused(&error))
}

/// A contract of which nothing is said but whose it is and what for.
pub(in crate::service) fn blank(sight: &mut Sight<'_>, account: AccountId, product: &str, arr: Money) -> Subscription {
    let id = SubscriptionId(sight.ids.next(sight.now.at));
    Subscription::earning(id, Meta::made(sight.now.at), account, Text::new(product), arr)
}

/// The currency of an account's amounts that name none.
pub(in crate::service) fn currency(sight: &Sight<'_>, account: &Account) -> Currency {
    account.currency.unwrap_or(sight.measure.rates.home)
}

/// Adds a contract to an account from a line as people type it: `Tideline Team 96k 1y auto notice:60d from 1 dec`.
pub fn add(sight: &mut Sight<'_>, account: AccountId, line: &str) -> Result<Planned, Error> {
    let terms = read(sight, line, About::NewContract)?;
    let target = Target::of::<Subscription>();
    let made = modify::parse_new(&terms.rest, &target, sight.now.today, &sight.measure.dates);
    let made = made.map_err(|error| typed::refused(&error))?;
    begin(sight, account, &terms, &made.name, &made.edits)
}

/// Adds a contract to an account from its product and what was read of its fields.
pub(in crate::service) fn make(
    sight: &mut Sight<'_>,
    account: AccountId,
    product: &str,
    edits: &[Edit],
) -> Result<Planned, Error> {
    begin(sight, account, &Terms::default(), product, edits)
}

fn begin(
    sight: &mut Sight<'_>,
    account: AccountId,
    terms: &Terms,
    product: &str,
    edits: &[Edit],
) -> Result<Planned, Error> {
    let owner: Account = row_of(sight.store, &account.to_string())?;
    if product.is_empty() {
        return Err(usage("a contract is for a product", "write it first: Tideline Team 96k 1y auto notice:60d"));
    }
    let held = currency(sight, &owner);
    let arr = terms.figure.as_ref().map(|figure| figure.money(held)).transpose().map_err(|bad| misfit(&bad))?;
    let mut row = blank(sight, account, product, arr.unwrap_or(Money::new(0, held)));
    row.start = Some(match terms.from {
        Some(From::Day(day)) => day,
        _ => sight.now.today,
    });
    (row.term_months, row.auto_renew, row.escalator) = (terms.months, terms.auto, terms.uplift);
    fill(sight, &mut row, edits)?;
    if row.arr.minor <= 0 {
        return Err(usage("a contract earns something a year", "write how much: 96k, or arr:\"96k EUR\""));
    }
    if let (None, Some(start), Some(months)) = (row.end, row.start, row.term_months) {
        row.end = Some(start.plus_months(i32::try_from(months).unwrap_or(i32::MAX)).plus_days(-1));
    }
    let before = row.clone();
    rule::subscription(sight, &mut rule::Turn { before: &before, after: &mut row, edits, of: 1 })?;
    let until = row.end.map_or(", runs on".to_owned(), |end| format!(" to {end}"));
    let note = format!(
        "Contract added: {} ({}), {} a year from {}{until}{}",
        shown(product),
        owner.name.shown(),
        row.arr,
        row.start.unwrap_or(sight.now.today),
        renewing(&row)
    );
    let reading = sight.measure.reading(sight.now.today);
    let act = Act::on(row.start.unwrap_or(sight.now.today));
    let mut changes = record_all(sight, &[Turn { before: None, after: Some(&row), act }], reading)?;
    let made = Some(row.key());
    changes.insert(0, Image::made(row).into());
    Ok(Planned { note, changes, made })
}

/// How a contract goes on after its term, and until when it can be left.
fn renewing(row: &Subscription) -> String {
    let auto = if row.auto_renew { ", renews by itself" } else { "" };
    let notice = row.notice.map(|notice| format!(", notice {notice}")).unwrap_or_default();
    let by = row.notice.zip(row.end).map(|(notice, end)| format!(", cancel by {}", notice.cancel_by(end)));
    format!("{auto}{notice}{}", by.unwrap_or_default())
}

/// Changes contracts by a line as people type it: `+20k from 1 dec reason: new team`, `+6% from anniversary`, `seats:320`.
pub fn change(sight: &mut Sight<'_>, ids: &[SubscriptionId], line: &str) -> Result<Planned, Error> {
    let terms = read(sight, line, About::Contract)?;
    let target = Target::of::<Subscription>();
    // A line of terms alone names no field, which a line of fields must.
    let edits: Vec<Edit> = if terms.rest.trim().is_empty() && !terms.is_empty() {
        Vec::new()
    } else {
        let read = modify::parse(&terms.rest, &target, sight.now.today, &sight.measure.dates);
        read.map_err(|error| typed::refused(&error))?
    };
    put(sight, &unique(ids), &terms, &edits)
}

/// Changes contracts by what was read of terms and fields.
pub(in crate::service) fn put(
    sight: &mut Sight<'_>,
    keys: &[String],
    terms: &Terms,
    edits: &[Edit],
) -> Result<Planned, Error> {
    let mut rows: Vec<(Subscription, Subscription, Act)> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    for key in keys {
        let before: Subscription = row_of(sight.store, key)?;
        let mut after = before.clone();
        fill(sight, &mut after, edits)?;
        let act = apply(sight, terms, &before, &mut after)?;
        check(sight, &before, &after)?;
        let turn = &mut rule::Turn { before: &before, after: &mut after, edits, of: keys.len() };
        let more = rule::subscription(sight, turn)?;
        if after != before {
            changes.extend(Image::edited(&before, sight.now.at, |row| *row = after.clone()).map(Change::from));
            changes.extend(more);
            asks(sight, &before, &after, &mut changes)?;
            rows.push((before, after, act));
        }
    }
    let turns: Vec<Turn<'_>> = rows
        .iter()
        .map(|(before, after, act)| Turn { before: Some(before), after: Some(after), act: act.clone() })
        .collect();
    let reading = sight.measure.reading(sight.now.today);
    changes.extend(record_all(sight, &turns, reading)?);
    let note = match rows.as_slice() {
        [] => "Nothing to change: already so".to_owned(),
        [(before, after, act)] => {
            format!("Changed: {}: {}", told(sight.store, before)?, said(edits, before, after, act, sight))
        }
        several => format!("Changed: {} contracts", several.len()),
    };
    Ok(Planned { note, changes, made: None })
}

/// Sets what a line says of money and time, and gives when and why it changes.
fn apply(sight: &Sight<'_>, terms: &Terms, before: &Subscription, after: &mut Subscription) -> Result<Act, Error> {
    if let Some(figure) = &terms.figure {
        if after.arr != before.arr {
            return Err(usage("the revenue is said twice", "keep arr: or the amount"));
        }
        after.arr = figure.of(before.arr).map_err(|bad| misfit(&bad))?;
    }
    let bought = after.arr;
    if let Some(uplift) = terms.uplift {
        if bought != before.arr {
            return Err(usage(
                "one line changes the price or the volume",
                "write them in two, the one after the other",
            ));
        }
        after.arr = uplift.on(bought);
    }
    after.term_months = terms.months.or(after.term_months);
    let day = match terms.from {
        None => sight.now.today,
        Some(From::Day(day)) => day,
        Some(From::Anniversary) => before
            .anniversary(sight.now.today)
            .ok_or_else(|| refuse("nothing tells when this contract began", "name the day: +6% from 1 mar"))?,
    };
    if after.arr != before.arr && before.start.is_some_and(|start| day < start) {
        return Err(refuse(format!("the contract begins after {day}"), "name a later day"));
    }
    let cause = if terms.uplift.is_some() || terms.price { Cause::Price } else { Cause::Volume };
    let reason = terms.reason.as_deref().map(Text::new);
    Ok(Act { cause, reason, ..Act::on(day) })
}

/// What a change must not do.
fn check(sight: &Sight<'_>, before: &Subscription, after: &Subscription) -> Result<(), Error> {
    let ended = before.ended_on.filter(|_| after.ended_on == before.ended_on);
    if let Some(ended) = ended.filter(|_| after.arr != before.arr) {
        return Err(refuse(format!("this contract ended on {ended}"), "add the new one: `folio contract`"));
    }
    if after.arr != before.arr && after.arr.minor <= 0 {
        return Err(refuse(
            "nothing would be left of this contract",
            "end it: ended:DAY, or settle its renewal as churned",
        ));
    }
    if before.ended_on.is_some() && after.ended_on.is_none() {
        let lost = "WHERE subscription = ?1 AND outcome = 'churned' AND archived_at IS NULL ORDER BY due DESC";
        let lost: Vec<Renewal> = sight.store.rows(lost, [before.id.to_string()])?;
        if let Some(row) = lost.iter().find(|row| row.outcome == Some(RenewalOutcome::Churned)) {
            let message = format!("this contract was lost on {}", row.due);
            return Err(refuse(message, "a customer that is back has a new one: `folio contract`"));
        }
    }
    Ok(())
}

/// The open renewals of a contract that asked for its old revenue ask for the new one.
pub(in crate::service) fn asks(
    sight: &Sight<'_>,
    before: &Subscription,
    after: &Subscription,
    changes: &mut Vec<Change>,
) -> Result<(), Error> {
    if before.arr == after.arr {
        return Ok(());
    }
    let open = "WHERE subscription = ?1 AND outcome IS NULL AND archived_at IS NULL";
    let rows: Vec<Renewal> = sight.store.rows(open, [before.id.to_string()])?;
    for row in rows.into_iter().filter(|row| row.target == Some(before.arr)) {
        // A renewal that moves in the same step is written once.
        let moved = changes.iter_mut().find_map(|change| match change {
            Change::Renewal(image) if image.row().is_some_and(|known| known.id == row.id) => image.after.as_deref_mut(),
            _ => None,
        });
        if let Some(known) = moved {
            known.target = Some(after.arr);
        } else {
            let edit = |row: &mut Renewal| row.target = Some(after.arr);
            changes.extend(Image::edited(&row, sight.now.at, edit).map(Change::from));
        }
    }
    Ok(())
}

fn said(edits: &[Edit], before: &Subscription, after: &Subscription, act: &Act, sight: &Sight<'_>) -> String {
    let today: Day = sight.now.today;
    let mut parts: Vec<String> = Vec::new();
    if before.arr != after.arr {
        let what = if act.cause == Cause::Price { "price, " } else { "" };
        parts.push(format!("{what}{} to {} a year from {}", before.arr, after.arr, act.day));
    }
    if before.term_months != after.term_months
        && let Some(months) = after.term_months
    {
        parts.push(format!("term {months} months"));
    }
    let named = |edit: &&Edit| {
        !matches!(&edit.change, modify::EditTo::Amount("arr", ..) | modify::EditTo::Set("arr" | "term", _))
    };
    parts.extend(edits.iter().filter(named).map(|edit| modify::echo(&edit.change, today)));
    parts.join(", ")
}
