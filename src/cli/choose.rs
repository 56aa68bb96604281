//! Which rows a verb is about: by reference, or by filter. What a filter picks for a verb is what the list of the same
//! filter shows; many rows at once are asked about first.

use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::book::TaskLine;
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::view::ListKind;
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::shown;
use crate::service::any::{self, Any};
use crate::service::desk::Desk;
use crate::service::error::Error;
use crate::service::find::Found;
use crate::service::intent::Rows;
use crate::service::query::{Answer, Hidden, Lines, Query};
use clap::Args;
use std::collections::HashSet;
use std::hash::Hash;

/// More rows than this are asked about before they are written.
const MANY: usize = 20;

/// The filter of a list.
#[derive(Args, Clone, Debug, Default)]
pub struct Where {
    /// Words of the filter language: health:red arr:100k.. not +paused
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// The same as one argument; beside words, both must hold
    #[arg(id = "where", short = 'w', long = "where", value_name = "QUERY")]
    pub wanted: Option<String>,
    /// A saved view, or one that is always there (`folio view ls`); what else is asked must hold too
    #[arg(long, value_name = "VIEW")]
    pub view: Option<String>,
}

impl Where {
    /// The filter of the words, of `--where` and of the view.
    pub fn filter(&self, desk: &Desk, list: ListKind) -> Result<Filter, Failure> {
        let words = desk.read_filter(&self.query.join(" "))?;
        let wanted = desk.read_filter(self.wanted.as_deref().unwrap_or_default())?;
        let view = self.view.as_deref().map(|name| desk.view_filter(name, list)).transpose()?;
        Ok(view.unwrap_or_default().and(words).and(wanted))
    }

    /// Says that a list has no row, and what else could be asked.
    pub fn nothing(&self, what: &str, otherwise: &str) -> String {
        let parts: Vec<&str> =
            self.view.iter().chain(&self.query).chain(&self.wanted).map(|part| part.trim()).collect();
        let told = parts.join(" ");
        if told.is_empty() {
            return format!("no {what} here{otherwise}");
        }
        format!("no {what} matches {}{otherwise}", shown(&told))
    }
}

/// The rows of a verb that writes.
#[derive(Args, Clone, Debug, Default)]
pub struct Choice {
    /// Ids, beginnings of ids, names, or words of a title
    #[arg(value_name = "REF", required_unless_present = "where")]
    pub refs: Vec<String>,
    /// All that match a filter, as the list of the same filter shows them, in one step of undo; closed tasks only for archive
    #[arg(id = "where", short = 'w', long = "where", value_name = "QUERY", conflicts_with = "refs")]
    pub wanted: Option<String>,
    /// Write more than 20 rows without asking
    #[arg(short, long)]
    pub yes: bool,
}

/// What is meant, for verbs that take both tasks and accounts.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Side {
    /// Accounts: --where asks them, not tasks, and a name is an account's
    #[arg(long)]
    pub accounts: bool,
}

/// What was chosen: one kind of thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Objects {
    /// Tasks.
    Tasks(Vec<TaskId>),
    /// Accounts.
    Accounts(Vec<AccountId>),
}

impl Objects {
    /// The same as rows of a table.
    pub fn rows(&self) -> Rows {
        match self {
            Objects::Tasks(tasks) => Rows::Tasks(tasks.clone()),
            Objects::Accounts(accounts) => Rows::Accounts(accounts.clone()),
        }
    }
}

impl Choice {
    /// The rows of any table, closed tasks too where the filter is for them.
    pub fn rows(&self, side: Side, desk: &Desk) -> Result<Rows, Failure> {
        match &self.wanted {
            _ if side.accounts => self.accounts(desk).map(Rows::Accounts),
            Some(text) => task_lines(text, desk).map(|lines| Rows::Tasks(lines.iter().map(|line| line.id).collect())),
            None => self.found(|reference| desk.find_row(reference)),
        }
    }

    /// The rows of the references among those in the archive.
    pub fn archived(&self, side: Side, desk: &Desk) -> Result<Rows, Failure> {
        self.found(|reference| match reference.strip_prefix("account:") {
            None if side.accounts => desk.find_archived(&format!("account:{reference}")),
            _ => desk.find_archived(reference),
        })
    }

    fn found(&self, find: impl Fn(&str) -> Result<Any, Error>) -> Result<Rows, Failure> {
        let found: Vec<Any> = self.refs.iter().map(|reference| find(reference)).collect::<Result<_, _>>()?;
        Ok(any::rows(&unique(found))?)
    }

    /// The tasks, open ones of a filter, or the accounts; both at once would be two steps of undo, and are refused.
    pub fn objects(&self, side: Side, desk: &Desk) -> Result<Objects, Failure> {
        match &self.wanted {
            _ if side.accounts => self.accounts(desk).map(Objects::Accounts),
            Some(text) => tasks_where(text, desk).map(Objects::Tasks),
            None => sorted(desk, &self.refs),
        }
    }

    /// The tasks, open ones of a filter.
    pub fn tasks(&self, desk: &Desk) -> Result<Vec<TaskId>, Failure> {
        if let Some(text) = &self.wanted {
            return tasks_where(text, desk);
        }
        let plain = |reference: &String| reference.strip_prefix("task:").unwrap_or(reference).to_owned();
        let found: Result<Vec<TaskId>, _> =
            self.refs.iter().map(|reference| desk.find_task(&plain(reference))).collect();
        Ok(unique(found?))
    }

    /// The accounts.
    pub fn accounts(&self, desk: &Desk) -> Result<Vec<AccountId>, Failure> {
        if let Some(text) = &self.wanted {
            return accounts_where(text, desk);
        }
        let found: Result<Vec<AccountId>, _> = self.refs.iter().map(|reference| desk.find_account(reference)).collect();
        Ok(unique(found?))
    }

    /// Whether to go on with so many rows: not with none, and with many only when that is wanted. What is said tells why
    /// not.
    pub fn goes_on(&self, count: usize, what: &str, dry: bool, shell: &mut Shell) -> Result<bool, Failure> {
        if count == 0 {
            let wanted = self.wanted.as_deref().unwrap_or_default();
            shell.voice.hint(&format!("nothing matches {}: no {what} to change", shown(wanted.trim())));
            return Ok(false);
        }
        if count <= MANY || self.yes || dry {
            return Ok(true);
        }
        let asked = shell.confirm(&format!("This changes {count} {what}s. Go on?"));
        let yes = asked.map_err(|_| {
            let hint = "--yes does it without asking, --dry-run only says what would be done";
            Failure::usage(format!("this would change {count} {what}s at once"), hint)
        })?;
        if !yes {
            shell.voice.say("nothing was written");
        }
        Ok(yes)
    }
}

/// The open ones of the tasks that `folio tasks QUERY` lists.
fn tasks_where(text: &str, desk: &Desk) -> Result<Vec<TaskId>, Failure> {
    Ok(task_lines(text, desk)?.iter().filter(|line| line.state.is_open()).map(|line| line.id).collect())
}

/// The tasks that `folio tasks QUERY` lists, closed ones too where the filter is for them.
fn task_lines(text: &str, desk: &Desk) -> Result<Vec<TaskLine>, Failure> {
    let filter = some_filter(text, desk)?;
    Ok(lines(desk, &Query::Tasks { account: None, filter, hidden: Hidden::Out, limit: u32::MAX })?.tasks)
}

/// The accounts that `folio ls QUERY` lists.
fn accounts_where(text: &str, desk: &Desk) -> Result<Vec<AccountId>, Failure> {
    let filter = some_filter(text, desk)?;
    let found = lines(desk, &Query::Accounts { filter, hidden: Hidden::Out, limit: u32::MAX })?;
    Ok(found.accounts.iter().map(|line| line.id).collect())
}

/// A filter that says something: an empty one, such as a script's unset variable, is for no verb that writes.
fn some_filter(text: &str, desk: &Desk) -> Result<Filter, Failure> {
    let filter = desk.read_filter(text)?;
    if filter.is_all() {
        return Err(Failure::usage("the filter is empty: it would be for every row", "say which rows, or name them"));
    }
    Ok(filter)
}

fn lines(desk: &Desk, query: &Query) -> Result<Lines, Failure> {
    desk.freshen()?;
    match desk.fetch(query)? {
        Answer::Lines(lines) => Ok(*lines),
        _ => Ok(Lines::default()),
    }
}

/// The tasks or the accounts of references.
fn sorted(desk: &Desk, refs: &[String]) -> Result<Objects, Failure> {
    let (mut tasks, mut accounts) = (Vec::new(), Vec::new());
    for reference in refs {
        match desk.find(reference)? {
            Found::Task(id) => tasks.push(id),
            Found::Account(id) => accounts.push(id),
        }
    }
    match (tasks.is_empty(), accounts.is_empty()) {
        (_, true) => Ok(Objects::Tasks(unique(tasks))),
        (true, _) => Ok(Objects::Accounts(unique(accounts))),
        _ => Err(Failure::usage(
            "some of these are tasks and some are accounts",
            "name tasks or accounts, not both at once; `task:WORDS` and `account:NAME` say which is meant",
        )),
    }
}

/// Leaves out what was named before, so that nothing is written twice.
fn unique<T: Eq + Hash + Clone>(mut ids: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}
