//! `folio add`: tasks in the quick-add grammar, from the command line or one a line from stdin, all of them or none.

use crate::cli::act::{Behind, act};
use crate::cli::failure::Failure;
use crate::cli::shell::{Shell, stdin};
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::line::{self, Line};
use crate::domain::phrase::task_kind::Certainty;
use crate::domain::phrase::when::When;
use crate::domain::value::day::Day;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use clap::Args;

/// Lines of one go at the most.
const LINES: usize = 1_000;

/// Arguments of `add`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A line is a title with tokens in any order: @account, +tag, p:1 (0 to 3), due:WHEN or a day at the end, wait:WHEN, \
est:30m, url:https://…, and `--` before a note. A backslash or quotes keep a word as text.

EXAMPLES
  folio add call CFO about uplift @globex p:1 by fri 3pm
  folio add 'send ROI deck @initech tomorrow est:30m +renewal'
  folio add 'follow up on P1 incident @soylent due:eom -- ask for RCA'
  folio add - < tasks.txt              one task a line, all of them or none
  id=$(folio add -q 'book QBR @hooli')   the id on stdout")]
pub struct AddArgs {
    /// The task; `-` reads one a line from stdin
    #[arg(value_name = "LINE", required = true)]
    pub line: Vec<String>,
    /// A note, and how
    #[command(flatten)]
    pub behind: Behind,
}

/// Writes down tasks.
pub fn add(args: &AddArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    if args.line == ["-"] && args.behind.note.is_empty() {
        return add_all(args, desk, shell);
    }
    let typed = whole(&args.line, &args.behind.note);
    let echo = understood(&typed, desk)?;
    let outcome = act(desk, shell, Intent::AddLines(None, vec![typed]), args.behind.dry)?;
    say(shell, &echo);
    shell.made(outcome.made.as_deref(), args.behind.dry)
}

/// The line as it was typed: the shell's own `--` comes back between its two parts.
pub fn whole(line: &[String], note: &[String]) -> String {
    let line = line.join(" ");
    if note.is_empty() { line } else { format!("{line} -- {}", note.join(" ")) }
}

fn add_all(args: &AddArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let text = stdin()?;
    let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    if lines.len() > LINES {
        return Err(Failure::usage(
            format!("more than {LINES} tasks at once"),
            "nothing was written; add them in parts",
        ));
    }
    let mut faults = Vec::new();
    for (number, line) in &lines {
        faults.extend(understood(line, desk).err().map(|failure| failure.at(&format!("line {}", number + 1))));
    }
    if let Some(first) = faults.first() {
        let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        return Err(Failure::new(first.exit, said.join("\n"), "nothing was written"));
    }
    if lines.is_empty() {
        shell.voice.hint("no line on stdin: nothing to add");
        return Ok(());
    }
    let outcome = act(
        desk,
        shell,
        Intent::AddLines(None, lines.iter().map(|(_, line)| (*line).to_owned()).collect()),
        args.behind.dry,
    )?;
    let ids: Vec<String> = outcome.refresh.tasks.iter().map(|task| task.id.to_string()).collect();
    shell.made(Some(&ids.join("\n")), args.behind.dry)
}

/// Says back what was understood of a line.
pub fn say(shell: &mut Shell, echo: &[String]) {
    if !echo.is_empty() {
        shell.voice.hint(&echo.join(", "));
    }
}

/// Reads one line for what to say back of it, and for faults shown where they stand.
fn understood(typed: &str, desk: &Desk) -> Result<Vec<String>, Failure> {
    let today = desk.now().today;
    let line = line::parse(typed, today, &desk.dates()).map_err(|error| Failure::line(typed, &error))?;
    if let Some(name) = line.account.as_deref() {
        desk.find_account(name)?;
    }
    Ok(echo(&line, today))
}

/// What was understood, in few words; and what was kept as text and perhaps not meant so.
pub fn echo(line: &Line, today: Day) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(line.due.map(|due| format!("due {}", describe(due, today))));
    parts.extend(line.wait.map(|day| format!("hidden until {}", describe(When { day, minute: None }, today))));
    parts.extend(line.priority.filter(|priority| *priority > 0).map(|priority| format!("priority {priority}")));
    parts.extend(line.estimate_minutes.map(|minutes| format!("{minutes}m")));
    parts.extend(line.tags.iter().map(|tag| format!("+{}", shown(tag))));
    parts.extend(line.every.map(|every| format!("comes back every {every}")));
    parts.extend(line.kind.map(|(kind, sure)| match sure {
        Certainty::Certain => format!("kind {kind}"),
        Certainty::Guessed => format!("kind {kind} (guessed)"),
    }));
    parts.extend(line.hints.iter().map(|hint| shown(&hint.text).into_owned()));
    parts
}
