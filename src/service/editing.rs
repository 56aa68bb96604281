//! Records edited field by field: read with their version, written only when nobody wrote between, made from the same
//! texts. What a line of changes holds to holds here as well.

use crate::domain::change::{Change, Image};
use crate::domain::form::entry;
use crate::domain::form::slot::{self, Slot, new_slots, slots};
use crate::domain::phrase::modify::Edit;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::{Opportunity, OpportunityKind};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::Now;
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::text::{fit, shown};
use crate::service::edit::{FieldEdit, RecordDraft, RecordEdit, RecordView, RowName};
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told};
use crate::service::{account, case, contact, contract, feedback, goal, made, modify, opportunity, touch};
use crate::store::db::Store;
use crate::store::row::Stored;

/// A value in a message; longer ones are cut.
const CELLS: usize = 40;

/// A record, read to be edited.
pub fn view(store: &Store, row: &RowName, now: Now) -> Result<RecordView, Error> {
    match row.kind {
        Kind::Account => of::<Account>(store, row, |_, _| Ok(None)),
        Kind::Contact => of::<Contact>(store, row, |_, _| Ok(None)),
        Kind::Subscription => of::<Subscription>(store, row, |_, _| Ok(None)),
        Kind::Renewal => of::<Renewal>(store, row, |_, _| Ok(None)),
        Kind::Opportunity => of::<Opportunity>(store, row, |_, _| Ok(None)),
        Kind::Goal => of::<Goal>(store, row, |_, _| Ok(None)),
        Kind::Feedback => of::<Feedback>(store, row, |said, key| {
            Ok(match key {
                slot::CONTACT => Some(contact_name(store, said.contact)?),
                slot::AT => Some(now.zone.civil(said.at).format("%Y-%m-%d %H:%M").to_string()),
                _ => None,
            })
        }),
        Kind::Case => of::<Case>(store, row, |_, _| Ok(None)),
        Kind::Task => of::<Task>(store, row, |task, key| {
            Ok(match key {
                slot::ACCOUNT => Some(account_name(store, task.account)?),
                slot::CONTACT => Some(contact_name(store, task.contact)?),
                "due" => task.due.zip(task.due_minute).map(|(day, minute)| clock(&day.to_string(), minute)),
                _ => None,
            })
        }),
        Kind::Touch => of::<Touch>(store, row, |touch, key| {
            Ok(match key {
                slot::CONTACT => Some(contact_name(store, touch.contact)?),
                slot::AT => Some(now.zone.civil(touch.at).format("%Y-%m-%d %H:%M").to_string()),
                _ => None,
            })
        }),
        kind => Err(Error::new(ErrorKind::Usage, format!("a {kind} is not edited"), "")),
    }
}

fn clock(day: &str, minute: u16) -> String {
    format!("{day} {}", crate::domain::phrase::echo::clock(minute))
}

/// Reads a record; `link` gives the texts that its own fields do not have.
fn of<T: Stored>(
    store: &Store,
    row: &RowName,
    link: impl Fn(&T, &str) -> Result<Option<String>, Error>,
) -> Result<RecordView, Error>
where
    Image<T>: Into<Change>,
{
    let record: T = row_of(store, &row.key)?;
    let mut values = Vec::new();
    for slot in slots(T::KIND) {
        let own = || T::fields().iter().find(|field| field.key == slot.key).map(|field| (field.get)(&record));
        values.push((slot.key, link(&record, slot.key)?.or_else(own).unwrap_or_default()));
    }
    let title = told(store, &record)?;
    let version = record.meta().version;
    let change: Change = Image::made(record).into();
    Ok(RecordView { row: row.clone(), title, account: change.accounts().next(), version, values })
}

fn account_name(store: &Store, id: Option<AccountId>) -> Result<String, Error> {
    let row: Option<Account> = id.map(|id| store.row(&id.to_string())).transpose()?.flatten();
    Ok(row.map(|row| row.name.raw().to_owned()).unwrap_or_default())
}

fn contact_name(store: &Store, id: Option<ContactId>) -> Result<String, Error> {
    let row: Option<Contact> = id.map(|id| store.row(&id.to_string())).transpose()?.flatten();
    Ok(row.map(|row| row.name.raw().to_owned()).unwrap_or_default())
}

/// Changes fields of a record, unless it was written since it was read.
pub fn edit(sight: &mut Sight<'_>, edit: &RecordEdit) -> Result<Planned, Error> {
    let now = view(sight.store, &edit.row, sight.now)?;
    if now.version != edit.version {
        return Err(lost(&now, &edit.fields));
    }
    let texts = edit.fields.iter().map(|field| (field.key.as_str(), field.after.as_str()));
    let texts: Vec<_> = texts.filter(|(key, after)| now.value(key).trim() != after.trim()).collect();
    let edits = read(sight, edit.row.kind, &slots(edit.row.kind), texts.into_iter())?;
    if edits.is_empty() {
        return Ok(Planned { note: "Nothing to change: already so".to_owned(), ..Planned::default() });
    }
    modify::apply(sight, &edit.row, &edits)
}

/// What a person is told whose edit lost a race: for each field, what was there, what is, and what was typed.
fn lost(now: &RecordView, fields: &[FieldEdit]) -> Error {
    let value = |text: &str| if text.trim().is_empty() { "nothing".to_owned() } else { brief(text) };
    let said = fields.iter().map(|field| {
        let there = now.value(&field.key);
        if there == field.before {
            format!("{} is still {}", field.key, value(there))
        } else {
            format!("{} was {}, is {} by now", field.key, value(&field.before), value(there))
        }
    });
    let said: Vec<String> = said.collect();
    let message = format!("{} was changed meanwhile: {}; nothing was written", now.title, said.join("; "));
    Error::new(ErrorKind::Rejected, message, "look at it again, and write yours over it if that is right")
}

fn brief(text: &str) -> String {
    fit(&shown(text.lines().next().unwrap_or_default()), CELLS, "~").into_owned()
}

/// The changes that texts come to.
fn read<'t>(
    sight: &Sight<'_>,
    kind: Kind,
    known: &[Slot],
    texts: impl Iterator<Item = (&'t str, &'t str)>,
) -> Result<Vec<Edit>, Error> {
    let mut edits = Vec::new();
    for (key, text) in texts {
        let slot = known.iter().find(|slot| slot.key == key).ok_or_else(|| {
            let fields: Vec<&str> = known.iter().map(|slot| slot.key).collect();
            let message = format!("a {kind} has no field {:?}", shown(key));
            Error::new(ErrorKind::Usage, message, format!("its fields are {}", fields.join(", ")))
        })?;
        let read = entry::read(kind, slot, text, sight.now.today, &sight.measure.dates);
        let change = read.map_err(|bad| {
            let message = format!("{}: {:?} will not do", slot.key, brief(text));
            Error::new(ErrorKind::Usage, message, shown(&bad.0))
        })?;
        edits.push(Edit { span: 0..0, change });
    }
    Ok(edits)
}

/// Makes a record.
pub fn create(sight: &mut Sight<'_>, draft: &RecordDraft) -> Result<Planned, Error> {
    let known = new_slots(draft.kind);
    let filled = || draft.fields.iter().filter(|(_, text)| !text.trim().is_empty());
    let texts: Vec<(&str, &str)> = filled().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let named =
        |key: &str| texts.iter().find(|(known, _)| *known == key).map_or("", |(_, text)| text.trim()).to_owned();
    let owner = || draft.account.ok_or_else(|| gone("account"));
    let without = |name: &str| texts.iter().copied().filter(|(key, _)| *key != name).collect::<Vec<_>>();
    match draft.kind {
        Kind::Account => {
            let edits = read(sight, draft.kind, &known, without("name").into_iter())?;
            account::make(sight, &named("name"), &edits)
        }
        Kind::Contact => {
            let edits = read(sight, draft.kind, &known, without("name").into_iter())?;
            contact::make(sight, owner()?, &named("name"), &edits)
        }
        Kind::Subscription => {
            let edits = read(sight, draft.kind, &known, without("product").into_iter())?;
            contract::make(sight, owner()?, &named("product"), &edits)
        }
        Kind::Touch => {
            let edits = read(sight, draft.kind, &known, texts.iter().copied())?;
            touch::make(sight, owner()?, &edits)
        }
        Kind::Opportunity => {
            let edits = read(sight, draft.kind, &known, without("name").into_iter())?;
            let blank = (OpportunityKind::Upsell, None, None);
            opportunity::make(sight, owner()?, &named("name"), blank, &edits)
        }
        Kind::Goal => {
            let edits = read(sight, draft.kind, &known, without("objective").into_iter())?;
            goal::make(sight, owner()?, &named("objective"), &edits)
        }
        Kind::Feedback => {
            let edits = read(sight, draft.kind, &known, texts.iter().copied())?;
            feedback::make(sight, owner()?, &edits)
        }
        Kind::Case => {
            let edits = read(sight, draft.kind, &known, without("problem").into_iter())?;
            case::make(sight, owner()?, None, &named("problem"), &edits)
        }
        Kind::Task => {
            let edits = read(sight, draft.kind, &known, without("title").into_iter())?;
            made::task(sight, draft.account, &named("title"), &edits)
        }
        kind => Err(Error::new(ErrorKind::Usage, format!("a {kind} is not made this way"), "")),
    }
}

#[cfg(test)]
mod tests;
