//! What the word under the cursor may become: an account, a tag, a key, a value. Pure: a line, a place in it and the rows
//! of the book come in, a stretch of the line and candidates for it go out.

use crate::domain::phrase::piece::pieces;
use crate::domain::phrase::target::Target;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::record::field::Unit;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::folded;
use crate::tui::modals::naming::{self, Named};
use std::ops::Range;

/// Candidates offered at the most.
pub const OFFERED: usize = 5;

/// What a word may become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// What is put in its place.
    pub text: String,
    /// What it is, safe to print.
    pub label: String,
    /// What helps to tell it from others, safe to print.
    pub note: String,
}

/// Whether candidates are shown unasked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Show {
    /// While one types.
    AtOnce,
    /// When Tab is pressed: almost any word may be the beginning of a key.
    OnTab,
}

/// A word under the cursor and what it may become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// Bytes of the line that are replaced.
    pub span: Range<usize>,
    /// At least one candidate, the best first.
    pub candidates: Vec<Candidate>,
    /// When they are shown.
    pub show: Show,
}

/// A key of a line and words that its value may be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// The word before the colon.
    pub name: &'static str,
    /// Values, the likely ones first.
    pub values: Vec<&'static str>,
}

/// What a kind of line knows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grammar {
    /// Its keys.
    pub keys: Vec<Key>,
    /// Words that stand for themselves, such as a kind at the beginning of a touch.
    pub openers: &'static [&'static str],
    /// Names that may stand at the beginning.
    pub names: Vec<String>,
    /// Whether `@name` is an account.
    pub accounts: bool,
    /// Whether `+word` is a tag.
    pub tags: bool,
    /// Whether people are named: after `with`, `with:` or `c:`.
    pub people: bool,
}

const DAYS: &[&str] = &["today", "tomorrow", "fri", "mon", "tue", "wed", "thu", "1w", "2w", "eow", "eom", "eoq"];
const RHYTHMS: &[&str] = &["week", "2w", "month", "mon", "fri", "quarter", "year"];
const LENGTHS: &[&str] = &["15m", "30m", "45m", "1h", "2h"];

impl Completion {
    /// Whether the candidates are on the screen.
    pub fn is_shown(&self) -> bool {
        self.show == Show::AtOnce
    }
}

impl Grammar {
    /// A day, perhaps with a name beside it.
    pub fn day() -> Grammar {
        Grammar { openers: DAYS, ..Grammar::default() }
    }

    /// Quick-add.
    pub fn task() -> Grammar {
        let key = |name, values: &[&'static str]| Key { name, values: values.to_vec() };
        let keys = vec![
            key("due", DAYS),
            key("p", &["1", "2", "3", "0"]),
            key("est", LENGTHS),
            key("every", RHYTHMS),
            key("wait", DAYS),
            key("kind", &["call", "email", "meeting", "task"]),
            key("with", &[]),
            key("url", &["https://"]),
        ];
        Grammar { keys, accounts: true, tags: true, people: true, ..Grammar::default() }
    }

    /// The fields of a record, as a line of changes names them.
    pub fn fields(target: &Target) -> Grammar {
        let values = |unit: Unit| match unit {
            Unit::Choice(words) => words.to_vec(),
            Unit::Day => DAYS.to_vec(),
            Unit::Flag => vec!["yes", "no"],
            Unit::Minutes => LENGTHS.to_vec(),
            _ => Vec::new(),
        };
        let fields = target.fields.iter().filter(|field| !target.keeps(field.key));
        let keys = fields.map(|field| Key { name: field.key, values: values(field.unit) }).collect();
        Grammar { keys, accounts: target.moves(), tags: target.has("tags"), ..Grammar::default() }
    }

    /// A touch.
    pub fn touch() -> Grammar {
        let key = |name, values: &[&'static str]| Key { name, values: values.to_vec() };
        let keys = vec![
            key("next", &[]),
            key("at", &["yesterday", "today", "mon", "fri"]),
            key("dir", &["in", "out"]),
            key("kind", &["call", "email", "meeting", "qbr", "note", "ticket"]),
            key("sent", &["1", "0", "-1"]),
            key("c", &[]),
        ];
        let openers = &["call", "email", "meeting", "qbr", "note", "ticket"];
        Grammar { keys, openers, people: true, ..Grammar::default() }
    }
}

/// What the name of an account may become, where nothing else may stand.
pub fn account(line: &str, cursor: usize, sheet: &Sheet) -> Option<Completion> {
    let typed = line.get(..cursor).filter(|_| cursor == line.len())?;
    let candidates = accounts(sheet, typed.trim_start_matches('@').trim_matches('"'));
    let useful = !candidates.is_empty() && candidates.iter().all(|one| one.text != typed);
    useful.then_some(Completion { span: 0..cursor, candidates, show: Show::AtOnce })
}

/// What the word that ends at a place may become. `account` is the line's own, for its people.
pub fn complete(
    grammar: &Grammar,
    line: &str,
    cursor: usize,
    sheet: Option<&Sheet>,
    account: Option<AccountId>,
) -> Option<Completion> {
    let head = line.get(..cursor)?;
    // In the middle of a word there is nothing to complete.
    if line.get(cursor..).is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace())) {
        return None;
    }
    let (start, word) = last_word(head)?;
    let found = |from: usize, show, candidates: Vec<Candidate>| {
        let useful = candidates.len() > 1 || candidates.iter().any(|one| line.get(from..cursor) != Some(&one.text));
        (useful && !candidates.is_empty()).then_some(Completion { span: from..cursor, candidates, show })
    };
    if let Some(typed) = word.strip_prefix('@').filter(|_| grammar.accounts) {
        return found(start, Show::AtOnce, accounts(sheet?, typed.trim_matches('"')));
    }
    if let Some(typed) = word.strip_prefix('+').filter(|_| grammar.tags) {
        return found(start, Show::AtOnce, tags(sheet?, typed));
    }
    if let Some((name, typed)) = word.split_once(':') {
        let name = name.to_ascii_lowercase();
        if grammar.people && matches!(name.as_str(), "with" | "contact" | "c") {
            let row = owner(grammar, line, sheet?, account)?;
            return found(start, Show::AtOnce, people(row, typed.trim_matches('"'), &format!("{name}:")));
        }
        let key = grammar.keys.iter().find(|key| key.name == name)?;
        let values = key.values.iter().filter(|value| value.starts_with(&folded(typed)));
        let values = values.take(OFFERED).map(|value| plain(format!("{name}:{value}"), *value, ""));
        return found(start, Show::AtOnce, values.collect());
    }
    if grammar.people && !word.is_empty() && before(head, start).is_some_and(|before| before == "with") {
        let row = owner(grammar, line, sheet?, account)?;
        return found(start, Show::AtOnce, people(row, word, ""));
    }
    let typed = folded(word);
    if head.trim() == word && !grammar.names.is_empty() {
        let names = grammar.names.iter().filter(|name| folded(name).contains(&typed));
        return found(
            start,
            Show::AtOnce,
            names.take(OFFERED).map(|name| plain(name.clone(), name.clone(), "")).collect(),
        );
    }
    let opening = grammar.openers.iter().filter(|_| head.trim() == word);
    let openers = opening.map(|word| plain((*word).to_owned(), *word, ""));
    let keys = grammar.keys.iter().map(|key| {
        let name = format!("{}:", key.name);
        plain(name.clone(), name, &key.values.iter().take(4).copied().collect::<Vec<_>>().join(" "))
    });
    let fitting = openers.chain(keys).filter(|one| !typed.is_empty() && one.text.starts_with(&typed));
    found(start, Show::OnTab, fitting.take(OFFERED).collect())
}

/// The word that ends a text, with its place; a quote that is still open holds its blanks.
fn last_word(head: &str) -> Option<(usize, &str)> {
    for opening in ["@\"", "with:\"", "contact:\"", "c:\"", "+\""] {
        let open = head.rfind(opening).filter(|at| {
            let alone =
                head.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace));
            alone && head.get(at + opening.len()..).is_some_and(|rest| !rest.contains('"'))
        });
        if let Some(at) = open {
            return head.get(at..).map(|word| (at, word));
        }
    }
    let last = pieces(head).pop().filter(|piece| piece.span.end == head.len())?;
    Some((last.span.start, last.raw))
}

/// The word before a place.
fn before(head: &str, start: usize) -> Option<String> {
    head.get(..start)?.split_whitespace().next_back().map(str::to_lowercase)
}

/// The account whose people a line may name: the one that it names, else its own.
fn owner<'a>(grammar: &Grammar, line: &str, sheet: &'a Sheet, account: Option<AccountId>) -> Option<&'a AccountRow> {
    let named = pieces(line).into_iter().filter(|_| grammar.accounts).find_map(|piece| piece.raw.strip_prefix('@'));
    match named {
        Some(name) => match naming::account(sheet, name.trim_matches('"')) {
            Named::One(row) => Some(row),
            Named::Several(_) | Named::Nobody => None,
        },
        None => sheet.account(account?),
    }
}

fn plain(text: String, label: impl Into<String>, note: &str) -> Candidate {
    Candidate { text, label: label.into(), note: note.to_owned() }
}

/// A value as it stands in a line: in quotes when blanks are in it. One that has quotes itself cannot be written.
fn quoted(prefix: &str, value: &str) -> Option<String> {
    if value.contains('"') {
        return None;
    }
    let blank = value.contains(char::is_whitespace);
    Some(if blank { format!("{prefix}\"{value}\"") } else { format!("{prefix}{value}") })
}

fn accounts(sheet: &Sheet, typed: &str) -> Vec<Candidate> {
    let rows = naming::accounts_like(sheet, typed, OFFERED);
    let keys: Vec<String> = rows.iter().map(|row| folded(row.name())).collect();
    let mut called = vec![0; rows.len()];
    // One look at all rows for all candidates.
    for name in sheet.accounts().flat_map(|row| row.names().split('\n')) {
        let same = keys.iter().zip(&mut called).filter(|(key, _)| *key == name);
        same.for_each(|(_, count)| *count += 1);
    }
    let candidates = rows.into_iter().zip(called).map(|(row, called)| {
        // A name that two share, or that cannot be written, is told by the id.
        let text = quoted("@", row.name()).filter(|_| called == 1).unwrap_or_else(|| format!("@{}", row.id));
        let others: Vec<&str> = row.shown_names().skip(1).collect();
        plain(text, row.name(), &others.join("  "))
    });
    candidates.collect()
}

fn tags(sheet: &Sheet, typed: &str) -> Vec<Candidate> {
    let typed = folded(typed.trim_matches('"'));
    let fitting = sheet.tags().into_iter().filter(|tag| folded(tag).starts_with(&typed));
    let written = fitting.filter_map(|tag| Some(plain(quoted("+", tag)?, format!("+{tag}"), "")));
    written.take(OFFERED).collect()
}

fn people(row: &AccountRow, typed: &str, prefix: &str) -> Vec<Candidate> {
    let key = folded(typed);
    let fitting = row
        .contacts()
        .filter(|(_, _, name)| name.split(' ').any(|word| word.starts_with(&key)) || name.starts_with(&key));
    let written = fitting.filter_map(|(_, name, _)| {
        // After the word `with` a name runs on to its colon.
        let text = if prefix.is_empty() { Some(format!("{name}:")) } else { quoted(prefix, name) };
        Some(plain(text?, name, row.name()))
    });
    written.take(OFFERED).collect()
}
