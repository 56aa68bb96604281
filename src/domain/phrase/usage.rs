//! The usage line: `seats 84`, `logins 1,240 on fri`, `seats 84 active 61 api calls 12k on:2026-11-20 via:pendo`.
//!
//! line := { metric figure } [ "on" day | "on:" day ] [ "via:" source ]

use crate::domain::phrase::date;
use crate::domain::phrase::mark::{Fault, LineError, Slot, Token, once};
use crate::domain::phrase::piece::{Manner, pieces, unquoted};
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::record::usage::metric;
use crate::domain::value::day::Day;
use crate::domain::value::milli::Milli;

/// What a usage line says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Measured {
    /// Each metric by the name it is kept under, with its figure.
    pub figures: Vec<(String, Milli)>,
    /// The day, never after today; today when the line says none.
    pub day: Option<Day>,
    /// Where it came from.
    pub source: Option<String>,
    /// Where each token stands, in order.
    pub tokens: Vec<Token>,
}

const HINT: &str = "write a metric and a figure: seats 84 on fri";

/// A figure as people write one: `84`, `1,240`, `12k`, `1.5m`, `71%`.
fn figure(text: &str) -> Option<Milli> {
    let plain = text.strip_suffix('%').unwrap_or(text);
    let (plain, times) = match plain.char_indices().last() {
        Some((at, 'k' | 'K')) => (plain.get(..at)?, 1_000),
        Some((at, 'm' | 'M')) => (plain.get(..at)?, 1_000_000),
        _ => (plain, 1),
    };
    if !plain.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let grouped = plain.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let read = grouped.then(|| Milli::parse(&plain.replace(',', ""))).flatten()?;
    read.0.checked_mul(times).map(Milli)
}

/// Reads a usage line typed on a day.
pub fn parse(source: &str, today: Day, options: &DateOptions) -> Result<Measured, LineError> {
    let past = DateOptions { lean: Lean::Past, ..*options };
    let day_of = |text: &str, span: std::ops::Range<usize>| {
        let (when, _) =
            date::read(text, today, &past).map_err(|error| LineError { span: span.clone(), fault: error.into() })?;
        if when.day <= today {
            return Ok(when.day);
        }
        let (given, hint) = (text.to_owned(), "write a day that has been");
        Err(LineError { span, fault: Fault::NotYet { given, day: when.day, hint } })
    };
    let unfit = |span, given: &str, why: &str| LineError {
        span,
        fault: Fault::Unfit { given: given.to_owned(), why: why.to_owned(), hint: HINT.to_owned() },
    };
    let pieces = pieces(source);
    let mut found = Measured::default();
    let mut words: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        let span = piece.span.clone();
        if piece.raw.eq_ignore_ascii_case("on") && words.is_empty() && !found.figures.is_empty() {
            let rest: Vec<&str> = pieces.iter().skip(n + 1).map(|piece| piece.raw).collect();
            let whole = span.start..source.trim_end().len();
            let day = day_of(&rest.join(" "), whole.clone())?;
            once(&mut found.day, day, "on", &whole)?;
            found.tokens.push(Token { span: whole, slot: Slot::Day });
            break;
        }
        let value = |name: &str| {
            let (head, value) = piece.raw.split_once(':')?;
            head.eq_ignore_ascii_case(name).then(|| unquoted(value)).filter(|value| !value.is_empty())
        };
        if let Some(day) = value("on").or_else(|| value("at")) {
            once(&mut found.day, day_of(day, span.clone())?, "on:", &span)?;
            found.tokens.push(Token { span, slot: Slot::Day });
        } else if let Some(from) = value("via").or_else(|| value("source")) {
            once(&mut found.source, from.to_owned(), "via:", &span)?;
            found.tokens.push(Token { span, slot: Slot::Note });
        } else if let Some(figure) = figure(piece.raw).filter(|_| piece.manner == Manner::Plain) {
            let name: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
            let Some(name) = metric(&name.join(" ")) else {
                return Err(unfit(span, piece.raw, "is the figure of no metric"));
            };
            if found.figures.iter().any(|(known, _)| *known == name) {
                return Err(unfit(span, &name, "stands twice"));
            }
            let start = words.first().map_or(span.start, |(first, _)| first.start);
            found.tokens.push(Token { span: start..span.end, slot: Slot::Kind });
            found.figures.push((name, figure));
            words.clear();
        } else {
            words.push((span, piece.text()));
        }
    }
    match words.first() {
        Some((span, word)) => Err(unfit(span.clone(), word, "has no figure behind it")),
        None if found.figures.is_empty() => Err(unfit(0..source.len(), source.trim(), "measures nothing")),
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    #[test]
    fn reads_lines() {
        for (line, figures, day) in [
            ("seats 84", "seats-used=84", None),
            ("logins 1,240 on fri", "logins=1240", Some("2026-11-20")),
            ("seats 84 active 61 on:2026-11-01", "seats-used=84 active-users=61", Some("2026-11-01")),
            ("api calls 1.2k", "api-calls=1200", None),
            ("adoption 71.5% on 20 nov", "adoption=71.5", Some("2026-11-20")),
            ("\"on time\" 3", "on-time=3", None),
            ("storage 2m via:pendo", "storage=2000000", None),
        ] {
            let found = parse(line, today(), &DateOptions::default()).unwrap_or_else(|error| panic!("{line}: {error}"));
            let told: Vec<String> = found.figures.iter().map(|(name, figure)| format!("{name}={figure}")).collect();
            assert_eq!(told.join(" "), figures, "{line}");
            assert_eq!(found.day.map(|day| day.to_string()).as_deref(), day, "{line}");
        }
    }

    #[test]
    fn refuses_with_a_place() {
        for (line, place) in [
            ("", ""),
            ("seats", "seats"),
            ("84", "84"),
            ("seats 84 logins", "logins"),
            ("seats 84 seats 85", "85"),
            ("seats 1,24", "seats"),
            ("seats 84 on tomorrow", "on tomorrow"),
            ("seats 84 on", "on"),
            ("seats 84 on:soon", "on:soon"),
        ] {
            let error = parse(line, today(), &DateOptions::default()).unwrap_err();
            assert_eq!(&line[error.span.clone()], place, "{line}: {error}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_marks_inside(text in "(seats |on |on:|via:|[a-z0-9,.%k\" -]|\\PC){0,16}") {
            match parse(&text, today(), &DateOptions::default()) {
                Ok(found) => prop_assert!(found.tokens.into_iter().all(|it| text.get(it.span).is_some())),
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }
}
