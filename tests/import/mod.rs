//! A book in memory for import tests: rows by key, as a plan's changes leave them.

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
use std::collections::BTreeMap;
use std::convert::Infallible;
use ulid::Ulid;

/// Rows by table and key.
#[derive(Default, Clone, PartialEq, Debug)]
pub struct Book {
    rows: BTreeMap<(Kind, String), Change>,
    next: u64,
}

macro_rules! keep {
    ($change:expr, $($kind:ident),+) => {
        match $change {
            $(Change::$kind(image) => image.after.is_some()),+
        }
    };
}

impl Book {
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            let kept = keep!(
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
            );
            let at = (change.kind(), change.key());
            if kept {
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
    let json = serde_json::to_value(change).unwrap();
    let image = json.as_object().unwrap().values().next().unwrap().clone();
    serde_json::from_value(image["after"].clone()).unwrap()
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
        Ok(self.all::<Usage>().into_iter().filter(|row| row.account == account).collect())
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
