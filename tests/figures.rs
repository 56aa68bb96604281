//! Figures of a book on a file: the ledger behind them is kept by imports and by changes of contracts, undone with them,
//! and read off contracts where a book is older than its ledger.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failure here fails the test")]

#[path = "support/facts.rs"]
mod facts;

use facts::facts;
use folio::config::settings::Settings;
use folio::domain::book::DecisionId;
use folio::domain::change::{Change, Image};
use folio::domain::demo::rows::{Size, rows};
use folio::domain::figure::forecast::Says;
use folio::domain::ledger::change::Act;
use folio::domain::ledger::reconcile::Reading;
use folio::domain::phrase::period::Period;
use folio::domain::query::tree::Query as Filter;
use folio::domain::record::account::Account;
use folio::domain::record::meta::Kind;
use folio::domain::record::renewal::{ForecastCategory, Renewal};
use folio::domain::record::subscription::Subscription;
use folio::domain::value::day::{Day, Moment, Now, Zone};
use folio::domain::value::money::{Currency, Money};
use folio::service::desk::{Clock, Desk};
use folio::service::error::ErrorKind;
use folio::service::forecast::Outlook;
use folio::service::import::plan::{Options, Source};
use folio::service::intent::{Intent, Rows};
use folio::service::ledger;
use folio::service::plan::Planned;
use folio::service::query::{Answer, Query};
use folio::service::stats::Stats;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn on(text: &str) -> Now {
    Now::new(Zone::UTC.moment(day(text).date().and_hms_opt(9, 0, 0).unwrap()), Zone::UTC)
}

fn desk(path: &Path, today: &str) -> Desk {
    Desk::create(path, &Settings::default(), Clock::Fixed(on(today)), "test").unwrap()
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folio.db");
    (folder, path)
}

fn quarter(year: i32, quarter: u32) -> Period {
    Period::quarter(year, quarter).unwrap()
}

fn stats(desk: &Desk, period: Period) -> Stats {
    let Answer::Stats(stats) = desk.fetch(&Query::Stats(period)).unwrap() else { panic!("figures were asked for") };
    *stats
}

fn forecast(desk: &Desk, period: Period) -> Outlook {
    let Answer::Forecast(found) = desk.fetch(&Query::Forecast(period, Filter::default())).unwrap() else {
        panic!("a forecast was asked for")
    };
    *found
}

fn import(desk: &mut Desk, text: &str) -> u32 {
    let source = Source { name: "subscriptions.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    desk.import(&[source], &Options::new(Currency::USD)).unwrap().1.rows
}

fn accounts(desk: &mut Desk) {
    let source =
        Source { name: "accounts.csv".to_owned(), bytes: b"Account ID,Account Name\nA1,Acme\nA2,Bolt\n".to_vec() };
    desk.import(&[source], &Options::new(Currency::USD)).unwrap();
}

const HEAD: &str = "Subscription ID,Account ID,Start Date,End Date,ARR,Churned\n";

#[test]
fn an_import_keeps_the_ledger_and_one_undo_takes_it_back() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-05-04");
    accounts(&mut desk);
    let empty = facts(&path);
    let file = format!(
        "{HEAD}S1,A1,2025-01-01,,1000,false\nS2,A1,2025-06-01,2026-02-15,500,true\nS3,A2,2025-01-01,,1500,false\n"
    );
    assert!(import(&mut desk, &file) > 0);
    let whole = facts(&path);
    assert_eq!(whole.iter().filter(|row| row.starts_with("movement")).count(), 4);
    let found = stats(&desk, quarter(2026, 1)).retention;
    assert_eq!((found.accounts, found.start, found.kept, found.contracted), (2, 300_000, 250_000, 50_000));

    assert_eq!(import(&mut desk, &file), 0, "the same file says nothing new");
    assert_eq!(facts(&path), whole);
    let dearer = file.replace("1500", "1800");
    assert!(import(&mut desk, &dearer) > 0);
    let half = stats(&desk, quarter(2026, 2)).retention;
    assert_eq!((half.start, half.end, half.kept), (250_000, 280_000, 250_000), "news of a file are of its day");
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(facts(&path), whole);
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(facts(&path), empty);
    assert_eq!(stats(&desk, quarter(2026, 1)).retention.nrr(), None);
    desk.perform(Intent::Redo(1)).unwrap();
    assert_eq!(facts(&path).len(), whole.len());
}

#[test]
fn what_is_not_settled_is_named() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-05-04");
    accounts(&mut desk);
    import(&mut desk, &format!("{HEAD}S1,A1,2025-04-01,2026-03-31,1000,false\nS2,A2,2025-06-01,2026-04-15,500,true\n"));
    let found = stats(&desk, quarter(2026, 2));
    assert_eq!((found.unsettled, found.unsettled_revenue), (1, 100_000), "it ran out and nobody said what came of it");
    assert_eq!((found.retention.end, found.retention.lost), (100_000, 1));
    assert_eq!(found.retention.period.last, day("2026-05-04"), "a quarter that is not over is reckoned up to today");
    let year = Desk::create(&path, &Settings::default(), Clock::Fixed(on("2027-05-04")), "test").unwrap();
    assert_eq!(stats(&year, quarter(2027, 1)).unsettled, 1, "it stays so until it is settled");
}

#[test]
fn a_book_of_losses_alone_has_no_renewal_rate() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-05-04");
    accounts(&mut desk);
    let head = "Renewal ID,Account ID,Due Date,Outcome,Target\n";
    let file = |text: &str| Source { name: "renewals.csv".to_owned(), bytes: format!("{head}{text}").into_bytes() };
    desk.import(&[file("R1,A1,2026-04-15,churned,100\n")], &Options::new(Currency::USD)).unwrap();
    let found = stats(&desk, quarter(2026, 2)).renewals;
    assert_eq!((found.due, found.only_losses, found.gross_on_due(), found.by_count()), (1, true, None, None));
    desk.import(&[file("R2,A2,2026-04-20,renewed,300\n")], &Options::new(Currency::USD)).unwrap();
    let found = stats(&desk, quarter(2026, 2)).renewals;
    assert_eq!((found.due, found.gross_on_due(), found.by_count()), (2, Some(0.75), Some(0.5)));
}

#[test]
fn a_book_without_a_ledger_is_read_off_its_contracts() {
    let (_one, with) = folder();
    let (_two, without) = folder();
    let today = "2026-11-24";
    let all: Vec<Change> = rows(42, on(today), Size::DEMO).collect();
    desk(&with, today).found(all.iter().cloned()).unwrap();
    desk(&without, today).found(all.into_iter().filter(|change| change.kind() != Kind::Movement)).unwrap();
    for period in [quarter(2026, 3), quarter(2026, 1), Period::year(2025).unwrap()] {
        let (one, two) = (stats(&desk(&with, today), period), stats(&desk(&without, today), period));
        assert!(one.retention.accounts > 10);
        assert_eq!(one, two);
    }
    let ahead = desk(&with, today).fetch(&Query::Stats(quarter(2027, 1))).unwrap_err();
    assert_eq!(ahead.kind, ErrorKind::Rejected);
}

/// The first contract of a book that runs now.
fn running(desk: &mut Desk, today: &str) -> Subscription {
    let mut found = None;
    desk.write(|sight| {
        let live = "WHERE ended_on IS NULL AND arr_currency = 'USD' AND start < ?1 ORDER BY id LIMIT 1";
        found = sight.store.rows::<Subscription>(live, [day(today)])?.pop();
        Ok(Planned::default())
    })
    .unwrap();
    found.unwrap()
}

#[test]
fn a_change_of_a_contract_writes_its_movement_and_undo_takes_both() {
    let (_folder, path) = folder();
    let today = "2026-11-24";
    let mut desk = desk(&path, today);
    desk.found(rows(42, on(today), Size::DEMO).filter(|change| change.kind() != Kind::Movement)).unwrap();
    let before = facts(&path);
    let old = running(&mut desk, today);
    let period = quarter(2026, 4);
    let base = stats(&desk, period).retention;
    let reading = Reading { today: day(today), gap: 30, lapse: 90 };
    desk.write(|sight| {
        let more = Money::new(old.arr.minor + 700, old.arr.currency);
        let image = Image::edited(&old, sight.now.at, |row| row.arr = more).unwrap();
        let act = Act::on(day(today));
        let mut changes = ledger::record(sight, Some(&old), image.after.as_deref(), &act, reading)?;
        changes.push(image.into());
        Ok(Planned { note: "More seats".to_owned(), changes, made: None })
    })
    .unwrap();
    let grown = stats(&desk, period).retention;
    assert_eq!((grown.start, grown.kept, grown.end), (base.start, base.kept, base.end + 700));
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(facts(&path), before);
    assert_eq!(stats(&desk, period).retention, base);
}

#[test]
fn a_forecast_tells_what_changed_in_a_week() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-11-24");
    desk.found(rows(42, on("2026-11-24"), Size::DEMO)).unwrap();
    let period = quarter(2026, 4);
    let found = forecast(&desk, period);
    assert_eq!((found.changes.len(), found.then.as_ref()), (0, Some(&found.forecast)));
    let line = found.forecast.lines.iter().rev().find(|line| line.says == Says::Csm).unwrap().clone();
    let decision = DecisionId::new(line.account, line.renewal, line.subscription);
    desk.perform(Intent::RescheduleRenewal(decision, line.due, day("2027-01-15"))).unwrap();
    let later = forecast(&desk, period);
    assert_eq!(later.then.as_ref(), Some(&found.forecast), "as it was a week ago");
    assert_eq!(later.forecast.total.target, found.forecast.total.target - line.target);
    let [change] = later.changes.as_slice() else { panic!("{:?}", later.changes) };
    assert_eq!((change.after.as_ref(), change.weighted()), (None, -line.weighted()));
    let next = forecast(&desk, quarter(2027, 1));
    assert!(next.changes.iter().any(|change| change.before.is_none()));

    let renewal = line.renewal.unwrap();
    desk.perform(Intent::Undo(1)).unwrap();
    desk.write(|sight| {
        let row: Renewal = sight.store.row(&renewal.to_string())?.unwrap();
        let image = Image::edited(&row, sight.now.at, |row| row.category = Some(ForecastCategory::Omitted)).unwrap();
        Ok(Planned { note: "Left out".to_owned(), changes: vec![image.into()], made: None })
    })
    .unwrap();
    let omitted = forecast(&desk, period);
    assert_eq!(omitted.changes.len(), 1);
    assert_eq!(omitted.forecast.total.weighted, found.forecast.total.weighted - line.weighted());
    let week = Desk::create(&path, &Settings::default(), Clock::Fixed(on("2026-12-03")), "test").unwrap();
    week.freshen().unwrap();
    assert!(forecast(&week, period).changes.is_empty(), "what is older than a week is no news");
    assert!(forecast(&week, period).since > Moment(0));
}

#[test]
fn an_account_that_was_put_away_is_told_by_its_name() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-11-24");
    desk.found(rows(42, on("2026-11-24"), Size::DEMO)).unwrap();
    let period = quarter(2026, 4);
    let found = forecast(&desk, period);
    let gone = found.forecast.lines.last().unwrap().account;
    let lines: Vec<_> = found.forecast.lines.iter().filter(|line| line.account == gone).collect();
    desk.perform(Intent::Archive(Rows::Accounts(vec![gone]))).unwrap();
    let later = forecast(&desk, period);
    let names = |outlook: &Outlook| {
        let then = outlook.then.as_ref().unwrap();
        then.lines.iter().map(|line| (line.account_name.clone(), line.due, line.target)).collect::<Vec<_>>()
    };
    assert_eq!(names(&later), names(&found), "as it was a week ago");
    assert_eq!(later.changes.len(), lines.len(), "{:?}", later.changes);
    for change in &later.changes {
        assert_eq!(change.before.as_ref().map(|line| &line.account_name), Some(&lines[0].account_name));
        assert_eq!(change.after, None);
    }
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(forecast(&desk, period).changes, []);
}

#[test]
fn an_account_that_left_this_week_is_in_the_forecast_of_a_week_ago() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-11-24");
    desk.found(rows(42, on("2026-11-24"), Size::DEMO)).unwrap();
    let period = quarter(2026, 4);
    let found = forecast(&desk, period);
    let gone = found.forecast.lines.last().unwrap().account;
    let count = found.forecast.lines.iter().filter(|line| line.account == gone).count();
    desk.perform(Intent::Modify(Rows::Accounts(vec![gone]), "stage:churned".to_owned())).unwrap();
    let later = forecast(&desk, period);
    assert_eq!(later.forecast.lines.len(), found.forecast.lines.len() - count);
    let told = |outlook: &Outlook| {
        let then = outlook.then.as_ref().unwrap();
        then.lines.iter().map(|line| (line.account, line.due, line.target)).collect::<Vec<_>>()
    };
    assert_eq!(told(&later), told(&found), "as it was a week ago");
    assert_eq!(later.changes.len(), count, "{:?}", later.changes);
    assert!(later.changes.iter().all(|change| change.after.is_none()));
}

#[test]
fn an_account_put_away_pays_nothing_whatever_its_ledger_says() {
    let today = "2026-11-24";
    let period = quarter(2026, 4);
    let mut found = Vec::new();
    for by_hand in [false, true] {
        let (_folder, path) = folder();
        let mut desk = desk(&path, today);
        desk.found(rows(42, on(today), Size::DEMO)).unwrap();
        let account = running(&mut desk, today).account;
        let whole = stats(&desk, period);
        if by_hand {
            // As books of before the rule have it: the row alone.
            desk.write(|sight| {
                let row: Account = sight.store.row(&account.to_string())?.unwrap();
                let at = sight.now.at;
                let image = Image::edited(&row, at, |row| row.meta.archived_at = Some(at)).unwrap();
                Ok(Planned { note: "Away".to_owned(), changes: vec![image.into()], made: None })
            })
            .unwrap();
        } else {
            desk.perform(Intent::Archive(Rows::Accounts(vec![account]))).unwrap();
        }
        let away = stats(&desk, period);
        assert_eq!(away.retention.lost, whole.retention.lost + 1);
        assert!(away.retention.end < whole.retention.end);
        found.push(away.retention);
    }
    assert_eq!(found[0], found[1]);
}

#[test]
fn a_forecast_is_of_what_is_paid_wherever_the_ranking_draws_it() {
    let (_folder, path) = folder();
    let mut plain = desk(&path, "2026-05-04");
    accounts(&mut plain);
    import(&mut plain, &format!("{HEAD}S1,A1,2025-07-01,2026-06-30,9000,\nS2,A2,2025-09-01,2026-08-31,400,\n"));
    let year = Period::year(2026).unwrap();
    let want = forecast(&plain, year).forecast.lines;
    assert_eq!(want.iter().map(|line| line.target).collect::<Vec<_>>(), [900_000, 40_000]);
    drop(plain);
    let mut settings = Settings::default();
    settings.stake.gamma = 0.5;
    let drawn = Desk::create(&path, &settings, Clock::Fixed(on("2026-05-04")), "test").unwrap();
    drawn.freshen().unwrap();
    let found = forecast(&drawn, year).forecast.lines;
    for (found, want) in found.iter().zip(&want) {
        assert_eq!((found.target, found.amount), (want.target, want.amount));
        assert!((found.chance - want.chance).abs() < 1e-3, "{} and {}", found.chance, want.chance);
    }
}

#[test]
fn imported_rates_hold_from_their_day_until_they_are_taken_back() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-05-04");
    accounts(&mut desk);
    import(
        &mut desk,
        "Subscription ID,Account ID,Start Date,ARR,Currency\nS1,A1,2024-01-01,1000,EUR\nS2,A2,2024-01-01,500,USD\n",
    );
    let bare = facts(&path);
    let rates = |desk: &mut Desk, text: &str| {
        let source = Source { name: "rates.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        let options = Options::new(Currency::USD);
        let shown = desk.rehearse_import(std::slice::from_ref(&source), &options).unwrap();
        let (report, outcome) = desk.import(&[source], &options).unwrap();
        assert!(report.agrees(&shown), "the diff first");
        let [file] = report.files.as_slice() else { panic!("{report:?}") };
        assert!(file.adds_up(), "{file:?}");
        (file.new, file.changed, file.same, file.rejected.len(), outcome.rows)
    };
    let text = "Date,Currency,Rate\n2025-01-01,EUR,1.10\n2026-01-01,EUR,\"1,20\"\n2026-01-01,USD,1\n2026-01-01,EUR,1.3\nsoon,EUR,2\n";
    assert_eq!(rates(&mut desk, text), (2, 0, 0, 3, 2));
    let start = |desk: &Desk, period| stats(desk, period).retention.start;
    assert_eq!(start(&desk, quarter(2025, 3)), 110_000 + 50_000);
    assert_eq!(start(&desk, quarter(2026, 1)), 120_000 + 50_000);
    let kept = stats(&desk, quarter(2025, 4)).retention;
    assert_eq!((kept.start, kept.end), (160_000, 160_000), "the rate of the first day holds for both ends");
    let euro: Currency = "EUR".parse().unwrap();
    assert_eq!(kept.originals.get(&euro), Some(&(100_000, 100_000)), "as it was paid");
    assert_eq!(stats(&desk, quarter(2024, 2)).retention.unrated, [euro], "no rate is guessed for the days before");
    let again = Desk::create(&path, &Settings::default(), Clock::Fixed(on("2026-05-04")), "test").unwrap();
    assert_eq!(start(&again, quarter(2026, 1)), 170_000);

    assert_eq!(rates(&mut desk, text), (0, 0, 2, 3, 0), "the same file says nothing new");
    assert_eq!(rates(&mut desk, "from,code,exchange rate\n2026-01-01,EUR,1.25\n"), (0, 1, 0, 0, 1));
    assert_eq!(start(&desk, quarter(2026, 1)), 175_000);
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(start(&desk, quarter(2026, 1)), 170_000);
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(facts(&path), bare);
    assert_eq!(stats(&desk, quarter(2026, 1)).retention.unrated, [euro]);
    desk.perform(Intent::Redo(1)).unwrap();
    assert_eq!(start(&desk, quarter(2026, 1)), 170_000);

    // The config's own rate of a day beats an imported one.
    let money = toml::from_str("[dated.2026-01-01]\nEUR = \"2\"\n").unwrap();
    let settings = Settings { money, ..Settings::default() };
    let own = Desk::create(&path, &settings, Clock::Fixed(on("2026-05-04")), "test").unwrap();
    assert_eq!(start(&own, quarter(2026, 1)), 250_000);
}

#[test]
fn a_lost_renewal_without_a_target_was_about_what_its_contract_paid() {
    let (_folder, path) = folder();
    let mut desk = desk(&path, "2026-05-04");
    accounts(&mut desk);
    import(&mut desk, &format!("{HEAD}S1,A1,2025-07-01,2026-06-30,9000,\n"));
    let source = Source {
        name: "renewals.csv".to_owned(),
        bytes: b"Renewal ID,Subscription ID,Account ID,Renewal Date,Outcome\nR1,S1,A1,2026-06-30,Churned\n".to_vec(),
    };
    desk.import(&[source], &Options::new(Currency::USD)).unwrap();
    let found = forecast(&desk, Period::year(2026).unwrap()).forecast.lines;
    let [line] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((line.category, line.target, line.amount), (ForecastCategory::Closed, 900_000, 0));
}

#[test]
fn rates_that_another_program_brings_are_reckoned_with_at_once() {
    let (_folder, path) = folder();
    let mut ours = desk(&path, "2026-05-04");
    accounts(&mut ours);
    import(
        &mut ours,
        "Subscription ID,Account ID,Start Date,ARR,Currency\nS1,A1,2024-01-01,1000,EUR\nS2,A2,2024-01-01,500,USD\n",
    );
    let arr = |desk: &Desk| desk.load_book(10).unwrap().ranking.unwrap().totals.arr;
    assert_eq!(arr(&ours), 50_000, "nothing is known of euros");
    let mut other = desk(&path, "2026-05-04");
    let rates = |desk: &mut Desk, rate: &str| {
        let bytes = format!("day,currency,rate\n2026-01-01,EUR,{rate}\n").into_bytes();
        desk.import(&[Source { name: "rates.csv".to_owned(), bytes }], &Options::new(Currency::USD)).unwrap();
    };
    assert!(ours.changed_elsewhere().is_ok());
    rates(&mut other, "1.2");
    assert!(ours.changed_elsewhere().unwrap(), "as a screen looks every second");
    assert_eq!((arr(&ours), arr(&other)), (170_000, 170_000));
    assert_eq!(stats(&ours, quarter(2026, 2)).retention.start, 170_000);

    // A write before that look reckons with them, too: the two do not rank the book back and forth.
    rates(&mut other, "1.5");
    let account = ours.find_account("Bolt").unwrap();
    ours.perform(Intent::Modify(Rows::Accounts(vec![account]), "segment:Mid".to_owned())).unwrap();
    assert_eq!((arr(&ours), arr(&other)), (200_000, 200_000));
    other.perform(Intent::Undo(2)).unwrap();
    assert!(ours.changed_elsewhere().unwrap());
    assert_eq!((arr(&ours), arr(&other)), (170_000, 170_000), "taken back, too");
}
