//! Which reading a line gets.

use crate::domain::phrase::figure::{Figure, Sense};
use crate::domain::phrase::period::Period;
use crate::domain::phrase::terms::About;
use crate::domain::record::target::Metric;
use crate::domain::value::text::shown;
use crate::service::export_list::ListForm;
use crate::service::intent::{Intent, Promise, Rows};
use crate::tui::modals::meaning::day::{dated, day, snoozed};
use crate::tui::modals::meaning::outcome::{all_settled, settled};
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};
use crate::tui::modals::meaning::task::task;
use crate::tui::modals::meaning::touch::{stopped, touch};
use crate::tui::modals::meaning::{edit, judged, terms};
use crate::tui::modals::purpose::Purpose;
use std::path::Path;

/// What a line means. `about` is whom or what it is about.
pub fn meaning(purpose: &Purpose, about: &str, text: &str, sight: Sight<'_>) -> Meaning {
    if text.trim().is_empty() && *purpose != Purpose::StopTimer {
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
        Purpose::Target(period) => target(*period, text, sight),
        Purpose::Close(id) => terms::closing(*id, text, sight),
        Purpose::AddContact(account) => edit::contact(*account, text, sight),
        Purpose::AddAccount => edit::account(text, sight),
        Purpose::AddGoal(account) => edit::goal(*account, text, sight),
        Purpose::Health(accounts) => judged::health(accounts, text, sight),
        Purpose::Call(accounts) => judged::call(accounts, text),
    }
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
            let intent = Intent::SetTarget(Metric::Renewals, period, goal);
            let part = Part::said("target", format!("{goal}, {} to {}", period.first, period.last));
            Meaning::Is(Box::new(intent), Preview::of(vec![part]))
        }
        None => Meaning::Wrong(Stop::new("that is no amount", "write 900k, 1.2m or 80kEUR")),
    }
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
    Meaning::File(place.to_owned(), Preview::of(parts))
}
