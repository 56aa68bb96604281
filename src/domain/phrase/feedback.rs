//! The feedback line: `nps 9 by:dana great support`, `csat 4/5`, `quote "saved us a week" consent:yes`.
//!
//! ```text
//! line  := kind [score] { token | text }
//! score := figure, then "/" and the best or "%" where it is said; behind nps, csat and ces alone
//! token := "by:" name | "on:" day not after today | "scale:" worst..best | "consent:" yes|no | "via:" source
//! ```

use crate::domain::phrase::date;
use crate::domain::phrase::mark::{Fault, LineError, Slot, Token, once};
use crate::domain::phrase::piece::{Manner, Piece, pieces, unquoted};
use crate::domain::phrase::when::{DateOptions, Lean, When};
use crate::domain::record::feedback::FeedbackKind;
use crate::domain::record::field;
use crate::domain::record::scale::Scale;
use crate::domain::value::day::Day;
use crate::domain::value::milli::Milli;
use crate::domain::value::text::folded;
use std::ops::Range;

/// What a feedback line says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What kind it is.
    pub kind: FeedbackKind,
    /// The score.
    pub score: Option<Milli>,
    /// The scale of the score, where the line says one.
    pub scale: Option<Scale>,
    /// Who said it, not yet looked up.
    pub contact: Option<String>,
    /// When, never after today.
    pub when: Option<When>,
    /// Whether it may be quoted with their name.
    pub consent: Option<bool>,
    /// Where it came from.
    pub source: Option<String>,
    /// In their words.
    pub text: String,
    /// Where each token stands, in order.
    pub tokens: Vec<Token>,
}

/// The kind of a word as typed first on the line.
pub fn kind(word: &str) -> Option<FeedbackKind> {
    Some(match folded(word.trim_end_matches([':', '：'])).as_str() {
        "nps" => FeedbackKind::Nps,
        "csat" | "satisfaction" | "滿意度" | "满意度" => FeedbackKind::Csat,
        "ces" | "effort" => FeedbackKind::Ces,
        "quote" | "testimonial" | "praise" | "引述" | "好評" | "好评" => FeedbackKind::Quote,
        "complaint" | "complains" | "complained" | "抱怨" | "投訴" | "投诉" => FeedbackKind::Complaint,
        "request" | "wish" | "wants" | "asks" | "請求" | "请求" => FeedbackKind::Request,
        "reference" | "referral" | "推薦" | "推荐" => FeedbackKind::Reference,
        _ => return None,
    })
}

const KINDS: &str = "begin with nps, csat, ces, quote, complaint, request or reference";
const SCORES: &str = "write nps 9, csat 4/5 or ces 6/7";

/// Reads a feedback line typed on a day.
pub fn parse(source: &str, today: Day, options: &DateOptions) -> Result<Said, LineError> {
    let pieces = pieces(source);
    let Some((first, rest)) = pieces.split_first() else {
        let fault = Fault::Unfit { given: String::new(), why: "says nothing".to_owned(), hint: KINDS.to_owned() };
        return Err(LineError { span: 0..source.len(), fault });
    };
    let Some(kind) = kind(first.raw).filter(|_| first.manner == Manner::Plain) else {
        let fault = Fault::Unfit {
            given: first.raw.to_owned(),
            why: "is no kind of feedback".to_owned(),
            hint: KINDS.to_owned(),
        };
        return Err(LineError { span: first.span.clone(), fault });
    };
    let said = Said {
        kind,
        score: None,
        scale: None,
        contact: None,
        when: None,
        consent: None,
        source: None,
        text: String::new(),
        tokens: vec![Token { span: first.span.clone(), slot: Slot::Kind }],
    };
    let mut reader = Reader { said, today, past: DateOptions { lean: Lean::Past, ..*options } };
    let mut words: Vec<&str> = Vec::new();
    let mut head = first.span.clone();
    for (n, piece) in rest.iter().enumerate() {
        if n == 0 && kind.scored() {
            reader.score(piece)?;
            head.end = piece.span.end;
        } else if piece.manner != Manner::Plain || !reader.token(piece)? {
            // The words of a quote need no quotes of their own.
            words.push(piece.text());
        }
    }
    if kind.scored() && reader.said.score.is_none() {
        let fault = Fault::Value { token: "the score", value: String::new(), hint: SCORES };
        return Err(LineError { span: head, fault });
    }
    let mut said = reader.said;
    said.text = words.join(" ");
    if !kind.scored() && said.text.is_empty() {
        let why = "needs what was said".to_owned();
        let fault =
            Fault::Unfit { given: kind.to_string(), why, hint: "write it behind: quote saved us a week".to_owned() };
        return Err(LineError { span: head, fault });
    }
    fits(&said, head)?;
    Ok(said)
}

/// A score lies on its scale, and one of NPS is whole.
fn fits(said: &Said, span: Range<usize>) -> Result<(), LineError> {
    let (Some(score), scale) = (said.score, said.scale.unwrap_or(said.kind.scale())) else {
        return Ok(());
    };
    let whole = said.kind != FeedbackKind::Nps || score.0 % 1000 == 0;
    if scale.holds(score) && whole {
        return Ok(());
    }
    let why = format!("is no answer of {scale}");
    Err(LineError { span, fault: Fault::Unfit { given: score.to_string(), why, hint: SCORES.to_owned() } })
}

struct Reader {
    said: Said,
    today: Day,
    past: DateOptions,
}

impl Reader {
    fn mark(&mut self, span: &Range<usize>, slot: Slot) {
        self.said.tokens.push(Token { span: span.clone(), slot });
    }

    fn score(&mut self, piece: &Piece<'_>) -> Result<(), LineError> {
        let bad = || LineError {
            span: piece.span.clone(),
            fault: Fault::Value { token: "the score", value: piece.raw.to_owned(), hint: SCORES },
        };
        let (score, of) = match piece.raw.split_once('/') {
            Some((score, best)) => (score, Some(Milli::parse(best).ok_or_else(bad)?)),
            None => match piece.raw.strip_suffix('%') {
                Some(score) => (score, Some(Milli::whole(100))),
                None => (piece.raw, None),
            },
        };
        self.said.score = Some(Milli::parse(score).ok_or_else(bad)?);
        if let Some(best) = of {
            // A hundred begins at nothing, and so does NPS; other scales begin at one.
            let from_nothing = self.said.kind == FeedbackKind::Nps || best >= Milli::whole(100);
            let worst = i64::from(!from_nothing);
            let scale = Scale::of(Milli::whole(worst), best).filter(|scale| scale.rises()).ok_or_else(bad)?;
            self.said.scale = (scale != self.said.kind.scale()).then_some(scale);
        }
        self.mark(&piece.span, Slot::Priority);
        Ok(())
    }

    /// Reads a piece that stands for itself anywhere; false when it is text.
    fn token(&mut self, piece: &Piece<'_>) -> Result<bool, LineError> {
        let span = &piece.span;
        let Some((name, value)) = piece.raw.split_once(':') else { return Ok(false) };
        let value = unquoted(value);
        let bad = |token, hint| LineError {
            span: span.clone(),
            fault: Fault::Value { token, value: value.to_owned(), hint },
        };
        if value.is_empty() {
            return Ok(false);
        }
        let slot = match name.to_ascii_lowercase().as_str() {
            "by" | "c" | "with" => {
                once(&mut self.said.contact, value.to_owned(), "by:", span)?;
                Slot::Contact
            }
            "on" | "at" => {
                let when = date::read(value, self.today, &self.past).map(|(when, _)| when);
                let when = when.map_err(|error| LineError { span: span.clone(), fault: error.into() })?;
                if when.day > self.today {
                    let (given, hint) = (value.to_owned(), "write a day that has been");
                    return Err(LineError { span: span.clone(), fault: Fault::NotYet { given, day: when.day, hint } });
                }
                once(&mut self.said.when, when, "on:", span)?;
                Slot::Day
            }
            "scale" => {
                let scale: Scale =
                    value.parse().map_err(|_| bad("scale:", "write its worst and its best: 1..5, 7..1"))?;
                // `2/7 scale:7..1` says the same length twice, and only then which end is the good one.
                self.said.scale = (scale != self.said.kind.scale()).then_some(scale);
                Slot::Kept
            }
            "consent" => {
                let given = field::flag(value).map_err(|_| bad("consent:", "write consent:yes or consent:no"))?;
                once(&mut self.said.consent, given, "consent:", span)?;
                Slot::Kept
            }
            "via" | "source" => {
                once(&mut self.said.source, value.to_owned(), "via:", span)?;
                Slot::Note
            }
            _ => return Ok(false),
        };
        self.mark(span, slot);
        Ok(true)
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

    #[test]
    fn reads_lines() {
        for (line, kind, score, scale, contact, text) in [
            ("nps 9 by:dana great support", FeedbackKind::Nps, Some("9"), None, Some("dana"), "great support"),
            ("NPS: 0", FeedbackKind::Nps, Some("0"), None, None, ""),
            ("nps 9/10", FeedbackKind::Nps, Some("9"), None, None, ""),
            ("csat 4/5", FeedbackKind::Csat, Some("4"), None, None, ""),
            ("csat 80% fine", FeedbackKind::Csat, Some("80"), Some("0..100"), None, "fine"),
            ("csat 8/10", FeedbackKind::Csat, Some("8"), Some("1..10"), None, ""),
            ("ces 2/7 scale:7..1 easy", FeedbackKind::Ces, Some("2"), Some("7..1"), None, "easy"),
            ("ces 6", FeedbackKind::Ces, Some("6"), None, None, ""),
            (
                "quote \"saved us a week\" by:\"Li Wei\"",
                FeedbackKind::Quote,
                None,
                None,
                Some("Li Wei"),
                "saved us a week",
            ),
            ("complaint exports time out: again", FeedbackKind::Complaint, None, None, None, "exports time out: again"),
            ("投訴 太慢", FeedbackKind::Complaint, None, None, None, "太慢"),
            ("request \\by:hand exports", FeedbackKind::Request, None, None, None, "by:hand exports"),
        ] {
            let said = parse(line, today(), &DateOptions::default()).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!((said.kind, said.text.as_str()), (kind, text), "{line}");
            assert_eq!(said.score.map(|score| score.to_string()).as_deref(), score, "{line}");
            assert_eq!(said.scale.map(|scale| scale.to_string()).as_deref(), scale, "{line}");
            assert_eq!(said.contact.as_deref(), contact, "{line}");
        }
        let said = parse("quote yes on:yesterday consent:yes via:G2", today(), &DateOptions::default()).unwrap();
        assert_eq!((said.when.map(|when| when.day), said.consent), (Day::of(2026, 11, 23), Some(true)));
        assert_eq!(said.source.as_deref(), Some("G2"));
    }

    #[test]
    fn refuses_with_a_place() {
        for (line, place) in [
            ("", ""),
            ("9 great", "9"),
            ("nps", "nps"),
            ("nps great", "great"),
            ("nps 11", "nps 11"),
            ("nps 8.5", "nps 8.5"),
            ("csat 6", "csat 6"),
            ("csat 4/0", "4/0"),
            ("quote", "quote"),
            ("quote x on:tomorrow", "on:tomorrow"),
            ("quote x consent:maybe", "consent:maybe"),
            ("quote x by:a by:b", "by:b"),
            ("ces 3 scale:5", "scale:5"),
        ] {
            let error = parse(line, today(), &DateOptions::default()).unwrap_err();
            assert_eq!(&line[error.span.clone()], place, "{line}: {error}");
            assert!(!error.hint().is_empty());
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_marks_inside(text in "(nps |csat |quote |by:|on:|scale:|[a-z0-9/%:\" 下週五-]|\\PC){0,16}") {
            match parse(&text, today(), &DateOptions::default()) {
                Ok(said) => prop_assert!(said.tokens.into_iter().all(|it| text.get(it.span).is_some())),
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }
}
