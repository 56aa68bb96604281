//! What a filter says, as a tree. Made by its constructors a tree has one shape for one meaning: no `and` directly in an
//! `and`, no `or` in an `or`, no twofold `not`.

use crate::domain::phrase::span::Span;
use crate::domain::query::field::FieldId;
use crate::domain::query::number::Number;
use crate::domain::query::time::Time;
use crate::domain::value::text::folded;

/// A filter. The empty one holds for every row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// What must hold; nothing, when every row is wanted.
    pub root: Option<Node>,
}

/// One part of a filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// All of them hold: two or more.
    And(Vec<Node>),
    /// One of them holds: two or more.
    Or(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
    /// A text somewhere in the row.
    Word(String),
    /// `@name`: a word of the account's name starts with it.
    Name(String),
    /// `+tag`.
    Tag(String),
    /// `field op value`.
    Test(Test),
}

/// A field against a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Test {
    /// Which field.
    pub field: FieldId,
    /// How it is compared.
    pub op: Op,
    /// With what.
    pub wanted: Wanted,
}

/// How a field is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// `:`, equal; in a text field, a word of it starts so.
    Is,
    /// `=`, equal in full. Fields that are no text know only `:`.
    Eq,
    /// `!=`.
    Ne,
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
    /// `~`, contains.
    Has,
}

impl Op {
    /// Every operator; those of two characters before their first one.
    pub const ALL: [Op; 8] = [Op::Le, Op::Ge, Op::Ne, Op::Is, Op::Eq, Op::Lt, Op::Gt, Op::Has];

    /// As it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Op::Is => ":",
            Op::Eq => "=",
            Op::Ne => "!=",
            Op::Lt => "<",
            Op::Le => "<=",
            Op::Gt => ">",
            Op::Ge => ">=",
            Op::Has => "~",
        }
    }

    /// Whether it asks for an order.
    pub const fn orders(self) -> bool {
        matches!(self, Op::Lt | Op::Le | Op::Gt | Op::Ge)
    }
}

/// What a field is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// `none`: it is not set.
    Absent,
    /// `any`: it is set.
    Present,
    /// One of these: one or more.
    OneOf(Vec<Item>),
    /// Both ends are in it; at least one is there.
    Range(Option<Item>, Option<Item>),
}

/// One value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// A figure: an amount in home currency, a count, a score, a change in percent.
    Number(Number),
    /// `50%`, where a field also takes a plain figure.
    Share(Number),
    /// A length since a day.
    Length(Span),
    /// A length of work.
    Minutes(u32),
    /// A day or a period.
    Time(Time),
    /// A word of the field's closed list.
    Word(&'static str),
    /// A text.
    Text(String),
    /// The person at the keyboard.
    Me,
    /// `yes` or `no`.
    Flag(bool),
}

impl Node {
    /// All of the parts; none at all is no part.
    pub fn every(parts: impl IntoIterator<Item = Node>) -> Option<Node> {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Node::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        one_or(flat, Node::And)
    }

    /// One of the parts; none at all is no part.
    pub fn either(parts: impl IntoIterator<Item = Node>) -> Option<Node> {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Node::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        one_or(flat, Node::Or)
    }

    /// The opposite of a part.
    #[must_use]
    pub fn negated(self) -> Node {
        match self {
            Node::Not(inner) => *inner,
            other => Node::Not(Box::new(other)),
        }
    }
}

fn one_or(mut parts: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

impl Query {
    /// Whether it holds for every row.
    pub fn is_all(&self) -> bool {
        self.root.is_none()
    }

    /// Both filters: a saved view, and what is typed on top of it.
    #[must_use]
    pub fn and(self, other: Query) -> Query {
        Query { root: Node::every(self.root.into_iter().chain(other.root)) }
    }

    /// Whether it speaks of the person at the keyboard.
    pub fn asks_me(&self) -> bool {
        fn asks(node: &Node) -> bool {
            match node {
                Node::And(parts) | Node::Or(parts) => parts.iter().any(asks),
                Node::Not(inner) => asks(inner),
                Node::Test(Test { wanted: Wanted::OneOf(items), .. }) => items.contains(&Item::Me),
                Node::Test(_) | Node::Word(_) | Node::Name(_) | Node::Tag(_) => false,
            }
        }
        self.root.as_ref().is_some_and(asks)
    }

    /// Texts that are looked for in notes, folded, each once: to be looked up before rows are asked.
    pub fn note_needles(&self) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            collect_needles(root, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn collect_needles(node: &Node, found: &mut Vec<String>) {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect_needles(part, found)),
        Node::Not(inner) => collect_needles(inner, found),
        Node::Test(Test { field: FieldId::Note, wanted: Wanted::OneOf(items), .. }) => {
            found.extend(items.iter().filter_map(|item| match item {
                Item::Text(text) => Some(folded(text)),
                _ => None,
            }));
        }
        Node::Word(_) | Node::Name(_) | Node::Tag(_) | Node::Test(_) => {}
    }
}
