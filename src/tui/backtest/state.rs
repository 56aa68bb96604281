//! Where a person is in the backtest: waiting for it, or on a row below its figures.

use crate::domain::stake::backtest::disagreement::Disagreement;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::surprise::Foreseen;
use crate::domain::value::id::AccountId;
use crate::service::backtest::Asked;
use crate::tui::list::List;

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

    /// The account of the row under the cursor.
    pub fn account(&self) -> Option<AccountId> {
        self.rows().get(self.list.at).map(Row::account)
    }
}
