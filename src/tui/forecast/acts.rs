//! What keys do in the forecast: among the figures they go from one to another, in the rows below from row to row.

use crate::domain::figure::period::name;
use crate::domain::value::money::short;
use crate::input::command::Command;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::forecast::figures::columns;
use crate::tui::forecast::state::{Forecast, Part};
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

impl App {
    /// Whether the forecast has the keyboard, popups apart.
    pub(in crate::tui) fn in_forecast(&self) -> bool {
        self.forecast.is_some() && self.page.is_none()
    }

    /// The list that a filter or a view is for: what the forecast adds up are renewals.
    pub(in crate::tui) fn list_here(&self) -> Focus {
        if self.in_forecast() { Focus::Renewals } else { self.focus }
    }

    /// Opens the forecast on this quarter.
    pub(in crate::tui) fn open_forecast(&mut self) -> Vec<Effect> {
        if self.modal.take().is_some() {
            return Vec::new();
        }
        (self.page, self.review) = (None, None);
        self.forecast = Some(Forecast::around(self.now.today, self.calendar.cut.fiscal_start));
        Vec::new()
    }

    /// Does a command in the forecast; none when it does the same there as anywhere.
    pub(in crate::tui) fn forecast_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        if !self.in_forecast() || self.modal.is_some() {
            return None;
        }
        let (columns, today) = (columns(self.size.0).len(), self.now.today);
        let forecast = self.forecast.as_mut()?;
        match command {
            Command::Left => forecast.place.1 = forecast.cell(columns).1.saturating_sub(1),
            Command::Right => forecast.place.1 = (forecast.cell(columns).1 + 1).min(columns - 1),
            Command::PreviousPeriod => forecast.step(-3),
            Command::NextPeriod => forecast.step(3),
            Command::PreviousQuarter => forecast.step(-12),
            Command::NextQuarter => forecast.step(12),
            Command::ThisDay => forecast.go(today),
            Command::Down
            | Command::Up
            | Command::HalfPageDown
            | Command::HalfPageUp
            | Command::Top
            | Command::Bottom => travel(forecast, command, columns),
            Command::OtherSide => forecast.enter(match forecast.part {
                Part::Figures => Part::Decisions,
                Part::Decisions => Part::Changes,
                Part::Changes => Part::Figures,
            }),
            Command::Open if forecast.part == Part::Figures => forecast.enter(Part::Decisions),
            Command::Open => return Some(self.open_behind(columns)),
            Command::Back | Command::Cancel if forecast.part != Part::Figures => forecast.enter(Part::Figures),
            Command::Back => self.forecast = None,
            Command::Cancel if !self.shown.decisions.filter.is_all() => {
                self.status = Status::Note("the filter is off".to_owned());
                return Some(self.set_filter(Focus::Renewals, Filter::default()));
            }
            Command::Zoom | Command::Cancel => {}
            _ => return None,
        }
        Some(Vec::new())
    }

    fn open_behind(&mut self, columns: usize) -> Vec<Effect> {
        let found = self.forecast.as_ref().and_then(|forecast| forecast.line(columns)).map(|line| line.account);
        if let Some(account) = found {
            return self.open(account);
        }
        self.status = Status::Note("no row here".to_owned());
        Vec::new()
    }

    /// Asks what the renewals of the period under the cursor are to bring.
    pub(in crate::tui) fn ask_target(&mut self) -> Vec<Effect> {
        let columns = columns(self.size.0).len();
        let (fiscal, home) = (self.calendar.cut.fiscal_start, self.home);
        let Some(forecast) = self.forecast.as_ref() else { return Vec::new() };
        let Some(row) = forecast.rows().get(forecast.cell(columns).0) else { return Vec::new() };
        let period = row.sum.period;
        let held = forecast.outlook().and_then(|outlook| outlook.goal(period));
        let held = held.map(|goal| format!(", now {} {home}", short(goal, home))).unwrap_or_default();
        self.ask(Purpose::Target(period), format!("{} renewals{held}", name(period, fiscal)))
    }

    /// Asks for the forecast if it is open and not here as it is now.
    pub(in crate::tui) fn wanted_forecast(&mut self) -> Option<Effect> {
        let filter = self.filter(Focus::Renewals).clone();
        self.forecast.as_mut()?.wants(&filter).map(Effect::Fetch)
    }

    /// Something was written, and changes what is reckoned from it.
    pub(in crate::tui) fn reckon_anew(&mut self) {
        self.calendar.outdated();
        if let Some(forecast) = &mut self.forecast {
            forecast.outdated();
        }
        if let Some(review) = &mut self.review {
            review.outdated();
        }
    }

    /// Where the page of an account was opened from.
    pub(in crate::tui) fn came_from(&self) -> &'static str {
        if self.review.is_some() {
            return "Review";
        }
        match (&self.forecast, self.alone, self.focus) {
            (Some(_), ..) => "Forecast",
            (None, false, _) => "Triage",
            (None, true, Focus::Accounts) => "Accounts",
            (None, true, Focus::Renewals) => "Renewals",
            (None, true, Focus::Tasks) => "Tasks",
        }
    }
}

fn travel(forecast: &mut Forecast, command: Command, columns: usize) {
    let len = forecast.len(columns);
    let half = isize::try_from(forecast.list.height / 2).unwrap_or(1).max(1);
    let figures = forecast.part == Part::Figures;
    let at = if figures { forecast.cell(columns).0 } else { forecast.list.at };
    let place = match command {
        Command::Down => at + 1,
        Command::Up => at.saturating_sub(1),
        Command::HalfPageDown => at.saturating_add_signed(half),
        Command::HalfPageUp => at.saturating_add_signed(-half),
        Command::Top => 0,
        _ => len,
    };
    if figures {
        forecast.place.0 = place.min(len.saturating_sub(1));
    } else {
        forecast.list.put(place, len);
    }
}
