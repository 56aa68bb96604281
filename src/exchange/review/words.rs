//! What all reports of a week say alike: rows of figures, lines of lists.

use crate::domain::phrase::minutes;
use crate::domain::review::figure::{Amount, FigureLine};
use crate::domain::review::page::{SlippedLine, Suggestion, WeekPage};
use crate::domain::review::time::{Fit, TimeLine};
use crate::domain::review::told;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, short};

/// The cells of a figure behind its name: this week, change, last week, mean of four, quarter, target. Empty where there is
/// none.
pub fn figures(line: &FigureLine, home: Currency) -> [String; 6] {
    let amount = |one: Option<Amount>| one.map(|one| told::amount(one, line.figure.unit(), home)).unwrap_or_default();
    let target = told::target(line, home);
    let target = match told::reached(line) {
        Some(part) => format!("{target} ({})", told::share(part)),
        None => target,
    };
    let change = told::change(line, home);
    [amount(line.this), change, amount(line.last), amount(line.average), amount(line.quarter), target]
}

/// What the week is called, with its days.
pub fn title(page: &WeekPage) -> String {
    let (first, last) = (page.week.first.date(), page.week.last().date());
    format!(
        "Week {} of {}: {} to {}",
        page.week.number,
        page.week.year,
        first.format("%-d %b"),
        last.format("%-d %b %Y")
    )
}

/// As of when it is.
pub fn as_of(page: &WeekPage) -> String {
    let day = page.as_of.date().format("%A, %-d %B %Y");
    let stood = if page.stood.is_some() { ", as it stood then" } else { "" };
    format!("{}: facts up to {day}{stood}. Money in {}.", page.quarter_name, page.home)
}

/// A day with its weekday.
pub fn day(day: Day) -> String {
    day.date().format("%a %-d %b").to_string()
}

/// A text with the name of its account behind it.
pub fn of(what: &str, account: &str) -> String {
    if account.is_empty() { what.to_owned() } else { format!("{what} ({account})") }
}

/// What is best done about a slipped task, and why.
pub fn suggestion(line: &SlippedLine) -> String {
    let what = match line.suggestion {
        Suggestion::Today => "do it today".to_owned(),
        Suggestion::Move(to) => format!("move to {}", day(to)),
        Suggestion::Drop => "drop it".to_owned(),
    };
    if line.reason.is_empty() { what } else { format!("{what}: {}", line.reason) }
}

/// The two shares of a line of minutes, as a sentence part.
pub fn shares(line: &TimeLine) -> String {
    let part = |share: Option<f64>| share.map_or_else(|| "none".to_owned(), told::share);
    format!("{} of the time, {} of the value", part(line.minute_share), part(line.value_share()))
}

/// Minutes, or a dash where none were logged.
pub fn spent(line: &TimeLine) -> String {
    if line.minutes == 0 { "0m".to_owned() } else { minutes::print(line.minutes) }
}

/// The word on the two shares; empty where they fit.
pub fn fit(line: &TimeLine) -> &'static str {
    if line.fit == Fit::Fair { "" } else { line.fit.word() }
}

/// Home money as people say it.
pub fn money(minor: i64, page: &WeekPage) -> String {
    short(minor, page.home)
}
