//! Imports into the book: plans inside the transaction that writes, so that nothing comes between the diff and the write.

use crate::domain::headway::Stage;
use crate::domain::ledger::reconcile::Reading;
use crate::domain::record::external::External;
use crate::domain::record::meta::Kind;
use crate::domain::record::usage::Usage;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::import::plan::{self, Options, Plan, Source};
use crate::service::import::rates::Rated;
use crate::service::import::report::Report;
use crate::service::import::shelf::{AccountNames, Shelf};
use crate::service::intent::Outcome;
use crate::service::plan::{Planned, Sight};
use crate::service::{ledger, signals};
use crate::store;
use crate::store::db::Store;
use crate::store::row::Stored;

impl Shelf for Store {
    type Error = store::error::Error;

    fn row<T: Stored>(&self, key: &str) -> Result<Option<T>, store::error::Error> {
        Store::row(self, key)
    }

    fn account_names(&self) -> Result<Vec<AccountNames>, store::error::Error> {
        Ok(self.all_names()?.into_iter().map(|named| (named.id, named.name, named.others)).collect())
    }

    fn usages(&self, account: AccountId) -> Result<Vec<Usage>, store::error::Error> {
        self.rows("WHERE account = ?1 AND archived_at IS NULL", [account.to_string()])
    }

    fn externals(&self, kind: Kind) -> Result<Vec<External>, store::error::Error> {
        self.rows("WHERE kind = ?1", [kind.word()])
    }
}

impl Desk {
    /// What an import would do, without doing it.
    pub fn rehearse_import(&mut self, sources: &[Source], options: &Options) -> Result<Report, Error> {
        let mut report = Report::default();
        let reading = self.measure().reading(self.now().today);
        let _ = self.plan_only(|sight| {
            let plan = planned(sources, options, sight, reading)?;
            report = plan.report;
            Ok(Planned::default())
        })?;
        Ok(report)
    }

    /// Imports files in one step of undo.
    pub fn import(&mut self, sources: &[Source], options: &Options) -> Result<(Report, Outcome), Error> {
        self.import_if(sources, options, |_| true)
    }

    /// Imports as [`Desk::import`] does, unless the book changed so that the report is another than the one that a
    /// person was shown: then nothing is written and the report is the one to show.
    pub fn import_as_shown(
        &mut self,
        sources: &[Source],
        options: &Options,
        shown: &Report,
    ) -> Result<(Report, Outcome), Error> {
        self.import_if(sources, options, |report| report.agrees(shown))
    }

    fn import_if(
        &mut self,
        sources: &[Source],
        options: &Options,
        agreed: impl FnOnce(&Report) -> bool,
    ) -> Result<(Report, Outcome), Error> {
        let mut report = Report::default();
        self.store().make_room()?;
        let reading = self.measure().reading(self.now().today);
        let outcome = self.write(|sight| {
            let plan = planned(sources, options, sight, reading)?;
            report = plan.report;
            let taken = report.files.iter().filter(|file| file.declined.is_none());
            let names: Vec<_> = taken.map(|file| shown(&file.name).into_owned()).collect();
            // A file that cannot be read stops all of them: half an import is none.
            report.written = !report.is_refused() && agreed(&report);
            let changes = if report.written { plan.changes } else { Vec::new() };
            Ok(Planned { note: format!("Imported {}", names.join(", ")), changes, made: None })
        })?;
        if outcome.rows > 0 {
            self.catch_up();
        }
        Ok((report, outcome))
    }
}

fn planned(sources: &[Source], options: &Options, sight: &mut Sight<'_>, reading: Reading) -> Result<Plan, Error> {
    sight.store.headway().begin(Stage::Reading, 0);
    let (at, ids) = (sight.now.at, &mut *sight.ids);
    let mut next = || ids.next(at);
    let known = sight.store.rows("WHERE archived_at IS NULL", [])?;
    let mut rated = Rated::of(sources, options, known, at, &mut next);
    let mut options = options.clone();
    options.rates.extend(sight.measure.rates.rates.iter().map(|(currency, _)| *currency));
    options.rates.extend(rated.currencies());
    let others = rated.others(sources);
    let plan = plan::plan(&others, sight.store, &options, sight.now, &mut next).map_err(|error| match error {
        plan::Error::Shelf(error) => Error::from(error),
        plan::Error::Map(bad) => {
            Error::new(ErrorKind::Usage, shown(&bad.to_string()), "`folio import --help` shows how maps are written")
        }
        plan::Error::Uneven(_) => {
            Error::new(ErrorKind::Failed, shown(&error.to_string()), "please report this with the file's header line")
        }
    })?;
    let mut plan = with_ledger(plan, sight, reading)?;
    let paid = signals::pay_all(sight, &plan.changes)?;
    if !paid.is_empty() {
        plan.report.rows.entry(Kind::Task).or_default().1 += paid.len();
        plan.changes.extend(paid);
    }
    rated.join(&mut plan);
    Ok(plan)
}

/// The plan with what its contracts do to the ledger of revenue.
fn with_ledger(mut plan: Plan, sight: &mut Sight<'_>, reading: Reading) -> Result<Plan, Error> {
    let movements = ledger::follow(sight, &plan.changes, reading)?;
    if !movements.is_empty() {
        plan.report.rows.entry(Kind::Movement).or_default().0 += movements.len();
        plan.changes.extend(movements);
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::Settings;
    use crate::domain::record::account::Account;
    use crate::domain::value::day::{Moment, Now, Zone};
    use crate::domain::value::money::Currency;
    use crate::service::desk::Clock;

    fn source(name: &str, text: &str) -> Source {
        Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn only_what_a_person_was_shown_is_written() {
        let now = Now::new(Moment(1_795_737_600_000), Zone::UTC);
        let mut desk = Desk::in_memory(&Settings::default(), Clock::Fixed(now), "test").unwrap();
        let options = Options::new(Currency::USD);
        let shown = [source("a.csv", "Customer ID,Customer,ARR\n1,Acme,100\n2,Bolt,200\n")];
        let report = desk.rehearse_import(&shown, &options).unwrap();
        desk.import(&[source("b.csv", "Customer ID,Customer,ARR\n1,Acme,100\n")], &options).unwrap();
        let (again, outcome) = desk.import_as_shown(&shown, &options, &report).unwrap();
        assert_eq!((again.written, outcome.rows), (false, 0));
        assert_eq!(desk.store().rows::<Account>("", []).unwrap().len(), 1);
        let (last, outcome) = desk.import_as_shown(&shown, &options, &again).unwrap();
        assert!(last.written && outcome.rows > 0);
    }

    #[test]
    fn a_skipped_file_is_not_in_the_note() {
        let now = Now::new(Moment(1_795_737_600_000), Zone::UTC);
        let mut desk = Desk::in_memory(&Settings::default(), Clock::Fixed(now), "test").unwrap();
        let files =
            [source("a.csv", "Customer,ARR\nAcme,100\n"), source("p.csv", "product,series,sales_price\na,b,1\n")];
        let (_, outcome) = desk.import(&files, &Options::new(Currency::USD)).unwrap();
        assert_eq!(outcome.note, "Imported a.csv");
    }
}
