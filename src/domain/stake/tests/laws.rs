use super::*;
use crate::domain::record::account::{CallLevel, Pin};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::stake::input::Prospect;
use crate::domain::stake::order::{Place, compare};
use crate::domain::stake::task::task_score;
use crate::domain::stake::timing::{urgency, urgency_at};
use crate::domain::stake::why::explain;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use std::cmp::Ordering;

fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        6 => (-800..800_i32).prop_map(|days| today().plus_days(days)),
        1 => Just(Day::MIN),
        1 => Just(Day::MAX),
        1 => any::<i32>().prop_map(Day),
    ]
}

fn any_figure() -> impl Strategy<Value = Dated<f64>> {
    let value = prop_oneof![8 => -100.0..200.0, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => any::<f64>()];
    (value, any_day()).prop_map(|(value, on)| Dated { value, on })
}

fn any_money() -> impl Strategy<Value = Money> {
    let minor = prop_oneof![8 => 0..1_000_000_000_i64, 1 => any::<i64>(), 1 => Just(i64::MAX)];
    (minor, any::<bool>())
        .prop_map(|(minor, usd)| Money::new(minor, if usd { Currency::USD } else { "JPY".parse().unwrap() }))
}

fn any_subscription() -> impl Strategy<Value = SubscriptionTerms> {
    let notice = prop_oneof![
        any::<u16>().prop_map(Notice::Days),
        any::<u16>().prop_map(Notice::Weeks),
        (0..13_u16).prop_map(Notice::Months)
    ];
    let days = (of(any_day()), of(any_day()), of(any_day()));
    (0..4_u128, any_money(), of(any::<u32>()), days, of(any::<u32>()), any::<bool>(), of(notice)).prop_map(
        |(n, arr, seats, (start, end, ended_on), term_months, auto_renew, notice)| SubscriptionTerms {
            id: SubscriptionId(Ulid::from(n)),
            arr,
            seats,
            start,
            end,
            term_months: term_months.map(|months| months % 40),
            auto_renew,
            notice,
            ended_on: ended_on.filter(|day| day.0 % 5 == 0),
        },
    )
}

fn any_renewal() -> impl Strategy<Value = RenewalTerms> {
    let outcome = of(proptest::sample::select(RenewalOutcome::ALL));
    let days = (any_day(), of(any_day()), of(any_day()));
    (any::<u64>(), of(0..4_u128), days, of(any_money()), outcome).prop_map(
        |(n, sub, (due, cancel_by, notice_on), target, outcome)| RenewalTerms {
            id: RenewalId(Ulid::from(u128::from(n))),
            subscription: sub.map(|n| SubscriptionId(Ulid::from(n))),
            due,
            cancel_by,
            target,
            outcome,
            settled_on: None,
            notice_on,
        },
    )
}

fn any_prospect() -> impl Strategy<Value = Prospect> {
    ("\\PC{0,8}", any_money(), of(any::<u8>()), of(any_day())).prop_map(|(name, amount, probability, close)| Prospect {
        name,
        amount,
        probability,
        close,
    })
}

fn any_inputs() -> impl Strategy<Value = Inputs> {
    let contracts = (vec(any_subscription(), 0..4), vec(any_renewal(), 0..4), vec(any_prospect(), 0..3));
    let figures = (of(any_figure()), of(any_figure()), of(any_figure()), of(any_figure()), of(any_figure()));
    let more = (of(any_figure()), of(any_figure()), of(any_figure()), of(-50.0..150.0));
    let days = (of(any_day()), of(any_day()), of(any_day()), of(any_day()), of(any_day()));
    let call = of((proptest::sample::select(CallLevel::ALL), any_day()));
    (contracts, figures, more, days, call, 0..5_u32, 0..5_u32).prop_map(
        |((subscriptions, renewals, prospects), f, g, d, call, contacts, live_contacts)| Inputs {
            subscriptions,
            renewals,
            prospects,
            call: call.map(|(value, on)| Dated { value, on }),
            health: f.0,
            seats_used: f.1,
            usage_change: f.2,
            nps: f.3,
            p1_age: f.4,
            escalations: g.0,
            competitor: g.1,
            invoice_late: g.2,
            health_mean_30: g.3,
            leaving: d.0,
            champion_left: d.1,
            sponsor_left: d.2,
            last_touch: d.3,
            oldest_promise: d.4,
            contacts,
            live_contacts,
            ..account(Vec::new())
        },
    )
}

type Given = (Option<Pin>, i64, Option<i32>, i64, String, u128);

fn any_place() -> impl Strategy<Value = Given> {
    let pin = of(proptest::sample::select(Pin::ALL));
    (pin, 0..3_i64, of(0..3_i32), 0..3_i64, "[aAbé]{1,2}", 0..9_u128)
}

fn place(of: &Given) -> Place<'_> {
    Place {
        pin: of.0,
        stake: of.1,
        decision: of.2.map(Day),
        revenue: of.3,
        name: &of.4,
        id: AccountId(Ulid::from(of.5)),
    }
}

proptest! {
    #[test]
    fn never_panics_and_always_adds_up(inputs in any_inputs(), now in any_day()) {
        let weights = Weights::default();
        let stake = reckon_on(&inputs, now);
        let add = |terms: &mut dyn Iterator<Item = i64>| terms.fold(0, i64::saturating_add);
        prop_assert_eq!(add(&mut stake.decisions.iter().map(|term| term.money)), stake.risk);
        prop_assert_eq!(add(&mut stake.growth_terms.iter().map(|term| term.money)), stake.growth);
        prop_assert_eq!(add(&mut stake.care_terms.iter().map(|term| term.money)), stake.care);
        prop_assert_eq!(add(&mut [stake.risk, stake.growth, stake.care].into_iter()), stake.total);
        prop_assert!(stake.total >= 0);
        prop_assert!((0.0..=1.0).contains(&stake.p) && (0.0..=1.000_001).contains(&stake.t));
        let named = stake.revenue as f64 * stake.p * stake.t;
        let terms = stake.decisions.len() as f64;
        prop_assert!(stake.risk == i64::MAX || stake.revenue == i64::MAX || (named - stake.risk as f64).abs() <= terms + named * 1e-9);
        prop_assert_eq!(&reckon_on(&inputs, now), &stake, "same inputs, same stake");
        let why = explain(&stake, &inputs, &weights, &home(), now);
        let lanes = add(&mut why.lines.iter().filter(|line| line.indent == 0).filter_map(|line| line.money));
        prop_assert_eq!(lanes, stake.total);
    }

    #[test]
    fn stays_finite_under_any_weights(inputs in any_inputs(), a in any::<f64>(), b in any::<f64>(), n in any::<u32>()) {
        let mut weights = Weights { floor: a, p_least: b, p_most: a, kappa: b, gamma: a, lambda: b, ..Weights::default() };
        (weights.decay_days, weights.flat_days, weights.lapse_days, weights.cadence.default) = (n, n, n, n);
        (weights.signals.health_clamp, weights.signals.champion_left) = (a, b);
        let stake = stake(&inputs, &weights, &home(), Prior { lost: n, decided: n }, Some(i64::from(n)), today());
        let _ = (stake.reasons(), weights.validate(), task_score(i64::MAX, Some(Day(n.cast_signed())), None, today(), &weights));
    }

    #[test]
    fn more_revenue_is_never_less_at_stake(inputs in any_inputs(), more in 1..1_000_000_i64) {
        let before = reckon(&inputs);
        let mut raised = inputs;
        for sub in &mut raised.subscriptions {
            sub.arr.minor = sub.arr.minor.saturating_add(more);
        }
        prop_assert!(reckon(&raised).total >= before.total);
    }

    #[test]
    fn worse_signs_are_never_less_at_stake(inputs in any_inputs(), drop in 0.0..60.0_f64) {
        let before = reckon(&inputs).total;
        let sicker = Inputs { health: inputs.health.map(|h| h.at(h.value - drop)), ..inputs.clone() };
        prop_assert!(reckon(&sicker).total >= before, "health");
        let idle = Inputs { usage_change: inputs.usage_change.map(|u| u.at(u.value - drop)), ..inputs.clone() };
        prop_assert!(reckon(&idle).total >= before, "usage");
        let quiet = Inputs { active_days: Some(Dated { value: 90.0 / (1.0 + drop), on: today() }), ..inputs.clone() };
        prop_assert!(reckon(&quiet).total >= before, "active days");
        let abandoned = Inputs { champion_left: Some(today()), ..inputs.clone() };
        prop_assert!(reckon(&abandoned).total >= before, "champion");
        let upset = Inputs { nps: inputs.nps.map(|n| n.at(n.value - drop)), ..inputs };
        prop_assert!(reckon(&upset).total >= before, "NPS");
    }

    #[test]
    fn notice_is_never_less_at_stake(inputs in any_inputs()) {
        let mut without = inputs;
        for row in &mut without.renewals {
            row.notice_on = None;
            row.cancel_by = None;
        }
        without.subscriptions.iter_mut().for_each(|sub| sub.auto_renew = false);
        let mut with = without.clone();
        with.renewals.iter_mut().for_each(|row| row.notice_on = Some(today()));
        prop_assert!(reckon(&with).total >= reckon(&without).total);
    }

    #[test]
    fn a_nearer_day_of_the_same_cycle_is_never_less_at_stake(
        end in 0..900_i32, notice in 0..120_u16, renews in any::<bool>(), units in 1..9_000_000_i64, nearer in 0..900_i32,
    ) {
        let far = today().plus_days(end);
        let sub = SubscriptionTerms { end: Some(far), auto_renew: renews, ..renewing(1, units, "2026-12-01", Notice::Days(notice)) };
        let inputs = account(vec![sub]);
        let last = if renews { far.plus_days(-i32::from(notice)) } else { far };
        let later = today().plus_days(nearer).min(last);
        prop_assume!(later >= today());
        prop_assert!(reckon_on(&inputs, later).total >= reckon(&inputs).total);
    }

    #[test]
    fn nearness_has_no_jumps(days in -500.0..500.0_f64, step in 0.0..5.0_f64) {
        let weights = Weights::default();
        let (near, far) = (urgency_at(days, &weights), urgency_at(days + step, &weights));
        prop_assert!(near >= far);
        prop_assert!(near - far <= step / 60.0 + 1e-12, "steepest where it starts to fall, 1/60 a day");
        prop_assert!((weights.floor..=1.0).contains(&urgency(days as i32, &weights)));
    }

    #[test]
    fn a_later_task_never_scores_more(days in -60..60_i32, stake in 0..i64::MAX) {
        let score = |days| task_score(stake, Some(today().plus_days(days)), None, today(), &Weights::default()).score;
        prop_assert!(score(days) >= score(days + 1));
    }

    #[test]
    fn the_order_is_total(a in any_place(), b in any_place(), c in any_place()) {
        let (a, b, c) = (place(&a), place(&b), place(&c));
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
        prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
        if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
            prop_assert!(compare(&a, &c).is_le());
        }
    }

    #[test]
    fn the_order_does_not_depend_on_where_it_started(
        (sorted, shuffled) in vec(any_place(), 0..20).prop_flat_map(|places| (Just(places.clone()), Just(places).prop_shuffle())),
    ) {
        let order = |places: &[Given]| {
            let mut places: Vec<_> = places.to_vec();
            places.sort_by(|a, b| compare(&place(a), &place(b)));
            places
        };
        prop_assert_eq!(order(&sorted), order(&shuffled));
    }
}
