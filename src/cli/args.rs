//! The command line as clap reads it: one tree, from which help, completions and guesses at misspelt verbs come.

use crate::cli::accounts::LsArgs;
use crate::cli::add::AddArgs;
use crate::cli::archive::ArchiveArgs;
use crate::cli::backtest::BacktestArgs;
use crate::cli::backup::{BackupArgs, RestoreArgs};
use crate::cli::call::{CallArgs, CallsArgs};
use crate::cli::cases::CaseArgs;
use crate::cli::check::CheckArgs;
use crate::cli::close::{DoneArgs, DropArgs, StarArgs};
use crate::cli::complete::verb::{CompleteArgs, CompletionsArgs};
use crate::cli::contract::ContractArgs;
use crate::cli::demo::DemoArgs;
use crate::cli::doctor::DoctorArgs;
use crate::cli::edit::EditArgs;
use crate::cli::evidence::EvidenceArgs;
use crate::cli::export::ExportArgs;
use crate::cli::feedback::FeedbackArgs;
use crate::cli::forecast::ForecastArgs;
use crate::cli::globals::Globals;
use crate::cli::goal::GoalArgs;
use crate::cli::health::HealthArgs;
use crate::cli::history::{LogArgs, StepsArgs};
use crate::cli::import::ImportArgs;
use crate::cli::later::{ReschedArgs, SnoozeArgs};
use crate::cli::man::ManArgs;
use crate::cli::note::NoteArgs;
use crate::cli::opportunity::OpportunityArgs;
use crate::cli::people::{AccountArgs, ContactArgs};
use crate::cli::playbook::PlaybookArgs;
use crate::cli::print::exit::EXITS;
use crate::cli::purge::PurgeArgs;
use crate::cli::renewals::RenewalsArgs;
use crate::cli::review::ReviewArgs;
use crate::cli::schema::verb::SchemaArgs;
use crate::cli::search::SearchArgs;
use crate::cli::set::SetArgs;
use crate::cli::settle::{NoticeArgs, SettleArgs};
use crate::cli::show::ShowArgs;
use crate::cli::stats::StatsArgs;
use crate::cli::target::TargetArgs;
use crate::cli::tasks::TasksArgs;
use crate::cli::timer::TimerArgs;
use crate::cli::today::TodayArgs;
use crate::cli::touch::TouchArgs;
use crate::cli::upkeep::{ConfigArgs, InitArgs, KeysArgs};
use crate::cli::usage::UsageArgs;
use crate::cli::view::ViewArgs;
use crate::cli::wait::WaitArgs;
use crate::cli::why::WhyArgs;
use clap::{ArgAction, Parser, Subcommand};

/// A book of business for customer success managers, ranked by money at stake.
///
/// Without a verb it opens the screen, on a terminal.
#[derive(Parser, Clone, Debug)]
#[command(name = "folio", version, disable_version_flag = true, max_term_width = 100)]
#[command(after_help = "Every verb explains itself with examples: folio VERB --help", after_long_help = long_help())]
pub struct Cli {
    /// Which book, what time, what shape
    #[command(flatten)]
    pub globals: Globals,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, value_parser = clap::value_parser!(bool))]
    pub version: Option<bool>,
    /// What to do
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What stands below the flags of `folio --help`.
fn long_help() -> String {
    let codes: Vec<String> = EXITS.iter().map(|(code, what)| format!("  {code:<14} {what}")).collect();
    format!("Every verb explains itself with examples: folio VERB --help\n\nEXIT STATUS\n{}", codes.join("\n"))
}

/// What to do.
#[derive(Subcommand, Clone, Debug)]
pub enum Verb {
    /// With the book.
    #[command(flatten)]
    Book(BookVerb),
    /// With folio itself.
    #[command(flatten)]
    Own(OwnVerb),
}

/// Verbs that need an open book, in the order of help: looking, then writing, then taking back.
#[derive(Subcommand, Clone, Debug)]
pub enum BookVerb {
    /// The morning: what is most at stake, promised, decided soon
    Today(TodayArgs),
    /// Accounts by money at stake
    Ls(LsArgs),
    /// Decisions to come, by day
    Renewals(RenewalsArgs),
    /// Open tasks, the most pressing first
    Tasks(TasksArgs),
    /// One account on one page, for a call
    #[command(visible_alias = "brief")]
    Show(ShowArgs),
    /// The arithmetic of an account's stake, or of a task's place
    Why(WhyArgs),
    /// Where your calls and the model disagree
    Calls(CallsArgs),
    /// Everything you wrote that holds a text
    Search(SearchArgs),
    /// Retention, renewal rate, lifetime value of a period, each with its basis
    Stats(StatsArgs),
    /// What the decisions of a period will bring, by category and weighted
    Forecast(ForecastArgs),
    /// How well the ranking would have told who leaves
    Backtest(BacktestArgs),
    /// The week: figures, what was done, what slipped, time against value
    Review(ReviewArgs),
    /// What a figure is to reach in a period: set it, list, forget
    Target(TargetArgs),
    /// Wins, saves, quotes and outcomes of a period, for the talk about your work
    Evidence(EvidenceArgs),
    /// The book in a file for another program: a list, a calendar, or all of it as JSON Lines
    Export(ExportArgs),
    /// Write down a task
    Add(AddArgs),
    /// Log a call, an e-mail, a meeting
    Touch(TouchArgs),
    /// Words about an account as they are, from the line, stdin or an editor
    Note(NoteArgs),
    /// A task is done; an account is dealt with for today
    Done(DoneArgs),
    /// A task is not to be done
    Drop(DropArgs),
    /// Hide a task or an account until a day
    Snooze(SnoozeArgs),
    /// Move the promised day of a task, or the end of a term
    Resched(ReschedArgs),
    /// How a renewal ended, with its next term, movements and tasks in one step
    Settle(SettleArgs),
    /// Notice came in
    Notice(NoticeArgs),
    /// Contracts of an account: list, add, change in mid-term
    Contract(ContractArgs),
    /// Opportunities of an account: list, add, change, won, lost
    Opportunity(OpportunityArgs),
    /// The success plan of an account: list, add, change, met, missed
    Goal(GoalArgs),
    /// What customers said: NPS, CSAT, CES, quotes, complaints, requests, and what is open of it
    Feedback(FeedbackArgs),
    /// What a customer uses: seats and any metric by day, with its changes
    Usage(UsageArgs),
    /// Problems that were solved: keep one, find one by words and by how alike the customers are
    Case(CaseArgs),
    /// Health measure by measure, or by hand: red until fri, with a reason
    Health(HealthArgs),
    /// Your own call on a renewal: commit, likely, possible, at risk, lost
    Call(CallArgs),
    /// Playbooks: list, show, start one for accounts
    Playbook(PlaybookArgs),
    /// What rules and cadences start now; silent when that is nothing
    Check(CheckArgs),
    /// Change fields of rows: p:1 due:fri +vip stage:adopting
    Set(SetArgs),
    /// The whole record in your own editor, or from stdin
    Edit(EditArgs),
    /// Hand tasks to the customer, sales, support, product, or take them back
    Wait(WaitArgs),
    /// The running clock: start it, stop it, look at it
    Timer(TimerArgs),
    /// The contacts of an account, or a new one
    Contact(ContactArgs),
    /// A new account
    Account(AccountArgs),
    /// Put rows away, or take them back
    Archive(ArchiveArgs),
    /// Saved views: list, save, forget
    View(ViewArgs),
    /// Star an account, or take the star away
    Star(StarArgs),
    /// Take back the last change
    Undo(StepsArgs),
    /// Do again what was taken back
    Redo(StepsArgs),
    /// What was changed, newest first
    Log(LogArgs),
    /// A customer out of the book for good, history included
    Purge(PurgeArgs),
    /// A proven copy of the book
    Backup(BackupArgs),
}

/// Verbs that need no book that is there already.
#[derive(Subcommand, Clone, Debug)]
pub enum OwnVerb {
    /// Bring in accounts, contacts, contracts, deals, tasks, touches, feedback, usage from CSV files
    Import(ImportArgs),
    /// The book back from a backup
    Restore(RestoreArgs),
    /// What is well with the book and around it, and what to do
    Doctor(DoctorArgs),
    /// Make an empty book
    Init(InitArgs),
    /// Look around in a book of invented customers
    Demo(DemoArgs),
    /// Where the config is, and what is wrong with it
    Config(ConfigArgs),
    /// The keys of the screen, and conflicts among them
    Keys(KeysArgs),
    /// What --json promises, as JSON Schema
    Schema(SchemaArgs),
    /// Completions for a shell
    Completions(CompletionsArgs),
    /// Man pages: one on stdout, or all of them in a folder
    Man(ManArgs),
    /// What may stand next on a line, for the scripts of shells
    #[command(hide = true)]
    Complete(CompleteArgs),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::command::COMMANDS;
    use clap::CommandFactory;

    #[test]
    fn the_tree_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_verb_shows_examples() {
        fn walk(verb: &clap::Command) {
            for verb in verb.get_subcommands() {
                let long = verb.get_after_long_help().map(ToString::to_string).unwrap_or_default();
                assert!(
                    long.contains("EXAMPLES\n  folio ") || long.contains("EXAMPLES\n  cat "),
                    "{}",
                    verb.get_name()
                );
                walk(verb);
            }
        }
        walk(&Cli::command());
    }

    #[test]
    fn every_verb_of_the_command_table_is_there() {
        let mut tree = Cli::command();
        tree.build();
        for row in COMMANDS.iter().filter(|row| !row.verb.is_empty()) {
            assert!(tree.find_subcommand(row.verb).is_some(), "{}", row.verb);
        }
    }
}
