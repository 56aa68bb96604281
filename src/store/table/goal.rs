//! The table of goals.

use crate::domain::record::goal::Goal;
use crate::domain::value::milli::Milli;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for Goal {
    const TABLE: &'static str = "goal";
    const COLUMNS: &'static str =
        "account, objective, measure, baseline_milli, target_milli, current_milli, due, state, closed_on";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(&self.objective);
        put.put(self.measure.as_ref());
        put.put(self.baseline.map(|figure| figure.0));
        put.put(self.target.map(|figure| figure.0));
        put.put(self.current.map(|figure| figure.0));
        put.put(self.due);
        put.put(word(&self.state));
        put.put(self.closed_on);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Goal> {
        let account = get.word()?;
        let (objective, measure) = (get.take()?, get.take()?);
        let [baseline, target, current] =
            [get.take::<Option<i64>>()?, get.take::<Option<i64>>()?, get.take::<Option<i64>>()?];
        Ok(Goal {
            id: key_of(key)?,
            account,
            objective,
            measure,
            baseline: baseline.map(Milli),
            target: target.map(Milli),
            current: current.map(Milli),
            due: get.take()?,
            state: get.word()?,
            closed_on: get.take()?,
            meta: get.meta()?,
        })
    }
}
