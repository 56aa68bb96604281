//! The heat strip: the weeks to come, each with what ends in it and how warm it is beside the warmest.

use crate::domain::calendar::days::{DayFigures, Days};
use crate::domain::calendar::week::WeekStart;
use crate::domain::value::day::Day;

/// A week of the strip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Week {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// What falls in it.
    pub figures: DayFigures,
}

/// So many weeks from that of a day on. Fewer at the end of the days folio keeps.
pub fn weeks(days: &Days, from: Day, count: u16, start: WeekStart) -> Vec<Week> {
    // In the first week of year 1 this may be before the first day: the week is then a short one.
    let begin = from.0.saturating_sub(from.weekday().days_since(start.weekday()).cast_signed());
    let all = (0..i32::from(count)).map(|week| begin.saturating_add(week * 7));
    let kept = all.take_while(|first| *first <= Day::MAX.0);
    let week = |first: i32| {
        let last = Day(first.saturating_add(6)).min(Day::MAX);
        let first = Day(first).max(Day::MIN);
        Week { first, last, figures: days.total(first, last) }
    };
    kept.map(week).collect()
}

/// How warm an amount is beside the largest: 0 for nothing, then 1 to `steps`.
pub fn heat(amount: i64, most: i64, steps: u8) -> u8 {
    if amount <= 0 || most <= 0 || steps == 0 {
        return 0;
    }
    let wanted = (i128::from(amount) * i128::from(steps)).div_euclid(i128::from(most).max(1));
    let exact = i128::from(amount) * i128::from(steps) == wanted * i128::from(most);
    let level = if exact { wanted } else { wanted + 1 };
    u8::try_from(level.clamp(1, i128::from(steps))).unwrap_or(steps)
}

/// The largest revenue among some weeks.
pub fn most(weeks: &[Week]) -> i64 {
    weeks.iter().map(|week| week.figures.ends.arr).max().unwrap_or_default()
}
