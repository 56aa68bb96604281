//! Percentages of amounts, exact to a hundredth: a rise of a price. A share of an amount is rounded half away from zero.

use crate::domain::value::money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The most that is taken, in hundredths: a thousand percent.
const MOST: i32 = 100_000;

/// Hundredths of a percent, below nought for less.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Percent(pub i32);

/// A text that is no percentage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no percentage: write 3% or 2.5%")]
pub struct BadPercent(pub String);

impl Percent {
    /// Reads `+6%`, `-3.5%`, `60%`: with its sign, at most two decimals and a thousand percent.
    pub fn read(text: &str) -> Option<Percent> {
        let text = text.strip_suffix('%')?;
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 4 || part.len() > 2 || digits.ends_with('.') {
            return None;
        }
        if !plain(whole) || !plain(part) {
            return None;
        }
        let hundredths: i32 = format!("{whole}{part:0<2}").parse().ok()?;
        (hundredths <= MOST).then_some(Percent(sign * hundredths))
    }

    /// So many percent of an amount.
    pub fn share(self, base: Money) -> Money {
        let scaled = i128::from(base.minor) * i128::from(self.0);
        let half = if scaled < 0 { -5_000 } else { 5_000 };
        let minor = i64::try_from((scaled + half) / 10_000).unwrap_or(if scaled < 0 { i64::MIN } else { i64::MAX });
        Money::new(minor, base.currency)
    }

    /// An amount raised by so many percent.
    pub fn on(self, base: Money) -> Money {
        Money::new(base.minor.saturating_add(self.share(base).minor), base.currency)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 100 {
            0 => write!(f, "{sign}{}%", size / 100),
            part if part % 10 == 0 => write!(f, "{sign}{}.{}%", size / 100, part / 10),
            part => write!(f, "{sign}{}.{part:02}%", size / 100),
        }
    }
}

impl FromStr for Percent {
    type Err = BadPercent;

    /// Reads it with or without its sign.
    fn from_str(given: &str) -> Result<Percent, BadPercent> {
        let plain = given.trim();
        let found = Percent::read(plain).or_else(|| Percent::read(&format!("{plain}%")));
        found.ok_or_else(|| BadPercent(given.to_owned()))
    }
}

impl TryFrom<String> for Percent {
    type Error = BadPercent;
    fn try_from(s: String) -> Result<Percent, BadPercent> {
        s.parse()
    }
}

impl From<Percent> for String {
    fn from(percent: Percent) -> String {
        percent.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::money::Currency;
    use proptest::prelude::*;

    #[test]
    fn reads_shares() {
        let base = Money::major(100_000, Currency::USD);
        for (text, hundredths, want) in
            [("+6%", 600, 10_600_000), ("-3.5%", -350, 9_650_000), ("60%", 6_000, 16_000_000), ("0.05%", 5, 10_005_000)]
        {
            let found = Percent::read(text).unwrap();
            assert_eq!((found, found.on(base).minor), (Percent(hundredths), want), "{text}");
        }
        for text in ["", "%", "+%", "6", "1.%", "1.234%", "1001%", "x%", "+-1%"] {
            assert_eq!(Percent::read(text), None, "{text}");
        }
        assert_eq!(Percent(-50).share(Money::new(100, Currency::USD)).minor, -1, "half a cent goes away from nought");
        assert_eq!(" 2.5 ".parse(), Ok(Percent(250)));
    }

    proptest! {
        #[test]
        fn prints_as_it_reads(hundredths in -MOST..=MOST, minor in any::<i64>()) {
            let percent = Percent(hundredths);
            prop_assert_eq!(Percent::read(&percent.to_string()), Some(percent));
            let _ = percent.on(Money::new(minor, Currency::USD));
        }

        #[test]
        fn never_panics(text in "[-+0-9.%]{0,9}") {
            let _ = text.parse::<Percent>();
        }
    }
}
