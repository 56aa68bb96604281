//! What can be done with contacts.

use crate::domain::change::Image;
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::text::{Text, folded, shown};
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::fill::fill;
use crate::service::find::refuse_archived;
use crate::service::plan::{Planned, Sight};
use crate::service::typed;
use crate::store::db::Store;

/// Adds a contact to an account from a line as people type it.
pub fn add(sight: &mut Sight<'_>, account: AccountId, typed: &str) -> Result<Planned, Error> {
    let owner: Account = sight.store.row(&account.to_string())?.ok_or_else(|| gone("account"))?;
    refuse_archived(&owner)?;
    let made = modify::parse_new(typed, &Target::of::<Contact>(), sight.now.today, &sight.measure.dates);
    let made = made.map_err(|error| typed::refused(&error))?;
    make(sight, account, &made.name, &made.edits)
}

/// Adds a contact to an account from its name and what was read of its fields.
pub(in crate::service) fn make(
    sight: &mut Sight<'_>,
    account: AccountId,
    name: &str,
    edits: &[Edit],
) -> Result<Planned, Error> {
    let owner: Account = sight.store.row(&account.to_string())?.ok_or_else(|| gone("account"))?;
    refuse_archived(&owner)?;
    if name.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a contact needs a name", "write it first: Dana Fox role:champion"));
    }
    refuse_twin(sight.store, account, name, None)?;
    let id = ContactId(sight.ids.next(sight.now.at));
    let mut contact = Contact::named(id, Meta::made(sight.now.at), account, Text::new(name));
    fill(sight, &mut contact, edits)?;
    let role = contact.role.map(|role| format!(", {role}")).unwrap_or_default();
    let note = format!("Contact added: {}{role} ({})", contact.name.shown(), owner.name.shown());
    let made = Some(contact.key());
    Ok(Planned { note, changes: vec![Image::made(contact).into()], made })
}

/// Refuses a name that another contact of the account has.
pub(in crate::service) fn refuse_twin(
    store: &Store,
    account: AccountId,
    name: &str,
    own: Option<ContactId>,
) -> Result<(), Error> {
    let key = folded(name);
    let own_rows = "WHERE account = ?1 AND archived_at IS NULL";
    let all: Vec<Contact> = store.rows(own_rows, [account.to_string()])?;
    match all.iter().find(|row| Some(row.id) != own && folded(row.name.raw()) == key) {
        Some(twin) => {
            let left = twin.left_on.map(|day| format!(", who left on {day}")).unwrap_or_default();
            let message = format!("there is a contact {} already{left}: {}", shown(twin.name.raw()), twin.id);
            Err(Error::new(ErrorKind::Rejected, message, "change that one, or tell the two apart by name"))
        }
        None => Ok(()),
    }
}
