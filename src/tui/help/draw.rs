//! Paints help: what is looked for, the topics under their headings, and the one under the cursor in full.

use crate::domain::value::text::{pad, width};
use crate::tui::frame::{Paint, wrapped};
use crate::tui::help::state::{Help, Line};
use crate::tui::help::topic::{Section, Topic};
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line as Text, Span};

/// Columns of keys and signs.
const SIGN: usize = 21;

/// Lines for the topic under the cursor in full.
const FULL: u16 = 2;

impl Help {
    /// Paints the popup; gives where the cursor stands.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, refused: &str) -> Position {
        let theme = paint.theme;
        let size = (screen.width.saturating_sub(4).min(110), screen.height.saturating_sub(2).min(40));
        let inner = open(paint, buf, screen, size, Spot::Middle, "Help   type to search");
        let position = typing_line::draw(paint, buf, Rect { height: 1, ..inner }, &self.input, &[]);
        let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(FULL + 2), ..inner };
        let (lines, cursor) = self.lines();
        self.settle(usize::from(list.height), cursor, &lines);
        for ((n, line), y) in lines.iter().enumerate().skip(self.top).zip(list.top()..list.bottom()) {
            match line {
                Line::Heading(section) => {
                    paint.text(buf, list.x + 1, y, list.width.saturating_sub(2), section.heading(), theme.strong);
                }
                Line::Topic(place) => {
                    let Some(topic) = self.topic(*place) else { continue };
                    draw_topic(paint, buf, Rect { y, height: 1, ..list }, topic, n == cursor);
                }
            }
        }
        let under = Rect { y: inner.bottom().saturating_sub(FULL), height: FULL, ..inner };
        let cells = usize::from(under.width.saturating_sub(4));
        let full = if refused.is_empty() {
            let room = usize::from(list.width).saturating_sub(SIGN + 4);
            let cut = self.here().filter(|topic| topic.why_not.is_some() || width(&topic.what) > room);
            cut.map(|topic| wrapped(&theme.plain(&in_full(topic)), cells, theme.dim)).unwrap_or_default()
        } else {
            wrapped(&theme.plain(refused), cells, theme.yellow)
        };
        for (line, y) in full.iter().zip(under.top()..under.bottom()) {
            paint.line(buf, under.x + 2, y, under.width.saturating_sub(4), line);
        }
        if self.is_empty() {
            paint.hint(
                buf,
                Rect { x: list.x + 1, y: list.y + 1, ..list },
                "Nothing of the kind. Fewer letters find more.",
            );
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let place = (self.at + 1).min(self.len());
        paint.foot(buf, area, &format!(" {place}/{}  enter do it  tab next part  esc close ", self.len()));
        position
    }
}

fn draw_topic(paint: Paint<'_>, buf: &mut Buffer, area: Rect, topic: &Topic, here: bool) {
    let theme = paint.theme;
    let able = topic.why_not.is_none();
    // Dimmed words reversed would be patches.
    let quiet = if here || able { Style::new() } else { theme.dim };
    let accent = if here || !able { quiet } else { theme.accent };
    let sign = pad(&topic.sign, SIGN, theme.ellipsis());
    let what = match &topic.why_not {
        Some(why) if topic.section == Section::Elsewhere => format!("{why}: {}", topic.what),
        _ => topic.what.clone(),
    };
    let line = Text::from(vec![Span::styled(sign, accent), Span::raw(" "), Span::styled(theme.plain(&what), quiet)]);
    paint.line(buf, area.x + 2, area.y, area.width.saturating_sub(3), &line);
    if here {
        paint.text(buf, area.x, area.y, 1, theme.cursor(), theme.accent);
        paint.select(buf, Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area });
    }
}

fn in_full(topic: &Topic) -> String {
    match (&topic.why_not, topic.section) {
        (Some(why), _) => format!("{}  (not now: {why})", topic.what),
        (None, Section::Filter) => format!("{}   {}", topic.sign, topic.what),
        (None, _) => topic.what.clone(),
    }
}
