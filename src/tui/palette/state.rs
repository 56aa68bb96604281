//! The palette's state: the line, what it says as far as it goes, and the entries that its letters find. The entries that
//! can be run here come first; the others stay listed, each with the reason.

use crate::domain::jump::index::{Entry as Named, Index};
use crate::domain::jump::search::{Met, Search};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::folded;
use crate::input::command::Command;
use crate::tui::modals::completing::Completion;
use crate::tui::modals::prompt::Prompt;
use crate::tui::modals::views::Views;
use crate::tui::palette::entry::{Entry, Goal};
use tui_input::Input;

/// Lines typed before that are kept.
const KEPT: usize = 50;

/// What the line says, as far as it has been typed.
#[derive(Debug, Default)]
pub enum Said {
    /// Letters to look for among the entries.
    #[default]
    Letters,
    /// Letters to look for among the views.
    View,
    /// A command with the line that its key would ask for.
    Line(Box<Asked>),
    /// A command that is about a row, by name or under the cursor.
    Aimed(Command, Option<AccountId>),
    /// A filter of the list.
    Filter(String),
    /// Letters or words that a command looks for.
    Sought(Command, String),
    /// Nothing that can be run: why.
    Refused(String),
}

/// A command and the line that its key would ask for.
#[derive(Debug)]
pub struct Asked {
    /// Which command.
    pub command: Command,
    /// Whose rows it is about when the line names somebody.
    pub aim: Option<AccountId>,
    /// What its key would open, with what stands behind the command.
    pub prompt: Prompt,
}

/// The palette.
#[derive(Debug, Default)]
pub struct Palette {
    /// The line.
    pub input: Input,
    /// What it says.
    pub said: Said,
    /// What it would be done to: `3 selected`, a name.
    pub scope: String,
    /// The views that there are.
    pub views: Option<Views>,
    /// What the word under the cursor may become.
    pub completion: Option<Completion>,
    /// Which candidate stands in the line now.
    pub chosen: Option<usize>,
    /// The row of the cursor.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
    /// Rows that have room.
    pub height: usize,
    entries: Vec<Entry>,
    index: Index<usize>,
    search: Search,
    shown: Vec<usize>,
    recalled: Option<usize>,
    /// What stood in the line before an older one was recalled.
    typed: String,
}

impl Palette {
    /// An empty line about a scope, with the views that are known.
    pub fn new(scope: String, views: Views) -> Palette {
        Palette { scope, views: Some(views), ..Palette::default() }
    }

    /// Takes entries in place of those that were there; the cursor stays on its own.
    pub fn renew(&mut self, entries: Vec<Entry>) {
        let here = self.here().map(|entry| entry.goal.clone());
        let mut index = Index::with_room(entries.len());
        for (key, entry) in entries.iter().enumerate() {
            let others = entry.others();
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            // What it does finds it too, but less than its name.
            let owner = folded(&entry.what);
            index.push(Named { key, name: &folded(&entry.name), others: &others, owner: &owner, starred: false });
        }
        (self.entries, self.index, self.search) = (entries, index, Search::default());
        self.look();
        let place = here.and_then(|goal| self.shown().position(|entry| entry.goal == goal));
        self.at = place.unwrap_or_default();
    }

    /// Looks for what the line says now; the cursor goes to the best.
    pub fn look(&mut self) {
        let text = self.letters();
        let views = matches!(self.said, Said::View);
        self.shown = if text.trim().is_empty() {
            (0..self.entries.len()).collect()
        } else {
            self.search.look(&self.index, &text);
            let found = self.search.listed().iter().filter_map(|row| self.index.key(*row));
            // A line typed before begins with the name of a command, and must not stand in for it.
            let typed = |key: &usize| matches!(self.entries.get(*key), Some(Entry { goal: Goal::Line(_), .. }));
            let mut found: Vec<usize> = found.filter(|key| !typed(key)).collect();
            let named = |key: &usize| self.entries.get(*key).is_some_and(|entry| entry.is_named(self.input.value()));
            found.sort_by_key(|key| !named(key));
            found
        };
        if views {
            self.shown.retain(|key| matches!(self.entries.get(*key), Some(Entry { goal: Goal::View(_), .. })));
        } else if !matches!(self.said, Said::Letters) {
            self.shown.clear();
        }
        // What can be run comes first, otherwise in the order of the search.
        let entries = &self.entries;
        if text.trim().is_empty() {
            self.shown.sort_by_key(|key| entries.get(*key).is_some_and(|entry| entry.why_not.is_some()));
        }
        (self.at, self.top) = (0, 0);
    }

    /// The letters that entries are looked for by; a name may be written with its hyphens.
    fn letters(&self) -> String {
        let line = self.input.value();
        let text = match self.said {
            Said::View => line.trim_start().split_once(char::is_whitespace).map_or("", |(_, rest)| rest),
            _ => line,
        };
        text.replace('-', " ")
    }

    /// The entries found, in order.
    pub fn shown(&self) -> impl Iterator<Item = &Entry> {
        self.shown.iter().filter_map(|key| self.entries.get(*key))
    }

    /// How many were found, and of how many.
    pub fn count(&self) -> (usize, usize) {
        (self.shown.len(), self.entries.len())
    }

    /// Where the letters met the name and the other names of an entry that is shown.
    pub fn met(&self, place: usize) -> Vec<Met> {
        let row = self.shown.get(place).and_then(|key| u32::try_from(*key).ok());
        let blank = self.letters().trim().is_empty();
        row.filter(|_| !blank).map(|row| self.search.met(&self.index, row)).unwrap_or_default()
    }

    /// The entry under the cursor.
    pub fn here(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.at)?)
    }

    /// Moves the cursor.
    pub fn step(&mut self, rows: isize) {
        self.at = self.at.saturating_add_signed(rows).min(self.shown.len().saturating_sub(1));
    }

    /// Puts a line typed before in, the next older one, or the next newer; `false` when there is none that way.
    pub fn recall(&mut self, past: &[String], older: bool) -> bool {
        let next = match (self.recalled, older) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1),
            (Some(0), false) => None,
            (Some(at), false) => Some(at - 1),
            (None, false) => return false,
        };
        let text = match next {
            Some(at) => match past.iter().rev().nth(at) {
                Some(line) => line.clone(),
                None => return false,
            },
            None => std::mem::take(&mut self.typed),
        };
        if self.recalled.is_none() {
            self.typed = self.input.value().to_owned();
        }
        self.recalled = next;
        self.input = Input::from(text);
        true
    }

    /// Something was typed: a line that was recalled is one's own from now on.
    pub fn own(&mut self) {
        self.recalled = None;
    }
}

/// Keeps a line that was run; the last one comes last, each once.
pub fn keep(past: &mut Vec<String>, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    past.retain(|known| known != line);
    past.push(line.to_owned());
    let old = past.len().saturating_sub(KEPT);
    past.drain(..old);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, what: &str, why_not: Option<&str>) -> Entry {
        let goal = match (name.starts_with("view: "), Command::named(name)) {
            (true, _) => Goal::View(0),
            (false, Some(command)) => Goal::Command(command),
            (false, None) => Goal::Line(name.to_owned()),
        };
        let why_not = why_not.map(str::to_owned);
        Entry { goal, name: name.to_owned(), keys: String::new(), what: what.to_owned(), why_not }
    }

    fn palette() -> Palette {
        let mut palette = Palette::default();
        palette.renew(vec![
            entry("snooze mon", "typed before", None),
            entry("drop", "task: not to be done", Some("works in tasks")),
            entry("snooze", "hide until a day", None),
            entry("view: snoozed", "tasks wait:1d..", None),
        ]);
        palette
    }

    fn names(palette: &Palette) -> Vec<&str> {
        palette.shown().map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn what_can_be_run_comes_first_and_letters_find_the_rest() {
        let mut palette = palette();
        assert_eq!(names(&palette), ["snooze mon", "snooze", "view: snoozed", "drop"]);
        for (line, want) in
            [("sno", vec!["snooze", "view: snoozed"]), ("hide", vec!["snooze"]), ("drp", vec!["drop"]), ("zzz", vec![])]
        {
            palette.input = line.into();
            palette.look();
            assert_eq!(names(&palette), want, "{line}");
        }
        (palette.said, palette.input) = (Said::View, "view ".into());
        palette.look();
        assert_eq!(names(&palette), ["view: snoozed"]);
    }

    #[test]
    fn older_lines_come_back_and_what_was_typed_behind_them() {
        let (mut palette, mut past) = (palette(), Vec::new());
        for line in ["done", "snooze fri", "done", " ", "view at risk "] {
            keep(&mut past, line);
        }
        assert_eq!(past, ["snooze fri", "done", "view at risk"]);
        palette.input = "sn".into();
        let mut recalled = |older| palette.recall(&past, older).then(|| palette.input.value().to_owned());
        let want = [
            (true, Some("view at risk")),
            (true, Some("done")),
            (true, Some("snooze fri")),
            (true, None),
            (false, Some("done")),
            (false, Some("view at risk")),
            (false, Some("sn")),
            (false, None),
        ];
        for (older, line) in want {
            assert_eq!(recalled(older).as_deref(), line);
        }
        for n in 0..KEPT + 9 {
            keep(&mut past, &n.to_string());
        }
        assert_eq!((past.len(), past.last().map(String::as_str)), (KEPT, Some("58")));
    }
}
