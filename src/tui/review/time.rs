//! Where the time went, against where the value is: two bars on either side of an axis for each account, each with its
//! figure, and below them what to do about the one under the cursor.

use crate::domain::phrase::minutes;
use crate::domain::review::time::{Fit, TimeLine, TimeTable};
use crate::domain::review::told;
use crate::domain::value::text::width;
use crate::tui::frame::{Cell, Focused, Paint, wrapped};
use crate::tui::review::plan::Part;
use crate::tui::review::state::{Review, Span};
use crate::tui::widgets::pair::{axis, pair};
use crate::tui::widgets::spark::Pictures;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of minutes, of a share and of the word on the two.
const MINUTES: u16 = 6;
const SHARE: u16 = 4;
const WORD: u16 = 5;
/// Columns of a bar at the most: longer ones are not read better.
const BAR: u16 = 44;

/// How a row is laid out.
#[derive(Clone, Copy, Debug)]
struct Shape {
    name: u16,
    bar: u16,
}

impl Shape {
    fn of(width: u16, pictures: Pictures) -> Shape {
        let name = (width / 4).clamp(12, 26);
        let fixed = 1 + name + 1 + MINUTES + 1 + SHARE + 1 + 1 + 1 + SHARE + 1 + WORD + 1;
        let bar = if pictures == Pictures::None { 0 } else { (width.saturating_sub(fixed) / 2).min(BAR) };
        Shape { name, bar }
    }
}

/// Paints the chart.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review) {
    let focus = review.keyboard(Part::Time);
    let of = if review.span == Span::Week { "the week" } else { "the quarter so far" };
    let inner = paint.pane(buf, area, &format!("Time against value   {of}"), focus);
    let advice = advice(paint, review, inner, focus);
    let below = (advice.len() as u16 + u16::from(!advice.is_empty())).min(inner.height / 3);
    review.below = below;
    let rows = inner.height.saturating_sub(1 + below);
    let len = review.len(Part::Time);
    review.list_mut(Part::Time).resize(usize::from(rows), len);
    let list = review.list(Part::Time);
    let Some(table) = review.time() else { return };
    if table.minutes == 0 {
        let text = "No minutes were logged in these days: `t call 20m …` logs them with a touch, `T` runs the clock.";
        paint.hint(buf, inner, &paint.theme.plain(text));
        return;
    }
    let shape = Shape::of(inner.width, paint.theme.pictures());
    heads(paint, buf, inner, shape);
    // Accounts and their sums each have a scale of their own: beside a segment no account would be seen.
    let longest = |lines: &[TimeLine]| {
        let shares = lines.iter().flat_map(|line| [line.minute_share, line.value_share()]);
        shares.map(Option::unwrap_or_default).fold(0.0, f64::max)
    };
    let scales = (longest(&table.accounts), longest(&table.segments).max(longest(&table.kinds)));
    let shown = review.time_lines().enumerate().skip(list.top).zip(inner.y + 1..inner.bottom() - below);
    for ((n, line), y) in shown {
        let here = n == list.at && focus == Focused::Yes;
        let area = Rect { y, height: 1, ..inner };
        let section = section(table, n);
        let longest = if section == Section::Account { scales.0 } else { scales.1 };
        row(paint, buf, area, shape, (line, longest, section), here);
    }
    for (line, y) in advice.iter().zip(inner.bottom() - below + 1..inner.bottom()) {
        paint.line(buf, inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
    let total = minutes::print(table.minutes);
    let missing = if table.unmeasured > 0 { format!(", {} without minutes", table.unmeasured) } else { String::new() };
    let keys = if focus == Focused::Yes { "  F week or quarter" } else { "" };
    let more = match len.saturating_sub(list.top + usize::from(rows)) {
        0 => String::new(),
        below => format!("  {below} more below"),
    };
    let told = format!(" {total} in {} touches{missing}", table.touches);
    // The key is told in the help too.
    let keys = if width(&told) + width(keys) + width(&more) + 5 < usize::from(area.width) { keys } else { "" };
    paint.foot(buf, area, &format!("{told}{keys}{more} "));
}

/// What a row is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Section {
    Account,
    Segment,
    Kind,
}

fn section(table: &TimeTable, place: usize) -> Section {
    let (accounts, segments) = (table.accounts.len(), table.segments.len());
    match place {
        n if n < accounts => Section::Account,
        n if n < accounts + segments => Section::Segment,
        _ => Section::Kind,
    }
}

fn heads(paint: Paint<'_>, buf: &mut Buffer, inner: Rect, shape: Shape) {
    let dim = paint.theme.dim;
    let bars = if shape.bar >= 12 { ("share of time", "share of value") } else { ("time", "value") };
    let cells = [Cell::left("", 1, dim), Cell::left("account", shape.name, dim), Cell::right("spent", MINUTES, dim)];
    let x = paint.row(buf, Rect { height: 1, ..inner }, inner.y, &cells);
    if shape.bar == 0 {
        paint.text(buf, x, inner.y, 5, "time", dim);
        paint.text(buf, x + SHARE + 2, inner.y, 6, "value", dim);
        return;
    }
    let middle = x + SHARE + 1 + shape.bar;
    let wide = (bars.0.len() as u16).min(shape.bar + SHARE);
    paint.text(buf, middle.saturating_sub(wide + 1), inner.y, wide, bars.0, dim);
    paint.text(buf, middle + 2, inner.y, bars.1.len() as u16, bars.1, dim);
}

fn row(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    shape: Shape,
    (line, longest, section): (&TimeLine, f64, Section),
    here: bool,
) {
    let theme = paint.theme;
    let (time, value) = (line.minute_share.unwrap_or_default(), line.value_share());
    let percent = |part: Option<f64>| part.map(told::share).unwrap_or_default();
    // Where nothing is to be said about it a row stands back.
    let style = if section == Section::Account { Style::new() } else { theme.dim };
    let name = match section {
        Section::Account => line.name.clone(),
        Section::Segment => format!("segment {}", line.name),
        Section::Kind => format!("by {}", line.name),
    };
    let spent = if line.minutes == 0 { "-".to_owned() } else { minutes::print(line.minutes) };
    let cells = [
        Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(name, shape.name, style),
        Cell::right(spent, MINUTES, theme.dim),
        Cell::right(percent(line.minute_share), SHARE, theme.strong),
    ];
    let x = paint.row(buf, area, area.y, &cells);
    let mut after = x;
    if shape.bar > 0 {
        let bars = pair((time, value.unwrap_or_default()), longest, usize::from(shape.bar), theme.pictures());
        let time = if section == Section::Account { theme.accent } else { theme.dim };
        paint.text(buf, x, area.y, shape.bar, &bars.left, time);
        paint.text(buf, x + shape.bar, area.y, 1, axis(theme.pictures()), theme.dim);
        paint.text(buf, x + shape.bar + 1, area.y, shape.bar, &bars.right, style);
        after = x + 2 * shape.bar + 2;
    }
    let word = match line.fit {
        Fit::Fair => "",
        fit => fit.word(),
    };
    let cells = [Cell::right(percent(value), SHARE, theme.strong), Cell::left(word, WORD, theme.strong)];
    paint.row(buf, Rect { x: after, width: area.right().saturating_sub(after), ..area }, area.y, &cells);
    if here {
        paint.select(buf, Rect { x: area.x + 2, width: shape.name, ..area });
    }
}

/// What to do about the row under the cursor; without the keyboard about the first misfit.
fn advice(paint: Paint<'_>, review: &Review, inner: Rect, focus: Focused) -> Vec<ratatui::text::Line<'static>> {
    let at = if focus == Focused::Yes { review.list(Part::Time).at } else { 0 };
    let Some(line) = review.time_lines().nth(at) else { return Vec::new() };
    let cells = usize::from(inner.width.saturating_sub(2));
    let text = match (line.advice.is_empty(), line.fit) {
        (false, _) => format!("{}: {}", line.name, line.advice),
        (true, Fit::Fair) if focus == Focused::Yes && line.account.is_some() => {
            format!("{}: the time fits the value; enter shows its entries", line.name)
        }
        _ => String::new(),
    };
    if text.is_empty() { Vec::new() } else { wrapped(&paint.theme.plain(&text), cells, paint.theme.accent) }
}
