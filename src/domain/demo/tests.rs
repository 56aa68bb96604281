//! What the demo book promises: the same rows from the same seed, nothing dangling, nothing in the future, every word used.

use crate::domain::change::Change;
use crate::domain::demo::rows::{Size, book, rows};
use crate::domain::record::account::{Account, CallLevel, LifecycleStage, Pin};
use crate::domain::record::contact::{Contact, ContactRole, Sentiment};
use crate::domain::record::goal::GoalState;
use crate::domain::record::meta::Meta;
use crate::domain::record::movement::Movement;
use crate::domain::record::opportunity::{Opportunity, OpportunityKind, OpportunityState};
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome, RenewalStage};
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::{Priority, Task, TaskState};
use crate::domain::record::touch::{Direction, Touch, TouchKind};
use crate::domain::value::day::{Day, Moment, Now, Zone};
use crate::domain::value::money::Money;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

fn noon(day: &str) -> Now {
    at(day.parse().unwrap(), 12 * 60, Zone::UTC)
}

fn at(day: Day, minute: i64, zone: Zone) -> Now {
    Now::new(Moment(i64::from(day.0) * 86_400_000 + minute * 60_000), zone)
}

/// A book by table.
#[derive(Default)]
struct Tables {
    accounts: Vec<Account>,
    contacts: Vec<Contact>,
    subscriptions: Vec<Subscription>,
    renewals: Vec<Renewal>,
    deals: Vec<Opportunity>,
    tasks: Vec<Task>,
    touches: Vec<Touch>,
    readings: Vec<Reading>,
    movements: Vec<Movement>,
}

fn tables(changes: Vec<Change>) -> Tables {
    let mut out = Tables::default();
    for change in changes {
        match change {
            Change::Account(i) => out.accounts.push(*i.after.unwrap()),
            Change::Contact(i) => out.contacts.push(*i.after.unwrap()),
            Change::Subscription(i) => out.subscriptions.push(*i.after.unwrap()),
            Change::Renewal(i) => out.renewals.push(*i.after.unwrap()),
            Change::Opportunity(i) => out.deals.push(*i.after.unwrap()),
            Change::Task(i) => out.tasks.push(*i.after.unwrap()),
            Change::Touch(i) => out.touches.push(*i.after.unwrap()),
            Change::Reading(i) => out.readings.push(*i.after.unwrap()),
            Change::Goal(_) | Change::Feedback(_) | Change::Usage(_) | Change::Case(_) => {}
            Change::Timer(_)
            | Change::View(_)
            | Change::Target(_)
            | Change::FxRate(_)
            | Change::Run(_)
            | Change::Review(_)
            | Change::External(_) => {
                panic!("the demo has no such rows")
            }
            Change::Movement(i) => out.movements.push(*i.after.unwrap()),
        }
    }
    out
}

/// Every law that holds for any seed, now and size.
fn check(changes: Vec<Change>, now: Now) {
    let (mut seen, mut opened) = (HashSet::new(), HashMap::new());
    let known = |seen: &HashSet<String>, id: String| assert!(seen.contains(&id), "{id} is named before it is made");
    for change in changes {
        let key = change.key();
        match &change {
            Change::Task(i) => {
                let row = i.row().unwrap();
                row.account.into_iter().for_each(|id| known(&seen, id.to_string()));
                row.contact.into_iter().for_each(|id| known(&seen, id.to_string()));
            }
            Change::Feedback(i) => i.row().unwrap().contact.into_iter().for_each(|id| known(&seen, id.to_string())),
            Change::Touch(i) => i.row().unwrap().contact.into_iter().for_each(|id| known(&seen, id.to_string())),
            Change::Renewal(i) => i.row().unwrap().subscription.into_iter().for_each(|id| known(&seen, id.to_string())),
            _ => {}
        }
        if !matches!(change, Change::Account(_)) {
            change.accounts().for_each(|id| known(&seen, id.to_string()));
        }
        check_row(&change, now);
        if let Change::Account(image) = &change {
            let row = image.row().unwrap();
            opened.insert(row.id, row.meta.created_at);
        } else if let Some((meta, whose)) = meta(&change).zip(change.accounts().next()) {
            assert!(meta.created_at >= opened[&whose], "made before its account: {change:?}");
        }
        assert!(seen.insert(key.clone()), "{key} is made twice");
    }
}

fn meta(change: &Change) -> Option<Meta> {
    Some(match change {
        Change::Contact(i) => i.row()?.meta,
        Change::Subscription(i) => i.row()?.meta,
        Change::Renewal(i) => i.row()?.meta,
        Change::Opportunity(i) => i.row()?.meta,
        Change::Task(i) => i.row()?.meta,
        Change::Touch(i) => i.row()?.meta,
        Change::Goal(i) => i.row()?.meta,
        Change::Feedback(i) => i.row()?.meta,
        Change::Usage(i) => i.row()?.meta,
        Change::Case(i) => i.row()?.meta,
        Change::Reading(i) => i.row()?.meta,
        Change::Movement(i) => i.row()?.meta,
        Change::Account(_)
        | Change::Timer(_)
        | Change::View(_)
        | Change::Target(_)
        | Change::Run(_)
        | Change::Review(_)
        | Change::FxRate(_)
        | Change::External(_) => {
            return None;
        }
    })
}

fn check_row(change: &Change, now: Now) {
    let made = |meta: &Meta| {
        assert!(meta.created_at <= meta.updated_at && meta.updated_at <= now.at, "{change:?}");
    };
    let sane = |money: Option<Money>| assert!(money.is_none_or(|m| (0..10_000_000_000_000).contains(&m.minor)));
    match change {
        Change::Account(i) => made(&i.row().unwrap().meta),
        Change::Contact(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.left_on.is_none_or(|left| left <= now.today));
            assert!(row.email.as_ref().is_some_and(|mail| mail.raw().is_ascii() && !mail.raw().starts_with('@')));
        }
        Change::Subscription(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.arr.minor > 0);
            sane(Some(row.arr));
            assert!(row.start.unwrap() <= row.end.unwrap_or(Day::MAX), "{row:?}");
        }
        Change::Renewal(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            [row.target, row.forecast, row.final_amount].into_iter().for_each(sane);
            assert_eq!(row.outcome.is_some(), row.settled_on.is_some());
            assert!(row.settled_on.into_iter().chain(row.notice_on).all(|day| day <= now.today), "{row:?}");
        }
        Change::Opportunity(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            sane(row.amount);
            assert_eq!(row.close.unwrap() > now.today, row.state == OpportunityState::Open, "{row:?}");
        }
        Change::Task(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert_eq!(row.closed_at.is_some(), !row.state.is_open());
            assert!(row.closed_at.is_none_or(|at| at <= now.at));
            assert!(!row.title.raw().contains('{') && !row.title.is_blank());
        }
        Change::Touch(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.at <= now.at);
            assert!(!row.text.raw().contains('{') && !row.text.is_blank());
            assert!(row.minutes.is_some_and(|minutes| (5..=90).contains(&minutes)));
        }
        Change::Reading(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.day <= now.today);
            let top = if row.metric == Metric::Health { 100_000 } else { i64::MAX };
            assert!(row.value.0 <= top && (row.value.0 >= 0 || row.metric == Metric::UsageChange), "{row:?}");
        }
        Change::Goal(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert_eq!(row.closed_on.is_some(), row.state != GoalState::Open, "{row:?}");
            assert!(row.closed_on.is_none_or(|day| day <= now.today), "{row:?}");
        }
        Change::Feedback(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.at <= now.at && row.score.is_some() == row.kind.scored(), "{row:?}");
            assert!(row.score.is_none_or(|score| row.scale().holds(score)), "{row:?}");
            assert!(row.answered.into_iter().chain(row.resolved).all(|at| at >= row.at && at <= now.at), "{row:?}");
        }
        Change::Usage(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.day <= now.today && row.value.0 >= 0, "{row:?}");
        }
        Change::Case(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.day <= now.today && !row.problem.is_blank(), "{row:?}");
        }
        Change::Timer(_)
        | Change::View(_)
        | Change::Target(_)
        | Change::FxRate(_)
        | Change::Run(_)
        | Change::Review(_)
        | Change::External(_) => {}
        Change::Movement(i) => {
            let row = i.row().unwrap();
            made(&row.meta);
            assert!(row.delta.minor != 0 && row.subscription.is_some());
        }
    }
}

#[test]
fn same_seed_same_rows() {
    let json = |seed| serde_json::to_string(&book(seed, noon("2026-11-24"), Size::DEMO)).unwrap();
    assert_eq!(json(7), json(7));
    assert_ne!(json(7), json(8));
}

#[test]
fn odd_days_hold() {
    for day in ["2024-02-29", "2026-12-31", "2027-01-01", "2026-11-22", "2000-02-29", "1990-01-01", "2100-12-31"] {
        let now = noon(day);
        check(book(1, now, Size::DEMO), now);
    }
    for minute in [0, 1, 24 * 60 - 1] {
        let now = at("2026-03-29".parse().unwrap(), minute, Zone::Fixed(9 * 3600));
        check(book(1, now, Size::DEMO), now);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_day_holds(seed: u64, day in 7305..47_847_i32, minute in 0..1440_i64, east in -12..=14_i32) {
        let now = at(Day(day), minute, Zone::Fixed(east * 3600));
        check(book(seed, now, Size::DEMO), now);
    }
}

fn used<T: PartialEq + std::fmt::Debug>(all: &[T], found: &[T]) {
    for value in all {
        assert!(found.contains(value), "{value:?} is never shown");
    }
}

#[test]
fn every_word_is_shown() {
    let t = tables(book(42, noon("2026-11-24"), Size::DEMO));
    used(LifecycleStage::ALL, &t.accounts.iter().map(|a| a.stage).collect::<Vec<_>>());
    used(CallLevel::ALL, &t.accounts.iter().filter_map(|a| a.call).collect::<Vec<_>>());
    used(Pin::ALL, &t.accounts.iter().filter_map(|a| a.pin).collect::<Vec<_>>());
    used(ContactRole::ALL, &t.contacts.iter().filter_map(|c| c.role).collect::<Vec<_>>());
    used(Sentiment::ALL, &t.contacts.iter().filter_map(|c| c.sentiment).collect::<Vec<_>>());
    used(Sentiment::ALL, &t.touches.iter().filter_map(|c| c.sentiment).collect::<Vec<_>>());
    used(RenewalStage::ALL, &t.renewals.iter().map(|r| r.stage).collect::<Vec<_>>());
    used(ForecastCategory::ALL, &t.renewals.iter().filter_map(|r| r.category).collect::<Vec<_>>());
    used(RenewalOutcome::ALL, &t.renewals.iter().filter_map(|r| r.outcome).collect::<Vec<_>>());
    used(OpportunityKind::ALL, &t.deals.iter().map(|o| o.kind).collect::<Vec<_>>());
    used(OpportunityState::ALL, &t.deals.iter().map(|o| o.state).collect::<Vec<_>>());
    used(TaskState::ALL, &t.tasks.iter().map(|k| k.state).collect::<Vec<_>>());
    used(Priority::ALL, &t.tasks.iter().filter_map(|k| k.priority).collect::<Vec<_>>());
    used(TouchKind::ALL, &t.touches.iter().map(|k| k.kind).collect::<Vec<_>>());
    used(Direction::ALL, &t.touches.iter().filter_map(|k| k.direction).collect::<Vec<_>>());
    used(Metric::ALL, &t.readings.iter().map(|r| r.metric).collect::<Vec<_>>());
}

#[test]
fn reads_like_a_quarter() {
    for day in ["2026-11-24", "2026-11-22", "2027-01-01", "2024-02-29"] {
        let now = noon(day);
        let t = tables(book(42, now, Size::DEMO));
        let within = |what: &str, count: usize, want: std::ops::RangeInclusive<usize>| {
            assert!(want.contains(&count), "{day}: {what} {count}, want {want:?}");
        };
        let open: Vec<&Task> = t.tasks.iter().filter(|k| k.state.is_open()).collect();
        let due = |from: i32, to: i32| {
            open.iter().filter(|k| k.due.is_some_and(|d| (from..=to).contains(&d.since(now.today)))).count()
        };
        within("open tasks", open.len(), 65..=90);
        within("overdue", due(-99, -1), 6..=9);
        within("today", due(0, 0), 4..=6);
        within("closed tasks", t.tasks.len() - open.len(), 220..=280);
        within("touches", t.touches.len(), 900..=1200);
        let ahead = |days: i32| {
            let live = t.renewals.iter().filter(|r| r.outcome.is_none());
            live.filter(|r| (0..=days).contains(&r.due.since(now.today))).count()
        };
        within("renewals in 45 days", ahead(45), 8..=13);
        within("renewals in 90 days", ahead(90), 18..=26);
        let settled = |lost: bool| {
            let year = t.renewals.iter().filter(|r| r.settled_on.is_some_and(|d| now.today.since(d) <= 365));
            year.filter(|r| (r.outcome == Some(RenewalOutcome::Churned)) == lost).count()
        };
        within("renewed in a year", settled(false), 20..=45);
        within("lost in a year", settled(true), 5..=5);
    }
}

#[test]
fn big_books_stream() {
    let now = noon("2026-11-24");
    let size = Size::of(2_000, 20_000, 40_000);
    let (mut accounts, mut tasks, mut touches, mut ids) = (0, 0, 0, HashSet::new());
    for change in rows(3, now, size) {
        match change {
            Change::Account(_) => accounts += 1,
            Change::Task(_) => tasks += 1,
            Change::Touch(_) => touches += 1,
            _ => {}
        }
        assert!(ids.insert(change.key()));
    }
    assert_eq!(accounts, 2_000);
    assert!((20_000..20_100).contains(&tasks), "{tasks}");
    assert!((39_600..40_400).contains(&touches), "{touches}");
}

#[test]
fn tables_name_known_accounts() {
    use crate::domain::demo::{cast::CAST, stories, tasks_open::OPEN};
    let known = |name: &str| CAST.iter().any(|member| member.name == name);
    let told = [stories::TROUBLE, crate::domain::demo::stories_calm::CALM, crate::domain::demo::stories_odd::ODD];
    for story in told.into_iter().flatten() {
        assert!(known(story.account), "{}", story.account);
        for said in story.touches.iter().filter(|said| !said.who.is_empty()) {
            assert!(story.people.iter().any(|person| person.name == said.who), "{}", said.who);
        }
    }
    for (name, _) in OPEN {
        assert!(known(name), "{name}");
    }
}

#[test]
fn timelines_read_well() {
    let t = tables(book(42, noon("2026-11-24"), Size::DEMO));
    for account in &t.accounts {
        let mut reviews: Vec<Moment> =
            t.touches.iter().filter(|k| k.account == account.id && k.kind == TouchKind::Qbr).map(|k| k.at).collect();
        reviews.sort();
        assert!(reviews.windows(2).all(|two| two[1].0 - two[0].0 > 50 * 86_400_000), "{:?}: {reviews:?}", account.name);
        let texts: Vec<&str> = t.touches.iter().filter(|k| k.account == account.id).map(|k| k.text.raw()).collect();
        for screen in texts.windows(8) {
            let once: HashSet<&str> = screen.iter().copied().collect();
            assert_eq!(once.len(), screen.len(), "{:?}: {screen:#?}", account.name);
        }
    }
}
