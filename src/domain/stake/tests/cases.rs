use super::*;
use crate::domain::record::account::{CallLevel, LifecycleStage};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::task::Priority;
use crate::domain::stake::care::CareKind;
use crate::domain::stake::input::Prospect;
use crate::domain::stake::loss::Ruling;
use crate::domain::stake::reason::ReasonKind;
use crate::domain::stake::signal::SignalKind;
use crate::domain::stake::task::task_score;
use crate::domain::stake::timing::{decisions, urgency};
use crate::domain::stake::why::{explain, headline};

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.005
}

#[test]
fn nearness_is_as_documented() {
    for (days, want) in
        [(-400, 1.0), (0, 1.0), (30, 1.0), (60, 0.61), (90, 0.37), (120, 0.22), (180, 0.10), (4000, 0.10)]
    {
        assert!(near(urgency(days, &Weights::default()), want), "{days} {}", urgency(days, &Weights::default()));
    }
}

#[test]
fn decision_day_is_the_cancel_by_of_what_renews_itself() {
    let inputs = |sub| account(vec![sub]);
    let notice = Notice::Days;
    for (sub, on, want_day, want_end, locked, assumed) in [
        (renewing(1, 9, "2026-12-01", notice(90)), "2026-08-01", "2026-09-02", "2026-12-01", false, false),
        (renewing(1, 9, "2026-12-01", notice(90)), "2026-09-02", "2026-09-02", "2026-12-01", false, false),
        (renewing(1, 9, "2026-12-01", notice(90)), "2026-09-03", "2027-09-02", "2027-12-01", true, true),
        (renewing(1, 9, "2026-12-01", notice(90)), "2026-12-02", "2027-09-02", "2027-12-01", false, true),
        (renewing(1, 9, "2026-03-15", notice(60)), "2026-01-01", "2026-01-14", "2026-03-15", false, false),
        (subscription(1, 9, "2026-03-15"), "2026-01-01", "2026-03-15", "2026-03-15", false, false),
        (subscription(1, 9, "2026-03-15"), "2026-04-01", "2026-03-15", "2026-03-15", false, false),
        (
            SubscriptionTerms { notice: None, ..renewing(1, 9, "2024-03-15", notice(60)) },
            "2026-04-01",
            "2027-03-15",
            "2027-03-15",
            false,
            true,
        ),
        (
            SubscriptionTerms { end: None, start: Some(day("2024-02-29")), ..subscription(1, 9, "2026-01-01") },
            "2026-03-01",
            "2027-02-28",
            "2027-02-28",
            false,
            true,
        ),
        (
            SubscriptionTerms { term_months: Some(1), ..renewing(1, 9, "2026-03-31", notice(60)) },
            "2026-03-01",
            "2026-03-01",
            "2026-04-30",
            true,
            true,
        ),
    ] {
        let found = decisions(&inputs(sub), day(on), &Weights::default());
        assert_eq!(found.len(), 1, "{on}");
        let d = &found[0];
        assert_eq!((d.day, d.end, d.locked, d.assumed), (day(want_day), day(want_end), locked, assumed), "on {on}");
    }
}

#[test]
fn a_contract_that_ended_or_has_no_days_asks_for_nothing() {
    let settled = |outcome| {
        let mut inputs = account(vec![subscription(1, 10, "2026-11-01")]);
        inputs.renewals = vec![RenewalTerms { outcome: Some(outcome), ..renewal(1, Some(1), "2026-11-01") }];
        inputs
    };
    let with = |sub: SubscriptionTerms| account(vec![sub]);
    let base = || subscription(1, 10, "2027-01-01");
    for (name, inputs, days, arr) in [
        ("ended today", with(SubscriptionTerms { ended_on: Some(today()), ..base() }), None, 0),
        ("ends later", with(SubscriptionTerms { ended_on: Some(today().plus_days(5)), ..base() }), None, 10),
        ("starts later", with(SubscriptionTerms { start: Some(today().plus_days(5)), ..base() }), None, 0),
        ("no days at all", with(SubscriptionTerms { end: None, ..base() }), None, 10),
        ("just past", with(subscription(1, 10, "2026-11-20")), Some(-4), 10),
        ("long past", with(subscription(1, 10, "2026-01-20")), None, 0),
        ("churned", settled(RenewalOutcome::Churned), None, 0),
        ("renewed, end not moved yet", settled(RenewalOutcome::Renewed), Some(342), 10),
        ("churned account", Inputs { stage: LifecycleStage::Churned, ..with(base()) }, None, 0),
    ] {
        let stake = reckon(&inputs);
        assert_eq!(stake.next.as_ref().map(|next| next.days), days, "{name}");
        assert_eq!(stake.arr, arr * 100, "{name}");
        assert_eq!(stake.total == 0, days.is_none(), "{name}");
    }
}

#[test]
fn a_renewal_row_stands_for_its_subscription_once() {
    let two = || account(vec![subscription(1, 10, "2027-03-01"), subscription(2, 20, "2027-05-01")]);
    let revenue = |rows: Vec<RenewalTerms>| {
        let stake = reckon(&Inputs { renewals: rows, ..two() });
        (stake.revenue / 100, stake.decisions.len())
    };
    let target = |row: RenewalTerms, units| RenewalTerms { target: Some(dollars(units)), ..row };
    for (name, rows, want) in [
        ("none", vec![], (30, 2)),
        ("one of two", vec![target(renewal(1, Some(1), "2027-03-01"), 12)], (32, 2)),
        ("two years of one", vec![renewal(1, Some(1), "2027-03-01"), renewal(2, Some(1), "2028-03-01")], (30, 2)),
        ("for the account", vec![renewal(1, None, "2027-03-01")], (30, 2)),
        ("for the account, priced", vec![target(renewal(1, None, "2027-03-01"), 33)], (33, 1)),
        ("rest of the account", vec![renewal(1, None, "2027-03-01"), renewal(2, Some(2), "2027-05-01")], (30, 2)),
    ] {
        assert_eq!(revenue(rows), want, "{name}");
    }
    let past = Inputs {
        renewals: vec![renewal(1, Some(1), "2026-02-01")],
        ..account(vec![renewing(1, 10, "2026-02-01", Notice::Days(30))])
    };
    let next = reckon(&past).next.unwrap();
    assert_eq!((next.t, next.decision.locked, next.days), (1.0, false, -296), "past due stays open until settled");
}

#[test]
fn a_named_cancel_by_outranks_the_terms_and_locks() {
    let row = RenewalTerms { cancel_by: Some(day("2026-11-10")), ..renewal(1, Some(1), "2026-12-20") };
    let inputs = Inputs {
        renewals: vec![row],
        ..account(vec![SubscriptionTerms { notice: None, ..renewing(1, 10, "2026-12-20", Notice::Days(1)) }])
    };
    let before = &decisions(&inputs, day("2026-11-10"), &Weights::default())[0];
    assert_eq!((before.day, before.locked), (day("2026-11-10"), false));
    let after = &reckon(&inputs);
    let next = after.next.as_ref().unwrap();
    assert_eq!((next.decision.day, next.decision.end), (day("2027-11-10"), day("2027-12-20")));
    assert_eq!((next.ruling, next.p, next.t), (Ruling::Locked, 0.02, 0.10));
}

#[test]
fn each_signal_adds_its_documented_log_odds() {
    let base = || {
        account(vec![SubscriptionTerms {
            seats: Some(100),
            start: Some(day("2025-01-01")),
            ..subscription(1, 10, "2027-01-01")
        }])
    };
    let cases: Vec<(SignalKind, Inputs, f64)> = vec![
        (SignalKind::Health, Inputs { health: Some(dated(48.0, 1)), ..base() }, 0.77),
        (SignalKind::Health, Inputs { health: Some(dated(0.0, 1)), ..base() }, 2.0),
        (SignalKind::Health, Inputs { health: Some(dated(90.0, 1)), ..base() }, -0.7),
        (SignalKind::Trend, Inputs { health: Some(dated(60.0, 1)), health_mean_30: Some(70.0), ..base() }, 0.5),
        (SignalKind::Trend, Inputs { health: Some(dated(80.0, 1)), health_mean_30: Some(70.0), ..base() }, -0.3),
        (SignalKind::Trend, Inputs { health: Some(dated(61.0, 1)), health_mean_30: Some(70.0), ..base() }, 0.0),
        (SignalKind::Seats, Inputs { seats_used: Some(dated(49.0, 1)), ..base() }, 0.7),
        (SignalKind::Seats, Inputs { seats_used: Some(dated(50.0, 1)), ..base() }, 0.0),
        (SignalKind::Seats, Inputs { seats_used: Some(dated(91.0, 1)), ..base() }, -0.4),
        (SignalKind::Usage, Inputs { usage_change: Some(dated(-30.0, 1)), ..base() }, 0.6),
        // Twelve are enough; half as many count half, one more on each side; none at all is held at the clamp.
        (SignalKind::Active, Inputs { active_days: Some(dated(12.0, 1)), ..base() }, 0.0),
        (SignalKind::Active, Inputs { active_days: Some(dated(5.5, 1)), ..base() }, 0.5),
        (SignalKind::Active, Inputs { active_days: Some(dated(2.25, 1)), ..base() }, 1.0),
        (SignalKind::Active, Inputs { active_days: Some(dated(0.0, 1)), ..base() }, 1.5),
        (SignalKind::Champion, Inputs { champion_left: Some(today().plus_days(-120)), ..base() }, 1.1),
        (SignalKind::Champion, Inputs { champion_left: Some(today().plus_days(-121)), ..base() }, 0.0),
        (SignalKind::Sponsor, Inputs { sponsor_left: Some(today()), ..base() }, 0.5),
        (SignalKind::Contacts, Inputs { contacts: 3, live_contacts: 1, ..base() }, 0.4),
        (SignalKind::Contacts, Inputs { contacts: 3, live_contacts: 2, ..base() }, 0.0),
        (SignalKind::Nps, Inputs { nps: Some(dated(6.0, 180)), ..base() }, 0.6),
        (SignalKind::Nps, Inputs { nps: Some(dated(9.0, 180)), ..base() }, -0.5),
        (SignalKind::Nps, Inputs { nps: Some(dated(0.0, 181)), ..base() }, 0.0),
        (SignalKind::P1, Inputs { p1_age: Some(dated(3.0, 5)), ..base() }, 0.5),
        (SignalKind::P1, Inputs { p1_age: Some(dated(0.0, 50)), ..base() }, 0.0),
        (SignalKind::P1, Inputs { escalations: Some(dated(2.0, 1)), ..base() }, 0.5),
        (SignalKind::Competitor, Inputs { competitor: Some(dated(1.0, 1)), ..base() }, 0.9),
        (SignalKind::Invoice, Inputs { invoice_late: Some(dated(31.0, 0)), ..base() }, 0.5),
        (SignalKind::Silence, Inputs { last_touch: Some(today().plus_days(-61)), ..base() }, 0.4),
        (SignalKind::Silence, Inputs { last_touch: Some(today().plus_days(-60)), ..base() }, 0.0),
    ];
    for (kind, inputs, want) in cases {
        let stake = reckon(&inputs);
        let signal = stake.loss.signals.iter().find(|signal| signal.kind == kind).unwrap();
        assert!((signal.log_odds - want).abs() < 1e-9, "{kind:?}: {} for {want}", signal.log_odds);
    }
    assert_eq!((reckon(&base()).loss.known, reckon(&base()).loss.of), (0, 13));
    let early = Inputs {
        seats_used: Some(dated(1.0, 1)),
        ..account(vec![SubscriptionTerms {
            seats: Some(9),
            start: Some(day("2026-08-01")),
            ..subscription(1, 9, "2027-07-31")
        }])
    };
    assert!(near(reckon(&early).loss.signals[2].log_odds, 0.0), "half a year to roll out");
    assert_eq!(reckon(&Inputs { health: Some(dated(f64::NAN, 1)), ..base() }).loss.known, 0);
}

#[test]
fn the_prior_is_the_books_own_history() {
    for (lost, decided, want) in [(0, 0, 0.1), (4, 48, 5.0 / 58.0), (50, 50, 0.85), (u32::MAX, 0, 0.97)] {
        let inputs = account(vec![subscription(1, 10, "2026-12-01")]);
        let stake = stake(&inputs, &Weights::default(), &home(), Prior { lost, decided }, None, today());
        assert!((stake.p - want).abs() < 1e-9, "{lost} of {decided}: {}", stake.p);
    }
}

#[test]
fn overrides_rule_and_the_model_is_kept() {
    let base = || Inputs {
        renewals: vec![renewal(1, Some(1), "2026-12-20")],
        ..account(vec![subscription(1, 10, "2026-12-20")])
    };
    let call = |level, days| Some(dated(level, days));
    let noticed = || Inputs {
        renewals: vec![RenewalTerms { notice_on: Some(today()), ..renewal(1, Some(1), "2026-12-20") }],
        ..base()
    };
    for (name, inputs, ruling, want) in [
        ("model", base(), Ruling::Model, 0.1),
        ("commit", Inputs { call: call(CallLevel::Commit, 0), ..base() }, Ruling::Call, 0.05),
        ("likely", Inputs { call: call(CallLevel::Likely, 0), ..base() }, Ruling::Call, 0.15),
        ("possible", Inputs { call: call(CallLevel::Possible, 0), ..base() }, Ruling::Call, 0.35),
        ("at risk", Inputs { call: call(CallLevel::AtRisk, 30), ..base() }, Ruling::Call, 0.55),
        ("lost", Inputs { call: call(CallLevel::Lost, 0), ..base() }, Ruling::Call, 0.97),
        ("stale", Inputs { call: call(CallLevel::AtRisk, 31), ..base() }, Ruling::Model, 0.1),
        ("leaving", Inputs { leaving: Some(today()), ..base() }, Ruling::Leaving, 0.9),
        (
            "called before",
            Inputs { leaving: Some(today()), call: call(CallLevel::Commit, 1), ..base() },
            Ruling::Leaving,
            0.9,
        ),
        (
            "called since",
            Inputs { leaving: Some(today()), call: call(CallLevel::Lost, 0), ..base() },
            Ruling::Call,
            0.97,
        ),
        ("notice", Inputs { call: call(CallLevel::Commit, 0), ..noticed() }, Ruling::Notice, 0.97),
    ] {
        let stake = reckon(&inputs);
        let next = stake.next.as_ref().unwrap();
        assert_eq!(next.ruling, ruling, "{name}");
        assert!((next.p - want).abs() < 1e-9, "{name}: {}", next.p);
        assert!((stake.loss.model - 0.1).abs() < 1e-9, "{name}: the model is kept");
    }
    let stale = reckon(&Inputs { call: call(CallLevel::AtRisk, 31), ..base() });
    assert!(stale.reasons().iter().any(|reason| reason.text == "stale call at-risk"));
}

fn headline_account() -> Inputs {
    Inputs {
        health: Some(dated(48.0, 2)),
        champion_left: Some(today().plus_days(-20)),
        ..account(vec![renewing(1, MILLION_8, "2027-03-25", Notice::Days(60))])
    }
}

#[test]
fn says_the_arithmetic_in_one_line() {
    let prior = Prior { lost: 4, decided: 48 };
    let stake = stake(&headline_account(), &Weights::default(), &home(), prior, None, today());
    assert_eq!(headline(&stake, &home()), "408k = 1.8M × 38 % × 0.60 · champion left, health 48 · cancel-by in 61d");
    assert_eq!((stake.loss.known, stake.loss.of), (2, 13));
    let why = explain(&stake, &headline_account(), &Weights::default(), &home(), today());
    let lanes: i64 = why.lines.iter().filter(|line| line.indent == 0).filter_map(|line| line.money).sum();
    assert_eq!(lanes, stake.total);
    let levers: Vec<&str> = why.levers.iter().map(|lever| lever.what.as_str()).collect();
    assert_eq!(levers, ["a champion won back", "health back to 70"]);
    let back = stake.loss.signals[5].money;
    assert_eq!(why.levers[0].change, -back, "pulling the lever undoes the signal");
}

#[test]
fn growth_counts_half_and_by_its_own_day() {
    let prospect = |probability, close: Option<i32>| Prospect {
        name: "Seats".to_owned(),
        amount: dollars(1000),
        probability,
        close: close.map(|days| today().plus_days(days)),
    };
    for (probability, close, want) in [
        (Some(40), Some(10), 200),
        (None, Some(-5), 250),
        (Some(100), None, 50),
        (Some(255), Some(0), 500),
        (Some(0), Some(0), 0),
    ] {
        let inputs = Inputs { prospects: vec![prospect(probability, close)], ..account(vec![]) };
        assert_eq!(reckon(&inputs).total, want * 100, "{probability:?} {close:?}");
    }
}

#[test]
fn care_is_the_largest_thing_owed() {
    let base = || account(vec![subscription(1, 1000, "2027-01-01")]);
    let ago = |days: i32| Some(today().plus_days(-days));
    for (name, inputs, want) in [
        ("nothing", base(), vec![]),
        ("touched in time", Inputs { last_touch: ago(30), ..base() }, vec![]),
        ("touch owed", Inputs { last_touch: ago(45), ..base() }, vec![(CareKind::Silence, 10)]),
        ("never more than all", Inputs { last_touch: ago(300), ..base() }, vec![(CareKind::Silence, 20)]),
        ("promise", Inputs { oldest_promise: ago(7), ..base() }, vec![(CareKind::Promise, 10)]),
        ("due today", Inputs { oldest_promise: ago(0), ..base() }, vec![]),
        (
            "largest of two",
            Inputs { oldest_promise: ago(14), last_touch: ago(45), ..base() },
            vec![(CareKind::Promise, 20), (CareKind::Silence, 0)],
        ),
        ("P1", Inputs { p1_age: Some(dated(2.0, 1)), ..base() }, vec![(CareKind::P1, 20)]),
        ("P1, touched since", Inputs { p1_age: Some(dated(2.0, 1)), last_touch: ago(3), ..base() }, vec![]),
        (
            "detractor",
            Inputs { nps: Some(dated(3.0, 4)), last_touch: ago(5), ..base() },
            vec![(CareKind::Detractor, 20)],
        ),
        ("detractor answered", Inputs { nps: Some(dated(3.0, 4)), last_touch: ago(4), ..base() }, vec![]),
    ] {
        let terms: Vec<_> = reckon(&inputs).care_terms.iter().map(|term| (term.kind, term.money / 100)).collect();
        assert_eq!(terms, want, "{name}");
    }
}

#[test]
fn says_its_reasons_by_money() {
    let inputs =
        Inputs { last_touch: Some(today().plus_days(-90)), usage_change: Some(dated(-38.0, 3)), ..headline_account() };
    let stake = reckon(&inputs);
    let reasons = stake.reasons();
    let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert_eq!(texts, ["champion left", "health 48", "usage -38%", "no touch 90d", "cancel-by in 61d"]);
    assert!(reasons.windows(2).all(|pair| pair[0].money.unsigned_abs() >= pair[1].money.unsigned_abs()));
    assert_eq!(reasons[3].money, stake.loss.signals[12].money + stake.care, "one silence, one reason");
    let called = Inputs { call: Some(dated(CallLevel::Commit, 1)), ..headline_account() };
    let first = &reckon(&called).reasons()[0];
    assert_eq!((first.kind, first.text.as_str()), (ReasonKind::Call, "own call commit, model 42%"));
    assert!(first.money < 0, "this call lowers the stake");
}

#[test]
fn a_currency_without_a_rate_counts_nothing_and_is_named() {
    let eur: Currency = "EUR".parse().unwrap();
    let foreign = SubscriptionTerms { arr: Money::new(500, eur), ..subscription(1, 0, "2027-01-01") };
    let stake = reckon(&account(vec![foreign, subscription(2, 5, "2027-01-01")]));
    assert_eq!((stake.revenue, stake.missing_rates), (500, vec![eur]));
}

#[test]
fn gamma_draws_revenue_towards_the_median() {
    let weights = Weights { gamma: 0.5, ..Weights::default() };
    let inputs = account(vec![subscription(1, 400, "2026-12-01")]);
    let pulled = |median| stake(&inputs, &weights, &home(), Prior::default(), median, today()).revenue;
    assert_eq!((pulled(Some(10_000)), pulled(None), pulled(Some(0))), (20_000, 40_000, 40_000));
}

#[test]
fn tasks_inherit_the_stake() {
    let score = |due: Option<i32>, priority| {
        task_score(1000, due.map(|d| today().plus_days(d)), priority, today(), &Weights::default()).score
    };
    for (due, priority, want) in [
        (Some(0), None, 1000),
        (Some(-7), None, 1250),
        (Some(-14), Some(Priority::Normal), 1500),
        (Some(-400), None, 1500),
        (Some(14), None, 368),
        (Some(400), None, 200),
        (None, None, 200),
        (Some(0), Some(Priority::High), 1500),
        (Some(0), Some(Priority::Low), 600),
    ] {
        assert_eq!(score(due, priority), want, "{due:?} {priority:?}");
    }
}
