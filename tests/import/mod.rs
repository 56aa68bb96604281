//! A book in memory for import tests: rows by key, as a plan's changes leave them. What an import asks for by account is
//! kept by account: it asks once for each, and a file has many.

use folio::domain::change::{Batch, Change};
use folio::domain::record::account::Account;
use folio::domain::record::external::External;
use folio::domain::record::meta::{Kind, Record};
use folio::domain::record::usage::Usage;
use folio::domain::value::day::{Moment, Now, Zone};
use folio::domain::value::id::AccountId;
use folio::domain::value::money::Currency;
use folio::service::import::plan::{Options, Plan, Source, plan};
use folio::service::import::shelf::{AccountNames, Shelf};
use folio::store::row::Stored;
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use ulid::Ulid;

/// Rows by table and key.
#[derive(Default, Clone, PartialEq, Debug)]
pub struct Book {
    rows: BTreeMap<(Kind, String), Change>,
    usages: HashMap<AccountId, BTreeMap<String, Usage>>,
    next: u64,
}

/// The row that a change leaves.
macro_rules! left {
    ($change:expr, $($kind:ident),+) => {
        match $change {
            $(Change::$kind(image) => image.after.as_deref().map(|row| row as &dyn Any)),+
        }
    };
}

fn left(change: &Change) -> Option<&dyn Any> {
    left!(
        change,
        Account,
        Contact,
        Subscription,
        Renewal,
        Opportunity,
        Task,
        Touch,
        Goal,
        Run,
        Timer,
        View,
        Target,
        FxRate,
        Feedback,
        Usage,
        Case,
        Review,
        Reading,
        Movement,
        External
    )
}

impl Book {
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            let at = (change.kind(), change.key());
            if let Change::Usage(image) = change {
                if let Some(row) = &image.before {
                    self.usages.entry(row.account).or_default().remove(&at.1);
                }
                if let Some(row) = &image.after {
                    self.usages.entry(row.account).or_default().insert(at.1.clone(), *row.clone());
                }
            }
            if left(change).is_some() {
                self.rows.insert(at, change.clone());
            } else {
                self.rows.remove(&at);
            }
        }
    }

    pub fn undo(&mut self, changes: Vec<Change>) {
        let batch = Batch { at: Moment(0), actor: String::new(), note: String::new(), changes };
        self.apply(&batch.inverse().changes);
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.rows.keys().filter(|(found, _)| *found == kind).count()
    }

    pub fn all<T: Record>(&self) -> Vec<T> {
        self.rows.iter().filter(|((kind, _), _)| *kind == T::KIND).map(|(_, change)| after(change)).collect()
    }

    #[allow(dead_code, reason = "only one of the suites imports texts")]
    pub fn import(&mut self, files: &[(&str, &str)]) -> Plan {
        let sources: Vec<Source> = files
            .iter()
            .map(|(name, text)| Source { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
            .collect();
        self.import_sources(&sources, &options())
    }

    pub fn import_sources(&mut self, sources: &[Source], options: &Options) -> Plan {
        let mut next = self.next;
        let planned = plan(sources, self, options, now(), &mut || {
            next += 1;
            Ulid::from_parts(1_700_000_000_000, u128::from(next))
        })
        .unwrap();
        self.next = next;
        self.apply(&planned.changes);
        planned
    }
}

fn after<T: Record>(change: &Change) -> T {
    left(change).and_then(|row| row.downcast_ref::<T>()).cloned().unwrap()
}

impl Shelf for Book {
    type Error = Infallible;
    fn row<T: Stored>(&self, key: &str) -> Result<Option<T>, Infallible> {
        Ok(self.rows.get(&(T::KIND, key.to_owned())).map(after))
    }
    fn account_names(&self) -> Result<Vec<AccountNames>, Infallible> {
        let named = |account: Account| {
            let others = account.aliases.iter().chain(&account.domain).map(|text| text.raw().to_owned()).collect();
            (account.id, account.name.raw().to_owned(), others)
        };
        Ok(self.all::<Account>().into_iter().map(named).collect())
    }
    fn usages(&self, account: AccountId) -> Result<Vec<Usage>, Infallible> {
        Ok(self.usages.get(&account).map(|rows| rows.values().cloned().collect()).unwrap_or_default())
    }
    fn externals(&self, kind: Kind) -> Result<Vec<External>, Infallible> {
        Ok(self.all::<External>().into_iter().filter(|external| external.kind == kind).collect())
    }
}

pub fn options() -> Options {
    Options::new(Currency::USD)
}

pub fn now() -> Now {
    Now::new(Moment(1_795_737_600_000), Zone::UTC)
}
