//! Money: an integer of minor units and an ISO 4217 code. Never a float; rates are exact decimals.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A text that is no currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a currency code: write three letters such as USD")]
pub struct BadCurrency(pub String);

impl Currency {
    /// The US dollar.
    pub const USD: Currency = Currency(*b"USD");

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Digits after the decimal point (ISO 4217 minor units): 2, but 0 for JPY and 3 for KWD.
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 100 for USD, 1 for JPY.
    pub fn unit(self) -> i64 {
        10_i64.pow(self.exponent())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = BadCurrency;
    fn from_str(s: &str) -> Result<Currency, BadCurrency> {
        // As the book holds it, some 100,000 times in a row.
        if let Some(code) = s.as_bytes().first_chunk::<3>().filter(|code| code.len() == s.len())
            && code.iter().all(u8::is_ascii_uppercase)
        {
            return Ok(Currency(*code));
        }
        let upper = s.trim().to_ascii_uppercase();
        match <[u8; 3]>::try_from(upper.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Currency(code)),
            _ => Err(BadCurrency(s.to_owned())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = BadCurrency;
    fn try_from(s: String) -> Result<Currency, BadCurrency> {
        s.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

/// An amount of one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units (cents); whole yen for JPY.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in minor units.
    pub fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    /// An amount in major units (dollars), saturating.
    pub fn major(units: i64, currency: Currency) -> Money {
        Money { minor: units.saturating_mul(currency.unit()), currency }
    }
}

impl fmt::Display for Money {
    /// Exact and full: `1234567.00 USD`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", exact(self.minor, self.currency), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An amount in major units with all its decimals: `1234.50`.
pub fn exact(minor: i64, currency: Currency) -> String {
    let exponent = currency.exponent() as usize;
    let sign = if minor < 0 { "-" } else { "" };
    let digits = minor.unsigned_abs().to_string();
    if exponent == 0 {
        return format!("{sign}{digits}");
    }
    let digits = format!("{digits:0>width$}", width = exponent + 1);
    let (whole, part) = digits.split_at(digits.len() - exponent);
    format!("{sign}{whole}.{part}")
}

/// An amount as people say it, at most five characters up to 999 billion: `950`, `9.4k`, `171k`, `1.8M`.
pub fn short(minor: i64, currency: Currency) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let unit = u128::from(currency.unit().unsigned_abs());
    let value = u128::from(minor.unsigned_abs());
    let whole = |scale: u128| (value + unit * scale / 2) / (unit * scale);
    let tenths = |scale: u128| (value * 10 + unit * scale / 2) / (unit * scale);
    for (scale, suffix) in [(1, ""), (1_000, "k"), (1_000_000, "M"), (1_000_000_000, "B"), (1_000_000_000_000, "T")] {
        if scale > 1 && tenths(scale) < 100 {
            let t = tenths(scale);
            return if t % 10 == 0 {
                format!("{sign}{}{suffix}", t / 10)
            } else {
                format!("{sign}{}.{}{suffix}", t / 10, t % 10)
            };
        }
        if whole(scale) < 1_000 {
            return format!("{sign}{}{suffix}", whole(scale));
        }
    }
    format!("{sign}{}T", whole(1_000_000_000_000))
}

/// An exact exchange rate: home units for one unit of a currency, in billionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rate(pub i64);

impl Rate {
    /// One for one.
    pub const ONE: Rate = Rate(1_000_000_000);

    /// Reads a positive decimal such as `1.08` or `0.0067`, at most nine decimals.
    pub fn parse(text: &str) -> Option<Rate> {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || part.len() > 9 || !digits(whole) || !digits(part) {
            return None;
        }
        let scaled: i64 = format!("{whole}{part:0<9}").parse().ok()?;
        (scaled > 0).then_some(Rate(scaled))
    }
}

impl fmt::Display for Rate {
    /// As short as it is exact: `1.08`, `1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:09}", self.0 / Rate::ONE.0, self.0 % Rate::ONE.0);
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Exchange rates into the home currency. A currency without a rate converts to nothing and is reported, never guessed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rates {
    /// The currency of every total and of the stake.
    pub home: Currency,
    /// Home units for one unit of each other currency, sorted by code.
    pub rates: Vec<(Currency, Rate)>,
}

impl Rates {
    /// Home currency alone.
    pub fn new(home: Currency) -> Rates {
        Rates { home, rates: Vec::new() }
    }

    /// The rate of a currency into home, if one is set.
    pub fn rate(&self, currency: Currency) -> Option<Rate> {
        if currency == self.home {
            return Some(Rate::ONE);
        }
        self.rates.iter().find(|(code, _)| *code == currency).map(|(_, rate)| *rate)
    }

    /// An amount in home minor units, rounded half away from zero; `None` without a rate or past what an i64 holds.
    pub fn home_minor(&self, amount: Money) -> Option<i64> {
        if amount.currency == self.home {
            return Some(amount.minor);
        }
        let rate = i128::from(self.rate(amount.currency)?.0);
        let scaled = i128::from(amount.minor) * rate * i128::from(self.home.unit());
        let divisor = i128::from(Rate::ONE.0) * i128::from(amount.currency.unit());
        let half = if scaled < 0 { -divisor / 2 } else { divisor / 2 };
        i64::try_from((scaled + half) / divisor).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn says_amounts_short() {
        for (major, want) in [
            (0, "0"),
            (950, "950"),
            (1_000, "1k"),
            (9_449, "9.4k"),
            (9_960, "10k"),
            (171_400, "171k"),
            (999_499, "999k"),
            (999_500, "1M"),
            (1_800_000, "1.8M"),
            (-84_000, "-84k"),
            (584_000_000, "584M"),
            (2_500_000_000, "2.5B"),
        ] {
            assert_eq!(short(major * 100, Currency::USD), want);
        }
        assert_eq!(short(58_000, currency("JPY")), "58k");
        assert_eq!(short(i64::MIN, Currency::USD), "-92234T");
    }

    #[test]
    fn says_amounts_exactly() {
        for (minor, code, want) in [
            (123_450, "USD", "1234.50"),
            (5, "USD", "0.05"),
            (-5, "USD", "-0.05"),
            (58, "JPY", "58"),
            (1, "KWD", "0.001"),
        ] {
            assert_eq!(exact(minor, currency(code)), want);
        }
    }

    #[test]
    fn converts_exactly() {
        let rates = Rates {
            home: Currency::USD,
            rates: vec![
                (currency("JPY"), Rate::parse("0.0067").unwrap()),
                (currency("KWD"), Rate::parse("3.25").unwrap()),
            ],
        };
        for (minor, code, want) in
            [(1_000_000, "JPY", Some(670_000)), (1_000, "KWD", Some(325)), (7, "USD", Some(7)), (1, "EUR", None)]
        {
            assert_eq!(rates.home_minor(Money::new(minor, currency(code))), want, "{minor} {code}");
        }
        assert_eq!(
            rates.home_minor(Money::new(i64::MAX, currency("KWD"))),
            Some(2_997_595_911_977_802_137),
            "no overflow on the way"
        );
    }

    #[test]
    fn reads_rates_strictly() {
        assert_eq!(Rate::parse("1.08"), Some(Rate(1_080_000_000)));
        for bad in ["", "0", "-1", "1e3", ".5", "1.0000000001", "nan"] {
            assert_eq!(Rate::parse(bad), None, "{bad}");
        }
    }
}
