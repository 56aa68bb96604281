//! Targets: set, told, forgotten. A figure has one a period: setting it anew changes it.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::period::Period;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::target::{Goal, Metric, Target};
use crate::domain::value::id::TargetId;
use crate::domain::value::milli::Milli;
use crate::domain::value::money::Money;
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::plan::{Planned, Sight};
use crate::store::db::Store;

/// The targets, by period.
pub fn all(store: &Store) -> Result<Vec<Target>, Error> {
    Ok(store.rows("WHERE archived_at IS NULL ORDER BY first, last, id", [])?)
}

/// Sets the target of a figure for a period.
pub fn set(sight: &mut Sight<'_>, metric: Metric, period: Period, goal: Goal) -> Result<Planned, Error> {
    if matches!(goal, Goal::Money(Money { minor: ..=0, .. }) | Goal::Number(Milli(..=0))) {
        return Err(Error::new(
            ErrorKind::Usage,
            "a target is more than nothing",
            "write how much: 1.2m, 900k EUR, 90%",
        ));
    }
    let told = goal.told(metric);
    let known = all(sight.store)?.into_iter().find(|row| row.metric == metric && row.period() == period);
    let Some(old) = known else {
        let (id, meta) = (TargetId(sight.ids.next(sight.now.at)), Meta::made(sight.now.at));
        let row = Target { id, meta, metric, first: period.first, last: period.last, goal };
        let note = format!("Target of {} for {metric}: {told}", row.title());
        let made = Some(row.key());
        return Ok(Planned { note, changes: vec![Image::made(row).into()], made });
    };
    let changed = Image::edited(&old, sight.now.at, |row| row.goal = goal);
    let note = match changed {
        Some(_) => format!("Target of {} for {metric}: {} to {told}", old.title(), old.goal.told(metric)),
        None => format!("The target of {} is {told} already", old.title()),
    };
    Ok(Planned { note, changes: changed.map(Change::from).into_iter().collect(), made: None })
}

/// Forgets targets.
pub fn remove(sight: &Sight<'_>, ids: &[TargetId]) -> Result<Planned, Error> {
    let (mut changes, mut names): (Vec<Change>, Vec<String>) = (Vec::new(), Vec::new());
    for id in ids {
        let row: Target = sight.store.row(&id.to_string())?.ok_or_else(|| gone("target"))?;
        names.push(row.title());
        changes.push(Image { before: Some(Box::new(row)), after: None }.into());
    }
    Ok(Planned { note: format!("Target forgotten: {}", names.join(", ")), changes, made: None })
}
