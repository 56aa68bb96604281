//! The account under the cursor, beside the list: the sections of its page, one under another.

use crate::service::query::AccountView;
use crate::tui::frame::{Focused, Paint};
use crate::tui::page::section::Section;
use crate::tui::page::{contacts, contracts, deals, figures, identity, item, notes, stake, tasks, timeline};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Lines of a section before the next one has its turn.
const MOST: usize = 12;

/// Where the touches stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Touches {
    /// Among the sections.
    Here,
    /// In a column of their own.
    Apart,
}

/// Paints the preview. Without a view yet it says so.
pub fn draw(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    view: Option<&AccountView>,
    scroll: usize,
    touches: Touches,
) {
    let Some(view) = view else {
        paint.pane(buf, area, "Preview", Focused::No);
        return;
    };
    let inner = paint.pane(buf, area, &view.account.name.shown(), Focused::No);
    let cells = usize::from(inner.width.saturating_sub(3));
    let mut lines: Vec<Line<'static>> = identity::lines(paint, view, usize::from(inner.width), 3);
    for section in sections(paint, view, cells, touches) {
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {}", section.title), paint.theme.accent));
        let more = section.rows.len().saturating_sub(MOST);
        lines.extend(section.rows.into_iter().take(MOST).map(|row| indented(row.line)));
        if more > 0 {
            lines.push(Line::styled(format!("  {more} more"), paint.theme.dim));
        }
    }
    for (line, y) in lines.iter().skip(scroll).zip(inner.top()..inner.bottom()) {
        paint.line(buf, inner.x, y, inner.width, line);
    }
    if lines.len() > usize::from(inner.height) {
        paint.foot(buf, area, " J K scroll ");
    }
}

/// The sections, what is acted upon first.
fn sections(paint: Paint<'_>, view: &AccountView, cells: usize, touches: Touches) -> Vec<Section> {
    let here = (touches == Touches::Here).then(|| timeline::section(paint, view, cells));
    let deals = Some(deals::section(paint, view, cells)).filter(|section| !section.rows.is_empty());
    let mut sections = vec![stake::section(paint, view, cells), contracts::section(paint, view, cells)];
    sections.extend(deals);
    sections.extend([
        contacts::section(paint, view, cells),
        tasks::section(paint, view, &item::tasks(view, &[]), cells),
        figures::section(paint, view, cells),
    ]);
    sections.extend(here);
    sections.push(notes::section(paint, view, cells));
    sections
}

fn indented(line: Line<'static>) -> Line<'static> {
    let mut spans = vec![Span::raw("  ")];
    let style = line.style;
    spans.extend(line.spans);
    Line { spans, style, ..Line::default() }
}
