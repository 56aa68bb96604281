//! Touches, newest first, by quarter.

use crate::domain::record::touch::Touch;
use crate::domain::value::text::{fit, pad, pad_left};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::line::{day_month, month_day, mood};
use crate::tui::page::reel::Reel;
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells from which minutes stand in the line, and from which the person does.
const MINUTES: usize = 44;
const PERSON: usize = 64;

/// The title: how many touches, of which kind, and the key for another.
pub fn title(reel: &Reel, view: &AccountView, key: &str) -> String {
    let kind = reel.kind.map_or("all", |kind| kind.word());
    let of = if reel.kind.is_some() { format!(" of {}", view.touch_count) } else { String::new() };
    let key = if key.is_empty() { String::new() } else { format!("{key} ") };
    format!("Timeline {}{of}   {key}kind: {kind}", reel.total)
}

/// Cells of the day, the kind and the minutes of a touch, which are columns.
pub fn head(cells: usize) -> usize {
    if cells >= MINUTES { 19 } else { 14 }
}

/// The line of a touch.
pub fn line(paint: Paint<'_>, view: &AccountView, touch: &Touch, cells: usize, named: Year) -> Line<'static> {
    let theme = paint.theme;
    let day = paint.now.zone.day(touch.at);
    let day = if named == Year::Above { day_month(day) } else { month_day(day, paint.now.today) };
    let mark = theme.ellipsis();
    let mut head = format!("{} {} ", pad(&day, 6, ""), pad(touch.kind.word(), 7, ""));
    if cells >= MINUTES {
        let minutes = touch.minutes.map(|m| format!("{m}m")).unwrap_or_default();
        head = format!("{head}{} ", pad_left(&minutes, 4, ""));
    }
    let (sign, colour) = mood(touch.sentiment, theme);
    let mut used = head.len() + 2;
    let mut spans = vec![Span::styled(head, theme.dim), Span::styled(format!("{sign} "), colour)];
    if cells >= PERSON {
        let who = person(view, touch).unwrap_or_default();
        let room = if cells >= 84 { 18 } else { 12 };
        spans.push(Span::styled(format!("{} ", pad(&who, room, mark)), theme.dim));
        used += room + 1;
    }
    let text = fit(&touch.text.shown(), cells.saturating_sub(used), mark).into_owned();
    spans.push(Span::styled(text, Style::new()));
    Line::from(spans)
}

/// Who a touch was with, if it is known.
pub fn person(view: &AccountView, touch: &Touch) -> Option<String> {
    let id = touch.contact?;
    view.contacts.iter().find(|contact| contact.id == id).map(|contact| contact.name.shown().into_owned())
}

/// Whether a heading above says the year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Year {
    /// It does.
    Above,
    /// It does not.
    Here,
}

/// The newest touches without a cursor, for the preview.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let title = format!("Timeline {}", view.touch_count);
    if view.touches.is_empty() {
        return Section::text(title, [Line::styled("no touch yet: t logs one", paint.theme.dim)]);
    }
    Section::text(title, view.touches.iter().map(|touch| line(paint, view, touch, cells, Year::Here)))
}
