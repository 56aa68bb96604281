//! `folio doctor`: what is well, what is not, and what to do about it; with `--fix` what can safely be done.

use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::environment::Streams;
use crate::cli::print::exit::Exit;
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::settled::Settled;
use crate::cli::shell::Shell;
use crate::service::doctor::book::gravest;
use crate::service::doctor::examine::{Case, examine};
use crate::service::doctor::finding::{Finding, State, lines};
use crate::service::doctor::mend::mend;
use crate::service::doctor::terminal::Terminal;
use clap::Args;

/// Arguments of `doctor`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Looks at config, book, backups, disk and terminal; a look changes nothing. The book is checked page by page, its rows
against the journal and against the backups, what is derived against the facts. Exit code 0: all is well; 1: something is
worth a look; 7: the book is damaged.

EXAMPLES
  folio doctor          each finding with what to do
  folio doctor --fix    permissions, indices and derived tables, after a backup
  folio doctor --json   for a monitor")]
pub struct DoctorArgs {
    /// Do what is safe: permissions, indices, derived tables
    #[arg(long)]
    pub fix: bool,
}

/// Examines, mends what is wanted, and tells.
pub fn doctor(args: &DoctorArgs, settled: &Settled, streams: &Streams, shell: &mut Shell) -> Result<(), Failure> {
    let faults = settled.faults();
    let case = Case {
        book: settled.book.as_deref(),
        config: settled.config.as_deref(),
        faults: &faults,
        settings: &settled.loaded.settings,
        clock: settled.clock,
        terminal: Terminal::read(streams.size),
    };
    let mut found = examine(&case);
    if args.fix {
        let done = mend(&case, &found)?;
        for line in &done {
            shell.voice.say(line);
        }
        if !done.is_empty() {
            found = examine(&case);
        }
    }
    if shell.is_page() {
        shell.text(&page(&found, shell))?;
    } else {
        shell.table(&table(&found))?;
    }
    match gravest(&found) {
        State::Fine => Ok(()),
        State::Warning => Err(Failure::new(Exit::Failed, "", "")),
        State::Damaged => Err(Failure::new(Exit::Damaged, "", "")),
    }
}

fn page(found: &[Finding], shell: &Shell) -> String {
    let mut text = String::new();
    for finding in found {
        let paint = match finding.state {
            State::Fine => Paint::Dim,
            State::Warning => Paint::Yellow,
            State::Damaged => Paint::Red,
        };
        for (n, line) in lines(std::slice::from_ref(finding)).iter().enumerate() {
            let word = if n == 0 { finding.state.word() } else { "" };
            paint.push(&mut text, word, shell.look.color);
            text.push_str(line.get(word.len()..).unwrap_or_default());
            text.push('\n');
        }
    }
    text
}

fn table(found: &[Finding]) -> Table {
    let columns = ["state", "about", "what", "remedy"].map(|key| Column::new(key, key));
    let mut table = Table::new("folio.doctor/1", columns.to_vec());
    for finding in found {
        table.push([finding.state.word(), finding.about, &finding.what, &finding.remedy].map(Cell::word).to_vec());
    }
    table
}
