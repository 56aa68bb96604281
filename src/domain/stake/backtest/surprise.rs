//! Losses that the list did not see coming: ninety days before the first word of it the account stood below its upper
//! fifth.

use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;

/// Days before a loss on which the list should have shown it.
pub const LEAD: i32 = 90;
/// The upper part in which it should have stood.
pub const UPPER: f64 = 0.2;

/// A loss, and where its account stood before.
#[derive(Clone, PartialEq, Debug)]
pub struct Foreseen {
    /// Which account.
    pub account: AccountId,
    /// What it is called, safe to print.
    pub name: String,
    /// The first day on which anybody could know.
    pub day: Day,
    /// Revenue that went, home minor units.
    pub lost: i64,
    /// Where it stood, 0 to 1 from the top; none when it was not on the list yet.
    pub place: Option<f64>,
}

impl Foreseen {
    /// Whether the list had it too low.
    pub fn is_surprise(&self) -> bool {
        self.place.is_some_and(|place| place > UPPER)
    }
}

/// The losses of a time, and those that surprised.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Surprise {
    /// Losses whose account was on the list.
    pub losses: usize,
    /// What went with them, home minor units.
    pub lost: i64,
    /// Losses that surprised.
    pub surprises: usize,
    /// What went with those.
    pub surprised: i64,
    /// Losses of accounts that were not on the list yet.
    pub unlisted: usize,
    /// The surprises, the largest first.
    pub rows: Vec<Foreseen>,
}

/// Tells surprises from the rest.
pub fn surprise(losses: Vec<Foreseen>) -> Surprise {
    let mut found = Surprise::default();
    for loss in losses {
        if loss.place.is_none() {
            found.unlisted += 1;
            continue;
        }
        found.losses += 1;
        found.lost = found.lost.saturating_add(loss.lost);
        if loss.is_surprise() {
            found.surprises += 1;
            found.surprised = found.surprised.saturating_add(loss.lost);
            found.rows.push(loss);
        }
    }
    found.rows.sort_by(|a, b| b.lost.cmp(&a.lost).then_with(|| a.name.cmp(&b.name)).then(a.day.cmp(&b.day)));
    found
}
