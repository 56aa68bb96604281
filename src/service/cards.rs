//! Makes the cards of rows: their lines, names, addresses and summaries.

use crate::domain::book::DecisionId;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::when::When;
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::meta::Record;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::Now;
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::id::AccountId;
use crate::domain::value::link::Link;
use crate::domain::value::markdown::escaped;
use crate::domain::value::money::{exact, short};
use crate::domain::value::text::{Text, shown};
use crate::service::card::{Address, Card, Subject};
use crate::service::error::{Error, gone};
use crate::service::query::AccountView;
use crate::service::rank::Measure;
use crate::service::rows::row_of;
use crate::service::{account, query};
use crate::store::db::Store;

/// Open tasks and people that a summary names.
const FEW: usize = 5;

/// The cards of some rows, in their order.
pub(in crate::service) fn cards(
    store: &Store,
    measure: &Measure,
    subjects: &[Subject],
    now: Now,
) -> Result<Vec<Card>, Error> {
    subjects.iter().map(|subject| card(store, measure, *subject, now)).collect()
}

fn card(store: &Store, measure: &Measure, subject: Subject, now: Now) -> Result<Card, Error> {
    match subject {
        Subject::Account(id) => Ok(of_account(&account::view(store, measure, id, 1, now)?, measure, now)),
        Subject::Contact(id) => of_contact(store, &row_of(store, &id.to_string())?),
        Subject::Task(id) => of_task(store, &row_of(store, &id.to_string())?, now),
        Subject::Decision(id) => of_decision(store, measure, id, now),
        Subject::Subscription(id) => {
            let row: Subscription = row_of(store, &id.to_string())?;
            of_record(store, &row, Some(row.account))
        }
        Subject::Renewal(id) => {
            let row: Renewal = row_of(store, &id.to_string())?;
            of_record(store, &row, Some(row.account))
        }
        Subject::Opportunity(id) => {
            let row: Opportunity = row_of(store, &id.to_string())?;
            of_record(store, &row, Some(row.account))
        }
        Subject::Touch(id) => {
            let row: Touch = row_of(store, &id.to_string())?;
            let mut card = of_record(store, &row, Some(row.account))?;
            let owner = owner_name(store, Some(row.account))?;
            let (day, text) = (now.zone.day(row.at), escaped(row.text.raw()));
            card.summary = format!("- {day} {} {}: {text}\n", row.kind, escaped(&owner));
            card.links.splice(0..0, links_of(row.text.raw()));
            Ok(card)
        }
    }
}

fn of_account(view: &AccountView, measure: &Measure, now: Now) -> Card {
    let (row, home) = (&view.account, measure.rates.home);
    let name = row.name.shown().into_owned();
    let day = view.decisions.first().map(|line| line.day);
    let health = view.stake.band.map_or("", |band| band.word());
    let parts = [
        name.clone(),
        exact(view.stake.total, home),
        exact(view.stake.arr, home),
        home.to_string(),
        health.to_owned(),
        day.map(|day| day.to_string()).unwrap_or_default(),
        row.key(),
    ];
    let mut lines = vec![format!("## {}", escaped(&name)), String::new()];
    lines.push(format!(
        "- {} {home} ARR, {} at stake{}",
        short(view.stake.arr, home),
        short(view.stake.total, home),
        if health.is_empty() { String::new() } else { format!(", health {health}") }
    ));
    if let Some(line) = view.decisions.first() {
        let next =
            if line.next_step.is_empty() { String::new() } else { format!("; next: {}", escaped(&line.next_step)) };
        let amount = short(line.revenue, home);
        lines.push(format!("- decides {}, {amount}{next}", weekday_day(line.day, now.today)));
    }
    let there = || view.contacts.iter().filter(|contact| contact.left_on.is_none());
    let people: Vec<String> = there().take(FEW).map(|contact| escaped(&person(contact))).collect();
    if !people.is_empty() {
        lines.push(format!("- with {}", people.join(", ")));
    }
    if let Some(touch) = view.touches.first() {
        lines.push(format!("- last {} {}: {}", now.zone.day(touch.at), touch.kind, escaped(touch.text.raw())));
    }
    for task in view.tasks.iter().take(FEW) {
        let due = task.due.map(|day| format!(", due {}", weekday_day(day, now.today))).unwrap_or_default();
        lines.push(format!("- [ ] {}{due}", escaped(&task.title)));
    }
    Card {
        id: row.key(),
        row: parts.join("\t"),
        emails: there().filter_map(email).collect(),
        links: account_links(row).into_iter().chain(there().filter_map(mail)).collect(),
        summary: format!("{}\n", lines.join("\n")),
        name,
    }
}

fn of_contact(store: &Store, row: &Contact) -> Result<Card, Error> {
    let mut card = of_record(store, row, Some(row.account))?;
    let owner = owner_name(store, Some(row.account))?;
    card.name = row.name.shown().into_owned();
    card.emails.splice(0..0, email(row));
    card.links.splice(0..0, mail(row));
    let email = row.email.as_ref().map(|email| format!(", {}", escaped(email.raw()))).unwrap_or_default();
    card.summary = format!("- {}, {}{email}\n", escaped(&person(row)), escaped(&owner));
    once(&mut card.emails);
    once(&mut card.links);
    Ok(card)
}

fn of_task(store: &Store, row: &Task, now: Now) -> Result<Card, Error> {
    let mut card = of_record(store, row, row.account)?;
    let owner = owner_name(store, row.account)?;
    let about = if owner.is_empty() { String::new() } else { format!(" ({})", escaped(&owner)) };
    let when = |day| describe(When { day, minute: row.due_minute }, now.today);
    let due = row.due.map(|day| format!(", due {}", when(day))).unwrap_or_default();
    let mark = if row.state.is_open() { " " } else { "x" };
    card.name = row.title.shown().into_owned();
    card.summary = format!("- [{mark}] {}{about}{due}\n", escaped(row.title.raw()));
    if let Some(id) = row.contact
        && let Some(contact) = store.row::<Contact>(&id.to_string())?
    {
        card.emails.splice(0..0, email(&contact));
    }
    let own = links_of(&format!("{}\n{}", row.body.raw(), row.title.raw()));
    card.links.splice(0..0, own);
    once(&mut card.emails);
    once(&mut card.links);
    Ok(card)
}

fn of_decision(store: &Store, measure: &Measure, id: DecisionId, now: Now) -> Result<Card, Error> {
    let line = store.decision_line(id)?.ok_or_else(|| gone("renewal"))?;
    let (owner, home) = (around(store, Some(id.account))?, measure.rates.home);
    let key = id.renewal().map(|id| id.to_string()).or_else(|| id.subscription().map(|id| id.to_string()));
    let key = key.unwrap_or_else(|| id.account.to_string());
    let stage = line.stage.clone().unwrap_or_default();
    let parts = [
        line.account_name.clone(),
        line.day.to_string(),
        exact(line.revenue, home),
        home.to_string(),
        stage.clone(),
        line.next_step.clone(),
        key.clone(),
    ];
    let mut summary = format!("- {} decides {}", escaped(&line.account_name), weekday_day(line.day, now.today));
    summary = format!("{summary}, {} {home}", short(line.revenue, home));
    for part in [stage, line.next_step.clone()].into_iter().filter(|part| !part.is_empty()) {
        summary = format!("{summary}, {}", escaped(&part));
    }
    let row = parts.map(|part| shown(&part).into_owned()).join("\t");
    Ok(Card { name: line.account_name, id: key, row, summary: format!("{summary}\n"), ..owner })
}

/// Any row by its fields, with the addresses of its account.
fn of_record<T: Record>(store: &Store, row: &T, owner: Option<AccountId>) -> Result<Card, Error> {
    let filled = T::fields().iter().map(|field| (field.label, (field.get)(row))).filter(|(_, text)| !text.is_empty());
    let filled: Vec<(&str, String)> = filled.map(|(label, text)| (label, shown(&text).into_owned())).collect();
    let name = shown(&row.title()).into_owned();
    let account = owner_name(store, owner)?;
    let name = if name.is_empty() { account.clone() } else { name };
    let title = format!("- {} {}", T::KIND, escaped(&name));
    let facts = filled.iter().map(|(label, text)| format!("  - {label}: {}", escaped(text)));
    let summary = std::iter::once(title).chain(facts).map(|line| line + "\n").collect();
    let cells = filled.iter().map(|(_, text)| text.as_str()).chain([account.as_str()]).filter(|text| !text.is_empty());
    Ok(Card { row: cells.collect::<Vec<_>>().join("\t"), id: row.key(), summary, name, ..around(store, owner)? })
}

/// A card with nothing but the addresses of an account and of those who are there.
fn around(store: &Store, owner: Option<AccountId>) -> Result<Card, Error> {
    let Some(id) = owner else { return Ok(Card::default()) };
    let account: Account = row_of(store, &id.to_string())?;
    let there = "WHERE account = ?1 AND archived_at IS NULL AND left_on IS NULL ORDER BY role IS NULL, name";
    let contacts: Vec<Contact> = store.rows(there, [id.to_string()])?;
    let links = account_links(&account).into_iter().chain(contacts.iter().filter_map(mail)).collect();
    Ok(Card { emails: contacts.iter().filter_map(email).collect(), links, ..Card::default() })
}

fn owner_name(store: &Store, owner: Option<AccountId>) -> Result<String, Error> {
    let Some(id) = owner else { return Ok(String::new()) };
    Ok(row_of::<Account>(store, &id.to_string())?.name.shown().into_owned())
}

fn account_links(row: &Account) -> Vec<Address> {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.raw().to_owned()).unwrap_or_default();
    let crm = Link::parse(&text(&row.link)).map(|link| address("CRM", &link));
    let site = Link::site(&text(&row.domain)).map(|link| address("site", &link));
    let mut found: Vec<Address> = crm.into_iter().chain(site).chain(links_of(row.body.raw())).collect();
    once(&mut found);
    found
}

fn links_of(text: &str) -> Vec<Address> {
    Link::all_in(text).iter().map(|link| address("note", link)).collect()
}

fn address(label: &str, link: &Link) -> Address {
    Address { label: label.to_owned(), text: link.to_string() }
}

fn email(contact: &Contact) -> Option<Address> {
    let text = contact.email.as_ref().filter(|email| !email.is_blank())?.shown().into_owned();
    Some(Address { label: person(contact), text })
}

fn mail(contact: &Contact) -> Option<Address> {
    let link = Link::mail(contact.email.as_ref()?.raw())?;
    Some(Address { label: person(contact), text: link.to_string() })
}

/// A person with what they are there.
fn person(contact: &Contact) -> String {
    let name = contact.name.shown();
    match (&contact.title, contact.role) {
        (Some(title), _) => format!("{name} ({})", title.shown()),
        (None, Some(role)) => format!("{name} ({role})"),
        (None, None) => name.into_owned(),
    }
}

/// Leaves out an address that was there before.
fn once(found: &mut Vec<Address>) {
    let mut seen: Vec<String> = Vec::new();
    found.retain(|one| {
        let new = !seen.contains(&one.text);
        seen.push(one.text.clone());
        new
    });
}

/// The answer to a question for cards.
pub(in crate::service) fn answer(
    store: &Store,
    measure: &Measure,
    subjects: &[Subject],
    now: Now,
) -> Result<query::Answer, Error> {
    Ok(query::Answer::Cards(cards(store, measure, subjects, now)?))
}
