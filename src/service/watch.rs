//! Asks at a desk what rules and cadences want started, and starts it.

use crate::service::desk::Desk;
use crate::service::error::Error;
use crate::service::intent::Outcome;
use crate::service::signals::{Checked, check};

impl Desk {
    /// The playbook of each run that has something still to do.
    pub fn running(&self) -> Result<Vec<String>, Error> {
        Ok(self.store().open_runs()?.into_iter().map(|run| run.playbook).collect())
    }

    /// What rules and cadences would start now.
    pub fn rehearse_check(&mut self) -> Result<Checked, Error> {
        if self.signals().is_idle() {
            return Ok(Checked::default());
        }
        self.freshen()?;
        let mut found = Checked::default();
        let _ = self.plan_only(|sight| {
            let (checked, planned) = check(sight)?;
            found = checked;
            Ok(planned)
        })?;
        Ok(found)
    }

    /// Starts what rules and cadences want started, in one step of undo. Where there is nothing, nothing is written.
    pub fn check(&mut self) -> Result<(Checked, Outcome), Error> {
        let mut found = self.rehearse_check()?;
        if found.started.is_empty() {
            return Ok((found, Outcome::default()));
        }
        // Somebody else may have looked meanwhile: what is started is decided again where nobody else writes.
        let outcome = self.write(|sight| {
            let (checked, planned) = check(sight)?;
            found = checked;
            Ok(planned)
        })?;
        Ok((found, outcome))
    }
}
