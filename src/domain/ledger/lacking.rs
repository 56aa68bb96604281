//! What the ledger of one subscription lacks of what its contract says. The ledger knows best on which days revenue changed,
//! also on days to come; the contract, what is paid last and when it ends. So the two are held against each other there.

use crate::domain::ledger::draft::Step;
use crate::domain::record::movement::Movement;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Money};
use std::collections::BTreeMap;

/// Revenue by currency, none of it nothing.
type Level = BTreeMap<Currency, i64>;

fn add(level: &mut Level, delta: Money) {
    let sum = level.entry(delta.currency).or_default();
    *sum = sum.saturating_add(delta.minor);
    if *sum == 0 {
        level.remove(&delta.currency);
    }
}

fn less(level: &Level, other: &Level) -> Level {
    let mut rest = level.clone();
    for (currency, minor) in other {
        add(&mut rest, Money::new(minor.saturating_neg(), *currency));
    }
    rest
}

/// How revenue goes.
#[derive(Default)]
struct Course {
    /// What is paid last.
    level: Level,
    /// Since when.
    since: Option<Day>,
    /// From when on nothing is paid.
    end: Option<Day>,
}

impl Course {
    fn of(deltas: impl Iterator<Item = (Day, Money)>) -> Course {
        let mut days: BTreeMap<Day, Vec<Money>> = BTreeMap::new();
        for (day, delta) in deltas {
            days.entry(day).or_default().push(delta);
        }
        let (mut course, mut paid) = (Course::default(), Level::new());
        for (day, deltas) in days {
            for delta in deltas {
                add(&mut paid, delta);
            }
            if paid.is_empty() {
                course.end = course.end.or(Some(day));
            } else {
                (course.level, course.since, course.end) = (paid.clone(), Some(day), None);
            }
        }
        course
    }
}

/// The steps that bring a ledger to what the contract tells. `was` is the contract before it was changed, where it was.
pub(super) fn lacking(
    sub: &Subscription,
    was: Option<&Subscription>,
    own: &[&Movement],
    told: &[Step],
    today: Day,
) -> Vec<Step> {
    let says = Course::of(told.iter().map(|step| (step.day, step.delta)));
    let has = Course::of(own.iter().map(|row| (row.day, row.delta)));
    let news = news(sub, was, &has, told, today);
    let mut steps = match (says.end, has.end) {
        // It was taken for ended, and goes on.
        (None, Some(ended)) => news.from(news.day.max(ended), &says.level),
        (None, None) => news.steps(&less(&says.level, &has.level)),
        (Some(end), ended) => {
            let mut steps = match ended.filter(|ended| *ended < end) {
                Some(ended) => news.from(ended, &has.level),
                None => Vec::new(),
            };
            // What was to be paid from the end on never was.
            if news.day < end {
                steps.extend(news.steps(&less(&says.level, &has.level)));
            }
            steps
        }
    };
    if let Some(end) = says.end {
        let last = told.last().filter(|step| step.day == end);
        let closing = closing(own, &steps, end).into_iter().map(|(day, delta)| Step {
            reason: last.and_then(|step| step.reason.clone()),
            notice_on: last.and_then(|step| step.notice_on),
            ..Step::new(sub.id, day, delta)
        });
        steps.extend(closing.collect::<Vec<_>>());
    }
    steps
}

/// What leaves nothing on a day and after it, beside movements and steps.
fn closing(own: &[&Movement], steps: &[Step], end: Day) -> Vec<(Day, Money)> {
    let mut days: BTreeMap<Day, Level> = BTreeMap::from([(end, Level::new())]);
    let known = own.iter().map(|row| (row.day, row.delta)).chain(steps.iter().map(|step| (step.day, step.delta)));
    for (day, delta) in known {
        add(days.entry(day.max(end)).or_default(), delta);
    }
    let back = |(day, level): (Day, Level)| {
        level.into_iter().map(move |(currency, minor)| (day, Money::new(minor.saturating_neg(), currency)))
    };
    days.into_iter().flat_map(back).collect()
}

/// From when on a contract pays what it pays last, where the ledger does not know.
struct News<'a> {
    sub: &'a Subscription,
    /// The renewals and starts that the ledger does not have.
    words: Vec<&'a Step>,
    /// The day of a difference that these do not tell.
    day: Day,
    price: bool,
}

/// The last word of the contract dates a difference, unless the ledger has it already. Else a contract that went on into a
/// next term pays otherwise from the end of the old one on; and any other news is of today. None is dated before what the
/// ledger knows to come.
fn news<'a>(sub: &'a Subscription, was: Option<&Subscription>, has: &Course, told: &'a [Step], today: Day) -> News<'a> {
    let known = has.since.unwrap_or(Day::MIN);
    let is_end = |at: usize| at + 1 == told.len() && Course::of(told.iter().map(|s| (s.day, s.delta))).end.is_some();
    let words = told.iter().enumerate().filter(|(at, step)| step.day > known && !is_end(*at)).map(|(_, step)| step);
    let words: Vec<&Step> = words.collect();
    let renewed = was.and_then(|was| renewed_on(was, sub)).filter(|day| *day >= known);
    let day = words.last().map(|step| step.day).or(renewed).unwrap_or(today.max(known));
    let price = words.is_empty()
        && renewed.is_some()
        && was.is_some_and(|was| was.escalator.is_some_and(|rise| rise.on(was.arr) == sub.arr));
    News { sub, words, day, price }
}

/// The end of the term after which a contract went on. An end that moves by less than half a term is a correction.
fn renewed_on(was: &Subscription, is: &Subscription) -> Option<Day> {
    let (old, new) = (was.end?, is.end?);
    let half = i32::try_from(was.term_months.or(is.term_months).unwrap_or(12) / 2).unwrap_or(i32::MAX);
    (new > old && new >= old.plus_months(half)).then_some(old)
}

impl News<'_> {
    /// A difference, as the contract's own words tell it where they add up to it.
    fn steps(&self, difference: &Level) -> Vec<Step> {
        let mut told = Level::new();
        for step in &self.words {
            add(&mut told, step.delta);
        }
        if !self.words.is_empty() && told == *difference {
            return self.words.iter().map(|step| (*step).clone()).collect();
        }
        self.from(self.day, difference)
    }

    /// A difference from a day on.
    fn from(&self, day: Day, difference: &Level) -> Vec<Step> {
        let reason = self.words.last().and_then(|step| step.reason.clone());
        let step = |(currency, minor): (&Currency, &i64)| Step {
            reason: reason.clone(),
            price: self.price,
            ..Step::new(self.sub.id, day, Money::new(*minor, *currency))
        };
        difference.iter().map(step).collect()
    }
}
