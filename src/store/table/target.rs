//! The table of targets.

use crate::domain::record::target::{Goal, Target};
use crate::domain::value::milli::Milli;
use crate::domain::value::money::Money;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for Target {
    const TABLE: &'static str = "target";
    const COLUMNS: &'static str = "metric, first, last, goal_minor, goal_currency, goal_milli";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.metric));
        put.put(self.first);
        put.put(self.last);
        let number = match self.goal {
            Goal::Money(_) => None,
            Goal::Number(number) => Some(number.0),
        };
        put.money(self.goal.money());
        put.put(number);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Target> {
        let (metric, first, last) = (get.word()?, get.take()?, get.take()?);
        let (money, number): (Option<Money>, Option<i64>) = (get.money()?, get.take()?);
        Ok(Target {
            id: key_of(key)?,
            metric,
            first,
            last,
            goal: money.map_or(Goal::Number(Milli(number.unwrap_or_default())), Goal::Money),
            meta: get.meta()?,
        })
    }
}
