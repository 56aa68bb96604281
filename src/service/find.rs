//! References as people type them: an id, the beginning of one, or a name. Never guessed: several matches are an error
//! that names them.

use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::value::id::{AccountId, ContactId, TaskId};
use crate::domain::value::text::{folded, shown};
use crate::service::error::{Error, ErrorKind};
use crate::store::db::Store;
use crate::store::find::{Named, bounds};

/// Candidates named in an error at the most.
const SHOWN: usize = 8;

/// What a reference names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A task.
    Task(TaskId),
    /// An account.
    Account(AccountId),
}

/// The account of a reference.
pub fn account(store: &Store, reference: &str) -> Result<AccountId, Error> {
    let wanted = reference.trim();
    match sought(store, wanted)? {
        Some(id) => Ok(id),
        None => Err(unknown(store, wanted)?),
    }
}

/// The account of a reference, if there is one: what is called exactly so comes before all that is only called like it,
/// for a row must not be written to a neighbour of the account that was named.
pub(in crate::service) fn sought(store: &Store, wanted: &str) -> Result<Option<AccountId>, Error> {
    if let Some(id) = known(store, wanted)? {
        return Ok(Some(id));
    }
    let mut found = accounts_called(store, wanted)?.1;
    if found.is_empty() {
        found = store.accounts_of_prefix(wanted)?;
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.id)),
        several => Err(ambiguous("account", wanted, several.iter().map(|n| (n.id.to_string(), n.name.as_str())))),
    }
}

/// The account of a whole id, if the book has it.
fn known(store: &Store, wanted: &str) -> Result<Option<AccountId>, Error> {
    let Ok(id) = wanted.parse::<AccountId>() else { return Ok(None) };
    Ok(store.row::<Account>(&id.to_string())?.map(|row| row.id))
}

/// The accounts that are best called so, and how well. Those in the ranking come before those that have churned.
pub(in crate::service) fn accounts_called(store: &Store, wanted: &str) -> Result<(Rung, Vec<Named>), Error> {
    let key = folded(wanted);
    if key.is_empty() {
        return Ok((Rung::Holds, Vec::new()));
    }
    let exact = store.called_exactly(&key)?;
    if !exact.is_empty() {
        return Ok((Rung::Same, exact));
    }
    for holding in [Store::names_holding, Store::called_holding] {
        let found = holding(store, &key)?;
        if let Some(rung) = found.iter().filter_map(|one| Rung::of(&key, &names(one))).min() {
            return Ok((rung, found.into_iter().filter(|one| Rung::of(&key, &names(one)) == Some(rung)).collect()));
        }
    }
    Ok((Rung::Holds, Vec::new()))
}

/// Refuses to add to an account that was put away.
pub(in crate::service) fn refuse_archived(account: &Account) -> Result<(), Error> {
    if account.meta.archived_at.is_none() {
        return Ok(());
    }
    let message = format!("{} is in the archive", account.name.shown());
    Err(Error::new(ErrorKind::Rejected, message, format!("`folio archive --back {}` brings it back", account.id)))
}

/// The contact of an account by name, by id or by the beginning of one.
pub fn contact(store: &Store, account: AccountId, name: &str) -> Result<ContactId, Error> {
    let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY name";
    let contacts: Vec<Contact> = store.rows(own, [account.to_string()])?;
    let mut found = best(name.trim(), &contacts, |contact| vec![folded(contact.name.raw())]);
    if found.is_empty()
        && let Some((from, to)) = bounds(name.trim())
    {
        found = contacts.iter().filter(|one| (&from..&to).contains(&&one.id.to_string())).collect();
    }
    match found.as_slice() {
        [] => {
            let known: Vec<_> = contacts.iter().take(SHOWN).map(|contact| contact.name.shown()).collect();
            let hint = match known.as_slice() {
                [] => "it has none yet: `c c` or `folio contact` adds one".to_owned(),
                known => format!("contacts: {}", known.join(", ")),
            };
            let message = format!("there is no contact {:?} at this account", shown(name));
            Err(Error::new(ErrorKind::NotFound, message, hint))
        }
        [one] => Ok(one.id),
        several => Err(ambiguous("contact", name, several.iter().map(|one| (one.id.to_string(), one.name.raw())))),
    }
}

/// How well something is called so, the best first. Rows of all kinds stand on one ladder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::service) enum Rung {
    /// Called the same.
    Same,
    /// Called something that begins so.
    Begins,
    /// A word of it begins so.
    Word,
    /// Holds it somewhere.
    Holds,
}

impl Rung {
    /// The best of some folded names for a folded key, which is not empty.
    pub fn of(key: &str, called: &[String]) -> Option<Rung> {
        let word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(key));
        let rung = |text: &String| match text {
            text if text == key => Some(Rung::Same),
            text if text.starts_with(key) => Some(Rung::Begins),
            text if word(text) => Some(Rung::Word),
            text if text.contains(key) => Some(Rung::Holds),
            _ => None,
        };
        called.iter().filter_map(rung).min()
    }
}

/// The best matches of a name: those of the best rung that one of them stands on.
pub(in crate::service) fn best<'a, T>(wanted: &str, rows: &'a [T], called: impl Fn(&T) -> Vec<String>) -> Vec<&'a T> {
    let key = folded(wanted);
    if key.is_empty() {
        return Vec::new();
    }
    let placed: Vec<(Rung, &T)> = rows.iter().filter_map(|row| Some((Rung::of(&key, &called(row))?, row))).collect();
    let best = placed.iter().map(|(rung, _)| *rung).min();
    placed.into_iter().filter(|(rung, _)| Some(*rung) == best).map(|(_, row)| row).collect()
}

/// All that an account is called, folded.
fn names(account: &Named) -> Vec<String> {
    std::iter::once(&account.name).chain(&account.others).map(|text| folded(text)).collect()
}

/// The refusal of a reference that names no account, with the name that was likely meant.
pub(in crate::service) fn unknown(store: &Store, wanted: &str) -> Result<Error, Error> {
    let key = folded(wanted);
    let names = store.all_names()?;
    let near =
        names.iter().map(|n| (strsim::jaro_winkler(&key, &folded(&n.name)), n)).max_by(|a, b| a.0.total_cmp(&b.0));
    let archived = |one: &Named| -> Result<bool, Error> {
        let row: Option<Account> = store.row(&one.id.to_string())?;
        Ok(row.is_some_and(|row| row.meta.archived_at.is_some()))
    };
    let hint = match near {
        Some((alike, one)) if alike > 0.75 && archived(one)? => {
            format!("{:?} is in the archive: `folio archive --back {}` brings it back", shown(&one.name), one.id)
        }
        Some((alike, one)) if alike > 0.75 => format!("did you mean {:?}? `folio ls` lists them", shown(&one.name)),
        _ => "`folio ls` lists them".to_owned(),
    };
    Ok(Error::new(ErrorKind::NotFound, format!("there is no account {:?}", shown(wanted)), hint))
}

/// The refusal of a reference that names several rows.
pub(in crate::service) fn ambiguous<'a>(
    what: &str,
    wanted: &str,
    found: impl Iterator<Item = (String, &'a str)>,
) -> Error {
    let all: Vec<(String, &str)> = found.collect();
    let lines: Vec<String> = all.iter().take(SHOWN).map(|(id, name)| format!("  {id}  {}", shown(name))).collect();
    let more = if all.len() > SHOWN { format!("\n  … and {} more", all.len() - SHOWN) } else { String::new() };
    let message = format!("{:?} names {} {what}s:\n{}{more}", shown(wanted), all.len(), lines.join("\n"));
    Error::new(ErrorKind::Ambiguous, message, "give more of the name, or the id")
}
