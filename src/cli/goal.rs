//! `folio goal`: the success plan of an account, goal by goal, from the first word of it to met or missed.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::contract::flags_first;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::requote::requote;
use crate::cli::shell::Shell;
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::value::day::Day;
use crate::domain::value::milli::Milli;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
use clap::Args;
use serde_json::json;

/// Arguments of `goal`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without a line it lists the goals of an account. A line is an objective with tokens in any order: measure:TEXT, baseline:, \
target:, current: (figures), due:DAY. --set NAME changes one; --met, --missed and --drop say what became of one. \
`folio archive` puts one away.

EXAMPLES
  folio goal globex                                  the success plan, and how far it has come
  folio goal globex Onboard in 10 days measure:\"days to first value\" baseline:21 target:10 due:eoq
  folio goal globex --set onboard current:14         the figure now
  folio goal globex --met onboard")]
pub struct GoalArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// The new goal, or the change
    #[arg(value_name = "LINE", allow_hyphen_values = true)]
    pub line: Vec<String>,
    /// Change the goal of this name or id
    #[arg(long, value_name = "NAME", group = "act")]
    pub set: Option<String>,
    /// It is met
    #[arg(long, value_name = "NAME", group = "act")]
    pub met: Option<String>,
    /// It is missed
    #[arg(long, value_name = "NAME", group = "act")]
    pub missed: Option<String>,
    /// It is no longer wanted
    #[arg(long, value_name = "NAME", group = "act")]
    pub drop: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists the goals of an account, adds one, changes one or closes one.
pub fn goal(args: &GoalArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    flags_first(&args.line)?;
    let account = desk.find_account(&args.account)?;
    let (target, today, dates) = (Target::of::<Goal>(), desk.now().today, desk.dates());
    let line = requote(&args.line, &target);
    let closings = [(&args.met, GoalState::Met), (&args.missed, GoalState::Missed), (&args.drop, GoalState::Dropped)];
    let closing = closings.into_iter().find_map(|(name, state)| Some((name.as_deref()?, state)));
    let intent = if let Some((name, state)) = closing {
        if !line.is_empty() {
            return Err(Failure::usage(
                "a goal is closed without a line",
                "change its figures first: --set NAME current:10",
            ));
        }
        Intent::CloseGoals(vec![desk.find_goal(account, name)?], state)
    } else if let Some(name) = &args.set {
        modify::parse(&line, &target, today, &dates).map_err(|error| Failure::line(&line, &error))?;
        Intent::Modify(Rows::Goals(vec![desk.find_goal(account, name)?]), line)
    } else if line.is_empty() {
        table(&[], None).check(&shell.look)?;
        let rows = desk.goals(account)?;
        if rows.is_empty() {
            shell.voice.hint("no goal yet: add one behind the name");
        }
        return shell.table(&table(&rows, Some(today)));
    } else {
        modify::parse_new(&line, &target, today, &dates).map_err(|error| Failure::line(&line, &error))?;
        Intent::AddGoal(account, line)
    };
    let outcome = act(desk, shell, intent, args.dry)?;
    shell.made(outcome.made.as_deref(), args.dry)
}

fn table(rows: &[Goal], today: Option<Day>) -> Table {
    let columns = vec![
        Column::new("objective", "GOAL").cut_to(16),
        Column::new("state", "STATE"),
        Column::new("progress", "DONE").figures(),
        Column::new("baseline", "FROM").figures().dropped(3),
        Column::new("current", "NOW").figures(),
        Column::new("target", "TARGET").figures(),
        Column::new("due", "DUE").figures(),
        Column::new("measure", "MEASURE").cut_to(12).dropped(2),
        Column::new("closed_on", "CLOSED").figures().dropped(4),
        Column::new("id", "ID").cut_to(10).dropped(1),
    ];
    let mut table = Table::new("folio.goals/1", columns);
    let Some(today) = today else { return table };
    let figure = |figure: Option<Milli>| {
        figure
            .map_or_else(Cell::none, |figure| Cell::new(figure.to_string(), figure.to_string(), json!(figure.value())))
    };
    let day = |day: Option<Day>| day.map_or_else(Cell::none, |day| Cell::day(day, today));
    for row in rows {
        let paint = if row.state == GoalState::Open { Paint::None } else { Paint::Dim };
        let due = day(row.due);
        let late = row.state == GoalState::Open && row.due.is_some_and(|due| due < today);
        table.push(vec![
            Cell::text(&row.objective).painted(paint),
            Cell::word(row.state.word()).painted(paint),
            row.progress().map_or_else(Cell::none, |done| Cell::new(format!("{done}%"), done.to_string(), json!(done))),
            figure(row.baseline),
            figure(row.current),
            figure(row.target),
            if late { due.painted(Paint::Red) } else { due },
            row.measure.as_ref().map_or_else(Cell::none, Cell::text),
            cells::day(row.closed_on),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
