//! The line in which a filter is typed. The list follows each key; a text that cannot be read changes nothing but what is
//! said under the line, and Esc brings back what was there before.

use crate::domain::query::complete::{Completion, complete};
use crate::domain::query::fault::QueryError;
use crate::domain::query::field;
use crate::domain::query::lex::is_end;
use crate::domain::query::parse::parse;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::query::tree::Node;
use crate::domain::value::text::folded;
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::asking::Cursors;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::shown::Lists;
use std::collections::BTreeSet;
use tui_input::Input;

/// Names and tags offered at the most.
const OFFERS: usize = 12;

/// A filter being typed.
#[derive(Debug)]
pub struct FilterLine {
    /// Of which list.
    pub focus: Focus,
    /// The text so far.
    pub input: Input,
    /// Why it cannot be read.
    pub fault: Option<QueryError>,
    /// Ways to go on.
    pub offers: Vec<Completion>,
    /// Which of them Tab has put in.
    pub offered: Option<usize>,
    /// The text before that, and its cursor in bytes.
    stem: (String, usize),
    /// What was there before.
    before: Box<Lists>,
    cursors: Cursors,
}

impl FilterLine {
    /// Looks for ways to go on at the cursor.
    fn look(&mut self, sheet: Option<&Sheet>) {
        let cursor = typing_line::cursor(&self.input);
        self.stem = (self.input.value().to_owned(), cursor);
        self.offered = None;
        self.offers = complete(self.input.value(), cursor);
        if let (true, Some(sheet)) = (self.offers.is_empty(), sheet) {
            self.offers = named(self.input.value(), cursor, sheet);
        }
    }

    /// The text without the word at the cursor, when that is or may become the name of a field.
    fn without_half(&self) -> Option<String> {
        let text = self.input.value();
        let (head, tail) = text.split_at_checked(typing_line::cursor(&self.input))?;
        let word = head.rsplit(|c: char| is_end(c) || c == '-').next().unwrap_or_default();
        let (before, word) = (head.strip_suffix(word)?, word.to_ascii_lowercase());
        let half = !word.is_empty() && field::names().any(|name| name.starts_with(&word));
        half.then(|| format!("{before}{tail}").trim().to_owned())
    }

    /// Puts the next offer in, or the one before; past the last one stands what was typed.
    fn cycle(&mut self, by: isize) {
        let count = self.offers.len();
        if count == 0 {
            return;
        }
        let at = self.offered.map_or(0, |at| at + 1);
        let next = (at + count + 1).saturating_add_signed(by) % (count + 1);
        self.offered = next.checked_sub(1);
        let (stem, cursor) = &self.stem;
        let (text, cursor) = match self.offered.and_then(|at| self.offers.get(at)) {
            None => (stem.clone(), *cursor),
            Some(offer) => {
                let head = stem.get(..offer.span.start).unwrap_or_default();
                let tail = stem.get(offer.span.end..).unwrap_or_default();
                (format!("{head}{}{tail}", offer.text), head.len() + offer.text.len())
            }
        };
        let chars = text.get(..cursor).unwrap_or_default().chars().count();
        self.input = Input::new(text).with_cursor(chars);
    }
}

/// Names after `@` and tags after `+` that begin as typed, those of accounts by name.
fn named(text: &str, cursor: usize, sheet: &Sheet) -> Vec<Completion> {
    let head = text.get(..cursor).unwrap_or_default();
    let token = head.rsplit(is_end).next().unwrap_or_default();
    let token = token.trim_start_matches('-');
    let span = cursor - token.len()..cursor;
    let completion =
        |node: &Node, label: &str| Completion { span: span.clone(), text: format!("{node} "), label: label.to_owned() };
    if let Some(typed) = token.strip_prefix('@') {
        let typed = folded(typed);
        let fits = sheet.accounts().filter(|row| row.names().lines().any(|name| begins_word(name, &typed)));
        // Ties are broken by name, so that the same letters always offer the same.
        let names: BTreeSet<&str> = fits.map(AccountRow::name).collect();
        return names
            .into_iter()
            .take(OFFERS)
            .map(|name| completion(&Node::Name(name.to_owned()), "account"))
            .collect();
    }
    let Some(typed) = token.strip_prefix('+') else { return Vec::new() };
    let typed = folded(typed);
    let tags = sheet.tags().into_iter().filter(|tag| folded(tag).starts_with(&typed));
    tags.take(OFFERS).map(|tag| completion(&Node::Tag(tag.to_owned()), "tag")).collect()
}

fn begins_word(name: &str, typed: &str) -> bool {
    name.starts_with(typed) || name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed))
}

impl App {
    /// Opens the line of the list with the keyboard.
    pub(in crate::tui) fn open_filter(&mut self) -> Vec<Effect> {
        let focus = self.focus;
        let text = self.filter(focus).text.clone();
        let mut line = FilterLine {
            focus,
            input: Input::new(text),
            fault: None,
            offers: Vec::new(),
            offered: None,
            stem: (String::new(), 0),
            before: Box::new(self.shown.clone()),
            cursors: self.cursors(),
        };
        line.look(self.sheet());
        self.line = Some(line);
        self.want_sheet().into_iter().collect()
    }

    /// Takes a key while a filter is typed.
    pub(in crate::tui) fn filter_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(mut line) = self.line.take() else { return Vec::new() };
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return self.revert(line),
            (Code::Enter, _) => return self.keep(line),
            (Code::Tab, _) => line.cycle(1),
            (Code::BackTab, _) => line.cycle(-1),
            (Code::Down | Code::Up | Code::PageDown | Code::PageUp, _) => {
                let (len, height) = (self.len(line.focus), self.list(line.focus).height);
                let page = isize::try_from(height / 2).unwrap_or(1).max(1);
                let rows = match key.code {
                    Code::Down => 1,
                    Code::Up => -1,
                    Code::PageDown => page,
                    _ => -page,
                };
                self.list_mut(line.focus).step(rows, len);
                self.line = Some(line);
                return self.follow().into_iter().collect();
            }
            _ => {
                if typing_line::type_key(&mut line.input, key) {
                    line.look(self.sheet());
                }
            }
        }
        self.read_line(line)
    }

    /// Puts pasted text into the line.
    pub(in crate::tui) fn paste_filter(&mut self, text: &str) -> Vec<Effect> {
        let Some(mut line) = self.line.take() else { return Vec::new() };
        typing_line::paste(&mut line.input, text);
        line.look(self.sheet());
        self.read_line(line)
    }

    /// Reads the line; the list follows if it can be read. A last word that may become the name of a field is left out
    /// behind other terms: `health:red st` on its way to `stage:` is `health:red`.
    fn read_line(&mut self, mut line: FilterLine) -> Vec<Effect> {
        let typed = line.input.value().trim().to_owned();
        let read = parse(line.input.value(), &self.reading());
        line.fault = read.as_ref().err().cloned();
        let (focus, cursors) = (line.focus, line.cursors);
        let rest = line.without_half().filter(|rest| !rest.is_empty());
        let half = line.without_half().is_some();
        self.line = Some(line);
        let Ok(query) = read else { return Vec::new() };
        let shorter = rest.and_then(|rest| Some((parse(&rest, &self.reading()).ok()?, rest)));
        let (query, text) = shorter.unwrap_or((query, typed));
        if text == self.filter(focus).text {
            return Vec::new();
        }
        let earlier = half.then(|| self.shown.clone());
        let effects = self.set_filter(focus, Filter { text, query, view: None });
        if let Some(earlier) = earlier.filter(|_| self.len(focus) == 0) {
            self.restore(focus, earlier);
        }
        self.put_cursor_or_top(focus, cursors);
        effects.into_iter().chain(self.follow()).collect()
    }

    /// Enter: what stands in the line is the filter, to the last letter. One that cannot be read is not kept.
    fn keep(&mut self, line: FilterLine) -> Vec<Effect> {
        let Ok(query) = parse(line.input.value(), &self.reading()) else {
            self.line = Some(line);
            return Vec::new();
        };
        let text = line.input.value().trim().to_owned();
        if text == self.filter(line.focus).text {
            return Vec::new();
        }
        self.set_filter(line.focus, Filter { text, query, view: None })
    }

    fn restore(&mut self, focus: Focus, earlier: Lists) {
        match focus {
            Focus::Accounts => self.shown.accounts.restore(earlier.accounts),
            Focus::Renewals => self.shown.decisions.restore(earlier.decisions),
            Focus::Tasks => self.shown.tasks.restore(earlier.tasks),
        }
    }

    fn revert(&mut self, line: FilterLine) -> Vec<Effect> {
        self.restore(line.focus, *line.before);
        self.keep_shown();
        self.put_cursors(line.cursors);
        self.what_filters_need().into_iter().chain(self.follow()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_goes_round_and_comes_back_to_what_was_typed() {
        let mut line = FilterLine {
            focus: Focus::Accounts,
            input: Input::new("arr:1k.. st".to_owned()),
            fault: None,
            offers: Vec::new(),
            offered: None,
            stem: (String::new(), 0),
            before: Box::default(),
            cursors: Cursors::default(),
        };
        line.look(None);
        let mut seen = Vec::new();
        for _ in 0..5 {
            line.cycle(1);
            seen.push(line.input.value().to_owned());
        }
        assert_eq!(seen, ["arr:1k.. stage:", "arr:1k.. stake:", "arr:1k.. star:", "arr:1k.. state:", "arr:1k.. st"]);
        line.cycle(-1);
        assert_eq!((line.input.value(), line.input.cursor()), ("arr:1k.. state:", 15));
    }
}
