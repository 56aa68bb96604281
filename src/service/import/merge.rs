//! One record laid into the book: made, or merged three ways. What the file said last time is the base; a field that
//! changed there is taken, one that was edited here stays, and where both changed a person decides.

use crate::domain::change::{Act, Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::external::External;
use crate::domain::record::field::Unit;
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Now;
use crate::domain::value::money::{Currency, short};
use crate::exchange::amount::money_text;
use crate::exchange::draft::record::{Role, Values};
use crate::service::import::externals::Externals;
use crate::service::import::row::{Made, Row, get, set};
use crate::service::import::shelf::Shelf;
use std::collections::{BTreeMap, HashMap};
use ulid::Ulid;

/// What became of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It was made.
    New,
    /// It was changed, in these words.
    Changed(Vec<String>),
    /// It was so already.
    Same,
    /// The file and the book changed the same fields.
    Kept(Vec<String>),
}

/// One record to lay: its name there and what the file says.
pub struct Lay<'a> {
    /// The other system.
    pub system: &'a str,
    /// Its name there.
    pub name: String,
    /// How.
    pub role: Role,
    /// A row here that it is known to be, when no name leads to one.
    pub matched: Option<String>,
    /// What the file says.
    pub values: &'a Values,
    /// What a new row takes beside.
    pub defaults: &'a Values,
}

/// The book with the changes planned so far.
pub struct Ledger<'s, S: Shelf> {
    /// The book.
    pub shelf: &'s S,
    /// What time it is.
    pub now: Now,
    /// Gives ids.
    pub next_id: &'s mut dyn FnMut() -> Ulid,
    /// Whether the file's word beats an edit made here.
    pub overwrite: bool,
    /// Names in other systems.
    pub externals: Externals,
    /// The changes, in order.
    pub changes: Vec<Change>,
    touched: HashMap<String, usize>,
}

impl<'s, S: Shelf> Ledger<'s, S> {
    /// An empty plan.
    pub fn new(shelf: &'s S, now: Now, next_id: &'s mut dyn FnMut() -> Ulid, overwrite: bool) -> Ledger<'s, S> {
        Ledger {
            shelf,
            now,
            next_id,
            overwrite,
            externals: Externals::default(),
            changes: Vec::new(),
            touched: HashMap::new(),
        }
    }

    /// A row as it stands with the changes planned so far.
    pub fn row<T: Row>(&self, key: &str) -> Result<Option<T>, S::Error> {
        match self.touched.get(key).and_then(|at| self.changes.get(*at)).and_then(T::image) {
            Some(image) => Ok(image.after.as_deref().cloned()),
            None => self.shelf.row(key),
        }
    }

    /// The changes that are left when the run is over: what one file changed and another changed back is none.
    pub fn finish(self) -> (Vec<Change>, BTreeMap<Kind, (usize, usize)>) {
        let changes: Vec<Change> = self.changes.into_iter().filter(|change| !is_idle(change)).collect();
        let mut rows: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.kind() != Kind::External) {
            let counts = rows.entry(change.kind()).or_default();
            if change.act() == Act::Made { counts.0 += 1 } else { counts.1 += 1 }
        }
        (changes, rows)
    }

    /// Plans a row; `before` as it stands in the book.
    pub(in crate::service) fn write<T: Row>(&mut self, before: Option<&T>, mut after: T)
    where
        Change: From<Image<T>>,
    {
        let key = after.key();
        if let Some(image) = self.touched.get(&key).and_then(|at| self.changes.get_mut(*at)).and_then(T::image_mut) {
            image.after = Some(Box::new(after));
            return;
        }
        self.touched.insert(key, self.changes.len());
        if let Some(before) = before {
            *after.meta_mut() = Meta { archived_at: after.meta().archived_at, ..before.meta().touched(self.now.at) };
            self.changes
                .push(Change::from(Image { before: Some(Box::new(before.clone())), after: Some(Box::new(after)) }));
        } else {
            let Made(change) = after.into();
            self.changes.push(change);
        }
    }

    fn remember(&mut self, external: External) {
        let key = external.key();
        let before = self.externals.get(&key).cloned();
        let planned = self.touched.get(&key).copied();
        if let Some(Change::External(image)) = planned.and_then(|at| self.changes.get_mut(at)) {
            let meta = image.after.as_ref().map_or(external.meta, |after| after.meta);
            image.after = Some(Box::new(External { meta, ..external.clone() }));
        } else {
            let image = match before {
                Some(before) => Image::edited(&before, self.now.at, |row| {
                    row.row.clone_from(&external.row);
                    row.seen.clone_from(&external.seen);
                }),
                None => Some(Image::made(external.clone())),
            };
            if let Some(image) = image {
                self.touched.insert(key, self.changes.len());
                self.changes.push(Change::External(image));
            }
        }
        self.externals.put(external);
    }

    /// Lays a record; none when it is only to be merged and is not known. The row's key comes with what became of it.
    pub fn lay<T: Row>(&mut self, lay: &Lay<'_>) -> Result<Option<(Fate, String)>, S::Error>
    where
        Change: From<Image<T>>,
    {
        let key = External::key_of(lay.system, T::KIND, &lay.name);
        let known = self.externals.get(&key).cloned();
        let row_key = known.as_ref().map(|known| known.row.clone()).or_else(|| lay.matched.clone());
        let found: Option<T> = match &row_key {
            Some(key) => self.row(key)?,
            None => None,
        };
        match found {
            None if lay.role == Role::Known => Ok(None),
            None => Ok(Some(self.make::<T>(lay, known))),
            Some(row) => {
                let seen = known.as_ref().map(|known| known.seen.clone()).unwrap_or_default();
                if self.goes_on(lay, &row, &seen) {
                    return Ok(Some(self.make::<T>(lay, known)));
                }
                self.merge(lay, &row, known, seen).map(Some)
            }
        }
    }

    /// Whether the file speaks of a further row under the same name: the next dated figure, the next renewal.
    fn goes_on<T: Row>(&self, lay: &Lay<'_>, row: &T, seen: &BTreeMap<String, String>) -> bool {
        let said = |key: &str| lay.values.iter().find(|(found, _)| *found == key).map(|(_, text)| text.as_str());
        match T::KIND {
            Kind::Reading if lay.role == Role::Append => {
                let mut scratch = row.clone();
                said("value").is_some_and(|value| {
                    set(&mut scratch, "value", value, self.now.zone).is_ok()
                        && Some(&get(&scratch, "value")) != seen.get("value")
                })
            }
            Kind::Renewal => {
                let settled = !get(row, "outcome").is_empty();
                settled
                    && said("outcome").is_none()
                    && said("due").is_some_and(|due| Some(due) != seen.get("due").map(String::as_str))
            }
            _ => false,
        }
    }

    fn make<T: Row>(&mut self, lay: &Lay<'_>, known: Option<External>) -> (Fate, String)
    where
        Change: From<Image<T>>,
    {
        let mut row = T::blank((self.next_id)(), self.now.at);
        let mut seen = BTreeMap::new();
        for (key, text) in lay.defaults {
            let _ = set(&mut row, key, text, self.now.zone);
        }
        for (key, text) in lay.values {
            if set(&mut row, key, text, self.now.zone).is_ok() && !text.is_empty() {
                seen.insert((*key).to_owned(), get(&row, key));
            }
        }
        let key = row.key();
        self.write(None, row);
        let meta = known.map_or_else(|| Meta::made(self.now.at), |known| known.meta);
        let (system, name) = (lay.system.to_owned(), lay.name.clone());
        self.remember(External { meta, system, kind: T::KIND, name, row: key.clone(), seen });
        (Fate::New, key)
    }

    fn merge<T: Row>(
        &mut self,
        lay: &Lay<'_>,
        row: &T,
        known: Option<External>,
        mut seen: BTreeMap<String, String>,
    ) -> Result<(Fate, String), S::Error>
    where
        Change: From<Image<T>>,
    {
        let blank = T::blank(Ulid(0), self.now.at);
        let mut after = row.clone();
        let mut said = Vec::new();
        let mut kept = Vec::new();
        for (key, text) in lay.values {
            let mut scratch = after.clone();
            if set(&mut scratch, key, text, self.now.zone).is_err() {
                continue;
            }
            let (file, local) = (get(&scratch, key), get(&after, key));
            let base = seen.get(*key).cloned().unwrap_or_else(|| get(&blank, key));
            let own_name = *key == "name" && T::KIND == Kind::Account && known.is_none();
            if file == local || own_name {
                note(&mut seen, key, &file, &base);
            } else if self.overwrite || (file != base && local == base) {
                said.push(self.told::<T>(key, &local, &file)?);
                after = scratch;
                note(&mut seen, key, &file, &base);
            } else if file != base {
                let (local, file) = (self.called(key, &local)?, self.called(key, &file)?);
                kept.push(format!("{} is {local} here and {file} in the file", label::<T>(key)));
            }
        }
        let key = row.key();
        let changed = after != *row;
        if changed {
            self.write(Some(row), after);
        }
        let fresh = known.as_ref().is_none_or(|known| known.seen != seen);
        if fresh {
            let meta = known.map_or_else(|| Meta::made(self.now.at), |known| known.meta);
            let (system, name) = (lay.system.to_owned(), lay.name.clone());
            self.remember(External { meta, system, kind: T::KIND, name, row: key.clone(), seen });
        }
        let fate = match (changed, kept.is_empty()) {
            (true, _) => Fate::Changed(said),
            (false, true) => Fate::Same,
            (false, false) => Fate::Kept(kept),
        };
        Ok((fate, key))
    }

    /// One line of the diff: the field, what it was and what it becomes.
    fn told<T: Row>(&self, key: &'static str, before: &str, after: &str) -> Result<String, S::Error> {
        let money = T::fields().iter().any(|field| field.key == key && field.unit == Unit::Money);
        let say = |text: &str| match crate::domain::record::field::money(text) {
            Ok(Some(found)) if money => Ok(short(found.minor, found.currency)),
            _ if text.is_empty() => Ok("nothing".to_owned()),
            _ => self.called(key, text),
        };
        Ok(format!("{} {} -> {}", label::<T>(key), say(before)?, say(after)?))
    }

    /// The text of a field as a person reads it: a link by the name of the row that it names.
    fn called(&self, key: &str, text: &str) -> Result<String, S::Error> {
        let found = match key {
            "account" => self.row::<Account>(text)?.map(|row| row.name),
            "contact" => self.row::<Contact>(text)?.map(|row| row.name),
            "subscription" => self.row::<Subscription>(text)?.map(|row| row.product),
            _ => None,
        };
        Ok(found.map_or_else(|| text.to_owned(), |name| name.raw().to_owned()))
    }
}

/// Whether a change leaves its row as it was.
fn is_idle(change: &Change) -> bool {
    fn idle<T: Record>(image: &Image<T>) -> bool {
        let (Some(before), Some(after)) = (&image.before, &image.after) else { return false };
        let mut plain = (**after).clone();
        *plain.meta_mut() = *before.meta();
        plain == **before
    }
    match change {
        Change::Account(image) => idle(image),
        Change::Contact(image) => idle(image),
        Change::Subscription(image) => idle(image),
        Change::Renewal(image) => idle(image),
        Change::Opportunity(image) => idle(image),
        Change::Task(image) => idle(image),
        Change::Touch(image) => idle(image),
        Change::Goal(image) => idle(image),
        Change::Feedback(image) => idle(image),
        Change::Usage(image) => idle(image),
        Change::Case(image) => idle(image),
        Change::Timer(image) => idle(image),
        Change::View(image) => idle(image),
        Change::Run(image) => idle(image),
        Change::Target(image) => idle(image),
        Change::Reading(image) => idle(image),
        Change::Movement(image) => idle(image),
        Change::Review(image) => idle(image),
        Change::FxRate(image) => idle(image),
        Change::External(image) => idle(image),
    }
}

fn note(seen: &mut BTreeMap<String, String>, key: &str, file: &str, base: &str) {
    if file != base {
        seen.insert(key.to_owned(), file.to_owned());
    }
}

fn label<T: Row>(key: &'static str) -> &'static str {
    T::fields().iter().find(|field| field.key == key).map_or(key, |field| field.label)
}

/// Gives bare money figures a currency; the currencies of all that are more than zero.
pub fn with_currency<T: Row>(values: &mut Values, currency: Currency) -> Vec<Currency> {
    let mut found = Vec::new();
    for (key, text) in values.iter_mut() {
        let money = T::fields().iter().any(|field| field.key == *key && field.unit == Unit::Money);
        if money
            && !text.is_empty()
            && !text.contains(' ')
            && let Some(full) = money_text(text, currency)
        {
            *text = full;
        }
        if money && let Ok(Some(paid)) = crate::domain::record::field::money(text) {
            found.extend((paid.minor > 0).then_some(paid.currency));
        }
    }
    found
}

/// Whether a new row would take these values; the reason when not. Values of fields that must not be empty may be empty.
pub fn check<T: Row>(values: &Values, now: Now) -> Result<(), String> {
    let mut row = T::blank(Ulid(0), now.at);
    for (key, text) in values.iter().filter(|(_, text)| !text.is_empty()) {
        set(&mut row, key, text, now.zone)?;
    }
    Ok(())
}
