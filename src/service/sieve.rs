//! A filter asked of single rows and lines, one after another.

use crate::domain::book::DecisionId;
use crate::domain::figure::forecast::ForecastLine;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::DecisionRow;
use crate::domain::record::renewal::RenewalStage;
use crate::domain::value::id::TaskId;

/// A filter and the rows that it is asked of.
pub struct Sieve {
    sheet: Sheet,
    matcher: Matcher,
}

impl Sieve {
    /// A filter with the rows that it is asked of.
    pub(in crate::service) fn new(sheet: Sheet, matcher: Matcher) -> Sieve {
        Sieve { sheet, matcher }
    }

    /// Whether it holds for a line of a forecast: a settled one too, and one as it was.
    pub fn passes(&self, line: &ForecastLine) -> bool {
        let settled = line.outcome.is_some();
        let row = DecisionRow {
            id: DecisionId::new(line.account, line.renewal, line.subscription),
            end: line.due,
            cancel_by: None,
            locked: false,
            stage: settled.then_some(RenewalStage::Closed),
        };
        self.sheet.line_passes(&self.matcher, &row)
    }

    /// Whether it holds for a decision to come.
    pub fn has_decision(&self, id: DecisionId) -> bool {
        !self.sheet.decisions_passing(&self.matcher, &[id]).is_empty()
    }

    /// Whether it holds for an open task.
    pub fn has_task(&self, id: TaskId) -> bool {
        !self.sheet.tasks_passing(&self.matcher, &[id]).is_empty()
    }
}
