//! Which document each verb prints with `--json`: one row a verb, held equal to the tree of verbs by a test.

use crate::cli::schema::documents::DOCUMENTS;
use crate::cli::schema::lists::LISTS;
use crate::cli::schema::shape::Schema;
use crate::cli::schema::signals::SIGNALS;
use crate::cli::schema::tested::TESTED;
use crate::cli::schema::weeks::WEEKS;

/// What a verb prints with `--json`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prints {
    /// One of these documents.
    Json(&'static [&'static str]),
    /// A text whose format is the verb's own affair, and what that is.
    Text(&'static str),
}

/// What a verb that only writes prints.
const WRITTEN: Prints = Prints::Json(&["folio.written/1"]);

/// Every verb, as it is typed.
pub const VERBS: &[(&str, Prints)] = &[
    ("account", WRITTEN),
    ("add", WRITTEN),
    ("archive", WRITTEN),
    ("backtest", Prints::Json(&["folio.backtest/1"])),
    ("backup", Prints::Json(&["folio.backup/1"])),
    ("call", Prints::Json(&["folio.call/1", "folio.written/1"])),
    ("calls", Prints::Json(&["folio.calls/1"])),
    ("case", Prints::Json(&["folio.cases/1", "folio.written/1"])),
    ("check", Prints::Json(&["folio.check/1"])),
    ("completions", Prints::Text("a script for a shell")),
    ("config check", Prints::Json(&["folio.faults/1"])),
    ("config edit", Prints::Text("nothing: it opens an editor")),
    ("config path", Prints::Json(&["folio.config/1"])),
    ("contact", Prints::Json(&["folio.contacts/1", "folio.written/1"])),
    ("contract", Prints::Json(&["folio.contracts/1", "folio.written/1"])),
    ("demo", Prints::Text("the place of the book")),
    ("doctor", Prints::Json(&["folio.doctor/1"])),
    ("done", WRITTEN),
    ("drop", WRITTEN),
    ("edit", WRITTEN),
    ("evidence", Prints::Json(&["folio.evidence/1"])),
    ("export csv", Prints::Text("a list as a sheet")),
    ("export ics", Prints::Text("a calendar")),
    ("export json", Prints::Text("what --json of the list prints")),
    ("export jsonl", Prints::Text("the whole book, a row a line")),
    ("export md", Prints::Text("a list as a table in Markdown")),
    ("feedback", Prints::Json(&["folio.feedback/1", "folio.written/1"])),
    ("forecast", Prints::Json(&["folio.forecast/1"])),
    ("goal", Prints::Json(&["folio.goals/1", "folio.written/1"])),
    ("health", Prints::Json(&["folio.health/1", "folio.written/1"])),
    ("import", Prints::Json(&["folio.import/1"])),
    ("init", Prints::Text("nothing")),
    ("keys", Prints::Json(&["folio.faults/1", "folio.keys/1"])),
    ("log", Prints::Json(&["folio.log/1"])),
    ("ls", Prints::Json(&["folio.accounts/1"])),
    ("man", Prints::Text("a man page")),
    ("note", WRITTEN),
    ("notice", WRITTEN),
    ("opportunity", Prints::Json(&["folio.opportunities/1", "folio.written/1"])),
    ("playbook ls", Prints::Json(&["folio.playbooks/1"])),
    ("playbook show", Prints::Json(&["folio.playbook/1"])),
    ("playbook start", WRITTEN),
    ("purge", Prints::Text("nothing")),
    ("redo", WRITTEN),
    ("renewals", Prints::Json(&["folio.renewals/1"])),
    ("resched", WRITTEN),
    ("restore", Prints::Text("nothing")),
    ("review", Prints::Json(&["folio.review/1", "folio.review.behind/1", "folio.written/1"])),
    ("schema", Prints::Json(&["folio.schemas/1"])),
    ("search", Prints::Json(&["folio.search/1"])),
    ("set", WRITTEN),
    ("settle", WRITTEN),
    ("show", Prints::Json(&["folio.account/1"])),
    ("snooze", WRITTEN),
    ("star", WRITTEN),
    ("stats", Prints::Json(&["folio.stats/1"])),
    ("target ls", Prints::Json(&["folio.targets/1"])),
    ("target rm", WRITTEN),
    ("target set", WRITTEN),
    ("tasks", Prints::Json(&["folio.tasks/1"])),
    ("timer", Prints::Json(&["folio.timer/1"])),
    ("timer cancel", WRITTEN),
    ("timer start", WRITTEN),
    ("timer stop", WRITTEN),
    ("today", Prints::Json(&["folio.today/1", "folio.notify/1"])),
    ("touch", WRITTEN),
    ("undo", WRITTEN),
    ("usage", Prints::Json(&["folio.usage/1", "folio.written/1"])),
    ("view ls", Prints::Json(&["folio.views/1"])),
    ("view rm", WRITTEN),
    ("view save", WRITTEN),
    ("wait", WRITTEN),
    ("why", Prints::Json(&["folio.why/1"])),
];

/// Every schema.
pub fn schemas() -> impl Iterator<Item = &'static Schema> {
    DOCUMENTS.iter().chain(LISTS).chain(WEEKS).chain(SIGNALS).chain(TESTED)
}

/// The verbs that print a document.
pub fn printers(schema: &str) -> impl Iterator<Item = &'static str> {
    VERBS
        .iter()
        .filter(move |(_, prints)| matches!(prints, Prints::Json(names) if names.contains(&schema)))
        .map(|(verb, _)| *verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory;

    /// Every verb that does something by itself, as it is typed.
    fn leaves(command: &clap::Command, before: &str, found: &mut Vec<String>) {
        for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
            let typed = format!("{before}{}", verb.get_name());
            if !verb.has_subcommands() || !verb.is_subcommand_required_set() {
                found.push(typed.clone());
            }
            leaves(verb, &format!("{typed} "), found);
        }
    }

    #[test]
    fn every_verb_says_what_it_prints_as_json() {
        let mut found = Vec::new();
        leaves(&Cli::command(), "", &mut found);
        found.sort();
        let rows: Vec<&str> = VERBS.iter().map(|(verb, _)| *verb).collect();
        assert!(rows.is_sorted(), "keep the rows in order");
        assert_eq!(found, rows, "a row is missing in VERBS, or too many");
    }

    #[test]
    fn every_schema_is_printed_and_every_printed_one_is_there() {
        let mut names: Vec<&str> = schemas().map(|schema| schema.name).collect();
        for name in &names {
            assert!(printers(name).next().is_some(), "no verb prints {name}");
        }
        for (verb, prints) in VERBS {
            let Prints::Json(printed) = prints else { continue };
            for name in *printed {
                assert!(names.contains(name), "{verb} prints {name}, which is in no table of schemas");
            }
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "a name stands twice");
    }
}
