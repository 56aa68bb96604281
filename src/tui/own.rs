//! Running a person's own command: its rows as JSON or as ids, and what the shell says when it has ended.

use crate::domain::book::DecisionId;
use crate::domain::value::id::{AccountId, TaskId};
use crate::input::command::Command;
use crate::input::own::{Gives, Shows};
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::errand::Errand;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::repeat::Object;
use serde_json::{Value, json};

impl App {
    /// Sends a person's own command off with what it is about.
    pub(in crate::tui) fn run_own(&mut self, command: Command) -> Vec<Effect> {
        let Some(own) = self.keymap.own_of(command) else { return Vec::new() };
        let rows = self.rows_in_hand();
        let input = match own.gives {
            Gives::Ids => rows.iter().filter_map(|row| Some(format!("{}\n", row.get("id")?.as_str()?))).collect(),
            Gives::Json => {
                let document = json!({"schema": "folio.rows/1", "rows": rows});
                format!("{document}\n")
            }
        };
        let errand = Errand { name: own.id.clone(), run: own.run.clone(), shows: own.shows, input };
        if errand.shows == Shows::Status {
            self.status = Status::Note(format!("{} runs", errand.name));
        }
        vec![Effect::Run(Box::new(errand))]
    }

    /// What the shell said of a command.
    pub(in crate::tui) fn ran(&mut self, name: &str, said: Result<String, String>) {
        let text = |text: &str| crate::domain::value::text::shown(text).into_owned();
        self.status = match said {
            Ok(line) if line.is_empty() => Status::Note(format!("{name}: done")),
            Ok(line) => Status::Note(format!("{name}: {}", text(&line))),
            Err(why) => Status::Error(format!("{name}: {}", text(&why))),
        };
    }

    /// What a verb would be about, row by row.
    fn rows_in_hand(&self) -> Vec<Value> {
        let lists = self.page.is_none() && self.forecast.is_none() && self.review.is_none() && self.aimed.is_none();
        if lists && self.focus == Focus::Renewals {
            return self.decisions_in_hand().iter().map(|id| self.decision_row(*id)).collect();
        }
        match self.object() {
            Some(Object::Tasks(tasks, _)) => tasks.iter().map(|id| self.task_row(*id)).collect(),
            Some(object) => object.accounts().iter().map(|id| self.account_row(*id)).collect(),
            None => Vec::new(),
        }
    }

    fn account_row(&self, id: AccountId) -> Value {
        json!({"kind": "account", "id": id.to_string(), "name": self.account_name(id)})
    }

    fn task_row(&self, id: TaskId) -> Value {
        let line = self.task_line(id);
        let account = line.and_then(|line| line.account);
        json!({
            "kind": "task",
            "id": id.to_string(),
            "title": line.map(|line| line.title.as_str()),
            "due": line.and_then(|line| line.due).map(|due| due.to_string()),
            "account": account.map(|account| account.to_string()),
            "account_name": line.filter(|_| account.is_some()).map(|line| line.account_name.as_str()),
        })
    }

    /// A decision is told by its renewal, or by its contract while nobody has begun the renewal.
    fn decision_row(&self, decision: DecisionId) -> Value {
        let (renewal, contract) = (decision.renewal(), decision.subscription());
        let id = renewal.map(|id| id.to_string()).or_else(|| contract.map(|id| id.to_string()));
        json!({
            "kind": if renewal.is_some() { "renewal" } else { "contract" },
            "id": id,
            "end": self.book.decisions.line(decision).map(|line| line.end.to_string()),
            "account": decision.account.to_string(),
            "account_name": self.account_name(decision.account),
        })
    }
}
