//! Going back and forward through the places visited, and to a day from anywhere.

use crate::domain::calendar::step::Cursor;
use crate::domain::value::day::Day;
use crate::domain::value::day_text::weekday_day;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::forecast::state::Forecast;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::state::Review;
use crate::tui::visited::{Figure, Place, Way};

impl App {
    /// Takes note of where the person is by now, unless something is open over it.
    pub(in crate::tui) fn note_place(&mut self) {
        if self.modal.is_none() && self.line.is_none() {
            self.trail.note(self.place_now());
        }
    }

    fn place_now(&self) -> Place {
        let forecast = self.forecast.as_ref().map(|forecast| Figure {
            first: forecast.quarter.first,
            part: forecast.part,
            place: forecast.place,
            list: forecast.list,
        });
        Place {
            focus: self.focus,
            alone: self.alone,
            cursors: self.cursors(),
            filters: Focus::ALL.map(|focus| self.filter(focus).clone()),
            calendar: self.calendar.shown.then(|| self.calendar.spot()),
            forecast,
            review: self.review.as_ref().map(Review::spot),
            page: self.page.clone().map(Box::new),
        }
    }

    /// Goes a step through the places visited.
    pub(in crate::tui) fn travel_places(&mut self, way: Way) -> Vec<Effect> {
        if self.modal.take().is_some() {
            return Vec::new();
        }
        if let Some(place) = self.trail.step(way) {
            return self.return_to(place);
        }
        let far = if way == Way::Back { "back" } else { "forward" };
        self.status = Status::Note(format!("no place further {far}"));
        Vec::new()
    }

    fn return_to(&mut self, place: Place) -> Vec<Effect> {
        let mut effects = Vec::new();
        (self.focus, self.alone) = (place.focus, place.alone);
        for (focus, filter) in Focus::ALL.into_iter().zip(place.filters) {
            if self.filter(focus).text != filter.text {
                effects.extend(self.set_filter(focus, filter));
            }
        }
        self.put_cursors(place.cursors);
        self.calendar.shown = place.calendar.is_some();
        if let Some(spot) = place.calendar {
            self.calendar.return_to(spot);
        }
        self.forecast = place.forecast.map(|figure| {
            let mut forecast = Forecast::around(figure.first, self.calendar.cut.fiscal_start);
            (forecast.part, forecast.place, forecast.list) = (figure.part, figure.place, figure.list);
            forecast
        });
        self.review = place.review.map(Review::at);
        self.page = place.page.map(|page| *page);
        effects.extend(self.page.as_ref().map(|page| Effect::Fetch(page.query())));
        effects.extend(self.follow());
        effects
    }

    /// Goes to a day unless a popup is open, which is closed instead.
    pub(in crate::tui) fn show_day(&mut self, day: Day) -> Vec<Effect> {
        if self.modal.take().is_none() {
            self.go_to_day(day);
        }
        Vec::new()
    }

    /// Asks for a day to go to.
    pub(in crate::tui) fn ask_day(&mut self) -> Vec<Effect> {
        let about = weekday_day(self.calendar.cursor.day, self.now.today);
        self.ask(Purpose::GoToDay, format!("now {about}"))
    }

    /// Goes to a day: in the forecast to its quarter, else in the calendar, which opens for it.
    pub(in crate::tui) fn go_to_day(&mut self, day: Day) {
        if let Some(forecast) = self.forecast.as_mut().filter(|_| self.page.is_none()) {
            forecast.go(day);
            return;
        }
        if self.in_review() {
            self.show_week_of(day);
            return;
        }
        if !self.in_calendar() {
            (self.page, self.forecast, self.review) = (None, None, None);
            (self.focus, self.alone, self.calendar.shown) = (Focus::Renewals, true, true);
        }
        self.calendar.go(Cursor::on(day));
    }
}
