//! The account under the cursor, beside the list; and the same on a page of its own.

use crate::service::query::AccountView;
use crate::tui::frame::{Focused, Paint};
use crate::tui::page::{self, Section};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Paints the preview. Without a view yet it says so.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, view: Option<&AccountView>, scroll: usize) {
    let Some(view) = view else {
        paint.pane(buf, area, "Preview", Focused::No);
        return;
    };
    let title = format!("{}   {} ARR", view.account.name.shown(), paint.money(view.stake.arr));
    let inner = paint.pane(buf, area, &title, Focused::No);
    let cells = usize::from(inner.width.saturating_sub(2));
    let sections = [
        page::stake(paint, view, cells),
        page::contracts(paint, view, cells),
        page::contacts(paint, view, cells),
        page::tasks(paint, view, cells),
        page::figures(paint, view, cells),
        page::timeline(paint, view, cells),
    ];
    let mut lines: Vec<Line<'static>> = vec![page::identity(paint, view)];
    for section in sections {
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {}", section.title), paint.theme.accent));
        lines.extend(section.lines.into_iter().map(indented));
    }
    column(paint, buf, inner, &lines, scroll);
    if lines.len() > usize::from(inner.height) {
        paint.foot(buf, area, " J K scroll ");
    }
}

/// Paints the page: identity above, two columns of sections under it where there is room, else one.
pub fn page(paint: Paint<'_>, buf: &mut Buffer, area: Rect, view: &AccountView, scroll: usize) {
    paint.line(buf, area.x, area.y, area.width, &page::identity(paint, view));
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if body.height < 4 {
        return;
    }
    let left = if area.width < 100 { body.width / 2 } else { body.width * 45 / 100 };
    let cells = usize::from(left.saturating_sub(2));
    let right = Rect { x: body.x + left, width: body.width - left, ..body };
    let sections = [
        page::stake(paint, view, cells),
        page::contracts(paint, view, cells),
        page::contacts(paint, view, cells),
        page::tasks(paint, view, cells),
        page::figures(paint, view, cells),
    ];
    // A short screen keeps to what is acted upon; w shows the figures as terms.
    let shown = if body.height < 26 { 4 } else { sections.len() };
    let sections = sections.get(..shown).unwrap_or(&sections);
    stack(paint, buf, Rect { width: left, ..body }, sections);
    let timeline = page::timeline(paint, view, usize::from(right.width.saturating_sub(2)));
    let inner = paint.pane(buf, right, &timeline.title, Focused::Yes);
    column(paint, buf, inner, &timeline.lines, scroll);
    let last = (scroll + usize::from(inner.height)).min(timeline.lines.len());
    paint.foot(buf, right, &format!(" {}-{last}/{} ", scroll + 1, view.touch_count));
}

/// Sections one under another: each as high as it needs, shrunk evenly from the largest when there is too little room.
fn stack(paint: Paint<'_>, buf: &mut Buffer, area: Rect, sections: &[Section]) {
    let mut heights: Vec<u16> = sections.iter().map(|section| section.lines.len() as u16 + 2).collect();
    let least = 3;
    while heights.iter().sum::<u16>() > area.height {
        let Some(largest) = heights.iter_mut().max() else { return };
        if *largest <= least {
            break;
        }
        *largest -= 1;
    }
    let mut y = area.y;
    let count = sections.len();
    for (n, (section, mut height)) in sections.iter().zip(heights).enumerate() {
        let room = area.bottom().saturating_sub(y);
        if room < least {
            return;
        }
        height = if n + 1 == count { room } else { height.min(room) };
        let place = Rect { y, height, ..area };
        let inner = paint.pane(buf, place, &section.title, Focused::No);
        column(paint, buf, inner, &section.lines, 0);
        if section.lines.len() > usize::from(inner.height) {
            paint.foot(buf, place, &format!(" +{} ", section.lines.len() - usize::from(inner.height)));
        }
        y += height;
    }
}

fn column(paint: Paint<'_>, buf: &mut Buffer, area: Rect, lines: &[Line<'static>], scroll: usize) {
    for (line, y) in lines.iter().skip(scroll).zip(area.top()..area.bottom()) {
        paint.line(buf, area.x, y, area.width, line);
    }
}

fn indented(line: Line<'static>) -> Line<'static> {
    let mut spans = vec![ratatui::text::Span::raw(" ")];
    let style = line.style;
    spans.extend(line.spans);
    Line { spans, style, ..Line::default() }
}
