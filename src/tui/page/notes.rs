//! The account's own text, and its other names.

use crate::domain::value::text::shown_lines;
use crate::service::query::AccountView;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::Line;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let theme = paint.theme;
    let mut lines: Vec<Line<'static>> = Vec::new();
    for line in shown_lines(view.account.body.raw()) {
        let style = if line.starts_with('#') { theme.strong } else { Style::new() };
        lines.extend(wrapped(&line, cells, style));
    }
    let account = &view.account;
    let mut places: Vec<String> = Vec::new();
    if !account.aliases.is_empty() {
        let names: Vec<String> = account.aliases.iter().map(|alias| alias.shown().into_owned()).collect();
        places.push(format!("also {}", names.join(", ")));
    }
    if !lines.is_empty() && !places.is_empty() {
        lines.push(Line::default());
    }
    for place in places {
        lines.extend(wrapped(&place, cells, theme.dim));
    }
    if lines.is_empty() {
        lines.push(Line::styled("no notes", theme.dim));
    }
    Section::text("Notes", lines)
}
