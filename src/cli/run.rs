//! Hands each verb that works with the book to its file.

use crate::cli::args::BookVerb;
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::cli::{
    accounts, add, archive, backtest, backup, call, cases, check, close, contract, edit, evidence, export, feedback,
    forecast, goal, health, history, later, note, opportunity, people, playbook, purge, renewals, review, search, set,
    settle, show, stats, target, tasks, timer, today, touch, usage, view, wait, why,
};
use crate::service::desk::Desk;

/// Does what a verb says at a desk.
pub fn run(verb: &BookVerb, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    match verb {
        BookVerb::Today(args) => today::today(args, desk, shell),
        BookVerb::Ls(args) => accounts::ls(args, desk, shell),
        BookVerb::Renewals(args) => renewals::renewals(args, desk, shell),
        BookVerb::Tasks(args) => tasks::tasks(args, desk, shell),
        BookVerb::Show(args) => show::show(args, desk, shell),
        BookVerb::Why(args) => why::why(args, desk, shell),
        BookVerb::Calls(args) => call::calls(args, desk, shell),
        BookVerb::Search(args) => search::search(args, desk, shell),
        BookVerb::Stats(args) => stats::stats(args, desk, shell),
        BookVerb::Forecast(args) => forecast::forecast(args, desk, shell),
        BookVerb::Backtest(args) => backtest::backtest(args, desk, shell),
        BookVerb::Review(args) => review::review(args, desk, shell),
        BookVerb::Evidence(args) => evidence::evidence(args, desk, shell),
        BookVerb::Export(args) => export::export(args, desk, shell),
        BookVerb::Add(args) => add::add(args, desk, shell),
        BookVerb::Touch(args) => touch::touch(args, desk, shell),
        BookVerb::Note(args) => note::note(args, desk, shell),
        BookVerb::Done(args) => close::done(args, desk, shell),
        BookVerb::Drop(args) => close::drop_tasks(args, desk, shell),
        BookVerb::Snooze(args) => later::snooze(args, desk, shell),
        BookVerb::Resched(args) => later::resched(args, desk, shell),
        BookVerb::Settle(args) => settle::settle(args, desk, shell),
        BookVerb::Notice(args) => settle::notice(args, desk, shell),
        BookVerb::Contract(args) => contract::contract(args, desk, shell),
        BookVerb::Opportunity(args) => opportunity::opportunity(args, desk, shell),
        BookVerb::Goal(args) => goal::goal(args, desk, shell),
        BookVerb::Feedback(args) => feedback::feedback(args, desk, shell),
        BookVerb::Usage(args) => usage::usage(args, desk, shell),
        BookVerb::Case(args) => cases::cases(args, desk, shell),
        BookVerb::Health(args) => health::health(args, desk, shell),
        BookVerb::Check(args) => check::check(args, desk, shell),
        BookVerb::Playbook(args) => playbook::playbook(args, desk, shell),
        BookVerb::Call(args) => call::call(args, desk, shell),
        BookVerb::Set(args) => set::set(args, desk, shell),
        BookVerb::Edit(args) => edit::edit(args, desk, shell),
        BookVerb::Wait(args) => wait::wait(args, desk, shell),
        BookVerb::Timer(args) => timer::timer(args, desk, shell),
        BookVerb::Contact(args) => people::contact(args, desk, shell),
        BookVerb::Account(args) => people::account(args, desk, shell),
        BookVerb::Archive(args) => archive::archive(args, desk, shell),
        BookVerb::View(args) => view::view(args, desk, shell),
        BookVerb::Target(args) => target::target(args, desk, shell),
        BookVerb::Star(args) => close::star(args, desk, shell),
        BookVerb::Undo(args) => history::undo(args, desk, shell),
        BookVerb::Redo(args) => history::redo(args, desk, shell),
        BookVerb::Log(args) => history::log(args, desk, shell),
        BookVerb::Purge(args) => purge::purge(args, desk, shell),
        BookVerb::Backup(args) => backup::backup(args, desk, shell),
    }?;
    if matches!(
        verb,
        BookVerb::Today(_) | BookVerb::Ls(_) | BookVerb::Renewals(_) | BookVerb::Show(_) | BookVerb::Export(_)
    ) {
        say_unrated(desk, shell)?;
    }
    // Behind the answer, which nobody waits longer for.
    desk.take_snapshot_in_passing();
    Ok(())
}

/// Makes the backup of the day after a command that wrote. One that fails takes nothing back.
pub fn back_up(desk: &Desk, shell: &mut Shell) {
    if let Err(error) = desk.back_up_in_passing() {
        shell.voice.warn(&format!("no backup was made today: {}", error.message));
        shell.voice.hint("`folio doctor` says more");
    }
}

/// Says that some amounts count as nothing: money must not go missing without a word.
fn say_unrated(desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let unrated = desk.freshen()?.totals.unrated;
    if unrated > 0 {
        let text = format!("{unrated} accounts have amounts in currencies without a rate: they count as nothing");
        shell.voice.warn(&text);
        shell.voice.hint("add [money.rates] to the config; `folio why ACCOUNT` names the currency");
    }
    Ok(())
}
