//! The touch line: `call 30m with Dana: discussed price +pos next: send quote fri`. A line with none of this is its text.
//!
//! line   := [ head ":" ] { token | text } [ "next:" quick-add line ]
//! head   := kind, length, day, "with" name in any order, the name last; anything else in it makes it text
//! token  := "kind:" kind | "dir:" in|out | +pos +neu +neg :) :| :( | "sent:" -1..1 | "c:" name | "at:" day not after today

use crate::domain::phrase::date;
use crate::domain::phrase::line::{self, Line};
use crate::domain::phrase::mark::{Fault, Hint, LineError, Slot, Token, once};
use crate::domain::phrase::minutes;
use crate::domain::phrase::piece::{Manner, Piece, pieces, unquoted};
use crate::domain::phrase::task_kind::Certainty;
use crate::domain::phrase::touch_word;
use crate::domain::phrase::when::{DateError, DateOptions, Lean, When};
use crate::domain::record::contact::Sentiment;
use crate::domain::record::touch::{Direction, TouchKind};
use crate::domain::value::day::Day;
use std::ops::Range;

/// What a touch line says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Touch {
    /// What kind of contact it was.
    pub kind: Option<(TouchKind, Certainty)>,
    /// Minutes spent.
    pub minutes: Option<u32>,
    /// Who it was with, not yet looked up.
    pub contact: Option<String>,
    /// Who began it.
    pub direction: Option<Direction>,
    /// How it felt.
    pub sentiment: Option<Sentiment>,
    /// When it was, never after today.
    pub when: Option<When>,
    /// The text that is left.
    pub text: String,
    /// The task that follows from it, its spans counted in the touch line.
    pub next: Option<Line>,
    /// Where each token stands, in order.
    pub tokens: Vec<Token>,
}

/// Reads a touch line typed on a day.
pub fn parse(source: &str, today: Day, options: &DateOptions) -> Result<Touch, LineError> {
    let past = DateOptions { lean: Lean::Past, ..*options };
    let pieces = pieces(source);
    let mut reader = Reader { touch: Touch::default(), today, past };
    let mut words: Vec<&Piece<'_>> = Vec::new();
    for piece in &pieces {
        if piece.manner == Manner::Plain && starts_next(piece.raw) {
            reader.next(source, piece, *options)?;
            break;
        }
        if piece.manner != Manner::Plain || !reader.token(piece)? {
            words.push(piece);
        }
    }
    let body = reader.head(&words)?;
    reader.touch.text = words.iter().skip(body).map(|piece| spoken(piece)).collect::<Vec<_>>().join(" ");
    reader.touch.tokens.sort_by_key(|token| token.span.start);
    Ok(reader.touch)
}

fn starts_next(raw: &str) -> bool {
    raw.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("next:"))
}

/// A piece as it goes into the text: quotes are the person's own, a backslash is not.
fn spoken<'a>(piece: &'a Piece<'_>) -> &'a str {
    if piece.manner == Manner::Escaped { piece.text() } else { piece.raw }
}

struct Reader {
    touch: Touch,
    today: Day,
    past: DateOptions,
}

impl Reader {
    fn mark(&mut self, span: Range<usize>, slot: Slot) {
        self.touch.tokens.push(Token { span, slot });
    }

    /// Reads a piece that stands for itself anywhere; false when it is text.
    fn token(&mut self, piece: &Piece<'_>) -> Result<bool, LineError> {
        let span = &piece.span;
        if let Some(sentiment) = touch_word::sign(piece.raw) {
            once(&mut self.touch.sentiment, sentiment, "sent:", span)?;
            self.mark(span.clone(), Slot::Sentiment);
            return Ok(true);
        }
        let Some((name, value)) = piece.raw.split_once(':') else { return Ok(false) };
        let value = unquoted(value);
        let bad = |token, hint| LineError {
            span: span.clone(),
            fault: Fault::Value { token, value: value.to_owned(), hint },
        };
        // `call:` and `note:` end a head; only a name with its value is a token.
        let slot = match name.to_ascii_lowercase().as_str() {
            _ if value.is_empty() => return Ok(false),
            "kind" => {
                let kind = touch_word::kind(value);
                let kind = kind.ok_or_else(|| bad("kind:", "write call, email, meeting, qbr, note or ticket"))?;
                once(&mut self.touch.kind, (kind, Certainty::Certain), "kind:", span)?;
                Slot::Kind
            }
            "dir" => {
                let direction = touch_word::direction(value).ok_or_else(|| bad("dir:", "write dir:in or dir:out"))?;
                once(&mut self.touch.direction, direction, "dir:", span)?;
                Slot::Direction
            }
            "sent" => {
                let sentiment = touch_word::feeling(value);
                let sentiment = sentiment.ok_or_else(|| bad("sent:", "write sent:1, sent:0 or sent:-1"))?;
                once(&mut self.touch.sentiment, sentiment, "sent:", span)?;
                Slot::Sentiment
            }
            "c" => {
                once(&mut self.touch.contact, value.to_owned(), "c:", span)?;
                Slot::Contact
            }
            "at" => {
                let when = date::read(value, self.today, &self.past).map(|(when, _)| when);
                let when = when.map_err(|error| LineError { span: span.clone(), fault: error.into() })?;
                self.happened(when, value, span)?;
                Slot::Day
            }
            _ => return Ok(false),
        };
        self.mark(span.clone(), slot);
        Ok(true)
    }

    fn happened(&mut self, when: When, text: &str, span: &Range<usize>) -> Result<(), LineError> {
        if when.day > self.today {
            let (given, hint) = (text.to_owned(), "a touch has happened; use next: for what is to come");
            return Err(LineError { span: span.clone(), fault: Fault::NotYet { given, day: when.day, hint } });
        }
        once(&mut self.touch.when, when, "at:", span)
    }

    /// Reads the head and gives how many words it takes; without one, the kind is guessed from the first word.
    fn head(&mut self, words: &[&Piece<'_>]) -> Result<usize, LineError> {
        let ends = |piece: &&Piece<'_>| piece.manner == Manner::Plain && piece.raw.ends_with([':', '：']);
        if let Some(last) = words.iter().position(ends)
            && self.read_head(words.get(..=last).unwrap_or_default())?
        {
            return Ok(last + 1);
        }
        let Some(first) = words.first().filter(|piece| piece.manner == Manner::Plain) else { return Ok(0) };
        let Some(kind) = touch_word::kind(first.raw) else { return Ok(0) };
        // `call 30m …` is as plain as a head; `call about price` may be the text itself.
        let length = words.get(1).and_then(|second| Some((minutes::read(second.raw)?, second.span.clone())));
        let Some((length, span)) = length else {
            self.touch.kind = self.touch.kind.or(Some((kind, Certainty::Guessed)));
            return Ok(0);
        };
        once(&mut self.touch.kind, (kind, Certainty::Certain), "kind:", &first.span)?;
        self.touch.minutes = Some(length);
        self.mark(first.span.clone(), Slot::Kind);
        self.mark(span, Slot::Minutes);
        Ok(2)
    }

    /// Reads words up to a colon as a head; false, and nothing taken, when one of them has no place in it.
    fn read_head(&mut self, words: &[&Piece<'_>]) -> Result<bool, LineError> {
        let before = self.touch.clone();
        let mut rest = words;
        while let [first, tail @ ..] = rest {
            let word = first.raw.trim_end_matches([':', '：']);
            if word.eq_ignore_ascii_case("with") && !tail.is_empty() {
                let name: Vec<&str> = tail.iter().map(|piece| piece.raw).collect();
                let name = name.join(" ");
                let name = unquoted(name.trim_end_matches([':', '：'])).to_owned();
                let span = first.span.start..tail.last().map_or(first.span.end, |last| last.span.end);
                once(&mut self.touch.contact, name, "with", &span)?;
                self.mark(span, Slot::Contact);
                return Ok(true);
            }
            if let Some(kind) = touch_word::kind(word) {
                once(&mut self.touch.kind, (kind, Certainty::Certain), "kind:", &first.span)?;
                self.mark(first.span.clone(), Slot::Kind);
                rest = tail;
            } else if let Some(length) = minutes::read(word) {
                once(&mut self.touch.minutes, length, "the length", &first.span)?;
                self.mark(first.span.clone(), Slot::Minutes);
                rest = tail;
            } else if let Some(count) = self.head_day(rest)? {
                rest = rest.get(count..).unwrap_or_default();
            } else {
                self.touch = before;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads a day at the front of the head and gives how many words it takes.
    fn head_day(&mut self, words: &[&Piece<'_>]) -> Result<Option<usize>, LineError> {
        for count in (1..=words.len().min(6)).rev() {
            let text: Vec<&str> = words.iter().take(count).map(|piece| piece.raw).collect();
            let text = text.join(" ");
            let text = text.trim_end_matches([':', '：']);
            let ends = words.first().zip(words.get(count - 1));
            let span = ends.map_or(0..0, |(first, last)| first.span.start..last.span.end);
            let when = match date::read(text, self.today, &self.past) {
                Ok((when, _)) => when,
                // `call 27 nov: …` has a day, if not one alone; `3/4 of the seats: …` is text.
                Err(error @ DateError::Ambiguous { .. }) if count == words.len() => {
                    return Err(LineError { span, fault: error.into() });
                }
                Err(_) => continue,
            };
            self.happened(when, text, &span)?;
            self.mark(span, Slot::Day);
            return Ok(Some(count));
        }
        Ok(None)
    }

    /// Reads the rest of the line as the task that follows.
    fn next(&mut self, source: &str, piece: &Piece<'_>, options: DateOptions) -> Result<(), LineError> {
        let from = piece.span.start + "next:".len();
        let shift = |span: Range<usize>| span.start + from..span.end + from;
        let rest = source.get(from..).unwrap_or_default();
        let mut line =
            line::parse(rest, self.today, &options).map_err(|error| LineError { span: shift(error.span), ..error })?;
        let marked = piece.span.start..from;
        if line.title.is_empty() {
            let hint = "write what comes next and when: next: send quote fri";
            let fault = Fault::Value { token: "next:", value: rest.trim().to_owned(), hint };
            return Err(LineError { span: marked, fault });
        }
        line.tokens = line.tokens.into_iter().map(|it| Token { span: shift(it.span), ..it }).collect();
        line.hints = line.hints.into_iter().map(|it| Hint { span: shift(it.span), ..it }).collect();
        self.touch.next = Some(line);
        self.mark(marked, Slot::Next);
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

    fn read(line: &str) -> Touch {
        parse(line, today(), &DateOptions::default()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    #[test]
    fn reads_the_whole_of_it() {
        let source = "call 30m with Dana: discussed price +pos next: send quote fri";
        let touch = read(source);
        assert_eq!(touch.kind, Some((TouchKind::Call, Certainty::Certain)));
        assert_eq!((touch.minutes, touch.contact.as_deref()), (Some(30), Some("Dana")));
        assert_eq!((touch.text.as_str(), touch.sentiment), ("discussed price", Some(Sentiment::Positive)));
        let next = touch.next.unwrap();
        assert_eq!((next.title.as_str(), next.due.map(|due| due.day)), ("send quote", Day::of(2026, 11, 27)));
        assert_eq!(next.tokens.first().map(|it| &source[it.span.clone()]), Some("fri"));
    }

    #[test]
    fn reads_heads() {
        for (line, kind, minutes, contact, day, text) in [
            ("email: quote v2 sent", Some(TouchKind::Email), None, None, None, "quote v2 sent"),
            ("1h30 meeting with Li Wei: roadmap", Some(TouchKind::Meeting), Some(90), Some("Li Wei"), None, "roadmap"),
            ("call on fri with Dana: ok", Some(TouchKind::Call), None, Some("Dana"), Some("2026-11-20"), "ok"),
            (
                "qbr yesterday 2h: 3 milestones",
                Some(TouchKind::Qbr),
                Some(120),
                None,
                Some("2026-11-23"),
                "3 milestones",
            ),
            ("call 15m left a message", Some(TouchKind::Call), Some(15), None, None, "left a message"),
            ("call about price", Some(TouchKind::Call), None, None, None, "call about price"),
            ("asked: why so slow", None, None, None, None, "asked: why so slow"),
            ("waited 30m on hold", None, None, None, None, "waited 30m on hold"),
            ("budget freeze?", None, None, None, None, "budget freeze?"),
            ("with \"Dana Fox\": fine", None, None, Some("Dana Fox"), None, "fine"),
            (
                "kind:note c:Li at:yesterday all quiet",
                Some(TouchKind::Note),
                None,
                Some("Li"),
                Some("2026-11-23"),
                "all quiet",
            ),
            ("電話： 談價格", Some(TouchKind::Call), None, None, None, "談價格"),
            ("\\call me", None, None, None, None, "call me"),
            ("", None, None, None, None, ""),
        ] {
            let touch = read(line);
            assert_eq!(touch.kind.map(|(kind, _)| kind), kind, "{line}");
            assert_eq!((touch.minutes, touch.contact.as_deref()), (minutes, contact), "{line}");
            assert_eq!(touch.when.map(|when| when.day.to_string()).as_deref(), day, "{line}");
            assert_eq!(touch.text, text, "{line}");
        }
        assert_eq!(read("dir:in angry :(").sentiment, Some(Sentiment::Negative));
        assert_eq!(read("dir:in x").direction, Some(Direction::In));
    }

    #[test]
    fn refuses_with_a_place() {
        for (line, place) in [
            ("at:tomorrow call", "at:tomorrow"),
            ("call tomorrow: x", "tomorrow:"),
            ("at:soon x", "at:soon"),
            ("sent:5 x", "sent:5"),
            ("dir:up x", "dir:up"),
            (":) x :(", ":("),
            ("x next: send due:3/4", "due:3/4"),
            ("x next:", "next:"),
        ] {
            let error = parse(line, today(), &DateOptions::default()).unwrap_err();
            assert_eq!(&line[error.span.clone()], place, "{line}: {error}");
            assert!(!error.hint().is_empty());
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_marks_inside(text in "([a-z0-9@+:()\" 下週五：-]|with |call |next:|at:|\\\\PC){0,20}") {
            match parse(&text, today(), &DateOptions::default()) {
                Ok(touch) => {
                    prop_assert!(touch.when.is_none_or(|when| when.day <= today()));
                    let next = touch.next.into_iter().flat_map(|next| next.tokens);
                    prop_assert!(touch.tokens.into_iter().chain(next).all(|it| text.get(it.span).is_some()));
                }
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }
}
