//! Whether a renewal that was settled had been in danger: one rule for every figure and list that tells of saves. What is
//! dated after the renewal never counts.

use crate::domain::record::account::CallLevel;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::review::facts::{AccountFact, RenewalFact};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use std::fmt;

/// Days before its settlement in which a renewal counts as having been at risk.
pub const RISK_DAYS: i32 = 90;

/// What said that a renewal was in danger.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Danger {
    /// Notice came in.
    Notice(Day),
    /// They said that they would leave.
    Leaving(Day),
    /// The CSM's own call.
    Called(CallLevel, Day),
    /// The CSM's own word on its health.
    Judged(Day),
    /// A red score.
    Red(f64),
}

impl fmt::Display for Danger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Danger::Notice(on) => write!(f, "notice came in on {on}"),
            Danger::Leaving(on) => write!(f, "they said on {on} that they would leave"),
            Danger::Called(CallLevel::Lost, on) => write!(f, "it was called lost on {on}"),
            Danger::Called(_, on) => write!(f, "it was called at risk on {on}"),
            Danger::Judged(on) => write!(f, "it was judged red on {on}"),
            Danger::Red(score) => write!(f, "health was {score:.0}, red"),
        }
    }
}

impl RenewalFact {
    /// What said in the 90 days before that it was in danger, the surest sign first. Notice counts whenever it came.
    pub fn danger(&self, account: &AccountFact) -> Option<Danger> {
        let from = self.day.plus_days(-RISK_DAYS);
        let lately = |day: &Day| (from..=self.day).contains(day);
        let called = || {
            let calls = account.calls.iter().rev().filter(|call| lately(&call.on));
            calls.filter_map(|call| Some((call.value?, call.on))).find(|(level, _)| is_bad(*level))
        };
        let judged = || account.hand.filter(|it| it.band() == Band::Red && it.on <= self.day && it.until >= from);
        self.notice
            .filter(|on| *on <= self.day)
            .map(Danger::Notice)
            .or_else(|| account.leaving.filter(lately).map(Danger::Leaving))
            .or_else(|| called().map(|(level, on)| Danger::Called(level, on)))
            .or_else(|| judged().map(|it| Danger::Judged(it.on)))
            .or_else(|| account.worst(from, self.day).filter(|it| it.round() < account.red_below).map(Danger::Red))
    }

    /// Whether it stayed though it was in danger.
    pub fn is_saved(&self, account: &AccountFact) -> bool {
        self.outcome != RenewalOutcome::Churned && self.danger(account).is_some()
    }
}

fn is_bad(level: CallLevel) -> bool {
    matches!(level, CallLevel::AtRisk | CallLevel::Lost)
}
