//! `folio review`: the week in figures, what was done, what slipped, where the time went, what comes; and the note to
//! oneself.

use crate::cli::accounts::Frame;
use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::print::look::Format;
use crate::cli::review_text::{bases, behind_table, figures_table, page};
use crate::cli::shell::Shell;
use crate::domain::review::figure::Figure;
use crate::domain::review::page::WeekPage;
use crate::domain::review::week::Week;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{Answer, Query};
use crate::service::review::{export, report};
use clap::Args;

/// Arguments of `review`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A week is an ISO week and begins on the first day of the week of the config. Any past week opens as it stood then: by the \
days of its touches, tasks and contracts, and with its figures as they were saved, where its review was. What slipped is \
decided with `folio done`, `resched`, `snooze` and `drop`; minutes of a touch are corrected with `folio set ID minutes:25m`.

EXAMPLES
  folio review                        the week that runs, up to today
  folio review --week last            the week before; also 47, 2026-W47, or a day in it
  folio review --basis                what each figure is reckoned on
  folio review --behind coverage      the rows behind a figure
  folio review --note \"Wins: Massive renewed early\"
  folio review --week 47 --note - --over < note.md
  folio review --md                   Markdown for a chat or a 1:1 document
  folio review --html > week.html     one page for a browser, with charts; it prints
  folio review --json                 the same for a program")]
pub struct ReviewArgs {
    /// The week: 47, 2026-W47, last, a day in it
    #[arg(short, long, value_name = "WEEK", default_value = "this")]
    pub week: String,
    /// As Markdown
    #[arg(long)]
    pub md: bool,
    /// As one page for a browser, with charts
    #[arg(long, conflicts_with = "md")]
    pub html: bool,
    /// What each figure is reckoned on
    #[arg(long, conflicts_with_all = ["md", "html"])]
    pub basis: bool,
    /// The rows behind a figure
    #[arg(long, value_name = "FIGURE", conflicts_with_all = ["md", "html", "basis"])]
    pub behind: Option<String>,
    /// What becomes of the note
    #[command(flatten)]
    pub noted: NoteArgs,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// What becomes of the note of a week.
#[derive(Args, Clone, Debug)]
pub struct NoteArgs {
    /// Save a note to oneself, Markdown; `-` reads it from stdin
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["md", "html", "basis", "behind"], allow_hyphen_values = true)]
    pub note: Option<String>,
    /// Write over the note that is there
    #[arg(long, requires = "note")]
    pub over: bool,
    /// Take the note away
    #[arg(long, conflicts_with_all = ["note", "md", "html", "basis", "behind"])]
    pub clear_note: bool,
}

/// Prints the review of a week, or saves its note.
pub fn review(args: &ReviewArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let today = desk.now().today;
    let week = Week::read(&args.week, today, desk.dates().cut.week).ok_or_else(|| {
        Failure::usage(format!("{:?} is no week", shown(&args.week)), "write 47, 2026-W47, last, or a day in it")
    })?;
    let figure = args.behind.as_deref().map(read).transpose()?;
    Frame::of(desk)?;
    if let Some(intent) = noted(&args.noted, week, desk, shell)? {
        return act(desk, shell, intent, args.dry).map(drop);
    }
    if let Some(figure) = figure {
        return behind(week, figure, desk, shell);
    }
    let Answer::Review(found) = desk.fetch(&Query::Review(week))? else { return Ok(()) };
    if args.md {
        return shell.text(&export::markdown(&found));
    }
    if args.html {
        return shell.text(&report::write(&found, report::Format::Html));
    }
    match &shell.look.format {
        Format::Auto if args.basis => shell.text(&bases(&found, &shell.look)),
        Format::Auto => shell.text(&page(&found, desk.now(), &shell.look)?),
        Format::Json(_) | Format::Jsonl => {
            let (schema, parts) = export::parts(&found);
            shell.document(schema, parts)
        }
        _ => figures(&found, shell),
    }
}

/// The write of a note. One that is there is only written over when that is asked for, and only the one that was there
/// when the command began: what another folio saves meanwhile is not lost.
fn noted(args: &NoteArgs, week: Week, desk: &Desk, shell: &Shell) -> Result<Option<Intent>, Failure> {
    if args.note.is_none() && !args.clear_note {
        return Ok(None);
    }
    let mut base = String::new();
    if (args.over || args.clear_note)
        && let Answer::Review(found) = desk.fetch(&Query::Review(week))?
        && let Some(review) = &found.review
    {
        review.note.raw().clone_into(&mut base);
    }
    let note = match args.note.as_deref() {
        Some("-") => shell.piped()?,
        note => note.unwrap_or_default().to_owned(),
    };
    if !args.clear_note && note.trim().is_empty() {
        return Err(Failure::usage("an empty note says nothing", "`--clear-note` takes away the one that is there"));
    }
    Ok(Some(Intent::WriteNote(week, base, note)))
}

fn figures(page: &WeekPage, shell: &Shell) -> Result<(), Failure> {
    shell.table(&figures_table(page, &shell.look))
}

fn behind(week: Week, figure: Figure, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let today = desk.now().today;
    let home = desk.measure().rates.home;
    behind_table(&[], today, home).check(&shell.look)?;
    let Answer::Behind(_, _, rows) = desk.fetch(&Query::Behind(week, figure))? else { return Ok(()) };
    if rows.is_empty() {
        shell.voice.hint(&format!("no row behind {} in {week}", figure.label().trim_start()));
    }
    shell.table(&behind_table(&rows, today, home))
}

fn read(text: &str) -> Result<Figure, Failure> {
    text.parse().map_err(|_| {
        let message = format!("{:?} is no figure of a week", shown(text));
        Failure::usage(message, format!("figures are {}", Figure::WORDS.join(", ")))
    })
}
