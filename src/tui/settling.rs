//! Settling the renewal under the cursor: a line to type, and the desk's word on what it would write, asked for anew at
//! each key. An answer about another line than the one that stands there is passed over.

use crate::domain::book::DecisionId;
use crate::domain::phrase::outcome;
use crate::domain::value::day::Day;
use crate::service::error::Error;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::modals::meaning::preview::Told;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::prompt::Prompt;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::palette::state::Said;
use crate::tui::panes::foot::Status;

impl App {
    /// Asks how the renewal under the cursor ended.
    pub(in crate::tui) fn ask_outcome(&mut self) -> Vec<Effect> {
        let (count, _) = self.picked();
        if count > 0 {
            let note = format!("settle takes one renewal; esc lets go of the selection of {count}");
            self.status = Status::Note(note);
            return Vec::new();
        }
        let here = self.decision_here();
        let end = here.and_then(|id| Some((id, self.book.decisions.line(id)?.end)));
        if let Some((id, end)) = end {
            return self.ask_outcome_of(id, end);
        }
        self.status = Status::Note("no row here".to_owned());
        Vec::new()
    }

    /// Asks how a decision ended whose term is shown to end on a day.
    pub(in crate::tui) fn ask_outcome_of(&mut self, decision: DecisionId, end: Day) -> Vec<Effect> {
        let about = format!("{}, term ends {end}", self.account_name(decision.account));
        self.told = None;
        let mut effects = self.ask(Purpose::Settle(decision, end), about);
        effects.extend(self.ask_told());
        effects
    }

    /// Asks what the line would write, where one stands that settles something.
    pub(in crate::tui) fn ask_told(&self) -> Option<Effect> {
        let prompt = self.open_prompt()?;
        let Purpose::Settle(decision, end) = prompt.purpose else { return None };
        let line = prompt.input.value();
        let reads = outcome::parse(line, self.now.today, &self.dates).is_ok();
        reads.then(|| Effect::Fetch(Query::Settling(decision, end, line.to_owned())))
    }

    /// Takes in what a line would write.
    pub(in crate::tui) fn settling_came(&mut self, line: String, says: Result<Vec<(&'static str, String)>, Error>) {
        let stands = |prompt: &Prompt| matches!(prompt.purpose, Purpose::Settle(..)) && prompt.input.value() == line;
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
