//! Dates as other systems write them. Day before month or month before day is decided per column, over all its rows;
//! a column that stays open is refused with both readings named, never guessed.

use crate::domain::value::day::Day;
use chrono::{DateTime, FixedOffset, NaiveTime};

/// Order of the figures in a date without a month's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// A date with what else its cell said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The day as written.
    pub day: Day,
    /// The time of day, if one was written.
    pub time: Option<NaiveTime>,
    /// Seconds east of UTC, if written.
    pub offset: Option<i32>,
}

impl Stamp {
    /// Canonical text: `2026-11-27`, `2026-11-27T09:02:00` in local time, or `2026-11-27T09:02:00+02:00`.
    pub fn text(&self) -> String {
        match (self.time, self.offset.and_then(FixedOffset::east_opt)) {
            (None, _) => self.day.to_string(),
            (Some(time), None) => format!("{}T{}", self.day, time.format("%H:%M:%S")),
            (Some(time), Some(offset)) => format!("{}T{}{offset}", self.day, time.format("%H:%M:%S")),
        }
    }
}

/// What a cell says before the order of its column is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Parts {
    Day(Day),
    /// Three figures, with dots between them or something else.
    Open {
        first: u32,
        second: u32,
        third: u32,
        wide: bool,
        dots: bool,
    },
}

/// What a column's cells, taken together, say of their order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Evidence {
    dmy: bool,
    mdy: bool,
    dots: bool,
    open: Option<String>,
}

impl Evidence {
    /// Takes one cell into account.
    pub fn add(&mut self, cell: &str) {
        let Some((Parts::Open { first, second, dots, .. }, _)) = split(cell.trim()) else { return };
        match (first > 12, second > 12) {
            (true, false) => self.dmy = true,
            (false, true) => self.mdy = true,
            (false, false) if first != second => {
                self.dots |= dots;
                if self.open.is_none() {
                    self.open = Some(cell.trim().to_owned());
                }
            }
            _ => {}
        }
    }

    /// The order, when the cells agree on one.
    pub fn order(&self) -> Option<Order> {
        match (self.dmy, self.mdy) {
            (true, false) => Some(Order::Dmy),
            (false, true) => Some(Order::Mdy),
            (false, false) if self.dots => Some(Order::Dmy),
            _ => None,
        }
    }

    /// A cell that reads both ways, while nothing decides.
    pub fn open(&self) -> Option<&str> {
        if self.order().is_some() { None } else { self.open.as_deref() }
    }
}

/// Both readings of a cell, in words: "3 April 2026 or 4 March 2026".
pub fn readings(cell: &str) -> String {
    let say = |order| parse(cell, Some(order)).map(|stamp| stamp.day.date().format("%-d %B %Y").to_string());
    let both: Vec<String> = [Order::Dmy, Order::Mdy].into_iter().filter_map(say).collect();
    both.join(" or ")
}

/// Reads a date. Figures without a month's name need the order of their column, unless only one is possible.
pub fn parse(cell: &str, order: Option<Order>) -> Option<Stamp> {
    let cell = cell.trim();
    if let Some(stamp) = numeric(cell) {
        return Some(stamp);
    }
    let (parts, rest) = split(cell)?;
    let day = match parts {
        Parts::Day(day) => day,
        Parts::Open { first, second, third, wide, .. } => figures(first, second, third, wide, order)?,
    };
    let (time, offset) = clock(rest)?;
    Some(Stamp { day, time, offset })
}

fn figures(first: u32, second: u32, third: u32, wide: bool, order: Option<Order>) -> Option<Day> {
    let year = |n: u32, wide: bool| {
        if wide {
            n
        } else if n >= 70 {
            1900 + n
        } else {
            2000 + n
        }
    };
    let (y, m, d) = match order {
        Some(Order::Ymd) if !wide => (year(first, false), second, third),
        Some(Order::Dmy) => (year(third, wide), second, first),
        Some(Order::Mdy) => (year(third, wide), first, second),
        _ if first > 12 || first == second => (year(third, wide), second, first),
        _ if second > 12 => (year(third, wide), first, second),
        _ => return None,
    };
    Day::of(i32::try_from(y).ok()?, m, d)
}

/// `20261127`, seconds or milliseconds since 1970, and the day numbers of spreadsheets.
fn numeric(cell: &str) -> Option<Stamp> {
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: i64 = whole.parse().ok()?;
    let instant = |millis: i64| {
        let at = DateTime::from_timestamp_millis(millis)?.naive_utc();
        Some(Stamp { day: Day::from_date(at.date()), time: Some(at.time()), offset: Some(0) })
    };
    let plain = |day: Day| Some(Stamp { day, time: None, offset: None });
    match whole.len() {
        5 if (20_000..80_000).contains(&n) => plain(Day::of(1899, 12, 30)?.plus_days(n as i32)),
        8 => plain(Day::of((n / 10_000) as i32, (n / 100 % 100) as u32, (n % 100) as u32)?),
        10 => instant(n * 1000),
        13 => instant(n),
        _ => None,
    }
}

/// The date at the head of a cell, and what follows it.
fn split(cell: &str) -> Option<(Parts, &str)> {
    if let Some(found) = named(cell) {
        return Some(found);
    }
    let bytes = cell.as_bytes();
    let mut numbers = [0_u32; 3];
    let mut widths = [0_usize; 3];
    let mut at = 0;
    let mut separator = 0_u8;
    for slot in 0..3 {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let digits = cell.get(from..at).filter(|d| matches!(d.len(), 1..=4))?;
        *numbers.get_mut(slot)? = digits.parse().ok()?;
        *widths.get_mut(slot)? = digits.len();
        if slot < 2 {
            let found = *bytes.get(at).filter(|b| b"/-.\\".contains(b))?;
            if slot == 1 && found != separator {
                return None;
            }
            separator = found;
            at += 1;
            if separator == b'.' && bytes.get(at) == Some(&b' ') {
                at += 1;
            }
        }
    }
    let rest = cell.get(at..)?;
    let [first, second, third] = numbers;
    let [w1, w2, w3] = widths;
    if w1 == 4 && w2 <= 2 && w3 <= 2 {
        return Some((Parts::Day(Day::of(i32::try_from(first).ok()?, second, third)?), rest));
    }
    let wide = w3 == 4;
    (w1 <= 2 && w2 <= 2 && (wide || w3 == 2))
        .then_some((Parts::Open { first, second, third, wide, dots: separator == b'.' }, rest))
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "enero", "ene"],
    &["february", "feb", "februar", "février", "févr", "febrero"],
    &["march", "mar", "märz", "mrz", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "juil", "julio"],
    &["august", "aug", "août", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic"],
];

/// `27 Nov 2026`, `27-Nov-26`, `Nov 27, 2026`, `Friday, November 27th 2026`.
fn named(cell: &str) -> Option<(Parts, &str)> {
    let (mut day, mut month, mut year) = (None, None, None);
    let mut end = 0;
    let mut from = 0;
    while year.is_none() {
        let tail = cell.get(from..)?;
        let word = tail.trim_start_matches([' ', ',', '.', '-', '/']);
        let start = from + (tail.len() - word.len());
        let stop = word.find([' ', ',', '.', '-', '/']).unwrap_or(word.len());
        let token = word.get(..stop)?.to_lowercase();
        if token.is_empty() {
            return None;
        }
        from = start + stop;
        let digits: &str = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Some(found) = MONTHS.iter().position(|names| names.contains(&token.as_str())) {
            month = u32::try_from(found + 1).ok().filter(|_| month.is_none());
            month?;
        } else if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 4 {
            let n: u32 = digits.parse().ok()?;
            if day.is_none() && digits.len() <= 2 {
                day = Some(n);
            } else if month.is_some() && (digits.len() == 4 || digits.len() == 2) && digits == token {
                year = Some(if digits.len() == 4 {
                    n
                } else if n >= 70 {
                    1900 + n
                } else {
                    2000 + n
                });
                end = from;
            } else {
                return None;
            }
        } else if !(day.is_none() && month.is_none() && is_weekday(&token)) {
            return None;
        }
    }
    let found = Day::of(i32::try_from(year?).ok()?, month?, day?)?;
    Some((Parts::Day(found), cell.get(end..)?))
}

fn is_weekday(token: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    days.iter().any(|day| token.starts_with(day)) && token.len() <= 9
}

/// The time and zone behind a date; `None` when something else stands there.
fn clock(rest: &str) -> Option<(Option<NaiveTime>, Option<i32>)> {
    let rest = rest.trim_start_matches([' ', 'T', ',']).trim_start_matches("at ").trim();
    if rest.is_empty() {
        return Some((None, None));
    }
    let stop = rest.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(rest.len());
    let (figures, tail) = rest.split_at(stop);
    let mut parts = figures.split(':');
    let mut hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let second: u32 = parts.next().map_or(Some(0), |s| s.split('.').next()?.parse().ok())?;
    let tail = tail.trim().to_ascii_uppercase();
    let zone = if let Some(zone) = tail.strip_prefix("PM").or_else(|| tail.strip_prefix("P.M.")) {
        hour = if hour == 12 { 12 } else { hour + 12 };
        zone
    } else if let Some(zone) = tail.strip_prefix("AM").or_else(|| tail.strip_prefix("A.M.")) {
        hour = if hour == 12 { 0 } else { hour };
        zone
    } else {
        tail.as_str()
    };
    let time = if hour == 24 && minute == 0 { NaiveTime::MIN } else { NaiveTime::from_hms_opt(hour, minute, second)? };
    let zone = zone.trim();
    let offset = if zone.is_empty() { None } else { Some(offset(zone)?) };
    Some((Some(time), offset))
}

/// `Z`, `UTC`, `GMT`, `+02:00`, `-0300`, in seconds east.
fn offset(zone: &str) -> Option<i32> {
    let plain = zone.strip_prefix('Z').or_else(|| zone.strip_prefix("UTC")).or_else(|| zone.strip_prefix("GMT"));
    let signed = plain.unwrap_or(zone).trim();
    if signed.is_empty() {
        return plain.map(|_| 0);
    }
    let (sign, figures) = match signed.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, signed.strip_prefix('-')?),
    };
    let digits: String = figures.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(cell: &str, order: Option<Order>) -> String {
        parse(cell, order).map(|stamp| stamp.text()).unwrap_or_default()
    }

    #[test]
    fn reads_what_needs_no_order() {
        for (cell, want) in [
            ("2026-11-27", "2026-11-27"),
            ("2018/3/31", "2018-03-31"),
            ("2026-11-27 08:05", "2026-11-27T08:05:00"),
            ("2023-07-28 3:00", "2023-07-28T03:00:00"),
            ("2026-11-27T08:05:09.123Z", "2026-11-27T08:05:09+00:00"),
            ("2026-11-27T08:05:09+03:00", "2026-11-27T08:05:09+03:00"),
            ("2010-10-14T12:00:00.000Z-0300", "2010-10-14T12:00:00-03:00"),
            ("27 Nov 2026", "2026-11-27"),
            ("27-Nov-26", "2026-11-27"),
            ("Nov 27, 2026", "2026-11-27"),
            ("November 27th, 2026 9:30 PM", "2026-11-27T21:30:00"),
            ("Fri, 27 Nov 2026", "2026-11-27"),
            ("27. März 2026", "2026-03-27"),
            ("27/11/2026", "2026-11-27"),
            ("11/27/2026", "2026-11-27"),
            ("02/23/26 08:55 PM", "2026-02-23T20:55:00"),
            ("05/05/26", "2026-05-05"),
            ("20261127", "2026-11-27"),
            ("1795737600000", "2026-11-27T00:00:00+00:00"),
            ("46353", "2026-11-27"),
            ("31.12.99", "1999-12-31"),
        ] {
            assert_eq!(text(cell, None), want, "{cell}");
        }
    }

    #[test]
    fn the_column_decides_the_order() {
        assert_eq!(text("03/04/2026", Some(Order::Dmy)), "2026-04-03");
        assert_eq!(text("03/04/2026", Some(Order::Mdy)), "2026-03-04");
        assert_eq!(text("26-11-27", Some(Order::Ymd)), "2026-11-27");
        assert_eq!(text("03/04/2026", None), "");
        for (cells, order, open) in [
            (&["03/04/2026", "13/04/2026"][..], Some(Order::Dmy), None),
            (&["03/04/2026", "04/13/2026"], Some(Order::Mdy), None),
            (&["03/04/2026", "05/05/2026"], None, Some("03/04/2026")),
            (&["01/13/2026", "13/01/2026", "01/02/2026"], None, Some("01/02/2026")),
            (&["03.04.2026"], Some(Order::Dmy), None),
            (&["2026-04-03"], None, None),
        ] {
            let mut evidence = Evidence::default();
            for cell in cells {
                evidence.add(cell);
            }
            assert_eq!((evidence.order(), evidence.open()), (order, open), "{cells:?}");
        }
        assert_eq!(readings("03/04/2026"), "3 April 2026 or 4 March 2026");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for cell in ["", "soon", "2026-02-30", "13/13/2026", "2026-11-27 late", "1.5", "31/04/2026", "Q3 2026", "99999"]
        {
            assert_eq!(parse(cell, Some(Order::Dmy)), None, "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_safe(cell in "\\PC{0,30}", figures in "[0-9/:. TZ+-]{0,25}") {
            for order in [None, Some(Order::Dmy), Some(Order::Mdy), Some(Order::Ymd)] {
                parse(&cell, order);
                parse(&figures, order);
            }
        }
    }
}
