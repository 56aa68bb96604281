//! Days of many moments: asking the system's zone for each costs more than reading the row.

use crate::domain::value::day::{Day, Moment, Zone};
use std::collections::HashMap;

const DAY: i64 = 86_400_000;

/// Days in a zone, those of each day in UTC reckoned once.
pub(in crate::store) struct Days {
    zone: Zone,
    /// By day in UTC: the moment at which the local day changes, and the days before and after.
    known: HashMap<i64, (Moment, Day, Day)>,
}

impl Days {
    pub(in crate::store) fn new(zone: Zone) -> Days {
        Days { zone, known: HashMap::new() }
    }

    /// The calendar day of a moment.
    pub(in crate::store) fn of(&mut self, at: Moment) -> Day {
        let zone = self.zone;
        let (change, before, after) = *self.known.entry(at.0.div_euclid(DAY)).or_insert_with_key(|n| {
            let first = Moment(n.saturating_mul(DAY));
            let last = Moment(first.0.saturating_add(DAY - 1));
            let (before, after) = (zone.day(first), zone.day(last));
            (zone.moment(after.date().and_time(chrono::NaiveTime::MIN)), before, after)
        });
        if at < change { before } else { after }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_zone_at_every_quarter_of_an_hour() {
        for zone in [Zone::UTC, Zone::System, Zone::Fixed(8 * 3600), Zone::Fixed(-5 * 3600), Zone::Fixed(19_800)] {
            let mut days = Days::new(zone);
            for quarter in 0..400_000_i64 {
                let at = Moment(1_700_000_000_000 + quarter * 900_000 * 7);
                assert_eq!(days.of(at), zone.day(at), "{zone:?} {at}");
            }
        }
        assert_eq!(Days::new(Zone::UTC).of(Moment(-1)), Day(-1));
    }
}
