//! `folio show`: one account on one page for a call, and the same as a document, as rows, as Markdown.

use crate::cli::accounts::Frame;
use crate::cli::failure::Failure;
use crate::cli::print::look::Format;
use crate::cli::shell::Shell;
use crate::cli::{show_markdown, show_page, show_record};
use crate::service::desk::Desk;
use crate::service::query::{Answer, Query};
use clap::Args;

/// Touches that are looked at; a page shows the latest of them.
const TOUCHES: u32 = 20;

/// Arguments of `show`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio show globex                one page for a call, on a screen of 80 by 24
  folio brief globex               the same
  folio show globex --md > g.md    as Markdown
  folio show globex --json         all that is known, for a program")]
pub struct ShowArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT", required = true)]
    pub account: Vec<String>,
    /// As Markdown
    #[arg(long, conflicts_with_all = ["json", "jsonl", "csv", "plain"])]
    pub md: bool,
}

/// Prints the page of an account.
pub fn show(args: &ShowArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let frame = Frame::of(desk)?;
    let id = desk.find_account(&args.account.join(" "))?;
    let Answer::Account(view) = desk.fetch(&Query::Account(id, TOUCHES))? else { return Ok(()) };
    let zone = desk.now().zone;
    match &shell.look.format {
        _ if args.md => shell.text(&show_markdown::markdown(&view, &frame, zone)),
        Format::Auto => {
            let tasks: Vec<_> = view.tasks.iter().map(|task| task.id).collect();
            shell.text(&show_page::page(&view, &desk.short_ids(&tasks)?, &frame, zone, &shell.look)?)
        }
        Format::Json(_) | Format::Jsonl => {
            shell.document("folio.account/1", show_record::document(&view, &frame, zone))
        }
        _ => shell.table(&show_record::rows(&view, &frame, zone)),
    }
}
