//! Which reading a line gets.

use crate::domain::phrase::figure::{Figure, Sense};
use crate::domain::phrase::period::Period;
use crate::domain::phrase::terms::About;
use crate::domain::record::review::{Matter, Verdict};
use crate::domain::record::target::{Goal, Metric};
use crate::domain::review::week::Week;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::export_list::ListForm;
use crate::service::intent::{Intent, Promise, Rows};
use crate::tui::modals::meaning::day::{dated, day, snoozed};
use crate::tui::modals::meaning::outcome::{all_settled, settled};
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};
use crate::tui::modals::meaning::task::task;
use crate::tui::modals::meaning::touch::{stopped, touch};
use crate::tui::modals::meaning::{edit, judged, playbook, said, terms};
use crate::tui::modals::purpose::Purpose;
use crate::tui::review::export::{Place, placed};
use std::path::Path;

/// What a line means. `about` is whom or what it is about.
pub fn meaning(purpose: &Purpose, about: &str, text: &str, sight: Sight<'_>) -> Meaning {
    let may_be_empty = matches!(purpose, Purpose::StopTimer | Purpose::AddCase(_, Some(_)));
    if text.trim().is_empty() && !may_be_empty {
        return Meaning::Empty;
    }
    match purpose {
        Purpose::Touch(account) => touch(*account, text, sight),
        Purpose::StopTimer => stopped(text, sight),
        Purpose::Add(account) => task(*account, about, text, sight),
        Purpose::GoToDay => day(text, sight),
        Purpose::RescheduleTasks(tasks) => dated(text, sight, |when| {
            Intent::RescheduleTasks(tasks.clone(), Promise { day: when.day, minute: when.minute })
        }),
        Purpose::RescheduleRenewal(decision, end) => {
            dated(text, sight, |when| Intent::RescheduleRenewal(*decision, *end, when.day))
        }
        Purpose::Settle(decision, end) => settled(*decision, *end, text, sight),
        Purpose::SnoozeTasks(tasks) => snoozed(text, sight, |snooze| Intent::SnoozeTasks(tasks.clone(), snooze)),
        Purpose::SnoozeAccounts(ids) => snoozed(text, sight, |snooze| Intent::SnoozeAccounts(ids.clone(), snooze)),
        Purpose::SettleAll(decisions) => all_settled(decisions, text, sight),
        Purpose::MoveAll(decisions) => {
            dated(text, sight, |when| Intent::RescheduleRenewals(decisions.clone(), when.day))
        }
        Purpose::Notice(decision) => terms::notice(*decision, text, sight),
        Purpose::Modify(rows @ Rows::Subscriptions(_)) => terms::changed(rows, About::Contract, text, sight),
        Purpose::Modify(rows @ Rows::Opportunities(_)) => terms::changed(rows, About::Deal, text, sight),
        Purpose::Modify(rows) => edit::changed(rows, text, sight),
        Purpose::ModifyDecisions(decisions) => edit::decided(decisions, text, sight),
        Purpose::AddContract(account) => terms::contract(*account, text, sight),
        Purpose::AddOpportunity(account) => terms::deal(*account, text, sight),
        Purpose::Export => file(about, text),
        Purpose::ExportReview => report(about, text),
        Purpose::FindWeek => words(text),
        Purpose::AddEach(week, accounts) => each(*week, accounts, about, text, sight),
        Purpose::Target(period) => target(*period, text, sight),
        Purpose::Close(id) => terms::closing(*id, text, sight),
        Purpose::AddContact(account) => edit::contact(*account, text, sight),
        Purpose::AddAccount => edit::account(text, sight),
        Purpose::AddGoal(account) => edit::goal(*account, text, sight),
        Purpose::AddFeedback(account) => said::feedback(*account, text, sight),
        Purpose::AddUsage(account) => said::usage(*account, text, sight),
        Purpose::AddCase(account, touch) => edit::case(*account, *touch, text, sight),
        Purpose::Health(accounts) => judged::health(accounts, text, sight),
        Purpose::Call(accounts) => judged::call(accounts, text),
        Purpose::Playbook(accounts, known) => playbook::start(accounts, known, text, sight),
    }
}

/// A task for each of several accounts.
fn each(week: Week, accounts: &[AccountId], about: &str, text: &str, sight: Sight<'_>) -> Meaning {
    match task(accounts.first().copied(), about, text, sight) {
        Meaning::Is(_, preview) => {
            let about = accounts.iter().copied().map(Matter::Account).collect();
            Meaning::Is(Box::new(Intent::Decide(week, about, Verdict::Task(text.trim().to_owned()))), preview)
        }
        other => other,
    }
}

/// A place for the review of a week, whose ending tells the format.
fn report(about: &str, text: &str) -> Meaning {
    let (place, format) = match placed(text) {
        Some(Place::File(name, format)) => (shown(name).into_owned(), format),
        Some(Place::Copy(format)) => ("to the clipboard".to_owned(), format),
        None => {
            let hint = "end the name with .md, .html, .csv or .json; or write copy";
            return Meaning::Wrong(Stop::new("that says no format", hint));
        }
    };
    let parts = vec![
        Part::said("file", place),
        Part::said("as", format.name()).beside(),
        Part::assumed("holds", about.to_owned()),
        Part::assumed("", "a file of that name is replaced"),
    ];
    Meaning::Says(text.trim().to_owned(), Preview::of(parts))
}

/// What a file is by its ending.
fn told_as(place: &str) -> &'static str {
    match ListForm::of(Path::new(place)) {
        Some(ListForm::Csv) => "a list for a spreadsheet",
        Some(ListForm::Markdown) => "a list in Markdown",
        Some(ListForm::Json) => "a list for a program",
        None => "a calendar; each item keeps its name, whatever the filter (.csv, .md and .json are lists)",
    }
}

/// What renewals are to bring in a period.
fn target(period: Period, text: &str, sight: Sight<'_>) -> Meaning {
    let figure = Figure::read(text.trim()).filter(|figure| figure.sense == Sense::To);
    let goal = figure.and_then(|figure| figure.money(sight.home).ok());
    match goal {
        Some(goal) => {
            let intent = Intent::SetTarget(Metric::Renewals, period, Goal::Money(goal));
            let part = Part::said("target", format!("{goal}, {} to {}", period.first, period.last));
            Meaning::Is(Box::new(intent), Preview::of(vec![part]))
        }
        None => Meaning::Wrong(Stop::new("that is no amount", "write 900k, 1.2m or 80kEUR")),
    }
}

/// Words to look for.
fn words(text: &str) -> Meaning {
    let said = Part::said("words", shown(text.trim()).into_owned());
    Meaning::Says(text.trim().to_owned(), Preview::of(vec![said]))
}

/// A place for a file; a folder is none.
fn file(about: &str, text: &str) -> Meaning {
    let place = text.trim();
    if place.ends_with('/') || place.ends_with("..") {
        return Meaning::Wrong(Stop::new("that is a folder", "name the file in it: renewals.ics"));
    }
    let parts = vec![
        Part::said("file", shown(place).into_owned()),
        Part::assumed("holds", about.to_owned()),
        Part::assumed("as", told_as(place)),
        Part::assumed("", "a file of that name is replaced"),
    ];
    Meaning::Says(place.to_owned(), Preview::of(parts))
}
