//! What can be done with the goals of success plans.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::meta::{Meta, Record};
use crate::domain::value::id::{AccountId, GoalId};
use crate::domain::value::text::{Text, folded};
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::fill;
use crate::service::find::refuse_archived;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told, unique};
use crate::service::typed;

/// Adds a goal to an account from a line as people type it.
pub fn add(sight: &mut Sight<'_>, account: AccountId, typed: &str) -> Result<Planned, Error> {
    refuse_archived(&row_of(sight.store, &account.to_string())?)?;
    let made = modify::parse_new(typed, &Target::of::<Goal>(), sight.now.today, &sight.measure.dates);
    let made = made.map_err(|error| typed::refused(&error))?;
    make(sight, account, &made.name, &made.edits)
}

/// Adds a goal to an account from its objective and what was read of its fields.
pub(in crate::service) fn make(
    sight: &mut Sight<'_>,
    account: AccountId,
    name: &str,
    edits: &[Edit],
) -> Result<Planned, Error> {
    refuse_archived(&row_of(sight.store, &account.to_string())?)?;
    if name.is_empty() {
        let hint = "write it first: Onboarding in 10 days baseline:21 target:10 due:eoq";
        return Err(Error::new(ErrorKind::Usage, "a goal needs an objective", hint));
    }
    let key = folded(name);
    let open = "WHERE account = ?1 AND state = 'open' AND archived_at IS NULL";
    let known: Vec<Goal> = sight.store.rows(open, [account.to_string()])?;
    if let Some(twin) = known.iter().find(|row| folded(row.objective.raw()) == key) {
        let message = format!("there is an open goal {} already: {}", twin.objective.shown(), twin.id);
        return Err(Error::new(ErrorKind::Rejected, message, "change that one: `folio goal ACCOUNT --set NAME …`"));
    }
    let id = GoalId(sight.ids.next(sight.now.at));
    let mut goal = Goal::named(id, Meta::made(sight.now.at), account, Text::new(name));
    fill(sight, &mut goal, edits)?;
    if goal.state != GoalState::Open {
        goal.turn(goal.state, sight.now.today);
    }
    let due = goal.due.map(|due| format!(", due {due}")).unwrap_or_default();
    let note = format!("Goal added: {}{due}", told(sight.store, &goal)?);
    let made = Some(goal.key());
    Ok(Planned { note, changes: vec![Image::made(goal).into()], made })
}

/// Says what became of goals that are open. What was said of one before is corrected by a line of changes.
pub fn close(sight: &Sight<'_>, goals: &[GoalId], state: GoalState) -> Result<Planned, Error> {
    let today = sight.now.today;
    let mut changes: Vec<Change> = Vec::new();
    let mut last = String::new();
    for key in unique(goals) {
        let row: Goal = row_of(sight.store, &key)?;
        if row.state == state {
            continue;
        }
        if row.state != GoalState::Open {
            let message = format!("closed already: {} is {}", row.objective.shown(), row.state);
            let hint = format!("correct that with a line of changes: folio set {} state:{state}", row.id);
            return Err(Error::new(ErrorKind::Rejected, message, hint));
        }
        changes.extend(Image::edited(&row, sight.now.at, |goal| goal.turn(state, today)).map(Change::from));
        last = told(sight.store, &row)?;
    }
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("Goal {state}: {last}"),
        many => format!("{many} goals {state}"),
    };
    Ok(Planned { note, changes, made: None })
}
