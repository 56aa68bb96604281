//! What a row says of a contract: a subscription, and the renewal at its end. Nothing here depends on today, so the
//! same file gives the same drafts on any day.

use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use crate::exchange::draft::record::{Draft, Refusal, Values};
use crate::exchange::draft::table::Cells;

/// A contract as a row gives it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contract {
    /// Revenue a year: a figure, with its currency where known.
    pub arr: Option<String>,
    /// First day.
    pub start: Option<Day>,
    /// Last day.
    pub end: Option<Day>,
    /// Whether the row says that it was cancelled.
    pub churned: bool,
    /// When, if it says so.
    pub churned_on: Option<Day>,
    /// Why, if it says so.
    pub reason: Option<String>,
    /// Further fields of the subscription.
    pub terms: Values,
    /// What is paid for.
    pub product: Option<String>,
}

/// Words that mean a contract or customer is gone.
pub fn is_churn_word(folded: &str) -> bool {
    matches!(
        folded,
        "churned"
            | "churn"
            | "cancelled"
            | "canceled"
            | "terminated"
            | "lost"
            | "expired"
            | "ended"
            | "inactive"
            | "former"
            | "formercustomer"
            | "lostcustomer"
            | "gekundigt"
    )
}

impl Contract {
    /// Reads the contract columns of a row.
    pub fn read(cells: &Cells<'_>) -> Result<Contract, String> {
        let (start, end) = (cells.day("start")?, cells.day("end")?);
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            return Err(format!("ends on {end}, before it starts on {start}"));
        }
        let trial = cells.flag("trial")? == Some(true);
        let arr = if trial { Some("0".to_owned()) } else { revenue(cells, start, end)? };
        let flag = cells.flag("churned")?;
        let gone = is_churn_word(&cells.word("status")?);
        let mut terms = Values::new();
        for key in ["seats", "term", "auto_renew", "notice"] {
            cells.put(&mut terms, key, key)?;
        }
        let churned_on = cells.day("churn_date")?;
        Ok(Contract {
            arr,
            start,
            end,
            churned: flag.unwrap_or(gone),
            churned_on,
            reason: cells.get("reason")?,
            terms,
            product: cells.get("product")?,
        })
    }

    /// The day on which it ended for good, if it did and the row says when.
    pub fn ended(&self) -> Option<Day> {
        self.churned_on.or(self.end).filter(|_| self.churned)
    }

    /// The subscription, where revenue is known, and the renewal at its end, for a row that is about something else.
    pub fn parts(&self, line: u64) -> Vec<Draft> {
        match self.subscription(line) {
            Some(mut subscription) => {
                subscription.natural.push_str("subscription");
                vec![subscription]
            }
            None => self.renewal(line).into_iter().collect(),
        }
    }

    /// The subscription with its renewal, where revenue is known.
    pub fn subscription(&self, line: u64) -> Option<Draft> {
        let mut draft = Draft::new(line, Kind::Subscription);
        draft.values.push(("arr", self.arr.clone()?));
        match &self.product {
            Some(product) => draft.values.push(("product", product.clone())),
            None => draft.defaults.push(("product", "Subscription".to_owned())),
        }
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        draft.values.extend([("start", day(self.start)), ("end", day(self.end)), ("ended", day(self.ended()))]);
        draft.values.extend(self.terms.iter().cloned());
        draft.parts.extend(self.renewal(line));
        Some(draft)
    }

    fn renewal(&self, line: u64) -> Option<Draft> {
        let due = self.end.or(self.ended())?;
        let mut draft = Draft::new(line, Kind::Renewal);
        draft.natural.push_str("renewal");
        draft.values.push(("due", due.to_string()));
        if let Some(ended) = self.ended() {
            draft.values.extend([
                ("outcome", "churned".to_owned()),
                ("settled", ended.to_string()),
                ("stage", "closed".to_owned()),
                ("reason", self.reason.clone().unwrap_or_default()),
            ]);
        }
        Some(draft)
    }
}

/// Revenue a year: ARR, else twelve times MRR, else the contract's value spread over its years.
fn revenue(cells: &Cells<'_>, start: Option<Day>, end: Option<Day>) -> Result<Option<String>, String> {
    if let Some(arr) = cells.get("arr")? {
        return Ok(Some(arr));
    }
    if let Some(mrr) = cells.get("mrr")? {
        return Ok(times(&mrr, 12, 1));
    }
    let Some(value) = cells.get("value")? else { return Ok(None) };
    let span = start.zip(end).map_or(12, |(start, end)| (i64::from(end.since(start)) * 12 + 182) / 365);
    let term = cells.get("term")?.and_then(|term| term.parse::<i64>().ok());
    let months = term.unwrap_or(span);
    Ok(if months >= 14 { times(&value, 12, months) } else { Some(value) })
}

/// A figure, with or without a currency behind it, times a fraction; exact to four decimals.
pub fn times(figure: &str, by: i64, over: i64) -> Option<String> {
    let (number, currency) = figure.split_once(' ').unwrap_or((figure, ""));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{part:0<4.4}");
    let scaled = digits.parse::<i128>().ok()? * i128::from(by);
    let over = i128::from(over.max(1));
    let result = (scaled + over / 2) / over;
    let (whole, part) = (result / 10_000, result % 10_000);
    if currency.is_empty() {
        let text = format!("{whole}.{part:04}");
        Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
    } else {
        crate::exchange::amount::money_text(&format!("{whole}.{part:04}"), currency.parse().ok()?)
    }
}

/// Reads a subscription row.
pub fn draft(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let contract = Contract::read(cells)?;
    if contract.churned && contract.ended().is_none() {
        return Err(Refusal::Reject("is cancelled, but not when: give it an end or cancellation date".to_owned()));
    }
    let Some(mut draft) = contract.subscription(cells.row.line) else {
        return Err(Refusal::Reject("has no revenue: ARR, MRR or contract value".to_owned()));
    };
    draft.external = cells.get("id")?;
    draft.account = cells.account()?;
    draft.contact = cells.person()?;
    let start = contract.start.map(|day| day.to_string()).unwrap_or_default();
    draft.natural = format!("{} {start}", contract.product.unwrap_or_default());
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_exactly() {
        for (figure, by, over, want) in [
            ("2786", 12, 1, "33432"),
            ("0.1", 12, 1, "1.2"),
            ("99.99 EUR", 12, 1, "1199.88 EUR"),
            ("36000", 12, 36, "12000"),
            ("100", 12, 18, "66.6667"),
            ("1000 JPY", 12, 18, "667 JPY"),
            ("0", 12, 1, "0"),
        ] {
            assert_eq!(times(figure, by, over).as_deref(), Some(want), "{figure}");
        }
    }
}
