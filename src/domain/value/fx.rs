//! Exchange rates by day. A period is reckoned at the rates of its first day on both ends, so that a rate that moves is
//! never growth or churn.

use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Rate, Rates};

/// Rates without a day, and rates from a day on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DatedRates {
    undated: Rates,
    /// Sorted by day.
    dated: Vec<(Day, Currency, Rate)>,
}

impl DatedRates {
    /// Rates that hold whenever no dated one does, and those that hold from their day on.
    pub fn new(undated: Rates, mut dated: Vec<(Day, Currency, Rate)>) -> DatedRates {
        dated.sort_by_key(|(day, currency, _)| (*day, *currency));
        DatedRates { undated, dated }
    }

    /// With rates that were imported, beside which these hold: of the same day and currency these do.
    #[must_use]
    pub fn beside(&self, imported: Vec<(Day, Currency, Rate)>) -> DatedRates {
        // The sort is stable: what comes last of a day holds.
        let dated = imported.into_iter().chain(self.dated.iter().copied()).collect();
        DatedRates::new(self.undated.clone(), dated)
    }

    /// The currency of totals.
    pub fn home(&self) -> Currency {
        self.undated.home
    }

    /// The rates of a day: of each currency the latest dated one, else the one without a day. A currency whose rates all
    /// begin later has none: it is reported, never guessed.
    pub fn at(&self, day: Day) -> Rates {
        let mut rates = self.undated.clone();
        for (_, currency, rate) in self.dated.iter().filter(|(from, _, _)| *from <= day) {
            match rates.rates.iter_mut().find(|(known, _)| known == currency) {
                Some((_, old)) => *old = *rate,
                None => rates.rates.push((*currency, *rate)),
            }
        }
        rates.rates.sort_by_key(|(currency, _)| *currency);
        rates
    }

    /// The rates for what stands today: those without a day, else the latest dated ones.
    pub fn standing(&self) -> Rates {
        let mut rates = self.at(Day::MAX);
        for (currency, rate) in &mut rates.rates {
            *rate = self.undated.rate(*currency).unwrap_or(*rate);
        }
        rates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_rate_of_a_day_holds() {
        let (eur, jpy): (Currency, Currency) = ("EUR".parse().unwrap(), "JPY".parse().unwrap());
        let rate = |text: &str| Rate::parse(text).unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        let undated = Rates { home: Currency::USD, rates: vec![(eur, rate("1.08"))] };
        let dated = vec![
            (day("2026-07-01"), eur, rate("1.20")),
            (day("2026-01-01"), eur, rate("1.10")),
            (day("2026-04-01"), jpy, rate("0.0067")),
        ];
        let rates = DatedRates::new(undated, dated);
        for (on, currency, want) in [
            ("2025-12-31", eur, Some("1.08")),
            ("2026-01-01", eur, Some("1.10")),
            ("2026-06-30", eur, Some("1.10")),
            ("2026-07-01", eur, Some("1.20")),
            ("2026-03-31", jpy, None),
            ("2026-04-01", jpy, Some("0.0067")),
        ] {
            assert_eq!(rates.at(day(on)).rate(currency), want.map(rate), "{on} {currency}");
        }
        let standing = rates.standing();
        assert_eq!((standing.rate(eur), standing.rate(jpy)), (Some(rate("1.08")), Some(rate("0.0067"))));
    }
}
