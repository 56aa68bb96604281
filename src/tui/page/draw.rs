//! Paints the page: who it is, then its sections, and what the cursor is on. Only lines in sight are made of a timeline.

use crate::domain::value::text::{fit, width};
use crate::service::query::AccountView;
use crate::tui::frame::{Focused, Paint, wrapped};
use crate::tui::page::detail::{Detail, detail};
use crate::tui::page::layout::{self, Cast, Column, Plan, Want};
use crate::tui::page::reel::Shown;
use crate::tui::page::section::{Part, Section};
use crate::tui::page::spot::Spot;
use crate::tui::page::state::Page;
use crate::tui::page::timeline::{self, Year};
use crate::tui::page::{contacts, contracts, deals, figures, goals, identity, links, notes, stake, tasks, voice};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns left of an item: the cursor's mark and a blank.
const MARK: u16 = 2;
/// Columns of an item that show the cursor: a whole reversed row costs a slow line three times as much.
const SELECTED: u16 = 24;

/// What the page is drawn with, beside itself.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Columns from which three columns of sections stand.
    pub wide: u16,
    /// The key that shows another kind of touch.
    pub kind_key: &'a str,
}

/// Which sections a page has.
pub fn cast(page: &Page) -> Cast {
    Cast { focus: page.part, absent: page.absent() }
}

/// Where the sections stand in what is under the title.
pub fn plan(page: &Page, body: Rect, wide: u16, lines: u16) -> Plan {
    let under = Rect { y: body.y + lines, height: body.height.saturating_sub(lines), ..body };
    layout::plan(under, wide, if page.alone { Want::One } else { Want::All }, &cast(page))
}

/// Paints the page under its title.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, body: Rect, page: &mut Page, around: Surroundings<'_>) {
    page.spots.clear();
    let Some(view) = page.view.clone() else { return };
    let most = if body.height < 14 { 1 } else { 2 };
    let lines = identity::lines(paint, &view, usize::from(body.width), most);
    let plan = plan(page, body, around.wide, lines.len() as u16);
    for (line, y) in lines.iter().zip(body.y..body.bottom()) {
        paint.line(buf, body.x, y, body.width, line);
    }
    match plan {
        Plan::Alone(area) => alone(paint, buf, area, page, &view, around),
        Plan::Columns(columns) => {
            for stack in columns {
                if stack.parts == [Part::Timeline] {
                    touches(paint, buf, stack.area, page, &view, around);
                } else {
                    column(paint, buf, &stack, page, &view);
                }
            }
        }
    }
}

/// One section under a strip of names, and what its cursor is on.
fn alone(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    page: &mut Page,
    view: &AccountView,
    around: Surroundings<'_>,
) {
    let theme = paint.theme;
    let parts = layout::Plan::Alone(area).order(&cast(page));
    let names: usize = parts.iter().map(|part| part.word().len() + 1).sum();
    // All names fit on the narrowest screen, without the blank before them if need be.
    let before = if names + 2 < usize::from(area.width) { " " } else { "" };
    let mut spans = vec![Span::raw(before)];
    let mut x = area.x + before.len() as u16;
    for part in parts {
        let word = part.word();
        let (text, style) =
            if part == page.part { (format!("[{word}] "), theme.accent) } else { (format!("{word} "), theme.dim) };
        let wide = text.len() as u16;
        page.spots.push((Rect::new(x, area.y, wide, 1), Spot::Part(part)));
        x += wide;
        spans.push(Span::styled(text, style));
    }
    paint.line(buf, area.x, area.y, area.width, &Line::from(spans));
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if page.part == Part::Timeline {
        touches(paint, buf, area, page, view, around);
        return;
    }
    let inner = area.height.saturating_sub(2);
    let below = if page.items(page.part).is_empty() { 0 } else { layout::detail(inner) };
    let upper = Rect { height: area.height - below - u16::from(below > 0), ..area };
    column(paint, buf, &Column { area: upper, parts: vec![page.part], sharing: Vec::new() }, page, view);
    if below > 0 {
        details(paint, buf, area, below, page, view);
    }
}

/// Sections one under another, between shared borders.
fn column(paint: Paint<'_>, buf: &mut Buffer, stack: &Column, page: &mut Page, view: &AccountView) {
    let (area, parts) = (stack.area, &stack.parts);
    let cells = usize::from(area.width.saturating_sub(2 + MARK));
    let sections: Vec<Section> = parts.iter().map(|part| section(paint, page, view, *part, cells)).collect();
    let wanted: Vec<usize> = sections.iter().map(|section| section.rows.len()).collect();
    let weights: Vec<usize> = parts.iter().map(|part| part.weight()).collect();
    let room = area.height.saturating_sub(parts.len() as u16 + 1);
    let focused = parts.iter().position(|part| *part == page.part);
    let mut y = area.y;
    frame(paint, buf, area);
    for (n, ((part, section), height)) in
        parts.iter().zip(&sections).zip(layout::share(room, &wanted, &weights, focused)).enumerate()
    {
        if y + 1 >= area.bottom() {
            return;
        }
        let focus = if *part == page.part { Focused::Yes } else { Focused::No };
        let top = page.settle(*part, section, usize::from(height));
        let last = (top + usize::from(height)).min(section.rows.len());
        let mut note = if usize::from(height) < section.rows.len() {
            format!("{}-{last}/{}", top + 1, section.rows.len())
        } else {
            String::new()
        };
        if stack.sharing.contains(part) {
            let others = stack.sharing.iter().filter(|other| *other != part).map(|other| other.word());
            let others = others.collect::<Vec<_>>().join(" ");
            let room = usize::from(area.width).saturating_sub(width(&section.title) + 9);
            note = if width(&others) <= room { others } else { format!("{} more", stack.sharing.len() - 1) };
        }
        let edge = Rect { y, height: 1, ..area };
        page.spots.push((Rect { y, height: height + 1, ..area }, Spot::Part(*part)));
        rule(paint, buf, edge, if n == 0 { Edge::Top } else { Edge::Middle }, &section.title, &note, focus);
        let cursor = page.cursor(*part).filter(|_| focus == Focused::Yes).map(|cursor| cursor.at);
        for (row, at) in section.rows.iter().skip(top).zip(y + 1..(y + 1 + height).min(area.bottom() - 1)) {
            let here = row.item.is_some() && row.item == cursor;
            let place = Rect { y: at, height: 1, ..area };
            page.spots.extend(row.item.map(|item| (place, Spot::Item(*part, item))));
            let first = section.span(row.item.unwrap_or_default()).map(|(first, _)| first);
            let head = here && first.is_none_or(|first| section.rows.get(first).is_some_and(|r| std::ptr::eq(r, row)));
            item_line(
                paint,
                buf,
                Rect { y: at, height: 1, ..area },
                &row.line,
                if head { Here::To(reach(&row.line.to_string())) } else { Here::No },
            );
        }
        y += 1 + height;
    }
}

/// Whether the cursor is on a line, and up to which column it is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Here {
    To(u16),
    No,
}

/// A line of a section within its borders.
fn item_line(paint: Paint<'_>, buf: &mut Buffer, edge: Rect, line: &Line<'_>, here: Here) {
    let room = edge.width.saturating_sub(2 + MARK);
    let x = edge.x + 1 + MARK;
    match here {
        Here::No => paint.line(buf, x, edge.y, room, line),
        Here::To(reach) => {
            // One colour under the cursor: reversed ones would make a patchwork.
            paint.line(buf, x, edge.y, room, &Line::raw(line.to_string()));
            paint.text(buf, edge.x + 1, edge.y, 1, paint.theme.cursor(), paint.theme.accent);
            paint.select(buf, Rect { x, y: edge.y, width: reach.min(room), height: 1 });
        }
    }
}

/// Columns that show the cursor: up to the end of a word, for half of one reads as another.
fn reach(text: &str) -> u16 {
    let (mut column, mut end) = (0, 0);
    for word in text.split_inclusive(' ') {
        column += width(word) as u16;
        if column > SELECTED + 1 {
            break;
        }
        end = column.saturating_sub(u16::from(word.ends_with(' ')));
    }
    // A first word that is longer, and a script without blanks, end anywhere.
    if end < SELECTED / 2 { SELECTED } else { end }
}

/// A section's lines at a width.
pub fn section(paint: Paint<'_>, page: &Page, view: &AccountView, part: Part, cells: usize) -> Section {
    match part {
        Part::Stake => stake::section(paint, view, cells),
        Part::Contracts => contracts::section(paint, view, cells),
        Part::Deals => deals::section(paint, view, cells),
        Part::Contacts => contacts::section(paint, view, cells),
        Part::Tasks => tasks::section(paint, view, &page.items(Part::Tasks), cells),
        Part::Figures => figures::section(paint, view, cells),
        Part::Goals => goals::section(paint, view, cells),
        Part::Voice => voice::section(paint, view, cells),
        Part::Notes => notes::section(paint, view, cells),
        Part::Links => links::section(paint, view, cells),
        Part::Timeline => timeline::section(paint, view, cells),
    }
}

/// The timeline, and under it what the cursor of the page is on.
fn touches(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    page: &mut Page,
    view: &AccountView,
    around: Surroundings<'_>,
) {
    let inner = area.height.saturating_sub(2);
    let below = if page.detailed().is_some() { layout::detail(inner) } else { 0 };
    let height = inner.saturating_sub(below + u16::from(below > 0));
    let focus = if page.part == Part::Timeline { Focused::Yes } else { Focused::No };
    frame(paint, buf, area);
    page.spots.push((area, Spot::Part(Part::Timeline)));
    let lines = page.reel.lines(usize::from(height), paint.now.zone, paint.now.today);
    let title = timeline::title(&page.reel, view, around.kind_key);
    let shown = || lines.iter().filter_map(|line| if let Shown::Touch(place) = line { Some(place + 1) } else { None });
    let (first, last) = (shown().next().unwrap_or_default(), shown().next_back().unwrap_or_default());
    let mut note = if page.reel.is_empty() { String::new() } else { format!("{first}-{last}/{}", page.reel.total) };
    // Of what kind the touches are matters more than how far down they are.
    if width(&title) + width(&note) + 8 > usize::from(area.width) {
        note.clear();
    }
    rule(paint, buf, Rect { height: 1, ..area }, Edge::Top, &title, &note, focus);
    let cells = usize::from(area.width.saturating_sub(2 + MARK));
    if page.reel.is_empty() {
        let hint = if page.reel.kind.is_some() { "none of this kind" } else { "no touch yet: t logs one" };
        item_line(
            paint,
            buf,
            Rect { y: area.y + 1, height: 1, ..area },
            &Line::styled(hint, paint.theme.dim),
            Here::No,
        );
    }
    for (line, y) in lines.into_iter().zip(area.y + 1..(area.y + 1 + height).min(area.bottom())) {
        let edge = Rect { y, height: 1, ..area };
        match line {
            Shown::Quarter(year, quarter) => {
                let dash = paint.theme.glyph("─", "-").repeat(4);
                let text = format!("{dash} {year} Q{quarter} {dash}");
                item_line(paint, buf, edge, &Line::styled(text, paint.theme.dim), Here::No);
            }
            Shown::Touch(place) => {
                page.spots.push((edge, Spot::Item(Part::Timeline, place)));
                let Some(touch) = page.reel.get(place) else { continue };
                let here = place == page.reel.at && focus == Focused::Yes;
                let here = if here { Here::To(timeline::head(cells) as u16) } else { Here::No };
                item_line(paint, buf, edge, &timeline::line(paint, view, touch, cells, Year::Above), here);
            }
        }
    }
    if below > 0 {
        details(paint, buf, area, below, page, view);
    }
}

/// What the cursor is on, in the last lines of a framed place.
fn details(paint: Paint<'_>, buf: &mut Buffer, area: Rect, lines: u16, page: &mut Page, view: &AccountView) {
    let edge = Rect { y: area.bottom().saturating_sub(lines + 2), height: 1, ..area };
    page.spots.push((Rect { height: lines + 1, ..edge }, Spot::Detail));
    let found = page.detailed().and_then(|item| detail(paint, view, &page.reel, item));
    frame(paint, buf, Rect { y: edge.y, height: lines + 2, ..area });
    let Detail { mut title, facts, lines: said } = found.unwrap_or_default();
    let cells = usize::from(area.width.saturating_sub(3));
    let mut text: Vec<Line<'static>> = Vec::new();
    let room = usize::from(area.width).saturating_sub(6);
    // What does not fit the border stands in full under it.
    if facts.is_empty() || width(&title) + width(&facts) + 2 <= room {
        if !facts.is_empty() {
            title = format!("{title}  {facts}");
        }
        if width(&title) > room {
            text.extend(wrapped(&paint.theme.plain(&title), cells, paint.theme.strong));
        }
    } else {
        text.extend(wrapped(&paint.theme.plain(&facts), cells, paint.theme.dim));
    }
    text.extend(said.iter().flat_map(|line| wrapped(&paint.theme.plain(line), cells, Style::new())));
    page.detail = page.detail.min(text.len().saturating_sub(usize::from(lines)));
    let last = page.detail + usize::from(lines);
    let note = if text.len() > usize::from(lines) {
        format!("J K  {}-{}/{}", page.detail + 1, last.min(text.len()), text.len())
    } else {
        String::new()
    };
    rule(paint, buf, edge, Edge::Middle, &title, &note, Focused::No);
    for (line, y) in text.iter().skip(page.detail).zip(edge.y + 1..edge.y + 1 + lines) {
        paint.line(buf, area.x + 2, y, area.width.saturating_sub(3), line);
    }
}

/// Which border a title stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Middle,
}

/// The border around a place.
fn frame(paint: Paint<'_>, buf: &mut Buffer, area: Rect) {
    if !paint.theme.accessible {
        paint.pane(buf, area, "", Focused::No);
    }
}

/// A border with a title on its left and a note on its right.
fn rule(paint: Paint<'_>, buf: &mut Buffer, edge: Rect, kind: Edge, title: &str, note: &str, focus: Focused) {
    let (theme, set) = (paint.theme, paint.theme.borders());
    let (left, right) = match kind {
        Edge::Top => (set.top_left, set.top_right),
        Edge::Middle => (theme.glyph("├", "+"), theme.glyph("┤", "+")),
    };
    let inner = usize::from(edge.width.saturating_sub(2));
    let line = if theme.accessible {
        " ".repeat(inner + 2)
    } else {
        format!("{left}{}{right}", set.horizontal_top.repeat(inner))
    };
    paint.text(buf, edge.x, edge.y, edge.width, &line, theme.dim);
    let note = if note.is_empty() || width(note) + 4 > inner { String::new() } else { format!(" {note} ") };
    let room = inner.saturating_sub(width(&note) + 3);
    let mark = if focus == Focused::Yes { "*" } else { "" };
    if !title.is_empty() && room > 2 {
        let title =
            format!(" {mark}{} ", fit(&theme.plain(title), room.saturating_sub(2 + mark.len()), theme.ellipsis()));
        let style = if focus == Focused::Yes { theme.accent } else { theme.strong };
        // Brighter than the border that it stands in.
        buf.set_style(Rect { x: edge.x + 1, width: width(&title) as u16, ..edge }, Style::reset());
        paint.text(buf, edge.x + 1, edge.y, room as u16, &title, style);
    }
    if !note.is_empty() {
        let wide = width(&note) as u16;
        paint.text(buf, edge.right().saturating_sub(wide + 2), edge.y, wide, &note, theme.dim);
    }
}
