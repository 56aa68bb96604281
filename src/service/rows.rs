//! Rows by their keys, and what they are called in messages.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use crate::service::error::{Error, gone};
use crate::store::db::Store;
use crate::store::row::Stored;
use std::collections::HashSet;

/// The row of a key that must be there.
pub(in crate::service) fn row_of<T: Stored>(store: &Store, key: &str) -> Result<T, Error> {
    store.row(key)?.ok_or_else(|| gone(T::KIND.word()))
}

/// What a row is called in a message, with its account; safe to print.
pub(in crate::service) fn told<T: Stored>(store: &Store, row: &T) -> Result<String, Error>
where
    Image<T>: Into<Change>,
{
    let title = shown(&row.title()).into_owned();
    if T::KIND == Kind::Account {
        return Ok(title);
    }
    let change: Change = Image::made(row.clone()).into();
    let owner = change.accounts().next().map(|id| store.row::<Account>(&id.to_string())).transpose()?.flatten();
    let title = if title.is_empty() { T::KIND.word().to_owned() } else { title };
    Ok(owner.map_or(title.clone(), |account| format!("{title} ({})", account.name.shown())))
}

/// The word for several rows of a kind.
pub(in crate::service) fn plural(kind: Kind) -> String {
    match kind {
        Kind::Opportunity => "opportunities".to_owned(),
        Kind::Touch => "touches".to_owned(),
        kind => format!("{kind}s"),
    }
}

/// The keys of some ids, each once: a row is written once.
pub(in crate::service) fn unique<I: ToString>(ids: &[I]) -> Vec<String> {
    let mut seen = HashSet::with_capacity(ids.len());
    ids.iter().map(ToString::to_string).filter(|key| seen.insert(key.clone())).collect()
}
