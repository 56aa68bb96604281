//! Exact decimals of three places: what readings and goals are counted in.

use serde::{Deserialize, Serialize};

/// A figure in thousandths, exact: no float reaches the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Debug)]
pub struct Milli(pub i64);

impl Milli {
    /// A whole figure.
    pub fn whole(n: i64) -> Milli {
        Milli(n.saturating_mul(1000))
    }

    /// The figure for reckoning.
    pub fn value(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Reads a plain decimal such as `-22` or `71.5`, rounded to thousandths; refuses anything else.
    pub fn parse(text: &str) -> Option<Milli> {
        let text = text.trim();
        let plain = text.strip_prefix('-').unwrap_or(text);
        if plain.is_empty() || plain.len() > 15 || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        let value: f64 = text.parse().ok()?;
        Some(Milli((value * 1000.0).round() as i64))
    }
}

impl std::fmt::Display for Milli {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, n) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match n % 1000 {
            0 => write!(f, "{sign}{}", n / 1000),
            part => write!(f, "{sign}{}.{}", n / 1000, format!("{part:03}").trim_end_matches('0')),
        }
    }
}
