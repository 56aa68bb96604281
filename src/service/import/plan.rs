//! Plans an import of several files: read, ordered by what depends on what, matched, merged, counted. A row is laid as
//! a whole or not at all.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::external::External;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::reading::Reading;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::record::usage::Usage;
use crate::domain::value::day::Now;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Currency;
use crate::exchange::alias::KINDS;
use crate::exchange::csv::{self, Reject, Sheet};
use crate::exchange::decode::{decode, decode_as};
use crate::exchange::draft::read::read;
use crate::exchange::draft::record::{AccountRef, Draft, Drafts, PersonRef, Role, Values};
use crate::exchange::draft::voice;
use crate::exchange::header::{GENERIC, Unrecognised, recognise};
use crate::exchange::mapping::{BadMap, Mapping, near};
use crate::exchange::value::folded_header;
use crate::service::import::accounts::{Accounts, akin};
use crate::service::import::externals::{Clue, is_made_up};
use crate::service::import::merge::{Fate, Lay, Ledger, check, with_currency};
use crate::service::import::report::{FileReport, Left, Report, rejects_of};
use crate::service::import::row::Row;
use crate::service::import::shelf::Shelf;
use crate::service::import::usage::Known;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ulid::Ulid;

/// A file to import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its name, as the person gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How to import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// What a person said about the files.
    pub mapping: Mapping,
    /// The currency of amounts whose file, column and account name none.
    pub home: Currency,
    /// Other currencies that have a rate.
    pub rates: Vec<Currency>,
    /// Whether the file's word beats an edit made here.
    pub overwrite: bool,
    /// Lines of the diff kept for each file.
    pub diff_lines: usize,
}

impl Options {
    /// Takes what a person says of the files: `COLUMN=field`, `kind=…`, `date=…`. An error says what is wrong.
    pub fn map(&mut self, maps: &[String]) -> Result<(), String> {
        self.mapping = Mapping::parse(maps).map_err(|bad| bad.to_string())?;
        Ok(())
    }

    /// The usual way, in a home currency.
    pub fn new(home: Currency) -> Options {
        Options { mapping: Mapping::default(), home, rates: Vec::new(), overwrite: false, diff_lines: 20 }
    }
}

/// What an import would write, and what it says of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The changes, in order; empty when the book says the same already.
    pub changes: Vec<Change>,
    /// What becomes of each record.
    pub report: Report,
}

/// Why nothing can be planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error<E> {
    /// The book cannot be read.
    #[error("the book cannot be read")]
    Shelf(E),
    /// A map fits no file.
    #[error(transparent)]
    Map(BadMap),
    /// The counts of a file do not add up: a fault of folio; nothing is written.
    #[error("{0}: the counts do not add up to the records of the file; nothing was written")]
    Uneven(String),
}

struct Loaded {
    at: usize,
    kind: Kind,
    system: String,
    drafts: Drafts,
}

/// Plans the import of some files.
pub fn plan<S: Shelf>(
    sources: &[Source],
    shelf: &S,
    options: &Options,
    now: Now,
    next_id: &mut dyn FnMut() -> Ulid,
) -> Result<Plan, Error<S::Error>> {
    let mut files = Vec::new();
    let mut loaded = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let mut file = FileReport { name: source.name.clone(), ..FileReport::default() };
        if let Some(own) = beside(sources, &source.name) {
            file.declined = Some(format!("the rejected records of {own}, which is imported itself"));
        } else if let Some(sheet) = open(source, &options.mapping, &mut file) {
            columns.extend(sheet.header.cells.iter().map(|cell| cell.trim().to_owned()));
            loaded.extend(load(at, &sheet, options, now, &mut file).map_err(Error::Map)?);
        }
        files.push(file);
    }
    if let Some(bad) = unknown_column(&options.mapping, &columns) {
        return Err(Error::Map(bad));
    }
    loaded.sort_by_key(|loaded| KINDS.iter().position(|kind| *kind == loaded.kind));
    let mut planner = Planner::new(shelf, options, now, next_id).map_err(Error::Shelf)?;
    planner.contracts_elsewhere = loaded.iter().any(|loaded| loaded.kind == Kind::Subscription);
    planner.stakes_elsewhere =
        loaded.iter().any(|l| matches!(l.kind, Kind::Subscription | Kind::Renewal | Kind::Opportunity));
    for loaded in loaded {
        let Some(file) = files.get_mut(loaded.at) else { continue };
        planner.file(loaded, file).map_err(Error::Shelf)?;
        if !file.adds_up() {
            return Err(Error::Uneven(file.name.clone()));
        }
    }
    let (changes, rows) = planner.ledger.finish();
    Ok(Plan { changes, report: Report { files, rows, written: false } })
}

/// The file of this run whose rejected records a file holds.
fn beside<'a>(sources: &[Source], name: &'a str) -> Option<&'a str> {
    fn plain(name: &str) -> &str {
        name.strip_prefix("./").unwrap_or(name)
    }
    rejects_of(name).filter(|own| sources.iter().any(|source| plain(&source.name) == plain(own)))
}

/// First bytes of the workbooks that Excel saves, new and old.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

pub(in crate::service::import) fn open(source: &Source, mapping: &Mapping, file: &mut FileReport) -> Option<Sheet> {
    if WORKBOOKS.iter().any(|head| source.bytes.starts_with(head)) {
        file.refused = Some("this is an Excel workbook: save it as CSV first".to_owned());
        return None;
    }
    let decoded = match &mapping.encoding {
        Some(name) => match decode_as(&source.bytes, name) {
            Ok(decoded) => decoded,
            Err(why) => {
                file.refused = Some(why.to_string());
                return None;
            }
        },
        None => decode(&source.bytes),
    };
    file.encoding = decoded.encoding;
    if decoded.damaged {
        file.notes.push(format!("some bytes mean nothing in {}: say another with --map encoding=…", decoded.encoding));
    }
    match csv::read(&decoded.text) {
        Ok(sheet) => Some(sheet),
        Err(why) => {
            file.refused = Some(why.to_string());
            None
        }
    }
}

fn load(
    at: usize,
    sheet: &Sheet,
    options: &Options,
    now: Now,
    file: &mut FileReport,
) -> Result<Option<Loaded>, BadMap> {
    file.delimiter = Some(sheet.delimiter);
    file.header = sheet.header.cells.clone();
    let recognised = match recognise(sheet, &file.name, &options.mapping) {
        Ok(recognised) => recognised,
        Err(Unrecognised::Map(bad)) => return Err(bad),
        Err(Unrecognised::Unsupported { what }) => {
            file.declined = Some(what.to_owned());
            return Ok(None);
        }
        Err(why) => {
            file.refused = Some(why.to_string());
            return Ok(None);
        }
    };
    file.kind = Some(recognised.kind);
    file.system.clone_from(&recognised.system);
    file.notes.extend(recognised.notes.iter().cloned());
    let drafts = match read(sheet, &recognised, &options.mapping, now.today) {
        Ok(drafts) => drafts,
        Err(why) => {
            file.refused = Some(why.to_string());
            return Ok(None);
        }
    };
    for (at, column) in recognised.columns.iter().enumerate() {
        match column.key.filter(|_| !drafts.unread.contains(&at)) {
            Some(key) => file.mapped.push((column.header.clone(), key)),
            None => file.unmapped.push(column.header.clone()),
        }
    }
    file.notes.extend(drafts.notes.iter().cloned());
    file.records = sheet.records();
    file.rejected.extend(sheet.rejects.iter().chain(&drafts.rejects).map(left));
    file.skipped.extend(sheet.footers.iter().chain(&drafts.skipped).map(left));
    Ok(Some(Loaded { at, kind: recognised.kind, system: recognised.system, drafts }))
}

pub(in crate::service::import) fn left(reject: &Reject) -> Left {
    Left { line: reject.row.line, reason: reject.reason.clone(), cells: reject.row.cells.clone() }
}

fn unknown_column(mapping: &Mapping, columns: &[String]) -> Option<BadMap> {
    let given = mapping.columns.iter().map(|(column, _)| column);
    let known =
        |column: &String| columns.iter().any(|found| found == column || folded_header(found) == folded_header(column));
    let given = given.into_iter().find(|column| !known(column))?;
    Some(BadMap::Column { given: given.clone(), hint: near(given, columns.iter().map(String::as_str)) })
}

struct Planner<'s, S: Shelf> {
    ledger: Ledger<'s, S>,
    accounts: Accounts,
    home: Currency,
    diff_lines: usize,
    /// Whether another file of this run has the contracts, so that those of account rows would count twice.
    contracts_elsewhere: bool,
    /// Whether another file of this run has revenue or renewal days, so that accounts without do not rank at 0.
    stakes_elsewhere: bool,
    /// Currencies that have a rate, the home currency among them.
    rated: Vec<Currency>,
    /// Rows of this file in other currencies.
    unrated: BTreeMap<Currency, usize>,
    /// What customers use, as it is known.
    usages: Known,
}

/// A draft with the cells of its row.
type Kept = (Draft, ::csv::StringRecord);

/// What a row comes to.
enum Verdict {
    /// Laid, for an account unless the row is one.
    Laid(Fate, Option<AccountId>),
    Reject(String),
}

/// What the parts of a row hang on.
#[derive(Clone, Default)]
struct Parent {
    name: String,
    account: Option<AccountId>,
    subscription: Option<String>,
}

/// Rows of one file by their name, to notice those that come twice.
#[derive(Default)]
struct Seen {
    lines: HashMap<(Kind, String), u64>,
    naturals: HashMap<String, (usize, u64, Values)>,
}

impl<'s, S: Shelf> Planner<'s, S> {
    fn new(
        shelf: &'s S,
        options: &Options,
        now: Now,
        next_id: &'s mut dyn FnMut() -> Ulid,
    ) -> Result<Planner<'s, S>, S::Error> {
        let mut ledger = Ledger::new(shelf, now, next_id, options.overwrite);
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::External) {
            for external in shelf.externals(*kind)? {
                ledger.externals.put(external);
            }
        }
        let mut accounts = Accounts::default();
        for (id, name, others) in shelf.account_names()? {
            accounts.add(id, &name, &others);
        }
        Ok(Planner {
            ledger,
            accounts,
            home: options.home,
            diff_lines: options.diff_lines,
            contracts_elsewhere: false,
            stakes_elsewhere: false,
            rated: options.rates.iter().copied().chain([options.home]).collect(),
            unrated: BTreeMap::new(),
            usages: Known::default(),
        })
    }

    fn file(&mut self, loaded: Loaded, file: &mut FileReport) -> Result<(), S::Error> {
        let mut seen = Seen::default();
        let mut doubled = 0_usize;
        let rows = loaded.drafts.drafts.into_iter().zip(loaded.drafts.cells).collect::<Vec<_>>();
        let rows = if loaded.kind == Kind::Usage { self.gathered(&loaded.system, rows, file)? } else { rows };
        for (mut draft, cells) in rows {
            if draft.kind == Kind::Account && self.contracts_elsewhere {
                let before = draft.parts.len();
                draft.parts.retain(|part| !matches!(part.kind, Kind::Subscription | Kind::Renewal));
                doubled += usize::from(draft.parts.len() < before);
            }
            let line = draft.line;
            let title = title(&draft);
            match self.record(&loaded.system, draft, &mut seen)? {
                Verdict::Laid(fate, account) => {
                    let whose = account.map(|id| self.accounts.name(id)).unwrap_or_default();
                    let title = if whose.is_empty() { title } else { format!("{whose}: {title}") };
                    self.count(file, fate, &title, line, cells);
                }
                Verdict::Reject(reason) => file.rejected.push(Left { line, reason, cells }),
            }
        }
        if doubled > 0 {
            file.notes.push(format!(
                "the contracts of {doubled} accounts were left to the subscription file, so that nothing counts twice"
            ));
        }
        self.note(file);
        file.rejected.sort_by_key(|left| left.line);
        file.skipped.sort_by_key(|left| left.line);
        Ok(())
    }

    /// Rows of usage with those of events that fall on one day of one account added up, whatever they name it by.
    fn gathered(&self, system: &str, rows: Vec<Kept>, file: &mut FileReport) -> Result<Vec<Kept>, S::Error> {
        let mut first: HashMap<(AccountId, String), usize> = HashMap::new();
        let mut kept: Vec<Kept> = Vec::with_capacity(rows.len());
        for (draft, cells) in rows {
            if draft.role == Role::Append
                && let Ok(account) = self.account(system, &draft.account, &draft.contact)?
            {
                let names: Vec<&str> =
                    std::iter::once(&draft).chain(&draft.parts).map(|part| part.natural.as_str()).collect();
                let at = *first.entry((account, names.join("|"))).or_insert(kept.len());
                if let Some((known, _)) = kept.get_mut(at) {
                    voice::add_all(known, &draft);
                    let line = known.line;
                    let reason = format!("counted into the figure of its day, line {line}");
                    file.skipped.push(Left { line: draft.line, reason, cells });
                    continue;
                }
            }
            kept.push((draft, cells));
        }
        Ok(kept)
    }

    /// Says of a file what would let its accounts rank lower than they should.
    fn note(&mut self, file: &mut FileReport) {
        let has = |keys: &[&str]| file.mapped.iter().any(|(_, key)| keys.contains(key));
        if file.kind == Some(Kind::Account)
            && file.new > 0
            && !self.stakes_elsewhere
            && !has(&["arr", "mrr", "value", "end"])
        {
            file.notes.push(
                "no revenue and no renewal date found: these accounts rank at 0; say which columns hold them with \
                 --map COLUMN=arr --map COLUMN=end"
                    .to_owned(),
            );
        }
        for (code, rows) in std::mem::take(&mut self.unrated) {
            let (rows, count) =
                if rows == 1 { ("1 row".to_owned(), "it counts") } else { (format!("{rows} rows"), "they count") };
            file.notes
                .push(format!("{rows} in {code}: no rate in the config, {count} as 0 until [money.rates] has {code}"));
        }
    }

    fn count(&self, file: &mut FileReport, fate: Fate, title: &str, line: u64, cells: ::csv::StringRecord) {
        let told = match fate {
            Fate::New => {
                file.new += 1;
                format!("+ {title}")
            }
            Fate::Changed(said) => {
                file.changed += 1;
                format!("~ {title}  {}", said.join(", "))
            }
            Fate::Same => {
                file.same += 1;
                return;
            }
            Fate::Kept(kept) => {
                let reason = format!("{title}: {}; edited here since: --overwrite takes the file's", kept.join(", "));
                file.skipped.push(Left { line, reason, cells });
                return;
            }
        };
        if file.diff.len() < self.diff_lines {
            file.diff.push(told);
        } else {
            file.more += 1;
        }
    }

    fn record(&mut self, system: &str, mut draft: Draft, seen: &mut Seen) -> Result<Verdict, S::Error> {
        let account = match draft.kind {
            Kind::Account => None,
            Kind::Task if draft.account == AccountRef::default() && draft.contact.id.is_none() => None,
            _ => match self.account(system, &draft.account, &draft.contact)? {
                Ok(id) => Some(id),
                Err(reason) => return Ok(Verdict::Reject(reason)),
            },
        };
        if let Some(reason) = self.stranger(system, &draft) {
            return Ok(Verdict::Reject(reason));
        }
        if let (Kind::Usage, Some(account)) = (draft.kind, account) {
            return self.usage(system, &mut draft, account);
        }
        let name = match name(&draft, account, seen) {
            Ok(name) => name,
            Err(reason) => return Ok(Verdict::Reject(reason)),
        };
        let currency = match (account, draft.value("currency").and_then(|code| code.parse().ok())) {
            (_, Some(own)) => own,
            (Some(id), None) => self.currency(id)?,
            (None, None) => self.home,
        };
        let mut paid = BTreeSet::new();
        if let Err(reason) = prepare(&mut draft, currency, self.ledger.now, &mut paid) {
            return Ok(Verdict::Reject(reason));
        }
        let matched = match draft.kind {
            Kind::Account => match self.matched(system, &draft) {
                Ok(found) => found,
                Err(reason) => return Ok(Verdict::Reject(reason)),
            },
            Kind::Contact => account.and_then(|id| self.person(system, id, &person_of(&draft))),
            _ => None,
        };
        for code in paid.into_iter().filter(|code| !self.rated.contains(code)) {
            *self.unrated.entry(code).or_default() += 1;
        }
        let parent = Parent { name, account, subscription: None };
        let fate = self.place(system, &draft, parent, matched)?;
        Ok(Verdict::Laid(fate, account))
    }

    /// Lays the figures of a usage row.
    fn usage(&mut self, system: &str, draft: &mut Draft, account: AccountId) -> Result<Verdict, S::Error> {
        if let Err(reason) = prepare(draft, self.home, self.ledger.now, &mut BTreeSet::new()) {
            return Ok(Verdict::Reject(reason));
        }
        let mut fate = self.usages.lay(&mut self.ledger, account, system, draft)?;
        for part in &draft.parts {
            fate = joined(fate, self.usages.lay(&mut self.ledger, account, system, part)?, part.kind);
        }
        Ok(Verdict::Laid(fate, Some(account)))
    }

    /// Lays a draft and its parts; the fate is that of the whole row.
    fn place(
        &mut self,
        system: &str,
        draft: &Draft,
        parent: Parent,
        matched: Option<String>,
    ) -> Result<Fate, S::Error> {
        let mut values = draft.values.clone();
        self.link(system, draft, &parent, &mut values);
        let lay = Lay {
            system,
            name: parent.name.clone(),
            role: draft.role,
            matched,
            values: &values,
            defaults: &draft.defaults,
        };
        let laid = match draft.kind {
            Kind::Account => self.ledger.lay::<Account>(&lay)?,
            Kind::Contact => self.ledger.lay::<Contact>(&lay)?,
            Kind::Subscription => self.ledger.lay::<Subscription>(&lay)?,
            Kind::Renewal => self.ledger.lay::<Renewal>(&lay)?,
            Kind::Opportunity => self.ledger.lay::<Opportunity>(&lay)?,
            Kind::Task => self.ledger.lay::<Task>(&lay)?,
            Kind::Touch => self.ledger.lay::<Touch>(&lay)?,
            Kind::Reading => self.ledger.lay::<Reading>(&lay)?,
            Kind::Feedback => self.ledger.lay::<Feedback>(&lay)?,
            // Usage is laid by its own rule, before it comes here.
            _ => None,
        };
        let Some((mut fate, key)) = laid else { return Ok(Fate::Same) };
        let mut own = parent;
        if draft.kind == Kind::Account {
            own.account = key.parse().ok();
            if let (Some(id), Fate::New) = (own.account, &fate) {
                let name = draft.value("name").or_else(|| default_name(draft)).unwrap_or_default();
                let domain: Vec<String> = draft.value("domain").map(str::to_owned).into_iter().collect();
                self.accounts.add(id, name, &domain);
            }
        }
        if draft.kind == Kind::Subscription {
            own.subscription = Some(key);
        }
        for part in &draft.parts {
            let mut hung = own.clone();
            if part.role != Role::Known {
                hung.name = format!("{}#{}", own.name, part.natural);
            }
            let matched = match (part.kind, own.account) {
                (Kind::Contact, Some(id)) => self.person(system, id, &person_of(part)),
                _ => None,
            };
            let inner = self.place(system, part, hung, matched)?;
            fate = joined(fate, inner, part.kind);
        }
        Ok(fate)
    }

    /// Adds what the record is linked to.
    fn link(&self, system: &str, draft: &Draft, parent: &Parent, values: &mut Values) {
        if draft.kind == Kind::Account {
            return;
        }
        if let Some(id) = parent.account.filter(|_| draft.role != Role::Known) {
            values.push(("account", id.to_string()));
        }
        if matches!(draft.kind, Kind::Task | Kind::Touch | Kind::Feedback)
            && let Some(id) = parent.account
            && let Some(person) = self.person(system, id, &draft.contact)
        {
            values.push(("contact", person));
        }
        if draft.kind == Kind::Renewal {
            let named = draft.subscription.as_deref();
            let clue = Clue::of([&draft.account.name]);
            let found = named.and_then(|name| self.ledger.externals.row(system, Kind::Subscription, name, clue));
            let subscription = found.map(str::to_owned).or_else(|| parent.subscription.clone());
            values.extend(subscription.map(|id| ("subscription", id)));
        }
    }

    /// The account that a row speaks of, or why none is found.
    fn account(
        &self,
        system: &str,
        to: &AccountRef,
        person: &PersonRef,
    ) -> Result<Result<AccountId, String>, S::Error> {
        let externals = &self.ledger.externals;
        let clue = Clue::of([&to.name]);
        let row_of = |kind: Kind, id: &String| externals.row(system, kind, id, clue);
        for id in to.id.iter().chain(&to.related) {
            let Some(found) = row_of(Kind::Account, id).and_then(|row| row.parse().ok()) else { continue };
            return Ok(match &to.name {
                Some(name) if !self.answers(system, id, found, name) => Err(format!(
                    "the id {id:?} is {} here, and the row says {name:?}: mend one of them, or say --from NAME if this \
                     file comes from another system",
                    self.accounts.name(found)
                )),
                _ => Ok(found),
            });
        }
        if let Some(name) = to.name.as_ref().or(to.id.as_ref()) {
            match self.accounts.named(name) {
                [only] => return Ok(Ok(*only)),
                [] => {}
                several => {
                    let listed = self.accounts.listed(several);
                    return Ok(Err(format!("{} accounts are called {name:?}: {listed}; give the id", several.len())));
                }
            }
        }
        if let Some(related) = &to.related {
            if let Some(row) = row_of(Kind::Subscription, related)
                && let Some(found) = self.ledger.row::<Subscription>(row)?
            {
                return Ok(Ok(found.account));
            }
            if let Some(row) = row_of(Kind::Opportunity, related)
                && let Some(found) = self.ledger.row::<Opportunity>(row)?
            {
                return Ok(Ok(found.account));
            }
        }
        if let Some(row) = person.id.as_ref().and_then(|id| row_of(Kind::Contact, id))
            && let Some(contact) = self.ledger.row::<Contact>(row)?
        {
            return Ok(Ok(contact.account));
        }
        let told = match (&to.name, &to.id, &person.id) {
            (Some(name), _, _) => format!("no account is called {name:?}: import the accounts first"),
            (None, Some(id), _) => format!("no account has the id {id:?}: import the accounts first"),
            (None, None, Some(id)) => format!("no contact has the id {id:?}: import the contacts first"),
            (None, None, None) => "names no account".to_owned(),
        };
        Ok(Err(told))
    }

    /// Why an account row of a spreadsheet is not the account that had its id: spreadsheets share no numbering, so a
    /// name that has nothing in common with it is another customer's.
    fn stranger(&self, system: &str, draft: &Draft) -> Option<String> {
        if draft.kind != Kind::Account || system != GENERIC {
            return None;
        }
        let (id, name) = (draft.external.as_ref()?, draft.value("name")?);
        let found = self.ledger.externals.get(&External::key_of(system, Kind::Account, id))?.row.parse().ok()?;
        let domain = draft.value("domain").is_some_and(|domain| self.accounts.named(domain).contains(&found));
        if domain || self.answers(system, id, found, name) {
            return None;
        }
        let here = self.accounts.name(found);
        Some(format!("id {id:?} is {here} here: say --from NAME if this file comes from another system"))
    }

    /// Whether an account may be called so, here or in the system that gave the id.
    fn answers(&self, system: &str, id: &str, account: AccountId, name: &str) -> bool {
        let known = self.ledger.externals.get(&External::key_of(system, Kind::Account, id));
        let there = known.and_then(|known| known.seen.get("name"));
        self.accounts.answers(account, name) || there.is_some_and(|there| akin(there, name))
    }

    fn person(&self, system: &str, account: AccountId, who: &PersonRef) -> Option<String> {
        let externals = &self.ledger.externals;
        let clue = Clue::of([&who.name, &who.email]);
        let by_id = who.id.as_ref().and_then(|id| externals.row(system, Kind::Contact, id, clue));
        let account = account.to_string();
        let by_word =
            || [&who.email, &who.name].into_iter().flatten().find_map(|word| externals.person(&account, word));
        by_id.or_else(by_word).map(str::to_owned)
    }

    fn currency(&self, id: AccountId) -> Result<Currency, S::Error> {
        let account = self.ledger.row::<Account>(&id.to_string())?;
        Ok(account.and_then(|account| account.currency).unwrap_or(self.home))
    }

    /// An account of the book that a row without a known id means, by its name or domain.
    fn matched(&self, system: &str, draft: &Draft) -> Result<Option<String>, String> {
        let free =
            |id: &AccountId| draft.external.is_none() || !self.ledger.externals.is_linked(system, &id.to_string());
        let Some(name) = draft.value("name").or_else(|| default_name(draft)) else { return Ok(None) };
        let found: Vec<AccountId> = self.accounts.named(name).iter().filter(|id| free(id)).copied().collect();
        match found.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only.to_string())),
            several => {
                let known = draft.external.as_ref().map(|id| External::key_of(system, Kind::Account, id));
                if known.is_some_and(|key| self.ledger.externals.get(&key).is_some()) {
                    return Ok(None);
                }
                let listed = self.accounts.listed(several);
                Err(format!("{} accounts are called {name:?}: {listed}; give the id", several.len()))
            }
        }
    }
}

/// The name under which the record is remembered; an error when it came before in the same file.
fn name(draft: &Draft, account: Option<AccountId>, seen: &mut Seen) -> Result<String, String> {
    if let Some(id) = &draft.external {
        return match seen.lines.insert((draft.kind, id.clone()), draft.line) {
            None => Ok(id.clone()),
            Some(first) => {
                seen.lines.insert((draft.kind, id.clone()), first);
                Err(format!("has the id {id:?} that line {first} has already: keep one of them"))
            }
        };
    }
    let owner = account.map(|id| id.to_string()).unwrap_or_default();
    let key = format!("{} {owner} {}", draft.kind, draft.natural);
    let (times, line, values) =
        seen.naturals.entry(key.clone()).or_insert_with(|| (0, draft.line, draft.values.clone()));
    *times += 1;
    if *times > 1 && (matches!(draft.kind, Kind::Account | Kind::Contact) || *values == draft.values) {
        *times -= 1;
        return Err(format!("says the same {} as line {line}: keep one of them", draft.kind));
    }
    let name = format!("~{:032x}", hash(&format!("{key} {times}")));
    debug_assert!(is_made_up(&name), "a made-up name is told from an id by its first character");
    Ok(name)
}

/// Checks a draft and its parts before anything of it is laid, and gives its money a currency; `paid` takes the
/// currencies that it has in the end.
fn prepare(draft: &mut Draft, currency: Currency, now: Now, paid: &mut BTreeSet<Currency>) -> Result<(), String> {
    fn ready<T: Row>(
        draft: &mut Draft,
        currency: Currency,
        now: Now,
        paid: &mut BTreeSet<Currency>,
    ) -> Result<(), String>
    where
        Change: From<Image<T>>,
    {
        paid.extend(with_currency::<T>(&mut draft.values, currency));
        check::<T>(&draft.values, now)
    }
    match draft.kind {
        Kind::Account => ready::<Account>(draft, currency, now, paid)?,
        Kind::Contact => ready::<Contact>(draft, currency, now, paid)?,
        Kind::Subscription => ready::<Subscription>(draft, currency, now, paid)?,
        Kind::Renewal => ready::<Renewal>(draft, currency, now, paid)?,
        Kind::Opportunity => ready::<Opportunity>(draft, currency, now, paid)?,
        Kind::Task => ready::<Task>(draft, currency, now, paid)?,
        Kind::Touch => ready::<Touch>(draft, currency, now, paid)?,
        Kind::Reading => ready::<Reading>(draft, currency, now, paid)?,
        Kind::Feedback => ready::<Feedback>(draft, currency, now, paid)?,
        Kind::Usage => ready::<Usage>(draft, currency, now, paid)?,
        _ => {}
    }
    draft.parts.iter_mut().try_for_each(|part| prepare(part, currency, now, paid))
}

fn joined(outer: Fate, inner: Fate, kind: Kind) -> Fate {
    match (outer, inner) {
        (Fate::New, _) => Fate::New,
        (Fate::Changed(mut said), Fate::Changed(more)) => {
            // A row and what hangs on it often change the same link.
            said.extend(more.into_iter().filter(|line| !said.contains(line)).collect::<Vec<_>>());
            Fate::Changed(said)
        }
        (Fate::Changed(mut said), Fate::New) => {
            said.push(format!("new {kind}"));
            Fate::Changed(said)
        }
        (Fate::Changed(said), _) | (Fate::Same | Fate::Kept(_), Fate::Changed(said)) => Fate::Changed(said),
        (Fate::Same | Fate::Kept(_), Fate::New) => Fate::Changed(vec![format!("new {kind}")]),
        (Fate::Kept(mut kept), Fate::Kept(more)) => {
            kept.extend(more);
            Fate::Kept(kept)
        }
        (Fate::Kept(kept), Fate::Same) | (Fate::Same, Fate::Kept(kept)) => Fate::Kept(kept),
        (Fate::Same, Fate::Same) => Fate::Same,
    }
}

fn person_of(draft: &Draft) -> PersonRef {
    PersonRef { id: None, name: draft.value("name").map(str::to_owned), email: draft.value("email").map(str::to_owned) }
}

fn default_name(draft: &Draft) -> Option<&str> {
    draft.defaults.iter().find(|(key, _)| *key == "name").map(|(_, text)| text.as_str())
}

/// What a record is called in the diff.
fn title(draft: &Draft) -> String {
    let keys: &[&str] = if draft.kind == Kind::Contact {
        &["name", "email"]
    } else {
        &["name", "title", "product", "text", "kind", "due"]
    };
    if draft.kind == Kind::Usage {
        return draft.natural.clone();
    }
    let said = keys.iter().find_map(|key| draft.value(key));
    let first = said.or_else(|| default_name(draft)).unwrap_or_default().lines().next().unwrap_or_default();
    let short = crate::domain::value::text::fit(first, 60, "…");
    if draft.kind == Kind::Renewal { format!("renewal {short}") } else { short.into_owned() }
}

/// FNV-1a over 128 bits: stable across runs, machines and versions, as a remembered name must be.
fn hash(text: &str) -> u128 {
    text.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
    })
}
