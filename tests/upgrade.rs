//! A book of version 1, as that folio wrote it, is brought up to date by today's: its rows, its history and its undo.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure here fails the test")]

use folio::config::settings::Settings;
use folio::domain::record::task::TaskState;
use folio::domain::value::day::{Day, Now, Zone};
use folio::service::desk::{Clock, Desk};
use folio::service::intent::Intent;
use folio::service::query::{Answer, Query};
use rusqlite::Connection;
use std::path::Path;

const FIRST: &str = include_str!("../src/store/migrations/0001.sql");

/// Rows as version 1 kept them, and the last of them done, with its images in the journal of that time.
const ROWS: &str = r#"
INSERT INTO account (id, name, aliases, stage, tags, starred, body, created_at, updated_at, version)
    VALUES ('01J8ACC0000000000000000001', 'Globex', '["gx"]', 'established', '["vip"]', 1, 'pays late', 1, 1, 1),
           ('01J8ACC0000000000000000002', 'Hooli', '[]', 'adopting', '[]', 0, '', 1, 1, 1);
INSERT INTO called (key, account) VALUES ('globex', '01J8ACC0000000000000000001'),
    ('gx', '01J8ACC0000000000000000001'), ('hooli', '01J8ACC0000000000000000002');
INSERT INTO contact (id, account, name, role, created_at, updated_at, version)
    VALUES ('01J8CNT0000000000000000001', '01J8ACC0000000000000000001', 'Dana Fox', 'champion', 1, 1, 1);
INSERT INTO subscription (id, account, product, arr_minor, arr_currency, start, end, auto_renew, created_at,
    updated_at, version)
    VALUES ('01J8SVB0000000000000000001', '01J8ACC0000000000000000001', 'Team', 4000000, 'USD', 20454, 20818, 1, 1, 1, 1);
INSERT INTO renewal (id, account, subscription, due, stage, created_at, updated_at, version)
    VALUES ('01J8RNW0000000000000000001', '01J8ACC0000000000000000001', '01J8SVB0000000000000000001', 20818,
    'preparing', 1, 1, 1);
INSERT INTO touch (id, account, contact, kind, at, minutes, text, created_at, updated_at, version)
    VALUES ('01J8TCH0000000000000000001', '01J8ACC0000000000000000001', '01J8CNT0000000000000000001', 'call',
    1790000000000, 20, 'asked for the roadmap', 1, 1, 1);
INSERT INTO task (id, account, title, due, priority, state, slips, closed_at, tags, body, created_at, updated_at, version)
    VALUES ('01J8TSK0000000000000000001', '01J8ACC0000000000000000001', 'send roadmap', 20780, '1', 'done', 0,
    1790000000000, '["q4"]', '', 1, 1790000000000, 2),
    ('01J8TSK0000000000000000002', NULL, 'tidy desk', NULL, NULL, 'open', 0, NULL, '[]', '', 1, 1, 1);
INSERT INTO batch (seq, at, actor, note, act, rows) VALUES (1, 1790000000000, 'screen', 'Done: send roadmap', 'do', 1);
INSERT INTO journal (batch, n, kind, row, act, before, after) VALUES (1, 0, 'task', '01J8TSK0000000000000000001', 'edited',
    '{"id":"01J8TSK0000000000000000001","meta":{"created_at":1,"updated_at":1,"version":1},"account":"01J8ACC0000000000000000001","contact":null,"title":"send roadmap","due":20780,"due_minute":null,"wait_until":null,"wait_reason":null,"priority":"1","state":"open","waiting_since":null,"estimate_minutes":null,"slips":0,"closed_at":null,"tags":["q4"],"body":""}',
    '{"id":"01J8TSK0000000000000000001","meta":{"created_at":1,"updated_at":1790000000000,"version":2},"account":"01J8ACC0000000000000000001","contact":null,"title":"send roadmap","due":20780,"due_minute":null,"wait_until":null,"wait_reason":null,"priority":"1","state":"done","waiting_since":null,"estimate_minutes":null,"slips":0,"closed_at":1790000000000,"tags":["q4"],"body":""}');
PRAGMA application_id = 0x666f6c69;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"#;

fn ask(path: &Path, sql: &str) -> i64 {
    Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_book_of_the_first_version_is_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folio.db");
    let book = Connection::open(&path).unwrap();
    book.execute_batch(FIRST).unwrap();
    book.execute_batch(ROWS).unwrap();
    drop(book);
    let civil = Day::of(2026, 11, 24).unwrap().date().and_hms_opt(9, 2, 0).unwrap();
    let now = Now::new(Zone::UTC.moment(civil), Zone::UTC);
    let mut desk = Desk::open(&path, &Settings::default(), Clock::Fixed(now), "test").unwrap();

    let backup = folder.path().join("folio.db.v1.bak");
    for (table, rows) in
        [("account", 2), ("contact", 1), ("subscription", 1), ("renewal", 1), ("touch", 1), ("task", 2), ("journal", 1)]
    {
        let count = format!("SELECT count(*) FROM {table}");
        assert_eq!((ask(&path, &count), ask(&backup, &count)), (rows, rows), "{table}");
    }
    assert_eq!(ask(&backup, "PRAGMA user_version"), 1);
    assert!(ask(&path, "PRAGMA user_version") > 1);

    let loaded = desk.load_book(10).unwrap();
    assert_eq!(loaded.ranking.as_ref().map(|ranking| ranking.totals.accounts), Some(2));
    let globex = desk.find_account("gx").unwrap();
    let found = |desk: &Desk| {
        let Answer::Search(_, found) = desk.fetch(&Query::Search { text: "roadmap".to_owned(), limit: 9 }).unwrap()
        else {
            unreachable!()
        };
        let mut titles: Vec<String> = found.into_iter().map(|found| found.id).collect();
        titles.sort();
        titles
    };
    assert_eq!(found(&desk), ["01J8TCH0000000000000000001", "01J8TSK0000000000000000001"]);

    let undone = desk.perform(Intent::Undo(1)).unwrap();
    assert!(undone.note.contains("send roadmap"), "{}", undone.note);
    let Answer::Account(page) = desk.fetch(&Query::Account(globex, 9)).unwrap() else { unreachable!() };
    assert_eq!((page.records.len(), page.records[0].state, page.contacts.len()), (1, TaskState::Open, 1));
    desk.perform(Intent::Redo(1)).unwrap();
    assert_eq!(ask(&path, "SELECT count(*) FROM task WHERE state = 'done' AND kind IS NULL AND every IS NULL"), 1);
    assert_eq!(found(&desk).len(), 2);
}
