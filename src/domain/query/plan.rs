//! Turns a filter into steps that ask rows without reading text again: needles folded, amounts in minor units, days
//! resolved for one day. A period that has no days on that day holds for no row.

use crate::domain::phrase::period::Period;
use crate::domain::query::context::Context;
use crate::domain::query::field::{self, FieldId, Kind, QueryField, Side};
use crate::domain::query::needs::{Sense, part_wants_closed};
use crate::domain::query::operand::lean;
use crate::domain::query::subject::Reach;
use crate::domain::query::time::Time;
use crate::domain::query::tree::{Item, Node, Op, Test, Wanted};
use crate::domain::value::day::Day;
use crate::domain::value::sought::Sought;
use crate::domain::value::text::folded;
use std::ops::Bound;

/// Values from one bound to another.
pub type Bounds<T> = (Bound<T>, Bound<T>);

/// A part of a filter, ready to be asked.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// All hold.
    Every(Vec<Step>),
    /// One holds.
    Either(Vec<Step>),
    /// It does not hold.
    Not(Box<Step>),
    /// A folded text is in the row's words.
    Word(Sought),
    /// A word of the account's name starts with a folded text.
    Name(String),
    /// It has the folded tag.
    Tag(String),
    /// A task itself, or one of an account's tasks, passes: an open one, unless closed ones are named.
    OfTask(Reach, Box<Step>),
    /// A field of the row's account.
    OfAccount(FieldId, Probe),
    /// A field of the row itself.
    Own(FieldId, Probe),
}

impl Step {
    /// The words that rows are asked for.
    pub fn words<'a>(&'a self, words: &mut Vec<&'a Sought>) {
        match self {
            Step::Every(steps) | Step::Either(steps) => steps.iter().for_each(|step| step.words(words)),
            Step::Not(inner) => inner.words(words),
            Step::Word(sought) => words.push(sought),
            // Tasks of an account are never asked for words.
            Step::Name(_) | Step::Tag(_) | Step::OfTask(..) | Step::OfAccount(..) | Step::Own(..) => {}
        }
    }
}

/// What is asked of a value.
#[derive(Clone, PartialEq, Debug)]
pub enum Probe {
    /// There is none.
    Absent,
    /// There is one.
    Present,
    /// The figure is within.
    Number(Bounds<f64>),
    /// The amount is within, in home minor units.
    Money(Bounds<i64>),
    /// The day is within, or there is none and that will do.
    Day(Bounds<Day>, Never),
    /// It is one of these words.
    Words(&'static [&'static str]),
    /// The text compares so with a folded one.
    Text(How, String),
    /// It is just so.
    Flag(bool),
    /// The note holds a folded text.
    Note(String),
}

/// Whether a day that never was counts as long ago.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Never {
    /// It does.
    Passes,
    /// It does not.
    Fails,
}

/// How a text is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// A word of it starts so.
    Starts,
    /// All of it.
    Whole,
    /// Somewhere in it.
    Has,
}

/// The steps of a part. Task tests that are joined by `and` ask one and the same task, except under a `not`.
pub fn step(node: &Node, cx: &Context<'_>) -> Step {
    match node {
        node if is_of_task(node) => Step::OfTask(reach([node]), Box::new(inside(node, cx))),
        Node::And(parts) => {
            let (tasks, rest): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(|part| is_of_task(part));
            let mut steps: Vec<Step> = rest.into_iter().map(|part| step(part, cx)).collect();
            if !tasks.is_empty() {
                let reach = reach(tasks.iter().copied());
                let joint = tasks.into_iter().map(|part| inside(part, cx)).collect();
                steps.push(Step::OfTask(reach, Box::new(Step::Every(joint))));
            }
            Step::Every(steps)
        }
        Node::Or(parts) => Step::Either(parts.iter().map(|part| step(part, cx)).collect()),
        Node::Not(inner) => Step::Not(Box::new(step(inner, cx))),
        Node::Test(test) if test.op == Op::Ne => {
            let equal = Test { op: if is_text(test) { Op::Eq } else { Op::Is }, ..test.clone() };
            Step::Not(Box::new(step(&Node::Test(equal), cx)))
        }
        node => inside(node, cx),
    }
}

/// Whether a part asks for a task, and for one that has something rather than for none that has it.
fn is_of_task(node: &Node) -> bool {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().all(is_of_task),
        Node::Test(test) => test.op != Op::Ne && field::row(test.field).is_some_and(|row| row.side == Side::Task),
        Node::Not(_) | Node::Word(_) | Node::Name(_) | Node::Tag(_) => false,
    }
}

fn reach<'a>(parts: impl IntoIterator<Item = &'a Node>) -> Reach {
    let closed = parts.into_iter().any(|part| part_wants_closed(part, Sense::For));
    if closed { Reach::Closed } else { Reach::Open }
}

fn is_text(test: &Test) -> bool {
    field::row(test.field).is_some_and(|row| row.kind == Kind::Text)
}

fn inside(node: &Node, cx: &Context<'_>) -> Step {
    match node {
        Node::And(parts) => Step::Every(parts.iter().map(|part| inside(part, cx)).collect()),
        Node::Or(parts) => Step::Either(parts.iter().map(|part| inside(part, cx)).collect()),
        Node::Not(inner) => Step::Not(Box::new(inside(inner, cx))),
        Node::Word(text) => Step::Word(Sought::new(&folded(text))),
        Node::Name(name) => Step::Name(folded(name)),
        Node::Tag(tag) => Step::Tag(folded(tag)),
        Node::Test(test) => field::row(test.field).map_or(NEVER, |row| Planner { row, op: test.op, cx }.test(test)),
    }
}

/// Holds for no row.
const NEVER: Step = Step::Either(Vec::new());

struct Planner<'a> {
    row: &'static QueryField,
    op: Op,
    cx: &'a Context<'a>,
}

impl Planner<'_> {
    fn test(&self, test: &Test) -> Step {
        match &test.wanted {
            Wanted::Absent => self.absent(),
            Wanted::Present if self.row.id == FieldId::Stage => Step::Not(Box::new(self.absent())),
            Wanted::Present => self.ask(self.row.id, Probe::Present),
            Wanted::OneOf(items) => match items.as_slice() {
                [item] => self.item(item),
                items => Step::Either(items.iter().map(|item| self.item(item)).collect()),
            },
            Wanted::Range(low, high) => self.range(low.as_ref(), high.as_ref()),
        }
    }

    /// `stage:none` asks for renewals that nobody started: a renewal without a row, or with one and nothing done.
    fn absent(&self) -> Step {
        if self.row.id != FieldId::Stage {
            return self.ask(self.row.id, Probe::Absent);
        }
        let started = Probe::Words(&["not-started"]);
        Step::Either(vec![self.ask(FieldId::RenewalStage, Probe::Absent), self.ask(FieldId::RenewalStage, started)])
    }

    fn ask(&self, field: FieldId, probe: Probe) -> Step {
        let asked = if field == FieldId::Age { FieldId::Created } else { field };
        match self.row.side {
            Side::Account => Step::OfAccount(asked, probe),
            Side::Task | Side::Either => Step::Own(asked, probe),
        }
    }

    fn item(&self, item: &Item) -> Step {
        let id = self.row.id;
        match item {
            Item::Number(number) if self.row.kind == Kind::Money => {
                self.ask(id, Probe::Money(bounds(self.op, number.minor(self.cx.home))))
            }
            Item::Number(number) => self.figure(id, number.value()),
            Item::Share(number) => self.figure(FieldId::SeatUse, number.value()),
            Item::Minutes(minutes) => self.figure(id, f64::from(*minutes)),
            Item::Length(span) => {
                let day = span.before(self.cx.today);
                let never = if matches!(self.op, Op::Gt | Op::Ge) { Never::Passes } else { Never::Fails };
                self.ask(id, Probe::Day(bounds(turned(self.op), (day, day)), never))
            }
            Item::Time(time) => self.time(time),
            Item::Word(word) => match self.row.known(word) {
                Some(known) => self.ask(known.of, Probe::Words(known.means)),
                None => NEVER,
            },
            Item::Text(text) if self.row.kind == Kind::Note => self.ask(id, Probe::Note(folded(text))),
            Item::Text(text) => self.text(text),
            Item::Me => match self.cx.me {
                Some(me) => self.ask(id, Probe::Text(How::Whole, folded(me))),
                None => NEVER,
            },
            Item::Flag(flag) => self.ask(id, Probe::Flag(*flag)),
        }
    }

    fn figure(&self, field: FieldId, figure: f64) -> Step {
        self.ask(field, Probe::Number(bounds(self.op, (figure, figure))))
    }

    fn text(&self, text: &str) -> Step {
        let how = match (self.op, self.row.id) {
            (Op::Has, _) => How::Has,
            // `tag:paused` is `+paused`, which is the whole tag.
            (Op::Is, FieldId::Tag) => How::Whole,
            (Op::Is, _) => How::Starts,
            _ => How::Whole,
        };
        self.ask(self.row.id, Probe::Text(how, folded(text)))
    }

    fn days(&self, time: &Time) -> Option<Period> {
        time.days(self.cx.today, &self.cx.leaning(lean(self.row.kind)))
    }

    fn time(&self, time: &Time) -> Step {
        let Some(Period { first, last }) = self.days(time) else { return NEVER };
        let within = self.ask(self.row.id, Probe::Day(bounds(self.op, (first, last)), Never::Fails));
        if *time == Time::Overdue && self.row.id == FieldId::Due {
            // What is done or dropped is late no more.
            let closed = Step::Own(FieldId::State, Probe::Words(&["done", "dropped"]));
            return Step::Every(vec![within, Step::Not(Box::new(closed))]);
        }
        within
    }

    fn range(&self, low: Option<&Item>, high: Option<&Item>) -> Step {
        let id = self.row.id;
        match (low, high) {
            (Some(Item::Number(_)) | None, Some(Item::Number(_)) | None) if self.row.kind == Kind::Money => {
                let minor = |end: Option<&Item>| end.and_then(number).map(|number| number.minor(self.cx.home));
                let ends = (minor(low).map(|(up, _)| up), minor(high).map(|(_, down)| down));
                self.ask(id, Probe::Money(ends_of(ends)))
            }
            (Some(Item::Share(_)), _) | (_, Some(Item::Share(_))) => self.figures(FieldId::SeatUse, low, high),
            (Some(Item::Number(_) | Item::Minutes(_)), _) | (_, Some(Item::Number(_) | Item::Minutes(_))) => {
                self.figures(id, low, high)
            }
            (Some(Item::Length(_)), _) | (_, Some(Item::Length(_))) => {
                let day = |end: Option<&Item>| match end {
                    Some(Item::Length(span)) => Some(span.before(self.cx.today)),
                    _ => None,
                };
                let never = if high.is_none() { Never::Passes } else { Never::Fails };
                self.ask(id, Probe::Day(ends_of((day(high), day(low))), never))
            }
            _ => {
                let days = |end: Option<&Item>| match end {
                    Some(Item::Time(time)) => self.days(time).map(Some),
                    _ => Some(None),
                };
                let (Some(low), Some(high)) = (days(low), days(high)) else { return NEVER };
                let ends = (low.map(|days| days.first), high.map(|days| days.last));
                self.ask(id, Probe::Day(ends_of(ends), Never::Fails))
            }
        }
    }

    fn figures(&self, field: FieldId, low: Option<&Item>, high: Option<&Item>) -> Step {
        let figure = |end: Option<&Item>| match end {
            Some(Item::Minutes(minutes)) => Some(f64::from(*minutes)),
            end => end.and_then(number).map(crate::domain::query::number::Number::value),
        };
        self.ask(field, Probe::Number(ends_of((figure(low), figure(high)))))
    }
}

fn number(item: &Item) -> Option<crate::domain::query::number::Number> {
    match item {
        Item::Number(number) | Item::Share(number) => Some(*number),
        _ => None,
    }
}

/// The bounds of an operator and a value that reaches from one edge to another.
fn bounds<T>(op: Op, (first, last): (T, T)) -> Bounds<T> {
    match op {
        Op::Lt => (Bound::Unbounded, Bound::Excluded(first)),
        Op::Le => (Bound::Unbounded, Bound::Included(last)),
        Op::Gt => (Bound::Excluded(last), Bound::Unbounded),
        Op::Ge => (Bound::Included(first), Bound::Unbounded),
        Op::Is | Op::Eq | Op::Ne | Op::Has => (Bound::Included(first), Bound::Included(last)),
    }
}

fn ends_of<T>((low, high): (Option<T>, Option<T>)) -> Bounds<T> {
    let bound = |end: Option<T>| end.map_or(Bound::Unbounded, Bound::Included);
    (bound(low), bound(high))
}

/// The operator on a day that stands for one on the time since then.
fn turned(op: Op) -> Op {
    match op {
        Op::Lt => Op::Gt,
        Op::Le => Op::Ge,
        Op::Gt => Op::Lt,
        Op::Ge => Op::Le,
        op => op,
    }
}
