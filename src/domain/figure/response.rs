//! How fast customers who ask get their first answer, and how many were helped. What nobody answered has no time yet, and
//! is counted beside.

use crate::domain::record::feedback::Feedback;
use crate::domain::value::day::Moment;

/// Milliseconds of an hour.
const HOUR: f64 = 3_600_000.0;

/// First answers to what was asked in a period.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Response {
    /// Asked.
    pub asked: u32,
    /// Of them settled.
    pub resolved: u32,
    /// Of them without an answer, past the target.
    pub overdue: u32,
    /// Of them answered within the target.
    pub within: u32,
    /// Hours to the first answer, the shortest first.
    hours: Vec<f64>,
}

impl Response {
    /// Answered.
    pub fn answered(&self) -> usize {
        self.hours.len()
    }

    /// The middle of the hours to a first answer.
    pub fn median(&self) -> Option<f64> {
        let (middle, odd) = (self.hours.len() / 2, self.hours.len() % 2 == 1);
        let upper = *self.hours.get(middle)?;
        if odd { Some(upper) } else { self.hours.get(middle.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper)) }
    }

    /// The share answered within the target, of those answered and those that wait past it. Whoever asked just now has
    /// neither.
    pub fn on_time(&self) -> Option<f64> {
        let judged = self.hours.len() + self.overdue as usize;
        (judged > 0).then(|| f64::from(self.within) / judged as f64)
    }
}

/// Reckons what was asked in a period, as it stood at a moment, by a target in hours: complaints, requests and offers, and
/// whatever else got an answer.
pub fn response<'a>(rows: impl IntoIterator<Item = &'a Feedback>, target_hours: u32, now: Moment) -> Response {
    let mut found = Response::default();
    let target = f64::from(target_hours);
    for row in rows.into_iter().filter(|row| row.kind.asks() || row.is_detractor() || row.answered.is_some()) {
        let hours = |until: Moment| until.0.saturating_sub(row.at.0) as f64 / HOUR;
        let before = |at: &Moment| *at <= now;
        found.asked += 1;
        found.resolved += u32::from(row.resolved.is_some_and(|at| before(&at)));
        // Whoever was helped at once got no other answer first.
        match row.answered.or(row.resolved).filter(before) {
            Some(at) => {
                let hours = hours(at).max(0.0);
                found.within += u32::from(hours <= target);
                found.hours.push(hours);
            }
            None => found.overdue += u32::from(hours(now) > target),
        }
    }
    found.hours.sort_by(f64::total_cmp);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::feedback::FeedbackKind;
    use crate::domain::record::meta::Meta;
    use crate::domain::value::id::{AccountId, FeedbackId};
    use crate::domain::value::milli::Milli;
    use ulid::Ulid;

    /// Asked at an hour, answered and settled at others.
    fn ask(kind: FeedbackKind, at: i64, answered: Option<i64>, resolved: Option<i64>) -> Feedback {
        let hour = |hour: i64| Moment(hour * 3_600_000);
        let said = Feedback::said(FeedbackId(Ulid(1)), Meta::made(Moment(1)), AccountId(Ulid(2)), kind, hour(at));
        Feedback { answered: answered.map(hour), resolved: resolved.map(hour), ..said }
    }

    #[test]
    fn by_hand() {
        let now = Moment(100 * 3_600_000);
        let rows = [
            ask(FeedbackKind::Complaint, 0, Some(2), Some(50)),
            ask(FeedbackKind::Request, 10, Some(40), None),
            ask(FeedbackKind::Request, 10, None, Some(20)),
            ask(FeedbackKind::Complaint, 20, None, None),
            ask(FeedbackKind::Complaint, 99, None, None),
            ask(FeedbackKind::Quote, 0, None, None),
            ask(FeedbackKind::Nps, 0, None, None),
        ];
        let found = response(&rows, 24, now);
        // 2 h, 10 h and 30 h; one waits 80 h, one an hour.
        assert_eq!((found.asked, found.answered(), found.resolved, found.overdue, found.within), (5, 3, 2, 1, 2));
        assert_eq!((found.median(), found.on_time()), (Some(10.0), Some(0.5)));
        let two = response(&rows[..2], 24, now);
        assert_eq!((two.median(), two.on_time()), (Some(16.0), Some(0.5)));
        let none = response(&[], 24, now);
        assert_eq!((none.median(), none.on_time(), none.asked), (None, None, 0));
        let fresh = response(&rows[4..5], 24, now);
        assert_eq!((fresh.median(), fresh.on_time(), fresh.asked), (None, None, 1));
    }

    #[test]
    fn a_detractor_asks_for_an_answer() {
        let low = Feedback { score: Some(Milli::whole(3)), ..ask(FeedbackKind::Nps, 0, Some(5), None) };
        let high = Feedback { score: Some(Milli::whole(9)), answered: None, ..low.clone() };
        let found = response([&low, &high], 4, Moment(100 * 3_600_000));
        assert_eq!((found.asked, found.median(), found.on_time()), (1, Some(5.0), Some(0.0)));
    }
}
