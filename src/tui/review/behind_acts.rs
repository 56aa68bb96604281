//! Opens the basis of a figure, the rows behind it and the minutes of an account, and walks them.

use crate::domain::phrase::period::Period;
use crate::domain::review::figure::{BehindLine, Figure};
use crate::domain::review::time::TimeEntry;
use crate::domain::review::told;
use crate::domain::review::week::Week;
use crate::domain::value::id::{AccountId, TouchId};
use crate::input::key::Key;
use crate::service::intent::Rows;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::behind::{About, Asked, Behind, Row, of_entry, of_figure};
use crate::tui::review::state::Span;

impl App {
    /// Shows what the figure in a row is reckoned on.
    pub(in crate::tui) fn open_basis(&mut self, at: usize) -> Vec<Effect> {
        let Some(page) = self.review.as_ref().and_then(|review| review.page()) else { return Vec::new() };
        let Some(line) = page.figures.get(at) else {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        };
        let (figure, unit, home) = (line.figure, line.figure.unit(), page.home);
        let amount = |amount| told::amount(amount, unit, home);
        let mut basis = vec![line.basis.clone(), String::new()];
        let mut also = Vec::new();
        for (name, one) in [
            ("this week", line.this),
            ("the week before", line.last),
            ("mean of four weeks", line.average),
            ("the quarter so far", line.quarter),
        ] {
            also.extend(one.map(|one| format!("{name} {}", amount(one))));
        }
        if let Some(part) = told::reached(line) {
            also.push(format!("{} of the quarter's target of {}", told::share(part), told::target(line, home)));
        }
        basis.push(also.join(", "));
        let week = page.week;
        let title = format!("{} in {week}", line.figure.label().trim());
        self.modal = Some(Modal::Behind(Box::new(Behind::new(About::Figure(week, figure), title, basis))));
        vec![Effect::Fetch(Query::Behind(week, figure))]
    }

    /// Shows the touches that the minutes in a row are of.
    pub(in crate::tui) fn open_entries(&mut self, at: usize) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let Some(line) = review.time_lines().nth(at) else {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        };
        let Some(account) = line.account else {
            self.status = Status::Note("minutes are corrected entry by entry: enter on an account".to_owned());
            return Vec::new();
        };
        let (Some(table), Some(page)) = (review.time(), review.page()) else { return Vec::new() };
        // The entries are those of the minutes that are shown.
        let (period, of) = match review.span {
            Span::Week => (table.period, page.week.to_string()),
            Span::Quarter => (table.period, page.quarter_name.clone()),
        };
        let title = format!("Minutes of {of} with {}", line.name);
        self.modal = Some(Modal::Behind(Box::new(Behind::new(About::Minutes(period, account), title, Vec::new()))));
        vec![Effect::Fetch(Query::TimeEntries(period, Some(account)))]
    }

    /// Takes in the rows behind a figure.
    pub(in crate::tui) fn got_behind(&mut self, week: Week, figure: Figure, lines: Vec<BehindLine>) {
        let home = self.home;
        let money = |minor: i64| crate::domain::value::money::short(minor, home);
        if let Some(Modal::Behind(behind)) = &mut self.modal
            && behind.about == About::Figure(week, figure)
        {
            behind.rows = Some(lines.into_iter().map(|line| of_figure(line, money)).collect());
        }
    }

    /// Takes in the touches of an account.
    pub(in crate::tui) fn got_entries(&mut self, period: Period, account: Option<AccountId>, entries: Vec<TimeEntry>) {
        if let (Some(Modal::Behind(behind)), Some(account)) = (&mut self.modal, account)
            && behind.about == About::Minutes(period, account)
        {
            behind.rows = Some(entries.into_iter().map(of_entry).collect());
        }
    }

    /// Takes a key while the popup is open.
    pub(in crate::tui) fn behind_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Behind(mut behind)) = self.modal.take() else { return Vec::new() };
        self.status = Status::Quiet;
        match behind.key(key) {
            Asked::Nothing => self.modal = Some(Modal::Behind(behind)),
            Asked::Close => {}
            Asked::Open => {
                let row = behind.rows.as_ref().and_then(|rows| rows.get(behind.list.at)).cloned();
                let Some(row) = row else {
                    self.modal = Some(Modal::Behind(behind));
                    return Vec::new();
                };
                if let (About::Minutes(..), Ok(touch)) = (behind.about, row.key.parse::<TouchId>()) {
                    return self.ask_minutes(touch, &row);
                }
                return self.open_row(row.kind, &row.key, row.account, row.day);
            }
        }
        Vec::new()
    }

    fn ask_minutes(&mut self, touch: TouchId, row: &Row) -> Vec<Effect> {
        let minutes = row.figure.strip_prefix("no ").map_or(row.figure.as_str(), |_| "");
        let about = format!("{} {}", row.name, row.title);
        self.ask_with(Purpose::Modify(Rows::Touches(vec![touch])), about, format!("minutes:{minutes}"), "")
    }
}
