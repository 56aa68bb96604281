//! What is decided about the rows of a review. The verbs are those of every list; what they do is written down with the
//! week, in one step with what it changes.

use crate::domain::record::review::{Matter, OnDay, Verdict};
use crate::domain::review::page::Suggestion;
use crate::domain::value::id::TaskId;
use crate::domain::value::text::Text;
use crate::service::intent::{Intent, Snooze};
use crate::tui::app::App;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::plan::Part;

fn hidden(snooze: &Snooze) -> Verdict {
    Verdict::Snooze(OnDay { day: snooze.until, with: snooze.reason.as_deref().map(Text::new) })
}

/// A verb on rows of a review as a decision; none where it is no decision.
fn decision(intent: &Intent) -> Option<(Vec<Matter>, Verdict)> {
    let tasks = |ids: &[TaskId]| ids.iter().copied().map(Matter::Task).collect();
    Some(match intent {
        Intent::CompleteTasks(ids) => (tasks(ids), Verdict::Done),
        Intent::DropTasks(ids) => (tasks(ids), Verdict::Drop),
        Intent::SnoozeTasks(ids, snooze) => (tasks(ids), hidden(snooze)),
        Intent::RescheduleTasks(ids, to) => (tasks(ids), Verdict::Move(OnDay { day: to.day, with: to.minute })),
        Intent::SnoozeAccounts(ids, snooze) => (ids.iter().copied().map(Matter::Account).collect(), hidden(snooze)),
        Intent::AddLines(Some(account), lines) => {
            let [line] = lines.as_slice() else { return None };
            (vec![Matter::Account(*account)], Verdict::Task(line.clone()))
        }
        _ => return None,
    })
}

impl App {
    /// The same intent, as a decision of the review where it is one.
    pub(in crate::tui) fn as_decision(&self, intent: Intent) -> Intent {
        let Some(review) = self.review.as_ref().filter(|_| self.in_review() && self.aimed.is_none()) else {
            return intent;
        };
        match (review.part, decision(&intent)) {
            (Part::Slipped, Some((about, verdict))) if about.iter().all(|one| matches!(one, Matter::Task(_))) => {
                Intent::Decide(review.week, about, verdict)
            }
            (Part::Idle, Some((about, verdict))) => Intent::Decide(review.week, about, verdict),
            _ => intent,
        }
    }

    /// Decides that what is in hand stays as it is.
    pub(in crate::tui) fn keep_in_review(&mut self) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let (week, about) = (review.week, review.in_hand());
        if !matches!(review.part, Part::Slipped | Part::Idle) {
            self.status = Status::Note("keep is for what slipped and for idle accounts".to_owned());
            return Vec::new();
        }
        if about.is_empty() {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        }
        self.send(Intent::Decide(week, about, Verdict::Keep))
    }

    /// Does what is suggested for the tasks in hand; of several only where they are all for the same.
    pub(in crate::tui) fn accept_in_review(&mut self) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let (week, about, today) = (review.week, review.in_hand(), self.now.today);
        let of = |one: &Matter| {
            let row = review.slipped().iter().find(|row| Matter::Task(row.line.task) == *one)?;
            Some(match row.line.suggestion {
                Suggestion::Today => Verdict::Move(OnDay { day: today, with: None }),
                Suggestion::Move(day) => Verdict::Move(OnDay { day, with: None }),
                Suggestion::Drop => Verdict::Drop,
            })
        };
        let verdicts: Option<Vec<Verdict>> = about.iter().map(of).collect();
        let first = verdicts.as_ref().and_then(|all| all.first().cloned());
        match (first, verdicts) {
            (Some(first), Some(all)) if all.iter().all(|one| *one == first) => {
                self.send(Intent::Decide(week, about, first))
            }
            (Some(_), Some(_)) => {
                self.status = Status::Note("the suggestions for these rows differ: take them one by one".to_owned());
                Vec::new()
            }
            _ => {
                self.status = Status::Note("nothing is suggested here; the slipped tasks have suggestions".to_owned());
                Vec::new()
            }
        }
    }

    /// Asks for a task for each of the accounts in hand.
    pub(in crate::tui) fn add_for_each(&mut self) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let about = review.in_hand();
        let accounts: Vec<_> =
            about.iter().filter_map(|one| if let Matter::Account(id) = one { Some(*id) } else { None }).collect();
        match accounts.as_slice() {
            [] => {
                self.status = Status::Note("no row here".to_owned());
                Vec::new()
            }
            [one] => {
                let name = self.account_name(*one);
                self.ask(Purpose::Add(Some(*one)), name)
            }
            many => {
                let (week, about) = (review.week, format!("each of {} accounts", many.len()));
                self.ask(Purpose::AddEach(week, accounts), about)
            }
        }
    }
}

/// What was decided, in two words.
pub fn told(verdict: &Verdict) -> String {
    let day = |day: &crate::domain::value::day::Day| day.date().format("%a %-d").to_string();
    match verdict {
        Verdict::Keep => "kept".to_owned(),
        Verdict::Done => "done".to_owned(),
        Verdict::Drop => "dropped".to_owned(),
        Verdict::Move(to) => format!("to {}", day(&to.day)),
        Verdict::Snooze(until) => format!("zzz {}", day(&until.day)),
        Verdict::Task(_) => "task".to_owned(),
    }
}
