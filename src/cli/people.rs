//! `folio contact` and `folio account`: the people of an account, and new people and accounts in one line.

use crate::cli::act::{Behind, Dry, act};
use crate::cli::add::whole;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::requote::requote;
use crate::cli::shell::Shell;
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::record::contact::{ContactRole, Sentiment};
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{AccountView, Answer, Query};
use clap::Args;

/// Arguments of `contact`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without a line it lists the contacts of an account. A line is a name with tokens in any order: role:champion \
(decision-maker, economic-buyer, exec-sponsor, user, blocker), title:\"VP Ops\", email:, phone:, +pos +neu +neg, left:DAY. \
`folio set \"Dana Fox\" …` changes one.

EXAMPLES
  folio contact globex                               who is there, and when they were last in touch
  folio contact globex Dana Fox role:champion +pos   a new one
  folio contact globex 'Li Wei title:\"VP Ops\" email:li@globex.com'")]
pub struct ContactArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// The new contact
    #[arg(value_name = "LINE")]
    pub line: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `account`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A line is a name with tokens in any order: domain:, segment:, stage:, industry:, region:, owner:, currency:, aliases:, \
+tag, `--` before a note. `folio show` shows an account, `folio set` changes one.

EXAMPLES
  folio account Globex Corp domain:globex.com segment:enterprise
  folio account '\"Re:Think\" Ltd stage:onboarding +pilot'
  id=$(folio account -q Initech)                     the id on stdout")]
pub struct AccountArgs {
    /// The new account
    #[arg(value_name = "LINE", required = true)]
    pub line: Vec<String>,
    /// A note, and how
    #[command(flatten)]
    pub behind: Behind,
}

/// Lists the contacts of an account, or adds one.
pub fn contact(args: &ContactArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let account = desk.find_account(&args.account)?;
    if args.line.is_empty() {
        records(&[]).check(&shell.look)?;
        desk.freshen()?;
        let Answer::Account(view) = desk.fetch(&Query::Account(account, 0))? else { return Ok(()) };
        return list(&view, desk, shell);
    }
    let line = understood(&args.line, &[], Kind::Contact, desk)?;
    make(Intent::AddContact(account, line), args.dry, desk, shell)
}

/// Adds an account.
pub fn account(args: &AccountArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let line = understood(&args.line, &args.behind.note, Kind::Account, desk)?;
    make(Intent::AddAccount(line), args.behind.dry, desk, shell)
}

fn make(intent: Intent, dry: Dry, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let outcome = act(desk, shell, intent, dry)?;
    shell.made(outcome.made.as_deref(), dry)
}

/// The line of a new row, read for faults shown where they stand.
fn understood(words: &[String], note: &[String], kind: Kind, desk: &Desk) -> Result<String, Failure> {
    let target = Target::of_kind(kind).unwrap_or(Target { kind, fields: Vec::new() });
    let line = whole(&[requote(words, &target)], note);
    modify::parse_new(&line, &target, desk.now().today, &desk.dates()).map_err(|error| Failure::line(&line, &error))?;
    Ok(line)
}

/// A contact as the list shows it.
struct Person<'a> {
    contact: &'a crate::domain::record::contact::Contact,
    last: Option<Day>,
}

fn list(view: &AccountView, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let now = desk.now();
    let last = |id| view.last_touches.iter().find(|last| last.contact == id).map(|last| now.zone.day(last.at));
    let people: Vec<Person<'_>> =
        view.contacts.iter().map(|contact| Person { last: last(contact.id), contact }).collect();
    if people.is_empty() {
        shell.voice.hint(&format!("{} has no contact yet: add one behind the name", view.account.name.shown()));
    }
    shell.table(&if shell.is_page() { page(&people, now.today) } else { records(&people) })
}

fn page(people: &[Person<'_>], today: Day) -> Table {
    let columns = vec![
        Column::new("name", "CONTACT").cut_to(16),
        Column::new("role", "ROLE"),
        Column::new("title", "TITLE").cut_to(12).dropped(2),
        Column::new("sentiment", "FEELS").dropped(3),
        Column::new("last_touch", "LAST TOUCH"),
        Column::new("email", "E-MAIL").cut_to(16).dropped(1),
    ];
    let mut table = Table::new("folio.contacts/1", columns);
    for Person { contact, last } in people {
        let touched = match (contact.left_on, last) {
            (Some(day), _) => Cell::word(format!("left {day}")).painted(Paint::Dim),
            (None, Some(day)) => Cell::word(format!("{}d", today.since(*day).max(0))),
            (None, None) => Cell::word("never").painted(Paint::Dim),
        };
        table.push(vec![
            Cell::text(&contact.name),
            cells::word(contact.role.map(ContactRole::word)),
            contact.title.as_ref().map_or_else(Cell::none, Cell::text),
            cells::word(contact.sentiment.map(Sentiment::word)),
            touched,
            contact.email.as_ref().map_or_else(Cell::none, Cell::text),
        ]);
    }
    table
}

fn records(people: &[Person<'_>]) -> Table {
    let columns = ["name", "role", "title", "sentiment", "last_touch", "left_on", "email", "phone", "id"];
    let mut table = Table::new("folio.contacts/1", columns.map(|key| Column::new(key, key)).to_vec());
    for Person { contact, last } in people {
        let text = |text: &Option<crate::domain::value::text::Text>| text.as_ref().map_or_else(Cell::none, Cell::text);
        table.push(vec![
            Cell::text(&contact.name),
            cells::word(contact.role.map(ContactRole::word)),
            text(&contact.title),
            cells::word(contact.sentiment.map(Sentiment::word)),
            cells::day(*last),
            cells::day(contact.left_on),
            text(&contact.email),
            text(&contact.phone),
            Cell::word(contact.id.to_string()),
        ]);
    }
    table
}
