//! What a name in a line stands for, as the desk will read it: several matches are told, never guessed.

use crate::domain::jump::meeting::{Meeting, meeting};
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::sought::Sought;
use crate::domain::value::text::folded;
use std::cmp::Reverse;

/// What a name stands for.
#[derive(Clone, PartialEq, Debug)]
pub enum Named<T> {
    /// One row.
    One(T),
    /// Several rows alike.
    Several(Vec<T>),
    /// None.
    Nobody,
}

impl<T> Named<T> {
    fn of(mut found: Vec<T>) -> Named<T> {
        match (found.pop(), found.is_empty()) {
            (None, _) => Named::Nobody,
            (Some(one), true) => Named::One(one),
            (Some(last), false) => {
                found.push(last);
                Named::Several(found)
            }
        }
    }
}

/// How a name meets the one that was typed, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rung {
    Same,
    Start,
    Word,
    Inside,
}

fn rung(text: &str, key: &str) -> Option<Rung> {
    if !text.contains(key) {
        return None;
    }
    let word = || text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(key));
    Some(match () {
        () if text == key => Rung::Same,
        () if text.starts_with(key) => Rung::Start,
        () if word() => Rung::Word,
        () => Rung::Inside,
    })
}

/// The account of a name: what is called exactly so, else what is named most like it, else what is called so otherwise.
pub fn account<'a>(sheet: &'a Sheet, wanted: &str) -> Named<&'a AccountRow> {
    let wanted = wanted.trim();
    if let Ok(id) = wanted.parse::<AccountId>() {
        return sheet.account(id).map_or(Named::Nobody, Named::One);
    }
    let key = folded(wanted);
    if key.is_empty() {
        return Named::Nobody;
    }
    let mut found: Vec<(bool, Rung, &AccountRow)> = Vec::new();
    for row in sheet.accounts().filter(|row| row.names().contains(&key)) {
        let best = row.names().split('\n').filter_map(|name| rung(name, &key)).min();
        let by_name = row.names().split('\n').next().is_some_and(|name| name.contains(&key));
        found.extend(best.map(|best| (best != Rung::Same && !by_name, best, row)));
    }
    // The same under any name comes first; then those whose name holds it; then those only called so.
    let best = found.iter().map(|(other, best, _)| (*best != Rung::Same, *other, *best)).min();
    let mut rows: Vec<&AccountRow> = found
        .into_iter()
        .filter(|(other, rung, _)| Some((*rung != Rung::Same, *other, *rung)) == best)
        .map(|(.., row)| row)
        .collect();
    if rows.is_empty() && wanted.len() >= 4 && wanted.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let prefix = wanted.to_ascii_uppercase();
        rows = sheet.accounts().filter(|row| row.id.to_string().starts_with(&prefix)).collect();
    }
    rows.sort_by_key(|row| (!row.facts.starred, Reverse(row.facts.stake), row.id));
    Named::of(rows)
}

/// Accounts that a few letters may stand for, the best first, so many at the most.
pub fn accounts_like<'a>(sheet: &'a Sheet, typed: &str, most: usize) -> Vec<&'a AccountRow> {
    let key = folded(typed);
    let sought = Sought::new(&key);
    let met = |row: &AccountRow| {
        if key.is_empty() {
            return Some(Meeting::Word);
        }
        row.names().split('\n').filter_map(|name| meeting(name, &sought)).min()
    };
    let mut found: Vec<_> = sheet.accounts().filter_map(|row| Some((met(row)?, row))).collect();
    // Names that begin so come first: they are what the letters name when they are left as they are.
    let place = |(met, row): &(Meeting, &AccountRow)| {
        let front = row.names().starts_with(&key);
        (*met, !front, !row.facts.starred, Reverse(row.facts.stake), row.id)
    };
    if found.len() > most && most > 0 {
        found.select_nth_unstable_by_key(most - 1, place);
        found.truncate(most);
    }
    found.sort_by_key(place);
    found.into_iter().map(|(_, row)| row).collect()
}

/// The contact of an account by name.
pub fn contact<'a>(account: &'a AccountRow, wanted: &str) -> Named<(ContactId, &'a str)> {
    let key = folded(wanted.trim());
    let met = |name: &str| if key.is_empty() { None } else { rung(name, &key) };
    let found: Vec<_> = account.contacts().filter_map(|(id, name, key)| Some((met(key)?, (id, name)))).collect();
    let best = found.iter().map(|(rung, _)| *rung).min();
    Named::of(found.into_iter().filter(|(rung, _)| Some(*rung) == best).map(|(_, contact)| contact).collect())
}
