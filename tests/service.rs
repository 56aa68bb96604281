//! The desk on a file: undo and redo of any run of intents, the incremental ranking, several programs on one book, and a
//! file that is moved away.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure here fails the test")]

#[path = "support/facts.rs"]
mod facts;

use facts::facts;
use folio::config::settings::Settings;
use folio::domain::arrange::arrangement::{Arrangement, Sorts};
use folio::domain::book::{AccountLine, DecisionId, DecisionLine, TaskLine};
use folio::domain::calendar::days::Days;
use folio::domain::demo::rows::{Size, rows};
use folio::domain::query::tree::Query as Filter;
use folio::domain::record::account::{Account, Pin};
use folio::domain::record::task::TaskState;
use folio::domain::record::view::ListKind;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::id::{AccountId, RenewalId, SubscriptionId, TaskId};
use folio::service::desk::{Clock, Desk};
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::{Intent, Promise, Rows as Chosen, Snooze, Star, TaskDraft, ViewDraft, Waiting};
use folio::service::query::{Answer, Hidden, Query};
use folio::store::db::Store;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::thread;
use tempfile::TempDir;

fn now() -> Now {
    let civil = Day::of(2026, 11, 24).unwrap().date().and_hms_opt(9, 2, 0).unwrap();
    Now::new(Zone::UTC.moment(civil), Zone::UTC)
}

fn desk(path: &Path) -> Desk {
    Desk::create(path, &Settings::default(), Clock::Fixed(now()), "test").unwrap()
}

/// A small book in a file.
fn book(size: Size) -> (TempDir, PathBuf, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folio.db");
    let desk = desk(&path).seeded(7);
    desk.found(rows(42, now(), size)).unwrap();
    (folder, path, desk)
}

/// Something to do, by places in the lists of the book at its start.
#[derive(Clone, Debug)]
enum Deed {
    Done(usize, usize),
    Drop(usize),
    SnoozeTask(usize, i32),
    Move(usize, i32, Option<u16>),
    Add(usize, String),
    Deal(usize),
    SnoozeAccount(usize, i32),
    Star(usize, usize),
    Touch(usize, &'static str),
    Extend(usize, i32),
    Line(usize, &'static str),
    ChangeTask(usize, &'static str),
    ChangeAccount(usize, &'static str),
    ChangeRenewal(usize, &'static str),
    ChangeTerm(usize, &'static str),
    Wait(usize, TaskState),
    Archive(usize),
    Restore(usize),
    Contact(usize, &'static str),
    StartOn(usize),
    StartFor(usize),
    Stop(&'static str),
    Forget,
    View(&'static str, char),
    Undo(u32),
    Redo(u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    let lines = prop::sample::select(vec!["call 20m all well", "email :(", "qbr 90m next: send minutes fri", "note x"]);
    let adds = vec!["weekly mail every:week due:fri", "check usage every:2w wait:mon", "sync every:month on 31 p:1"];
    let changes =
        vec!["p:1 due:fri +vip", "every:2w wait:mon", "acct:none", "state:waiting-sales", "state:open", "due:", "x"];
    let accounts =
        vec!["stage:churned", "call:lost pin:top", "name:Renamed", "snoozed:mon +vip -vip", "star:yes", "helth:1"];
    let renewals = vec!["due:2027-03-31", "outcome:renewed final:12k", "outcome:", "cancel_by:mon", "target:-1"];
    let terms = vec!["end:2027-04-30", "arr:5k", "end:2020-01-01", "end:", "arr:-5k"];
    let stops = vec!["", "asked for ROI +pos next: send deck fri", "call 30m: price", "due:3/4 next: x due:3/4"];
    let states = vec![TaskState::WaitingSupport, TaskState::WaitingCustomer, TaskState::Open, TaskState::Done];
    let pick = prop::sample::select::<&'static str>;
    prop_oneof![
        2 => (0..20_usize, pick(adds)).prop_map(|(n, line)| Deed::Line(n, line)),
        3 => (0..60_usize, pick(changes)).prop_map(|(n, line)| Deed::ChangeTask(n, line)),
        2 => (0..20_usize, pick(accounts)).prop_map(|(n, line)| Deed::ChangeAccount(n, line)),
        2 => (0..20_usize, pick(renewals)).prop_map(|(n, line)| Deed::ChangeRenewal(n, line)),
        2 => (0..20_usize, pick(terms)).prop_map(|(n, line)| Deed::ChangeTerm(n, line)),
        2 => (0..60_usize, prop::sample::select(states)).prop_map(|(n, state)| Deed::Wait(n, state)),
        1 => (0..20_usize).prop_map(Deed::Archive),
        1 => (0..20_usize).prop_map(Deed::Restore),
        1 => (0..20_usize, pick(vec!["Zoe Zander role:champion left:today", "Ann +pos", ""])).prop_map(|(n, line)| Deed::Contact(n, line)),
        2 => (0..60_usize).prop_map(Deed::StartOn),
        1 => (0..20_usize).prop_map(Deed::StartFor),
        1 => pick(stops).prop_map(Deed::Stop),
        1 => Just(Deed::Forget),
        1 => (pick(vec!["mine", "At risk"]), prop::char::range('a', 'c')).prop_map(|(name, key)| Deed::View(name, key)),
        3 => (0..60_usize, 0..60_usize).prop_map(|(a, b)| Deed::Done(a, b)),
        1 => (0..60_usize).prop_map(Deed::Drop),
        2 => (0..60_usize, -1..40_i32).prop_map(|(n, days)| Deed::SnoozeTask(n, days)),
        2 => (0..60_usize, -9..40_i32, prop::option::of(0..1_440_u16)).prop_map(|(n, d, m)| Deed::Move(n, d, m)),
        2 => (0..20_usize, ".{0,20}").prop_map(|(n, title)| Deed::Add(n, title)),
        2 => (0..20_usize).prop_map(Deed::Deal),
        1 => (0..20_usize, -1..40_i32).prop_map(|(n, days)| Deed::SnoozeAccount(n, days)),
        1 => (0..20_usize, 0..20_usize).prop_map(|(a, b)| Deed::Star(a, b)),
        2 => (0..20_usize, lines).prop_map(|(n, line)| Deed::Touch(n, line)),
        2 => (0..20_usize, -40..400_i32).prop_map(|(n, days)| Deed::Extend(n, days)),
        2 => (1..4_u32).prop_map(Deed::Undo),
        1 => (1..4_u32).prop_map(Deed::Redo),
    ]
}

/// Ids of the rows of a book.
struct Rows {
    accounts: Vec<AccountId>,
    decisions: Vec<(DecisionId, Day)>,
    tasks: Vec<TaskId>,
    renewals: Vec<RenewalId>,
    terms: Vec<SubscriptionId>,
}

impl Rows {
    fn of(desk: &Desk) -> Rows {
        let Answer::Orders(accounts, _, tasks) = desk.fetch(&Query::Orders(Sorts::default())).unwrap() else {
            unreachable!()
        };
        let every = desk.fetch(&Query::Decisions { from: Day::MIN, to: Day::MAX, filter: Filter::default() }).unwrap();
        let Answer::Lines(lines) = every else { unreachable!() };
        let decisions = lines.decisions.iter().map(|line| (line.id, line.end)).collect();
        let renewals = lines.decisions.iter().filter_map(|line| line.id.renewal()).collect();
        let terms = lines.decisions.iter().filter_map(|line| line.id.subscription()).collect();
        Rows { accounts, decisions, tasks, renewals, terms }
    }

    fn intent(&self, deed: &Deed) -> Intent {
        let task = |n: usize| self.tasks[n % self.tasks.len()];
        let account = |n: usize| self.accounts[n % self.accounts.len()];
        let snooze = |days: i32| Snooze { until: now().today.plus_days(days), reason: Some("later".to_owned()) };
        match deed {
            Deed::Done(a, b) => Intent::CompleteTasks(vec![task(*a), task(*b)]),
            Deed::Drop(n) => Intent::DropTasks(vec![task(*n)]),
            Deed::SnoozeTask(n, days) => Intent::SnoozeTasks(vec![task(*n)], snooze(*days)),
            Deed::Move(n, days, minute) => {
                Intent::RescheduleTasks(vec![task(*n)], Promise { day: now().today.plus_days(*days), minute: *minute })
            }
            Deed::Add(n, title) => {
                let account = self.accounts.get(*n).copied();
                Intent::AddTasks(vec![TaskDraft { account, title: title.clone(), ..TaskDraft::default() }])
            }
            Deed::Deal(n) => Intent::DealWith(vec![account(*n)]),
            Deed::SnoozeAccount(n, days) => Intent::SnoozeAccounts(vec![account(*n)], snooze(*days)),
            Deed::Star(a, b) => Intent::Star(vec![account(*a), account(*b)], Star::On),
            Deed::Touch(n, line) => Intent::LogLine(account(*n), (*line).to_owned()),
            Deed::Extend(n, days) => {
                let decision = self.decisions[*n % self.decisions.len()];
                Intent::RescheduleRenewal(decision.0, decision.1, now().today.plus_days(*days))
            }
            Deed::Line(n, line) => Intent::AddLines(self.accounts.get(*n).copied(), vec![(*line).to_owned()]),
            Deed::ChangeTask(n, line) => Intent::Modify(Chosen::Tasks(vec![task(*n), task(n + 1)]), (*line).to_owned()),
            Deed::ChangeAccount(n, line) => Intent::Modify(Chosen::Accounts(vec![account(*n)]), (*line).to_owned()),
            Deed::ChangeRenewal(n, line) => {
                let of = |n: usize| self.renewals[n % self.renewals.len()];
                Intent::Modify(Chosen::Renewals(vec![of(*n)]), (*line).to_owned())
            }
            Deed::ChangeTerm(n, line) => {
                let of = |n: usize| self.terms[n % self.terms.len()];
                Intent::Modify(Chosen::Subscriptions(vec![of(*n)]), (*line).to_owned())
            }
            Deed::Wait(n, state) => Intent::Wait(vec![task(*n)], Waiting { state: *state, since: None }),
            Deed::Archive(n) => Intent::Archive(Chosen::Accounts(vec![account(*n)])),
            Deed::Restore(n) => Intent::Restore(Chosen::Accounts(vec![account(*n)])),
            Deed::Contact(n, line) => Intent::AddContact(account(*n), (*line).to_owned()),
            Deed::StartOn(n) => Intent::StartTimer(account(*n), Some(task(*n))),
            Deed::StartFor(n) => Intent::StartTimer(account(*n), None),
            Deed::Stop(line) => Intent::StopTimer((*line).to_owned()),
            Deed::Forget => Intent::CancelTimer,
            Deed::View(name, key) => Intent::SaveView(ViewDraft {
                name: (*name).to_owned(),
                list: ListKind::Accounts,
                query: "health:red   renew:..60d".to_owned(),
                key: Some(*key),
                arrangement: Arrangement::default(),
            }),
            Deed::Undo(steps) => Intent::Undo(*steps),
            Deed::Redo(steps) => Intent::Redo(*steps),
        }
    }
}

/// Does deeds; one that is refused changes nothing.
fn run(desk: &mut Desk, path: &Path, deeds: &[Deed]) -> Result<(), TestCaseError> {
    let rows = Rows::of(desk);
    for deed in deeds {
        let before = facts(path);
        if let Err(refused) = desk.perform(rows.intent(deed)) {
            prop_assert_eq!(facts(path), before, "{:?} was refused ({}) and yet wrote", deed, refused);
        }
    }
    Ok(())
}

/// Every line of the ranking in its order; tasks without an account stand on the median of the last full ranking.
fn lines(desk: &Desk) -> (Vec<AccountLine>, Vec<DecisionLine>, Vec<TaskLine>) {
    let ask = |query| match desk.fetch(&query).unwrap() {
        Answer::Lines(lines) => (lines.accounts, lines.decisions, lines.tasks),
        _ => unreachable!(),
    };
    let accounts = ask(Query::Accounts { filter: Filter::default(), hidden: Hidden::Last, limit: u32::MAX }).0;
    let decisions = ask(Query::Decisions { from: Day::MIN, to: Day::MAX, filter: Filter::default() }).1;
    let mut tasks =
        ask(Query::Tasks { account: None, filter: Filter::default(), hidden: Hidden::Last, limit: u32::MAX }).2;
    tasks.retain(|task| task.account.is_some());
    (accounts, decisions, tasks)
}

fn totals(desk: &Desk) -> String {
    let Answer::Standing(ranking, ..) = desk.fetch(&Query::Standing).unwrap() else { unreachable!() };
    format!("{:?}", ranking.map(|ranking| ranking.totals))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_run_of_intents_is_undone_to_the_start_and_redone_to_the_end(deeds in prop::collection::vec(deed(), 1..25)) {
        let (_folder, path, mut desk) = book(Size::of(12, 50, 40));
        let start = facts(&path);
        run(&mut desk, &path, &deeds)?;
        let end = facts(&path);
        let mut steps = 0;
        while desk.perform(Intent::Undo(1)).is_ok() {
            steps += 1;
        }
        prop_assert_eq!(facts(&path), start);
        if steps > 0 {
            desk.perform(Intent::Redo(steps)).unwrap();
        }
        prop_assert_eq!(facts(&path), end);
    }

    #[test]
    fn lines_ranked_one_by_one_equal_those_ranked_all_at_once(deeds in prop::collection::vec(deed(), 1..25)) {
        let (_folder, path, mut desk) = book(Size::of(12, 50, 40));
        run(&mut desk, &path, &deeds)?;
        let (some, sums) = (lines(&desk), totals(&desk));
        let whole = Query::Calendar { from: Day::MIN, to: Day::MAX };
        let calendar = desk.fetch(&whole).unwrap();
        let agenda = Query::Agenda { from: Day::MIN, to: Day::MAX, limit: u32::MAX };
        let (Answer::Calendar(view), Answer::Agenda(entries)) = (&calendar, desk.fetch(&agenda).unwrap()) else {
            unreachable!()
        };
        prop_assert_eq!(&view.days, &Days::of(entries.entries));
        desk.rerank().unwrap();
        prop_assert_eq!(desk.fetch(&whole).unwrap(), calendar);
        let (all, all_sums) = (lines(&desk), totals(&desk));
        prop_assert_eq!(some.0, all.0);
        prop_assert_eq!(some.1, all.1);
        prop_assert_eq!(some.2, all.2);
        prop_assert_eq!(sums, all_sums);
    }
}

#[test]
fn two_programs_write_and_nothing_is_lost() {
    const ACTS: u32 = 200;
    let (_folder, path, first) = book(Size::of(6, 10, 10));
    let account = Rows::of(&first).accounts[0];
    let version = || Store::open(&path).unwrap().row::<Account>(&account.to_string()).unwrap().unwrap().meta.version;
    let before = version();
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        for (place, who) in (0_i32..).zip(["one", "other"]) {
            let (barrier, path) = (&barrier, &path);
            scope.spawn(move || {
                let mut desk = desk(path);
                barrier.wait();
                for n in 0..i32::try_from(ACTS / 2).unwrap() {
                    let draft = TaskDraft { title: format!("{who} {n}"), ..TaskDraft::default() };
                    desk.perform(Intent::AddTasks(vec![draft])).unwrap();
                    let until = now().today.plus_days(1 + 2 * n + place);
                    desk.perform(Intent::SnoozeAccounts(vec![account], Snooze { until, reason: None })).unwrap();
                }
            });
        }
    });
    assert_eq!(version(), before + ACTS, "each write stands on the one before");
    let rows = facts(&path);
    for who in ["one", "other"] {
        for n in 0..ACTS / 2 {
            let title = format!("{who} {n}");
            let found = rows.iter().filter(|row| row.starts_with("task ") && row.contains(&hex(&title))).count();
            assert_eq!(found, 1, "{title}");
        }
    }
    let Answer::History(deeds) = first.fetch(&Query::History(10_000)).unwrap() else { unreachable!() };
    assert_eq!(deeds.len(), 2 * ACTS as usize);
}

/// A text as the dump has it.
fn hex(text: &str) -> String {
    format!("{:?}", rusqlite::types::ValueRef::Text(text.as_bytes()))
}

#[test]
fn each_sees_what_the_other_wrote() {
    let (_folder, path, mut first) = book(Size::of(6, 10, 10));
    let mut second = desk(&path);
    assert!(!first.changed_elsewhere().unwrap());
    let task = Rows::of(&first).tasks[0];
    second.perform(Intent::CompleteTasks(vec![task])).unwrap();
    assert!(first.changed_elsewhere().unwrap());
    assert!(!first.changed_elsewhere().unwrap());
    first.perform(Intent::Undo(1)).unwrap();
    assert!(!first.changed_elsewhere().unwrap(), "one's own write is none from elsewhere");
    assert_eq!(second.perform(Intent::Undo(1)).unwrap_err().kind, ErrorKind::Rejected);
    first.perform(Intent::Redo(1)).unwrap();
    let search = Query::Search { text: "renewal".to_owned(), limit: 5 };
    second.fetch(&search).unwrap();
    assert!(!first.changed_elsewhere().unwrap(), "what was written for searches alone is nothing to look at");
    second.perform(Intent::Undo(1)).unwrap();
    second.fetch(&search).unwrap();
    assert!(first.changed_elsewhere().unwrap());
}

#[test]
fn a_file_that_is_moved_away_is_noticed_before_a_write_is_acknowledged() {
    let (folder, path, mut desk) = book(Size::of(6, 10, 10));
    let task = Rows::of(&desk).tasks[0];
    let before = facts(&path);
    let away = folder.path().join("away.db");
    fs::rename(&path, &away).unwrap();
    for replaced in [false, true] {
        if replaced {
            fs::copy(&away, &path).unwrap();
        }
        let refused: Error = desk.perform(Intent::CompleteTasks(vec![task])).unwrap_err();
        assert_eq!(refused.kind, ErrorKind::Rejected, "{refused}");
        assert!(!refused.hint.is_empty());
    }
    fs::rename(&away, &path).unwrap();
    assert_eq!(facts(&path), before);
    desk.perform(Intent::CompleteTasks(vec![task])).unwrap();
    assert_ne!(facts(&path), before);
}

#[test]
fn eight_programs_make_one_book() {
    const PROGRAMS: usize = 8;
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("folio.db");
        let barrier = Barrier::new(PROGRAMS);
        thread::scope(|scope| {
            for n in 0..PROGRAMS {
                let (barrier, path) = (&barrier, &path);
                scope.spawn(move || {
                    barrier.wait();
                    let mut desk = desk(path);
                    let draft = TaskDraft { title: format!("of {n}"), ..TaskDraft::default() };
                    desk.perform(Intent::AddTasks(vec![draft])).unwrap();
                });
            }
        });
        assert_eq!(facts(&path).len(), PROGRAMS);
        let names = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
        let strange: Vec<_> = names.filter(|name| !name.to_string_lossy().starts_with("folio.db")).collect();
        assert!(strange.is_empty(), "{strange:?}");
    }
}

/// The order that the screens show is the one that the ranking defines, ties included.
#[test]
fn the_order_shown_is_the_order_defined() {
    use folio::domain::stake::order::{Place, compare};
    let (_folder, _, desk) = book(Size::DEMO);
    let query = Query::Accounts { filter: Filter::default(), hidden: Hidden::Last, limit: u32::MAX };
    let Answer::Lines(found) = desk.fetch(&query).unwrap() else { unreachable!() };
    let shown: Vec<_> = found.accounts.iter().filter(|line| !line.hidden).collect();
    let place = |line: &AccountLine| -> (Option<Pin>, i64, Option<Day>, i64, String, AccountId) {
        (line.pin, line.stake, line.day, line.revenue, line.name.clone(), line.id)
    };
    let places: Vec<_> = shown.iter().map(|line| place(line)).collect();
    for pair in places.windows(2) {
        let of = |p: &'_ (Option<Pin>, i64, Option<Day>, i64, String, AccountId)| p.clone();
        let (a, b) = (of(&pair[0]), of(&pair[1]));
        let above = Place { pin: a.0, stake: a.1, decision: a.2, revenue: a.3, name: &a.4, id: a.5 };
        let below = Place { pin: b.0, stake: b.1, decision: b.2, revenue: b.3, name: &b.4, id: b.5 };
        assert_eq!(compare(&above, &below), std::cmp::Ordering::Less, "{} above {}", a.4, b.4);
    }
}

/// A contract that changes hands counts once, on the right account, there and back.
#[test]
fn both_owners_are_ranked_when_a_contract_changes_hands() {
    use folio::service::import::plan::{Options, Source};
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(&folder.path().join("hands.db"));
    let options = Options::new(Settings::default().money.home);
    let mut import = |name: &str, text: &str| {
        let source = Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        desk.import(&[source], &options).unwrap();
        let query = Query::Accounts { filter: Filter::default(), hidden: Hidden::Last, limit: 9 };
        let Answer::Lines(found) = desk.fetch(&query).unwrap() else { unreachable!() };
        let mut arr: Vec<(String, i64)> = found.accounts.into_iter().map(|line| (line.name, line.arr)).collect();
        arr.sort();
        arr
    };
    let arr = |alpha, beta| vec![("Alpha".to_owned(), alpha), ("Beta".to_owned(), beta)];
    import("accounts.csv", "Account ID,Account Name\nA1,Alpha\nB1,Beta\n");
    let contract = |owner| {
        format!(
            "Subscription ID,Account ID,Product,ARR,Start Date,End Date\nS1,{owner},Team,10000,2026-01-01,2027-06-30\n"
        )
    };
    assert_eq!(import("subscriptions.csv", &contract("A1")), arr(1_000_000, 0));
    assert_eq!(import("subscriptions.csv", &contract("B1")), arr(0, 1_000_000));
    desk.perform(Intent::Undo(1)).unwrap();
    let query = Query::Accounts { filter: Filter::default(), hidden: Hidden::Last, limit: 9 };
    let Answer::Lines(found) = desk.fetch(&query).unwrap() else { unreachable!() };
    assert_eq!(found.accounts.iter().map(|line| line.arr).sum::<i64>(), 1_000_000);
}
