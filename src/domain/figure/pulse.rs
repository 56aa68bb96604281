//! Metrics that are counted as things happen, such as orders or logins: a day without a figure is a day on which nothing
//! was used. A metric that is measured now and then, such as a level by the week, is none of them: its gaps say nothing.

use crate::domain::figure::adoption::{Series, change, driving};
use crate::domain::record::usage::SEATS;
use crate::domain::stake::input::Dated;
use crate::domain::value::day::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Days before today whose figures tell of a metric.
pub const SEEN: i32 = 130;
/// Days over which active days are counted.
pub const ACTIVE_DAYS: i32 = 90;

/// Days over which usage is compared.
const MONTH: i32 = 30;
/// Days after which a measured figure says nothing of a change.
const FRESH: i32 = 100;
/// Days within which two figures of one customer are neighbours. Whoever measures by the week has none.
const NEAR: i32 = 2;
/// One gap in so many is one of neighbours where a metric is counted as things happen.
const OF_GAPS: usize = 20;
/// One day in so many has a figure of some customer there. Whoever reports by the week, on two days of it, has fewer.
const OF_DAYS: i32 = 3;

/// A metric that is counted as things happen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// Which.
    pub metric: String,
    /// The day up to which the book has counted it: after that, no figure is no silence.
    pub until: Day,
}

/// What the figures of many accounts tell of how each metric is measured.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gathered(BTreeMap<String, Seen>);

#[derive(Clone, PartialEq, Debug, Default)]
struct Seen {
    gaps: usize,
    near: usize,
    days: BTreeSet<Day>,
    last: [Option<Day>; 2],
}

impl Gathered {
    /// Takes the days of a metric of one account that have a figure, in order.
    pub fn take(&mut self, metric: &str, days: &[Day]) {
        let Some(latest) = days.last().filter(|_| metric != SEATS) else { return };
        let seen = self.0.entry(metric.to_owned()).or_default();
        let gaps = days.iter().zip(days.iter().skip(1)).map(|(before, day)| day.since(*before));
        seen.gaps += gaps.len();
        seen.near += gaps.filter(|gap| *gap <= NEAR).count();
        seen.days.extend(days);
        let [last, second] = seen.last;
        seen.last = if Some(*latest) > last { [Some(*latest), last] } else { [last, second.max(Some(*latest))] };
    }

    /// The metrics that are counted as things happen. They are counted up to the day that two accounts have come to: one
    /// figure written by hand does not make the others silent. What stopped a month ago is counted no more.
    pub fn counted(self, today: Day) -> Vec<Counted> {
        let until = |seen: &Seen| {
            let until = seen.last[1]?;
            let days = i32::try_from(seen.days.range(..=until).count()).ok()?;
            let often = days * OF_DAYS > until.since(*seen.days.first()?);
            let near = seen.near > 0 && seen.near * OF_GAPS >= seen.gaps;
            (near && often && today.since(until) <= MONTH).then_some(until)
        };
        let found = self.0.into_iter().filter_map(|(metric, seen)| Some(Counted { until: until(&seen)?, metric }));
        found.collect()
    }
}

/// How an account uses what it bought.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pulse {
    /// Change over 30 days, percent.
    pub change: Option<Dated<f64>>,
    /// Days of the last 90 on which it was used.
    pub active: Option<Dated<f64>>,
}

/// The pulse of an account by the metric that its usage is judged by. `first` tells the first day of a metric; an account
/// that was never counted is not silent.
pub fn pulse(
    measured: &mut Vec<(String, Series)>,
    counted: &[Counted],
    today: Day,
    mut first: impl FnMut(&str) -> Option<Day>,
) -> Pulse {
    for silent in counted {
        let known = measured.iter().any(|(metric, _)| *metric == silent.metric);
        if !known && first(&silent.metric).is_some_and(|first| first <= silent.until) {
            measured.push((silent.metric.clone(), Series::new()));
        }
    }
    let Some((metric, series)) = driving(measured) else { return Pulse::default() };
    let Some(counted) = counted.iter().find(|counted| counted.metric == *metric) else {
        let fresh = series.partition_point(|it| today.since(it.on) >= FRESH);
        return Pulse { change: series.get(fresh..).and_then(|series| change(series, MONTH)), active: None };
    };
    let until = counted.until;
    let whole = series.first().is_some_and(|it| until.since(it.on) >= ACTIVE_DAYS - 1);
    let Some(first) = (if whole { series.first().map(|it| it.on) } else { first(metric) }) else {
        return Pulse::default();
    };
    Pulse { change: counted_change(series, first, until), active: active_days(series, first, until) }
}

/// The change of a counted metric: that of its weeks where nearly every day has a figure, else what was used in the last
/// 30 days against the 30 before. None where those 30 were not all counted, or nothing was used in them.
pub fn counted_change(series: &[Dated<f64>], first: Day, until: Day) -> Option<Dated<f64>> {
    if is_dense(series, until) {
        return change(series, MONTH);
    }
    let sum = |from: i32, to: i32| -> f64 {
        series.iter().filter(|it| (from..to).contains(&until.since(it.on))).map(|it| it.value).sum()
    };
    let (now, base) = (sum(0, MONTH), sum(MONTH, 2 * MONTH));
    let all_counted = until.since(first) >= 2 * MONTH - 1;
    (all_counted && base > 0.0 && now.is_finite()).then(|| Dated { value: (now - base) / base * 100.0, on: until })
}

/// Whether most days of the last two months have a figure, and the last week too.
pub fn is_dense(series: &[Dated<f64>], until: Day) -> bool {
    let of = |days: i32| series.iter().filter(|it| (0..days).contains(&until.since(it.on))).count();
    of(7) > 0 && of(2 * MONTH) * 2 >= usize::try_from(2 * MONTH).unwrap_or(usize::MAX)
}

/// Days of the last 90 with anything used; of an account counted for less time, as many as that would make of 90. None
/// before it has been counted for 30.
fn active_days(series: &[Dated<f64>], first: Day, until: Day) -> Option<Dated<f64>> {
    let counted = (until.since(first) + 1).min(ACTIVE_DAYS);
    let days = series.iter().filter(|it| it.value > 0.0 && (0..ACTIVE_DAYS).contains(&until.since(it.on))).count();
    (counted >= MONTH).then(|| Dated { value: days as f64 * f64::from(ACTIVE_DAYS) / f64::from(counted), on: until })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_200);

    /// Figures so many days before today.
    fn series(ago: &[(i32, f64)]) -> Series {
        let mut found: Series =
            ago.iter().map(|(ago, value)| Dated { value: *value, on: TODAY.plus_days(-ago) }).collect();
        found.sort_by_key(|it| it.on);
        found
    }

    fn days(ago: &[(i32, f64)]) -> Vec<Day> {
        series(ago).iter().map(|it| it.on).collect()
    }

    fn every(step: usize, from: i32, to: i32) -> Vec<(i32, f64)> {
        (from..to).step_by(step).map(|ago| (ago, 1.0)).collect()
    }

    fn counted(accounts: &[Vec<(i32, f64)>]) -> Vec<Day> {
        let mut gathered = Gathered::default();
        for account in accounts {
            gathered.take("orders", &days(account));
        }
        gathered.counted(TODAY).into_iter().map(|counted| counted.until).collect()
    }

    #[test]
    fn events_are_told_from_levels() {
        // Eight customers that order some days after another now and then; together on most days.
        let some = |from: i32| -> Vec<(i32, f64)> {
            [2, 3, 11, 20, 22, 47, 61, 80].iter().map(|ago| (ago + from, 1.0)).collect()
        };
        let orders: Vec<_> = (0..8).map(some).collect();
        let with = |one: i32| orders.iter().cloned().chain([vec![(one, 1.0)]]).collect::<Vec<_>>();
        let twice: Vec<(i32, f64)> = every(30, 0, 90).into_iter().chain(every(30, 2, 90)).collect();
        let sunday: Vec<(i32, f64)> = every(7, 0, 90).into_iter().chain(every(7, 1, 90)).collect();
        for (accounts, want) in [
            (orders.clone(), Some(3)),
            // The day that one account alone has come to is no day that the book has.
            (with(0), Some(2)),
            (with(50), Some(3)),
            (vec![every(1, 0, 60), every(1, 4, 60)], Some(4)),
            (vec![every(7, 0, 90), every(7, 3, 90), every(7, 5, 90)], None),
            // Each customer is measured on a weekday of its own.
            ((0..7).map(|from| every(7, from, 90)).collect(), None),
            (vec![every(30, 0, 90), every(30, 1, 90)], None),
            // Levels that were measured again two days, or one day, later.
            (vec![twice.clone(), twice], None),
            (vec![sunday.clone(), sunday], None),
            (vec![every(1, 40, 90), every(1, 40, 90)], None),
            (vec![vec![], vec![(1, 1.0)]], None),
        ] {
            let want = want.map(|ago| TODAY.plus_days(-ago));
            assert_eq!(counted(&accounts), Vec::from_iter(want), "{accounts:?}");
        }
        let mut seats = Gathered::default();
        for _ in 0..2 {
            seats.take(SEATS, &days(&every(1, 0, 90)));
        }
        assert_eq!(seats.counted(TODAY), vec![], "seats in use are a level");
    }

    #[test]
    fn silence_is_nothing_used() {
        let old = TODAY.plus_days(-300);
        for (figures, first, change, active) in [
            (vec![(3, 6.0), (20, 6.0), (31, 10.0), (59, 10.0)], old, Some(-40.0), Some(4.0)),
            (vec![(35, 10.0), (80, 4.0)], old, Some(-100.0), Some(2.0)),
            (vec![(80, 4.0)], old, None, Some(1.0)),
            (vec![], old, None, Some(0.0)),
            (vec![(0, 0.0), (40, 5.0)], old, Some(-100.0), Some(1.0)),
            // Counted for 45 days: twice the days make 90, and there is no month before.
            (vec![(3, 1.0), (44, 1.0)], TODAY.plus_days(-44), None, Some(4.0)),
            (vec![(3, 1.0)], TODAY.plus_days(-3), None, None),
            // Nearly every day has a figure: weeks are compared.
            (every(1, 0, 90), old, Some(0.0), Some(90.0)),
            // It was used every day until ten days ago.
            (every(1, 10, 90), old, Some(-100.0 / 3.0), Some(80.0)),
        ] {
            let book = [Counted { metric: "orders".to_owned(), until: TODAY }];
            let mut measured = vec![("orders".to_owned(), series(&figures))];
            let found = pulse(&mut measured, &book, TODAY, |_| Some(first));
            let value = |it: Option<Dated<f64>>| it.map(|it| (it.value * 1e6).round() / 1e6);
            let want = |it: Option<f64>| it.map(|it| (it * 1e6).round() / 1e6);
            assert_eq!((value(found.change), value(found.active)), (want(change), want(active)), "{figures:?}");
        }
    }

    #[test]
    fn who_was_never_counted_is_not_silent() {
        let book = [Counted { metric: "orders".to_owned(), until: TODAY }];
        assert_eq!(pulse(&mut Vec::new(), &book, TODAY, |_| None), Pulse::default());
        let silent = pulse(&mut Vec::new(), &book, TODAY, |_| Some(TODAY.plus_days(-200)));
        assert_eq!(silent.active.map(|it| it.value), Some(0.0));
        // A level keeps to its own way, and has no active days.
        let mut levels = vec![("usage".to_owned(), series(&[(30, 1000.0), (0, 650.0)]))];
        let level = pulse(&mut levels, &[], TODAY, |_| None);
        assert_eq!((level.change.map(|it| it.value), level.active), (Some(-35.0), None));
    }
}
