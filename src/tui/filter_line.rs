//! The line in which a filter is typed. The list follows each key; a text that cannot be read changes nothing but what is
//! said under the line, and Esc brings back what was there before.

use crate::domain::query::complete::{Completion, complete};
use crate::domain::query::fault::QueryError;
use crate::domain::query::field;
use crate::domain::query::lex::is_end;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::query::tree::Node;
use crate::domain::value::text::folded;
use crate::tui::cursors::Cursors;
use crate::tui::deck::Focus;
use crate::tui::modals::typing_line;
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
    pub(in crate::tui) stem: (String, usize),
    /// What was there before.
    pub(in crate::tui) before: Box<Lists>,
    pub(in crate::tui) cursors: Cursors,
}

impl FilterLine {
    /// Looks for ways to go on at the cursor.
    pub(in crate::tui) fn look(&mut self, sheet: Option<&Sheet>) {
        let cursor = typing_line::cursor(&self.input);
        self.stem = (self.input.value().to_owned(), cursor);
        self.offered = None;
        self.offers = complete(self.input.value(), cursor);
        if let (true, Some(sheet)) = (self.offers.is_empty(), sheet) {
            self.offers = named(self.input.value(), cursor, sheet);
        }
    }

    /// The text without the word at the cursor, when that is or may become the name of a field.
    pub(in crate::tui) fn without_half(&self) -> Option<String> {
        let text = self.input.value();
        let (head, tail) = text.split_at_checked(typing_line::cursor(&self.input))?;
        let word = head.rsplit(|c: char| is_end(c) || c == '-').next().unwrap_or_default();
        let (before, word) = (head.strip_suffix(word)?, word.to_ascii_lowercase());
        let half = !word.is_empty() && field::names().any(|name| name.starts_with(&word));
        half.then(|| format!("{before}{tail}").trim().to_owned())
    }

    /// Puts the next offer in, or the one before; past the last one stands what was typed.
    pub(in crate::tui) fn cycle(&mut self, by: isize) {
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
        let names = first_few(fits.map(AccountRow::name), OFFERS).into_iter();
        return names.map(|name| completion(&Node::Name(name.to_owned()), "account")).collect();
    }
    let Some(typed) = token.strip_prefix('+') else { return Vec::new() };
    let typed = folded(typed);
    let tags = sheet.tags().into_iter().filter(|tag| folded(tag).starts_with(&typed));
    tags.take(OFFERS).map(|tag| completion(&Node::Tag(tag.to_owned()), "tag")).collect()
}

/// The first of some names, in their order and each once, so that the same letters always offer the same. Of ten thousand
/// names most are passed over with one comparison.
fn first_few<'a>(names: impl Iterator<Item = &'a str>, most: usize) -> BTreeSet<&'a str> {
    let mut few = BTreeSet::new();
    for name in names {
        if few.len() < most || few.last().is_some_and(|last| name < *last) {
            few.insert(name);
        }
        if few.len() > most {
            few.pop_last();
        }
    }
    few
}

fn begins_word(name: &str, typed: &str) -> bool {
    name.starts_with(typed) || name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed))
}
