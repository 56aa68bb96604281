//! References to rows of any table: an id or the beginning of one, an account's name, a contact's name, words of a
//! task's title. What could be two things is refused with both named.

use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::change::{Change, Image};
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::standard_view::STANDARD_VIEWS;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::record::view::{ListKind, View};
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::text::{folded, shown};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::find::{Rung, accounts_called, ambiguous, best, sought, unknown};
use crate::service::intent::Rows;
use crate::service::rows::{row_of, told};
use crate::service::view;
use crate::store::db::Store;
use crate::store::row::Stored;
use std::str::FromStr;

/// A row that a reference names.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Any {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub key: String,
}

impl Any {
    fn of(kind: Kind, id: &impl ToString) -> Any {
        Any { kind, key: id.to_string() }
    }
}

impl Desk {
    /// The row of a reference. `task:`, `account:` and `contact:` before it say which is meant.
    pub fn find_row(&self, reference: &str) -> Result<Any, Error> {
        let wanted = reference.trim();
        if let Some(task) = wanted.strip_prefix("task:") {
            return self.find_task(task).map(|id| Any::of(Kind::Task, &id));
        }
        if let Some(account) = wanted.strip_prefix("account:") {
            return self.find_account(account).map(|id| Any::of(Kind::Account, &id));
        }
        if let Some(contact) = wanted.strip_prefix("contact:") {
            return self.find_contact(contact).map(|id| Any::of(Kind::Contact, &id));
        }
        if let Some(row) = self.by_id(wanted)? {
            return Ok(row);
        }
        let mut rivals = self.rivals(wanted)?;
        if rivals.is_empty() {
            rivals.extend(sought(self.store(), wanted)?.map(|id| (Any::of(Kind::Account, &id), String::new())));
        }
        match rivals.as_slice() {
            [] => Err(self.nothing(wanted)?),
            [(one, _)] => Ok(one.clone()),
            several => {
                let rows = several.iter().map(|(any, told)| (any.key.clone(), told.as_str()));
                let hint = "give more of the name or the id; task: account: contact: before it say which is meant";
                Err(Error { hint: hint.to_owned(), ..ambiguous("row", wanted, rows) })
            }
        }
    }

    /// The rows that are best called so, whatever their kind, each with what it is told by. An account that is called
    /// exactly so stands above tasks, but not above a contact of the same name.
    fn rivals(&self, wanted: &str) -> Result<Vec<(Any, String)>, Error> {
        let key = folded(wanted);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        let mut placed: Vec<(Rung, Any, String)> = Vec::new();
        let (rung, accounts) = accounts_called(self.store(), wanted)?;
        placed.extend(
            accounts.iter().map(|one| (rung, Any::of(Kind::Account, &one.id), format!("account {}", one.name))),
        );
        let tasks = if rung == Rung::Same { Vec::new() } else { self.store().tasks_titled(&key)? };
        for (id, name, at) in self.store().contacts_called(&key)? {
            let told = format!("contact {name} ({at})");
            placed.extend(Rung::of(&key, &[folded(&name)]).map(|rung| (rung, Any::of(Kind::Contact, &id), told)));
        }
        for (id, title) in tasks {
            let told = format!("task {title}");
            placed.extend(Rung::of(&key, &[folded(&title)]).map(|rung| (rung, Any::of(Kind::Task, &id), told)));
        }
        let best = placed.iter().map(|(rung, ..)| *rung).min();
        Ok(placed.into_iter().filter(|(rung, ..)| Some(*rung) == best).map(|(_, any, told)| (any, told)).collect())
    }

    /// The row of a reference among those in the archive.
    pub fn find_archived(&self, reference: &str) -> Result<Any, Error> {
        let wanted = reference.trim();
        let (kind, rest) = match wanted.split_once(':') {
            Some((kind, rest)) if ["task", "account", "contact"].contains(&kind) => (kind.parse::<Kind>().ok(), rest),
            _ => (None, wanted),
        };
        if let Some(row) = self.by_id(rest)? {
            return Ok(row);
        }
        let key = folded(rest);
        let mut found = if key.is_empty() { Vec::new() } else { self.store().archived_called(&key)? };
        found.retain(|row| kind.is_none_or(|kind| row.kind == kind));
        match best(rest, &found, |row| vec![folded(&row.title)]).as_slice() {
            [] => {
                let message = format!("nothing in the archive is called {:?}", shown(rest));
                Err(Error::new(
                    ErrorKind::NotFound,
                    message,
                    "`folio log` shows what was put away, and its id brings it back",
                ))
            }
            [one] => Ok(Any::of(one.kind, &one.key)),
            several => {
                let told: Vec<String> = several.iter().map(|row| format!("{} {}", row.kind, row.title)).collect();
                let rows = several.iter().zip(&told).map(|(row, told)| (row.key.clone(), told.as_str()));
                Err(ambiguous("archived row", rest, rows))
            }
        }
    }

    /// The contact of a reference: an id, the beginning of one, or a name anywhere in the book.
    pub fn find_contact(&self, reference: &str) -> Result<ContactId, Error> {
        let wanted = reference.trim();
        if let Ok(id) = wanted.parse::<ContactId>()
            && self.store().row::<Contact>(&id.to_string())?.is_some()
        {
            return Ok(id);
        }
        let by_id = self.store().rows_of_prefix(wanted)?;
        if let [one] = by_id.iter().filter(|row| row.kind == Kind::Contact).collect::<Vec<_>>().as_slice()
            && let Ok(id) = one.key.parse()
        {
            return Ok(id);
        }
        let key = folded(wanted);
        let named = if key.is_empty() { Vec::new() } else { self.store().contacts_called(&key)? };
        match best(wanted, &named, |(_, name, _)| vec![folded(name)]).as_slice() {
            [] => {
                let message = format!("there is no contact {:?}", shown(wanted));
                Err(Error::new(ErrorKind::NotFound, message, "`folio contact ACCOUNT` lists those of an account"))
            }
            [(id, ..)] => Ok(*id),
            several => {
                let told: Vec<String> = several.iter().map(|(_, name, at)| format!("{name} ({at})")).collect();
                let rows = several.iter().zip(&told).map(|((id, ..), told)| (id.to_string(), told.as_str()));
                Err(ambiguous("contact", wanted, rows))
            }
        }
    }

    /// The saved view of a name, case and accents apart.
    pub fn find_view(&self, name: &str) -> Result<View, Error> {
        let views = view::all(self.store())?;
        let key = folded(name.trim());
        let names: Vec<String> = views.iter().map(|view| view.name.shown().into_owned()).collect();
        views.into_iter().find(|view| folded(view.name.raw()) == key).ok_or_else(|| {
            let hint = match names.as_slice() {
                [] => "none is saved yet: `folio view save NAME QUERY`; `folio view ls` lists those always there"
                    .to_owned(),
                names => format!("views: {}", names.join(", ")),
            };
            Error::new(ErrorKind::NotFound, format!("there is no view {:?}", shown(name)), hint)
        })
    }

    /// The filter of a view of a list: of a saved one, else of one that is always there.
    pub fn view_filter(&self, name: &str, list: ListKind) -> Result<Filter, Error> {
        let key = folded(name.trim());
        let standard = || STANDARD_VIEWS.iter().find(|view| folded(view.name) == key);
        let (of, query) = match (self.find_view(name), standard()) {
            (Ok(saved), _) => (saved.list, saved.query.raw().to_owned()),
            (Err(_), Some(view)) => (view.list, view.query.to_owned()),
            (Err(unknown), None) => return Err(unknown),
        };
        if of != list {
            let message = format!("the view {:?} is of {of}, not of {list}", shown(name));
            let verb = if of == ListKind::Accounts { "ls" } else { of.word() };
            return Err(Error::new(ErrorKind::Usage, message, format!("folio {verb} --view {:?}", shown(name))));
        }
        self.read_filter(&query)
    }

    /// How the list of a saved view is laid out; one that is always there has the usual layout.
    pub fn view_arrangement(&self, name: &str) -> Result<Arrangement, Error> {
        let standard = STANDARD_VIEWS.iter().any(|view| folded(view.name) == folded(name.trim()));
        match self.find_view(name) {
            Ok(view) => Ok(view.arrangement()),
            Err(_) if standard => Ok(Arrangement::default()),
            Err(unknown) => Err(unknown),
        }
    }

    /// The list that a view is of.
    pub fn view_list(&self, name: &str) -> Result<ListKind, Error> {
        let key = folded(name.trim());
        let standard = || STANDARD_VIEWS.iter().find(|view| folded(view.name) == key);
        match (self.find_view(name), standard()) {
            (Ok(saved), _) => Ok(saved.list),
            (Err(_), Some(view)) => Ok(view.list),
            (Err(unknown), None) => Err(unknown),
        }
    }

    /// What rows are called, each with its account; safe to print.
    pub fn called(&self, rows: &Rows) -> Result<Vec<String>, Error> {
        fn each<T: Stored>(store: &Store, keys: &[impl ToString]) -> Result<Vec<String>, Error>
        where
            Image<T>: Into<Change>,
        {
            keys.iter().map(|key| told(store, &row_of::<T>(store, &key.to_string())?)).collect()
        }
        self.store().read(|store| match rows {
            Rows::Accounts(ids) => each::<Account>(store, ids),
            Rows::Contacts(ids) => each::<Contact>(store, ids),
            Rows::Subscriptions(ids) => each::<Subscription>(store, ids),
            Rows::Renewals(ids) => each::<Renewal>(store, ids),
            Rows::Opportunities(ids) => each::<Opportunity>(store, ids),
            Rows::Tasks(ids) => each::<Task>(store, ids),
            Rows::Touches(ids) => each::<Touch>(store, ids),
            Rows::Goals(ids) => each::<Goal>(store, ids),
            Rows::Feedback(ids) => each::<Feedback>(store, ids),
            Rows::Cases(ids) => each::<Case>(store, ids),
        })
    }

    /// The account of a row, if it is of one.
    pub fn account_of(&self, row: &Any) -> Result<Option<AccountId>, Error> {
        match row.kind {
            Kind::Account => Ok(row.key.parse().ok()),
            Kind::Task => Ok(row
                .key
                .parse()
                .ok()
                .map(|id| self.store().task_line(id))
                .transpose()?
                .flatten()
                .and_then(|line| line.account)),
            _ => Ok(None),
        }
    }

    fn by_id(&self, wanted: &str) -> Result<Option<Any>, Error> {
        let found = self.store().rows_of_prefix(wanted)?;
        match found.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(Any::of(one.kind, &one.key))),
            several => {
                let told: Vec<String> = several.iter().map(|row| format!("{} {}", row.kind, row.title)).collect();
                let rows = several.iter().zip(&told).map(|(row, told)| (row.key.clone(), told.as_str()));
                Err(ambiguous("row", wanted, rows))
            }
        }
    }

    fn nothing(&self, wanted: &str) -> Result<Error, Error> {
        let unknown = unknown(self.store(), wanted)?;
        let message = format!("there is no task, account or contact {:?}", shown(wanted));
        let hint = unknown.hint.replace("`folio ls` lists them", "`folio ls` and `folio tasks` list rows");
        Ok(Error { message, hint, ..unknown })
    }
}

/// The rows of some references: of one table, for two would be two steps of undo.
pub fn rows(found: &[Any]) -> Result<Rows, Error> {
    let kind = found.first().map_or(Kind::Task, |any| any.kind);
    if found.iter().any(|any| any.kind != kind) {
        return Err(Error::new(
            ErrorKind::Usage,
            "these are rows of several kinds",
            "name rows of one kind; `task:WORDS`, `account:NAME` and `contact:NAME` say which is meant",
        ));
    }
    Ok(match kind {
        Kind::Account => Rows::Accounts(ids(found)),
        Kind::Contact => Rows::Contacts(ids(found)),
        Kind::Subscription => Rows::Subscriptions(ids(found)),
        Kind::Renewal => Rows::Renewals(ids(found)),
        Kind::Opportunity => Rows::Opportunities(ids(found)),
        Kind::Touch => Rows::Touches(ids(found)),
        Kind::Goal => Rows::Goals(ids(found)),
        Kind::Feedback => Rows::Feedback(ids(found)),
        Kind::Case => Rows::Cases(ids(found)),
        _ => Rows::Tasks(ids(found)),
    })
}

fn ids<I: FromStr>(found: &[Any]) -> Vec<I> {
    found.iter().filter_map(|any| any.key.parse().ok()).collect()
}
