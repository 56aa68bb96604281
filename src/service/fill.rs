//! Sets fields of any record from the changes of a line, through its table of fields.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify::{Edit, EditTo};
use crate::domain::record::account::Account;
use crate::domain::record::field::{self, BadValue};
use crate::domain::record::meta::Record;
use crate::domain::value::money::Currency;
use crate::domain::value::text::{Text, folded, shown};
use crate::service::error::{Error, ErrorKind};
use crate::service::plan::Sight;
use crate::store::row::Stored;

/// Sets the fields of a row that any record sets alike; what needs its own rule is left to that.
pub(in crate::service) fn fill<T: Stored>(sight: &Sight<'_>, row: &mut T, edits: &[Edit]) -> Result<(), Error>
where
    Image<T>: Into<Change>,
{
    for edit in edits {
        match &edit.change {
            EditTo::Set(key, value) => set(row, key, value)?,
            EditTo::Clear(key) => clear(row, key)?,
            EditTo::Amount(key, major, currency) => {
                let currency = match currency {
                    Some(currency) => *currency,
                    None => currency_of(sight, row, key)?,
                };
                set(row, key, &format!("{major} {currency}"))?;
            }
            EditTo::Note(note) => {
                let body = get(row, "body");
                let body = body.trim_end();
                set(row, "body", &if body.is_empty() { note.clone() } else { format!("{body}\n{note}") })?;
            }
            EditTo::Due(_)
            | EditTo::At(_)
            | EditTo::Account(_)
            | EditTo::Contact(_)
            | EditTo::Tag(_)
            | EditTo::Untag(_) => {}
        }
    }
    Ok(())
}

/// Puts tags on a row and takes them off; the same tag in other letters is the same tag.
pub(in crate::service) fn tag(tags: &mut Vec<Text>, edits: &[Edit]) {
    for edit in edits {
        match &edit.change {
            EditTo::Tag(tag) if !tags.iter().any(|known| folded(known.raw()) == folded(tag)) => {
                tags.push(Text::from(tag.as_str()));
            }
            EditTo::Untag(tag) => tags.retain(|known| folded(known.raw()) != folded(tag)),
            _ => {}
        }
    }
}

fn get<T: Record>(row: &T, key: &str) -> String {
    T::fields().iter().find(|field| field.key == key).map(|field| (field.get)(row)).unwrap_or_default()
}

fn set<T: Record>(row: &mut T, key: &str, value: &str) -> Result<(), Error> {
    let Some(field) = T::fields().iter().find(|field| field.key == key) else { return Ok(()) };
    (field.set)(row, value)
        .map_err(|bad: BadValue| Error::new(ErrorKind::Usage, shown(&format!("{key}: {bad}")), "nothing was changed"))
}

fn clear<T: Record>(row: &mut T, key: &str) -> Result<(), Error> {
    let Some(field) = T::fields().iter().find(|field| field.key == key) else { return Ok(()) };
    let refused = || {
        let message = format!("the {} of {} cannot be empty", field.label.to_lowercase(), T::KIND.one());
        Error::new(ErrorKind::Usage, message, "give it another value")
    };
    (field.set)(row, "").map_err(|_| refused())?;
    // A stage or a state has no nothing: clearing it would quietly choose one.
    let left = (field.get)(row);
    if left.is_empty() || field.unit == field::Unit::Flag { Ok(()) } else { Err(refused()) }
}

/// The currency of an amount that names none: what stands there, else the account's, else the home currency.
fn currency_of<T: Stored>(sight: &Sight<'_>, row: &T, key: &str) -> Result<Currency, Error>
where
    Image<T>: Into<Change>,
{
    if let Some(code) = get(row, key).rsplit(' ').next().and_then(|code| code.parse().ok()) {
        return Ok(code);
    }
    let change: Change = Image::made(row.clone()).into();
    let owner = change.accounts().next().map(|id| sight.store.row::<Account>(&id.to_string())).transpose()?.flatten();
    Ok(owner.and_then(|account| account.currency).unwrap_or(sight.measure.rates.home))
}
