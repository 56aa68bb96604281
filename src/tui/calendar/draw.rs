//! Paints the calendar: its line of figures, then its parts where they have room.

use crate::domain::calendar::grid::Grid;
use crate::tui::app::App;
use crate::tui::calendar::grid::{Shape, legend, told};
use crate::tui::calendar::plan::{Plan, Want, plan};
use crate::tui::calendar::state::Part;
use crate::tui::calendar::{agenda, bars, grid, summary};
use crate::tui::deck::{Focus, Places};
use crate::tui::frame::{Focused, Paint};
use crate::tui::panes::head::{self, Tab};
use crate::tui::panes::list_view::ListView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Lines under the weeks that bars need, with the line of the selected day.
const BARS: u16 = 5;

impl App {
    /// Where the parts of the calendar stand.
    pub(in crate::tui) fn calendar_plan(&self, body: Rect) -> Plan {
        let (part, alone) = (self.calendar.part, self.calendar.alone);
        plan(body, Want { part, alone, short: self.screen.short })
    }

    /// Paints the calendar.
    pub(in crate::tui) fn draw_calendar(&mut self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        let plan = self.calendar_plan(places.body);
        if let Some(area) = plan.agenda {
            let inner = Rect { height: area.height.saturating_sub(2), width: area.width.saturating_sub(2), ..area };
            self.calendar.top = agenda::top(&self.calendar, &self.book.decisions, inner, self.now.today);
        }
        head::draw(
            paint,
            buf,
            places.head,
            &self.book,
            Tab::Alone(Focus::Renewals),
            self.banner.as_deref(),
            "",
            self.sight().running,
        );
        let line = Rect { y: places.head.y + 1, height: 1, ..places.head };
        summary::draw(paint, buf, line, &self.calendar, &self.picked_words());
        if let Some(area) = plan.names {
            names(paint, buf, area, self.calendar.part);
        }
        if let Some(area) = plan.grid {
            self.draw_grid(paint, buf, area, plan.bars_apart());
        }
        if let Some(area) = plan.months {
            let inner = paint.pane(buf, area, &bars::title(paint), self.has_keyboard(Part::Months));
            bars::draw(paint, buf, inner, &self.calendar);
        }
        if let Some(area) = plan.agenda {
            let focus = self.has_keyboard(Part::Agenda);
            let view = ListView::new(&self.shown.decisions, &self.book.decisions, self.list(Focus::Renewals), focus);
            let inner = paint.pane(buf, area, &view.title("Agenda", " decisions"), focus);
            agenda::draw(paint, buf, inner, &self.calendar, &view);
            paint.foot(buf, area, &agenda::foot(paint, &self.calendar));
        }
    }

    fn has_keyboard(&self, part: Part) -> Focused {
        if self.calendar.part == part { Focused::Yes } else { Focused::No }
    }

    /// How the weeks stand within the borders of their pane, with the bars in another one or under them.
    pub(in crate::tui) fn calendar_shape(inner: Rect, bars_apart: bool) -> Shape {
        Shape::of(inner, if bars_apart { 2 } else { BARS })
    }

    fn draw_grid(&self, paint: Paint<'_>, buf: &mut Buffer, area: Rect, bars_apart: bool) {
        let calendar = &self.calendar;
        let day = calendar.cursor.day;
        let month = Grid::around(day, calendar.cut.week_start);
        // Where the agenda alone has the keyboard of two, the days still stand beside it.
        let focus = if calendar.part == Part::Agenda { Focused::No } else { Focused::Yes };
        let title = day.date().format("%B %Y").to_string();
        let inner = paint.pane(buf, area, &title, focus);
        let shape = App::calendar_shape(inner, bars_apart);
        grid::draw(paint, buf, inner, &month, calendar.days(), (day, shape));
        let mut y = inner.y + shape.height(&month);
        let figures = calendar.days().map(|days| days.on(day)).unwrap_or_default();
        let line = if calendar.figures().is_some() {
            told(paint, day, figures)
        } else {
            Line::styled(" reading", paint.theme.dim)
        };
        let rest = inner.bottom().saturating_sub(y);
        if rest > 0 {
            paint.line(buf, inner.x, y, inner.width, &line);
        }
        if rest > 1 && (bars_apart || rest < 4) {
            paint.line(buf, inner.x, y + 1, inner.width, &legend(paint));
            return;
        }
        if rest >= 4 {
            // A blank line where there is one to spare, then the bars.
            y += if rest >= 10 { 2 } else { 1 };
            let under = Rect { y, height: inner.bottom() - y, ..inner };
            bars::draw(paint, buf, under, calendar);
            paint.foot(buf, area, &format!(" {} ", bars::title(paint)));
        }
    }
}

/// The names of the parts, the one with the keyboard in brackets.
fn names(paint: Paint<'_>, buf: &mut Buffer, area: Rect, here: Part) {
    let theme = paint.theme;
    let mut spans = vec![Span::raw(" ")];
    for (part, name) in [(Part::Grid, "days"), (Part::Agenda, "agenda"), (Part::Months, "months")] {
        let (text, style) =
            if part == here { (format!("[{name}] "), theme.accent) } else { (format!("{name} "), theme.dim) };
        spans.push(Span::styled(text, style));
    }
    paint.line(buf, area.x, area.y, area.width, &Line::from(spans));
}
