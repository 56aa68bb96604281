//! Paints a form: a line a field, what it means beside it, the buttons below, and all of what is to be said of the field
//! that has the keyboard.

use crate::domain::record::field::Unit;
use crate::domain::value::text::{fit, pad, shown, width};
use crate::tui::form::place::{Place, Reading};
use crate::tui::form::state::{About, Form, Stop};
use crate::tui::frame::{Paint, wrapped};
use crate::tui::modals::meaning::preview::Sight;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// Columns of the labels.
const LABEL: u16 = 21;
/// Lines under the fields: a gap, the buttons, two of what is to be said.
const BELOW: u16 = 4;

impl Form {
    /// Paints the popup and holds the window on the field; gives where the cursor stands.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, sight: Sight<'_>) -> Option<Position> {
        let across = screen.width.saturating_sub(4).min(116);
        let wanted = u16::try_from(self.places.len()).unwrap_or(u16::MAX).saturating_add(BELOW + 2);
        let height = wanted.min(screen.height.saturating_sub(2));
        let inner = open(paint, buf, screen, (across, height), Spot::Middle, &self.heading());
        let readings = self.readings(sight);
        let rows = inner.height.saturating_sub(BELOW);
        self.follow(usize::from(rows));
        let mut cursor = None;
        let fields = self.places.iter().zip(&readings).enumerate().skip(self.window.0);
        for ((at, (place, reading)), y) in fields.zip(inner.y..inner.y + rows) {
            let line = Rect { y, height: 1, ..inner };
            let hand = if self.stop != Stop::Field(at) {
                Hand::Away
            } else if self.fresh && place.is_figure() {
                Hand::Whole
            } else {
                Hand::Here
            };
            let standing = place.standing(self.kind(), sight).filter(|_| *reading == Reading::Same);
            let beside = standing.unwrap_or_else(|| beside(place, reading));
            cursor = draw_field(paint, buf, line, (place, reading, &beside), hand).or(cursor);
        }
        let below = inner.y + rows + 1;
        self.draw_buttons(paint, buf, Rect { y: below, height: 1, ..inner });
        let said = self.said(paint, &readings, usize::from(inner.width.saturating_sub(2)));
        for (line, y) in said.iter().zip(below + 1..inner.bottom()) {
            paint.line(buf, inner.x + 1, y, inner.width.saturating_sub(2), line);
        }
        self.draw_foot(paint, buf, inner);
        cursor
    }

    fn heading(&self) -> String {
        match &self.about {
            About::Row(row, _) => format!("Edit {}   {}", row.kind, self.title),
            About::New(kind) => format!("New {}   {}", word(*kind), self.title).trim_end().to_owned(),
        }
    }

    /// Moves the window so that the field is in it.
    fn follow(&mut self, rows: usize) {
        let (mut top, last) = (self.window.0, self.places.len().saturating_sub(rows));
        if let Stop::Field(at) = self.stop {
            if at < top {
                top = at;
            } else if at >= top + rows.max(1) {
                top = at + 1 - rows.max(1);
            }
        } else {
            top = last;
        }
        self.window = (top.min(last), rows);
    }

    fn draw_buttons(&self, paint: Paint<'_>, buf: &mut Buffer, area: Rect) {
        let words = |stop: Stop| match stop {
            Stop::Save => "[Save]",
            Stop::Editor => "[E: notes in the editor]",
            _ => "[x: let the draft go]",
        };
        let mut spans = vec![Span::raw(" ")];
        for stop in self.stops().into_iter().filter(|stop| !matches!(stop, Stop::Field(_))) {
            let here = stop == self.stop;
            let mark = if here { paint.theme.cursor() } else { " " };
            let style = if here { paint.theme.accent.add_modifier(Modifier::REVERSED) } else { Style::new() };
            spans.push(Span::styled(mark.to_owned(), paint.theme.accent));
            spans.push(Span::styled(words(stop), style));
            spans.push(Span::raw(" "));
        }
        paint.line(buf, area.x, area.y, area.width, &Line::from(spans));
    }

    /// All that is to be said of where the keyboard is.
    fn said(&self, paint: Paint<'_>, readings: &[Reading], cells: usize) -> Vec<Line<'static>> {
        let theme = paint.theme;
        let Stop::Field(at) = self.stop else {
            let wrong = readings.iter().filter(|reading| matches!(reading, Reading::Wrong(_))).count();
            let text = match (wrong, self.differs()) {
                (1.., _) => format!("{wrong} to mend, marked with !"),
                (_, true) => format!("enter writes {} as one step of undo", counted(self.edits().len())),
                (_, false) => "nothing was typed yet".to_owned(),
            };
            return wrapped(&text, cells, theme.dim);
        };
        let Some((place, reading)) = self.places.get(at).zip(readings.get(at)) else { return Vec::new() };
        if let Some(theirs) = &place.theirs {
            let theirs = if theirs.is_empty() { "nothing".to_owned() } else { shown(theirs).into_owned() };
            return wrapped(&format!("there by now: {theirs}; saving writes yours over it"), cells, theme.yellow);
        }
        match reading {
            Reading::Wrong(why) if why != "needed" => wrapped(&theme.plain(why), cells, theme.yellow),
            _ if place.is_long() => wrapped("several lines: E opens them in the editor", cells, theme.dim),
            _ if place.is_choice() => {
                let words: Vec<&str> = place.slot.choices().to_vec();
                wrapped(&format!("left, right or a letter: {}", words.join("  ")), cells, theme.dim)
            }
            // Whole, for beside the field it may be cut.
            Reading::Said(Some(said)) => wrapped(&theme.plain(&shown(said)), cells, theme.green),
            _ => {
                let hint = place.slot.hint();
                let text = if hint.is_empty() { String::new() } else { format!("e.g. {hint}") };
                wrapped(&theme.plain(&text), cells, theme.dim)
            }
        }
    }

    fn draw_foot(&self, paint: Paint<'_>, buf: &mut Buffer, inner: Rect) {
        let (top, rows) = self.window;
        let last = (top + rows).min(self.places.len());
        let place = if rows < self.places.len() {
            format!("{}-{last}/{}  ", top + 1, self.places.len())
        } else {
            String::new()
        };
        let draft = self.drafted.map(|at| format!("draft from {}, ctrl-x lets it go  ", paint.now.zone.clock(at)));
        let draft = draft.unwrap_or_default();
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let keys = match (inner.width > 90, self.drafted) {
            (true, _) => "enter next  tab, arrows move  esc keep as draft",
            (false, None) => "enter next  esc keep as draft",
            (false, Some(_)) => "esc keep",
        };
        paint.foot(buf, area, &format!(" {draft}{place}{keys} "));
    }
}

/// What a person calls a record that is made.
fn word(kind: crate::domain::record::meta::Kind) -> &'static str {
    use crate::domain::record::meta::Kind;
    match kind {
        Kind::Subscription => "contract",
        Kind::Touch => "note",
        kind => kind.word(),
    }
}

fn counted(fields: usize) -> String {
    if fields == 1 { "1 field".to_owned() } else { format!("{fields} fields") }
}

/// Whether the keyboard is in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    /// Elsewhere.
    Away,
    /// In it.
    Here,
    /// On all of its value: what is typed takes its place.
    Whole,
}

/// Paints a field and what stands beside it; gives where the cursor stands when it is in it.
fn draw_field(
    paint: Paint<'_>,
    buf: &mut Buffer,
    line: Rect,
    (place, reading, beside): (&Place, &Reading, &str),
    hand: Hand,
) -> Option<Position> {
    let (theme, here) = (paint.theme, hand != Hand::Away);
    let (mark, style) = match (&place.theirs, reading) {
        (None, Reading::Same) => (" ", Style::new()),
        (None, Reading::Said(_)) => ("*", theme.green),
        _ => ("!", theme.yellow),
    };
    let label = pad(place.slot.label, usize::from(LABEL) - 2, theme.ellipsis());
    paint.text(buf, line.x, line.y, 1, mark, style);
    paint.text(buf, line.x + 1, line.y, LABEL, &label, if here { theme.accent } else { theme.dim });
    let x = line.x + LABEL;
    let room = line.right().saturating_sub(x);
    let part = (room * 3 / 5).max(room.saturating_sub(48));
    let value = if beside.is_empty() { room.saturating_sub(1) } else { part };
    let note = Rect { x: x + value + 1, width: room.saturating_sub(value + 2), ..line };
    let said = if mark == "!" { theme.yellow } else { theme.dim };
    paint.text(buf, note.x, note.y, note.width, &theme.plain(beside), said);
    if here && !place.is_choice() && !place.is_long() {
        let whole = (0..place.text().len(), Style::new().add_modifier(Modifier::REVERSED));
        let styles = if hand == Hand::Whole { vec![whole] } else { Vec::new() };
        return Some(typing_line::draw(paint, buf, Rect { x, width: value, ..line }, &place.input, &styles));
    }
    let cursor = if here { theme.cursor() } else { " " };
    paint.text(buf, x, line.y, 1, cursor, theme.accent);
    let text = value_text(place, here, usize::from(value.saturating_sub(4)), theme.ellipsis());
    let style = if here && place.is_choice() { theme.accent } else { style };
    paint.text(buf, x + 2, line.y, value.saturating_sub(4), &text, style);
    here.then(|| Position::new(x + 2, line.y))
}

/// The value of a field that is not typed in, on one line.
fn value_text(place: &Place, here: bool, cells: usize, ellipsis: &str) -> String {
    let text = place.text();
    if place.slot.unit == Unit::Body && place.is_long() {
        let first = shown(text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()).into_owned();
        let count = format!("  ({} lines)", text.lines().count());
        let room = cells.saturating_sub(width(&count));
        return format!("{}{count}", fit(&first, room, ellipsis));
    }
    match (place.is_choice() && here, text) {
        (true, "") => "< none >".to_owned(),
        (true, word) => format!("< {word} >"),
        _ => fit(&shown(text), cells, ellipsis).into_owned(),
    }
}

/// What stands beside a field.
fn beside(place: &Place, reading: &Reading) -> String {
    match (&place.theirs, reading) {
        (Some(theirs), _) if theirs.is_empty() => "by now: nothing".to_owned(),
        (Some(theirs), _) => format!("by now: {}", shown(theirs)),
        (None, Reading::Wrong(why)) => shown(why).into_owned(),
        (None, Reading::Said(Some(said))) => shown(said).into_owned(),
        (None, Reading::Said(None)) if place.before.is_empty() => String::new(),
        (None, Reading::Said(None)) => format!("was {}", shown(place.before.lines().next().unwrap_or_default())),
        (None, Reading::Same) => String::new(),
    }
}
