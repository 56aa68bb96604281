//! Pasted lines, offered as tasks: each as it would be read, faults with their line. All of them are made or none.

use crate::domain::phrase::echo::describe;
use crate::domain::phrase::line;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::{fit, pad, shown, width};
use crate::service::intent::Intent;
use crate::tui::frame::Paint;
use crate::tui::modals::meaning::preview::{Look, Meaning, Sight, Stop};
use crate::tui::modals::meaning::task::task;
use crate::tui::modals::naming::{self, Named};
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::collections::HashMap;

/// Lines that can become tasks at once.
pub const MOST: usize = 500;

/// Names of accounts that are looked up at the most: each takes a look at every row of the book.
const NAMES: usize = 50;

/// Lines that were pasted into a list.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Whose tasks they become, unless a line names another.
    pub account: Option<AccountId>,
    /// What that account is called, safe to print.
    pub about: String,
    /// First line shown.
    pub scroll: usize,
    lines: Vec<String>,
    /// How many lines there were; those past [`MOST`] are not kept.
    count: usize,
    /// Places of lines that do not read.
    faults: Vec<usize>,
}

/// The lines of a pasted text that say something, without the marks of a list before them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(unmarked).filter(|line| !line.is_empty())
}

/// A line without the mark of a list item: `- `, `* `, `• `, `[ ] `, `12. `.
fn unmarked(line: &str) -> &str {
    let mut rest = line.trim();
    for mark in ["- ", "* ", "• ", "– "] {
        rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
    }
    for mark in ["[ ] ", "[] ", "☐ "] {
        rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
    }
    let numbered = rest.split_once(['.', ')']).filter(|(number, after)| {
        (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && after.starts_with(' ')
    });
    numbered.map_or(rest, |(_, after)| after.trim_start())
}

impl Offer {
    /// An offer of lines, read as they would be typed on a day.
    pub fn new(text: &str, account: Option<AccountId>, about: String, sight: Sight<'_>) -> Offer {
        let kept: Vec<String> = lines(text).take(MOST).map(str::to_owned).collect();
        let count = lines(text).count();
        let mut offer = Offer { account, about, scroll: 0, lines: kept, count, faults: Vec::new() };
        offer.look_up(sight);
        offer
    }

    /// Finds the lines that do not read, or name an account that is not clear once the rows are here. Each name is
    /// looked up once, and of very many the desk looks up the rest.
    pub fn look_up(&mut self, sight: Sight<'_>) {
        let mut known: HashMap<String, bool> = HashMap::new();
        let mut wrong = |text: &String| {
            let Ok(read) = line::parse(text, sight.now.today, &sight.dates) else { return true };
            let unclear = read.account.zip(sight.sheet).is_some_and(|(name, sheet)| {
                let look = known.len() < NAMES;
                let clear = |name: &String| !look || matches!(naming::account(sheet, name), Named::One(_));
                !*known.entry(name).or_insert_with_key(clear)
            });
            unclear || read.title.trim().is_empty()
        };
        self.faults = (0..).zip(&self.lines).filter(|(_, text)| wrong(text)).map(|(place, _)| place).collect();
    }

    /// How many tasks it would make.
    pub fn count(&self) -> usize {
        self.count
    }

    /// All lines as one write, or why not, and the place of the line that is to blame.
    pub fn intent(&self, sight: Sight<'_>) -> Result<Intent, (String, usize)> {
        if self.count > MOST {
            return Err((format!("{} lines are too many at once: {MOST} at the most", self.count), 0));
        }
        if let Some(place) = self.faults.first() {
            let why = match task(self.account, &self.about, self.lines.get(*place).map_or("", String::as_str), sight) {
                Meaning::Wrong(stop) | Meaning::Unclear(_, stop) => format!(": {}", stop.why),
                Meaning::Empty | Meaning::Is(..) | Meaning::Day(..) | Meaning::Says(..) => String::new(),
            };
            return Err((format!("line {}{why}; nothing was made", place + 1), *place));
        }
        Ok(Intent::AddLines(self.account, self.lines.clone()))
    }

    /// Paints the popup and holds the scroll within its lines.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, sight: Sight<'_>) {
        let theme = paint.theme;
        let across = screen.width.saturating_sub(4).min(110);
        let most = screen.height.saturating_sub(8).max(4);
        let height = (self.lines.len() as u16 + 4).min(most);
        let whose = if self.about.is_empty() { String::new() } else { format!(" for {}", self.about) };
        let title = match self.count {
            1 => format!("Make a task{whose}?"),
            many => format!("Make {many} tasks{whose}?"),
        };
        let inner = open(paint, buf, screen, (across, height), Spot::Middle, &title);
        let rows = usize::from(inner.height.saturating_sub(2)).max(1);
        self.scroll = self.scroll.min(self.lines.len().saturating_sub(rows));
        let cells = usize::from(inner.width.saturating_sub(2));
        let shown = self.lines.iter().enumerate().skip(self.scroll).take(rows);
        for ((place, text), y) in shown.zip(inner.top()..inner.bottom()) {
            let line = self.line(paint, place, text, cells, sight);
            paint.line(buf, inner.x + 1, y, cells as u16, &line);
        }
        let (note, style) = match (self.count > MOST, self.faults.len()) {
            (true, _) => (format!("{MOST} lines at the most at once; `folio add -` takes more"), theme.yellow),
            (_, 0) => ("all of them at once; u takes all of them back".to_owned(), theme.dim),
            (_, 1) => ("1 line is not clear: nothing is made until it is".to_owned(), theme.yellow),
            (_, many) => (format!("{many} lines are not clear: nothing is made until they are"), theme.yellow),
        };
        paint.text(buf, inner.x + 1, inner.bottom().saturating_sub(1), cells as u16, &note, style);
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let place = if self.lines.len() > rows {
            format!(
                "{}-{} of {}  j k scroll  ",
                self.scroll + 1,
                (self.scroll + rows).min(self.lines.len()),
                self.count
            )
        } else {
            String::new()
        };
        let make = if self.faults.is_empty() && self.count <= MOST { "enter make  " } else { "" };
        paint.foot(buf, area, &format!(" {place}{make}esc leave "));
    }

    /// A line as it would be read: number, title, and on the right its day and account or its fault.
    fn line(&self, paint: Paint<'_>, place: usize, text: &str, cells: usize, sight: Sight<'_>) -> Line<'static> {
        let theme = paint.theme;
        let number = Span::styled(format!("{:>3} ", place + 1), theme.dim);
        let room = cells.saturating_sub(4);
        let fault = |stop: &Stop| {
            let why = fit(&theme.plain(&stop.why), room * 3 / 5, theme.ellipsis()).into_owned();
            let left = room.saturating_sub(width(&why) + 2);
            (pad(&shown(text), left, theme.ellipsis()), why, theme.yellow)
        };
        let (left, right, style) = match task(self.account, &self.about, text, sight) {
            Meaning::Wrong(stop) | Meaning::Unclear(_, stop) => fault(&stop),
            Meaning::Empty => (String::new(), String::new(), Style::new()),
            Meaning::Is(_, preview) | Meaning::Day(_, preview) | Meaning::Says(_, preview) => {
                let said = |label: &str| preview.parts.iter().find(|part| part.label == label);
                let title = said("task").map_or("", |part| part.text.as_str());
                let due = line::parse(text, sight.now.today, &sight.dates).ok().and_then(|read| read.due);
                let due = due.map(|due| describe(due, sight.now.today)).unwrap_or_default();
                let named = said("account").filter(|part| part.look != Look::Assumed);
                let account = named.map(|part| part.text.split("   (").next().unwrap_or_default()).unwrap_or_default();
                let right = [account, due.as_str()].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>();
                let right = fit(&right.join("  "), room * 3 / 5, theme.ellipsis()).into_owned();
                let left = room.saturating_sub(width(&right) + 2);
                (pad(title, left, theme.ellipsis()), right, theme.green)
            }
        };
        Line::from(vec![number, Span::raw(left), Span::raw("  "), Span::styled(right, style)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_marks_of_lists_away() {
        let text = "- call Dana\n\n  * [ ] send deck fri\r\n3. QBR prep\n2026 plan\n• 打電話\n   \n-5 % churn\n";
        let want = ["call Dana", "send deck fri", "QBR prep", "2026 plan", "打電話", "-5 % churn"];
        assert_eq!(lines(text).collect::<Vec<_>>(), want);
    }
}
