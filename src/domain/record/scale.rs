//! The scale of a score that came from elsewhere: its worst and its best value, in whichever direction.

use crate::domain::value::milli::Milli;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A scale, from worst to best: `1..5`, or `5..1` where a low figure is a good one. The two differ.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scale {
    worst: Milli,
    best: Milli,
}

impl Scale {
    /// The scale of health itself.
    pub const HUNDRED: Scale = Scale { worst: Milli(0), best: Milli(100_000) };

    /// The scale of NPS.
    pub const TEN: Scale = Scale { worst: Milli(0), best: Milli(10_000) };
    /// The usual scale of CSAT.
    pub const FIVE: Scale = Scale { worst: Milli(1_000), best: Milli(5_000) };
    /// The usual scale of CES: 7 is the easiest.
    pub const SEVEN: Scale = Scale { worst: Milli(1_000), best: Milli(7_000) };

    /// A scale from its worst to its best value; none where the two are one.
    pub fn of(worst: Milli, best: Milli) -> Option<Scale> {
        (worst != best).then_some(Scale { worst, best })
    }

    /// Its best value.
    pub fn best(self) -> Milli {
        self.best
    }

    /// Its worst value.
    pub fn worst(self) -> Milli {
        self.worst
    }

    /// Whether a higher figure is a better one.
    pub fn rises(self) -> bool {
        self.best > self.worst
    }

    /// Whether a figure lies on it.
    pub fn holds(self, figure: Milli) -> bool {
        (self.worst.min(self.best)..=self.worst.max(self.best)).contains(&figure)
    }

    /// A figure of this scale on that of health, 0 to 100. What lies past an end is taken for the end.
    pub fn hundred(self, figure: f64) -> f64 {
        let (worst, best) = (self.worst.value(), self.best.value());
        ((figure - worst) / (best - worst) * 100.0).clamp(0.0, 100.0)
    }

    /// A figure of that of health, 0 to 100, on this scale.
    pub fn figure(self, hundred: f64) -> f64 {
        let (worst, best) = (self.worst.value(), self.best.value());
        worst + (best - worst) * hundred / 100.0
    }
}

/// A text that is no scale.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no scale: write its worst and its best value, as 1..5, or 5..1 where low is good")]
pub struct BadScale(pub String);

impl FromStr for Scale {
    type Err = BadScale;
    fn from_str(text: &str) -> Result<Scale, BadScale> {
        let bad = || BadScale(text.to_owned());
        let (worst, best) = text.trim().split_once("..").ok_or_else(bad)?;
        let (worst, best) = (Milli::parse(worst).ok_or_else(bad)?, Milli::parse(best).ok_or_else(bad)?);
        if worst == best { Err(bad()) } else { Ok(Scale { worst, best }) }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.worst, self.best)
    }
}

impl TryFrom<String> for Scale {
    type Error = BadScale;
    fn try_from(text: String) -> Result<Scale, BadScale> {
        text.parse()
    }
}

impl From<Scale> for String {
    fn from(scale: Scale) -> String {
        scale.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_scale_and_direction() {
        for (scale, figure, want) in [
            ("0..100", 62.0, 62.0),
            ("1..5", 1.0, 0.0),
            ("1..5", 4.0, 75.0),
            ("5..1", 1.0, 100.0),
            ("10..0", 2.5, 75.0),
            ("-100..100", 0.0, 50.0),
            ("1..5", 7.0, 100.0),
        ] {
            let read: Scale = scale.parse().unwrap();
            assert!((read.hundred(figure) - want).abs() < 1e-9, "{scale} {figure}");
            assert_eq!(read.to_string(), scale);
        }
        for text in ["", "5", "3..3", "a..b", "1..5..9", "..5"] {
            assert!(text.parse::<Scale>().is_err(), "{text}");
        }
    }
}
