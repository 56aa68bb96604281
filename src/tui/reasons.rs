//! Why a command does nothing where the keyboard is: said before it is tried, by the palette and by help.

use crate::input::command::Command;
use crate::tui::app::{App, ELSEWHERE};
use crate::tui::doing::takes_one;
use crate::tui::visited::Way;

/// Commands that are about the row under the cursor, the selection or the page's account.
fn about_a_row(command: Command) -> bool {
    matches!(
        command,
        Command::Open
            | Command::Done
            | Command::Drop
            | Command::Snooze
            | Command::Reschedule
            | Command::Settle
            | Command::Touch
            | Command::Modify
            | Command::PriorityNone
            | Command::PriorityHigh
            | Command::PriorityNormal
            | Command::PriorityLow
            | Command::WaitCustomer
            | Command::WaitSales
            | Command::WaitSupport
            | Command::WaitProduct
            | Command::WaitNobody
            | Command::AddContact
            | Command::AddContract
            | Command::AddOpportunity
            | Command::AddGoal
            | Command::AddFeedback
            | Command::AddUsage
            | Command::AddCase
            | Command::Notice
            | Command::Health
            | Command::Call
            | Command::Playbook
            | Command::ContactForm
            | Command::ContractForm
            | Command::OpportunityForm
            | Command::GoalForm
            | Command::FeedbackForm
            | Command::CaseForm
            | Command::TaskForm
            | Command::NoteForm
            | Command::Edit
            | Command::EditWhole
            | Command::CopyRow
            | Command::CopyName
            | Command::CopyEmail
            | Command::CopyLink
            | Command::CopyId
            | Command::CopySummary
            | Command::OpenLink
            | Command::Archive
            | Command::Repeat
            | Command::Star
            | Command::Why
    )
}

impl App {
    /// Why a command would do nothing here; none when it can be done.
    pub(in crate::tui) fn why_not(&self, command: Command) -> Option<String> {
        if !command.fits(self.place()) {
            let there = ELSEWHERE.iter().find(|(context, _)| command.fits(*context)).map(|(_, place)| *place);
            return Some(format!("works in {}", there.unwrap_or("another place")));
        }
        let (count, _) = self.picked();
        if count > 0 && takes_one(command) {
            return Some(format!("takes one row, and {count} are selected"));
        }
        let nothing = |why: &str| Some(why.to_owned());
        match command {
            Command::Repeat if self.last.is_none() => nothing("nothing was changed yet"),
            Command::PlaceBack if !self.trail.leads(Way::Back) => nothing("no place further back"),
            Command::PlaceForward if !self.trail.leads(Way::Forward) => nothing("no place further forward"),
            Command::Preview if self.size.0 < self.screen.wide => Some(format!("needs {} columns", self.screen.wide)),
            command if about_a_row(command) && self.is_bare() => nothing("no row here"),
            _ => None,
        }
    }

    /// Whether there is nothing that a verb could be about.
    fn is_bare(&self) -> bool {
        self.object().is_none() && self.decision_here().is_none() && self.subject().is_none()
    }

    /// What a verb would be about, in a few words: `3 selected`, else the name of the row; empty where there is none.
    pub(in crate::tui) fn scope(&self) -> String {
        match self.picked() {
            (0, _) => self.object().map(|object| self.object_name(&object)).unwrap_or_default(),
            (count, _) => format!("{count} selected"),
        }
    }
}
