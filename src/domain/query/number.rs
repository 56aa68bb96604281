//! A figure of a filter: `100k`, `1.5m`, `-20`. Exact in ten-thousandths, which every currency's minor unit divides.

use crate::domain::value::money::Currency;
use std::fmt;

/// Decimals kept.
const DECIMALS: usize = 4;
/// Units of a [`Number`] in one.
const ONE: i64 = 10_000;

/// A decimal in ten-thousandths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Number(pub i64);

impl Number {
    /// A whole number, saturating.
    pub fn whole(units: i64) -> Number {
        Number(units.saturating_mul(ONE))
    }

    /// Reads `-1.5m`: digits with at most four decimals after `k` or `m` is applied. None when it is no such number.
    pub fn read(text: &str) -> Option<Number> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (digits, zeros) = match digits.strip_suffix(['k', 'K']) {
            Some(rest) => (rest, 3),
            None => digits.strip_suffix(['m', 'M']).map_or((digits, 0), |rest| (rest, 6)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(part) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let shift = (DECIMALS + zeros).checked_sub(part.len())?;
        let value: i128 = format!("{}{part}{}", whole.trim_start_matches('0'), "0".repeat(shift)).parse().ok()?;
        i64::try_from(sign * value).ok().map(Number)
    }

    /// The figure.
    pub fn value(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// The least amount of minor units that is not below the figure, and the largest that is not above it.
    pub fn minor(self, currency: Currency) -> (i64, i64) {
        let scaled = i128::from(self.0) * i128::from(currency.unit());
        let one = i128::from(ONE);
        let floor = scaled.div_euclid(one);
        let ceiling = floor + i128::from(scaled.rem_euclid(one) != 0);
        let held = |value: i128| i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX });
        (held(ceiling), held(floor))
    }
}

impl fmt::Display for Number {
    /// The shortest text that reads back as the same number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0.unsigned_abs();
        let one = ONE.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        for (scale, suffix) in [(one * 1_000_000, "m"), (one * 1_000, "k"), (one, "")] {
            if value > 0 && value.is_multiple_of(scale) {
                return write!(f, "{sign}{}{suffix}", value / scale);
            }
        }
        let part = format!("{:0DECIMALS$}", value % one);
        match part.trim_end_matches('0') {
            "" => f.write_str("0"),
            part => write!(f, "{sign}{}.{part}", value / one),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_figures() {
        for (text, want, printed) in [
            ("100k", 1_000_000_000, "100k"),
            ("100000", 1_000_000_000, "100k"),
            ("1.5M", 15_000_000_000, "1500k"),
            ("-20", -200_000, "-20"),
            ("0.05", 500, "0.05"),
            ("-0", 0, "0"),
            ("007", 70_000, "7"),
            ("1.23456k", 12_345_600, "1234.56"),
        ] {
            assert_eq!(Number::read(text), Some(Number(want)), "{text}");
            assert_eq!(Number(want).to_string(), printed);
        }
        for text in ["", "-", "k", ".5", "5.", "1e3", "1,000", "--1", "+1", "1kk", "0.00001", "999999999999999m", "１"]
        {
            assert_eq!(Number::read(text), None, "{text}");
        }
    }

    #[test]
    fn becomes_money_exactly() {
        let of = |text: &str, code: &str| Number::read(text).unwrap().minor(code.parse().unwrap());
        assert_eq!(of("100k", "USD"), (10_000_000, 10_000_000));
        assert_eq!(of("100k", "JPY"), (100_000, 100_000));
        assert_eq!(of("0.005", "USD"), (1, 0));
        assert_eq!(of("-0.005", "USD"), (0, -1));
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(value in prop_oneof![any::<i64>(), (-99_999..99_999_i64).prop_map(|n| n * 10_000)]) {
            prop_assert_eq!(Number::read(&Number(value).to_string()), Some(Number(value)));
        }
    }
}
