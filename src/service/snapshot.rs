//! The snapshot of a week: what each account is ranked by on the first day of it on which folio runs.

use crate::domain::stake::loss::Prior;
use crate::domain::stake::order::{Place, compare};
use crate::domain::stake::score::score;
use crate::domain::stake::stake::stake;
use crate::domain::value::day::{Day, Now};
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::store::db::Store;
use crate::store::inputs::Which;
use crate::store::snapshot::{Snapshot, SnapshotLine};

/// The Monday of the week of a day.
pub fn week_of(day: Day) -> Day {
    day.plus_days(-i32::try_from(day.weekday().num_days_from_monday()).unwrap_or_default())
}

/// What a snapshot of now holds.
pub(in crate::service) fn reckon(store: &Store, measure: &Measure, now: Now) -> Result<Snapshot, Error> {
    let (lost, decided) = store.decided(now.today)?;
    let prior = Prior { lost, decided };
    let mut found = Vec::new();
    store.each_dossier(Which::All, now, |dossier| {
        let inputs = dossier.inputs;
        let stake = stake(&inputs, &measure.weights, &measure.rates, prior, None, now.today);
        let day = stake.next.as_ref().map(|term| term.decision.day);
        let health = score(&inputs, &measure.weights, now.today).measured;
        let line = SnapshotLine { inputs, stake: stake.total, arr: stake.arr, p: stake.p, health };
        found.push((line, day, stake.revenue));
        Ok::<(), Error>(())
    })?;
    found.sort_by(|a, b| compare(&place(a), &place(b)));
    let lines = found.into_iter().map(|(line, ..)| line).collect();
    Ok(Snapshot { day: now.today, week: week_of(now.today), at: now.at, prior, lines })
}

fn place((line, decision, revenue): &(SnapshotLine, Option<Day>, i64)) -> Place<'_> {
    Place {
        pin: line.inputs.pin,
        stake: line.stake,
        decision: *decision,
        revenue: *revenue,
        name: &line.inputs.name,
        id: line.inputs.account,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        for (day, monday) in [("2026-11-23", "2026-11-23"), ("2026-11-29", "2026-11-23"), ("2027-01-01", "2026-12-28")]
        {
            assert_eq!(week_of(day.parse().unwrap()).to_string(), monday, "{day}");
        }
    }
}
