//! What keys do in the backtest, and what comes in for it.

use crate::domain::stake::backtest::report::Report;
use crate::input::command::Command;
use crate::service::backtest::Asked;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::backtest::state::{Backtest, Half};
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

impl App {
    /// Opens the backtest of the last years, and asks for it.
    pub(in crate::tui) fn open_backtest(&mut self) -> Vec<Effect> {
        let asked = Asked::default();
        self.modal = Some(Modal::Backtest(Box::new(Backtest { asked, ..Backtest::default() })));
        vec![Effect::Fetch(Query::Backtest(asked))]
    }

    /// Goes from row to row of the backtest; none when it is not open.
    pub(in crate::tui) fn travel_backtest(&mut self, command: Command) -> Option<()> {
        let Some(Modal::Backtest(backtest)) = &mut self.modal else { return None };
        backtest.travel(command);
        Some(())
    }

    /// Turns the backtest from its figures to its rows, and back.
    pub(in crate::tui) fn turn_backtest(&mut self) -> Vec<Effect> {
        if let Some(Modal::Backtest(backtest)) = &mut self.modal {
            backtest.turn();
        }
        Vec::new()
    }

    /// Opens the account of the row under the cursor.
    pub(in crate::tui) fn open_tested(&mut self) -> Vec<Effect> {
        let Some(Modal::Backtest(backtest)) = &mut self.modal else { return Vec::new() };
        if backtest.half == Some(Half::Figures) {
            backtest.turn();
            return Vec::new();
        }
        let Some(account) = backtest.account() else {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        };
        self.modal = None;
        self.open(account)
    }

    /// Takes in the report, unless another one was asked for.
    pub(in crate::tui) fn got_backtest(&mut self, asked: Asked, report: Box<Report>) {
        if let Some(Modal::Backtest(backtest)) = &mut self.modal
            && backtest.asked == asked
        {
            backtest.report = Some(report);
        }
    }

    /// Takes in how far the work is.
    pub(in crate::tui) fn tell_progress(&mut self, done: u32, of: u32) {
        if let Some(Modal::Backtest(backtest)) = &mut self.modal {
            backtest.progress = Some((done, of));
        }
    }

    /// Says where the report would stand why there is none.
    pub(in crate::tui) fn backtest_failed(&mut self, why: &str) {
        if let Some(Modal::Backtest(backtest)) = &mut self.modal
            && backtest.report.is_none()
        {
            backtest.fault = Some(why.to_owned());
        }
    }
}
