//! `folio check`: what rules and cadences start now. Made for cron: where there is nothing, nothing is said.

use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::Format;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::signals::{Checked, Started};
use clap::Args;

/// Arguments of `check`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Rules ([[rules]] in the config) and cadences start playbooks: the tasks that an account needs now. Each line says what was \
started and why; where there is nothing to start it is silent. One step of `folio undo` takes back all that a check started.

A rule never fires for an account while tasks of its last firing are open, nor before its cooldown is over, nor while the \
account is snoozed with a reason. What was taken back by undo stays so until then. No more than `most` playbooks ([signals] \
in the config) start on one day, one an account, those with most at stake first; the others wait for the next.

EXAMPLES
  folio check                       start what is due
  folio check --dry-run             only say what would start
  folio check --dry-run --builtin   what the rules that folio brings would start
  folio check --json                for programs
  0 7 * * 1-5  folio check          a line of a crontab: mail comes only when something started")]
pub struct CheckArgs {
    /// Say what would start, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Also by the rules that folio brings and by cadences, whatever the config says
    #[arg(long)]
    pub builtin: bool,
}

/// Starts what rules and cadences want started, and says so.
pub fn check(args: &CheckArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let today = desk.now().today;
    table(&[], today).check(&shell.look)?;
    if args.builtin {
        desk.watch_builtin();
    }
    let checked = if args.dry_run { desk.rehearse_check()? } else { desk.check()?.0 };
    let silent = checked.started.is_empty() && !matches!(shell.look.format, Format::Json(_));
    if !silent {
        shell.table(&table(&checked.started, today))?;
    }
    say(args, &checked, desk, shell);
    Ok(())
}

fn say(args: &CheckArgs, checked: &Checked, desk: &Desk, shell: &mut Shell) {
    if desk.signals().is_idle() && shell.is_answered() {
        let hint = "no rule is in force: `builtin = true` under [signals] in the config turns on those that folio brings, \
                    `folio check -n --builtin` says what they would start";
        shell.voice.hint(hint);
    }
    match (checked.started.is_empty(), args.dry_run) {
        (true, _) => {}
        (false, true) => shell.voice.hint("a dry run: nothing was written"),
        (false, false) => shell.voice.hint("undo with `folio undo`"),
    }
    if checked.waiting > 0 && !checked.started.is_empty() {
        let most = desk.signals().most;
        shell.voice.hint(&format!("{} more wait: {most} a day, `most` under [signals]", checked.waiting));
    }
}

fn table(rows: &[Started], today: Day) -> Table {
    let columns = vec![
        Column::new("playbook", "STARTED"),
        Column::new("account", "ACCOUNT").cut_to(16),
        Column::new("tasks", "TASKS").figures().dropped(2),
        Column::new("first", "FIRST").figures().dropped(3),
        Column::new("why", "WHY").cut_to(24),
        Column::new("rule", "RULE").dropped(1),
        Column::new("id", "ID").cut_to(10).dropped(4),
    ];
    let mut table = Table::new("folio.check/1", columns);
    for row in rows {
        table.push(vec![
            Cell::word(&row.playbook),
            Cell::word(&row.name),
            Cell::count(row.tasks.into()),
            Cell::day(row.first, today),
            Cell::word(&row.why),
            cells::word(row.rule.clone()),
            Cell::word(row.account.to_string()),
        ]);
    }
    table
}
