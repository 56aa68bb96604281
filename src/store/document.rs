//! Numbers of the documents of the index: kind, day, and a serial number, from high to low, so that an order of numbers
//! is one of kinds and within a kind one of days. Kinds without names are the highest, touches, the many, above all: a
//! question for names, asked from high to low, begins below them.

use crate::domain::query::searched::Searchable;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::review::Review;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::{Day, Moment, Zone};
use crate::store::row::Stored;

const SERIAL: u32 = 28;
const DAY: u32 = 22;

/// A record with a document.
pub trait Documented: Searchable + Stored {
    /// The column that its day comes from.
    const DATED: &'static str;
    /// The day by which it counts as new or old.
    fn dated(&self) -> Day;
}

macro_rules! dated {
    ($($record:ty: $column:literal, |$row:ident| $day:expr;)+) => {
        $(impl Documented for $record {
            const DATED: &'static str = $column;
            fn dated(&self) -> Day {
                let $row = self;
                $day
            }
        })+
    };
}

fn utc(at: Moment) -> Day {
    Zone::UTC.day(at)
}

dated! {
    Account: "created_at", |row| utc(row.meta.created_at);
    Contact: "created_at", |row| utc(row.meta.created_at);
    Subscription: "created_at", |row| utc(row.meta.created_at);
    Renewal: "due", |row| row.due;
    Opportunity: "created_at", |row| utc(row.meta.created_at);
    Task: "created_at", |row| utc(row.meta.created_at);
    Touch: "at", |row| utc(row.at);
    Feedback: "at", |row| utc(row.at);
    Case: "day", |row| row.day;
    Review: "first", |row| row.first;
}

/// Kinds that have documents, the lowest numbers first.
pub const KINDS: [Kind; 10] = [
    Kind::Subscription,
    Kind::Opportunity,
    Kind::Task,
    Kind::Contact,
    Kind::Account,
    Kind::Case,
    Kind::Feedback,
    Kind::Review,
    Kind::Renewal,
    Kind::Touch,
];

/// The lowest number of a kind; none when it has no documents.
pub fn base(kind: Kind) -> Option<i64> {
    let place = KINDS.iter().position(|known| *known == kind)?;
    i64::try_from(place + 1).ok().map(|place| place << (DAY + SERIAL))
}

/// Above the numbers of every kind that has names.
pub fn named() -> i64 {
    base(Kind::Feedback).unwrap_or(TOP)
}

/// Above the numbers of every kind.
pub const TOP: i64 = 1 << (DAY + SERIAL + 4);

/// The kind of a number.
pub fn kind(doc: i64) -> Option<Kind> {
    let place = usize::try_from(doc >> (DAY + SERIAL)).ok()?.checked_sub(1)?;
    KINDS.get(place).copied()
}

/// The numbers of a kind.
pub fn of_kind(kind: Kind) -> Option<(i64, i64)> {
    base(kind).map(|base| (base, base + (1 << (DAY + SERIAL))))
}

/// The numbers of a kind on a day: the first, and the one behind the last.
pub fn of_day(kind: Kind, day: Day) -> Option<(i64, i64)> {
    let days = i64::from(day.clamp(Day::MIN, Day::MAX).since(Day::MIN));
    base(kind).map(|base| base + (days << SERIAL)).map(|first| (first, first + (1 << SERIAL)))
}

/// What orders documents of several kinds from old to new.
pub fn age(doc: i64) -> i64 {
    doc & ((1 << (DAY + SERIAL)) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Change, Image};
    use crate::domain::demo::rows::{Size, rows};
    use crate::domain::value::day::Now;

    #[test]
    fn what_has_names_has_a_low_number() {
        fn names<T: Documented>(image: &Image<T>) -> Option<(Kind, usize)> {
            image.after.as_ref().map(|row| (T::KIND, row.searched(Zone::UTC).names.len()))
        }
        for change in rows(42, Now::new(Moment(1_795_737_600_000), Zone::UTC), Size::DEMO) {
            let Some((kind, names)) = (match &change {
                Change::Touch(image) => names(image),
                Change::Renewal(image) => names(image),
                Change::Feedback(image) => names(image),
                Change::Case(image) => names(image),
                Change::Account(image) => names(image),
                Change::Task(image) => names(image),
                _ => None,
            }) else {
                continue;
            };
            assert_eq!(names > 0, base(kind).unwrap() < named(), "{kind}");
        }
    }

    #[test]
    fn numbers_order_kinds_and_days() {
        let days = [Day::MIN, Day(-1), Day(0), Day(20_781), Day::MAX];
        let numbers: Vec<i64> =
            KINDS.into_iter().flat_map(|kind| days.map(|day| of_day(kind, day).unwrap().0)).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b));
        assert!(numbers.iter().all(|doc| *doc > 0 && *doc < TOP));
        for known in KINDS {
            let (first, end) = of_day(known, Day::MAX).unwrap();
            assert_eq!((kind(first), kind(end - 1)), (Some(known), Some(known)));
            assert!(end <= of_kind(known).unwrap().1);
        }
        assert_eq!((kind(0), kind(TOP), base(Kind::Reading)), (None, None, None));
    }
}
