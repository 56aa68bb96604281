//! `folio init`, `config`, `keys`: what needs no open book.

use crate::cli::config_edit;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::exit::Exit;
use crate::cli::print::look::Format;
use crate::cli::print::table::Table;
use crate::cli::settled::{Settled, path_text};
use crate::cli::shell::Shell;
use crate::config::load::Fault;
use crate::input::command::COMMANDS;
use crate::input::context::Context;
use crate::service::desk::Desk;
use clap::{Args, Subcommand};
use serde_json::json;

/// Arguments of `init`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio init                  an empty book at the default place
  folio init --db ./acme.db   one somewhere else")]
pub struct InitArgs {}

/// Arguments of `config`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio config path    where the config file is, or would be
  folio config edit    in $VISUAL or $EDITOR; a faulty one is opened again, and never takes the place of a sound one
  folio config check   every fault of it, with line, column and key; exit 2 if there is one")]
pub struct ConfigArgs {
    /// What to do
    #[command(subcommand)]
    pub what: ConfigVerb,
}

/// What `config` does.
#[derive(Subcommand, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigVerb {
    /// Where the config file is, or would be
    #[command(after_long_help = "\
EXAMPLES
  folio config path
  cat \"$(folio config path)\"")]
    Path,
    /// Name every fault of the config file
    #[command(after_long_help = "\
EXAMPLES
  folio config check
  folio config check --config ./new.toml && cp new.toml \"$(folio config path)\"")]
    Check,
    /// Open the config file in an editor
    #[command(after_long_help = "\
EXAMPLES
  folio config edit
  EDITOR=nano folio config edit")]
    Edit,
}

/// Arguments of `keys`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio keys           every command of the screen with its keys and the verb that does the same
  folio keys --check   only what is wrong with [keys] and [commands] in the config; exit 2 if anything is")]
pub struct KeysArgs {
    /// Only name conflicts
    #[arg(long)]
    pub check: bool,
}

/// Makes an empty book.
pub fn init(settled: &Settled, shell: &mut Shell) -> Result<(), Failure> {
    settled.refuse_faults()?;
    let path = settled.book()?;
    if path.symlink_metadata().is_ok() {
        let message = format!("there is a file at {} already; nothing was changed", path_text(path));
        return Err(Failure::new(Exit::Refused, message, "name another one with --db PATH"));
    }
    Desk::create(path, &settled.loaded.settings, settled.clock, "cli")?;
    shell.voice.say(&format!("an empty book is at {}", path_text(path)));
    Ok(())
}

/// Tells where the config is, or what is wrong with it.
pub fn config(args: &ConfigArgs, settled: &Settled, shell: &mut Shell) -> Result<(), Failure> {
    let Some(place) = settled.config.as_deref() else {
        let message = "there is no home folder in which the config could be";
        return Err(Failure::new(Exit::Failed, message, "set HOME, or name the config with --config PATH"));
    };
    let path = path_text(place);
    match args.what {
        ConfigVerb::Path if shell.is_for_programs() => {
            let parts = vec![("path", json!(path)), ("exists", json!(place.exists()))];
            return shell.document("folio.config/1", parts);
        }
        ConfigVerb::Path => return shell.text(&format!("{path}\n")),
        ConfigVerb::Edit => return config_edit::edit(place, settled, shell),
        ConfigVerb::Check => {}
    }
    if matches!(shell.look.format, Format::Auto) {
        let lines: String = settled.faults().into_iter().map(|line| line + "\n").collect();
        shell.text(&lines)?;
    } else {
        shell.report(&faults(settled, |_| true))?;
    }
    match settled.loaded.faults.len() {
        0 => shell.voice.say("no faults"),
        1 => return Err(Failure::usage(format!("one fault in {path}"), "")),
        faults => return Err(Failure::usage(format!("{faults} faults in {path}"), "")),
    }
    Ok(())
}

/// Some faults of the config as programs read them.
fn faults(settled: &Settled, wanted: impl Fn(&Fault) -> bool) -> Table {
    let path = settled.config.as_deref().map(path_text).unwrap_or_default();
    let columns = ["file", "line", "column", "key", "why"];
    let mut table = Table::new("folio.faults/1", columns.map(|key| Column::new(key, key)).to_vec());
    for fault in settled.loaded.faults.iter().filter(|fault| wanted(fault)) {
        let [line, column] = [fault.line, fault.column].map(|n| Cell::count(i64::try_from(n).unwrap_or(i64::MAX)));
        table.push(vec![Cell::word(&path), line, column, Cell::word(&fault.key), Cell::word(&fault.why)]);
    }
    table
}

/// Lists commands with the keys in force.
pub fn keys(args: &KeysArgs, settled: &Settled, shell: &mut Shell) -> Result<(), Failure> {
    let of_keys = |fault: &Fault| fault.key.starts_with("keys") || fault.key.starts_with("commands");
    let told = settled.loaded.faults.iter().zip(settled.faults());
    let faults: Vec<String> = told.filter(|(fault, _)| of_keys(fault)).map(|(_, line)| line).collect();
    if !args.check {
        shell.table(&bindings(settled, shell.is_page()))?;
    } else if shell.is_for_programs() {
        shell.report(&self::faults(settled, of_keys))?;
    }
    match (faults.is_empty(), args.check) {
        (true, true) => shell.voice.say("no conflicts"),
        (true, false) => {}
        (false, true) => return Err(Failure::usage(faults.join("\n"), "until then the default keys hold")),
        (false, false) => shell.voice.warn(&faults.join("\n")),
    }
    Ok(())
}

fn bindings(settled: &Settled, page: bool) -> Table {
    let columns = vec![
        Column::new("keys", "KEYS"),
        Column::new("command", "COMMAND"),
        Column::new("verb", "VERB").dropped(2),
        Column::new("where", "WHERE").dropped(1),
        Column::new("what", "WHAT").cut_to(16),
    ];
    let mut table = Table::new("folio.keys/1", columns);
    for row in COMMANDS {
        let keys = settled.loaded.keymap.keys_of(row.command);
        let places: Vec<&str> = row.contexts.iter().map(place).collect();
        let places = if page && places.len() > 1 { "rows".to_owned() } else { places.join(",") };
        table.push(vec![
            Cell::new(keys.join(", "), keys.join(", "), serde_json::json!(keys)),
            Cell::word(row.id),
            Cell::word(row.verb),
            Cell::word(places),
            Cell::word(row.what),
        ]);
    }
    for (command, own) in settled.loaded.keymap.own_commands() {
        let keys = settled.loaded.keymap.keys_of(command);
        table.push(vec![
            Cell::new(keys.join(", "), keys.join(", "), serde_json::json!(keys)),
            Cell::word(&own.id),
            Cell::word(""),
            Cell::word("rows"),
            Cell::word(settled.loaded.keymap.what(command)),
        ]);
    }
    table
}

fn place(context: Context) -> &'static str {
    match context {
        Context::Everywhere => "everywhere",
        Context::Accounts => "accounts",
        Context::Renewals => "renewals",
        Context::Tasks => "tasks",
        Context::Grid => "calendar",
        Context::Agenda => "agenda",
        Context::Forecast => "forecast",
        Context::Review => "review",
        Context::ReviewTime => "review-time",
        Context::ReviewTasks => "review-tasks",
        Context::ReviewIdle => "review-idle",
        Context::ReviewNote => "review-note",
        Context::Account => "account",
        Context::PageContracts => "page-contracts",
        Context::PageDeals => "page-opportunities",
        Context::PageContacts => "page-contacts",
        Context::PageTasks => "page-tasks",
        Context::PageGoals => "page-goals",
        Context::PageVoice => "page-voice",
        Context::PageTimeline => "page-timeline",
        Context::Popup => "popup",
    }
}
