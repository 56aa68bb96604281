//! Steps of revenue become movements: what a step was depends on what else its account paid at the time.

use crate::domain::record::meta::Meta;
use crate::domain::record::movement::{Movement, MovementKind, MovementSource};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, MovementId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::Text;
use ulid::Ulid;

/// A movement before it has an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovementDraft {
    /// Whose revenue.
    pub account: AccountId,
    /// Of which subscription.
    pub subscription: SubscriptionId,
    /// First day on which it counts.
    pub day: Day,
    /// Revenue a year more or less.
    pub delta: Money,
    /// Money for the rest of the term, where its end is known.
    pub amount: Option<Money>,
    /// What it was.
    pub kind: MovementKind,
    /// Why.
    pub reason: Option<Text>,
    /// Day on which notice came in.
    pub notice_on: Option<Day>,
    /// Where it is known from.
    pub source: MovementSource,
}

impl MovementDraft {
    /// The row, made now.
    pub fn row(self, id: Ulid, at: Moment) -> Movement {
        Movement {
            id: MovementId(id),
            meta: Meta::made(at),
            account: self.account,
            subscription: Some(self.subscription),
            day: self.day,
            delta: self.delta,
            amount: self.amount,
            kind: self.kind,
            reason: self.reason,
            notice_on: self.notice_on,
            source: self.source,
        }
    }
}

/// A step of the revenue of one subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub subscription: SubscriptionId,
    pub day: Day,
    pub delta: Money,
    pub amount: Option<Money>,
    pub price: bool,
    /// What it was, where that is known and not to be told anew.
    pub kind: Option<MovementKind>,
    pub reason: Option<Text>,
    pub notice_on: Option<Day>,
}

impl Step {
    /// A step without a word about it.
    pub fn new(subscription: SubscriptionId, day: Day, delta: Money) -> Step {
        Step { subscription, day, delta, amount: None, price: false, kind: None, reason: None, notice_on: None }
    }
}

/// What an account pays, currency by currency.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Paid(Vec<(Currency, i64)>);

impl Paid {
    fn add(&mut self, delta: Money) {
        match self.0.iter_mut().find(|(currency, _)| *currency == delta.currency) {
            Some((_, minor)) => *minor = minor.saturating_add(delta.minor),
            None => self.0.push((delta.currency, delta.minor)),
        }
    }

    fn is_none(&self) -> bool {
        self.0.iter().all(|(_, minor)| *minor <= 0)
    }
}

/// Tells what steps were for their account, beside the movements that it has already. A customer that is back within
/// `gap` days never left: its last step is a contraction and its next an expansion.
pub(super) fn told(
    account: AccountId,
    ledger: &[Movement],
    steps: Vec<Step>,
    gap: i32,
    source: MovementSource,
) -> Vec<MovementDraft> {
    // What comes in on a day comes before what goes out on it: a contract replaced on the day leaves no hole.
    let mut line: Vec<(Day, bool, Money, Option<Step>)> =
        ledger.iter().map(|row| (row.day, row.delta.minor < 0, row.delta, None)).collect();
    line.extend(steps.into_iter().map(|step| (step.day, step.delta.minor < 0, step.delta, Some(step))));
    line.sort_by_key(|(day, out, _, _)| (*day, *out));
    let next_in: Vec<Option<Day>> = (0..line.len())
        .map(|at| line.iter().skip(at + 1).find(|(_, out, _, _)| !out).map(|(day, _, _, _)| *day))
        .collect();
    let near = |from: Day, to: Day| to.since(from) <= gap.max(1);
    let (mut paid, mut ever, mut left) = (Paid::default(), false, None);
    let mut drafts = Vec::new();
    for ((day, out, delta, step), next) in line.into_iter().zip(next_in) {
        let idle = paid.is_none();
        paid.add(delta);
        let kind = match (out, idle, left) {
            _ if step.as_ref().is_some_and(|step| step.price) => MovementKind::Price,
            (true, _, _) if !paid.is_none() || next.is_some_and(|next| near(day, next)) => MovementKind::Contraction,
            (true, _, _) => MovementKind::Churn,
            (false, true, _) if !ever => MovementKind::New,
            (false, true, Some(left)) if !near(left, day) => MovementKind::Reactivation,
            (false, _, _) => MovementKind::Expansion,
        };
        ever |= !out;
        if out && paid.is_none() {
            left = Some(day);
        }
        if let Some(step) = step {
            drafts.push(MovementDraft {
                account,
                subscription: step.subscription,
                day,
                delta,
                amount: step.amount,
                kind: step.kind.unwrap_or(kind),
                reason: step.reason,
                notice_on: step.notice_on,
                source,
            });
        }
    }
    drafts
}

/// Money for the days from one to another, both paid, at so much a year: whole months by twelfths, the rest by days of
/// a year of 365; half units away from zero. The last day that is kept has none after it, and so is not paid.
pub fn billed(yearly: Money, from: Day, to: Day) -> Option<Money> {
    let past = to.plus_days(1);
    if past <= from {
        return None;
    }
    let ((year, month, _), (past_year, past_month, _)) = (from.ymd(), past.ymd());
    let begun = (past_year - year) * 12 + past_month.cast_signed() - month.cast_signed();
    let months = if from.plus_months(begun) > past { begun - 1 } else { begun };
    let rest = past.since(from.plus_months(months));
    let share = i128::from(months) * 365 + i128::from(rest) * 12;
    let scaled = i128::from(yearly.minor) * share;
    let half = if scaled < 0 { -(12 * 365) / 2 } else { 12 * 365 / 2 };
    let minor = i64::try_from((scaled + half) / (12 * 365)).ok()?;
    Some(Money::new(minor, yearly.currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bills_the_rest_of_a_term() {
        for (yearly, from, to, want) in [
            (12_000, "2026-01-01", "2026-12-31", 12_000),
            (12_000, "2024-01-01", "2024-12-31", 12_000),
            (12_000, "2026-01-01", "2028-12-31", 36_000),
            (12_000, "2026-07-01", "2026-12-31", 6_000),
            (-12_000, "2026-12-01", "2026-12-31", -1_000),
            (3_650, "2026-12-22", "2026-12-31", 100),
            (12_000, "2026-01-31", "2026-02-27", 1_000),
            (12_000, "9999-01-31", "9999-12-30", 11_000),
            (12_000, "9999-01-31", "9999-12-31", 11_000),
            (12_000, "1999-12-31", "9999-12-31", 96_000_000),
        ] {
            let found = billed(Money::new(yearly, Currency::USD), from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(found.map(|money| money.minor), Some(want), "{yearly} from {from} to {to}");
        }
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(billed(Money::new(1, Currency::USD), day("2026-01-02"), day("2026-01-01")), None);
    }
}
