//! Paints the palette: the line, and under it the entries that it finds, or what it comes to.

use crate::domain::jump::index::Role;
use crate::domain::jump::marks::shown_marks;
use crate::domain::query::fault::QueryError;
use crate::domain::value::text::{fit, pad, width};
use crate::input::command::Command;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::modals::jump::marked;
use crate::tui::modals::meaning::preview::Sight;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::prompt::offered;
use crate::tui::modals::typing_line;
use crate::tui::palette::entry::Entry;
use crate::tui::palette::line::{example, spoken};
use crate::tui::palette::state::{Palette, Said};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What the palette is painted with besides the screen.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What lines are read with.
    pub sight: Sight<'a>,
    /// Why the filter in the line cannot be read.
    pub fault: Option<&'a QueryError>,
    /// What was last said of it: why Enter did nothing.
    pub refused: &'a str,
}

impl Palette {
    /// Paints the popup; gives where the cursor stands.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, around: Around<'_>) -> Position {
        let across = screen.width.saturating_sub(8).clamp(72, 110);
        let height = (screen.height * 2 / 3).clamp(12, 26);
        let title =
            if self.scope.is_empty() { ": command".to_owned() } else { format!(": command   on {}", self.scope) };
        let inner = open(paint, buf, screen, (across, height), Spot::Middle, &title);
        let position = typing_line::draw(paint, buf, Rect { height: 1, ..inner }, &self.input, &[]);
        let body = Rect { y: inner.y + 2, height: inner.height.saturating_sub(3), ..inner };
        let last = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner };
        if matches!(self.said, Said::Letters | Said::View) {
            self.draw_entries(paint, buf, body);
        } else {
            self.draw_meaning(paint, buf, body, around);
        }
        let theme = paint.theme;
        if around.refused.is_empty() {
            let example = self.example();
            let text = if example.is_empty() { String::new() } else { format!("e.g. {example}") };
            paint.text(buf, last.x + 2, last.y, last.width.saturating_sub(3), &text, theme.dim);
        } else {
            paint.text(
                buf,
                last.x + 2,
                last.y,
                last.width.saturating_sub(3),
                &theme.plain(around.refused),
                theme.yellow,
            );
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        paint.foot(buf, area, " enter run  tab complete  up earlier lines  esc close ");
        position
    }

    fn example(&self) -> &'static str {
        match &self.said {
            Said::Letters | Said::View => self.here().map_or("", Entry::example),
            Said::Line(asked) => example(asked.command),
            Said::Aimed(command, _) => example(*command),
            _ => "",
        }
    }

    fn draw_entries(&mut self, paint: Paint<'_>, buf: &mut Buffer, list: Rect) {
        let theme = paint.theme;
        self.height = usize::from(list.height);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(self.height));
        let rows: Vec<(usize, &Entry)> = self.shown().enumerate().skip(self.top).take(self.height).collect();
        let name_cells = rows.iter().map(|(_, entry)| width(&entry.name)).max().unwrap_or_default().clamp(16, 28);
        let key_cells = rows.iter().map(|(_, entry)| width(&entry.keys)).max().unwrap_or_default().clamp(3, 9);
        for ((n, entry), y) in rows.iter().zip(list.top()..list.bottom()) {
            let here = *n == self.at;
            // Dimmed words reversed would be patches.
            let quiet = if here { Style::new() } else { theme.dim };
            let met = self.met(*n);
            let places = met.iter().find(|met| met.role == Role::Name).map(|met| met.places.as_slice());
            let marks = shown_marks(&entry.name, places.unwrap_or_default());
            let able = entry.why_not.is_none();
            let name = fit(&entry.name, name_cells, theme.ellipsis());
            let mut spans = marked(&name, &marks, if able { Style::new() } else { quiet });
            let used: usize = spans.iter().map(Span::width).sum();
            spans.push(Span::raw(" ".repeat((name_cells + 2).saturating_sub(used))));
            let keys = pad(&entry.keys, key_cells + 2, theme.ellipsis());
            spans.push(Span::styled(keys, if able && !here { theme.accent } else { quiet }));
            let said = entry.why_not.as_ref().map_or_else(|| entry.what.clone(), |why| format!("not here: {why}"));
            spans.push(Span::styled(theme.plain(&said), quiet));
            paint.line(buf, list.x + 2, y, list.width.saturating_sub(3), &Line::from(spans));
            if here {
                paint.text(buf, list.x, y, 1, theme.cursor(), theme.accent);
                paint.select(buf, Rect { x: list.x + 2, y, width: list.width.saturating_sub(2), height: 1 });
            }
        }
        if rows.is_empty() {
            paint.hint(buf, Rect { x: list.x + 1, ..list }, "No command, view or row is called so.");
        }
    }

    /// What the line comes to, and what the word under the cursor may become.
    fn draw_meaning(&mut self, paint: Paint<'_>, buf: &mut Buffer, body: Rect, around: Around<'_>) {
        let theme = paint.theme;
        let cells = usize::from(body.width.saturating_sub(4));
        let told = |text: String, style: Style| wrapped(&theme.plain(&text), cells, style);
        let said = match &self.said {
            Said::Line(asked) => {
                let about = format!("{}   {}", asked.prompt.purpose.verb(), asked.prompt.about);
                let meaning = asked.prompt.meaning(around.sight);
                told(about.trim_end().to_owned(), theme.strong)
                    .into_iter()
                    .chain(asked.prompt.said(&meaning, theme, cells))
                    .collect()
            }
            Said::Aimed(command, aim) => {
                let named =
                    aim.zip(around.sight.sheet).and_then(|(id, sheet)| Some(sheet.account(id)?.name().to_owned()));
                let on = named.unwrap_or_else(|| self.scope.clone());
                let (name, what) = command.row().map(|row| (spoken(row.id), row.what)).unwrap_or_default();
                let head = if on.is_empty() { name } else { format!("{name}   {on}") };
                told(head, theme.strong).into_iter().chain(told(what.to_owned(), theme.dim)).collect()
            }
            Said::Filter(_) => match around.fault {
                Some(fault) => told(fault.to_string(), theme.yellow),
                None => told("enter filters the list".to_owned(), theme.dim),
            },
            Said::Sought(command, _) => {
                let among =
                    if *command == Command::Jump { "accounts, contacts and tasks" } else { "all that was written" };
                told(format!("enter looks for it among {among}"), theme.dim)
            }
            Said::Refused(why) => told(why.clone(), theme.yellow),
            Said::Letters | Said::View => Vec::new(),
        };
        let offered = offered(self.completion.as_ref(), self.chosen, theme, cells);
        let kept = usize::from(body.height).saturating_sub(if offered.is_empty() { 0 } else { offered.len() + 1 });
        let gap = (!offered.is_empty()).then(Line::default);
        let lines = said.iter().take(kept.max(1)).chain(gap.iter()).chain(&offered);
        for (line, y) in lines.zip(body.top()..body.bottom()) {
            paint.line(buf, body.x + 2, y, cells as u16, line);
        }
    }
}
