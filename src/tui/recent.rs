//! Rows visited or acted on lately, the last one first.

use crate::domain::jump::target::Target;
use crate::service::intent::{Intent, Rows};
use std::collections::VecDeque;

/// Rows kept.
const KEPT: usize = 40;

/// Rows visited lately.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recent(VecDeque<Target>);

impl Recent {
    /// Puts a row first.
    pub fn visit(&mut self, target: Target) {
        self.0.retain(|known| *known != target);
        self.0.push_front(target);
        self.0.truncate(KEPT);
    }

    /// Takes note of what is written to.
    pub fn note(&mut self, intent: &Intent) {
        if let Some(target) = subject(intent) {
            self.visit(target);
        }
    }

    /// The rows, the last visited first.
    pub fn iter(&self) -> impl Iterator<Item = Target> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<Target> for Recent {
    /// Rows, the last visited first.
    fn from_iter<I: IntoIterator<Item = Target>>(targets: I) -> Recent {
        let mut recent = Recent::default();
        for target in targets.into_iter().take(KEPT) {
            if !recent.0.contains(&target) {
                recent.0.push_back(target);
            }
        }
        recent
    }
}

/// The row that a write is about; one about many rows says nothing of any of them.
fn subject(intent: &Intent) -> Option<Target> {
    match intent {
        Intent::CompleteTasks(ids)
        | Intent::DropTasks(ids)
        | Intent::SnoozeTasks(ids, _)
        | Intent::RescheduleTasks(ids, _)
        | Intent::Prioritise(ids, _)
        | Intent::Wait(ids, _)
        | Intent::Modify(Rows::Tasks(ids), _) => one(ids).map(Target::Task),
        Intent::DealWith(ids)
        | Intent::SnoozeAccounts(ids, _)
        | Intent::Star(ids, _)
        | Intent::Modify(Rows::Accounts(ids), _) => one(ids).map(Target::Account),
        Intent::AddLines(Some(id), _)
        | Intent::LogLine(id, _)
        | Intent::AddContact(id, _)
        | Intent::StartTimer(id, _) => Some(Target::Account(*id)),
        Intent::Create(draft) => draft.account.map(Target::Account),
        Intent::RescheduleRenewal(id, ..) | Intent::SettleRenewal(id, ..) | Intent::Notice(id, ..) => {
            Some(Target::Account(id.account))
        }
        _ => None,
    }
}

fn one<T: Copy>(ids: &[T]) -> Option<T> {
    match ids {
        [id] => Some(*id),
        _ => None,
    }
}
