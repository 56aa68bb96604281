//! Months, bars, quarters, weeks and moves worked by hand.

use super::{day, entry};
use crate::domain::calendar::bar::{self, Bar, months};
use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::entry::{Entry, What};
use crate::domain::calendar::grid::Grid;
use crate::domain::calendar::quarter::{Quarter, quarters};
use crate::domain::calendar::step::{Cursor, Step};
use crate::domain::calendar::strip::{heat, weeks};
use crate::domain::calendar::week::{FiscalStart, WeekStart, iso_week};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;

/// December 2026 and January 2027.
fn winter() -> Days {
    let (red, yellow, green) = (Some(Band::Red), Some(Band::Yellow), Some(Band::Green));
    Days::of([
        entry("2026-12-06", What::End, 184, red),
        entry("2026-12-13", What::End, 72, yellow),
        entry("2026-12-13", What::CancelBy, 310, red),
        entry("2026-12-21", What::End, 96, red),
        entry("2026-12-23", What::End, 44, green),
        entry("2026-12-27", What::End, 58, yellow),
        entry("2027-01-07", What::End, 130, green),
        entry("2027-01-21", What::End, 310, yellow),
        entry("2027-01-26", What::End, 88, None),
    ])
}

fn printed(grid: &Grid) -> Vec<String> {
    let cell = |day: &Option<Day>| day.map_or("..".to_owned(), |day| format!("{:>2}", day.ymd().2));
    grid.weeks.iter().map(|week| week.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_month_is_its_weeks() {
    let december = Grid::around(day("2026-12-24"), WeekStart::Monday);
    assert_eq!(
        printed(&december),
        [
            "..  1  2  3  4  5  6",
            " 7  8  9 10 11 12 13",
            "14 15 16 17 18 19 20",
            "21 22 23 24 25 26 27",
            "28 29 30 31 .. .. ..",
        ]
    );
    let sundays = Grid::around(day("2026-12-01"), WeekStart::Sunday);
    assert_eq!(printed(&sundays)[0], ".. ..  1  2  3  4  5");
    assert_eq!(sundays.heads().map(|head| head.to_string()).join(" "), "Sun Mon Tue Wed Thu Fri Sat");
    assert_eq!(sundays.place(day("2026-12-06")), Some((1, 0)));
    assert_eq!(sundays.place(day("2027-01-01")), None);
    for (on, start, rows) in [
        ("2027-02-10", WeekStart::Monday, 4),
        ("2026-02-10", WeekStart::Sunday, 4),
        ("2026-08-10", WeekStart::Monday, 6),
        ("9999-12-31", WeekStart::Saturday, 5),
        ("0001-01-01", WeekStart::Sunday, 5),
    ] {
        let grid = Grid::around(day(on), start);
        assert_eq!(grid.weeks.len(), rows, "{on} {start}: {:?}", printed(&grid));
    }
}

#[test]
fn each_day_has_its_figures() {
    let (days, december) = (winter(), Grid::around(day("2026-12-01"), WeekStart::Monday));
    let thirteenth = days.on(day("2026-12-13"));
    assert_eq!((thirteenth.ends.count, thirteenth.cancel_by.count), (1, 1));
    assert_eq!((thirteenth.ends.worst, thirteenth.worst()), (Some(Band::Yellow), Some(Band::Red)));
    assert!(days.on(day("2026-12-14")).is_empty());
    let total = december.total(&days).ends;
    assert_eq!((total.count, total.arr, total.at_risk), (5, 45_400_000, 41_000_000));
    assert_eq!((total.risk_percent(), total.rest()), (Some(90), 4_400_000));
    assert_eq!(Tally::default().risk_percent(), None);
    assert_eq!(december.figures(&days).filter(|(_, figures)| !figures.is_empty()).count(), 5);
    assert_eq!(days.next_after(day("2026-12-06")), Some(day("2026-12-13")));
    assert_eq!(days.last_before(day("2026-12-06")), None);
    assert_eq!(days.last_before(day("2027-01-01")), Some(day("2026-12-27")));
    assert_eq!(days.next_after(Day::MAX), None);
    assert_eq!(days.total(day("2027-01-01"), day("2026-01-01")).ends.count, 0, "a stretch that ends before it begins");
}

#[test]
fn notice_is_a_risk_in_good_health() {
    let healthy = entry("2026-12-06", What::End, 10, Some(Band::Green));
    assert!(!healthy.at_risk());
    assert!(Entry { notice: true, ..healthy }.at_risk());
    assert!(!Entry { band: None, ..healthy }.at_risk());
}

#[test]
fn months_stand_as_bars() {
    let bars = months(&winter(), day("2026-11-24"), 4);
    let said: Vec<String> = bars
        .iter()
        .map(|bar| {
            let (risk, rest) = bar.cells(bar::most(&bars), 20);
            format!("{} {} {}{}", bar.first, bar.ends.count, "r".repeat(risk.into()), "#".repeat(rest.into()))
        })
        .collect();
    assert_eq!(
        said,
        ["2026-11-01 0 ", "2026-12-01 5 rrrrrrrrrrrrrrrr#", "2027-01-01 3 rrrrrrrrrrrr########", "2027-02-01 0 "]
    );
    let bar = |arr, at_risk| {
        let ends = Tally { count: 1, arr, at_risk, ..Tally::default() };
        Bar { first: Day::MIN, last: Day::MIN, ends }
    };
    for (arr, at_risk, width, want) in [
        (1, 0, 10, (0, 1)),
        (1, 1, 10, (1, 0)),
        (100_000, 99_999, 10, (9, 1)),
        (100_000, 1, 10, (1, 9)),
        (1_000, 500, 1, (1, 0)),
        (100_000, 0, 0, (0, 0)),
        (-5, 0, 10, (0, 0)),
        (i64::MAX, i64::MAX, 10, (10, 0)),
    ] {
        assert_eq!(bar(arr, at_risk).cells(100_000, width), want, "{arr} {at_risk} {width}");
    }
    assert_eq!(months(&winter(), day("9999-11-03"), 12).len(), 2);
}

#[test]
fn quarters_follow_the_fiscal_year() {
    for (on, start, year, number, first, last) in [
        ("2026-11-24", 1, 2026, 4, "2026-10-01", "2026-12-31"),
        ("2027-01-01", 1, 2027, 1, "2027-01-01", "2027-03-31"),
        ("2026-11-24", 2, 2027, 4, "2026-11-01", "2027-01-31"),
        ("2027-01-31", 2, 2027, 4, "2026-11-01", "2027-01-31"),
        ("2027-02-01", 2, 2028, 1, "2027-02-01", "2027-04-30"),
        ("2026-03-31", 4, 2026, 4, "2026-01-01", "2026-03-31"),
        ("2026-04-01", 4, 2027, 1, "2026-04-01", "2026-06-30"),
        ("2026-09-30", 10, 2026, 4, "2026-07-01", "2026-09-30"),
        ("2026-12-15", 12, 2027, 1, "2026-12-01", "2027-02-28"),
        ("9999-12-31", 1, 9999, 4, "9999-10-01", "9999-12-31"),
        ("9999-12-31", 11, 10_000, 1, "9999-11-01", "9999-12-31"),
        ("0001-01-01", 2, 1, 4, "0001-01-01", "0001-01-31"),
    ] {
        let found = Quarter::around(day(on), FiscalStart::try_from(start).unwrap());
        assert_eq!((found.year, found.number), (year, number), "{on} from {start}");
        assert_eq!((found.first, found.last), (day(first), day(last)), "{on} from {start}");
    }
    let totals = quarters(&winter(), day("2026-11-24"), 3, FiscalStart::JANUARY);
    let said: Vec<_> =
        totals.iter().map(|(quarter, ends)| (quarter.year, quarter.number, ends.arr / 100_000)).collect();
    assert_eq!(said, [(2026, 4, 454), (2027, 1, 528), (2027, 2, 0)]);
    assert_eq!(quarters(&winter(), day("9999-08-01"), 9, FiscalStart::JANUARY).len(), 2);
    assert!(FiscalStart::try_from(0).is_err() && FiscalStart::try_from(13).is_err());
}

#[test]
fn the_strip_is_weeks() {
    let strip = weeks(&winter(), day("2026-11-24"), 6, WeekStart::Monday);
    let said: Vec<_> = strip.iter().map(|week| (week.first.to_string(), week.figures.ends.arr / 100_000)).collect();
    let want = [
        ("2026-11-23", 0),
        ("2026-11-30", 184),
        ("2026-12-07", 72),
        ("2026-12-14", 0),
        ("2026-12-21", 198),
        ("2026-12-28", 0),
    ];
    assert_eq!(said, want.map(|(first, arr)| (first.to_owned(), arr)));
    let sundays = weeks(&winter(), day("2026-12-06"), 2, WeekStart::Sunday);
    assert_eq!(sundays[0].figures.ends.arr / 100_000, 184);
    assert_eq!(iso_week(day("2026-12-31")), (2026, 53));
    assert_eq!(iso_week(day("2027-01-03")), (2026, 53));
    let last = weeks(&winter(), Day::MAX, 5, WeekStart::Monday);
    assert_eq!((last.len(), last[0].first, last[0].last), (1, day("9999-12-27"), Day::MAX));
    let first = weeks(&winter(), Day::MIN, 2, WeekStart::Sunday);
    assert_eq!((first[0].first, first[1].first), (Day::MIN, day("0001-01-07")));
    for (amount, most, want) in [(0, 100, 0), (1, 100, 1), (25, 100, 1), (26, 100, 2), (100, 100, 4), (5, 0, 0)] {
        assert_eq!(heat(amount, most, 4), want, "{amount} of {most}");
    }
}

#[test]
fn moves_keep_the_day_one_came_from() {
    let mut cursor = Cursor::on(day("2026-01-31"));
    for want in ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"] {
        cursor = cursor.moved(Step::Month, 1);
        assert_eq!(cursor.day, day(want));
    }
    for (from, step, count, want) in [
        ("2026-12-31", Step::Day, 1, "2027-01-01"),
        ("2024-02-28", Step::Day, 1, "2024-02-29"),
        ("2026-12-28", Step::Week, 1, "2027-01-04"),
        ("2026-03-01", Step::Week, -1, "2026-02-22"),
        ("2026-11-30", Step::Quarter, 1, "2027-02-28"),
        ("2027-11-30", Step::Quarter, 1, "2028-02-29"),
        ("2024-02-29", Step::Year, 1, "2025-02-28"),
        ("2024-02-29", Step::Year, 4, "2028-02-29"),
        ("9999-12-15", Step::Month, 1, "9999-12-15"),
        ("9999-12-15", Step::Day, 40, "9999-12-31"),
        ("0001-01-15", Step::Month, -1, "0001-01-15"),
        ("0001-01-15", Step::Week, -9, "0001-01-01"),
        ("2026-06-15", Step::Year, i32::MAX, "9999-12-15"),
        ("2026-06-15", Step::Week, i32::MIN, "0001-01-01"),
        ("2026-06-15", Step::Quarter, i32::MIN, "0001-01-15"),
    ] {
        assert_eq!(Cursor::on(day(from)).moved(step, count).day, day(want), "{from} {step:?} {count}");
    }
    let strayed = Cursor::on(day("2026-01-31")).moved(Step::Month, 1).moved(Step::Day, -1).moved(Step::Month, 1);
    assert_eq!(strayed.day, day("2026-03-27"), "a move by days is a new anchor");
}
