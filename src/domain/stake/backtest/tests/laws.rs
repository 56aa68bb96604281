//! The law above all: what becomes known later never changes what a day knew.

use super::{TERMS, day};
use crate::domain::record::account::CallLevel;
use crate::domain::record::contact::ContactRole;
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::stake::backtest::before::Before;
use crate::domain::stake::backtest::bootstrap::Draw;
use crate::domain::stake::backtest::case::Case;
use crate::domain::stake::backtest::known::{Reading, prior_on};
use crate::domain::stake::backtest::past::{Ends, Known, Past, Pay};
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::stake::input::{Dated, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money, Rates};
use proptest::prelude::*;
use ulid::Ulid;

/// The day that knows nothing of what comes.
fn then() -> Day {
    day("2026-03-01")
}

fn dollars(units: i64) -> Money {
    Money::major(units, Currency::USD)
}

fn order(on: Day) -> (String, Dated<f64>) {
    ("orders".to_owned(), Dated { value: 3.0, on })
}

/// An account with a contract of a year, its ledger and an open renewal.
fn past(n: u128, units: i64, ago: i32) -> Past {
    let (id, start) = (SubscriptionId(Ulid(n)), then().plus_days(-ago));
    let end = start.plus_months(12);
    let sub = SubscriptionTerms {
        id,
        arr: dollars(units),
        seats: Some(100),
        start: Some(start),
        end: Some(end),
        term_months: Some(12),
        auto_renew: false,
        notice: None,
        ended_on: None,
    };
    let renewal = RenewalTerms {
        id: RenewalId(Ulid(n)),
        subscription: Some(id),
        due: end,
        cancel_by: None,
        target: None,
        outcome: None,
        settled_on: None,
        notice_on: None,
    };
    let pay = Pay { subscription: Some(id), day: start, delta: dollars(units), price: false, notice_on: None };
    Past {
        name: format!("Account {n}"),
        pays: vec![pay],
        subscriptions: vec![sub],
        renewals: vec![renewal],
        contacts: vec![someone(start, None, Some(ContactRole::Champion))],
        readings: vec![(Metric::Health, Dated { value: 60.0, on: start })],
        touches: vec![start],
        // Counted as orders come in, so that who orders nothing is silent.
        usage: (0..ago / 3).map(|n| order(start.plus_days(3 * n + n % 2))).collect(),
        ..Past::bare(AccountId(Ulid(n)))
    }
}

fn someone(since: Day, left_on: Option<Day>, role: Option<ContactRole>) -> Known {
    Known { since, left_on, role, from: Day::MIN, until: None }
}

/// Something that becomes known so many days after.
#[derive(Clone, Debug)]
enum Later {
    Touch,
    Reading(Metric, i32),
    Left(ContactRole),
    NewContact,
    Archived,
    Role,
    Edited(u32),
    Call(CallLevel),
    Leaving,
    Lost,
    LostWithNotice,
    Renewed(i64),
    Shrunk,
    Used(i32),
}

fn later() -> impl Strategy<Value = Later> {
    let metric = prop::sample::select(Metric::ALL.to_vec());
    prop_oneof![
        Just(Later::Touch),
        (metric, 0..100_i32).prop_map(|(metric, value)| Later::Reading(metric, value)),
        Just(Later::Left(ContactRole::Champion)),
        Just(Later::Left(ContactRole::ExecSponsor)),
        Just(Later::NewContact),
        Just(Later::Archived),
        Just(Later::Role),
        (1..200_u32).prop_map(Later::Edited),
        prop::sample::select(CallLevel::ALL.to_vec()).prop_map(Later::Call),
        Just(Later::Leaving),
        Just(Later::Lost),
        Just(Later::LostWithNotice),
        (1..500_i64).prop_map(Later::Renewed),
        Just(Later::Shrunk),
        (0..50_i32).prop_map(Later::Used),
    ]
}

/// Writes a fact of a later day, as the book would keep it.
fn happen(past: &mut Past, later: &Later, on: Day) {
    let id = past.subscriptions[0].id;
    let out = |units: i64, notice_on| Pay {
        subscription: Some(id),
        day: on,
        delta: dollars(-units),
        price: false,
        notice_on,
    };
    match later {
        Later::Touch => past.touches.push(on),
        Later::Reading(metric, value) => past.readings.push((*metric, Dated { value: f64::from(*value), on })),
        Later::Left(role) => {
            past.contacts[0].left_on = Some(on);
            past.contacts.push(someone(on, Some(on), Some(*role)));
        }
        Later::NewContact => past.contacts.push(someone(on, None, None)),
        Later::Archived => past.contacts[0].until = Some(past.contacts[0].until.map_or(on, |until| until.min(on))),
        Later::Role => {
            past.contacts[0].until = Some(past.contacts[0].until.map_or(on, |until| until.min(on)));
            past.contacts.push(Known { from: on, ..someone(then(), None, Some(ContactRole::ExecSponsor)) });
        }
        Later::Edited(seats) => {
            past.before.push(Before { until: on, terms: past.subscriptions[0].clone() });
            let sub = &mut past.subscriptions[0];
            (sub.seats, sub.auto_renew, sub.term_months) = (Some(*seats), !sub.auto_renew, Some(seats % 24 + 1));
            sub.notice = "90d".parse().ok();
        }
        Later::Call(level) => past.calls.push(Dated { value: Some(*level), on }),
        Later::Leaving => past.leaving = Some(on),
        Later::Lost | Later::LostWithNotice => {
            let notice = matches!(later, Later::LostWithNotice).then_some(on);
            past.subscriptions[0].ended_on = Some(on);
            past.pays.push(out(1, notice));
            let row = &mut past.renewals[0];
            (row.outcome, row.settled_on, row.notice_on) = (Some(RenewalOutcome::Churned), Some(on), notice);
            // A book may put 0 where the revenue was.
            row.target = Some(dollars(0));
        }
        Later::Renewed(units) => {
            let row = &mut past.renewals[0];
            (row.outcome, row.settled_on, row.target) =
                (Some(RenewalOutcome::Expanded), Some(on), Some(dollars(*units)));
            let sub = &mut past.subscriptions[0];
            (sub.end, sub.arr) = (sub.end.map(|end| end.plus_months(12)), dollars(*units));
            past.pays.push(Pay { delta: dollars(*units), ..out(0, None) });
        }
        Later::Shrunk => past.pays.push(out(1, None)),
        Later::Used(count) => past.usage.push(("orders".to_owned(), Dated { value: f64::from(*count), on })),
    }
}

/// The list of the day: each account with what it ranks by.
fn ranked(pasts: &[Past]) -> Vec<(AccountId, i64, f64, Option<Day>)> {
    let prior = prior_on(pasts, then(), Ends::Terms);
    let by = Reading::of(pasts, then(), Ends::Terms);
    let rates = Rates::new(Currency::USD);
    let weights = Weights::default();
    let mut found: Vec<_> = pasts
        .iter()
        .filter_map(|past| Case::of(&past.known_on(then(), &by), then(), &[], (&weights, &rates, prior)))
        .map(|case| (case.account, case.stake, case.p, case.day))
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

proptest! {
    #[test]
    fn later_facts_change_no_earlier_list(
        accounts in prop::collection::vec((1..500_i64, 1..360_i32), 1..6),
        facts in prop::collection::vec((any::<prop::sample::Index>(), later(), 1..700_i32), 0..20),
    ) {
        let mut pasts: Vec<Past> =
            (1..).zip(&accounts).map(|(n, (units, start))| past(n, *units, *start)).collect();
        let before = ranked(&pasts);
        prop_assert_eq!(before.len(), pasts.len());
        let mut facts: Vec<_> = facts;
        facts.sort_by_key(|(_, _, days)| *days);
        for (which, later, days) in &facts {
            let at = which.index(pasts.len());
            happen(&mut pasts[at], later, then().plus_days(*days));
        }
        prop_assert_eq!(ranked(&pasts), before);
    }

    #[test]
    fn draws_are_of_the_count_and_no_other(seed: u64, count in 1..200_usize) {
        let times = Draw::seeded(seed).times(count);
        prop_assert_eq!(times.len(), count);
        prop_assert!((times.iter().sum::<f64>() - count as f64).abs() < 1e-9);
    }
}

#[test]
fn what_was_written_over_is_put_back() {
    let mut renewed = past(1, 100, 200);
    let known = renewed.known_on(then(), &TERMS);
    happen(&mut renewed, &Later::Renewed(300), then().plus_days(50));
    assert_eq!(renewed.known_on(then(), &TERMS), known, "the end of the term of then, and its revenue");
    assert_eq!(known.subscriptions[0].arr, dollars(100));
}

#[test]
fn an_end_that_only_the_lost_have_is_no_term() {
    let (kept, mut lost) = (past(1, 100, 200), past(2, 100, 200));
    assert_eq!(Past::ends(&[kept.clone(), lost.clone()]), Ends::Terms);
    let open = SubscriptionTerms { end: None, ..kept.subscriptions[0].clone() };
    let kept = Past { subscriptions: vec![open], renewals: Vec::new(), ..kept };
    let on = then().plus_days(17);
    let sub = &mut lost.subscriptions[0];
    (sub.end, sub.ended_on) = (Some(on), Some(on));
    let row = &mut lost.renewals[0];
    (row.due, row.outcome) = (on, Some(RenewalOutcome::Churned));
    assert_eq!(Past::ends(&[kept, lost.clone()]), Ends::Losses);
    let known = lost.known_on(then(), &Reading { ends: Ends::Losses, ..TERMS });
    assert_eq!((known.subscriptions[0].end, known.renewals.len()), (None, 0), "nobody knew that day before");
    assert_eq!(prior_on(&[lost], then(), Ends::Losses).lost, 0);
}

#[test]
fn who_orders_no_more_is_likelier_to_leave() {
    let (mut quiet, busy) = (past(1, 100, 300), past(2, 100, 300));
    quiet.usage.retain(|(_, at)| then().since(at.on) > 70);
    let by = Reading::of(&[quiet.clone(), busy.clone(), past(3, 100, 299)], then(), Ends::Terms);
    let known = [quiet, busy].map(|past| past.known_on(then(), &by));
    let days = known.each_ref().map(|inputs| inputs.active_days.map(|days| days.value));
    assert_eq!(days, [Some(8.0), Some(30.0)]);
    let by = (&Weights::default(), &Rates::new(Currency::USD), prior_on(&[], then(), Ends::Terms));
    let [quiet, busy] = known.map(|inputs| Case::of(&inputs, then(), &[], by).unwrap());
    assert!(quiet.p > busy.p, "{} {}", quiet.p, busy.p);
    assert!(Sort::Used.key(&quiet) > Sort::Used.key(&busy), "the least used first");
}
