//! What ends or changes the row under the cursor by a line: the desk's word on what it would write is asked for anew at
//! each key. An answer about another line than the one that stands there is passed over.

use crate::domain::book::DecisionId;
use crate::domain::phrase::outcome;
use crate::domain::value::day::Day;
use crate::service::error::Error;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::modals::meaning::preview::{Meaning, Sight, Told};
use crate::tui::modals::modal::Modal;
use crate::tui::modals::prompt::Prompt;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::palette::state::Said;
use crate::tui::panes::foot::Status;
use std::collections::HashSet;

/// Rows out of sight that a prompt names.
const NAMED: usize = 4;

impl App {
    /// Asks how the renewal under the cursor ended, or all that are selected.
    pub(in crate::tui) fn ask_outcome(&mut self) -> Vec<Effect> {
        self.of_decisions(|app, several| match several {
            [(id, end)] => app.ask_outcome_of(*id, *end),
            many => app.ask(Purpose::SettleAll(many.to_vec()), app.renewals_in_hand(many)),
        })
    }

    /// Asks where the term under the cursor is to end, or all that are selected.
    pub(in crate::tui) fn move_term(&mut self) -> Vec<Effect> {
        self.of_decisions(|app, several| match several {
            [(id, end)] => {
                let about = format!("{}, now {end}", app.account_name(id.account));
                app.ask(Purpose::RescheduleRenewal(*id, *end), about)
            }
            many => app.ask(Purpose::MoveAll(many.to_vec()), app.renewals_in_hand(many)),
        })
    }

    /// How many renewals are in hand, and by name those that are selected though the list does not show them.
    fn renewals_in_hand(&self, several: &[(DecisionId, Day)]) -> String {
        let rows: HashSet<DecisionId> = self.shown.decisions.rows(&self.book.decisions).iter().copied().collect();
        let off: Vec<String> = several
            .iter()
            .filter(|(id, _)| !rows.contains(id))
            .map(|(id, end)| format!("{} {end}", self.account_name(id.account)))
            .collect();
        let count = format!("{} renewals", several.len());
        match off.as_slice() {
            [] => count,
            [.., last] if off.len() > NAMED => {
                let first = off.get(..NAMED - 1).unwrap_or_default().join(", ");
                format!("{count}; {} not shown: {first} ... {last}", off.len())
            }
            _ => format!("{count}; not shown: {}", off.join(", ")),
        }
    }

    /// Does something about the decisions in hand, each with the end of its term. Without its line nobody has seen a row.
    fn of_decisions(&mut self, act: impl FnOnce(&mut App, &[(DecisionId, Day)]) -> Vec<Effect>) -> Vec<Effect> {
        let here = self.decisions_in_hand();
        let ends = |id: &DecisionId| Some((*id, self.book.decisions.line(*id)?.end));
        let seen: Vec<(DecisionId, Day)> = here.iter().filter_map(ends).collect();
        if here.is_empty() {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        }
        if seen.len() < here.len() {
            self.status = Status::Note("rows are still being read; the same key in a moment".to_owned());
            let unseen = here.into_iter().filter(|id| self.book.decisions.line(*id).is_none()).collect();
            let lines = Query::Lines { accounts: Vec::new(), tasks: Vec::new(), decisions: unseen };
            return vec![Effect::Fetch(lines)];
        }
        act(self, &seen)
    }

    /// Asks how a decision ended whose term is shown to end on a day.
    pub(in crate::tui) fn ask_outcome_of(&mut self, decision: DecisionId, end: Day) -> Vec<Effect> {
        let about = format!("{}, term ends {end}", self.account_name(decision.account));
        self.ask(Purpose::Settle(decision, end), about)
    }

    /// Asks when the notice of a decision came in.
    pub(in crate::tui) fn ask_notice_of(&mut self, decision: DecisionId) -> Vec<Effect> {
        let about = self.account_name(decision.account);
        self.ask_with(Purpose::Notice(decision), about, "today".to_owned(), "")
    }

    /// Asks when the notice of the renewal under the cursor came in.
    pub(in crate::tui) fn ask_notice(&mut self) -> Vec<Effect> {
        if let Some(id) = self.decision_here() {
            return self.ask_notice_of(id);
        }
        self.status = Status::Note("no row here".to_owned());
        Vec::new()
    }

    /// Asks for a contract of the row's account.
    pub(in crate::tui) fn add_contract(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddContract(account), self.account_name(account)),
            None => self.nobody(),
        }
    }

    /// Asks for an opportunity of the row's account.
    pub(in crate::tui) fn add_opportunity(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddOpportunity(account), self.account_name(account)),
            None => self.nobody(),
        }
    }

    /// Asks what the line would write, where one stands that writes something.
    pub(in crate::tui) fn ask_told(&self) -> Option<Effect> {
        let prompt = self.open_prompt()?;
        if !prompt.purpose.is_weighed() {
            return None;
        }
        let line = prompt.input.value();
        if let Purpose::Settle(decision, end) = prompt.purpose {
            let reads = outcome::parse(line, self.now.today, &self.dates).is_ok();
            return reads.then(|| Effect::Fetch(Query::Settling(decision, end, line.to_owned())));
        }
        match prompt.meaning(Sight { told: None, ..self.sight() }) {
            Meaning::Is(intent, _) => Some(Effect::Fetch(Query::Rehearsal(line.to_owned(), intent))),
            _ => None,
        }
    }

    /// Takes in what a line would write.
    pub(in crate::tui) fn told_came(&mut self, line: String, says: Result<Vec<(&'static str, String)>, Error>) {
        let stands = |prompt: &Prompt| prompt.purpose.is_weighed() && prompt.input.value() == line;
        if self.open_prompt().is_some_and(stands) {
            self.told = Some(Told { line, says });
        }
    }

    /// The line that is being typed, in its prompt or behind its command in the palette.
    fn open_prompt(&self) -> Option<&Prompt> {
        match &self.modal {
            Some(Modal::Prompt(prompt)) => Some(prompt),
            Some(Modal::Palette(palette)) => match &palette.said {
                Said::Line(asked) => Some(&asked.prompt),
                _ => None,
            },
            _ => None,
        }
    }
}
