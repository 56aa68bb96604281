//! `folio edit`: the whole record in the person's own editor, or from stdin, as TOML and Markdown; only what differs is
//! written.

use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::settled::path_text;
use crate::cli::shell::Shell;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::document::{self, Fault, WRITE_OVER};
use crate::service::edit::{RecordView, RowName};
use crate::service::editor::{self, Job, file_name};
use crate::service::intent::Intent;
use crate::service::query::{Answer, Query};
use clap::Args;

/// Arguments of `edit`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
The record opens in $VISUAL, else $EDITOR, else vi: its fields as TOML, each with what it takes, and its notes as Markdown \
behind them. What differs when the editor is left is written as one step of undo; nothing differs, nothing is written. A \
faulty edit opens again at its line with what is wrong on top; left as it is, it is kept in a file and nothing is written. \
A record that somebody else wrote meanwhile is not written over: the edit opens again upon what is there by now.

EXAMPLES
  folio edit globex
  folio edit 01KB3Q                          a task, by the beginning of its id
  folio edit globex --print                  the text alone
  printf 'segment = \"enterprise\"\\n' | folio edit globex -
  folio edit globex --print | sed 's/onboarding/adopting/' | folio edit globex -")]
pub struct EditArgs {
    /// The row: an id or the beginning of one, a name, words of a task's title
    #[arg(value_name = "REF")]
    pub reference: String,
    /// Reads the text from stdin
    #[arg(value_name = "-", value_parser = ["-"])]
    pub from: Option<String>,
    /// Writes the text to stdout and changes nothing
    #[arg(long, conflicts_with = "from")]
    pub print: bool,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Edits a record.
pub fn edit(args: &EditArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let found = desk.find_row(&args.reference)?;
    let row = RowName { kind: found.kind, key: found.key };
    let view = read(&row, desk)?;
    if args.print {
        return shell.text(&document::printed(&document::write(&view)));
    }
    if args.from.is_some() {
        let text = shell.piped()?;
        let edit = document::read(&text, &view, desk.now().today, &desk.dates()).map_err(|fault| faulty(&fault))?;
        return act(desk, shell, Intent::Edit(Box::new(edit)), args.dry).map(drop);
    }
    if !shell.is_answered() {
        let hint = "`folio edit REF -` reads the text from stdin, `--print` writes it";
        return Err(Failure::usage("an editor needs a terminal", hint));
    }
    by_editor(view, args.dry, desk, shell)
}

fn read(row: &RowName, desk: &Desk) -> Result<RecordView, Failure> {
    match desk.fetch(&Query::Record(row.clone()))? {
        Answer::Record(view) => Ok(*view),
        _ => Err(Failure::new(Exit::Failed, "the record could not be read", "")),
    }
}

fn faulty(fault: &Fault) -> Failure {
    Failure::usage(fault.to_string(), "nothing was changed")
}

/// Hands the record to the editor until it is written, given up or left as it was.
fn by_editor(mut view: RecordView, dry: Dry, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let command = editor::command();
    let (mut given, mut at) = (document::write(&view), 1);
    let mut refused: Option<Failure> = None;
    loop {
        let job = Job { text: given.clone(), name: file_name(&view.title), line: at };
        let left = editor::run_spared(&command, &job);
        let left = left.map_err(|fault| Failure::new(Exit::Failed, shown(&fault.to_string()).into_owned(), ""))?;
        if let Some(failure) = refused.take()
            && left == given
        {
            return Err(kept(failure, &left, &job.name));
        }
        let read = document::read(&left, &view, desk.now().today, &desk.dates());
        match read {
            Err(fault) => {
                (given, at) = document::with_fault(&left, &fault.to_string(), Some(fault.line));
                refused = Some(faulty(&fault));
            }
            Ok(edit) if edit.fields.is_empty() => {
                shell.voice.say(&format!("nothing was changed: {}", view.title));
                return Ok(());
            }
            Ok(edit) => {
                let done = act(desk, shell, Intent::Edit(Box::new(edit.clone())), dry);
                let Err(failure) = done else { return Ok(()) };
                // What was typed goes back to the editor, upon the record as it is by now.
                view = self::read(&view.row, desk)?;
                let why = format!("{}\n{}\n{WRITE_OVER}", failure.message, failure.hint);
                (given, at) = document::with_fault(&document::write(&view.with(&edit.fields)), why.trim(), None);
                refused = Some(failure);
            }
        }
    }
}

/// The failure of an edit that was given up, with the file that it is kept in.
fn kept(failure: Failure, text: &str, name: &str) -> Failure {
    match editor::keep(text.as_bytes(), name) {
        Ok(path) => {
            let hint =
                format!("nothing was written; kept in {}, which `folio edit REF - <FILE` reads", path_text(&path));
            Failure { hint, ..failure }
        }
        Err(_) => failure,
    }
}
