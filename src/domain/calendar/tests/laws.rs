//! What holds for any calendar.

use crate::domain::book::DecisionId;
use crate::domain::calendar::bar::{Bar, months};
use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::entry::{Entry, What};
use crate::domain::calendar::grid::{Grid, month_of};
use crate::domain::calendar::quarter::Quarter;
use crate::domain::calendar::step::{Cursor, Step, months_on};
use crate::domain::calendar::strip::{heat, weeks};
use crate::domain::calendar::week::{FiscalStart, WeekStart};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId};
use proptest::prelude::*;
use std::collections::BTreeMap;
use ulid::Ulid;

fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        4 => (20_000..21_500_i32).prop_map(Day),
        2 => (Day::MIN.0..=Day::MAX.0).prop_map(Day),
        1 => (0..70_i32).prop_map(|near| Day(Day::MIN.0 + near)),
        1 => (0..70_i32).prop_map(|near| Day(Day::MAX.0 - near)),
    ]
}

fn any_start() -> impl Strategy<Value = WeekStart> {
    prop::sample::select(WeekStart::ALL)
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let bands = vec![None, Some(Band::Red), Some(Band::Yellow), Some(Band::Green)];
    (any_day(), any::<bool>(), 0..10_000_000_i64, prop::sample::select(bands), any::<bool>(), any::<u128>()).prop_map(
        |(day, end, arr, band, notice, id)| Entry {
            day,
            what: if end { What::End } else { What::CancelBy },
            arr,
            stake: arr / 3,
            band,
            notice,
            id: DecisionId::new(AccountId(Ulid(1)), Some(RenewalId(Ulid(id))), None),
        },
    )
}

proptest! {
    #[test]
    fn every_day_of_a_month_stands_once(day in any_day(), start in any_start()) {
        let grid = Grid::around(day, start);
        let stands: Vec<Day> = grid.weeks.iter().flatten().copied().flatten().collect();
        let want: Vec<Day> = (grid.first.0..=grid.last.0).map(Day).collect();
        prop_assert_eq!(&stands, &want);
        prop_assert!((4..=6).contains(&grid.weeks.len()));
        for (row, week) in grid.weeks.iter().enumerate() {
            prop_assert!(week.iter().any(Option::is_some), "no row is all blank");
            for (column, day) in week.iter().enumerate() {
                let Some(day) = day else { continue };
                prop_assert_eq!(day.weekday(), grid.heads()[column]);
                prop_assert_eq!(grid.place(*day), Some((row, column)));
                prop_assert_eq!((day.ymd().0, day.ymd().1), (grid.first.ymd().0, grid.first.ymd().1));
            }
        }
        prop_assert!(grid.place(day).is_some());
        prop_assert_eq!(grid.first.ymd().2, 1);
        prop_assert!(grid.last == Day::MAX || grid.last.plus_days(1).ymd().2 == 1);
    }

    #[test]
    fn a_calendar_holds_each_renewal_once(entries in prop::collection::vec(any_entry(), 0..60), start in any_start()) {
        let days = Days::of(entries.iter().copied());
        let mut firsts: Vec<Day> = entries.iter().map(|entry| month_of(entry.day).0).collect();
        firsts.sort();
        firsts.dedup();
        let (mut seen, mut ends, mut arr) = (0, 0, 0);
        for first in firsts {
            let grid = Grid::around(first, start);
            let total = grid.total(&days);
            let mut by_day = Tally::default();
            grid.figures(&days).for_each(|(_, figures)| by_day += figures.ends);
            prop_assert_eq!(by_day, total.ends);
            seen += total.ends.count + total.cancel_by.count;
            ends += total.ends.count;
            arr += total.ends.arr;
        }
        prop_assert_eq!(seen as usize, entries.len());
        let only: Vec<&Entry> = entries.iter().filter(|entry| entry.what == What::End).collect();
        prop_assert_eq!(ends as usize, only.len());
        prop_assert_eq!(arr, only.iter().map(|entry| entry.arr).sum::<i64>());
        for entry in &entries {
            let figures = days.on(entry.day);
            prop_assert!(entry.band.is_none() || figures.worst() <= entry.band, "no worse band is hidden");
        }
        let all = days.total(Day::MIN, Day::MAX).ends;
        prop_assert_eq!(all.at_risk + all.rest(), all.arr);
    }

    #[test]
    fn bars_quarters_and_weeks_cut_the_same_days(
        entries in prop::collection::vec(any_entry(), 0..60),
        from in any_day(),
        start in any_start(),
        fiscal in 1..=12_i64,
    ) {
        let days = Days::of(entries.iter().copied());
        let fiscal = FiscalStart::try_from(fiscal).unwrap();
        let quarter = Quarter::around(from, fiscal);
        prop_assert!((quarter.first..=quarter.last).contains(&from) && (1..=4).contains(&quarter.number));
        let mut sum = Tally::default();
        for bar in months(&days, quarter.first, 3) {
            if bar.last <= quarter.last {
                sum += bar.ends;
            }
        }
        prop_assert_eq!(sum, quarter.ends(&days), "the months of a quarter are the quarter");
        let next = quarter.next(fiscal);
        prop_assert!(quarter.last == Day::MAX || next.first == quarter.last.plus_days(1));
        let strip = weeks(&days, from, 9, start);
        prop_assert!((strip[0].first..=strip[0].last).contains(&from));
        for pair in strip.windows(2) {
            prop_assert_eq!(pair[1].first, pair[0].last.plus_days(1));
            prop_assert_eq!(pair[1].first.weekday(), start.weekday());
        }
    }

    #[test]
    fn a_move_by_months_comes_back(day in any_day(), count in -600..600_i32) {
        let there = Cursor::on(day).moved(Step::Month, count);
        prop_assert_eq!(month_of(there.day).0, months_on(day, count));
        let kept = months_on(day, count) != months_on(day, count - 1) && months_on(day, count) != months_on(day, count + 1);
        if kept {
            prop_assert_eq!(there.moved(Step::Month, -count), Cursor::on(day));
            prop_assert_eq!(there.day, day.plus_months(count), "the clamp is that of all dates");
        }
    }

    #[test]
    fn parts_fill_their_bar(arr in 0..1_000_000_i64, part in 0..=100_i64, most in 1..2_000_000_i64, width in 0..200_u16) {
        let ends = Tally { count: 1, arr, at_risk: arr * part / 100, ..Tally::default() };
        let (risk, rest) = Bar { first: Day::MIN, last: Day::MIN, ends }.cells(most, width);
        prop_assert!(risk + rest <= width);
        prop_assert_eq!(risk + rest > 0, arr > 0 && width > 0);
        prop_assert!(ends.at_risk == 0 || width == 0 || risk > 0);
        prop_assert!(u32::from(heat(arr, most, 8)) <= 8 && (heat(arr, most, 8) > 0) == (arr > 0));
    }
}

#[test]
fn all_months_of_all_years_have_their_days() {
    let mut count = BTreeMap::new();
    let (mut first, mut months) = (Day::MIN, 0);
    loop {
        let (begin, last) = month_of(first);
        assert_eq!(begin, first);
        *count.entry(last.since(begin) + 1).or_insert(0) += 1;
        months += 1;
        if last == Day::MAX {
            break;
        }
        first = last.plus_days(1);
    }
    assert_eq!(months, 9999 * 12);
    // Of 9999 years 2424 are leap years: 9999/4 - 9999/100 + 9999/400.
    assert_eq!(count, BTreeMap::from([(28, 7575), (29, 2424), (30, 39_996), (31, 69_993)]));
}
