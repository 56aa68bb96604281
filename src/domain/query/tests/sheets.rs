//! Rows of a sheet: what passes in which order, and what a write replaces.

use crate::domain::book::DecisionId;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::needs::Needs;
use crate::domain::query::notes::NoteHits;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::{AccountFacts, AccountRow, AccountTexts, DecisionRow};
use crate::domain::query::sheet_task::{TaskFacts, TaskRow};
use crate::domain::query::tests::sample::{cx, parse};
use crate::domain::record::account::LifecycleStage;
use crate::domain::record::renewal::RenewalStage;
use crate::domain::record::task::{Priority, TaskKind, TaskState};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, ContactId, RenewalId, TaskId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use ulid::Ulid;

fn id(n: u128) -> AccountId {
    AccountId(Ulid(n))
}

fn task_id(n: u128) -> TaskId {
    TaskId(Ulid(n))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn decision(n: u128) -> DecisionId {
    DecisionId::new(id(1), Some(RenewalId(Ulid(n))), None)
}

fn facts() -> AccountFacts {
    AccountFacts {
        call: None,
        starred: true,
        locked: false,
        noted: true,
        stage: LifecycleStage::Established,
        renewal_stage: Some(RenewalStage::Quoted),
        band: Some(Band::Red),
        trend: Some(Trend::Falling),
        health: Some(40),
        stake: 5_000_000,
        arr: 25_000_000,
        end: Some(day("2027-01-23")),
        cancel_by: None,
        last_touch: None,
        champion_left: None,
        seats: Some(300),
        seat_use: Some(50.0),
        usage: Some(-31.5),
        nps: None,
        measured: Some(day("2026-11-20")),
        detractor: None,
        created: day("2026-01-10"),
        changed: day("2026-11-24"),
    }
}

fn globex() -> AccountRow {
    let texts = AccountTexts {
        name: "Globéx\u{1b} Corp",
        others: vec!["GBX", "globex.example"],
        tags: vec!["VIP", "Été"],
        contacts: vec![(ContactId(Ulid(9)), "李 Wei"), (ContactId(Ulid(8)), "Dana Fox")],
        segment: Some("Enterprise"),
        owner: Some("Ana López"),
        ..AccountTexts::default()
    };
    let row =
        |n, end: &str, stage| DecisionRow { id: decision(n), end: day(end), cancel_by: None, locked: false, stage };
    let decisions = vec![row(1, "2027-01-23", Some(RenewalStage::Quoted)), row(2, "2027-06-30", None)];
    AccountRow::new(id(1), facts(), decisions, &texts)
}

fn initech() -> AccountRow {
    let quiet = AccountFacts { band: None, health: None, starred: false, noted: false, renewal_stage: None, ..facts() };
    AccountRow::new(id(2), quiet, Vec::new(), &AccountTexts { name: "Initech", ..AccountTexts::default() })
}

fn task(n: u128, title: &str, state: TaskState, due: &str) -> TaskRow {
    let closed = !state.is_open();
    let facts = TaskFacts {
        state,
        priority: Some(Priority::High),
        kind: title.starts_with("Call").then_some(TaskKind::Call),
        noted: n == 1,
        due: Some(day(due)),
        wait: None,
        done: closed.then(|| day("2026-11-23")),
        estimate: None,
        slips: 0,
        created: day("2026-11-01"),
        changed: day("2026-11-20"),
    };
    TaskRow::new(task_id(n), facts, title, &["waiting"])
}

fn sheet() -> Sheet {
    let mut sheet = Sheet::new(Needs::SCREEN);
    sheet.put_account(globex());
    sheet.put_account(initech());
    sheet.put_task(Some(id(1)), task(1, "Call CFO", TaskState::Open, "2026-11-20"));
    sheet.put_task(Some(id(2)), task(2, "Send deck", TaskState::WaitingSales, "2026-11-27"));
    sheet.put_task(None, task(3, "Tidy up", TaskState::Open, "2026-11-24"));
    sheet.put_task(Some(id(1)), task(4, "Old promise", TaskState::Done, "2026-11-01"));
    sheet
}

fn matcher(text: &str) -> Matcher {
    Matcher::new(&parse(text).unwrap(), &cx())
}

fn accounts(sheet: &Sheet, text: &str) -> Vec<u128> {
    sheet.accounts_passing(&matcher(text), &[id(2), id(1), id(7)]).iter().map(|id| id.0.0).collect()
}

fn tasks(sheet: &Sheet, text: &str) -> Vec<u128> {
    let order = [4, 3, 2, 1, 7].map(task_id);
    sheet.tasks_passing(&matcher(text), &order).iter().map(|id| id.0.0).collect()
}

#[test]
fn filters_keep_the_order_they_are_given() {
    let sheet = sheet();
    for (text, want) in [
        ("", &[2, 1, 7][..]),
        ("arr:100k..", &[2, 1]),
        ("health:red", &[1]),
        ("health:none", &[2]),
        ("@globex", &[1]),
        ("acct:example", &[1]),
        ("wei", &[1]),
        ("李", &[1]),
        ("deck", &[2]),
        ("promise", &[]),
        ("+ete", &[1]),
        ("owner:lopez segment:ent star:yes seats:..50%", &[1]),
        ("stage:quoted", &[1]),
        ("due:overdue", &[1]),
        ("state:waiting", &[2]),
        ("done:week", &[1]),
        ("done:yesterday due:2026-11-01", &[1]),
        ("pri:1 due:2026-11-01", &[]),
        ("not done:week", &[2]),
        ("created:jan", &[2, 1]),
        ("nobody", &[]),
    ] {
        assert_eq!(accounts(&sheet, text), want, "{text}");
    }
    for (text, want) in [
        ("", &[4, 3, 2, 1, 7][..]),
        ("due:overdue", &[1]),
        ("globex", &[4, 1]),
        ("gbx cfo", &[1]),
        ("+vip", &[4, 1]),
        ("+waiting", &[4, 3, 2, 1]),
        ("health:red state:open", &[1]),
        ("acct:none", &[3]),
        ("state:done", &[4]),
        ("kind:call", &[1]),
        ("kind:task", &[4, 3, 2]),
        ("id:00", &[4, 3, 2, 1]),
    ] {
        assert_eq!(tasks(&sheet, text), want, "{text}");
    }
}

proptest! {
    /// Of many rows all are searched at once, of few each for itself.
    #[test]
    fn many_rows_pass_as_each_of_them_does(
        names in vec("[abé東]{1,3}( [abé東]{1,3})?", 1..12),
        titles in vec(("[abé東 ]{1,5}", any::<bool>(), option::of(1..12_u128)), 0..20),
        query in "-?[abé東]{1,2}( (or )?-?[abé東])?",
    ) {
        let mut sheet = Sheet::new(Needs::SCREEN);
        for (n, name) in (1..).zip(&names) {
            sheet.put_account(AccountRow::new(id(n), facts(), Vec::new(), &AccountTexts { name, ..AccountTexts::default() }));
        }
        for (n, (title, open, owner)) in (1..).zip(&titles) {
            let state = if *open { TaskState::Open } else { TaskState::Done };
            sheet.put_task(owner.map(id), task(n, title, state, "2026-11-20"));
        }
        let matcher = matcher(&query);
        // One asked of a sheet that has many more is asked for itself.
        for n in 900..960 {
            sheet.put_account(AccountRow::new(id(n), facts(), Vec::new(), &AccountTexts::default()));
            sheet.put_task(None, task(n, "zzz", TaskState::Open, "2026-11-20"));
        }
        let accounts: Vec<AccountId> = (1..=names.len() as u128).map(id).collect();
        let tasks: Vec<TaskId> = (1..=titles.len() as u128).map(task_id).collect();
        let alone = |each: &[AccountId]| each.iter().flat_map(|one| sheet.accounts_passing(&matcher, &[*one])).collect::<Vec<_>>();
        let all: Vec<AccountId> = accounts.iter().copied().chain((900..960).map(id)).collect();
        prop_assert_eq!(sheet.accounts_passing(&matcher, &all), alone(&all));
        let alone = |each: &[TaskId]| each.iter().flat_map(|one| sheet.tasks_passing(&matcher, &[*one])).collect::<Vec<_>>();
        let all: Vec<TaskId> = tasks.iter().copied().chain((900..960).map(task_id)).collect();
        prop_assert_eq!(sheet.tasks_passing(&matcher, &all), alone(&all));
    }
}

#[test]
fn a_decision_answers_for_its_own_term() {
    let sheet = sheet();
    let order = [decision(2), decision(1), decision(3), DecisionId::new(id(2), None, None)];
    for (text, want) in [
        ("", &order[..]),
        ("health:red", &order[..2]),
        ("renew:q2", &order[..1]),
        ("renew:q1", &order[1..2]),
        ("stage:quoted", &order[1..2]),
        ("stage:none", &order[..1]),
        ("due:overdue +vip cfo @gbx", &order[..2]),
        ("health:none", &[]),
    ] {
        assert_eq!(sheet.decisions_passing(&matcher(text), &order), want, "{text}");
    }
}

#[test]
fn notes_are_what_a_search_has_found() {
    let mut sheet = sheet();
    assert_eq!((accounts(&sheet, "note~uplift"), sheet.knows_notes("uplift")), (vec![], false));
    let hits = NoteHits { accounts: [id(1)].into(), tasks: [task_id(1), task_id(2)].into() };
    sheet.learn_notes("uplift", hits);
    assert_eq!(accounts(&sheet, "note~Uplift"), [1]);
    assert_eq!(tasks(&sheet, "note~uplift"), [1], "a row that has no note has none that holds it");
    assert_eq!(tasks(&sheet, "note:any"), [1]);
    sheet.forget_notes();
    assert!(!sheet.knows_notes("uplift"));
}

#[test]
fn shows_what_may_be_printed() {
    let sheet = sheet();
    let globex = sheet.account(id(1)).unwrap();
    assert_eq!(globex.name(), "Globéx␛ Corp");
    assert_eq!(globex.shown_names().collect::<Vec<_>>(), ["Globéx␛ Corp", "GBX", "globex.example"]);
    let people: Vec<_> = globex.contacts().collect();
    assert_eq!(people[1], (ContactId(Ulid(8)), "Dana Fox", "dana fox"));
    assert_eq!(sheet.tags(), ["VIP", "waiting", "Été"]);
    let call = sheet.task(task_id(1)).unwrap();
    assert_eq!((call.title(), call.folded_title()), ("Call CFO", "call cfo"));
    assert_eq!(sheet.account_of(call).map(|account| account.id), Some(id(1)));
    assert_eq!(initech().contacts().count(), 0);
}

#[test]
fn a_write_replaces_rows_and_takes_what_is_gone() {
    let mut sheet = sheet();
    let mut part = Sheet::new(Needs::SCREEN);
    part.put_account(AccountRow::new(
        id(1),
        facts(),
        vec![],
        &AccountTexts { name: "Hooli", ..AccountTexts::default() },
    ));
    part.put_task(Some(id(1)), task(5, "New", TaskState::Open, "2026-11-20"));
    part.put_task(None, task(2, "Send deck", TaskState::Open, "2026-11-27"));
    sheet.replace(&[id(1), id(7)], part);
    assert_eq!((accounts(&sheet, "@globex"), accounts(&sheet, "@hooli")), (vec![], vec![1]));
    let order = [1, 2, 3, 4, 5].map(task_id);
    assert_eq!(sheet.tasks_passing(&matcher("pri:1"), &order), [task_id(2), task_id(5)]);
    assert_eq!(accounts(&sheet, "deck"), [] as [u128; 0], "the task left its account");
    assert_eq!(accounts(&sheet, "new"), [1]);
    assert_eq!(tasks(&sheet, "acct:none"), [2]);
    sheet.replace(&[id(1)], Sheet::new(Needs::SCREEN));
    assert_eq!((accounts(&sheet, "arr:1.."), sheet.tasks().count()), (vec![2], 0));
}
