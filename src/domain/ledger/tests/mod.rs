//! What changes of contracts write to the ledger, and what it sums up to.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure here fails the test")]

mod news;

use crate::domain::ledger::change::{Act, Cause, movements};
use crate::domain::ledger::draft::MovementDraft;
use crate::domain::ledger::reconcile::{Reading, derive, reconcile};
use crate::domain::record::meta::Meta;
use crate::domain::record::movement::Movement;
use crate::domain::record::renewal::{Renewal, RenewalOutcome, RenewalStage};
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::Text;
use proptest::prelude::*;
use ulid::Ulid;

const READING: Reading = Reading { today: Day(20_700), gap: 30, lapse: 90 };

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// A contract of the one account, from a day on, for a year unless said otherwise.
fn contract(n: u128, start: &str, minor: i64) -> Subscription {
    let meta = Meta::made(Moment(0));
    Subscription {
        start: Some(day(start)),
        end: Some(day(start).plus_months(12).plus_days(-1)),
        term_months: Some(12),
        auto_renew: true,
        ..Subscription::earning(SubscriptionId(Ulid(n)), meta, AccountId(Ulid(1)), Text::from("Tideline"), usd(minor))
    }
}

fn renewal(n: u128, of: Option<u128>, due: &str, outcome: Option<RenewalOutcome>) -> Renewal {
    Renewal {
        subscription: of.map(|n| SubscriptionId(Ulid(n))),
        stage: RenewalStage::Closed,
        outcome,
        ..Renewal::due_on(RenewalId(Ulid(n)), Meta::made(Moment(0)), AccountId(Ulid(1)), day(due))
    }
}

fn rows(drafts: Vec<MovementDraft>) -> Vec<Movement> {
    drafts.into_iter().zip(1..).map(|(draft, n)| draft.row(Ulid(n), Moment(0))).collect()
}

fn told(drafts: &[MovementDraft]) -> Vec<String> {
    drafts.iter().map(|draft| format!("{} {:+} {}", draft.day, draft.delta.minor, draft.kind)).collect()
}

fn sum(ledger: &[Movement], on: Day) -> i64 {
    ledger.iter().filter(|row| row.day <= on).map(|row| row.delta.minor).sum()
}

/// A ledger of what has been done so far.
#[derive(Default)]
struct Book {
    ledger: Vec<Movement>,
}

impl Book {
    fn does(&mut self, before: Option<&Subscription>, after: Option<&Subscription>, act: &Act) -> Vec<String> {
        let drafts = movements(before, after, act, &self.ledger, 30);
        let words = told(&drafts);
        for draft in drafts {
            let id = Ulid(self.ledger.len() as u128 + 1);
            self.ledger.push(draft.row(id, Moment(0)));
        }
        words
    }
}

#[test]
fn a_contract_through_its_life() {
    let mut book = Book::default();
    let first = contract(1, "2025-01-01", 12_000);
    let on = |text: &str| Act::on(day(text));
    assert_eq!(book.does(None, Some(&first), &on("2024-12-20")), ["2025-01-01 +12000 new"]);
    assert_eq!(book.ledger[0].amount, Some(usd(12_000)));

    let more = Subscription { arr: usd(18_000), ..first.clone() };
    assert_eq!(book.does(Some(&first), Some(&more), &on("2025-07-01")), ["2025-07-01 +6000 expansion"]);
    assert_eq!(book.ledger[1].amount, Some(usd(3_000)), "half a term is left of it");

    let less = Subscription { arr: usd(15_000), ..more.clone() };
    assert_eq!(book.does(Some(&more), Some(&less), &on("2025-10-01")), ["2025-10-01 -3000 contraction"]);
    assert_eq!(book.ledger[2].amount, Some(usd(-750)));

    let dearer = Subscription { arr: usd(15_600), ..less.clone() };
    let price = Act { cause: Cause::Price, reason: Some(Text::from("4 % a year")), ..on("2026-01-01") };
    assert_eq!(book.does(Some(&less), Some(&dearer), &price), ["2026-01-01 +600 price"]);
    assert_eq!(book.ledger[3].reason, Some(Text::from("4 % a year")));

    // A late renewal, a longer term, another end for co-terming: the same revenue.
    let longer = Subscription { end: Some(day("2028-06-30")), term_months: Some(30), ..dearer.clone() };
    assert_eq!(book.does(Some(&dearer), Some(&longer), &on("2026-01-20")), Vec::<String>::new());

    let second = Subscription { end: longer.end, ..contract(2, "2026-03-01", 2_400) };
    assert_eq!(book.does(None, Some(&second), &on("2026-02-20")), ["2026-03-01 +2400 expansion"]);
    assert_eq!(book.ledger[4].amount, Some(usd(5_600)), "28 months until the common end");

    let gone = Subscription { ended_on: Some(day("2026-06-30")), ..longer.clone() };
    let notice = Act { notice_on: Some(day("2026-04-01")), ..on("2026-04-01") };
    assert_eq!(book.does(Some(&longer), Some(&gone), &notice), ["2026-06-30 -15600 contraction"], "one of two");
    assert_eq!(book.ledger[5].notice_on, Some(day("2026-04-01")));

    let none = Subscription { ended_on: Some(day("2026-08-31")), ..second.clone() };
    assert_eq!(book.does(Some(&second), Some(&none), &on("2026-08-31")), ["2026-08-31 -2400 churn"], "the last one");
    assert_eq!(sum(&book.ledger, day("2026-08-31")), 0);

    let back = contract(3, "2026-09-30", 1_000);
    assert_eq!(book.does(None, Some(&back), &on("2026-09-30")), ["2026-09-30 +1000 expansion"], "30 days: same tenure");
    let gone = Subscription { ended_on: Some(day("2026-10-01")), ..back.clone() };
    book.does(Some(&back), Some(&gone), &on("2026-10-01"));
    let late = contract(4, "2026-11-01", 1_000);
    assert_eq!(book.does(None, Some(&late), &on("2026-11-01")), ["2026-11-01 +1000 reactivation"], "31 days");
}

#[test]
fn corrections_leave_the_right_sum() {
    let start = contract(1, "2026-01-01", 100);
    let act = Act::on(day("2026-05-05"));
    let change = |edit: &dyn Fn(&mut Subscription)| {
        let mut after = start.clone();
        edit(&mut after);
        let mut book = Book::default();
        book.does(None, Some(&start), &act);
        book.does(Some(&start), Some(&after), &act)
    };
    let none = Vec::<String>::new();
    assert_eq!(change(&|_| {}), none);
    assert_eq!(change(&|row| row.seats = Some(9)), none);
    assert_eq!(change(&|row| row.start = Some(day("2026-02-01"))).len(), 2);
    // What is changed before it begins changes as it begins.
    let ahead = contract(1, "2026-08-01", 100);
    let mut book = Book::default();
    book.does(None, Some(&ahead), &act);
    let more = Subscription { arr: usd(160), ..ahead.clone() };
    assert_eq!(book.does(Some(&ahead), Some(&more), &act), ["2026-08-01 +60 expansion"]);
    assert_eq!(book.ledger[1].amount, Some(usd(60)), "a whole term of it");
    assert_eq!(book.does(Some(&more), None, &act), ["2026-08-01 -160 churn"]);

    let eur = Money::new(90, "EUR".parse().unwrap());
    assert_eq!(change(&|row| row.arr = eur), ["2026-05-05 +90 expansion", "2026-05-05 -100 contraction"]);

    let mut book = Book::default();
    let ended = Subscription { ended_on: Some(day("2026-06-30")), ..start.clone() };
    let moved = Subscription { ended_on: Some(day("2026-07-31")), ..start.clone() };
    book.does(None, Some(&start), &act);
    book.does(Some(&start), Some(&ended), &act);
    book.does(Some(&ended), Some(&moved), &act);
    assert_eq!([sum(&book.ledger, day("2026-07-30")), sum(&book.ledger, day("2026-07-31"))], [100, 0]);
    book.does(Some(&moved), Some(&start), &Act::on(day("2026-08-10")));
    assert_eq!([sum(&book.ledger, day("2026-08-09")), sum(&book.ledger, day("2026-08-10"))], [0, 100]);
    book.does(Some(&start), None, &Act::on(day("2026-09-01")));
    assert_eq!(sum(&book.ledger, day("2026-09-01")), 0);
    assert!(movements(None, None, &act, &[], 30).is_empty());
}

#[test]
fn a_start_moves_what_was_paid_and_no_more() {
    let start = contract(1, "2026-01-01", 96_000);
    let more = Subscription { arr: usd(116_000), ..start.clone() };
    let moved = |to: &str, after: &dyn Fn(&mut Subscription)| {
        let mut row = Subscription { start: Some(day(to)), ..more.clone() };
        after(&mut row);
        let mut book = Book::default();
        book.does(None, Some(&start), &Act::on(day("2026-01-01")));
        book.does(Some(&start), Some(&more), &Act::on(day("2026-06-01")));
        let words = book.does(Some(&more), Some(&row), &Act::on(day("2026-08-01")));
        for on in (-100..400).map(|days| day("2026-01-01").plus_days(days)) {
            let ended = row.ended_on.is_some_and(|end| end.max(day(to)) <= on);
            let paid = if on < day("2026-06-01") { 96_000 } else { 116_000 };
            let live = if on < day(to) || ended { 0 } else { paid };
            assert_eq!(sum(&book.ledger, on), live, "on {on} after a start on {to}");
        }
        words
    };
    let none = |_: &mut Subscription| {};
    assert_eq!(moved("2026-02-01", &none), ["2026-01-01 -96000 new", "2026-02-01 +96000 new"]);
    assert_eq!(moved("2025-12-01", &none), ["2025-12-01 +96000 new", "2026-01-01 -96000 new"]);
    let late = ["2026-01-01 -96000 new", "2026-06-01 -20000 expansion", "2026-07-01 +116000 new"];
    assert_eq!(moved("2026-07-01", &none), late);
    // An end in the same form ends what is left by then.
    moved("2026-02-01", &|row| row.ended_on = Some(day("2026-03-01")));
    moved("2025-12-01", &|row| row.ended_on = Some(day("2025-12-20")));
    moved("2026-07-01", &|row| row.ended_on = Some(day("2026-06-15")));
}

/// A name, contracts, renewals, and the ledger they tell.
type Case = (&'static str, Vec<Subscription>, Vec<Renewal>, Vec<&'static str>);

#[test]
fn contracts_alone_tell_a_ledger() {
    let lost = Some(RenewalOutcome::Churned);
    let fixed = |row: Subscription| Subscription { auto_renew: false, ..row };
    let chain = |n: u128, due: &str, target: i64, last: i64, outcome| Renewal {
        target: Some(usd(target)),
        final_amount: Some(usd(last)),
        ..renewal(n, Some(1), due, Some(outcome))
    };
    let cases: Vec<Case> = vec![
        ("it runs on", vec![contract(1, "2025-03-01", 100)], vec![], vec!["2025-03-01 +100 new"]),
        (
            "it ended",
            vec![Subscription { ended_on: Some(day("2026-02-28")), ..contract(1, "2025-03-01", 100) }],
            vec![],
            vec!["2025-03-01 +100 new", "2026-02-28 -100 churn"],
        ),
        (
            "its renewal was lost",
            vec![contract(1, "2025-03-01", 100)],
            vec![renewal(1, Some(1), "2026-02-28", lost)],
            vec!["2025-03-01 +100 new", "2026-02-28 -100 churn"],
        ),
        (
            "renewals tell what it paid before",
            vec![contract(1, "2023-01-01", 120)],
            vec![
                chain(1, "2023-12-31", 100, 130, RenewalOutcome::Expanded),
                chain(2, "2024-12-31", 130, 120, RenewalOutcome::Contracted),
                chain(3, "2025-12-31", 120, 120, RenewalOutcome::Renewed),
            ],
            vec!["2023-01-01 +100 new", "2023-12-31 +30 expansion", "2024-12-31 -10 contraction"],
        ),
        (
            "a renewal of one user does not end it",
            vec![contract(1, "2025-03-01", 100)],
            vec![renewal(1, None, "2026-01-15", lost)],
            vec!["2025-03-01 +100 new"],
        ),
        (
            "one without a name on its last day does",
            vec![contract(1, "2025-03-01", 100)],
            vec![renewal(1, None, "2026-02-28", lost)],
            vec!["2025-03-01 +100 new", "2026-02-28 -100 churn"],
        ),
        (
            "a fixed term that ran out long ago has ended",
            vec![fixed(contract(1, "2025-03-01", 100))],
            vec![],
            vec!["2025-03-01 +100 new", "2026-02-28 -100 churn"],
        ),
        (
            "unless it is still to be decided",
            vec![fixed(contract(1, "2025-03-01", 100))],
            vec![renewal(1, Some(1), "2026-02-28", None)],
            vec!["2025-03-01 +100 new"],
        ),
        (
            "or was renewed",
            vec![fixed(contract(1, "2025-03-01", 100))],
            vec![renewal(1, Some(1), "2026-02-28", Some(RenewalOutcome::Renewed))],
            vec!["2025-03-01 +100 new"],
        ),
        (
            "terms of their own take each other's place",
            vec![
                Subscription { ended_on: Some(day("2025-12-31")), ..contract(1, "2025-01-01", 100) },
                contract(2, "2026-01-01", 130),
            ],
            vec![],
            vec!["2025-01-01 +100 new", "2025-12-31 -100 contraction", "2026-01-01 +130 expansion"],
        ),
        (
            "a day without a start is reckoned from the end",
            vec![Subscription { start: None, end: Some(day("2027-01-31")), ..contract(1, "2025-01-01", 100) }],
            vec![],
            vec!["2026-02-01 +100 new"],
        ),
        (
            "a loss before a renewal that was kept is not its end",
            vec![contract(1, "2024-01-01", 100)],
            vec![
                chain(1, "2024-12-31", 80, 0, RenewalOutcome::Churned),
                chain(2, "2025-12-31", 80, 100, RenewalOutcome::Expanded),
            ],
            vec!["2024-01-01 +80 new", "2025-12-31 +20 expansion"],
        ),
        (
            "nor one before a renewal that is open",
            vec![contract(1, "2025-01-01", 100)],
            vec![renewal(1, Some(1), "2025-12-31", lost), renewal(2, Some(1), "2026-12-31", None)],
            vec!["2025-01-01 +100 new"],
        ),
        ("what earns nothing writes nothing", vec![contract(1, "2025-01-01", 0)], vec![], vec![]),
    ];
    for (name, subs, renewals, want) in cases {
        let drafts = derive(&subs, &renewals, READING);
        assert_eq!(told(&drafts), want, "{name}");
        let again = reconcile(AccountId(Ulid(1)), &rows(drafts), &subs, &renewals, READING);
        assert_eq!(told(&again), Vec::<String>::new(), "{name}, a second time");
    }
}

#[test]
fn a_later_file_writes_what_is_new_in_it() {
    let before = contract(1, "2025-03-01", 100);
    let account = AccountId(Ulid(1));
    let ledger = rows(derive(std::slice::from_ref(&before), &[], READING));
    let news =
        |subs: &[Subscription], renewals: &[Renewal]| told(&reconcile(account, &ledger, subs, renewals, READING));
    let dearer = Subscription { arr: usd(140), ..before.clone() };
    let today = READING.today;
    assert_eq!(news(std::slice::from_ref(&dearer), &[]), [format!("{today} +40 expansion")]);
    let outcome =
        Renewal { target: Some(usd(100)), ..renewal(1, Some(1), "2026-02-28", Some(RenewalOutcome::Expanded)) };
    assert_eq!(news(&[dearer], &[outcome]), ["2026-02-28 +40 expansion"], "its renewal says when");
    let gone = Subscription { ended_on: Some(day("2026-04-30")), ..before.clone() };
    assert_eq!(news(std::slice::from_ref(&gone), &[]), ["2026-04-30 -100 churn"]);
    let other = contract(2, "2026-04-30", 70);
    assert_eq!(news(&[gone, other], &[]), ["2026-04-30 +70 expansion", "2026-04-30 -100 contraction"]);
}

fn life() -> impl Strategy<Value = (i32, Option<i32>, i64)> {
    (0..900_i32, prop::option::of(1..700_i32), 0..5_i64).prop_map(|(start, length, arr)| (start, length, arr * 100))
}

proptest! {
    /// On every day the ledger sums up to what is live on it, whether it was read off contracts or written step by step.
    #[test]
    fn sums_up_to_what_is_live(lives in prop::collection::vec(life(), 0..7), on in -10..1_800_i32) {
        let base = day("2023-01-01");
        let subs: Vec<Subscription> = lives.iter().zip(1..).map(|((start, length, arr), n)| Subscription {
            start: Some(base.plus_days(*start)),
            end: None,
            ended_on: length.map(|length| base.plus_days(start + length)),
            ..contract(n, "2023-01-01", *arr)
        }).collect();
        let on = base.plus_days(on);
        let live: i64 = subs
            .iter()
            .filter(|sub| sub.start.unwrap() <= on && sub.ended_on.is_none_or(|ended| on < ended))
            .map(|sub| sub.arr.minor)
            .sum();
        let derived = rows(derive(&subs, &[], READING));
        prop_assert_eq!(sum(&derived, on), live);
        prop_assert!(reconcile(AccountId(Ulid(1)), &derived, &subs, &[], READING).is_empty());
        let mut book = Book::default();
        for sub in &subs {
            let started = Subscription { ended_on: None, ..sub.clone() };
            book.does(None, Some(&started), &Act::on(base));
            book.does(Some(&started), Some(sub), &Act::on(base));
        }
        prop_assert_eq!(sum(&book.ledger, on), live);
    }

    /// Whatever a person does to a contract, the ledger ends where the contract does.
    #[test]
    fn follows_every_change(steps in prop::collection::vec((0..4_u8, 0..40_i32, 1..6_i64), 1..9)) {
        let mut book = Book::default();
        let mut row = contract(1, "2026-01-01", 100);
        let mut today = day("2026-01-01");
        book.does(None, Some(&row), &Act::on(today));
        for (what, days, amount) in steps {
            today = today.plus_days(days);
            let mut after = row.clone();
            match what {
                0 => after.arr = usd(amount * 100),
                1 => after.ended_on = row.ended_on.is_none().then_some(today),
                2 => after.end = Some(today),
                _ => after.ended_on = None,
            }
            if row.ended_on.is_some() && after.ended_on.is_some() {
                after.arr = row.arr;
            }
            book.does(Some(&row), Some(&after), &Act::on(today));
            row = after;
            let live = if row.ended_on.is_some() { 0 } else { row.arr.minor };
            prop_assert_eq!(sum(&book.ledger, today), live);
        }
    }
}
