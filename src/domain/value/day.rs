//! Calendar days without a zone, moments in UTC, and the zone that joins them. No function reads a clock.

use chrono::{
    DateTime, Datelike, FixedOffset, Local, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc, Weekday,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const EPOCH_FROM_CE: i32 = 719_163;

/// A calendar day without a zone: days since 1970-01-01. Valid from year 0001 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(pub i32);

/// A text that is no calendar day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a day: write 2026-11-27")]
pub struct BadDay(pub String);

impl Day {
    /// The first day folio keeps, 0001-01-01.
    pub const MIN: Day = Day(1 - EPOCH_FROM_CE);
    /// The last day folio keeps, 9999-12-31.
    pub const MAX: Day = Day(3_652_059 - EPOCH_FROM_CE);

    /// The day of a year, month (1–12) and day of month, if there is one.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1..=9999).contains(&year)).map(Day::from_date)
    }

    /// The day of a chrono date, clamped to the days folio keeps.
    pub fn from_date(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce().saturating_sub(EPOCH_FROM_CE)).clamp(Day::MIN, Day::MAX)
    }

    /// The chrono date of this day.
    pub fn date(self) -> NaiveDate {
        let held = self.clamp(Day::MIN, Day::MAX);
        NaiveDate::from_num_days_from_ce_opt(held.0 + EPOCH_FROM_CE).unwrap_or_default()
    }

    /// This day and so many days more (or fewer), clamped to the days folio keeps.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(days)).clamp(Day::MIN, Day::MAX)
    }

    /// The same day of month so many months on; a month too short clamps to its end (31 Jan + 1 = 28 or 29 Feb).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        let date = self.date();
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 { date.checked_sub_months(step) } else { date.checked_add_months(step) };
        moved.map_or(if months < 0 { Day::MIN } else { Day::MAX }, Day::from_date)
    }

    /// Days from `earlier` to this day; negative when this day is before it.
    pub fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// Year, month (1–12), day of month (1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Day {
        let (year, month, _) = self.ymd();
        Day::of(year, month, 1).map_or(self, |first| first.plus_months(1).plus_days(-1))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = BadDay;
    fn from_str(s: &str) -> Result<Day, BadDay> {
        let bad = || BadDay(s.to_owned());
        let mut parts = s.split('-');
        let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(bad());
        };
        let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
            return Err(bad());
        }
        let (Ok(y), Ok(m), Ok(d)) = (y.parse(), m.parse(), d.parse()) else { return Err(bad()) };
        Day::of(y, m, d).ok_or_else(bad)
    }
}

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment as a chrono value; moments outside chrono's range become the epoch.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// The moment of a chrono value.
    pub fn from_utc(at: DateTime<Utc>) -> Moment {
        Moment(at.timestamp_millis())
    }
}

impl fmt::Display for Moment {
    /// RFC 3339 in UTC to the second: `2026-11-24T09:02:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How moments become local days and times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Zone {
    /// The machine's zone, with its daylight saving.
    System,
    /// A fixed distance from UTC, in seconds east.
    Fixed(i32),
}

impl Zone {
    /// UTC.
    pub const UTC: Zone = Zone::Fixed(0);

    /// Civil date and time of a moment in this zone.
    pub fn civil(self, at: Moment) -> NaiveDateTime {
        match self {
            Zone::System => at.utc().with_timezone(&Local).naive_local(),
            Zone::Fixed(seconds) => {
                at.utc().naive_utc().checked_add_signed(TimeDelta::seconds(i64::from(seconds))).unwrap_or_default()
            }
        }
    }

    /// Calendar day of a moment in this zone.
    pub fn day(self, at: Moment) -> Day {
        Day::from_date(self.civil(at).date())
    }

    /// `09:02` of a moment in this zone.
    pub fn clock(self, at: Moment) -> String {
        self.civil(at).format("%H:%M").to_string()
    }

    /// The moment of a civil time here. A time skipped by daylight saving moves an hour on; one that comes twice is the first.
    pub fn moment(self, civil: NaiveDateTime) -> Moment {
        match self {
            Zone::System => {
                let later = civil.checked_add_signed(TimeDelta::hours(1)).unwrap_or(civil);
                let found = Local.from_local_datetime(&civil).earliest();
                let found = found.or_else(|| Local.from_local_datetime(&later).earliest());
                Moment::from_utc(found.map_or_else(|| civil.and_utc(), |at| at.with_timezone(&Utc)))
            }
            Zone::Fixed(seconds) => {
                let found = FixedOffset::east_opt(seconds).and_then(|zone| zone.from_local_datetime(&civil).single());
                Moment::from_utc(found.map_or_else(|| civil.and_utc(), |at| at.with_timezone(&Utc)))
            }
        }
    }
}

/// What time it is, as handed to every function that needs to know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
    /// The moment.
    pub at: Moment,
    /// The local calendar day of that moment.
    pub today: Day,
    /// The zone that made it so.
    pub zone: Zone,
}

impl Now {
    /// The moment and its day in a zone.
    pub fn new(at: Moment, zone: Zone) -> Now {
        Now { at, today: zone.day(at), zone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn prints_and_reads_days() {
        for text in ["1970-01-01", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(day(text).to_string(), text);
        }
        assert_eq!(day("1970-01-02"), Day(1));
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in ["2026-02-29", "2026-13-01", "26-01-01", "+026-01-01", "2026-1-1", "0000-01-01", "", "2026-01-01-"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_clamp_to_their_end() {
        for (from, months, to) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-12-15", 1, "2027-01-15"),
        ] {
            assert_eq!(day(from).plus_months(months), day(to), "{from} {months:+}");
        }
        assert_eq!(day("9999-12-01").plus_months(12), Day::MAX);
        assert_eq!(day("2024-02-10").month_end(), day("2024-02-29"));
    }

    #[test]
    fn zones_make_days() {
        let at = Moment(i64::from(day("2026-11-24").0) * 86_400_000 + 23 * 3_600_000);
        assert_eq!(Zone::UTC.day(at), day("2026-11-24"));
        assert_eq!(Zone::Fixed(8 * 3600).day(at), day("2026-11-25"));
        let zone = Zone::Fixed(-5 * 3600);
        assert_eq!(zone.moment(zone.civil(at)), at);
    }
}
