//! Each figure by hand, on a small book with one week that runs and one that is over.

use crate::domain::phrase::period::Period;
use crate::domain::record::account::{CallLevel, HealthCall};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::task::TaskState;
use crate::domain::record::touch::TouchKind;
use crate::domain::review::facts::{
    AccountFact, ExpansionFact, Facts, FeedbackFact, ReferralFact, RenewalFact, TaskEdit, TaskFact, TaskStanding,
    TouchFact,
};
use crate::domain::review::figure::{Amount, Beside, Figure};
use crate::domain::review::reckon::{Place, Standard, Window, mean, median};
use crate::domain::review::spent::table;
use crate::domain::review::time::Fit;
use crate::domain::stake::input::{Dated, Hand};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, FeedbackId, MovementId, OpportunityId, RenewalId, TaskId, TouchId};
use proptest::prelude::*;
use ulid::Ulid;

/// A day of November 2026.
fn nov(day: u32) -> Day {
    Day::of(2026, 11, day).unwrap()
}

const K: i64 = 100_000;
const ACME: usize = 0;
const BOLT: usize = 1;
const CORE: usize = 2;
const DUNE: usize = 3;

fn account(n: u128, name: &str, cadence: u32, arr: i64) -> AccountFact {
    let since = Day::of(2025, 1, 1).unwrap();
    AccountFact {
        id: AccountId(Ulid(n)),
        name: name.to_owned(),
        segment: None,
        cadence,
        since,
        churned: false,
        ledger: vec![(since, arr)],
        contact_before: None,
        health: Vec::new(),
        red_below: 50.0,
        hand: None,
        away: None,
        calls: Vec::new(),
        leaving: None,
        stake: 0,
        band: None,
        trend: None,
        open_tasks: 0,
    }
}

fn accounts() -> Vec<AccountFact> {
    let mut acme = account(1, "Acme", 14, 100 * K);
    (acme.health, acme.contact_before, acme.stake) =
        (vec![(nov(1), 80.0), (nov(25), 40.0)], Day::of(2026, 10, 1), 50 * K);
    let mut bolt = account(2, "Bolt", 30, 60 * K);
    bolt.ledger.push((nov(24), 20 * K));
    (bolt.health, bolt.contact_before, bolt.stake) = (vec![(nov(10), 45.0), (nov(26), 60.0)], Some(nov(5)), 10 * K);
    let mut core = account(3, "Core", 90, 40 * K);
    core.stake = 40 * K;
    let mut dune = account(4, "Dune", 30, 10 * K);
    dune.churned = true;
    dune.ledger.push((nov(24), -10 * K));
    vec![acme, bolt, core, dune]
}

fn touches() -> Vec<TouchFact> {
    let rows = [
        (ACME, TouchKind::Qbr, 18, Some(90)),
        (BOLT, TouchKind::Meeting, 23, Some(60)),
        (ACME, TouchKind::Call, 24, Some(30)),
        (BOLT, TouchKind::Note, 25, None),
        (CORE, TouchKind::Ticket, 25, Some(15)),
        (ACME, TouchKind::Email, 26, Some(10)),
    ];
    let touch = |(n, (account, kind, day, minutes)): (u128, (usize, TouchKind, u32, Option<u32>))| TouchFact {
        id: TouchId(Ulid(n)),
        account,
        kind,
        day: nov(day),
        minutes,
    };
    (1..).zip(rows).map(touch).collect()
}

fn task(n: u128, state: TaskState, due: Option<u32>, closed: Option<u32>) -> TaskFact {
    TaskFact {
        id: TaskId(Ulid(n)),
        account: Some(ACME),
        title: format!("task {n}"),
        now: TaskStanding { state, due: due.map(nov), waiting_since: None },
        made: nov(1),
        closed: closed.map(nov),
        priority: None,
        slips: 0,
        estimate_minutes: None,
        edits: Vec::new(),
    }
}

fn tasks() -> Vec<TaskFact> {
    let before = TaskStanding { state: TaskState::Open, due: Some(nov(25)), waiting_since: None };
    let moved = TaskEdit { on: nov(24), before, due: Some(nov(30)) };
    let held = TaskStanding { state: TaskState::WaitingSales, due: Some(nov(26)), waiting_since: Some(nov(20)) };
    let back = TaskEdit { on: nov(25), before: held, due: None };
    let mut had = task(9, TaskState::WaitingSales, Some(12), None);
    had.now.waiting_since = Some(nov(12));
    let mut waits = task(7, TaskState::WaitingSupport, None, None);
    waits.now.waiting_since = Some(nov(20));
    vec![
        task(0, TaskState::Done, Some(24), Some(24)),
        task(1, TaskState::Done, Some(25), Some(26)),
        task(2, TaskState::Open, Some(26), None),
        task(3, TaskState::Open, Some(27), None),
        TaskFact { edits: vec![moved], ..task(4, TaskState::Open, Some(30), None) },
        task(5, TaskState::Dropped, Some(25), Some(25)),
        task(6, TaskState::Open, Some(10), None),
        waits,
        TaskFact { edits: vec![back], ..task(8, TaskState::Open, None, None) },
        had,
    ]
}

fn facts() -> Facts {
    let settled = |n, account, day, outcome, decided, signed| RenewalFact {
        id: RenewalId(Ulid(n)),
        account,
        day: nov(day),
        outcome,
        decided: Some(decided),
        signed,
        notice: None,
    };
    Facts {
        stakes: None,
        accounts: accounts(),
        touches: touches(),
        tasks: tasks(),
        renewals: vec![
            settled(1, ACME, 24, RenewalOutcome::Renewed, 100 * K, 100 * K),
            settled(2, BOLT, 25, RenewalOutcome::Expanded, 60 * K, 80 * K),
            settled(3, DUNE, 24, RenewalOutcome::Churned, 10 * K, 0),
        ],
        expansions: vec![ExpansionFact { id: Some(MovementId(Ulid(1))), account: BOLT, day: nov(24), delta: 20 * K }],
        referrals: vec![ReferralFact {
            id: OpportunityId(Ulid(1)),
            account: BOLT,
            name: "Cousin Ltd".to_owned(),
            day: nov(23),
            amount: Some(5 * K),
        }],
        feedback: feedback(),
    }
}

fn said(n: u128, account: usize, on: Day) -> FeedbackFact {
    FeedbackFact {
        id: FeedbackId(Ulid(n)),
        account,
        title: String::new(),
        day: on,
        nps: None,
        satisfied: None,
        ease: None,
        asks: false,
        problem: false,
        answered: None,
        resolved: None,
    }
}

fn feedback() -> Vec<FeedbackFact> {
    let nps = |n, on: Day, score: f64| FeedbackFact { nps: Some(score), asks: score < 7.0, ..said(n, ACME, on) };
    let ask = |n, on, answered: Option<(u32, f64)>, resolved: Option<u32>| FeedbackFact {
        asks: true,
        problem: true,
        answered: answered.map(|(day, hours)| (nov(day), hours)),
        resolved: resolved.map(nov),
        ..said(n, BOLT, nov(on))
    };
    let summer = Day::of(2026, 8, 1).unwrap();
    vec![
        nps(1, summer, 0.0),
        nps(2, nov(2), 9.0),
        nps(3, nov(3), 8.0),
        nps(4, nov(20), 10.0),
        FeedbackFact { answered: Some((nov(25), 12.0)), ..nps(5, nov(24), 3.0) },
        FeedbackFact { satisfied: Some(true), ..said(6, ACME, nov(3)) },
        FeedbackFact { satisfied: Some(false), ..said(7, BOLT, nov(24)) },
        FeedbackFact { ease: Some(7.0), ..said(13, ACME, summer) },
        FeedbackFact { ease: Some(5.0), ..said(14, ACME, nov(20)) },
        FeedbackFact { ease: Some(2.0), ..said(15, BOLT, nov(25)) },
        ask(8, 23, Some((24, 30.0)), Some(26)),
        ask(9, 24, None, None),
        ask(10, 27, None, None),
        ask(11, 10, Some((10, 2.0)), Some(23)),
        FeedbackFact { problem: false, ..ask(12, 23, Some((23, 1.0)), Some(23)) },
    ]
}

/// Friday is today: the week runs.
fn window(facts: &Facts, first: u32, last: u32) -> Window<'_> {
    let rules = Standard { steady: 5.0, response_hours: 24, survey_days: Some(90) };
    Window::new(facts, Period { first: nov(first), last: nov(last) }, nov(27), rules)
}

fn money(value: i64, of: i64) -> Amount {
    Amount::part(value as f64, of as f64)
}

fn with(value: f64, beside: Beside) -> Amount {
    Amount { beside: Some(beside), ..Amount::plain(value) }
}

#[test]
fn each_figure_of_a_week_that_runs() {
    let (facts, plain) = (facts(), |value| Some(Amount::plain(value)));
    let week = window(&facts, 23, 27);
    for (figure, want) in [
        (Figure::TasksDone, plain(2.0)),
        // Three past their day, and one moved on; that of today may still be done.
        (Figure::TasksSlipped, plain(4.0)),
        // Kept: the 24th. Broken: one done late, one open, one moved. Dropped is no promise, today is not over.
        (Figure::PromisesKept, Some(Amount::part(1.0, 4.0))),
        (Figure::Touches, plain(5.0)),
        (Figure::Calls, plain(1.0)),
        (Figure::Emails, plain(1.0)),
        (Figure::Meetings, plain(1.0)),
        (Figure::Qbrs, plain(0.0)),
        (Figure::OtherTouches, plain(2.0)),
        (Figure::Minutes, plain(115.0)),
        // A note and a ticket touch nobody; Dune has left.
        (Figure::AccountsTouched, Some(Amount::part(2.0, 3.0))),
        (Figure::ArrTouched, Some(money(180 * K, 220 * K))),
        (Figure::RedTouched, Some(Amount::part(1.0, 1.0))),
        (Figure::Coverage, Some(Amount::part(2.0, 3.0))),
        (Figure::CoverageArr, Some(money(180 * K, 220 * K))),
        // First answers after 1, 12 and 30 hours; one waits for three days, and one since today.
        (Figure::ResponseTime, plain(720.0)),
        (Figure::ResponseOnTime, Some(Amount::part(2.0, 4.0))),
        // An offer that is settled is no problem.
        (Figure::ProblemsSolved, plain(2.0)),
        // Of the last 90 days: 9, 8, 10 and 3. That of August is too old.
        (Figure::Nps, plain(25.0)),
        (Figure::Csat, Some(Amount::part(1.0, 2.0))),
        // 5 and 2; the 7 of August is too old.
        (Figure::Ces, plain(3.5)),
        (Figure::RenewalsClosed, Some(with(3.0, Beside::Money(180 * K)))),
        // Bolt was red on the 10th; Acme only after it had signed.
        (Figure::RenewalsSaved, Some(with(1.0, Beside::Money(80 * K)))),
        (Figure::RenewalsLost, Some(with(1.0, Beside::Money(10 * K)))),
        (Figure::Expansion, plain((20 * K) as f64)),
        (Figure::Referrals, Some(with(1.0, Beside::Money(5 * K)))),
        (Figure::HealthUp, plain(1.0)),
        (Figure::HealthDown, plain(1.0)),
        (Figure::WaitingSales, Some(with(1.0, Beside::Days(15.0)))),
        (Figure::WaitingSupport, Some(with(1.0, Beside::Days(7.0)))),
        (Figure::WaitingProduct, plain(0.0)),
        // Sales gave one back in time, and has one past its day. Support has one that nobody promised.
        (Figure::SalesOnTime, Some(Amount::part(1.0, 2.0))),
        (Figure::SupportOnTime, None),
        // Acme a day, Bolt four.
        (Figure::MedianIdle, plain(2.5)),
    ] {
        assert_eq!(week.amount(figure), want, "{figure}");
    }
}

#[test]
fn a_week_that_is_over_stands_as_it_stood() {
    let facts = facts();
    let week = window(&facts, 16, 22);
    for (figure, want) in [
        (Figure::TasksDone, Some(Amount::plain(0.0))),
        (Figure::TasksSlipped, Some(Amount::plain(2.0))),
        (Figure::PromisesKept, None),
        (Figure::Touches, Some(Amount::plain(1.0))),
        // Dune still paid.
        (Figure::AccountsTouched, Some(Amount::part(1.0, 4.0))),
        (Figure::ArrTouched, Some(money(100 * K, 210 * K))),
        // Bolt was the red one.
        (Figure::RedTouched, Some(Amount::part(0.0, 1.0))),
        (Figure::Coverage, Some(Amount::part(2.0, 4.0))),
        (Figure::ResponseTime, None),
        (Figure::ResponseOnTime, None),
        (Figure::ProblemsSolved, Some(Amount::plain(0.0))),
        (Figure::Nps, Some(Amount::plain(2.0 / 3.0 * 100.0))),
        (Figure::Csat, Some(Amount::part(1.0, 1.0))),
        (Figure::Ces, Some(Amount::plain(5.0))),
        (Figure::RenewalsClosed, Some(Amount::plain(0.0))),
        (Figure::Expansion, Some(Amount::plain(0.0))),
        (Figure::HealthUp, Some(Amount::plain(0.0))),
        (Figure::WaitingSupport, Some(with(1.0, Beside::Days(2.0)))),
        (Figure::MedianIdle, Some(Amount::plain(10.5))),
    ] {
        assert_eq!(week.amount(figure), want, "{figure}");
    }
    let empty = Facts::default();
    for figure in [Figure::Coverage, Figure::ArrTouched, Figure::RedTouched, Figure::MedianIdle, Figure::PromisesKept] {
        assert_eq!(window(&empty, 16, 22).amount(figure), None, "{figure} of nothing");
    }
}

#[test]
fn the_rows_behind_a_figure_are_what_it_sums() {
    let facts = facts();
    let week = window(&facts, 23, 27);
    let behind = |figure, counts| {
        let parts = week.parts(figure).into_iter().filter(move |part| part.counts == counts);
        parts.map(|part| part.place).collect::<Vec<Place>>()
    };
    assert_eq!(behind(Figure::TasksSlipped, true), [Place::Task(2), Place::Task(4), Place::Task(6), Place::Task(9)]);
    assert_eq!(behind(Figure::Coverage, true), [Place::Account(ACME), Place::Account(BOLT)]);
    assert_eq!(behind(Figure::Coverage, false), [Place::Account(CORE)]);
    assert_eq!(behind(Figure::RenewalsSaved, true), [Place::Renewal(1)]);
}

#[test]
fn what_saves_a_renewal() {
    let renewal = RenewalFact {
        id: RenewalId(Ulid(1)),
        account: 0,
        day: nov(24),
        outcome: RenewalOutcome::Renewed,
        decided: None,
        signed: 0,
        notice: None,
    };
    let calm = account(1, "Acme", 14, K);
    let hand = |on, until| Some(Hand { level: HealthCall::Red, on: nov(on), until: nov(until) });
    let earlier = Day::of(2026, 8, 1).unwrap();
    let call = |level, on| vec![Dated { value: level, on }];
    let at_risk = Some(CallLevel::AtRisk);
    let back = [call(at_risk, nov(2)), call(Some(CallLevel::Commit), nov(20))].concat();
    for (what, account, notice, want) in [
        ("nothing", calm.clone(), None, false),
        ("notice", calm.clone(), Some(nov(1)), true),
        ("red health", AccountFact { health: vec![(nov(3), 49.0), (nov(9), 70.0)], ..calm.clone() }, None, true),
        (
            "red before the 90 days and since",
            AccountFact { health: vec![(nov(1).plus_days(-95), 30.0)], ..calm.clone() },
            None,
            true,
        ),
        ("yellow health", AccountFact { health: vec![(nov(3), 50.0)], ..calm.clone() }, None, false),
        ("red by hand", AccountFact { hand: hand(2, 9), ..calm.clone() }, None, true),
        ("red by hand afterwards", AccountFact { hand: hand(25, 29), ..calm.clone() }, None, false),
        ("called at risk", AccountFact { calls: call(at_risk, nov(20)), ..calm.clone() }, None, true),
        ("called at risk long ago", AccountFact { calls: call(at_risk, earlier), ..calm.clone() }, None, false),
        ("called at risk, then well", AccountFact { calls: back, ..calm.clone() }, None, true),
        ("called at risk afterwards", AccountFact { calls: call(at_risk, nov(25)), ..calm.clone() }, None, false),
        ("notice afterwards", calm.clone(), Some(nov(25)), false),
        ("said to leave", AccountFact { leaving: Some(nov(20)), ..calm.clone() }, None, true),
    ] {
        assert_eq!(RenewalFact { notice, ..renewal }.is_saved(&account), want, "{what}");
    }
    let lost = RenewalFact { notice: Some(nov(1)), outcome: RenewalOutcome::Churned, ..renewal };
    assert!(!lost.is_saved(&calm));
}

#[test]
fn a_task_stands_as_its_edits_say() {
    let moved = &tasks()[4];
    assert_eq!(moved.at(nov(23)).unwrap().due, Some(nov(25)), "before it was moved");
    assert_eq!(moved.at(nov(24)).unwrap().due, Some(nov(30)), "from the day on which it was");
    let done = &tasks()[1];
    assert!(done.at(nov(25)).unwrap().state.is_open(), "a row without an edit was open until it was closed");
    assert!(done.at(Day::of(2026, 10, 31).unwrap()).is_none(), "it was not written down yet");
    let waits = &tasks()[7];
    assert_eq!(waits.at(nov(19)).unwrap().state, TaskState::Open, "nor did anybody wait before that day");
}

#[test]
fn minutes_stand_against_value() {
    let facts = facts();
    let found = table(&facts, &window(&facts, 23, 27));
    assert_eq!((found.minutes, found.touches, found.unmeasured), (115, 5, 1));
    let told: Vec<(&str, u32, Fit)> =
        found.accounts.iter().map(|line| (line.name.as_str(), line.minutes, line.fit)).collect();
    // Bolt has 52 % of the minutes and 23 % of the value, Core 13 % and 29 %, Acme 35 % and 48 %.
    assert_eq!(told, [("Bolt", 60, Fit::Over), ("Core", 15, Fit::Under), ("Acme", 40, Fit::Fair)]);
    let shares = found.accounts[0].arr_share.zip(found.accounts[0].stake_share).unwrap();
    assert!((shares.0 - 80.0 / 220.0).abs() < 1e-9 && (shares.1 - 0.1).abs() < 1e-9, "{shares:?}");
    assert_eq!(found.accounts[1].advice, "never spoken with: plan a first call");
    let kinds: Vec<(&str, u32)> = found.kinds.iter().map(|line| (line.name.as_str(), line.minutes)).collect();
    assert_eq!(kinds, [("meeting", 60), ("call", 30), ("ticket", 15), ("email", 10), ("note", 0)]);
    assert_eq!(found.segments.len(), 1);
}

#[test]
fn means_and_medians_by_hand() {
    assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
    assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    assert_eq!(median(Vec::new()), None);
    let parts = [Some(Amount::part(10.0, 40.0)), None, Some(Amount::part(20.0, 44.0))];
    assert_eq!(mean(&parts), Some(Amount::part(15.0, 42.0)));
    let counts = [Some(with(2.0, Beside::Money(300))), Some(Amount::plain(0.0)), Some(Amount::plain(1.0))];
    assert_eq!(mean(&counts), Some(with(1.0, Beside::Money(100))));
    assert_eq!(mean(&[None, None]), None);
}

proptest! {
    #[test]
    fn kinds_make_the_touches_and_no_part_is_more_than_the_whole(
        rows in proptest::collection::vec((0_usize..4, 0_usize..6, 1_u32..28, proptest::option::of(0_u32..500)), 0..60),
        first in 1_u32..20,
        length in 0_u32..8,
    ) {
        let made = (1..).zip(&rows).map(|(n, (account, kind, day, minutes))| TouchFact {
            id: TouchId(Ulid(n)), account: *account, kind: TouchKind::ALL[*kind], day: nov(*day), minutes: *minutes,
        });
        let facts = Facts { touches: made.collect(), ..facts() };
        let window = window(&facts, first, first + length);
        let value = |figure| window.amount(figure).map_or(0.0, |amount| amount.value);
        let kinds = [Figure::Calls, Figure::Emails, Figure::Meetings, Figure::Qbrs, Figure::OtherTouches];
        let sum: f64 = kinds.into_iter().map(value).sum();
        prop_assert!((value(Figure::Touches) - sum).abs() < 1e-9);
        for figure in Figure::ALL {
            if let Some(share) = window.amount(*figure).and_then(Amount::share) {
                prop_assert!((0.0..=1.0).contains(&share), "{} {}", figure, share);
            }
        }
        let time = table(&facts, &window);
        prop_assert!((f64::from(time.minutes) - value(Figure::Minutes)).abs() < 1e-9);
        let parts: f64 = time.accounts.iter().filter_map(|line| line.minute_share).sum();
        prop_assert!(time.minutes == 0 || (parts - 1.0).abs() < 1e-9);
    }
}
