//! Moves from day to day over the calendar. A move by months keeps the day of month that one came from, so that
//! 31 January, 28 February, 31 March is a way there and back; no move leaves the days folio keeps.

use crate::domain::calendar::grid::month_of;
use crate::domain::value::day::Day;

/// How far one move goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// The same day of the next month, or its last one.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

/// A day of the calendar, and the day of month that moves by months come back to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// Where it is.
    pub day: Day,
    anchor: u32,
}

impl Cursor {
    /// A cursor on a day.
    pub fn on(day: Day) -> Cursor {
        let day = day.clamp(Day::MIN, Day::MAX);
        Cursor { day, anchor: day.ymd().2 }
    }

    /// The cursor so many steps on, or back.
    #[must_use]
    pub fn moved(self, step: Step, count: i32) -> Cursor {
        match step {
            Step::Day => Cursor::on(self.day.plus_days(count)),
            Step::Week => Cursor::on(self.day.plus_days(count.saturating_mul(7))),
            Step::Month => self.months(count),
            Step::Quarter => self.months(count.saturating_mul(3)),
            Step::Year => self.months(count.saturating_mul(12)),
        }
    }

    fn months(self, count: i32) -> Cursor {
        let first = months_on(self.day, count);
        let last = month_of(first).1;
        let day = first.plus_days(self.anchor.cast_signed() - 1).min(last);
        Cursor { day, ..self }
    }
}

/// First day of the month so many months from that of a day, clamped to the months folio keeps.
pub fn months_on(day: Day, count: i32) -> Day {
    let (year, month, _) = day.ymd();
    let at = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(count);
    let at = at.clamp(12, 9999 * 12 + 11);
    Day::of((at / 12) as i32, (at % 12) as u32 + 1, 1).unwrap_or(day)
}
