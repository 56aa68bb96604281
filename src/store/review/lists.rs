//! What the lists of a review show beside its figures: deals won and goals met in a week, the renewals of a week that has
//! gone by, and the touches whose minutes are corrected.

use crate::domain::phrase::period::Period;
use crate::domain::record::goal::Goal;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::Moment;
use crate::domain::value::id::AccountId;
use crate::store::db::Store;
use crate::store::error::Error;
use rusqlite::params;

impl Store {
    /// Deals won in a period, by day.
    pub fn deals_won(&self, period: Period) -> Result<Vec<Opportunity>, Error> {
        self.rows(
            "WHERE state = 'won' AND close BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY close, id",
            [period.first, period.last],
        )
    }

    /// Goals met in a period, by day.
    pub fn goals_met(&self, period: Period) -> Result<Vec<Goal>, Error> {
        self.rows(
            "WHERE state = 'met' AND closed_on BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY closed_on, id",
            [period.first, period.last],
        )
    }

    /// Renewals whose term ended in a period, settled or not, by day.
    pub fn renewals_ending(&self, period: Period) -> Result<Vec<Renewal>, Error> {
        self.rows("WHERE due BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY due, id", [period.first, period.last])
    }

    /// Touches from a moment on and before another, the latest first, of one account or of all.
    pub fn touches_between(
        &self,
        (from, to): (Moment, Moment),
        account: Option<AccountId>,
    ) -> Result<Vec<Touch>, Error> {
        match account {
            Some(id) => self.rows(
                "WHERE account = ?1 AND at >= ?2 AND at < ?3 AND archived_at IS NULL ORDER BY at DESC, id DESC",
                params![id.to_string(), from, to],
            ),
            None => self.rows(
                "WHERE at >= ?1 AND at < ?2 AND archived_at IS NULL ORDER BY at DESC, id DESC",
                params![from, to],
            ),
        }
    }
}
