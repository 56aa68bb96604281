//! Amounts in the currencies that they are paid in, as they stand beside a total in the home currency. They add up to it;
//! where all of it is in the home currency there is nothing to say beside it.

use crate::domain::value::money::{Currency, Money, short};
use std::collections::BTreeMap;

/// The sum of each currency, those without any left out.
pub fn by_currency(amounts: impl IntoIterator<Item = Money>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for amount in amounts {
        let sum = sums.entry(amount.currency).or_default();
        *sum = sum.saturating_add(amount.minor);
    }
    sums.into_iter().filter(|(_, minor)| *minor != 0).map(|(currency, minor)| Money::new(minor, currency)).collect()
}

/// What a total is made of: `158k EUR, 20k USD`; none where all of it is in the home currency.
pub fn made_of(amounts: impl IntoIterator<Item = Money>, home: Currency) -> Option<String> {
    let sums = by_currency(amounts);
    let foreign = sums.iter().any(|sum| sum.currency != home);
    let told = |sum: &Money| format!("{} {}", short(sum.minor, sum.currency), sum.currency);
    foreign.then(|| sums.iter().map(told).collect::<Vec<_>>().join(", "))
}

/// The same as it follows a total: ` (158k EUR)`; empty where there is nothing to say.
pub fn beside(amounts: impl IntoIterator<Item = Money>, home: Currency) -> String {
    made_of(amounts, home).map(|told| format!(" ({told})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_paid_in_another_currency_is_told_beside_a_total() {
        let currency = |code: &str| code.parse::<Currency>().unwrap();
        for (amounts, want) in [
            (&[][..], ""),
            (&[(100_000, "USD"), (50_000, "USD")], ""),
            (&[(15_800_000, "EUR")], " (158k EUR)"),
            (&[(15_800_000, "EUR"), (0, "JPY")], " (158k EUR)"),
            (&[(2_000_000, "USD"), (15_000_000, "EUR"), (800_000, "EUR")], " (158k EUR, 20k USD)"),
            (&[(2_000_000, "JPY"), (-100_000, "EUR")], " (-1k EUR, 2M JPY)"),
        ] {
            let amounts = amounts.iter().map(|(minor, code)| Money::new(*minor, currency(code)));
            assert_eq!(beside(amounts, Currency::USD), want);
        }
    }
}
