//! Seeded chance, ids and working time. One lane of chance an account, so that its rows stand alone; no clock.

use crate::domain::value::day::{Day, Moment, Now};
use chrono::{Datelike, Weekday};
use ulid::Ulid;

/// Chance, ids and days for one account.
pub struct Dice {
    rng: fastrand::Rng,
    /// What time it is in the book.
    pub now: Now,
}

impl Dice {
    /// The dice of one lane of a seed; lanes do not touch each other.
    pub fn of(seed: u64, lane: u64, now: Now) -> Dice {
        let mixed = seed ^ lane.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut rng = fastrand::Rng::with_seed(mixed);
        // Neighbouring seeds give alike first draws; these are thrown away.
        for _ in 0..4 {
            rng.u64(..);
        }
        Dice { rng, now }
    }

    /// A whole number from `low` to `high`, both within reach.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        self.rng.i32(low..=high.max(low))
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, chance: i32) -> bool {
        self.rng.i32(0..100) < chance
    }

    /// One of a list; `None` only when the list is empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        self.rng.choice(list).copied()
    }

    /// One text of a list; empty only when the list is empty.
    pub fn word(&mut self, list: &[&'static str]) -> &'static str {
        self.pick(list).unwrap_or_default()
    }

    /// A list in a new order.
    pub fn shuffled<T: Copy>(&mut self, list: &[T]) -> Vec<T> {
        let mut out = list.to_vec();
        self.rng.shuffle(&mut out);
        out
    }

    /// A fresh id that sorts by the moment its row was made.
    pub fn id(&mut self, made: Moment) -> Ulid {
        Ulid::from_parts(made.0.max(0).unsigned_abs(), self.rng.u128(..))
    }

    /// Today and so many days more.
    pub fn day(&self, offset: i32) -> Day {
        self.now.today.plus_days(offset)
    }

    /// A moment within working hours of a past day; for today or later, within the last two hours. Never in the future.
    pub fn moment(&mut self, day: Day) -> Moment {
        let minute = self.rng.u32(102..=212) * 5;
        let back = self.rng.i64(10..=120);
        if day >= self.now.today {
            return Moment(self.now.at.0.saturating_sub(back * 60_000));
        }
        let civil = day.date().and_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default();
        self.now.zone.moment(civil).min(self.now.at)
    }
}

/// Whether people are at work.
pub fn is_working(day: Day) -> bool {
    !matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day itself, else the Friday before it.
pub fn working(day: Day) -> Day {
    match day.weekday() {
        Weekday::Sat => day.plus_days(-1),
        Weekday::Sun => day.plus_days(-2),
        _ => day,
    }
}

/// So many working days from a day; 0 is the day itself, be it a Sunday.
pub fn work_days(from: Day, count: i32) -> Day {
    let (mut day, mut left) = (from, count.abs());
    while left > 0 {
        let next = day.plus_days(count.signum());
        if next == day {
            break;
        }
        day = next;
        if is_working(day) {
            left -= 1;
        }
    }
    day
}
