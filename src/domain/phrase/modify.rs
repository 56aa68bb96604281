//! The line of changes: `p:1 due:fri +vip -old title:"new title" -- what was said`. Every word of it is a change or is
//! refused with its place, so a slip of the hand changes nothing; `key:` and `key:none` clear.

use crate::domain::phrase::date;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::mark::{Fault, LineError};
use crate::domain::phrase::minutes;
use crate::domain::phrase::piece::{Manner, Piece, pieces, unquoted};
use crate::domain::phrase::target::{Known, Target};
use crate::domain::phrase::task_kind;
use crate::domain::phrase::touch_word;
use crate::domain::phrase::value::{Value, Values};
use crate::domain::phrase::when::{DateOptions, Lean, When};
use crate::domain::query::fault::nearest;
use crate::domain::record::account::CallLevel;
use crate::domain::record::field::{self, Unit};
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use crate::domain::value::money::Currency;
use crate::domain::value::text::shown;
use std::ops::Range;

/// One change, and where it stands in the line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// What it changes.
    pub change: EditTo,
}

/// What one change of a line comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EditTo {
    /// A field takes a value, in its canonical text; never an empty one.
    Set(&'static str, String),
    /// A field is emptied.
    Clear(&'static str),
    /// A task is promised for a day, with or without a time.
    Due(When),
    /// A touch was on a day, with or without a time.
    At(When),
    /// A field takes an amount: plain decimal in major units, and its currency when one was said.
    Amount(&'static str, String, Option<Currency>),
    /// A tag is added.
    Tag(String),
    /// A tag is taken away.
    Untag(String),
    /// A line is added to the notes.
    Note(String),
    /// It goes to the account of a name, or to none.
    Account(Option<String>),
    /// It is about the contact of a name, or about none.
    Contact(Option<String>),
}

/// A line that makes a row: the text that is its name, and its other fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Made {
    /// The words that are no tokens, one blank apart.
    pub name: String,
    /// What the tokens say.
    pub edits: Vec<Edit>,
}

/// What becomes of words that are no tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Words {
    Refused,
    Kept,
}

/// Reads a line that changes rows of a kind, typed on a day. At least one change is there.
pub fn parse(line: &str, target: &Target, today: Day, options: &DateOptions) -> Result<Vec<Edit>, LineError> {
    let made = read(line, target, today, *options, Words::Refused)?;
    if made.edits.is_empty() {
        let whole = 0..line.len();
        return Err(unfit(whole, line.trim(), "changes nothing", target.guess("")));
    }
    Ok(made.edits)
}

/// Reads a line that makes a row of a kind: its name, and tokens in any order.
pub fn parse_new(line: &str, target: &Target, today: Day, options: &DateOptions) -> Result<Made, LineError> {
    read(line, target, today, *options, Words::Kept)
}

fn read(line: &str, target: &Target, today: Day, options: DateOptions, words: Words) -> Result<Made, LineError> {
    let pieces = pieces(line);
    let past = DateOptions { lean: Lean::Past, ..options };
    let values = Values { pieces: &pieces, today, options: &options };
    let before = Values { pieces: &pieces, today, options: &past };
    let mut reader = Reader { line, target, values, before, words, edits: Vec::new(), text: Vec::new() };
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += reader.piece(at, piece)?.max(1);
    }
    Ok(Made { name: reader.text.join(" "), edits: reader.edits })
}

/// A change said back: `due Fri 27 Nov 2026 (in 3d)`, `+vip`, `no contact`. Safe to print.
pub fn echo(change: &EditTo, today: Day) -> String {
    let said = match change {
        EditTo::Set(field, value) => match value.parse::<Day>() {
            Ok(day) => format!("{field} {}", describe(When { day, minute: None }, today)),
            Err(_) => match (*field, value.parse()) {
                ("pri", _) => format!("priority {value}"),
                ("est" | "minutes", Ok(length)) => format!("{field} {}", minutes::print(length)),
                _ => format!("{field} {value}"),
            },
        },
        EditTo::Clear("pri") => "no priority".to_owned(),
        EditTo::Clear(field) => format!("no {field}"),
        EditTo::Due(when) => format!("due {}", describe(*when, today)),
        EditTo::At(when) => format!("at {}", describe(*when, today)),
        EditTo::Amount(field, major, currency) => {
            let code = currency.map(|currency| format!(" {currency}")).unwrap_or_default();
            format!("{field} {major}{code}")
        }
        EditTo::Tag(tag) => format!("+{tag}"),
        EditTo::Untag(tag) => format!("-{tag}"),
        EditTo::Note(_) => "a note".to_owned(),
        EditTo::Account(Some(name)) => format!("account {name}"),
        EditTo::Account(None) => "no account".to_owned(),
        EditTo::Contact(Some(name)) => format!("with {name}"),
        EditTo::Contact(None) => "no contact".to_owned(),
    };
    shown(&said).into_owned()
}

fn unfit(span: Range<usize>, given: &str, why: impl Into<String>, hint: impl Into<String>) -> LineError {
    LineError { span, fault: Fault::Unfit { given: given.to_owned(), why: why.into(), hint: hint.into() } }
}

impl EditTo {
    /// The field that the change takes up; tags and notes may stand many times.
    fn slot(&self) -> Option<&'static str> {
        match self {
            EditTo::Set(field, _) | EditTo::Clear(field) | EditTo::Amount(field, ..) => Some(field),
            EditTo::Due(_) => Some("due"),
            EditTo::At(_) => Some("at"),
            EditTo::Account(_) => Some("acct"),
            EditTo::Contact(_) => Some("with"),
            EditTo::Tag(_) | EditTo::Untag(_) | EditTo::Note(_) => None,
        }
    }
}

struct Reader<'a> {
    line: &'a str,
    target: &'a Target,
    values: Values<'a>,
    before: Values<'a>,
    words: Words,
    edits: Vec<Edit>,
    text: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// Reads one piece and gives how many it took with it.
    fn piece(&mut self, at: usize, piece: &'a Piece<'a>) -> Result<usize, LineError> {
        let span = piece.span.clone();
        if piece.manner != Manner::Plain {
            return self.word(piece);
        }
        if piece.raw == "--" {
            return self.note(&span);
        }
        if let Some(sentiment) = touch_word::sign(piece.raw).filter(|_| self.target.has("sentiment")) {
            return self.put(span, EditTo::Set("sentiment", sentiment.word().to_owned()));
        }
        if let Some(name) = piece.raw.strip_prefix('@').map(unquoted).filter(|name| !name.is_empty()) {
            return self.account(span, piece.raw, Some(name.to_owned()));
        }
        for (sign, make) in [('+', EditTo::Tag as fn(String) -> EditTo), ('-', EditTo::Untag)] {
            let tag = piece.raw.strip_prefix(sign).map(unquoted);
            if let Some(tag) = tag.filter(|tag| tag.starts_with(char::is_alphabetic)) {
                if !self.target.has("tags") {
                    let why = format!("is a tag, and a {} has none", self.target.kind);
                    return Err(unfit(span, piece.raw, why, self.target.guess(tag)));
                }
                return self.put(span, make(tag.to_owned()));
            }
        }
        match piece.raw.split_once(':') {
            Some((name, value)) if is_name(name) => self.named(at, piece, name, value),
            _ => self.word(piece),
        }
    }

    fn put(&mut self, span: Range<usize>, change: EditTo) -> Result<usize, LineError> {
        if let Some(slot) = change.slot()
            && self.edits.iter().any(|edit| edit.change.slot() == Some(slot))
        {
            return Err(LineError { span, fault: Fault::Twice(slot) });
        }
        self.edits.push(Edit { span, change });
        Ok(1)
    }

    /// A word that is no token: part of the name of what is made, else refused.
    fn word(&mut self, piece: &'a Piece<'a>) -> Result<usize, LineError> {
        if self.words == Words::Kept {
            self.text.push(piece.text());
            return Ok(1);
        }
        // `title:new title` is the likely slip: the value needs quotes.
        let open = self.edits.last().and_then(|edit| match &edit.change {
            EditTo::Set(field, value) if self.target.field(field).is_some_and(|known| is_text(known.unit)) => {
                Some(format!("quotes hold several words together: {field}:\"{value} {}\"", piece.text()))
            }
            _ => None,
        });
        let day = || {
            let dated =
                self.target.has("due") && date::when(piece.text(), self.values.today, self.values.options).is_ok();
            dated.then(|| format!("write due:{}", piece.text()))
        };
        let hint = open.or_else(day).unwrap_or_else(|| self.target.guess(piece.text()));
        Err(unfit(piece.span.clone(), piece.raw, "is no change", hint))
    }

    fn note(&mut self, span: &Range<usize>) -> Result<usize, LineError> {
        let text = self.line.get(span.end..).unwrap_or_default().trim();
        let span = span.start..self.line.trim_end().len();
        if !self.target.has("body") {
            let why = format!("begins a note, and a {} has none", self.target.kind);
            return Err(unfit(span, "--", why, self.target.guess("")));
        }
        if !text.is_empty() {
            self.put(span, EditTo::Note(text.to_owned()))?;
        }
        Ok(self.values.pieces.len())
    }

    fn account(&mut self, span: Range<usize>, given: &str, name: Option<String>) -> Result<usize, LineError> {
        if !self.target.moves() {
            let why = format!("names an account, and a {} stays with its own", self.target.kind);
            return Err(unfit(span, given, why, self.target.guess("")));
        }
        self.put(span, EditTo::Account(name))
    }

    fn named(&mut self, at: usize, piece: &Piece<'_>, name: &str, value: &str) -> Result<usize, LineError> {
        let span = piece.span.clone();
        let cleared = value.is_empty() || value.eq_ignore_ascii_case("none");
        let named = (!cleared).then(|| unquoted(value).to_owned());
        match name.to_ascii_lowercase().as_str() {
            "acct" | "account" if !self.target.has("acct") => return self.account(span, piece.raw, named),
            "with" | "contact" | "c" if self.target.has_contact() => return self.put(span, EditTo::Contact(named)),
            "at" if matches!(self.target.kind, Kind::Touch | Kind::Feedback) => {
                let Value { value: when, count, span } = self.before.date(at, value)?;
                return self.put(span, EditTo::At(when)).map(|_| count);
            }
            _ => {}
        }
        let Some(known) = self.target.field(name) else {
            if name.eq_ignore_ascii_case("url") && self.target.has("body") && named.is_some() {
                return self.put(span, EditTo::Note(unquoted(value).to_owned()));
            }
            let why = format!("names no field of a {}", self.target.kind);
            return Err(unfit(span, piece.raw, why, self.target.guess(name)));
        };
        if self.target.keeps(known.key) {
            return Err(unfit(span, piece.raw, "is counted by folio itself", "move the day: due:fri"));
        }
        if known.unit == Unit::Body
            && let Some((text, count, span)) = self.long(at, value)
        {
            return self.put(span, EditTo::Set(known.key, text)).map(|_| count);
        }
        // No priority is priority 0, as in quick-add.
        if cleared || (known.key == "pri" && value == "0") {
            return self.put(span, EditTo::Clear(known.key));
        }
        match known.unit {
            Unit::Day => self.day(at, known, value),
            Unit::Text if known.key == "every" => {
                let Value { value: every, count, span } = self.values.every(at, value)?;
                self.put(span, EditTo::Set(known.key, every.to_string())).map(|_| count)
            }
            _ => {
                let change = self::value(self.target.kind, &span, known, unquoted(value))?;
                self.put(span, change)
            }
        }
    }

    /// A text of several words without quotes: all of them up to the next token. Its pieces, and their bytes.
    fn long(&self, at: usize, value: &str) -> Option<(String, usize, Range<usize>)> {
        let here = self.values.pieces.get(at)?;
        let more = self.values.pieces.get(at + 1..).unwrap_or_default();
        let words: Vec<&Piece<'_>> = more.iter().take_while(|piece| !self.is_token(piece)).collect();
        let last = words.last().filter(|_| !value.starts_with('"'))?;
        let first = Some(value).filter(|value| !value.is_empty());
        let text: Vec<&str> = first.into_iter().chain(words.iter().map(|piece| piece.text())).collect();
        Some((text.join(" "), 1 + words.len(), here.span.start..last.span.end))
    }

    /// Whether a piece is more than a word of a text.
    fn is_token(&self, piece: &Piece<'_>) -> bool {
        let tagged = self.target.has("tags") && piece.raw.starts_with(['+', '-']);
        let owned = self.target.moves() && piece.raw.starts_with('@');
        let field = piece.raw.split_once(':').is_some_and(|(name, _)| self.target.field(name).is_some());
        piece.manner == Manner::Plain && (piece.raw == "--" || tagged || owned || field)
    }

    fn day(&mut self, at: usize, known: Known, value: &str) -> Result<usize, LineError> {
        let values = if Target::is_past(known.key) { &self.before } else { &self.values };
        let Value { value: when, count, span } = values.date(at, value)?;
        let change = match when.minute {
            _ if self.target.kind == Kind::Task && known.key == "due" => EditTo::Due(when),
            None => EditTo::Set(known.key, when.day.to_string()),
            Some(_) => {
                let given = self.line.get(span.clone()).unwrap_or_default();
                return Err(unfit(span, given, "has a time", "this field takes a day alone"));
            }
        };
        self.put(span, change).map(|_| count)
    }
}

/// The change that a value of one piece comes to, in a field that is neither a day nor a recurrence.
pub(in crate::domain) fn value(
    kind: Kind,
    span: &Range<usize>,
    known: Known,
    value: &str,
) -> Result<EditTo, LineError> {
    let key = known.key;
    let bad = |hint: String| unfit(span.clone(), value, format!("is not for {key}"), hint);
    let text = match known.unit {
        Unit::Minutes => {
            minutes::read(value).ok_or_else(|| bad(format!("write {key}:30m, {key}:2h or {key}:1h30")))?.to_string()
        }
        Unit::Count => whole(value, u32::MAX).ok_or_else(|| bad("write a whole number".to_owned()))?.to_string(),
        Unit::Percent => {
            let figure = value.strip_suffix('%').unwrap_or(value).trim_end();
            whole(figure, 100).ok_or_else(|| bad("write a number from 0 to 100".to_owned()))?.to_string()
        }
        Unit::Flag => {
            let flag = field::flag(value).map_err(|_| bad("write yes or no".to_owned()))?;
            field::print_flag(flag)
        }
        Unit::Currency => {
            let code: Result<Currency, _> = value.to_ascii_uppercase().parse();
            code.map_err(|_| bad("write three letters such as USD".to_owned()))?.to_string()
        }
        Unit::Money => {
            let (major, currency) =
                amount(value).ok_or_else(|| bad(format!("write {key}:120000, {key}:120k or {key}:\"120k EUR\"")))?;
            return Ok(EditTo::Amount(key, major, currency));
        }
        Unit::Choice(words) => choice(kind, key, value, words).ok_or_else(|| {
            let near = nearest(value, words.iter().copied());
            bad(near.map_or_else(|| format!("write {}", words.join(", ")), |word| format!("did you mean {word}?")))
        })?,
        Unit::Text | Unit::Body | Unit::List | Unit::Day => value.trim().to_owned(),
    };
    Ok(if text.is_empty() { EditTo::Clear(key) } else { EditTo::Set(key, text) })
}

/// Whether what stands before a colon can be the name of a field.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

fn is_text(unit: Unit) -> bool {
    matches!(unit, Unit::Text | Unit::Body | Unit::List)
}

fn whole(text: &str, most: u32) -> Option<u32> {
    let plain = (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok().filter(|n| *n <= most))?
}

/// The word of a closed list, case and `_` apart; with the words that quick-add and touch lines take for the same.
fn choice(kind: Kind, key: &str, value: &str, words: &'static [&'static str]) -> Option<String> {
    let given = value.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some(word) = words.iter().find(|word| **word == given) {
        return Some((*word).to_owned());
    }
    let said = match (kind, key) {
        (Kind::Task, "kind") => task_kind::named(value)?.word(),
        (Kind::Touch, "kind") => touch_word::kind(value)?.word(),
        (Kind::Account, "call") if given == "risk" => CallLevel::AtRisk.word(),
        (_, "sentiment") => touch_word::feeling(value)?.word(),
        _ => return None,
    };
    Some(said.to_owned())
}

/// Plain decimal in major units of `120k`, `1.25m`, `99.50`, and the currency behind it, if one is. None is below zero.
pub(in crate::domain::phrase) fn amount(text: &str) -> Option<(String, Option<Currency>)> {
    let text = text.trim();
    let split = text.len().checked_sub(3).filter(|at| text.is_char_boundary(*at)).map(|at| text.split_at(at));
    let coded = split.and_then(|(head, code)| Some((head.trim_end(), code.to_ascii_uppercase().parse().ok()?)));
    let (figure, currency) = coded.map_or((text, None), |(head, currency)| (head, Some(currency)));
    let lower = figure.to_ascii_lowercase();
    let (digits, zeros) = match lower.strip_suffix('k') {
        Some(rest) => (rest, 3),
        None => lower.strip_suffix('m').map_or((lower.as_str(), 0), |rest| (rest, 6)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || part.len() > 9 || !plain(whole) || !plain(part) || digits.ends_with('.')
    {
        return None;
    }
    let moved = format!("{part:0<zeros$}");
    let (up, rest) = moved.split_at_checked(zeros)?;
    let point = if rest.is_empty() { "" } else { "." };
    Some((format!("{whole}{up}{point}{rest}"), currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    fn target(kind: Kind) -> Target {
        Target::of_kind(kind).unwrap()
    }

    fn changes(kind: Kind, line: &str) -> Vec<EditTo> {
        let read = parse(line, &target(kind), today(), &DateOptions::default());
        read.unwrap_or_else(|error| panic!("{line}: {error}")).into_iter().map(|edit| edit.change).collect()
    }

    fn set(key: &'static str, value: &str) -> EditTo {
        EditTo::Set(key, value.to_owned())
    }

    #[test]
    fn reads_changes_of_every_kind() {
        let fri = When { day: Day::of(2026, 11, 27).unwrap(), minute: Some(900) };
        for (kind, line, want) in [
            (
                Kind::Task,
                "p:1 due:fri 3pm +vip -old",
                vec![set("pri", "1"), EditTo::Due(fri), EditTo::Tag("vip".into()), EditTo::Untag("old".into())],
            ),
            (Kind::Task, "p:0 due: wait:none", vec![EditTo::Clear("pri"), EditTo::Clear("due"), EditTo::Clear("wait")]),
            (
                Kind::Task,
                "every:month on 31 est:1h30 kind:mail",
                vec![set("every", "month on 31"), set("est", "90"), set("kind", "email")],
            ),
            (
                Kind::Task,
                "title:\"new title\" with:\"Dana Fox\" acct:none -- she called",
                vec![
                    set("title", "new title"),
                    EditTo::Contact(Some("Dana Fox".into())),
                    EditTo::Account(None),
                    EditTo::Note("she called".into()),
                ],
            ),
            (
                Kind::Task,
                "@globex name:\"none\" url:https://a.b",
                vec![EditTo::Account(Some("globex".into())), set("title", "none"), EditTo::Note("https://a.b".into())],
            ),
            (
                Kind::Task,
                "state:Waiting_Customer since:mon",
                vec![set("state", "waiting-customer"), set("waiting_since", "2026-11-23")],
            ),
            (
                Kind::Account,
                "name:\"Globex SE\" stage:adopting star:y url:https://crm/1 aliases:gx,globex",
                vec![
                    set("name", "Globex SE"),
                    set("stage", "adopting"),
                    set("star", "yes"),
                    set("link", "https://crm/1"),
                    set("aliases", "gx,globex"),
                ],
            ),
            (
                Kind::Contact,
                "role:decision-maker left:fri :( title:\"VP Ops\"",
                vec![
                    set("role", "decision-maker"),
                    set("left", "2026-11-20"),
                    set("sentiment", "negative"),
                    set("title", "VP Ops"),
                ],
            ),
            (
                Kind::Subscription,
                "arr:120k seats:300",
                vec![EditTo::Amount("arr", "120000".into(), None), set("seats", "300")],
            ),
            (
                Kind::Renewal,
                "target:\"1.25m eur\" probability:80%",
                vec![EditTo::Amount("target", "1250000".into(), "EUR".parse().ok()), set("probability", "80")],
            ),
            (
                Kind::Case,
                "done: raised the \"old limit\" result:renewed, no ticket since day:fri problem:\"x\"",
                vec![
                    set("done", "raised the old limit"),
                    set("result", "renewed, no ticket since"),
                    set("day", "2026-11-20"),
                    set("problem", "x"),
                ],
            ),
            (Kind::Case, "done: result:none", vec![EditTo::Clear("done"), EditTo::Clear("result")]),
            (
                Kind::Account,
                "notes:who decides: 5 +vip -- and why",
                vec![set("body", "who decides: 5"), EditTo::Tag("vip".into()), EditTo::Note("and why".into())],
            ),
            (
                Kind::Touch,
                "min:20m sent:-1 c:dana",
                vec![set("minutes", "20"), set("sentiment", "negative"), EditTo::Contact(Some("dana".into()))],
            ),
        ] {
            assert_eq!(changes(kind, line), want, "{line}");
        }
    }

    #[test]
    fn refuses_with_a_place_and_a_way_out() {
        for (kind, line, place, hint) in [
            (Kind::Task, "p:1 fri", "fri", "write due:fri"),
            (Kind::Task, "p:1 urgent", "urgent", "fields are"),
            (Kind::Task, "deu:fri", "deu:fri", "did you mean due"),
            (Kind::Task, "p:4", "p:4", "1, 2, 3"),
            (Kind::Task, "title:new title", "title", "title:\"new title\""),
            (Kind::Task, "due:3/4", "due:3/4", "27 nov"),
            (Kind::Task, "due:fri due:mon", "due:mon", "keep one"),
            (Kind::Task, "due:fri due:none", "due:none", "keep one"),
            (Kind::Task, "slips:0", "slips:0", "due:fri"),
            (Kind::Task, "\"p:1\"", "\"p:1\"", "fields are"),
            (Kind::Task, "", "", "fields are"),
            (Kind::Account, "helth:red", "helth:red", "did you mean health"),
            (Kind::Account, "stage:adpoting", "stage:adpoting", "did you mean adopting"),
            (Kind::Account, "@globex", "@globex", "fields are"),
            (Kind::Contact, "+vip", "+vip", "fields are"),
            (Kind::Contact, "x -- note", "x", "fields are"),
            (Kind::Contact, "-- note", "-- note", "fields are"),
            (Kind::Contact, "left:fri 3pm", "left:fri 3pm", "alone"),
            (Kind::Subscription, "arr:1,200", "arr:1,200", "120k"),
            (Kind::Renewal, "probability:120", "probability:120", "0 to 100"),
        ] {
            let error = parse(line, &target(kind), today(), &DateOptions::default()).unwrap_err();
            assert_eq!(&line[error.span.clone()], place, "{line}");
            assert!(error.hint().contains(hint), "{line}: {}", error.hint());
        }
    }

    #[test]
    fn reads_what_makes_a_row() {
        let read = |kind, line| parse_new(line, &target(kind), today(), &DateOptions::default());
        let made = read(Kind::Contact, "Dana Fox role:champion title:\"VP Ops\" +pos").unwrap();
        assert_eq!(made.name, "Dana Fox");
        assert_eq!(
            made.edits.into_iter().map(|edit| edit.change).collect::<Vec<_>>(),
            [set("role", "champion"), set("title", "VP Ops"), set("sentiment", "positive")]
        );
        assert_eq!(read(Kind::Account, "\"Re:Think\" Ltd domain:rethink.io").unwrap().name, "Re:Think Ltd");
        assert!(read(Kind::Account, "Re:Think").unwrap_err().to_string().contains("names no field"));
    }

    #[test]
    fn amounts_are_exact() {
        for (text, want) in [
            ("120k", Some("120000")),
            ("1.25m", Some("1250000")),
            ("1.2345k", Some("1234.5")),
            ("99.50", Some("99.50")),
            ("-5k", None),
            ("0", Some("0")),
            ("k", None),
            ("1.", None),
            ("1e5", None),
            ("", None),
            ("EUR", None),
        ] {
            assert_eq!(amount(text).map(|(major, _)| major).as_deref(), want, "{text}");
        }
        assert_eq!(amount("120kEUR"), Some(("120000".to_owned(), "EUR".parse().ok())));
    }

    proptest! {
        #[test]
        fn never_panics_and_marks_inside(
            text in "([a-z0-9@+:/\"\\\\ 下週五東-]|due:|p:|arr:|title:|name:|left:|every:|-- |\\\\PC){0,16}",
            kind in prop::sample::select(vec![Kind::Task, Kind::Account, Kind::Contact, Kind::Subscription, Kind::Touch]),
        ) {
            for words in [Words::Refused, Words::Kept] {
                match read(&text, &target(kind), today(), DateOptions::default(), words) {
                    Ok(made) => prop_assert!(made.edits.iter().all(|edit| text.get(edit.span.clone()).is_some_and(|it| !it.is_empty()))),
                    Err(error) => prop_assert!(text.get(error.span).is_some()),
                }
            }
        }
    }
}
