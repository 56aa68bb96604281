//! The last change, as it can be done again on other rows: the verb and all that was typed with it, without its rows.

use crate::domain::book::DecisionId;
use crate::domain::record::account::CallLevel;
use crate::domain::record::review::Verdict;
use crate::domain::record::task::Priority;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, TaskId};
use crate::service::intent::{HealthDraft, Intent, Promise, Rows, Snooze, Star, Waiting};

/// A change without its rows.
#[derive(Clone, PartialEq, Debug)]
pub enum Repeat {
    /// Tasks done.
    Complete,
    /// Tasks dropped.
    Drop,
    /// Hidden until a day, tasks and accounts alike.
    Snooze(Snooze),
    /// The promised day of tasks moved.
    Reschedule(Promise),
    /// The priority of tasks.
    Prioritise(Option<Priority>),
    /// Who has tasks.
    Wait(Waiting),
    /// Accounts off today's triage.
    DealWith,
    /// A star given or taken.
    Star(Star),
    /// Health by hand, or taken back.
    Health(Option<HealthDraft>),
    /// The own call, or taken back.
    Call(Option<(CallLevel, Option<String>)>),
    /// A playbook started, counted from a day or from its own.
    Playbook(String, Option<Day>),
    /// Accounts put away.
    Archive,
    /// A line of tokens on rows of one kind.
    Modify(Kind, String),
    /// A line logged with an account.
    Touch(String),
    /// A line written down as a task.
    Add(String),
    /// Kept as it is, in a review.
    Keep,
    /// Nothing: why the last change is not done again.
    Never(&'static str),
}

/// Which table a line of tokens was for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Accounts.
    Accounts,
    /// Renewals.
    Renewals,
    /// Tasks.
    Tasks,
}

/// Rows that a change can be done on.
#[derive(Clone, PartialEq, Debug)]
pub enum Object {
    /// Accounts of the accounts pane, or of a page.
    Accounts(Vec<AccountId>),
    /// Accounts of decisions, with these.
    Renewals(Vec<AccountId>, Vec<DecisionId>),
    /// Tasks, with the accounts that they are for.
    Tasks(Vec<TaskId>, Vec<AccountId>),
}

impl Object {
    /// The accounts that the rows are of.
    pub fn accounts(&self) -> &[AccountId] {
        match self {
            Object::Accounts(accounts) | Object::Renewals(accounts, _) | Object::Tasks(_, accounts) => accounts,
        }
    }

    /// The rows themselves, for a change of their fields.
    pub fn rows(&self) -> Rows {
        match self {
            Object::Accounts(accounts) => Rows::Accounts(accounts.clone()),
            Object::Renewals(_, decisions) => {
                Rows::Renewals(decisions.iter().filter_map(DecisionId::renewal).collect())
            }
            Object::Tasks(tasks, _) => Rows::Tasks(tasks.clone()),
        }
    }
}

impl Repeat {
    /// What there is to repeat of an intent. One that is about a single row of its own says that it is not repeated, so
    /// that an older change is never done in its place; what is no change of rows says nothing.
    pub fn of(intent: &Intent) -> Option<Repeat> {
        Some(match intent {
            Intent::CompleteTasks(_) => Repeat::Complete,
            Intent::DropTasks(_) => Repeat::Drop,
            Intent::SnoozeTasks(_, snooze) | Intent::SnoozeAccounts(_, snooze) => Repeat::Snooze(snooze.clone()),
            Intent::RescheduleTasks(_, promise) => Repeat::Reschedule(*promise),
            Intent::Prioritise(_, priority) => Repeat::Prioritise(*priority),
            Intent::Wait(_, waiting) => Repeat::Wait(*waiting),
            Intent::DealWith(_) => Repeat::DealWith,
            Intent::Star(_, star) => Repeat::Star(*star),
            Intent::SetHealth(_, draft) => Repeat::Health(draft.clone()),
            Intent::Call(_, call) => Repeat::Call(call.clone()),
            Intent::StartPlaybook(_, name, on) => Repeat::Playbook(name.clone(), *on),
            Intent::CloseGoals(..) => Repeat::Never("a goal is not closed again by ."),
            Intent::AddFeedback(..) | Intent::ReplyTo(..) => Repeat::Never("feedback is not written down again by ."),
            Intent::AddUsage(..) => Repeat::Never("usage is not written down again by ."),
            Intent::AddCase(..) => Repeat::Never("a case is not kept again by ."),
            Intent::AddGoal(..) => Repeat::Never("a goal is not added again by ."),
            Intent::Archive(Rows::Accounts(_)) => Repeat::Archive,
            Intent::Modify(Rows::Accounts(_), line) => Repeat::Modify(Kind::Accounts, line.clone()),
            Intent::Modify(Rows::Renewals(_), line) | Intent::ModifyDecisions(_, line) => {
                Repeat::Modify(Kind::Renewals, line.clone())
            }
            Intent::Modify(Rows::Tasks(_), line) => Repeat::Modify(Kind::Tasks, line.clone()),
            Intent::LogLine(_, line) => Repeat::Touch(line.clone()),
            Intent::AddLines(_, lines) if lines.len() == 1 => Repeat::Add(lines.first()?.clone()),
            Intent::AddLines(..) => Repeat::Never("pasted lines are not added again by ."),
            Intent::RescheduleRenewal(..) | Intent::RescheduleRenewals(..) => {
                Repeat::Never("the end of a term is not moved again by .")
            }
            Intent::Notice(..) => Repeat::Never("notice is not written down again by ."),
            Intent::AddContract(..) => Repeat::Never("a contract is not added again by ."),
            Intent::AddOpportunity(..) => Repeat::Never("an opportunity is not added again by ."),
            Intent::WinOpportunity(..) | Intent::LoseOpportunity(..) => {
                Repeat::Never("an opportunity is not closed again by .")
            }
            Intent::AddContact(..) => Repeat::Never("a contact is not added again by ."),
            Intent::Edit(_) => Repeat::Never("a form is not saved again by ."),
            Intent::Create(_) => Repeat::Never("what a form made is not made again by ."),
            Intent::AddAccount(_) => Repeat::Never("an account is not added again by ."),
            Intent::StartTimer(..) => Repeat::Never("the clock is not started again by ."),
            Intent::StopTimer(_) => Repeat::Never("the clock is not stopped again by ."),
            Intent::Archive(_) => Repeat::Never("only accounts are put away again by ."),
            Intent::Modify(..) => Repeat::Never("only accounts, renewals and tasks are changed again by ."),
            Intent::Decide(_, _, verdict) => match verdict {
                Verdict::Keep => Repeat::Keep,
                Verdict::Done => Repeat::Complete,
                Verdict::Drop => Repeat::Drop,
                Verdict::Move(to) => Repeat::Reschedule(Promise::from(to)),
                Verdict::Snooze(until) => Repeat::Snooze(Snooze::from(until)),
                Verdict::Task(line) => Repeat::Add(line.clone()),
            },
            _ => return None,
        })
    }

    /// The same change on other rows, or why it has no meaning for them.
    pub fn on(&self, object: &Object) -> Result<Intent, &'static str> {
        let tasks = || match object {
            Object::Tasks(tasks, _) => Ok(tasks.clone()),
            _ => Err("the last change was of a task; . repeats it in tasks"),
        };
        let accounts = || match object.accounts() {
            [] => Err("this row has no account"),
            accounts => Ok(accounts.to_vec()),
        };
        let one = || match object.accounts() {
            [account] => Ok(*account),
            [] => Err("this row has no account"),
            _ => Err("the last change takes one row; esc lets go of the selection"),
        };
        Ok(match self {
            Repeat::Never(why) => return Err(why),
            Repeat::Keep => return Err("rows are kept as they are in the review"),
            Repeat::Complete => Intent::CompleteTasks(tasks()?),
            Repeat::Drop => Intent::DropTasks(tasks()?),
            Repeat::Snooze(snooze) => match object {
                Object::Tasks(tasks, _) => Intent::SnoozeTasks(tasks.clone(), snooze.clone()),
                _ => Intent::SnoozeAccounts(accounts()?, snooze.clone()),
            },
            Repeat::Reschedule(promise) => Intent::RescheduleTasks(tasks()?, *promise),
            Repeat::Prioritise(priority) => Intent::Prioritise(tasks()?, *priority),
            Repeat::Wait(waiting) => Intent::Wait(tasks()?, *waiting),
            Repeat::DealWith => match object {
                Object::Accounts(accounts) => Intent::DealWith(accounts.clone()),
                _ => return Err("the last change was of an account; . repeats it in accounts"),
            },
            Repeat::Star(star) => Intent::Star(accounts()?, *star),
            Repeat::Health(draft) => Intent::SetHealth(accounts()?, draft.clone()),
            Repeat::Call(call) => Intent::Call(accounts()?, call.clone()),
            Repeat::Playbook(name, on) => Intent::StartPlaybook(accounts()?, name.clone(), *on),
            Repeat::Archive => match object {
                Object::Accounts(accounts) => Intent::Archive(Rows::Accounts(accounts.clone())),
                _ => return Err("the last change was of an account; . repeats it in accounts"),
            },
            Repeat::Modify(kind, line) => match (kind, object) {
                (Kind::Renewals, Object::Renewals(_, decisions)) => {
                    Intent::ModifyDecisions(decisions.clone(), line.clone())
                }
                (Kind::Accounts, Object::Accounts(_)) | (Kind::Tasks, Object::Tasks(..)) => {
                    Intent::Modify(object.rows(), line.clone())
                }
                (Kind::Accounts, _) => return Err("the last change was of an account; . repeats it in accounts"),
                (Kind::Renewals, _) => return Err("the last change was of a renewal; . repeats it in renewals"),
                (Kind::Tasks, _) => return Err("the last change was of a task; . repeats it in tasks"),
            },
            Repeat::Touch(line) => Intent::LogLine(one()?, line.clone()),
            Repeat::Add(line) => match object.accounts() {
                [] => Intent::AddLines(None, vec![line.clone()]),
                _ => Intent::AddLines(Some(one()?), vec![line.clone()]),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::id::RenewalId;
    use ulid::Ulid;

    #[test]
    fn a_change_is_done_again_where_it_has_a_meaning() {
        let (task, account) = (TaskId(Ulid(1)), AccountId(Ulid(2)));
        let decision = DecisionId::new(account, Some(RenewalId(Ulid(3))), None);
        let snooze = || Snooze { until: Day(9), reason: None };
        let tasks = Object::Tasks(vec![task], vec![account]);
        let accounts = Object::Accounts(vec![account]);
        let renewals = Object::Renewals(vec![account], vec![decision]);
        let two = Object::Accounts(vec![account, AccountId(Ulid(4))]);
        let loose = Object::Tasks(vec![task], vec![]);
        let line = || "p:1".to_owned();
        let done = Intent::CompleteTasks(vec![task]);
        for (first, on, want) in [
            (done.clone(), &tasks, Some(done.clone())),
            (done, &accounts, None),
            (
                Intent::SnoozeTasks(vec![task], snooze()),
                &accounts,
                Some(Intent::SnoozeAccounts(vec![account], snooze())),
            ),
            (Intent::SnoozeAccounts(vec![account], snooze()), &tasks, Some(Intent::SnoozeTasks(vec![task], snooze()))),
            (Intent::DealWith(vec![account]), &two, Some(Intent::DealWith(two.accounts().to_vec()))),
            (Intent::DealWith(vec![account]), &renewals, None),
            (Intent::Star(vec![account], Star::On), &tasks, Some(Intent::Star(vec![account], Star::On))),
            (Intent::Star(vec![account], Star::On), &loose, None),
            (
                Intent::Modify(Rows::Renewals(vec![]), line()),
                &renewals,
                Some(Intent::ModifyDecisions(vec![decision], line())),
            ),
            (Intent::Modify(Rows::Tasks(vec![]), line()), &accounts, None),
            (Intent::LogLine(account, line()), &two, None),
            (Intent::AddLines(Some(account), vec![line()]), &loose, Some(Intent::AddLines(None, vec![line()]))),
        ] {
            let again = Repeat::of(&first).unwrap();
            assert_eq!(again.on(on).ok(), want, "{first:?} on {on:?}");
        }
        assert_eq!(Repeat::of(&Intent::Undo(1)), None);
        let contact = Repeat::of(&Intent::AddContact(account, line())).unwrap();
        assert_eq!(contact.on(&accounts), Err("a contact is not added again by ."));
    }
}
