//! Cuts an English phrase into the words that its rules are written in. A character or word it does not know ends it.

use crate::domain::phrase::english::clock::{self, Half};
use crate::domain::phrase::numeric;
use crate::domain::phrase::period::Unit;
use crate::domain::phrase::when::{Context, DateError, Form};
use crate::domain::value::day::Day;
use chrono::Weekday;

/// The most words that a phrase has; longer ones are no dates.
const MOST_WORDS: usize = 16;

/// One word of a phrase.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Word {
    /// `3`, `three`, `twenty one`.
    Num(u32),
    /// `3rd`, `third`.
    Ord(u32),
    /// Four digits.
    Year(i32),
    /// `fri`, `friday`.
    Day(Weekday),
    /// `fridays`.
    Days(Weekday),
    /// `aug`, `august`.
    Month(u32),
    /// `d`, `days`, `w`, `mo`, …
    Unit(Unit),
    /// `fortnight`.
    Fortnight,
    /// `q3`.
    Quarter(u32),
    /// A date in digits.
    Date(Day, Form),
    /// A time in minutes after midnight.
    Clock(u16),
    /// `am`, `pm` on their own.
    Half(Half),
    /// A day so many days from today.
    Today(i32),
    /// `eom` and the like: the end of the running period.
    EndOf(Unit),
    /// `half`, as in half a year.
    HalfOf,
    /// `now`.
    Now,
    /// A word of grammar.
    A,
    /// `and`.
    And,
    /// `after`.
    After,
    /// `ago`.
    Ago,
    /// `at`.
    At,
    /// `before`.
    Before,
    /// `couple`.
    Couple,
    /// `end`.
    End,
    /// `from`.
    From,
    /// `in`, and the plus of `+3d`.
    In,
    /// `last`, `previous`.
    Last,
    /// `later`.
    Later,
    /// `next`.
    Next,
    /// `of`.
    Of,
    /// `on`.
    On,
    /// `start`, `beginning`.
    Start,
    /// `the`.
    The,
    /// `this`.
    This,
    /// `working`, `business`.
    Working,
}

/// Cuts a folded phrase into words; none when something in it is no word of a date.
pub fn cut(folded: &str, cx: &Context<'_>) -> Result<Option<Vec<Word>>, DateError> {
    let mut words = Vec::new();
    let chunks = folded.split(|c: char| c.is_whitespace() || c == ',').filter(|chunk| !chunk.is_empty());
    let mut chunks = chunks.map(bare).peekable();
    while let Some(chunk) = chunks.next() {
        // `8/12, 2015` is one date in digits: read apart, its day and month would be looked for near today.
        let short = chunk.split(['/', '-', '.']).count() == 2 && numeric::is_digits(chunk);
        let year = short.then(|| chunks.next_if(|next| next.len() == 4 && numeric::is_digits(next))).flatten();
        let dated = year
            .zip(chunk.find(['/', '-', '.']))
            .and_then(|(year, at)| chunk.get(at..=at).map(|mark| format!("{chunk}{mark}{year}")));
        let chunk = dated.as_deref().unwrap_or(chunk);
        if words.len() > MOST_WORDS || !cut_chunk(chunk, cx, &mut words)? {
            return Ok(None);
        }
    }
    Ok(Some(joined(&words)))
}

/// A word without the full stop behind it.
fn bare(chunk: &str) -> &str {
    match chunk {
        "a.m." => "am",
        "p.m." => "pm",
        _ => chunk.strip_suffix('.').unwrap_or(chunk),
    }
}

/// Cuts what stands between two blanks; false when it is no word of a date.
fn cut_chunk(chunk: &str, cx: &Context<'_>, words: &mut Vec<Word>) -> Result<bool, DateError> {
    if let Some(minute) = clock::read(chunk) {
        words.push(Word::Clock(minute));
        return Ok(true);
    }
    let (date, time) = chunk.split_once('t').map_or((chunk, None), |(date, time)| (date, Some(time)));
    if time.is_none_or(|time| clock::read(time).is_some())
        && let Some((day, form)) = numeric::read(date, cx)?
    {
        words.push(Word::Date(day, form));
        words.extend(time.and_then(clock::read).map(Word::Clock));
        return Ok(true);
    }
    let rest = chunk.strip_prefix('+').unwrap_or(chunk);
    if rest.len() < chunk.len() {
        words.push(Word::In);
    }
    Ok(cut_runs(rest, words))
}

/// Cuts `27nov2026`, `oct-2` and `16.` into runs of letters and runs of digits.
fn cut_runs(chunk: &str, words: &mut Vec<Word>) -> bool {
    let mut rest = chunk;
    while let Some(first) = rest.chars().next() {
        let alike = |c: char| {
            (c.is_ascii_digit() && first.is_ascii_digit()) || (c.is_ascii_alphabetic() && first.is_ascii_alphabetic())
        };
        let (run, tail) = rest.split_at(rest.find(|c| !alike(c)).unwrap_or(rest.len()));
        let word = if first.is_ascii_digit() {
            let suffix = tail.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            let rank = matches!(suffix, "st" | "nd" | "rd" | "th");
            rest = tail.get(if rank { 2 } else { 0 }..).unwrap_or_default();
            number(run, rank)
        } else if run == "q" && tail.starts_with(|c: char| ('1'..='4').contains(&c)) && tail.len() == 1 {
            rest = "";
            tail.parse().ok().map(Word::Quarter)
        } else {
            rest = tail;
            named(run)
        };
        let Some(word) = word else { return false };
        words.push(word);
        match rest.strip_prefix(['-', '/', '.']) {
            Some(next) if next.starts_with(|c: char| c.is_ascii_alphanumeric()) => rest = next,
            Some(_) => return false,
            None => {}
        }
    }
    !chunk.is_empty()
}

fn number(digits: &str, rank: bool) -> Option<Word> {
    let value: u32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    match (rank, digits.len()) {
        (true, _) => Some(Word::Ord(value)),
        (false, 4) => Some(Word::Year(value.cast_signed())),
        (false, _) => Some(Word::Num(value)),
    }
}

const NUMBERS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const RANKS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

fn named(run: &str) -> Option<Word> {
    let place = |names: &[&str]| names.iter().position(|&name| name == run).and_then(|at| u32::try_from(at + 1).ok());
    let spelled = || place(&NUMBERS).map(Word::Num).or_else(|| place(&RANKS).map(Word::Ord));
    calendar_word(run).or_else(|| grammar_word(run)).or_else(spelled).or(match run {
        "thirty" => Some(Word::Num(30)),
        "thirtieth" => Some(Word::Ord(30)),
        _ => None,
    })
}

fn calendar_word(run: &str) -> Option<Word> {
    weekday(run).map(Word::Day).or_else(|| month(run).map(Word::Month)).or_else(|| {
        Some(match run {
            "d" | "day" | "days" => Word::Unit(Unit::Day),
            "w" | "wk" | "wks" | "week" | "weeks" => Word::Unit(Unit::Week),
            "mo" | "mos" | "month" | "months" => Word::Unit(Unit::Month),
            "q" | "quarter" | "quarters" => Word::Unit(Unit::Quarter),
            "y" | "yr" | "yrs" | "year" | "years" => Word::Unit(Unit::Year),
            "bd" | "wd" | "weekday" | "weekdays" | "workday" | "workdays" => Word::Unit(Unit::Workday),
            "fortnight" | "fortnights" => Word::Fortnight,
            "eod" => Word::EndOf(Unit::Day),
            "eow" => Word::EndOf(Unit::Week),
            "eom" => Word::EndOf(Unit::Month),
            "eoq" => Word::EndOf(Unit::Quarter),
            "eoy" => Word::EndOf(Unit::Year),
            "today" | "tonight" => Word::Today(0),
            "tomorrow" | "tmrw" | "tmr" => Word::Today(1),
            "yesterday" => Word::Today(-1),
            "noon" | "midday" => Word::Clock(12 * 60),
            _ => return run.strip_suffix('s').and_then(weekday).filter(|_| run.len() > 5).map(Word::Days),
        })
    })
}

fn weekday(run: &str) -> Option<Weekday> {
    Some(match run {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

fn month(run: &str) -> Option<u32> {
    Some(match run {
        "jan" | "january" => 1,
        "feb" | "february" => 2,
        "mar" | "march" => 3,
        "apr" | "april" => 4,
        "may" => 5,
        "jun" | "june" => 6,
        "jul" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}

fn grammar_word(run: &str) -> Option<Word> {
    Some(match run {
        "a" | "an" => Word::A,
        "am" => Word::Half(Half::Am),
        "pm" => Word::Half(Half::Pm),
        "and" => Word::And,
        "after" | "following" => Word::After,
        "ago" => Word::Ago,
        "at" => Word::At,
        "before" => Word::Before,
        "business" | "working" | "work" => Word::Working,
        "couple" => Word::Couple,
        "end" => Word::End,
        "from" => Word::From,
        "half" => Word::HalfOf,
        "in" => Word::In,
        "last" | "previous" => Word::Last,
        "later" => Word::Later,
        "next" => Word::Next,
        "now" => Word::Now,
        "of" => Word::Of,
        "on" => Word::On,
        "start" | "beginning" => Word::Start,
        "the" => Word::The,
        "this" | "coming" => Word::This,
        _ => return None,
    })
}

/// Joins what is written in two words: `twenty first`, `3 pm`, `business days`.
fn joined(words: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    for &word in words {
        let pair = match (out.last(), word) {
            (Some(Word::Num(tens @ (20 | 30))), Word::Num(ones @ 1..=9)) => Some(Word::Num(tens + ones)),
            (Some(Word::Num(tens @ (20 | 30))), Word::Ord(ones @ 1..=9)) => Some(Word::Ord(tens + ones)),
            (Some(&Word::Num(hour)), Word::Half(half)) => {
                u16::try_from(hour).ok().and_then(|hour| clock::at(hour, 0, Some(half))).map(Word::Clock)
            }
            (Some(&Word::Clock(minute)), Word::Half(half)) => {
                clock::at(minute / 60, minute % 60, Some(half)).map(Word::Clock)
            }
            (Some(Word::Working), Word::Unit(Unit::Day)) => Some(Word::Unit(Unit::Workday)),
            _ => None,
        };
        if pair.is_some() {
            out.pop();
        }
        out.push(pair.unwrap_or(word));
    }
    out
}
