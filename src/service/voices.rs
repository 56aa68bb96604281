//! What customers said, with the names that belong to it, and how their usage has gone.

use crate::domain::figure::trail::{Trail, trails};
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::service::error::Error;
use crate::store::db::Store;
use std::collections::HashMap;

/// Days of usage that are shown.
const SHOWN: i32 = 365;

/// How the metrics of an account have gone in the last year.
pub(in crate::service) fn usage_of(store: &Store, account: AccountId, today: Day) -> Result<Vec<Trail>, Error> {
    let measured = store.usage_of(account, today.plus_days(-SHOWN))?;
    Ok(trails(&measured, &store.counted(today)?))
}

/// What a customer said, with whose words they are. Names are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct Heard {
    /// The feedback.
    pub row: Feedback,
    /// What the customer is called.
    pub account: String,
    /// Who there said it; empty when nobody knows.
    pub by: String,
}

/// Feedback with its names.
pub(in crate::service) fn named(store: &Store, rows: Vec<Feedback>) -> Result<Vec<Heard>, Error> {
    let mut accounts: HashMap<AccountId, String> = HashMap::new();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let account = if let Some(name) = accounts.get(&row.account) {
            name.clone()
        } else {
            let owner: Option<Account> = store.row(&row.account.to_string())?;
            let name = owner.map(|owner| owner.name.shown().into_owned()).unwrap_or_default();
            accounts.insert(row.account, name.clone());
            name
        };
        let contact: Option<Contact> = row.contact.map(|id| store.row(&id.to_string())).transpose()?.flatten();
        let by = contact.map(|contact| contact.name.shown().into_owned()).unwrap_or_default();
        found.push(Heard { row, account, by });
    }
    Ok(found)
}
