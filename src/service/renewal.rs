//! What can be done with renewals.

use crate::domain::book::DecisionId;
use crate::domain::change::{Change, Image};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::plan::{Planned, Sight};
use crate::service::signals::follow;

/// Moves the ends of several terms to one day, all of them or none. Decisions that stand on one renewal move with it.
pub fn reschedule_all(sight: &Sight<'_>, decisions: &[(DecisionId, Day)], due: Day) -> Result<Planned, Error> {
    let mut whole = Planned::default();
    let mut count = 0;
    for (decision, shown) in decisions {
        let planned = reschedule(sight, *decision, *shown, due)?;
        let known = |change: &Change| whole.changes.iter().any(|other: &Change| other.key() == change.key());
        let fresh: Vec<Change> = planned.changes.into_iter().filter(|change| !known(change)).collect();
        if !fresh.is_empty() {
            count += 1;
            whole.note = planned.note;
            whole.changes.extend(fresh);
        }
    }
    match count {
        0 => whole.note = format!("All of them end on {due} already"),
        1 => {}
        many => whole.note = format!("{many} term ends moved to {due}"),
    }
    Ok(whole)
}

/// Moves the end of a term: of the renewal with its own cancel-by, and of its subscription where both had the same day.
/// Refused when the end is no longer the one that the person saw.
pub fn reschedule(sight: &Sight<'_>, decision: DecisionId, shown: Day, due: Day) -> Result<Planned, Error> {
    let line = sight.store.decision_line(decision)?.ok_or_else(|| gone("renewal"))?;
    if line.end != shown {
        let message = format!("the term of {} ends on {} by now, not on {shown}", line.account_name, line.end);
        return Err(Error::new(ErrorKind::Rejected, message, "look at it again and move it from there"));
    }
    let (at, mut changes): (_, Vec<Change>) = (sight.now.at, Vec::new());
    let mut old = line.end;
    if let Some(id) = decision.renewal() {
        let row: Renewal = sight.store.row(&id.to_string())?.ok_or_else(|| gone("renewal"))?;
        old = row.due;
        let moved = |renewal: &mut Renewal| {
            renewal.cancel_by = renewal.cancel_by.map(|day| day.plus_days(due.since(renewal.due)));
            renewal.due = due;
        };
        changes.extend(Image::edited(&row, at, moved).map(Change::from));
    }
    if let Some(id) = decision.subscription() {
        let row: Subscription = sight.store.row(&id.to_string())?.ok_or_else(|| gone("subscription"))?;
        if row.start.is_some_and(|start| due < start) {
            let message = format!("{due} is before the contract of {} begins", line.account_name);
            return Err(Error::new(ErrorKind::Rejected, message, "name a later day"));
        }
        if decision.renewal().is_none() || row.end == Some(old) {
            changes.extend(Image::edited(&row, at, |subscription| subscription.end = Some(due)).map(Change::from));
        }
    }
    if !changes.is_empty() {
        changes.extend(follow::moved(sight, &line, due.since(old))?);
    }
    let note = if changes.is_empty() {
        format!("The term of {} ends on {due} already", line.account_name)
    } else {
        format!("Term end moved from {old} to {due}: {}", line.account_name)
    };
    Ok(Planned { note, changes, made: None })
}
