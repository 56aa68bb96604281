//! What a customer said of us: a survey answer with its scale, a quote, a complaint, a request, an offer to be a
//! reference. A score is kept as it was given; only figures bring it to a common scale.

use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::record::scale::Scale;
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, ContactId, FeedbackId};
use crate::domain::value::milli::Milli;
use crate::domain::value::text::Text;
use chrono::DateTime;
use serde::{Deserialize, Serialize};

choice!(
    /// Kind of feedback.
    FeedbackKind {
        /// How likely they are to recommend us, 0 to 10.
        Nps = "nps",
        /// How satisfied they are.
        Csat = "csat",
        /// How easy it was for them.
        Ces = "ces",
        /// Words that one would like to show.
        Quote = "quote",
        /// Something is wrong.
        Complaint = "complaint",
        /// Something is wanted.
        Request = "request",
        /// An offer to speak for us.
        Reference = "reference",
    }
);

impl FeedbackKind {
    /// Whether it is an answer to a survey, with a score.
    pub const fn scored(self) -> bool {
        matches!(self, FeedbackKind::Nps | FeedbackKind::Csat | FeedbackKind::Ces)
    }

    /// Whether somebody is owed an answer to it.
    pub const fn asks(self) -> bool {
        matches!(self, FeedbackKind::Complaint | FeedbackKind::Request | FeedbackKind::Reference)
    }

    /// The scale of a score that names none, from worst to best.
    pub const fn scale(self) -> Scale {
        match self {
            FeedbackKind::Nps => Scale::TEN,
            FeedbackKind::Ces => Scale::SEVEN,
            _ => Scale::FIVE,
        }
    }
}

/// What a customer said of us.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Feedback {
    /// Public id.
    pub id: FeedbackId,
    /// Version and times.
    pub meta: Meta,
    /// Which customer.
    pub account: AccountId,
    /// Who there, if known.
    pub contact: Option<ContactId>,
    /// What kind.
    pub kind: FeedbackKind,
    /// The score, as it was given.
    pub score: Option<Milli>,
    /// The scale of the score, from worst to best; none is the usual one of the kind.
    pub scale: Option<Scale>,
    /// In their words.
    pub text: Text,
    /// When they said it.
    pub at: Moment,
    /// When they got their first answer.
    pub answered: Option<Moment>,
    /// When it was settled.
    pub resolved: Option<Moment>,
    /// Whether it may be quoted with their name.
    pub consent: bool,
    /// Where it came from.
    pub source: Option<Text>,
}

impl Feedback {
    /// Feedback of a kind with nothing else known.
    pub fn said(id: FeedbackId, meta: Meta, account: AccountId, kind: FeedbackKind, at: Moment) -> Feedback {
        Feedback {
            id,
            meta,
            account,
            contact: None,
            kind,
            score: None,
            scale: None,
            text: Text::default(),
            at,
            answered: None,
            resolved: None,
            consent: false,
            source: None,
        }
    }

    /// The scale that its score is on.
    pub fn scale(&self) -> Scale {
        self.scale.unwrap_or(self.kind.scale())
    }

    /// An NPS answer on the scale of 0 to 10, whatever its own.
    pub fn nps(&self) -> Option<f64> {
        let score = self.score.filter(|_| self.kind == FeedbackKind::Nps)?;
        Some(Feedback::on_ten(score, self.scale()))
    }

    /// A score of a scale on that of NPS, 0 to 10.
    pub fn on_ten(score: Milli, scale: Scale) -> f64 {
        if scale == Scale::TEN { score.value() } else { scale.hundred(score.value()) / 10.0 }
    }

    /// Whether it is an NPS answer below 7.
    pub fn is_detractor(&self) -> bool {
        self.nps().is_some_and(|score| score < 7.0)
    }

    /// Whether somebody is owed an answer to it. A promoter who is thanked asked for nothing; a CSAT answer that has a first
    /// answer of its own is that of a ticket, and a ticket did.
    pub fn asks(&self) -> bool {
        self.kind.asks() || self.is_detractor() || (self.kind == FeedbackKind::Csat && self.answered.is_some())
    }

    /// Whether it is neither settled nor something that needs no settling.
    pub fn is_open(&self) -> bool {
        self.resolved.is_none() && (self.kind.asks() || (self.is_detractor() && self.answered.is_none()))
    }

    /// The score as people write it: `9`, `4/5`, `2 of 7..1`; none without one.
    pub fn scored(&self) -> Option<String> {
        let score = self.score?;
        Some(match (self.kind, self.scale()) {
            (FeedbackKind::Nps, Scale::TEN) => score.to_string(),
            (_, scale) if scale.rises() => format!("{score}/{}", scale.best()),
            (_, scale) => format!("{score} of {scale}"),
        })
    }
}

/// A moment as it is, to the millisecond where it has any.
fn print_moment(at: Moment) -> String {
    at.utc().format("%Y-%m-%dT%H:%M:%S%.fZ").to_string()
}

fn moment(given: &str) -> Result<Option<Moment>, BadValue> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    let read = DateTime::parse_from_rfc3339(given).map(|at| Some(Moment(at.timestamp_millis())));
    read.map_err(|_| BadValue::new(given, "is not a moment: write 2026-11-27T09:00:00Z"))
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Feedback>] = &[
    row!("kind", "Kind", kind: the word FeedbackKind),
    Field::new(
        "score",
        "Score",
        Unit::Text,
        |r| field::print(r.score.as_ref()),
        |r, s| {
            let found = (!s.trim().is_empty()).then(|| Milli::parse(s));
            r.score = found.map(|it| it.ok_or_else(|| BadValue::new(s, "is no score: write 9 or 4.5"))).transpose()?;
            Ok(())
        },
    ),
    row!("scale", "Scale", scale: parsed "a scale: write its worst and its best value, as 1..5, or 7..1"),
    row!("text", "Text", text: body),
    row!("consent", "May be quoted", consent: flag),
    row!("source", "Source", source: text),
    Field::new(
        "said",
        "Said",
        Unit::Text,
        |r| print_moment(r.at),
        |r, s| {
            r.at = moment(s)?.ok_or_else(|| BadValue::new(s, "is empty, and when it was said must be known"))?;
            Ok(())
        },
    ),
    Field::new(
        "answered",
        "Answered",
        Unit::Text,
        |r| r.answered.map(print_moment).unwrap_or_default(),
        |r, s| {
            r.answered = moment(s)?;
            Ok(())
        },
    ),
    Field::new(
        "resolved",
        "Resolved",
        Unit::Text,
        |r| r.resolved.map(print_moment).unwrap_or_default(),
        |r, s| {
            r.resolved = moment(s)?;
            Ok(())
        },
    ),
];

record!(Feedback, |r| {
    let score = r.scored().map(|score| format!(" {score}")).unwrap_or_default();
    let said = r.text.raw().lines().next().unwrap_or_default();
    let said = if said.is_empty() { String::new() } else { format!(": {said}") };
    format!("{}{score}{said}", r.kind)
});

#[cfg(test)]
mod tests {
    use super::*;
    use ulid::Ulid;

    fn feedback(kind: FeedbackKind, score: Option<i64>, scale: Option<&str>) -> Feedback {
        let row =
            Feedback::said(FeedbackId(Ulid(1)), Meta::made(Moment(1)), AccountId(Ulid(2)), kind, Moment(1_000_000));
        Feedback { score: score.map(Milli::whole), scale: scale.map(|scale| scale.parse().unwrap()), ..row }
    }

    #[test]
    fn scores_keep_their_scale() {
        for (kind, score, scale, shown, nps, detractor) in [
            (FeedbackKind::Nps, Some(9), None, Some("9"), Some(9.0), false),
            (FeedbackKind::Nps, Some(0), None, Some("0"), Some(0.0), true),
            (FeedbackKind::Nps, Some(7), None, Some("7"), Some(7.0), false),
            (FeedbackKind::Nps, Some(60), Some("0..100"), Some("60/100"), Some(6.0), true),
            (FeedbackKind::Csat, Some(4), None, Some("4/5"), None, false),
            (FeedbackKind::Ces, Some(2), None, Some("2/7"), None, false),
            (FeedbackKind::Ces, Some(2), Some("7..1"), Some("2 of 7..1"), None, false),
            (FeedbackKind::Quote, None, None, None, None, false),
        ] {
            let row = feedback(kind, score, scale);
            assert_eq!(row.scored().as_deref(), shown, "{kind} {score:?} {scale:?}");
            assert_eq!((row.nps(), row.is_detractor()), (nps, detractor), "{kind} {score:?} {scale:?}");
        }
    }

    #[test]
    fn open_is_what_somebody_waits_for() {
        let answered = |row: Feedback| Feedback { answered: Some(Moment(2_000_000)), ..row };
        let resolved = |row: Feedback| Feedback { resolved: Some(Moment(2_000_000)), ..row };
        for kind in FeedbackKind::ALL {
            assert_eq!(feedback(*kind, None, None).is_open(), kind.asks(), "{kind}");
            assert_eq!(answered(feedback(*kind, None, None)).is_open(), kind.asks(), "{kind} answered");
            assert!(!resolved(feedback(*kind, None, None)).is_open(), "{kind} resolved");
        }
        assert!(feedback(FeedbackKind::Nps, Some(3), None).is_open());
        assert!(!answered(feedback(FeedbackKind::Nps, Some(3), None)).is_open());
    }

    #[test]
    fn every_field_prints_what_it_reads() {
        let mut row = feedback(FeedbackKind::Csat, Some(4), Some("1..5"));
        (row.answered, row.source, row.consent) = (Some(Moment(3_000_001)), Some(Text::from("survey")), true);
        for field in FIELDS {
            let (before, text) = (row.clone(), (field.get)(&row));
            (field.set)(&mut row, &text).unwrap();
            assert_eq!(row, before, "{}", field.key);
        }
    }
}
