//! The line that settles a renewal: `expanded 120k until 2027-12-31 reason: new team next: kick-off call fri -- all well`.
//! Every word of it has a place or is refused with it.
//!
//! line  := { word } [ "reason:" text ] { "next:" quick-add line } [ "--" note ]
//! word  := outcome | amount \[ currency \] | "+6%" | "1y" | "until" day | "from" day | "notice" day | "on" day | filler

use crate::domain::phrase::figure::{Figure, Sense, code, months};
use crate::domain::phrase::line::{self, Line};
use crate::domain::phrase::mark::{Fault, Hint, LineError, Token, once};
use crate::domain::phrase::piece::{Manner, Piece, pieces, unquoted};
use crate::domain::phrase::value::{Value, Values};
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::value::day::Day;
use crate::domain::value::percent::Percent;
use std::ops::Range;

/// What a line says of a renewal that is settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How it ended.
    pub outcome: RenewalOutcome,
    /// Revenue as signed, where it was said.
    pub amount: Option<Figure>,
    /// What the price was raised by.
    pub uplift: Option<Percent>,
    /// Length of the next term; as before when unset.
    pub months: Option<u32>,
    /// Last day of the next term; of what is paid where the customer leaves.
    pub until: Option<Day>,
    /// First day of the next term; the day after the old one when unset.
    pub from: Option<Day>,
    /// Day on which notice came in.
    pub notice: Option<Day>,
    /// Day on which it was settled; today when unset.
    pub on: Option<Day>,
    /// Why it ended so.
    pub reason: Option<String>,
    /// Tasks that follow, their spans counted in the whole line.
    pub next: Vec<Line>,
    /// What else was said.
    pub note: Option<String>,
}

const HOW: &str = "say how it ended: renewed, renewed 1y, +6%, expanded 120k, contracted 80k, churned";

/// Reads a line typed on a day.
pub fn parse(source: &str, today: Day, options: &DateOptions) -> Result<Verdict, LineError> {
    let pieces = pieces(source);
    let head = pieces.iter().position(is_marker).unwrap_or(pieces.len());
    let past = DateOptions { lean: Lean::Past, ..*options };
    let words = pieces.get(..head).unwrap_or_default();
    let mut reader = Reader {
        ahead: Values { pieces: words, today, options },
        back: Values { pieces: words, today, options: &past },
        said: Said::default(),
    };
    let mut at = 0;
    while let Some(piece) = words.get(at) {
        at += reader.word(at, piece)?.max(1);
    }
    let mut at = head;
    while let Some(piece) = pieces.get(at) {
        at += reader.section(source, &pieces, at, piece)?.max(1);
    }
    reader.said.verdict(source)
}

/// Whether a piece begins a part that takes free text.
fn is_marker(piece: &Piece<'_>) -> bool {
    piece.manner == Manner::Plain && (piece.raw == "--" || marks(piece.raw, "next:") || marks(piece.raw, "reason:"))
}

fn marks(raw: &str, marker: &str) -> bool {
    raw.get(..marker.len()).is_some_and(|head| head.eq_ignore_ascii_case(marker))
}

fn outcome(word: &str) -> Option<RenewalOutcome> {
    Some(match word {
        "renewed" | "renew" | "renews" | "flat" => RenewalOutcome::Renewed,
        "expanded" | "expand" | "expands" | "upsell" => RenewalOutcome::Expanded,
        "contracted" | "downsell" => RenewalOutcome::Contracted,
        "churned" | "churn" | "churns" | "lost" | "left" => RenewalOutcome::Churned,
        _ => return None,
    })
}

fn unfit(span: Range<usize>, given: &str, why: &str, hint: impl Into<String>) -> LineError {
    LineError { span, fault: Fault::Unfit { given: given.to_owned(), why: why.to_owned(), hint: hint.into() } }
}

/// A value with its place.
type Placed<T> = Option<(T, Range<usize>)>;

/// What was said so far, each with its place.
#[derive(Default)]
struct Said {
    outcome: Placed<RenewalOutcome>,
    amount: Placed<Figure>,
    by: bool,
    uplift: Placed<Percent>,
    months: Placed<u32>,
    until: Placed<Day>,
    from: Placed<Day>,
    notice: Placed<Day>,
    on: Placed<Day>,
    reason: Placed<String>,
    next: Vec<Line>,
    note: Option<String>,
}

struct Reader<'a> {
    ahead: Values<'a>,
    back: Values<'a>,
    said: Said,
}

impl Reader<'_> {
    /// Reads a word of the head and gives how many pieces it took.
    fn word(&mut self, at: usize, piece: &Piece<'_>) -> Result<usize, LineError> {
        let span = piece.span.clone();
        let lower = piece.text().to_lowercase();
        if let Some(found) = outcome(lower.trim_end_matches(':')) {
            return once(&mut self.said.outcome, (found, span.clone()), "the outcome", &span).map(|()| 1);
        }
        let (name, value) = lower.split_once(':').map_or((lower.as_str(), ""), |(name, _)| {
            (name, piece.text().split_once(':').map_or("", |(_, value)| value))
        });
        if matches!(name, "until" | "from" | "notice" | "on") {
            return self.day(at, name, value);
        }
        if matches!(lower.as_str(), "for" | "at" | "to" | "with" | "a" | "and" | "," | "uplift" | "by") {
            self.said.by |= lower == "by";
            return Ok(1);
        }
        let bare = lower.trim_end_matches(',');
        if let Some(percent) = Percent::read(bare) {
            let placed = (percent, span.clone());
            return once(&mut self.said.uplift, placed, "the uplift", &span).map(|()| 1);
        }
        if let Some(length) = months(bare) {
            return once(&mut self.said.months, (length, span.clone()), "the term", &span).map(|()| 1);
        }
        if let Some(mut figure) = Figure::read(piece.text().trim_end_matches(',')) {
            let behind = self.ahead.pieces.get(at + 1).and_then(|next| Some((code(next.raw)?, next.span.end)));
            let behind = behind.filter(|_| figure.currency.is_none());
            let span = span.start..behind.map_or(span.end, |(_, end)| end);
            figure.currency = figure.currency.or(behind.map(|(code, _)| code));
            once(&mut self.said.amount, (figure, span.clone()), "the amount", &span)?;
            return Ok(1 + usize::from(behind.is_some()));
        }
        Err(unfit(span, piece.raw, "is no part of an outcome", format!("{HOW}; reason: and next: take text")))
    }

    fn day(&mut self, at: usize, name: &str, value: &str) -> Result<usize, LineError> {
        let (token, values, past) = match name {
            "until" => ("until", &self.ahead, false),
            "from" => ("from", &self.ahead, false),
            "notice" => ("notice", &self.back, true),
            _ => ("on", &self.back, true),
        };
        let Value { value: when, count, span } = values.date(at, value)?;
        if past && when.day > values.today {
            let fault = Fault::Value { token, value: when.day.to_string(), hint: "write a day that has been" };
            return Err(LineError { span, fault });
        }
        let place = match token {
            "until" => &mut self.said.until,
            "from" => &mut self.said.from,
            "notice" => &mut self.said.notice,
            _ => &mut self.said.on,
        };
        once(place, (when.day, span.clone()), token, &span).map(|()| count)
    }

    /// Reads a part that takes free text, up to the next such part, and gives how many pieces it took.
    fn section(&mut self, source: &str, all: &[Piece<'_>], at: usize, piece: &Piece<'_>) -> Result<usize, LineError> {
        let behind = all.get(at + 1..).unwrap_or_default();
        if piece.raw == "--" {
            let note = source.get(piece.span.end..).unwrap_or_default().trim();
            self.said.note = (!note.is_empty()).then(|| note.to_owned());
            return Ok(all.len());
        }
        let count = behind.iter().position(is_marker).unwrap_or(behind.len());
        let end = behind.get(count).map_or(source.len(), |next| next.span.start);
        if marks(piece.raw, "next:") {
            let from = piece.span.start + "next:".len();
            self.next(source, from..end, piece.span.start)?;
            return Ok(count + 1);
        }
        let from = piece.span.start + "reason:".len();
        let value = piece.raw.get("reason:".len()..).unwrap_or_default();
        let quoted = match behind.first() {
            _ if unquoted(value).len() < value.len() => Some((unquoted(value), piece.span.end, 1)),
            Some(next) if value.is_empty() && next.manner == Manner::Quoted => Some((next.text(), next.span.end, 2)),
            _ => None,
        };
        let (text, end, taken) =
            quoted.unwrap_or((source.get(from..end).unwrap_or_default(), end.min(source.len()), count + 1));
        let span = piece.span.start..end;
        let text = text.trim();
        if text.is_empty() {
            return Err(unfit(piece.span.clone(), piece.raw, "gives no reason", "write reason: budget cut"));
        }
        once(&mut self.said.reason, (text.to_owned(), span.clone()), "reason:", &span)?;
        // Behind a reason in quotes the line goes on as before it.
        if let Some(next) = all.get(at + taken).filter(|next| !is_marker(next)) {
            let hint = "write what follows before reason:, or all of the reason without quotes";
            return Err(unfit(next.span.clone(), next.raw, "stands behind the reason", hint));
        }
        Ok(taken)
    }

    fn next(&mut self, source: &str, range: Range<usize>, start: usize) -> Result<(), LineError> {
        let text = source.get(range.clone()).unwrap_or_default();
        let shift = |span: Range<usize>| span.start + range.start..span.end + range.start;
        let (today, options) = (self.ahead.today, self.ahead.options);
        let found = line::parse(text, today, options);
        let mut found = found.map_err(|error| LineError { span: shift(error.span), ..error })?;
        if found.title.is_empty() {
            let hint = "write what comes next and when: next: kick-off call fri";
            let fault = Fault::Value { token: "next:", value: text.trim().to_owned(), hint };
            return Err(LineError { span: start..range.start, fault });
        }
        found.tokens = found.tokens.into_iter().map(|it| Token { span: shift(it.span), ..it }).collect();
        found.hints = found.hints.into_iter().map(|it| Hint { span: shift(it.span), ..it }).collect();
        self.said.next.push(found);
        Ok(())
    }
}

impl Said {
    fn verdict(mut self, source: &str) -> Result<Verdict, LineError> {
        let outcome = match (&self.outcome, &self.uplift) {
            (Some((outcome, _)), _) => *outcome,
            // An uplift alone says that it went on.
            (None, Some(_)) => RenewalOutcome::Renewed,
            (None, None) => return Err(unfit(0..source.len(), source.trim(), "does not say how it ended", HOW)),
        };
        self.relative(outcome)?;
        let clash = |span: &Range<usize>, why: &str, hint: &str| {
            let given = source.get(span.clone()).unwrap_or_default();
            Err(unfit(span.clone(), given, why, hint))
        };
        if outcome == RenewalOutcome::Churned {
            let more = [
                self.amount.as_ref().map(|it| &it.1),
                self.uplift.as_ref().map(|it| &it.1),
                self.months.as_ref().map(|it| &it.1),
                self.from.as_ref().map(|it| &it.1),
            ];
            if let Some(span) = more.into_iter().flatten().next() {
                return clash(span, "has no place where a customer leaves", "contracted 80k keeps a part of it");
            }
        } else if let Some((_, span)) = &self.notice {
            return clash(span, "has no place where a customer stays", "churned takes the day of the notice");
        }
        match (&self.amount, &self.uplift, &self.months, &self.until) {
            (_, _, Some((_, span)), Some(_)) => {
                return clash(span, "ends the term twice", "keep the length or the day");
            }
            (Some(_), Some((_, span)), ..) if outcome == RenewalOutcome::Renewed => {
                return clash(span, "prices it twice", "keep the amount or the uplift; expanded takes both");
            }
            _ => {}
        }
        let Said { amount, uplift, months, until, from, notice, on, reason, next, note, .. } = self;
        Ok(Verdict {
            outcome,
            amount: amount.map(|it| it.0),
            uplift: uplift.map(|it| it.0),
            months: months.map(|it| it.0),
            until: until.map(|it| it.0),
            from: from.map(|it| it.0),
            notice: notice.map(|it| it.0),
            on: on.map(|it| it.0),
            reason: reason.map(|it| it.0),
            next,
            note,
        })
    }

    /// `expanded by 20k` is more by so much, `contracted by 20k` less.
    fn relative(&mut self, outcome: RenewalOutcome) -> Result<(), LineError> {
        let Some((figure, span)) = self.amount.as_mut().filter(|(figure, _)| self.by && figure.sense == Sense::To)
        else {
            return Ok(());
        };
        figure.sense = match outcome {
            RenewalOutcome::Expanded => Sense::More,
            RenewalOutcome::Contracted => Sense::Less,
            RenewalOutcome::Renewed | RenewalOutcome::Churned => {
                let why = "could be more or less by so much";
                return Err(unfit(span.clone(), &figure.major, why, "write +20k or -20k"));
            }
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    fn read(line: &str) -> Verdict {
        parse(line, today(), &DateOptions::default()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    fn said(line: &str) -> String {
        let v = read(line);
        let mut out = vec![v.outcome.to_string()];
        out.extend(v.amount.map(|figure| {
            format!(
                "{:?} {}{}",
                figure.sense,
                figure.major,
                figure.currency.map(|c| format!(" {c}")).unwrap_or_default()
            )
        }));
        out.extend(v.uplift.map(|percent| percent.to_string()));
        out.extend(v.months.map(|months| format!("{months}mo")));
        for (name, day) in [("until", v.until), ("from", v.from), ("notice", v.notice), ("on", v.on)] {
            out.extend(day.map(|day| format!("{name} {day}")));
        }
        out.extend(v.reason.map(|reason| format!("because {reason}")));
        for next in v.next {
            out.push(format!("then {}{}", next.title, next.due.map(|due| format!(" {}", due.day)).unwrap_or_default()));
        }
        out.extend(v.note.map(|note| format!("note {note}")));
        out.join(", ")
    }

    #[test]
    fn reads_outcomes() {
        for (line, want) in [
            ("renewed", "renewed"),
            ("Renewed 1y", "renewed, 12mo"),
            ("renewed for 18mo at 126k", "renewed, To 126000, 18mo"),
            ("expanded 120k until 2027-12-31", "expanded, To 120000, until 2027-12-31"),
            ("expanded by 20k", "expanded, More 20000"),
            ("expanded +20k +6%", "expanded, More 20000, 6%"),
            ("contracted by 20k EUR", "contracted, Less 20000 EUR"),
            ("contracted 80k reason: budget cut", "contracted, To 80000, because budget cut"),
            ("churned notice 2026-09-01 reason: \"moved to X\"", "churned, notice 2026-09-01, because moved to X"),
            ("churned reason:\"too dear\" next: exit talk fri", "churned, because too dear, then exit talk 2026-11-27"),
            ("lost until 31 dec", "churned, until 2026-12-31"),
            ("+6%", "renewed, 6%"),
            ("-3.5% 2y", "renewed, -3.5%, 24mo"),
            (
                "renewed next: kick-off call fri next: invoice eom -- all well: next time earlier",
                "renewed, then kick-off call 2026-11-27, then invoice 2026-11-30, note all well: next time earlier",
            ),
            ("renewed from 15 dec on yesterday", "renewed, from 2026-12-15, on 2026-11-23"),
            ("renewed --", "renewed"),
        ] {
            assert_eq!(said(line), want, "{line}");
        }
    }

    #[test]
    fn refuses_with_a_place() {
        for (line, place) in [
            ("", ""),
            ("120k", "120k"),
            ("renewed renewed", "renewed"),
            ("renewed soon", "soon"),
            ("renewed 1y until 2027-12-31", "1y"),
            ("renewed 120k +6%", "+6%"),
            ("renewed by 20k", "20k"),
            ("churned 80k", "80k"),
            ("churned 1y", "1y"),
            ("renewed notice 2026-09-01", "notice 2026-09-01"),
            ("churned notice 2026-12-01", "notice 2026-12-01"),
            ("renewed until", "until"),
            ("renewed until 3/4", "until 3/4"),
            ("renewed reason:", "reason:"),
            ("churned reason: \"dear\" until fri", "until"),
            ("renewed next: fri", "next:"),
            ("renewed next: x due:fryday", "due:fryday"),
        ] {
            let error = parse(line, today(), &DateOptions::default()).unwrap_err();
            assert_eq!(&line[error.span.clone()], place, "{line}: {error}");
            assert!(!error.hint().is_empty(), "{line}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_points_inside(
            text in "([a-z0-9+%.:\" 下週五-]|renewed |churned |120k |next:|reason:|until |-- |\\PC){0,20}"
        ) {
            match parse(&text, today(), &DateOptions::default()) {
                Ok(verdict) => {
                    let spans = verdict.next.into_iter().flat_map(|next| next.tokens).map(|token| token.span);
                    prop_assert!(spans.into_iter().all(|span| text.get(span).is_some()));
                }
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }
}
