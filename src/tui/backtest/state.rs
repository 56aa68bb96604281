//! Where a person is in the backtest: waiting for it, or on a row below its figures.

use crate::domain::stake::backtest::disagreement::Disagreement;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::surprise::Foreseen;
use crate::domain::value::id::AccountId;
use crate::input::command::Command;
use crate::service::backtest::Asked;
use crate::tui::list::List;

/// Which half is shown where the screen has no room for both.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Half {
    /// The verdict, the curve and the captures.
    #[default]
    Figures,
    /// Calls, surprises and the bins of the chances.
    Rows,
}

/// The backtest on the screen.
#[derive(Debug, Default)]
pub struct Backtest {
    /// What was asked.
    pub asked: Asked,
    /// The report, once it is here.
    pub report: Option<Box<Report>>,
    /// How far the work is.
    pub progress: Option<(u32, u32)>,
    /// Why there is none.
    pub fault: Option<String>,
    /// The cursor among the rows.
    pub list: List,
    /// The half that is shown, when the screen was too small for both; none where both were.
    pub half: Option<Half>,
}

/// A row below the figures.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// A call that the model did not share.
    Call(&'a Disagreement),
    /// A loss that the list did not see coming.
    Surprise(&'a Foreseen),
}

impl Row<'_> {
    /// Whose it is.
    pub fn account(&self) -> AccountId {
        match self {
            Row::Call(row) => row.account,
            Row::Surprise(row) => row.account,
        }
    }
}

impl Backtest {
    /// The rows: calls, then surprises.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let Some(report) = &self.report else { return Vec::new() };
        let calls = report.disagreements.iter().map(Row::Call);
        calls.chain(report.surprise.rows.iter().map(Row::Surprise)).collect()
    }

    /// Moves the cursor by so many rows; from the figures first to the rows.
    pub fn step(&mut self, rows: isize) {
        let len = self.rows().len();
        if !self.leaves_figures() {
            self.list.step(rows, len);
        }
    }

    /// Goes as a command says; from the figures first to the rows.
    pub fn travel(&mut self, command: Command) {
        let len = self.rows().len();
        if !self.leaves_figures() {
            self.list.travel(command, len);
        }
    }

    fn leaves_figures(&mut self) -> bool {
        let leaves = self.half == Some(Half::Figures);
        if leaves {
            self.half = Some(Half::Rows);
        }
        leaves
    }

    /// Turns to the other half.
    pub fn turn(&mut self) {
        self.half = self.half.map(|half| if half == Half::Rows { Half::Figures } else { Half::Rows });
    }

    /// The account of the row under the cursor.
    pub fn account(&self) -> Option<AccountId> {
        self.rows().get(self.list.at).map(Row::account)
    }
}
