//! `folio note`: words about an account as they are, from the line, from stdin or from the person's own editor.

use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::settled::path_text;
use crate::cli::shell::Shell;
use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::edit::RecordDraft;
use crate::service::editor::{self, Job};
use crate::service::intent::Intent;
use clap::Args;

/// Arguments of `note`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Nothing in a note is read as a token; `folio touch` takes a line with kind, length and next step. Without words it opens \
$VISUAL, else $EDITOR, else vi; an empty note is not written. A note is a touch of its day, and `folio search` finds it.

EXAMPLES
  folio note globex the CFO wants three years, price cap 4%
  folio note globex                          write it in an editor
  folio note globex - < minutes.md           from a file
  pbpaste | folio note globex - --on mon     from the clipboard, for another day
  id=$(folio note -q globex renewal talk moved to May)")]
pub struct NoteArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// The note; `-` reads it from stdin
    #[arg(value_name = "TEXT")]
    pub words: Vec<String>,
    /// The day that it is of: today unless said
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Writes a note down.
pub fn note(args: &NoteArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let account = desk.find_account(&args.account)?;
    let text = match args.words.as_slice() {
        [] => by_editor(&args.account, shell)?,
        [dash] if dash == "-" => shell.piped()?,
        words => words.join(" "),
    };
    if text.trim().is_empty() {
        shell.voice.say("an empty note: nothing was written");
        return Ok(());
    }
    let mut fields = vec![("kind".to_owned(), "note".to_owned()), ("text".to_owned(), text.trim_end().to_owned())];
    fields.extend(args.on.clone().map(|day| ("at".to_owned(), day)));
    let draft = RecordDraft { kind: Kind::Touch, account: Some(account), fields };
    let done = act(desk, shell, Intent::Create(Box::new(draft)), args.dry);
    let outcome = done.map_err(|failure| if args.words.is_empty() { kept(failure, &text) } else { failure })?;
    shell.made(outcome.made.as_deref(), args.dry)
}

fn by_editor(account: &str, shell: &Shell) -> Result<String, Failure> {
    if !shell.is_answered() {
        let hint = "write the note behind the account, or `-` to read it from stdin";
        return Err(Failure::usage("an editor needs a terminal", hint));
    }
    let job = Job { text: String::new(), name: file_name(account), line: 1 };
    editor::run_spared(&editor::command(), &job)
        .map_err(|fault| Failure::new(Exit::Failed, shown(&fault.to_string()).into_owned(), ""))
}

/// A note that was typed and could not be written is not lost.
fn kept(failure: Failure, text: &str) -> Failure {
    match editor::keep(text.as_bytes(), "note.md") {
        Ok(path) => {
            let hint = format!(
                "{}\nyour note is kept in {}; `folio note ACCOUNT - <FILE` reads it",
                failure.hint,
                path_text(&path)
            );
            Failure { hint: hint.trim_start().to_owned(), ..failure }
        }
        Err(_) => failure,
    }
}

fn file_name(account: &str) -> String {
    let plain: String = account.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    format!("note-{}.md", plain.to_lowercase())
}
