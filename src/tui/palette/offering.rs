//! What the palette offers, made from the command table, the live keymap, the views and what was done lately.

use crate::domain::jump::target::Target;
use crate::domain::value::text::shown;
use crate::input::command::{COMMANDS, Command, Row};
use crate::tui::app::App;
use crate::tui::modals::views::Views;
use crate::tui::palette::entry::{Entry, Goal};
use crate::tui::palette::line::spoken;

/// Lines typed before that are offered.
const LINES: usize = 3;

/// Rows visited lately that are offered.
const ROWS: usize = 8;

/// Commands that nobody types: their keys are under every finger.
fn moves(command: Command) -> bool {
    matches!(
        command,
        Command::Down
            | Command::Up
            | Command::HalfPageDown
            | Command::HalfPageUp
            | Command::Top
            | Command::Bottom
            | Command::NextPane
            | Command::PreviousPane
            | Command::Left
            | Command::Right
            | Command::OtherSide
            | Command::ScrollDown
            | Command::ScrollUp
            | Command::Cancel
    )
}

impl App {
    /// All that can be chosen: lines typed before, commands, views, rows visited lately, and last the keys for moving.
    pub(in crate::tui) fn palette_entries(&self, views: Option<&Views>) -> Vec<Entry> {
        let lines = self.past.iter().rev().take(LINES).map(|line| Entry {
            goal: Goal::Line(line.clone()),
            name: shown(line).into_owned(),
            keys: String::new(),
            what: "typed before".to_owned(),
            why_not: None,
        });
        let rows = |moving: bool| COMMANDS.iter().filter(move |row| moves(row.command) == moving);
        let verbs = rows(false).filter(|row| row.command != Command::Palette);
        let commands = verbs.clone().filter(|row| !row.verb.is_empty()).chain(verbs.filter(|row| row.verb.is_empty()));
        let commands = commands.map(|row| self.command_entry(row));
        lines
            .chain(self.own_entries())
            .chain(commands)
            .chain(self.view_entries(views))
            .chain(self.recent_entries())
            .chain(rows(true).map(|row| self.command_entry(row)))
            .collect()
    }

    fn command_entry(&self, row: &Row) -> Entry {
        Entry {
            goal: Goal::Command(row.command),
            name: spoken(row.id),
            keys: self.keymap.keys_of(row.command).into_iter().next().unwrap_or_default(),
            what: row.what.to_owned(),
            why_not: self.why_not(row.command),
        }
    }

    fn own_entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.keymap.own_commands().map(|(command, own)| Entry {
            goal: Goal::Command(command),
            name: spoken(&own.id),
            keys: self.keymap.keys_of(command).into_iter().next().unwrap_or_default(),
            what: shown(self.keymap.what(command)).into_owned(),
            why_not: self.why_not(command),
        })
    }

    fn view_entries<'a>(&'a self, views: Option<&'a Views>) -> impl Iterator<Item = Entry> + 'a {
        let opens = self.keymap.keys_of(Command::Views).into_iter().next();
        let entries = views.map(|views| views.entries.as_slice()).unwrap_or_default();
        entries.iter().enumerate().map(move |(n, view)| {
            let key = opens.as_ref().zip(view.key).map(|(opens, key)| format!("{opens} {key}"));
            let query = if view.query.is_empty() { "all rows".into() } else { shown(&view.query) };
            Entry {
                goal: Goal::View(n),
                name: format!("view: {}", view.name),
                keys: key.map(|key| shown(&key).into_owned()).unwrap_or_default(),
                what: format!("{} {query}", view.list),
                why_not: None,
            }
        })
    }

    fn recent_entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let known = self.recent.iter().filter_map(|target| {
            let (name, what) = self.told(target)?;
            let (goal, what) = (Goal::Row(target), format!("{what}, visited lately"));
            Some(Entry { goal, name, keys: String::new(), what, why_not: None })
        });
        known.take(ROWS)
    }

    /// What a row is called, and what it is.
    fn told(&self, target: Target) -> Option<(String, String)> {
        let sheet = self.sheet()?;
        Some(match target {
            Target::Account(id) => (sheet.account(id)?.name().to_owned(), "account".to_owned()),
            Target::Contact(account, id) => {
                let account = sheet.account(account)?;
                let (_, name, _) = account.contacts().find(|(contact, ..)| *contact == id)?;
                (name.to_owned(), format!("contact of {}", account.name()))
            }
            Target::Task(id) => (sheet.task(id)?.title().to_owned(), "task".to_owned()),
        })
    }
}
