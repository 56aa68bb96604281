//! The life of opportunities: written down, won, lost. One that is won becomes revenue in the same step: more of a
//! contract that runs, or a new one that ends with it.

use crate::domain::change::{Change, Image};
use crate::domain::ledger::change::Act;
use crate::domain::phrase::figure::{Figure, Sense};
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::phrase::terms::{About, From, Terms};
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::opportunity::{Opportunity, OpportunityKind, OpportunityState};
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, OpportunityId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::{Text, folded, shown};
use crate::service::contract::{self, asks, blank, currency, misfit, read};
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::fill;
use crate::service::find::ambiguous;
use crate::service::ledger::{Turn, record_all};
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told};
use crate::service::typed;

fn usage(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::new(ErrorKind::Usage, message, hint)
}

/// Adds an opportunity to an account from a line as people type it: `Seats +50 upsell 40k 60% close:2027-01-31`.
pub fn add(sight: &mut Sight<'_>, account: AccountId, line: &str) -> Result<Planned, Error> {
    let owner: Account = row_of(sight.store, &account.to_string())?;
    let terms = read(sight, line, About::Deal)?;
    let target = Target::of::<Opportunity>();
    let made = modify::parse_new(&terms.rest, &target, sight.now.today, &sight.measure.dates);
    let made = made.map_err(|error| typed::refused(&error))?;
    // `-40k` reads as a word of the name, and would be kept as one.
    let less = |word: &str| word.starts_with('-').then(|| Figure::read(word)).flatten();
    if let Some(figure) = made.name.split_whitespace().find_map(less) {
        brings(&figure, currency(sight, &owner))?;
    }
    let kind = terms.kind.unwrap_or(OpportunityKind::Upsell);
    let given = (kind, amount(sight, &terms, &owner)?, terms.chance);
    make(sight, account, &made.name, given, &made.edits)
}

/// Adds an opportunity to an account from its name, its kind, amount and chance, and what was read of its fields.
pub(in crate::service) fn make(
    sight: &mut Sight<'_>,
    account: AccountId,
    name: &str,
    (kind, amount, probability): (OpportunityKind, Option<Money>, Option<u8>),
    edits: &[Edit],
) -> Result<Planned, Error> {
    if name.is_empty() {
        return Err(usage(
            "an opportunity needs a name",
            "write it first: \"Seats +50\" upsell 40k 60% close:2027-01-31",
        ));
    }
    let mut row = Opportunity {
        id: OpportunityId(sight.ids.next(sight.now.at)),
        meta: Meta::made(sight.now.at),
        account,
        name: Text::new(name),
        kind,
        amount,
        probability,
        stage: None,
        state: OpportunityState::Open,
        close: None,
        reason: None,
    };
    fill(sight, &mut row, edits)?;
    open_only(&row)?;
    let late = late(&row, sight);
    let amount = row.amount.map(|amount| format!(", {amount} a year")).unwrap_or_default();
    let chance = row.probability.map(|chance| format!(", {chance} %")).unwrap_or_default();
    let close = row.close.map(|close| format!(", closes {close}")).unwrap_or_default();
    let note = format!("Opportunity added: {} {}{amount}{chance}{close}{late}", row.kind, told(sight.store, &row)?);
    let made = Some(row.key());
    Ok(Planned { note, changes: vec![Image::made(row).into()], made })
}

fn amount(sight: &Sight<'_>, terms: &Terms, owner: &Account) -> Result<Option<Money>, Error> {
    let held = currency(sight, owner);
    terms.figure.as_ref().map(|figure| brings(figure, held)).transpose()
}

/// What an opportunity brings a year: never less than is paid without it.
fn brings(figure: &Figure, held: Currency) -> Result<Money, Error> {
    if figure.sense == Sense::Less {
        let hint = "write 40k; a customer that pays less is a change of its contract, or contracted";
        return Err(usage("an opportunity is for more revenue", hint));
    }
    figure.money(held).map_err(|bad| misfit(&bad))
}

/// A warning that an opportunity is past the day on which it was to close, for it counts in full until it is settled.
fn late(row: &Opportunity, sight: &Sight<'_>) -> String {
    let close = row.close.filter(|_| row.is_overdue(sight.now.today));
    close.map(|_| "; that day is past: it counts in full until it is won, lost or moved".to_owned()).unwrap_or_default()
}

/// An opportunity closes by its own verbs, for more hangs on that than a word.
pub(in crate::service) fn open_only(row: &Opportunity) -> Result<(), Error> {
    if row.state == OpportunityState::Open {
        return Ok(());
    }
    let message = format!("a line of changes does not close an opportunity: {}", row.name.shown());
    let hint = "`folio opportunity ACCOUNT --won NAME` makes revenue of it, `--lost NAME` gives it up";
    Err(Error::new(ErrorKind::Rejected, message, hint))
}

/// What was won has become revenue: opened again it could be won twice.
fn won_stays(row: &Opportunity) -> Result<(), Error> {
    if row.state != OpportunityState::Won {
        return Ok(());
    }
    let message = format!("{} is won, and its revenue is in the ledger", row.name.shown());
    let hint = "`folio undo` takes it back if that was just now; else reduce the contract: `folio contract`";
    Err(Error::new(ErrorKind::Rejected, message, hint))
}

/// The opportunity as long as it is undecided.
fn undecided(sight: &Sight<'_>, id: OpportunityId) -> Result<Opportunity, Error> {
    let row: Opportunity = row_of(sight.store, &id.to_string())?;
    if row.state == OpportunityState::Open {
        return Ok(row);
    }
    let message = format!("{} is {} already", told(sight.store, &row)?, row.state);
    Err(Error::new(ErrorKind::Rejected, message, "`folio undo` takes it back if that was just now"))
}

/// What a line that closes an opportunity says; nothing in it is left over.
fn closing(sight: &Sight<'_>, line: &str) -> Result<Terms, Error> {
    let terms = read(sight, line, About::Closing)?;
    match terms.rest.split_whitespace().next() {
        None => Ok(terms),
        Some(word) => {
            let message = format!("{:?} has no place where an opportunity closes", shown(word));
            Err(usage(message, "write 42k, from 1 dec, 1y, contract:NAME or reason: as it was"))
        }
    }
}

/// Gives an opportunity up, with why: `reason: too dear`, or the reason alone.
pub fn lose(sight: &mut Sight<'_>, id: OpportunityId, line: &str) -> Result<Planned, Error> {
    let row = undecided(sight, id)?;
    let trimmed = line.trim();
    let said =
        trimmed.get(..7).filter(|head| head.eq_ignore_ascii_case("reason:")).and(trimmed.get(7..)).unwrap_or(trimmed);
    let reason = Some(said.trim()).filter(|said| !said.is_empty()).map(Text::new);
    let today = sight.now.today;
    let why = reason.as_ref().map(|reason| format!(": {}", reason.shown())).unwrap_or_default();
    let note = format!("Lost: {}{why}", told(sight.store, &row)?);
    let lost = |row: &mut Opportunity| {
        (row.state, row.close) = (OpportunityState::Lost, Some(today));
        row.reason = reason;
    };
    let changes = Image::edited(&row, sight.now.at, lost).map(Change::from).into_iter().collect();
    Ok(Planned { note, changes, made: None })
}

/// Makes revenue of an opportunity that is won: `42k from 1 dec contract:team reason: new team`.
pub fn win(sight: &mut Sight<'_>, id: OpportunityId, line: &str) -> Result<Planned, Error> {
    let row = undecided(sight, id)?;
    let owner: Account = row_of(sight.store, &row.account.to_string())?;
    let terms = closing(sight, line)?;
    let held = row.amount.map_or_else(|| currency(sight, &owner), |amount| amount.currency);
    let said = terms.figure.as_ref().map(|figure| brings(figure, held)).transpose()?;
    let amount = said.or(row.amount);
    let day = match terms.from {
        Some(From::Day(day)) => day,
        _ => sight.now.today,
    };
    let today = sight.now.today;
    let reason = terms.reason.as_deref().map(Text::new);
    let won = |row: &mut Opportunity| {
        (row.state, row.close, row.amount) = (OpportunityState::Won, Some(today), amount);
        row.reason.clone_from(&reason);
    };
    let mut changes: Vec<Change> = Image::edited(&row, sight.now.at, won).map(Change::from).into_iter().collect();
    let mut note = format!("Won: {}", told(sight.store, &row)?);
    if row.kind == OpportunityKind::Referral {
        // The revenue is another customer's.
        return Ok(Planned { note: format!("{note}; the revenue is another customer's"), changes, made: None });
    }
    let amount = amount.filter(|amount| amount.minor > 0);
    let amount = amount.ok_or_else(|| usage("nothing tells what it earns a year", "write the amount: 42k"))?;
    let act = Act { reason: reason.clone(), ..Act::on(day) };
    let reading = sight.measure.reading(today);
    let grown = grown(sight, &row, &terms, day)?;
    match grown {
        Some(before) if before.arr.currency == amount.currency => {
            let more = |sub: &mut Subscription| sub.arr.minor = sub.arr.minor.saturating_add(amount.minor);
            let image = Image::edited(&before, sight.now.at, more);
            let Some((image, after)) = image.and_then(|image| Some((image.clone(), image.after?))) else {
                return Ok(Planned { note, changes, made: None });
            };
            asks(sight, &before, &after, &mut changes)?;
            changes.extend(record_all(sight, &[Turn { before: Some(&before), after: Some(&after), act }], reading)?);
            note = format!("{note}: {} from {} to {} a year", before.product.shown(), before.arr, after.arr);
            changes.push(image.into());
        }
        Some(before) => {
            let message =
                format!("{} is in {}, and this is in {}", before.product.shown(), before.arr.currency, amount.currency);
            return Err(Error::new(ErrorKind::Rejected, message, "add a contract of its own: `folio contract`"));
        }
        None => {
            let made = fresh(sight, &row, &terms, amount, day)?;
            let mut movements = record_all(sight, &[Turn { before: None, after: Some(&made), act }], reading)?;
            let until = made.end.map(|end| format!(" to {end}")).unwrap_or_default();
            note = format!("{note}: a new contract, {amount} a year from {day}{until}");
            changes.push(Image::made(made).into());
            changes.append(&mut movements);
        }
    }
    Ok(Planned { note, changes, made: None })
}

/// The contracts of an account that are paid on a day.
fn running(sight: &Sight<'_>, account: AccountId, day: Day) -> Result<Vec<Subscription>, Error> {
    let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY product, id";
    let mut rows: Vec<Subscription> = sight.store.rows(own, [account.to_string()])?;
    let lapse = sight.measure.reading(day).lapse;
    rows.retain(|sub| {
        let over = sub.ended_on.is_some_and(|ended| ended <= day)
            || sub.end.is_some_and(|end| !sub.auto_renew && day.since(end) > lapse);
        !over && sub.start.is_none_or(|start| start <= day)
    });
    Ok(rows)
}

/// The contract that an opportunity adds to: the one that is named, or the only one of an upsell. None when it is to have
/// a contract of its own.
fn grown(sight: &Sight<'_>, row: &Opportunity, terms: &Terms, day: Day) -> Result<Option<Subscription>, Error> {
    let mut found = running(sight, row.account, day)?;
    if let Some(name) = &terms.contract {
        let key = folded(name);
        let holds = |sub: &Subscription| sub.id.to_string() == *name || folded(sub.product.raw()).contains(&key);
        found.retain(holds);
        if found.is_empty() {
            let message = format!("no contract of this account runs on {day} and is called {:?}", shown(name));
            return Err(Error::new(ErrorKind::NotFound, message, "`folio contract ACCOUNT` lists them"));
        }
    } else if row.kind != OpportunityKind::Upsell {
        return Ok(None);
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        several => {
            let named = several.iter().map(|sub| (sub.id.to_string(), sub.product.raw()));
            let refused = ambiguous("contract", terms.contract.as_deref().unwrap_or(row.name.raw()), named);
            Err(Error { hint: "say which of them grows: contract:NAME".to_owned(), ..refused })
        }
    }
}

/// A contract of its own: it ends with the only other one, so that both are decided together, or after a year.
fn fresh(
    sight: &mut Sight<'_>,
    row: &Opportunity,
    terms: &Terms,
    amount: Money,
    day: Day,
) -> Result<Subscription, Error> {
    let others = running(sight, row.account, day)?;
    let mut made = blank(sight, row.account, row.name.raw(), amount);
    made.start = Some(day);
    made.term_months = terms.months;
    let beside =
        if let [one] = others.as_slice() { one.end.filter(|end| *end > day).map(|end| (one, end)) } else { None };
    match (terms.months, beside) {
        (None, Some((one, end))) => {
            made.end = Some(end);
            made.term_months = u32::try_from(one.months()).ok();
            (made.auto_renew, made.notice) = (one.auto_renew, one.notice);
        }
        (months, _) => {
            let months = months.unwrap_or(12);
            made.term_months = Some(months);
            made.end = Some(day.plus_months(i32::try_from(months).unwrap_or(i32::MAX)).plus_days(-1));
        }
    }
    Ok(made)
}

/// Changes opportunities by a line as people type it: `50k 80% close:2027-02-28 stage:legal`.
pub fn change(sight: &mut Sight<'_>, keys: &[String], line: &str) -> Result<Planned, Error> {
    let terms = contract::read(sight, line, About::Deal)?;
    let target = Target::of::<Opportunity>();
    let edits = if terms.rest.trim().is_empty() && !terms.is_empty() {
        Vec::new()
    } else {
        let read = modify::parse(&terms.rest, &target, sight.now.today, &sight.measure.dates);
        read.map_err(|error| typed::refused(&error))?
    };
    put(sight, keys, &terms, &edits, Some(line))
}

/// Changes opportunities by what was read of terms and fields, of a line or not of one.
pub(in crate::service) fn put(
    sight: &mut Sight<'_>,
    keys: &[String],
    terms: &Terms,
    edits: &[Edit],
    line: Option<&str>,
) -> Result<Planned, Error> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut last, mut warned) = (String::new(), String::new());
    for key in keys {
        let before: Opportunity = row_of(sight.store, key)?;
        let owner: Account = row_of(sight.store, &before.account.to_string())?;
        let mut after = before.clone();
        fill(sight, &mut after, edits)?;
        if let Some(figure) = &terms.figure {
            let held = before.amount.map_or_else(|| currency(sight, &owner), |amount| amount.currency);
            after.amount = Some(brings(figure, held)?);
        }
        after.probability = terms.chance.or(after.probability);
        after.kind = terms.kind.unwrap_or(after.kind);
        if after.state != before.state {
            won_stays(&before)?;
            open_only(&after)?;
        }
        let late = if after.close == before.close { String::new() } else { late(&after, sight) };
        if let Some(image) = Image::edited(&before, sight.now.at, |row| *row = after) {
            last = told(sight.store, &before)?;
            warned = late;
            changes.push(image.into());
        }
    }
    let fields = || edits.iter().map(|edit| modify::echo(&edit.change, sight.now.today)).collect::<Vec<_>>().join(", ");
    let said = line.map_or_else(fields, |line| shown(line.trim()).into_owned());
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("Changed: {last}: {said}{warned}"),
        many => format!("Changed: {many} opportunities: {said}{warned}"),
    };
    Ok(Planned { note, changes, made: None })
}
