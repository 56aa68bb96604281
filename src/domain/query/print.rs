//! The canonical text of a filter: it reads back as the same tree, and uses quotes only where they are needed.

use crate::domain::query::lex::{is_end, operator};
use crate::domain::query::tree::{Item, Node, Query, Test, Wanted};
use std::fmt::{self, Display, Formatter, Write as _};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(f))
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Node::And(parts) => joined(f, parts, " ", |part| matches!(part, Node::Or(_))),
            Node::Or(parts) => joined(f, parts, " or ", |_| false),
            Node::Not(inner) => {
                f.write_str("not ")?;
                write_part(f, inner, matches!(**inner, Node::And(_) | Node::Or(_)))
            }
            Node::Word(text) => write_text(f, text, is_plain_word(text)),
            Node::Name(name) => {
                f.write_char('@')?;
                write_text(f, name, is_plain_name(name))
            }
            Node::Tag(tag) => {
                f.write_char('+')?;
                write_text(f, tag, is_plain_name(tag))
            }
            Node::Test(test) => test.fmt(f),
        }
    }
}

impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = crate::domain::query::field::row(self.field).map_or("", |row| row.name);
        write!(f, "{name}{}", self.op.sign())?;
        match &self.wanted {
            Wanted::Absent => f.write_str("none"),
            Wanted::Present => f.write_str("any"),
            Wanted::OneOf(items) => {
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    item.fmt(f)?;
                }
                Ok(())
            }
            Wanted::Range(low, high) => {
                low.as_ref().map_or(Ok(()), |item| item.fmt(f))?;
                f.write_str("..")?;
                high.as_ref().map_or(Ok(()), |item| item.fmt(f))
            }
        }
    }
}

impl Display for Item {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Item::Number(number) => write!(f, "{number}"),
            Item::Share(number) => write!(f, "{number}%"),
            Item::Length(span) => write!(f, "{span}"),
            Item::Minutes(minutes) => f.write_str(&crate::domain::phrase::minutes::print(*minutes)),
            Item::Time(time) => {
                let text = time.to_string();
                write_text(f, &text, is_plain_item(&text))
            }
            Item::Word(word) => f.write_str(word),
            Item::Text(text) => write_text(f, text, is_plain_item(text)),
            Item::Me => f.write_str("me"),
            Item::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Node], by: &str, grouped: fn(&Node) -> bool) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        f.write_str(if at > 0 { by } else { "" })?;
        write_part(f, part, grouped(part))?;
    }
    Ok(())
}

fn write_part(f: &mut Formatter<'_>, part: &Node, grouped: bool) -> fmt::Result {
    if grouped { write!(f, "({part})") } else { part.fmt(f) }
}

fn write_text(f: &mut Formatter<'_>, text: &str, plain: bool) -> fmt::Result {
    if plain {
        return f.write_str(text);
    }
    f.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

fn is_plain_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| is_end(c) || c == '"')
}

fn is_plain_word(text: &str) -> bool {
    let keyword = ["and", "or", "not"].iter().any(|word| text.eq_ignore_ascii_case(word));
    is_plain_name(text) && !keyword && !text.starts_with(['-', '@', '+']) && operator(text).is_none()
}

fn is_plain_item(text: &str) -> bool {
    let keyword = ["none", "any", "me"].iter().any(|word| text.eq_ignore_ascii_case(word));
    let dots = text.starts_with('.') || text.ends_with('.') || text.contains("..");
    is_plain_name(text) && !keyword && !dots && !text.contains(',') && !text.starts_with(['=', '<', '>', '~', ':', '!'])
}
