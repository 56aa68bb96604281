//! Reads the value of a test by the kind of its field: what the field does not take is refused here, with its place.

use crate::domain::phrase::minutes;
use crate::domain::phrase::span::Span;
use crate::domain::phrase::when::Lean;
use crate::domain::query::context::Context;
use crate::domain::query::fault::{QueryError, cited, guess};
use crate::domain::query::field::{self, FieldId, Kind, QueryField};
use crate::domain::query::lex::{Part, Piece, RawTest};
use crate::domain::query::number::Number;
use crate::domain::query::time::{self, Time};
use crate::domain::query::tree::{Item, Op, Test, Wanted};
use std::ops::Range;

/// A test of a known field with a value that it takes.
pub fn test(raw: &RawTest<'_>, start: usize, cx: &Context<'_>) -> Result<Test, QueryError> {
    let head = start..start + raw.head.len();
    let Some(field) = field::named(raw.head) else {
        let otherwise = "to search for the text put all of it in quotes";
        let hint = guess(raw.head, field::names(), otherwise);
        return Err(QueryError::new(head, format!("no field is called {}", cited(raw.head)), hint));
    };
    let reader = Reader { field, cx, value: raw.value.clone() };
    let op = reader.operator(raw.op, head.end)?;
    let wanted = reader.wanted(op, &raw.pieces)?;
    // `=none` and `note~none` say no more than `:none`, so there is one way to write it.
    let bare = op != Op::Ne && matches!(wanted, Wanted::Absent | Wanted::Present);
    let op = if bare { Op::Is } else { op };
    Ok(Test { field: field.id, op, wanted })
}

struct Reader<'a> {
    field: &'static QueryField,
    cx: &'a Context<'a>,
    value: Range<usize>,
}

impl Reader<'_> {
    fn fault(&self, span: Range<usize>, what: &str, hint: impl Into<String>) -> QueryError {
        QueryError::new(span, format!("{} {what}", self.field.name), hint)
    }

    fn example(&self) -> String {
        format!("write {}", self.field.examples.join(" or "))
    }

    /// The one operator of its meaning, if the field takes it.
    fn operator(&self, op: Op, at: usize) -> Result<Op, QueryError> {
        let span = at..at + op.sign().len();
        match (self.field.kind, op) {
            (Kind::Note, Op::Is | Op::Eq | Op::Has) => Ok(Op::Has),
            (Kind::Note, Op::Ne) => Err(self.fault(span, "takes no !=", "write not note~word")),
            (Kind::Text, Op::Has) if self.field.id == FieldId::Id => {
                Err(self.fault(span, "takes no ~: an id is found by its first letters", self.example()))
            }
            (Kind::Text, Op::Has | Op::Is | Op::Eq | Op::Ne) => Ok(op),
            (_, Op::Has) => Err(self.fault(span, "takes no ~: it holds no text", self.example())),
            (kind, op) if op.orders() && !kind.is_ordered() => {
                Err(self.fault(span, &format!("has no order: {} means nothing here", op.sign()), self.example()))
            }
            (_, Op::Eq) => Ok(Op::Is),
            (_, op) => Ok(op),
        }
    }

    fn wanted(&self, op: Op, pieces: &[Piece]) -> Result<Wanted, QueryError> {
        match pieces {
            [] => {
                let any = if self.field.kind == Kind::Flag { "" } else { ", none or any" };
                Err(self.fault(self.value.clone(), "has no value", format!("{}{any}", self.example())))
            }
            [Piece { part: Part::Bare(word), span }] if word.eq_ignore_ascii_case("none") => {
                self.presence(op, Wanted::Absent, span)
            }
            [Piece { part: Part::Bare(word), span }] if word.eq_ignore_ascii_case("any") => {
                self.presence(op, Wanted::Present, span)
            }
            pieces if pieces.iter().any(|piece| piece.part == Part::Dots) => self.range(op, pieces),
            pieces => self.list(op, pieces),
        }
    }

    fn presence(&self, op: Op, wanted: Wanted, span: &Range<usize>) -> Result<Wanted, QueryError> {
        match (self.field.kind, op) {
            (Kind::Flag, _) => Err(self.fault(span.clone(), "is yes or no", self.example())),
            (Kind::Note, Op::Has) | (_, Op::Is | Op::Eq | Op::Ne) => Ok(wanted),
            _ => {
                let hint = format!("write {0}:none, {0}:any, or the word in quotes", self.field.name);
                Err(self.fault(span.clone(), &format!("takes none and any only after : and not {}", op.sign()), hint))
            }
        }
    }

    fn range(&self, op: Op, pieces: &[Piece]) -> Result<Wanted, QueryError> {
        if !self.field.kind.is_ordered() {
            return Err(self.fault(self.value.clone(), "takes no range", self.example()));
        }
        if op.orders() {
            let hint = format!("write {}:a..b, or one value after {}", self.field.name, op.sign());
            return Err(self.fault(self.value.clone(), &format!("takes one value after {}", op.sign()), hint));
        }
        if let Some(comma) = pieces.iter().find(|piece| piece.part == Part::Comma) {
            let message = "takes a list or a range, not one in the other";
            let hint = "write 100000 without commas; join two ranges by or";
            return Err(self.fault(comma.span.clone(), message, hint));
        }
        let (low, high) = match pieces {
            [low, Piece { part: Part::Dots, .. }] => (Some(low), None),
            [Piece { part: Part::Dots, .. }, high] => (None, Some(high)),
            [low, Piece { part: Part::Dots, .. }, high] => (Some(low), Some(high)),
            _ => return Err(self.fault(self.value.clone(), "has a range without an end", "write a..b, a.. or ..b")),
        };
        let read = |end: Option<&Piece>| end.map(|piece| self.end(piece)).transpose();
        let (low, high) = (read(low)?, read(high)?);
        if let (Some(low), Some(high)) = (&low, &high) {
            self.in_order(low, high)?;
        }
        Ok(Wanted::Range(low, high))
    }

    /// One end of a range: anything but a word.
    fn end(&self, piece: &Piece) -> Result<Item, QueryError> {
        match self.item(piece)? {
            Item::Word(word) => Err(self.fault(
                piece.span.clone(),
                &format!("takes figures in a range, and {word} is a word"),
                self.example(),
            )),
            item => Ok(item),
        }
    }

    fn in_order(&self, low: &Item, high: &Item) -> Result<(), QueryError> {
        let today = self.cx.today;
        let backwards = match (low, high) {
            (Item::Number(low), Item::Number(high)) | (Item::Share(low), Item::Share(high)) => low > high,
            (Item::Minutes(low), Item::Minutes(high)) => low > high,
            (Item::Length(low), Item::Length(high)) => low.after(today) > high.after(today),
            // A fixed end and one that moves may pass each other with time: a saved view must not break on that day.
            (Item::Time(low), Item::Time(high)) if low.is_fixed() == high.is_fixed() => {
                let dates = self.cx.leaning(lean(self.field.kind));
                let days = low.days(today, &dates).zip(high.days(today, &dates));
                days.is_some_and(|(low, high)| low.first > high.last)
            }
            (Item::Time(_), Item::Time(_)) => false,
            _ => {
                let hint = "write both ends with % or both without";
                return Err(self.fault(self.value.clone(), "has a range from one sort of value to another", hint));
            }
        };
        if backwards {
            return Err(self.fault(self.value.clone(), "has a range that ends before it begins", "swap its ends"));
        }
        Ok(())
    }

    fn list(&self, op: Op, pieces: &[Piece]) -> Result<Wanted, QueryError> {
        if self.field.kind == Kind::Money && pieces.len() > 1 {
            // `100,000` would be 100 or 0.
            let hint = "write 100000 or 100k without commas; join two amounts by or";
            return Err(self.fault(self.value.clone(), "takes no list", hint));
        }
        let mut items: Vec<Item> = Vec::new();
        let mut due = true;
        for piece in pieces {
            match (&piece.part, due) {
                (Part::Comma, false) => due = true,
                (Part::Comma, true) => {
                    return Err(self.fault(piece.span.clone(), "has an empty place in its list", "write a,b"));
                }
                _ => {
                    let item = self.item(piece)?;
                    if items.first().is_some_and(|first| std::mem::discriminant(first) != std::mem::discriminant(&item))
                    {
                        let hint = "join two tests by or";
                        return Err(self.fault(piece.span.clone(), "has two sorts of value in its list", hint));
                    }
                    items.push(item);
                    due = false;
                }
            }
        }
        if due {
            let end = self.value.end;
            return Err(self.fault(end..end, "has an empty place in its list", "write a,b without blanks"));
        }
        if op.orders() && items.len() > 1 {
            let hint = format!("write one value after {}", op.sign());
            return Err(self.fault(self.value.clone(), &format!("takes no list after {}", op.sign()), hint));
        }
        Ok(Wanted::OneOf(items))
    }

    fn item(&self, piece: &Piece) -> Result<Item, QueryError> {
        let (text, quoted) = match &piece.part {
            Part::Bare(text) => (text.as_str(), false),
            Part::Quoted(text) => (text.as_str(), true),
            Part::Comma | Part::Dots => ("", false),
        };
        let bare = |word: &str| !quoted && text.eq_ignore_ascii_case(word);
        if bare("none") || bare("any") {
            let hint = format!("join {}:{text} by or, or put the word in quotes", self.field.name);
            return Err(self.fault(piece.span.clone(), &format!("takes {text} only alone"), hint));
        }
        let refused = |what: &str, hint: String| {
            Err(QueryError::new(piece.span.clone(), format!("{} is {what}", cited(text)), hint))
        };
        match self.field.kind {
            Kind::Text if self.field.id == FieldId::Owner && bare("me") => match self.cx.me {
                Some(_) => Ok(Item::Me),
                None => refused(
                    "nobody: your name is not set",
                    "put me = \"Your Name\" at the top of the config, or write the name".to_owned(),
                ),
            },
            Kind::Text | Kind::Note => Ok(Item::Text(text.to_owned())),
            Kind::Words => self.word(text, &piece.span),
            Kind::Money => match Number::read(text) {
                Some(number) => Ok(Item::Number(number)),
                None => refused("no amount", self.example()),
            },
            Kind::Number | Kind::Percent => self.figure(text, &piece.span),
            Kind::Minutes => match minutes::read(text) {
                Some(minutes) => Ok(Item::Minutes(minutes)),
                None => refused("no length of work", "write 30m, 2h or 1h30".to_owned()),
            },
            Kind::Since => match age(text) {
                Some(span) => Ok(Item::Length(span)),
                None => refused("no length of time", "write 30d, 2w, 1mo, 1q or 1y".to_owned()),
            },
            Kind::DayAhead | Kind::DayBack => self.time(text, &piece.span),
            Kind::Flag => match text.to_lowercase().as_str() {
                "yes" | "true" | "1" | "y" => Ok(Item::Flag(true)),
                "no" | "false" | "0" | "n" => Ok(Item::Flag(false)),
                _ => refused("neither yes nor no", self.example()),
            },
        }
    }

    fn word(&self, text: &str, span: &Range<usize>) -> Result<Item, QueryError> {
        if let Some(known) = self.field.known(text) {
            return Ok(Item::Word(known.word));
        }
        let words: Vec<&str> = self.field.words.iter().map(|known| known.word).collect();
        let hint = guess(text, words.iter().copied(), &format!("write one of {}", words.join(", ")));
        Err(self.fault(span.clone(), &format!("has no word {}", cited(text)), hint))
    }

    fn figure(&self, text: &str, span: &Range<usize>) -> Result<Item, QueryError> {
        if let Some(known) = self.field.known(text) {
            return Ok(Item::Word(known.word));
        }
        let (digits, percent) = text.strip_suffix('%').map_or((text, false), |digits| (digits, true));
        let Some(number) = Number::read(digits) else {
            if !self.field.words.is_empty() && text.starts_with(char::is_alphabetic) {
                return self.word(text, span);
            }
            return Err(QueryError::new(span.clone(), format!("{} is no figure", cited(text)), self.example()));
        };
        if let Some((least, most)) = self.field.limits
            && (number < Number::whole(least) || number > Number::whole(most))
        {
            return Err(self.fault(span.clone(), &format!("goes from {least} to {most}"), self.example()));
        }
        match (self.field.id, percent) {
            (FieldId::Seats, true) => Ok(Item::Share(number)),
            (_, true) if self.field.kind != Kind::Percent => {
                Err(self.fault(span.clone(), "takes no %", self.example()))
            }
            _ => Ok(Item::Number(number)),
        }
    }

    fn time(&self, text: &str, span: &Range<usize>) -> Result<Item, QueryError> {
        let ahead = self.field.kind == Kind::DayAhead;
        let dates = self.cx.leaning(lean(self.field.kind));
        match Time::read(text, self.cx.today, &dates) {
            Ok(Time::Overdue) if !ahead => {
                Err(self.fault(span.clone(), "is a day gone by: overdue means nothing here", self.example()))
            }
            Ok(Time::Length(_)) if !ahead => {
                let hint = match self.field.id {
                    FieldId::Created => "write age:..7d, or created:\"7 days ago\"..".to_owned(),
                    _ => format!("write {0}:week, {0}:2026-11-01.. or {0}:\"7 days ago\"..", self.field.name),
                };
                Err(self.fault(span.clone(), "takes days: a length could count either way", hint))
            }
            Ok(time) => Ok(Item::Time(time)),
            Err(error) => {
                let said = error.to_string();
                let message = said.strip_suffix(error.hint()).unwrap_or(&said).trim_end_matches(": ").to_owned();
                Err(QueryError::new(span.clone(), message, guess(text, time::words(), error.hint())))
            }
        }
    }
}

/// Which side of today a field's dates lean to.
pub fn lean(kind: Kind) -> Lean {
    if kind == Kind::DayBack { Lean::Past } else { Lean::Future }
}

/// A length of time; a bare number is days, for nothing else is meant by `idle:30..`.
fn age(text: &str) -> Option<Span> {
    if text.bytes().all(|b| b.is_ascii_digit()) { time::length(&format!("{text}d")) } else { time::length(text) }
}
