//! The time by decree: `--now 2026-11-27`, for tests and for a look at a day to come.

use crate::domain::value::day::{Day, Now, Zone};
use chrono::NaiveTime;

/// Minutes after midnight that a day without a time stands for: the start of a working day.
const MORNING: u32 = 9 * 60;

/// Reads `2026-11-27`, `2026-11-27T09:02` or `2026-11-27T09:02:00`, with `Z` or `+08:00` behind the time for a fixed
/// zone; without one it is the machine's. A day without a time is its 09:00.
pub fn parse(text: &str) -> Result<Now, String> {
    let bad = || "write 2026-11-27, 2026-11-27T09:02 or 2026-11-27T09:02Z".to_owned();
    let (day, rest) = match text.split_once(['T', ' ']) {
        Some((day, rest)) => (day, Some(rest)),
        None => (text, None),
    };
    let day: Day = day.parse().map_err(|_| bad())?;
    let Some(rest) = rest else { return at(day, MORNING * 60, Zone::System).ok_or_else(bad) };
    let (clock, zone) = match rest.find(['Z', '+', '-']) {
        Some(place) => rest.split_at_checked(place).ok_or_else(bad)?,
        None => (rest, ""),
    };
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(clock, form).ok());
    let time = time.ok_or_else(bad)?;
    let seconds = time.signed_duration_since(NaiveTime::MIN).num_seconds();
    at(day, u32::try_from(seconds).map_err(|_| bad())?, offset(zone).ok_or_else(bad)?).ok_or_else(bad)
}

fn at(day: Day, second: u32, zone: Zone) -> Option<Now> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0)?;
    Some(Now::new(zone.moment(day.date().and_time(time)), zone))
}

fn offset(zone: &str) -> Option<Zone> {
    if zone.is_empty() {
        return Some(Zone::System);
    }
    if zone == "Z" {
        return Some(Zone::UTC);
    }
    let (sign, digits) = match zone.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, zone.strip_prefix('-')?),
    };
    let digits = digits.replace(':', "");
    let number = |part: Option<&str>| part?.bytes().all(|b| b.is_ascii_digit()).then(|| part?.parse::<i32>().ok())?;
    if digits.len() != 4 {
        return None;
    }
    let (hours, minutes) = (number(digits.get(..2))?, number(digits.get(2..))?);
    (hours <= 14 && minutes < 60).then_some(Zone::Fixed(sign * (hours * 3600 + minutes * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_times_and_zones() {
        for (text, moment) in [
            ("2026-11-24T09:02Z", "2026-11-24T09:02:00Z"),
            ("2026-11-24T09:02:30Z", "2026-11-24T09:02:30Z"),
            ("2026-11-24 09:02+08:00", "2026-11-24T01:02:00Z"),
            ("2026-11-24T09:02-0330", "2026-11-24T12:32:00Z"),
        ] {
            assert_eq!(parse(text).unwrap().at.to_string(), moment, "{text}");
        }
        let day = parse("2026-11-27").unwrap();
        assert_eq!((day.today.to_string().as_str(), day.zone), ("2026-11-27", Zone::System));
        assert_eq!(day.zone.clock(day.at), "09:00");
    }

    #[test]
    fn refuses_the_rest() {
        for text in
            ["", "fri", "2026-13-01", "2026-11-24T", "2026-11-24T25:00", "2026-11-24T09:02+8", "2026-11-24T09:02Zé"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
