//! What keys do in the calendar. Days and agenda go together: a day selected in one is selected in the other.

use crate::domain::book::DecisionId;
use crate::domain::calendar::step::{Cursor, Step};
use crate::domain::value::day_text::weekday_day;
use crate::input::command::Command;
use crate::input::context::Context;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::calendar::state::{Part, Sieve, Stretch};
use crate::tui::calendar::strip;
use crate::tui::deck::Focus;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

/// Rows of the agenda that may be in sight.
const IN_SIGHT: usize = 60;
/// Rows whose lines are asked for at once.
const AROUND: usize = 140;
/// Rows of half a page: how many are in sight depends on their second lines.
const HALF_PAGE: isize = 6;

impl App {
    /// Whether the calendar has the keyboard, popups apart.
    pub(in crate::tui) fn in_calendar(&self) -> bool {
        self.calendar.shown && self.page.is_none() && self.forecast.is_none() && self.review.is_none()
    }

    /// The place of the calendar that the keyboard is in.
    pub(in crate::tui) fn calendar_context(&self) -> Context {
        if self.calendar.part == Part::Agenda { Context::Agenda } else { Context::Grid }
    }

    /// The decision that verbs are about.
    pub(in crate::tui) fn decision_here(&self) -> Option<DecisionId> {
        if let Some(account) = self.aimed {
            return self.book.decisions.order().iter().find(|id| id.account == account).copied();
        }
        if self.in_calendar() {
            return self.calendar.here().map(|entry| entry.id);
        }
        self.decision_at(self.list(Focus::Renewals).at)
    }

    /// Does a command in the calendar; none when it does the same there as anywhere.
    pub(in crate::tui) fn calendar_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        if !self.in_calendar() || self.modal.is_some() {
            return None;
        }
        match command {
            Command::Left => self.calendar.step(Step::Day, -1),
            Command::Right => self.calendar.step(Step::Day, 1),
            Command::PreviousPeriod => self.calendar.step(Step::Month, -1),
            Command::NextPeriod => self.calendar.step(Step::Month, 1),
            Command::PreviousQuarter => self.calendar.step(Step::Quarter, -1),
            Command::NextQuarter => self.calendar.step(Step::Quarter, 1),
            Command::ThisDay => self.calendar.go(Cursor::on(self.now.today)),
            Command::Down
            | Command::Up
            | Command::HalfPageDown
            | Command::HalfPageUp
            | Command::Top
            | Command::Bottom => self.travel_calendar(command),
            Command::NextPane | Command::PreviousPane | Command::OtherSide => self.next_side(command),
            Command::Zoom => self.calendar.alone = !self.calendar.alone,
            Command::Select => self.select_here(),
            Command::SelectRange => self.select_stretch(),
            Command::SelectAll if self.calendar.part != Part::Agenda => return Some(self.select_month()),
            Command::Open => return Some(self.open_here()),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn travel_calendar(&mut self, command: Command) {
        let calendar = &mut self.calendar;
        if calendar.part == Part::Agenda {
            match command {
                Command::Down => calendar.travel(1),
                Command::Up => calendar.travel(-1),
                Command::HalfPageDown => calendar.travel(HALF_PAGE),
                Command::HalfPageUp => calendar.travel(-HALF_PAGE),
                Command::Top => calendar.put(0),
                _ => calendar.put(usize::MAX),
            }
            return self.follow_stretch();
        }
        let month = crate::domain::calendar::grid::month_of(calendar.cursor.day);
        match command {
            Command::Down => calendar.step(Step::Week, 1),
            Command::Up => calendar.step(Step::Week, -1),
            Command::HalfPageDown => calendar.step(Step::Month, 1),
            Command::HalfPageUp => calendar.step(Step::Month, -1),
            Command::Top => calendar.go(Cursor::on(month.0)),
            _ => calendar.go(Cursor::on(month.1)),
        }
    }

    fn next_side(&mut self, command: Command) {
        let Some(places) = self.places() else { return };
        let order = self.calendar_plan(places.body).order();
        let here = order.iter().position(|part| *part == self.calendar.part).unwrap_or_default();
        let step = if command == Command::PreviousPane { order.len() - 1 } else { 1 };
        if let Some(next) = order.get((here + step) % order.len()) {
            self.calendar.part = *next;
        }
    }

    /// Selects the row of the agenda, or lets it go; among the days all that falls on the selected one.
    fn select_here(&mut self) {
        self.calendar.stretch = None;
        let Some(id) = self.decision_here() else { return self.nothing_on_day() };
        let picked = &mut self.shown.decisions.picked;
        if self.calendar.part == Part::Agenda {
            picked.toggle(id);
            self.calendar.travel(1);
            return;
        }
        let (day, is_picked) = (self.calendar.cursor.day, picked.has(id, 0, &(0..0)));
        for entry in self.calendar.rows().iter().filter(|entry| entry.day == day) {
            if picked.has(entry.id, 0, &(0..0)) == is_picked {
                picked.toggle(entry.id);
            }
        }
    }

    /// Selects what falls in the month that is shown, or lets it go.
    fn select_month(&mut self) -> Vec<Effect> {
        self.calendar.stretch = None;
        let shown = &self.shown.decisions;
        let passing = shown.passing().filter(|_| !shown.filter.is_all());
        let sieve = Sieve { text: &shown.filter.text, passing, revision: shown.revision() };
        match self.calendar.month_rows(sieve) {
            Ok(rows) => self.pick_month(&rows),
            Err(query) => return query.map(Effect::Fetch).into_iter().collect(),
        }
        Vec::new()
    }

    /// Selects the rows of a month, or lets them go where all of them are.
    pub(in crate::tui) fn pick_month(&mut self, rows: &[DecisionId]) {
        if rows.is_empty() {
            let month = self.calendar.cursor.day.date().format("%B %Y");
            self.status = Status::Note(format!("nothing ends in {month}, and no notice is due"));
        } else {
            self.shown.decisions.picked.all(rows);
        }
    }

    /// Begins a stretch of the agenda at its row, or keeps the one that was begun.
    fn select_stretch(&mut self) {
        if self.calendar.stretch.take().is_some() {
            return;
        }
        if self.calendar.part != Part::Agenda {
            self.status = Status::Note("select-range works in the agenda; space selects a day".to_owned());
            return;
        }
        let Some(entry) = self.calendar.here() else { return };
        let from = (entry.id, entry.what);
        self.calendar.stretch = Some(Stretch { from, before: self.shown.decisions.picked.clone() });
        self.follow_stretch();
    }

    /// Selects from where the stretch began to the cursor.
    fn follow_stretch(&mut self) {
        let Some(stretch) = &self.calendar.stretch else { return };
        let rows = self.calendar.rows();
        let Some(from) = rows.iter().position(|entry| (entry.id, entry.what) == stretch.from) else {
            self.calendar.stretch = None;
            return;
        };
        let (first, last) = (from.min(self.calendar.at), from.max(self.calendar.at));
        let mut picked = stretch.before.clone();
        picked.add(rows.get(first..=last).unwrap_or_default().iter().map(|entry| entry.id));
        self.shown.decisions.picked = picked;
    }

    fn open_here(&mut self) -> Vec<Effect> {
        let Some(id) = self.decision_here() else {
            self.nothing_on_day();
            return Vec::new();
        };
        // The page goes on from here to the next account of the list.
        if let Some(place) = self.shown.decisions.place(&self.book.decisions, id) {
            let len = self.len(Focus::Renewals);
            self.list_mut(Focus::Renewals).put(place, len);
        }
        self.open(id.account)
    }

    fn nothing_on_day(&mut self) {
        let day = weekday_day(self.calendar.cursor.day, self.now.today);
        self.status = Status::Note(format!("nothing ends on {day}, and no notice is due"));
    }

    /// Makes the calendar's rows as the filter has them now, and asks for what is missing from them.
    pub(in crate::tui) fn wanted_calendar(&mut self) -> Vec<Effect> {
        if self.in_calendar() {
            let filter = &self.shown.decisions.filter;
            let passing = self.shown.decisions.passing().filter(|_| !filter.is_all());
            self.calendar.settle(
                Sieve { text: &filter.text, passing, revision: self.shown.decisions.revision() },
                self.now.today,
            );
            let filtered = passing.is_some();
            let mut wanted: Vec<Effect> = self.calendar.wants(filtered).into_iter().map(Effect::Fetch).collect();
            wanted.extend(self.wanted_agenda_lines());
            return wanted;
        }
        let strip = self.places().is_some_and(|places| places.renewals.is_some());
        let strip = strip && self.page.is_none() && self.forecast.is_none() && self.review.is_none();
        if !strip {
            return Vec::new();
        }
        let (from, to) = strip::reach(&self.calendar, self.now.today);
        self.calendar.wants_sums(from, to, 0).map(Effect::Fetch).into_iter().collect()
    }

    /// Lines of rows of the agenda that may be in sight.
    fn wanted_agenda_lines(&self) -> Option<Effect> {
        let (rows, top) = (self.calendar.rows(), self.calendar.top.min(self.calendar.at));
        let missing = |count: usize| {
            let mut ids: Vec<DecisionId> = Vec::new();
            for entry in rows.iter().skip(top).take(count) {
                if self.book.decisions.line(entry.id).is_none() && !ids.contains(&entry.id) {
                    ids.push(entry.id);
                }
            }
            ids
        };
        if missing(self.calendar.at - top + IN_SIGHT).is_empty() {
            return None;
        }
        let decisions = missing(self.calendar.at - top + AROUND);
        Some(Effect::Fetch(Query::Lines { accounts: Vec::new(), tasks: Vec::new(), decisions }))
    }
}
