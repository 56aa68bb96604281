//! How the values of a review are written: the same on the screen, in text and in Markdown.

use crate::domain::phrase::echo::clock;
use crate::domain::record::review::{Decision, OnDay, Verdict};
use crate::domain::review::figure::{Amount, Figure};
use crate::domain::review::page::Suggestion;
use crate::domain::review::told;
use crate::domain::value::day::Day;
use crate::domain::value::money::Currency;
use crate::domain::value::text::shown;

/// What stands for a figure that has nothing to be reckoned on.
pub const NONE: &str = "n/a";

/// A value in full: `14`, `12/42 29%`, `1.9M/4.2M 45%`, `2 140k`, `3 6d`, `16d`.
pub fn amount(figure: Figure, value: Option<Amount>, home: Currency) -> String {
    let Some(value) = value else { return NONE.to_owned() };
    let plain = told::amount(value, figure.unit(), home);
    value.share().map_or(plain.clone(), |share| format!("{plain} {}", percent(share)))
}

/// A value as short as it can be held against another: of a part its share.
pub fn brief(figure: Figure, value: Option<Amount>, home: Currency) -> String {
    match value.and_then(Amount::share) {
        Some(share) => percent(share),
        None => amount(figure, value, home),
    }
}

/// A target in the unit of its figure; percent where the figure is a part.
pub fn target(figure: Figure, goal: f64, home: Currency) -> String {
    told::goal(figure, goal, home)
}

/// A share: `29%`.
pub fn percent(share: f64) -> String {
    told::share(share)
}

/// A suggestion in a word: `today`, `Thu 26`, `drop`.
pub fn suggestion(suggestion: Suggestion) -> String {
    match suggestion {
        Suggestion::Today => "today".to_owned(),
        Suggestion::Move(day) => weekday(day),
        Suggestion::Drop => "drop".to_owned(),
    }
}

/// A day by weekday and number: `Thu 26`.
pub fn weekday(day: Day) -> String {
    format!("{} {}", day.weekday(), day.ymd().2)
}

/// A decision in a few words, safe to print: `moved to Thu 26: call CFO`.
pub fn decision(decision: &Decision) -> String {
    let done = match &decision.verdict {
        Verdict::Keep => "kept".to_owned(),
        Verdict::Done => "done".to_owned(),
        Verdict::Drop => "dropped".to_owned(),
        Verdict::Move(OnDay { day, with: None }) => format!("moved to {day}"),
        Verdict::Move(OnDay { day, with: Some(minute) }) => format!("moved to {day} {}", clock(*minute)),
        Verdict::Snooze(OnDay { day, with: None }) => format!("snoozed until {day}"),
        Verdict::Snooze(OnDay { day, with: Some(why) }) => format!("snoozed until {day}, {}", why.shown()),
        Verdict::Task(line) => format!("task {:?}", shown(line)),
    };
    format!("{done}: {}", decision.title.shown())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::review::figure::Beside;

    #[test]
    fn values_are_written_by_their_unit() {
        let usd = Currency::USD;
        let money = |value, of| Some(Amount { value, of, beside: None });
        let beside = |value, beside| Some(Amount { beside: Some(beside), ..Amount::plain(value) });
        for (figure, value, full, brief_one) in [
            (Figure::TasksDone, Some(Amount::plain(14.0)), "14", "14"),
            (Figure::TasksDone, Some(Amount::plain(1.75)), "1.8", "1.8"),
            (Figure::AccountsTouched, Some(Amount::part(12.0, 42.0)), "12/42 29%", "29%"),
            (Figure::ArrTouched, money(190_000_000.0, Some(420_000_000.0)), "1.9M/4.2M 45%", "45%"),
            (Figure::RenewalsClosed, beside(2.0, Beside::Money(14_000_000)), "2 140k", "2 140k"),
            (Figure::WaitingSales, beside(3.0, Beside::Days(6.5)), "3 6.5d", "3 6.5d"),
            (Figure::MedianIdle, Some(Amount::plain(16.0)), "16d", "16d"),
            (Figure::Minutes, Some(Amount::plain(215.0)), "3h35", "3h35"),
            (Figure::Minutes, Some(Amount::plain(0.0)), "0m", "0m"),
            (Figure::Coverage, None, "n/a", "n/a"),
        ] {
            assert_eq!((amount(figure, value, usd).as_str(), brief(figure, value, usd).as_str()), (full, brief_one));
        }
        assert_eq!(target(Figure::Coverage, 90.0, usd), "90%");
        assert_eq!(target(Figure::Expansion, 5_000_000.0, usd), "50k");
        assert_eq!(target(Figure::ArrTouched, 90.0, usd), "90%", "a share of money is no money");
    }
}
