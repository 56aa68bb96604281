//! Full text: what a person wrote, found in one ranked list, each row with the part of it where the hit stands.

use crate::domain::query::excerpt::excerpt;
use crate::domain::query::needle::Needle;
use crate::domain::query::searched::Searchable;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::review::Review;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::review::week::Week;
use crate::domain::value::day::Now;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::query::Found;
use crate::store::db::Store;
use crate::store::row::Stored;
use crate::store::search::Hit;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Cells of the part that is shown around a hit.
const CELLS: usize = 60;

/// Weeks that are found by their notes at the most.
const NOTED: u32 = 500;

/// Tables that are searched.
const KINDS: [Kind; 10] = [
    Kind::Account,
    Kind::Contact,
    Kind::Subscription,
    Kind::Renewal,
    Kind::Opportunity,
    Kind::Task,
    Kind::Touch,
    Kind::Feedback,
    Kind::Case,
    Kind::Review,
];

/// Rows that hold what was typed, the best first.
pub fn search(store: &Store, typed: &str, limit: u32, now: Now) -> Result<Vec<Found>, Error> {
    let needle = Needle::read(typed);
    let mut names = HashMap::new();
    let mut all = Vec::new();
    for hit in store.search(&needle, &KINDS, limit)? {
        let found = match hit.kind {
            Kind::Account => found::<Account>(store, &needle, &hit, now)?,
            Kind::Contact => found::<Contact>(store, &needle, &hit, now)?,
            Kind::Subscription => found::<Subscription>(store, &needle, &hit, now)?,
            Kind::Renewal => found::<Renewal>(store, &needle, &hit, now)?,
            Kind::Opportunity => found::<Opportunity>(store, &needle, &hit, now)?,
            Kind::Task => found::<Task>(store, &needle, &hit, now)?,
            Kind::Touch => found::<Touch>(store, &needle, &hit, now)?,
            Kind::Feedback => found::<Feedback>(store, &needle, &hit, now)?,
            Kind::Case => found::<Case>(store, &needle, &hit, now)?,
            Kind::Review => found::<Review>(store, &needle, &hit, now)?,
            _ => None,
        };
        let Some(mut found) = found else { continue };
        if let Some(account) = found.account {
            found.account_name = name(store, &mut names, account)?;
        }
        all.push(found);
    }
    Ok(all)
}

/// Weeks whose notes hold what was typed, the newest first.
pub fn noted(store: &Store, typed: &str) -> Result<Vec<Week>, Error> {
    let mut weeks = Vec::new();
    for hit in store.search(&Needle::read(typed), &[Kind::Review], NOTED)? {
        let row: Option<Review> = store.row(&hit.row)?;
        weeks.extend(row.map(|row| Week { year: row.year, number: row.week, first: row.first }));
    }
    weeks.sort_by_key(|week| Reverse(week.first));
    Ok(weeks)
}

fn found<T: Searchable + Stored>(store: &Store, needle: &Needle, hit: &Hit, now: Now) -> Result<Option<Found>, Error> {
    let Some(row) = store.row::<T>(&hit.row)? else { return Ok(None) };
    let said = row.searched(now.zone);
    let title = match said.names.first() {
        Some(name) => shown(name).into_owned(),
        // A note is known by its week.
        None if hit.kind == Kind::Review => row.title(),
        None => hit.kind.word().to_owned(),
    };
    let texts: Vec<&str> = said.names.iter().chain(&said.bodies).copied().collect();
    let whole = shown(&texts.join(" · ")).into_owned();
    let excerpt = excerpt(&whole, &needle.hits(&whole), CELLS);
    let (kind, id, account, day) = (hit.kind, hit.row.clone(), said.account, said.day);
    Ok(Some(Found { kind, id, account, account_name: String::new(), title, excerpt, day }))
}

fn name(store: &Store, names: &mut HashMap<AccountId, String>, account: AccountId) -> Result<String, Error> {
    if let Some(name) = names.get(&account) {
        return Ok(name.clone());
    }
    let row: Option<Account> = store.row(&account.to_string())?;
    let name = row.map(|row| row.name.shown().into_owned()).unwrap_or_default();
    names.insert(account, name.clone());
    Ok(name)
}
