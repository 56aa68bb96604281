//! Two folios on one book at the same time: every act is done, none is lost, and no error comes to either person.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a failure here fails the test")]

use folio::config::settings::Settings;
use folio::domain::arrange::arrangement::Sorts;
use folio::domain::record::task::Priority;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::id::{AccountId, TaskId};
use folio::service::desk::{Clock, Desk};
use folio::service::intent::{Intent, Rows};
use folio::service::query::Query;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::thread;

/// Accounts that both write to.
const ACCOUNTS: usize = 5;

fn open(path: &Path, actor: &'static str) -> Desk {
    let civil = Day::of(2026, 11, 24).unwrap().date().and_hms_opt(9, 2, 0).unwrap();
    let now = Now::new(Zone::UTC.moment(civil), Zone::UTC);
    Desk::create(path, &Settings::default(), Clock::Fixed(now), actor).unwrap()
}

/// One person's acts; every one of them has to go through.
fn person(path: &Path, actor: &'static str, accounts: &[AccountId], shared: TaskId, acts: usize) {
    let mut desk = open(path, actor);
    let mut mine: Option<TaskId> = None;
    for n in 0..acts {
        let account = accounts[n % accounts.len()];
        let intent = match n % 5 {
            0 => Intent::LogLine(account, format!("call 5m {actor} {n}")),
            1 => Intent::AddLines(Some(account), vec![format!("{actor} {n}")]),
            2 => Intent::CompleteTasks(mine.take().into_iter().collect()),
            // A list of words is read, changed and written: an update that was lost would show.
            3 if n % 25 == 3 => Intent::Modify(Rows::Accounts(vec![account]), format!("+{actor}{n}")),
            3 => Intent::Prioritise(vec![shared], [Some(Priority::High), Some(Priority::Low)][n % 2]),
            _ => Intent::Modify(Rows::Tasks(vec![shared]), format!("est:{}m", 1 + n % 90)),
        };
        let outcome = desk.perform(intent).unwrap_or_else(|error| panic!("{actor}, act {n}: {error}"));
        if n % 5 == 1 {
            mine = outcome.made.map(|id| id.parse().unwrap());
        }
        // As a screen looks every second.
        if n % 20 == 0 && desk.changed_elsewhere().unwrap() {
            desk.fetch(&Query::Orders(Sorts::default())).unwrap();
            desk.fetch(&Query::Account(account, 5)).unwrap();
        }
    }
}

#[test]
fn fifty_acts_each_and_none_is_lost() {
    both(50);
}

#[test]
#[ignore = "takes longer than all other tests; .ci/run names it"]
fn a_thousand_acts_each_and_none_is_lost() {
    both(1_000);
}

fn both(acts: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("folio.db");
    let mut desk = open(&path, "test");
    let accounts: Vec<AccountId> = (0..ACCOUNTS)
        .map(|n| desk.perform(Intent::AddAccount(format!("Account{n}"))).unwrap().made.unwrap().parse().unwrap())
        .collect();
    let made = desk.perform(Intent::AddLines(None, vec!["shared".to_owned()])).unwrap().made.unwrap();
    let shared: TaskId = made.parse().unwrap();
    thread::scope(|scope| {
        for actor in ["ann", "bob"] {
            let (path, accounts) = (&path, &accounts);
            scope.spawn(move || person(path, actor, accounts, shared, acts));
        }
    });
    let book = Connection::open(&path).unwrap();
    let count = |sql: &str| book.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let fifth = i64::try_from(acts / 5).unwrap();
    for actor in ["ann", "bob"] {
        assert_eq!(count(&format!("SELECT count(*) FROM touch WHERE text LIKE '{actor} %'")), fifth, "{actor}");
        let tasks = format!("SELECT count(*) FROM task WHERE title LIKE '{actor} %' AND state = 'done'");
        assert_eq!(count(&tasks), fifth, "{actor}");
        let tags: usize = (0..acts).filter(|n| n % 25 == 3).count();
        let kept = (0..acts).filter(|n| n % 25 == 3).filter(|n| {
            let tag = format!("\"{actor}{n}\"");
            count(&format!("SELECT count(*) FROM account WHERE instr(tags, '{tag}') > 0")) == 1
        });
        assert_eq!(kept.count(), tags, "{actor}: a word was lost");
    }
    // Each write of the journal stands on the one before it.
    let broken = "SELECT count(*) FROM journal a JOIN journal b ON b.row = a.row AND b.batch > a.batch
         WHERE NOT EXISTS (SELECT 1 FROM journal c WHERE c.row = a.row AND c.batch > a.batch AND c.batch < b.batch)
         AND json_extract(a.after, '$.meta.version') <> json_extract(b.before, '$.meta.version')";
    assert_eq!(count(broken), 0);
    assert_eq!(count("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
}
