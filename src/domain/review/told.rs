//! A figure of a week in a few characters, the same on the screen, on paper and in a pipe that people read.

use crate::domain::phrase::minutes;
use crate::domain::record::target::{Measured, Metric};
use crate::domain::review::figure::{Amount, Beside, Figure, FigureLine, Unit};
use crate::domain::value::money::{Currency, short};

/// A number as people say it: whole, or with one decimal where it is a small mean.
fn number(value: f64) -> String {
    if value.fract().abs() < 0.05 || value.abs() >= 10.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// One value in its unit.
fn one(value: f64, unit: Unit, home: Currency) -> String {
    match unit {
        Unit::Count | Unit::Points => number(value),
        Unit::Money => short(value.round() as i64, home),
        Unit::Days => format!("{}d", number(value)),
        Unit::Minutes => minutes::print(value.round().max(0.0) as u32),
    }
}

/// An amount with what it is a part of, or with what is told beside it: `12/42`, `2 140k`.
pub fn amount(amount: Amount, unit: Unit, home: Currency) -> String {
    let value = one(amount.value, unit, home);
    if let Some(of) = amount.of {
        return format!("{value}/{}", one(of, unit, home));
    }
    match amount.beside {
        Some(Beside::Money(minor)) if minor != 0 => format!("{value} {}", short(minor, home)),
        Some(Beside::Days(days)) if amount.value > 0.0 => format!("{value} {}d", number(days)),
        _ => value,
    }
}

/// A share in percent.
pub fn share(part: f64) -> String {
    if part > 0.0 && part < 0.005 { "<1%".to_owned() } else { format!("{:.0}%", part * 100.0) }
}

/// What has changed since the week before: the difference, of shares in points. Empty where there is nothing to compare.
pub fn change(line: &FigureLine, home: Currency) -> String {
    let (Some(this), Some(last)) = (line.this, line.last) else { return String::new() };
    let told = |more: f64| match this.of {
        Some(_) => format!("{more:.0}pt"),
        None => one(more, line.figure.unit(), home),
    };
    let more = match this.share().zip(last.share()) {
        Some((this, last)) => (this - last) * 100.0,
        None => this.value - last.value,
    };
    let text = told(more.abs());
    match more {
        _ if text == told(0.0) => "=".to_owned(),
        more if more > 0.0 => format!("+{text}"),
        _ => format!("-{text}"),
    }
}

/// The part of the quarter's target that is reached so far; none without a target.
pub fn reached(line: &FigureLine) -> Option<f64> {
    let (quarter, target) = (line.quarter?, line.target.filter(|target| *target > 0.0)?);
    match quarter.of {
        // The target of a part is in percent.
        Some(_) => quarter.share().map(|share| share * 100.0 / target),
        None => Some(quarter.value / target),
    }
}

/// A target in the unit of its figure, in percent where the figure is a part.
pub fn target(line: &FigureLine, home: Currency) -> String {
    line.target.map(|target| goal(line.figure, target, home)).unwrap_or_default()
}

/// What a figure is to reach, as its target is told.
pub fn goal(figure: Figure, goal: f64, home: Currency) -> String {
    match Metric::measure(figure) {
        Measured::Percent => format!("{}%", number(goal)),
        Measured::Money | Measured::Count => one(goal, figure.unit(), home),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(this: Amount, last: Amount, figure: Figure) -> FigureLine {
        let (this, last) = (Some(this), Some(last));
        FigureLine { figure, this, last, average: None, quarter: this, target: Some(50.0), basis: String::new() }
    }

    #[test]
    fn amounts_are_short() {
        let usd = Currency::USD;
        let beside = |value, beside| Amount { beside: Some(beside), ..Amount::plain(value) };
        for (given, unit, want) in [
            (Amount::plain(14.0), Unit::Count, "14"),
            (Amount::plain(4.25), Unit::Count, "4.2"),
            (Amount::plain(21.75), Unit::Count, "22"),
            (Amount::part(12.0, 42.0), Unit::Count, "12/42"),
            (Amount::part(190_000_000.0, 420_000_000.0), Unit::Money, "1.9M/4.2M"),
            (beside(2.0, Beside::Money(14_000_000)), Unit::Count, "2 140k"),
            (beside(0.0, Beside::Money(0)), Unit::Count, "0"),
            (beside(3.0, Beside::Days(6.0)), Unit::Count, "3 6d"),
            (Amount::plain(16.0), Unit::Days, "16d"),
            (Amount::plain(320.0), Unit::Minutes, "5h20"),
            (Amount::plain(45.0), Unit::Minutes, "45m"),
        ] {
            assert_eq!(amount(given, unit, usd), want);
        }
    }

    #[test]
    fn changes_are_told_with_their_sign() {
        let usd = Currency::USD;
        for (this, last, figure, want) in [
            (Amount::plain(14.0), Amount::plain(11.0), Figure::TasksDone, "+3"),
            (Amount::plain(4.0), Amount::plain(5.0), Figure::TasksSlipped, "-1"),
            (Amount::plain(4.0), Amount::plain(4.0), Figure::TasksSlipped, "="),
            (Amount::part(12.0, 42.0), Amount::part(1.0, 42.0), Figure::AccountsTouched, "+26pt"),
            (Amount::plain(16.0), Amount::plain(14.0), Figure::MedianIdle, "+2d"),
            (Amount::part(190.0, 420.0), Amount::part(200.0, 420.0), Figure::ArrTouched, "-2pt"),
            (Amount::part(100.0, 200.0), Amount::part(101.0, 201.0), Figure::CoverageArr, "="),
            (Amount::plain(5.6), Amount::plain(6.0), Figure::Ces, "-0.4"),
            (Amount::part(8.0, 10.0), Amount::part(7.0, 10.0), Figure::Csat, "+10pt"),
            (Amount::part(7.0, 10.0), Amount::part(8.0, 10.0), Figure::Csat, "-10pt"),
            (Amount::part(8.0, 10.0), Amount::part(4.0, 5.0), Figure::Csat, "="),
        ] {
            assert_eq!(change(&line(this, last, figure), usd), want, "{figure}");
        }
        let half = line(Amount::part(12.0, 48.0), Amount::part(1.0, 48.0), Figure::AccountsTouched);
        assert_eq!((reached(&half), target(&half, usd)), (Some(0.5), "50%".to_owned()));
        assert_eq!(share(0.001), "<1%");
    }
}
