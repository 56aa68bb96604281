//! Paints the review: the steps over the parts that are in sight.

use crate::domain::record::review::Step;
use crate::domain::review::week::Week;
use crate::domain::value::text::width;
use crate::tui::app::App;
use crate::tui::deck::Places;
use crate::tui::frame::Paint;
use crate::tui::panes::head::{self, Tab};
use crate::tui::review::plan::{Part, Plan, Want, plan};
use crate::tui::review::state::Review;
use crate::tui::review::{lists, note, numbers, time};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

/// Columns from which the days of the week are told beside its number, and from which they are told in full.
const DAYS: (u16, u16) = (78, 120);

impl App {
    /// Where the parts of the review stand.
    pub(in crate::tui) fn review_plan(&self, body: Rect) -> Plan {
        let Some(review) = &self.review else { return Plan::default() };
        plan(body, Want { part: review.part, alone: review.alone, short: self.screen.short })
    }

    /// Paints the review; gives where the cursor stands while the note is typed.
    pub(in crate::tui) fn draw_review(
        &mut self,
        paint: Paint<'_>,
        buf: &mut Buffer,
        places: &Places,
    ) -> Option<Position> {
        let plan = self.review_plan(places.body);
        let picked = self.picked_words();
        let running = self.sight().running;
        let week = self.review.as_ref().map(|review| week_words(review.week, places.head.width)).unwrap_or_default();
        head::line(paint, buf, places.head, Tab::Review, self.banner.as_deref(), running, &week);
        let drafted = self.review.as_ref().is_some_and(|review| self.drafts.contains_key(&review.draft_name()));
        let review = self.review.as_mut()?;
        let line = Rect { y: places.head.y + 1, height: 1, ..places.head };
        steps(paint, buf, line, review, &picked);
        if review.page().is_none() {
            paint.hint(buf, places.body, "reading");
            return None;
        }
        let mut cursor = None;
        for (part, area) in plan.parts() {
            match part {
                Part::Numbers => numbers::draw(paint, buf, *area, review),
                Part::Time => time::draw(paint, buf, *area, review),
                Part::Done => lists::done(paint, buf, *area, review),
                Part::Slipped => lists::slipped(paint, buf, *area, review),
                Part::Idle => lists::idle(paint, buf, *area, review),
                Part::Next => lists::coming(paint, buf, *area, review),
                Part::Note => cursor = note::draw(paint, buf, *area, review, drafted),
            }
        }
        cursor
    }

    /// When the review was saved last.
    pub(in crate::tui) fn saved_words(&self) -> String {
        let page = self.review.as_ref().and_then(Review::page);
        let Some(page) = page else { return String::new() };
        if page.stood.is_some() && page.as_of < self.now.today {
            return "as it stood then".to_owned();
        }
        match &page.review {
            Some(review) => format!("saved {}, leave any time", self.now.zone.clock(review.meta.updated_at)),
            None => "saved as you go, leave any time".to_owned(),
        }
    }
}

/// The week in as many words as there is room for.
fn week_words(week: Week, columns: u16) -> String {
    let (first, last) = (week.first.date(), week.last().date());
    if columns < DAYS.0 {
        return format!("W{}", week.number);
    }
    if columns >= DAYS.1 {
        return format!("Week {}   {} - {}", week.number, first.format("%a %-d %b"), last.format("%a %-d %b %Y"));
    }
    let same = first.format("%b").to_string() == last.format("%b").to_string();
    let from = if same { first.format("%-d") } else { first.format("%-d %b") };
    format!("Week {}  {from}-{}", week.number, last.format("%-d %b"))
}

/// What a step is called, in as many letters as there is room for.
fn name(step: Step, roomy: bool) -> &'static str {
    match step {
        Step::Idle if roomy => "idle accounts",
        Step::Next if roomy => "next week",
        Step::Note if roomy => "note to self",
        step => step.word(),
    }
}

/// The steps: done with, here, to come. The place of each is told to the mouse by [`step_at`].
fn texts(review: &Review, columns: u16) -> Vec<(Step, String)> {
    let here = review.step();
    let at = Step::ALL.iter().position(|step| *step == here).unwrap_or_default() + 1;
    let (roomy, gap) = (columns >= 120, if columns >= 120 { "   " } else { " " });
    let mut texts = Vec::new();
    for (n, step) in Step::ALL.iter().copied().enumerate() {
        let mark = match () {
            () if step == here => '>',
            () if review.is_done(step) => 'x',
            () => ' ',
        };
        let gap = if n + 1 < Step::ALL.len() { gap } else { "" };
        let text = format!("[{mark}] {}{gap}", name(step, roomy));
        // The count goes first where there is little room.
        let lead = match n {
            0 if columns >= 120 => format!(" Step {at} of {}    ", Step::ALL.len()),
            0 if columns >= 76 => format!(" Step {at}/{}  ", Step::ALL.len()),
            0 if columns >= 62 => " ".to_owned(),
            _ => String::new(),
        };
        texts.push((step, format!("{lead}{text}")));
    }
    texts
}

/// The step in a column of the line.
pub fn step_at(review: &Review, columns: u16, x: u16) -> Option<Step> {
    let mut end = 0;
    texts(review, columns).into_iter().find_map(|(step, text)| {
        end += width(&text);
        (usize::from(x) < end).then_some(step)
    })
}

fn steps(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &Review, picked: &str) {
    let theme = paint.theme;
    // The totals of the book stand here, and their colours would shine through.
    Clear.render(area.intersection(buf.area), buf);
    let spans: Vec<Span<'_>> = texts(review, area.width)
        .into_iter()
        .map(|(step, text)| {
            let style = match () {
                () if step == review.step() => theme.accent,
                () if review.is_done(step) => theme.dim,
                () => Style::new(),
            };
            Span::styled(text, style)
        })
        .collect();
    let wide = width(picked) as u16;
    let room = area.width.saturating_sub(if wide > 0 { wide + 2 } else { 0 });
    paint.line(buf, area.x, area.y, room, &Line::from(spans));
    paint.text(buf, area.right().saturating_sub(wide + 1), area.y, wide, picked, theme.accent);
}
