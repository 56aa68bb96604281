//! Amounts and terms as people type them without a name before them: `120k`, `+20k`, `-500`, `18mo`. Exact: what a
//! currency cannot hold is refused, never rounded.

use crate::domain::phrase::modify::amount;
use crate::domain::phrase::span::Span;
use crate::domain::record::field;
use crate::domain::value::money::{Currency, Money};

/// The longest term that can be agreed, in months.
const LONGEST: u32 = 600;

/// How an amount is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sense {
    /// It is the new amount.
    To,
    /// So much is added.
    More,
    /// So much is taken away.
    Less,
}

/// An amount as typed; its currency is that of what it changes unless one was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Plain decimal in major units, without sign.
    pub major: String,
    /// The currency that was said.
    pub currency: Option<Currency>,
    /// How it is meant.
    pub sense: Sense,
}

/// Why an amount does not fit what it changes.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Misfit {
    /// The contract is in another currency.
    #[error("{given} is not the currency of the contract, {held}")]
    Currency {
        /// As typed.
        given: Currency,
        /// As agreed.
        held: Currency,
    },
    /// The currency has fewer decimals, or the amount is past all bounds.
    #[error("{0} is no amount of {1}")]
    Amount(String, Currency),
}

impl Figure {
    /// Reads `120k`, `1.25m`, `+20k`, `-500`, `80kEUR`.
    pub fn read(text: &str) -> Option<Figure> {
        let (sense, rest) = match text.strip_prefix('+') {
            Some(rest) => (Sense::More, rest),
            None => match text.strip_prefix(['-', '\u{2212}']) {
                Some(rest) => (Sense::Less, rest),
                None => (Sense::To, text),
            },
        };
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (major, currency) = amount(rest)?;
        Some(Figure { major, currency, sense })
    }

    /// The amount itself, in its currency or another where none was said.
    pub fn money(&self, currency: Currency) -> Result<Money, Misfit> {
        let currency = self.currency.unwrap_or(currency);
        let minor = field::minor(&self.major, currency);
        minor.map(|minor| Money::new(minor, currency)).ok_or_else(|| Misfit::Amount(self.major.clone(), currency))
    }

    /// What it makes of an amount.
    pub fn of(&self, base: Money) -> Result<Money, Misfit> {
        let money = self.money(base.currency)?;
        if money.currency != base.currency {
            return Err(Misfit::Currency { given: money.currency, held: base.currency });
        }
        let minor = match self.sense {
            Sense::To => Some(money.minor),
            Sense::More => base.minor.checked_add(money.minor),
            Sense::Less => base.minor.checked_sub(money.minor),
        };
        let minor = minor.ok_or_else(|| Misfit::Amount(self.major.clone(), base.currency))?;
        Ok(Money::new(minor, base.currency))
    }
}

/// Months of a term: `1y`, `18mo`, `2q`.
pub fn months(text: &str) -> Option<u32> {
    let span: Span = text.parse().ok()?;
    (span.days == 0 && (1..=LONGEST).contains(&span.months)).then_some(span.months)
}

/// A currency that stands alone, in capitals as nobody writes another word.
pub fn code(text: &str) -> Option<Currency> {
    let capitals = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    capitals.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(major: i64) -> Money {
        Money::major(major, Currency::USD)
    }

    #[test]
    fn reads_amounts_and_what_they_make() {
        for (text, want) in [
            ("120k", 12_000_000),
            ("+20k", 12_000_000),
            ("-20k", 8_000_000),
            ("99999.50", 9_999_950),
            ("1.5m", 150_000_000),
            ("80kUSD", 8_000_000),
            ("\u{2212}500", 9_950_000),
        ] {
            let found = Figure::read(text).unwrap().of(usd(100_000));
            assert_eq!(found, Ok(Money::new(want, Currency::USD)), "{text}");
        }
        for text in ["", "k", "+", "+-5", "--5", "6%", "1y", "120x", "12.", "call"] {
            assert_eq!(Figure::read(text), None, "{text}");
        }
        assert!(Figure::read("80kEUR").unwrap().of(usd(1)).is_err());
        assert!(Figure::read("0.001").unwrap().of(usd(1)).is_err());
    }

    #[test]
    fn reads_terms() {
        for (text, want) in [("1y", Some(12)), ("18mo", Some(18)), ("1y6mo", Some(18)), ("90d", None), ("60y", None)] {
            assert_eq!(months(text), want, "{text}");
        }
        assert_eq!(
            (code("EUR").map(|c| c.to_string()), code("eur"), code("EURO")),
            (Some("EUR".to_owned()), None, None)
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,16}", minor in any::<i64>()) {
            let base = Money::new(minor, Currency::USD);
            if let Some(figure) = Figure::read(&text) {
                let _ = figure.of(base);
            }
            let _ = months(&text);
        }
    }
}
