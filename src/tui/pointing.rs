//! What the mouse does to the app: a click goes to a row, a second one opens it, the wheel moves what is under it. Each
//! is what some key does too.

use crate::domain::calendar::grid::Grid;
use crate::domain::calendar::step::Cursor;
use crate::input::command::Command;
use crate::tui::app::App;
use crate::tui::calendar::state::Part as CalendarPart;
use crate::tui::calendar::{agenda, grid};
use crate::tui::deck::{Focus, Places};
use crate::tui::events::clicks::{Gesture, Pointed};
use crate::tui::forecast::state::Part as ForecastPart;
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::page::spot::Spot;
use crate::tui::panes::head::{self, Tab};
use ratatui::layout::{Position, Rect};

/// Rows that a notch of the wheel moves.
const NOTCH: isize = 3;

impl Gesture {
    /// Rows to go on; none for a click.
    fn rows(self) -> Option<isize> {
        match self {
            Gesture::WheelDown => Some(NOTCH),
            Gesture::WheelUp => Some(-NOTCH),
            Gesture::Click | Gesture::DoubleClick => None,
        }
    }

    /// The command that goes one row on.
    fn step(self) -> Option<Command> {
        self.rows().map(|rows| if rows > 0 { Command::Down } else { Command::Up })
    }
}

impl App {
    /// Does what the mouse says.
    pub(in crate::tui) fn point(&mut self, pointed: Pointed) -> Vec<Effect> {
        if let Some(modal) = &mut self.modal {
            // Only what is read scrolls: a line that is being typed is not to change by a touch of the wheel.
            match (modal, pointed.gesture.rows()) {
                (Modal::Reading(reading), Some(rows)) => reading.scroll = reading.scroll.saturating_add_signed(rows),
                (Modal::Behind(behind), Some(rows)) => behind.scroll(rows),
                (Modal::Backtest(backtest), Some(rows)) => backtest.step(rows),
                _ => {}
            }
            return Vec::new();
        }
        let Some(places) = self.places().filter(|_| self.line.is_none()) else { return Vec::new() };
        self.pending.clear();
        if pointed.y == 0 && pointed.gesture.rows().is_none() {
            return self.point_at_head(pointed.x);
        }
        if self.page.is_some() {
            return self.point_at_page(pointed);
        }
        if self.forecast.is_some() {
            return self.point_at_forecast(pointed, &places);
        }
        if self.review.is_some() {
            return self.point_at_review(pointed, &places, pointed.gesture.rows());
        }
        if self.calendar.shown {
            return self.point_at_calendar(pointed, &places);
        }
        self.point_at_lists(pointed, &places)
    }

    fn point_at_head(&mut self, x: u16) -> Vec<Effect> {
        if self.page.is_some() || self.forecast.is_some() {
            // What stands on the left is the place that one came from.
            return if x < self.size.0 / 4 { self.command(Command::Back) } else { Vec::new() };
        }
        let tab = if self.review.is_some() { Tab::Review } else { Tab::of(self.alone.then_some(self.focus)) };
        head::tab_at(tab, self.size.0, x).map(|command| self.command(command)).unwrap_or_default()
    }

    fn point_at_lists(&mut self, pointed: Pointed, places: &Places) -> Vec<Effect> {
        let at = Position::new(pointed.x, pointed.y);
        let under = Focus::ALL.into_iter().find_map(|focus| {
            let area = places.area(focus).filter(|area| area.contains(at))?;
            Some((focus, area))
        });
        let beside = [places.preview, places.timeline].into_iter().flatten().any(|area| area.contains(at));
        let Some((focus, area)) = under else {
            if let (true, Some(rows)) = (beside, pointed.gesture.rows()) {
                self.scroll_side(if rows > 0 { Command::ScrollDown } else { Command::ScrollUp });
            }
            return Vec::new();
        };
        let len = self.len(focus);
        if let Some(rows) = pointed.gesture.rows() {
            self.list_mut(focus).scroll(rows, len);
            return if focus == self.focus { self.follow().into_iter().collect() } else { Vec::new() };
        }
        let list = self.list(focus);
        let first = area.bottom().saturating_sub(1).saturating_sub(list.height as u16);
        let row = pointed.y.checked_sub(first).map(|row| list.top + usize::from(row));
        let row = row.filter(|row| *row < len && *row < list.top + list.height);
        self.focus = focus;
        if let Some(row) = row {
            self.list_mut(focus).put(row, len);
            if pointed.gesture == Gesture::DoubleClick {
                return self.command(Command::Open);
            }
        }
        self.follow().into_iter().collect()
    }

    fn point_at_page(&mut self, pointed: Pointed) -> Vec<Effect> {
        let Some(page) = &mut self.page else { return Vec::new() };
        let Some(spot) = page.spot_at(Position::new(pointed.x, pointed.y)) else { return Vec::new() };
        if let Some(step) = pointed.gesture.step() {
            let wanted = match spot {
                Spot::Part(part) | Spot::Item(part, _) => page.scroll(part, step, NOTCH.unsigned_abs()),
                Spot::Detail => {
                    page.detail = page.detail.saturating_add_signed(pointed.gesture.rows().unwrap_or_default());
                    None
                }
            };
            return wanted.map(Effect::Fetch).into_iter().collect();
        }
        match spot {
            Spot::Part(part) => page.part = part,
            Spot::Item(part, place) => {
                let wanted = page.go(part, place);
                if pointed.gesture == Gesture::DoubleClick {
                    return self.command(Command::Open);
                }
                return wanted.map(Effect::Fetch).into_iter().collect();
            }
            Spot::Detail => {}
        }
        Vec::new()
    }

    fn point_at_forecast(&mut self, pointed: Pointed, places: &Places) -> Vec<Effect> {
        let Some(forecast) = &mut self.forecast else { return Vec::new() };
        let Some((part, area)) = forecast.part_at(places.body, Position::new(pointed.x, pointed.y)) else {
            return Vec::new();
        };
        if part != forecast.part {
            forecast.enter(part);
        }
        if let Some(step) = pointed.gesture.step() {
            return (0..NOTCH).flat_map(|_| self.command(step)).collect();
        }
        let row = usize::from(pointed.y.saturating_sub(area.y + 1));
        if part != ForecastPart::Figures && pointed.y > area.y && pointed.y + 1 < area.bottom() {
            let len = forecast.len(crate::tui::forecast::figures::columns(self.size.0).len());
            let place = forecast.list.top + row;
            if place < len {
                forecast.list.put(place, len);
                if pointed.gesture == Gesture::DoubleClick {
                    return self.command(Command::Open);
                }
            }
        }
        Vec::new()
    }

    fn point_at_calendar(&mut self, pointed: Pointed, places: &Places) -> Vec<Effect> {
        let at = Position::new(pointed.x, pointed.y);
        let plan = self.calendar_plan(places.body);
        let holds = |area: &Option<Rect>| area.is_some_and(|area| area.contains(at));
        let part = match () {
            () if holds(&plan.agenda) => CalendarPart::Agenda,
            () if holds(&plan.grid) => CalendarPart::Grid,
            () if holds(&plan.months) => CalendarPart::Months,
            () => return Vec::new(),
        };
        let before = std::mem::replace(&mut self.calendar.part, part);
        match (pointed.gesture.step(), part) {
            (Some(step), CalendarPart::Agenda) => {
                self.calendar.travel(if step == Command::Down { NOTCH } else { -NOTCH });
                self.calendar.part = before;
            }
            (Some(step), _) => {
                let step = if step == Command::Down { Command::NextPeriod } else { Command::PreviousPeriod };
                self.calendar.part = before;
                return self.command(step);
            }
            (None, CalendarPart::Agenda) => {
                let inner = plan.agenda.map(inside).unwrap_or_default();
                let found = agenda::place_at(&self.calendar, &self.book.decisions, (inner, self.now.today), pointed.y);
                if let Some(place) = found {
                    self.calendar.put(place);
                    if pointed.gesture == Gesture::DoubleClick {
                        return self.command(Command::Open);
                    }
                }
            }
            (None, CalendarPart::Grid) => {
                let month = Grid::around(self.calendar.cursor.day, self.calendar.cut.week_start);
                let inner = plan.grid.map(inside).unwrap_or_default();
                let shape = App::calendar_shape(inner, plan.bars_apart());
                if let Some(day) = grid::day_at(inner, &month, shape, at) {
                    self.calendar.go(Cursor::on(day));
                }
            }
            (None, CalendarPart::Months) => {}
        }
        Vec::new()
    }
}

/// What is within the borders of a pane.
fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2) }
}
