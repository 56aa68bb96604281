//! What a CSM says against the figures, in one line: `red until fri -- CFO will not answer` of health, `at risk -- budget
//! frozen` of a renewal. `none` takes it back.

use crate::domain::phrase::date;
use crate::domain::phrase::mark::{Fault, LineError};
use crate::domain::phrase::when::DateOptions;
use crate::domain::query::fault::nearest;
use crate::domain::record::account::{CallLevel, HealthCall};
use crate::domain::value::day::Day;
use std::ops::Range;

/// What was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said<T> {
    /// What it is; none takes back what was said before.
    pub level: Option<T>,
    /// The last day on which it holds, where that was said.
    pub until: Option<Day>,
    /// Why, as given.
    pub why: Option<String>,
}

/// Reads a line about health, typed on a day.
pub fn health(line: &str, today: Day, options: &DateOptions) -> Result<Said<HealthCall>, LineError> {
    let known = |word: &str| HealthCall::ALL.iter().copied().find(|level| level.word() == word);
    let Parts { level, until, why } = parts(line);
    let until = until.map(|span| day(line, span, today, *options)).transpose()?;
    Ok(Said { level: word(line, &level, &known, HealthCall::WORDS)?, until, why })
}

/// Reads a line about the renewal of an account. A call is for no set time, so it takes no day.
pub fn call(line: &str) -> Result<Said<CallLevel>, LineError> {
    let known = |word: &str| match word {
        "risk" => Some(CallLevel::AtRisk),
        word => CallLevel::ALL.iter().copied().find(|level| level.word() == word),
    };
    let Parts { level, until, why } = parts(line);
    if let Some(span) = until {
        let span = level.end..span.end;
        return Err(unfit(line, span, "is not for a call", "a call rules for a while, then fades: leave the day out"));
    }
    Ok(Said { level: word(line, &level, &known, CallLevel::WORDS)?, until: None, why })
}

struct Parts {
    level: Range<usize>,
    until: Option<Range<usize>>,
    why: Option<String>,
}

/// The stretches of a line: before `until`, behind it, and what stands behind two dashes.
fn parts(line: &str) -> Parts {
    let dashes = if line.starts_with("--") { Some(0) } else { line.find(" --").map(|at| at + 1) };
    let (head, why) = match dashes {
        Some(at) => (at, line.get(at + 2..).map(|why| why.trim().to_owned()).filter(|why| !why.is_empty())),
        None => (line.len(), None),
    };
    let said = line.get(..head).unwrap_or_default();
    let lower = said.to_ascii_lowercase();
    let found = ["until:", "until "].iter().filter_map(|word| {
        let at = lower.find(word)?;
        (at == 0 || lower.as_bytes().get(at - 1) == Some(&b' ')).then_some((at, at + word.len()))
    });
    match found.min() {
        Some((at, end)) => Parts { level: trimmed(line, 0..at), until: Some(trimmed(line, end..head)), why },
        None => Parts { level: trimmed(line, 0..head), until: None, why },
    }
}

fn trimmed(line: &str, span: Range<usize>) -> Range<usize> {
    let text = line.get(span.clone()).unwrap_or_default();
    let start = span.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

fn word<T>(
    line: &str,
    span: &Range<usize>,
    known: &impl Fn(&str) -> Option<T>,
    words: &[&'static str],
) -> Result<Option<T>, LineError> {
    let given = line.get(span.clone()).unwrap_or_default().to_lowercase().replace([' ', '_'], "-");
    if given == "none" {
        return Ok(None);
    }
    known(&given).map(Some).ok_or_else(|| {
        let all = || format!("write {} or none", words.join(", "));
        let hint = nearest(&given, words.iter().copied()).map_or_else(all, |word| format!("did you mean {word}?"));
        let why = if given.is_empty() { "says nothing" } else { "is none of the words" };
        unfit(line, span.clone(), why, &hint)
    })
}

fn day(line: &str, span: Range<usize>, today: Day, options: DateOptions) -> Result<Day, LineError> {
    let text = line.get(span.clone()).unwrap_or_default();
    let found = date::when(text, today, &options);
    found.map(|when| when.day).map_err(|error| LineError { span, fault: Fault::Date(error) })
}

fn unfit(line: &str, span: Range<usize>, why: &str, hint: &str) -> LineError {
    let given = line.get(span.clone()).unwrap_or_default().trim().to_owned();
    LineError { span, fault: Fault::Unfit { given, why: why.to_owned(), hint: hint.to_owned() } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    #[test]
    fn reads_health() {
        let fri = Day::of(2026, 11, 27);
        let red = Some(HealthCall::Red);
        for (line, level, until, why) in [
            ("red until fri -- CFO will not answer", red, fri, Some("CFO will not answer")),
            ("RED", red, None, None),
            ("red until:fri", red, fri, None),
            ("green -- until we hear more", Some(HealthCall::Green), None, Some("until we hear more")),
            ("none", None, None, None),
            ("none -- better now --", None, None, Some("better now --")),
        ] {
            let said = health(line, today(), &DateOptions::default()).unwrap();
            assert_eq!((said.level, said.until, said.why.as_deref()), (level, until, why), "{line}");
        }
        for (line, place) in [("rde", 0..3), ("red until fryday", 10..16), ("-- why", 0..0), ("red fri", 0..7)] {
            let error = health(line, today(), &DateOptions::default()).unwrap_err();
            assert_eq!(error.span, place, "{line}: {error}");
        }
    }

    #[test]
    fn reads_calls() {
        for (line, level) in [
            ("commit", Some(CallLevel::Commit)),
            ("At risk -- budget frozen", Some(CallLevel::AtRisk)),
            ("risk", Some(CallLevel::AtRisk)),
            ("at_risk", Some(CallLevel::AtRisk)),
            ("none", None),
        ] {
            assert_eq!(call(line).unwrap().level, level, "{line}");
        }
        assert_eq!(call("lost until fri").unwrap_err().span, 4..14);
        assert!(call("likly").unwrap_err().hint().contains("likely"));
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused_within_itself(line in ".{0,40}") {
            let refused = [health(&line, today(), &DateOptions::default()).err(), call(&line).err()];
            for error in refused.into_iter().flatten() {
                prop_assert!(line.get(error.span.clone()).is_some(), "{:?}", error.span);
            }
        }
    }
}
