//! Lines and words that several sections write.

use crate::domain::value::day::Day;
use crate::domain::value::text::{Text, fit, pad, shown, width};
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A text on the left and a figure on the right of a line.
pub fn pair(left: &str, right: &str, cells: usize, theme: &Theme) -> Line<'static> {
    let room = cells.saturating_sub(width(right) + 1);
    let right = fit(right, cells.saturating_sub(1), theme.ellipsis()).into_owned();
    Line::from(vec![Span::raw(pad(&shown(left), room, theme.ellipsis())), Span::raw(format!(" {right}"))])
}

/// A text in one style, cut to a width.
pub fn cut(text: &str, cells: usize, style: Style, theme: &Theme) -> Line<'static> {
    Line::styled(fit(text, cells, theme.ellipsis()).into_owned(), style)
}

/// `09 Nov`, six cells whatever the day.
pub fn day_month(day: Day) -> String {
    day.date().format("%d %b").to_string()
}

/// `09 Nov`, or `Nov 25` of another year.
pub fn month_day(day: Day, today: Day) -> String {
    let format = if day.ymd().0 == today.ymd().0 { "%d %b" } else { "%b %y" };
    day.date().format(format).to_string()
}

/// `9 Nov 2026`: a day without a doubt.
pub fn full_day(day: Day) -> String {
    day.date().format("%a %-d %b %Y").to_string()
}

/// How far a day is, in words: `in 12d`, `today`, `3d ago`.
pub fn away(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {days}d"),
        days => format!("{}d ago", days.unsigned_abs()),
    }
}

/// A text that may be missing.
pub fn optional(text: Option<&Text>) -> String {
    text.map(|text| text.shown().into_owned()).unwrap_or_default()
}

/// How somebody feels, in one cell and its colour.
pub fn mood(sentiment: Option<crate::domain::record::contact::Sentiment>, theme: &Theme) -> (&'static str, Style) {
    use crate::domain::record::contact::Sentiment;
    match sentiment {
        Some(Sentiment::Positive) => ("+", theme.green),
        Some(Sentiment::Neutral) => ("=", theme.dim),
        Some(Sentiment::Negative) => ("-", theme.red),
        None => (" ", Style::new()),
    }
}
