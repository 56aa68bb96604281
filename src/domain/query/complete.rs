//! What may stand next while a filter is typed: fields, operators, the words of a field. Names of accounts and tags are
//! the caller's to offer.

use crate::domain::query::field::{self, FIELDS_OF_QUERY, Kind, QueryField};
use crate::domain::query::lex::{is_end, operator};
use crate::domain::query::time;
use crate::domain::query::tree::Op;
use crate::domain::value::text::folded;
use std::ops::Range;

/// One way to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// Bytes of the text that it replaces, up to the cursor.
    pub span: Range<usize>,
    /// What to put there.
    pub text: String,
    /// What it means.
    pub label: String,
}

/// Ways to go on at a cursor (in bytes), in the order of the field table. None inside quotes or after `@` and `+`.
pub fn complete(text: &str, cursor: usize) -> Vec<Completion> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let Some(start) = start_of_token(text.get(..cursor).unwrap_or_default()) else { return Vec::new() };
    let token = text.get(start..cursor).unwrap_or_default();
    let start = start + token.len() - token.trim_start_matches('-').len();
    let token = token.trim_start_matches('-');
    if token.starts_with(['@', '+']) {
        return Vec::new();
    }
    match operator(token) {
        Some((at, op)) => {
            let value = at + op.sign().len();
            let field = token.get(..at).and_then(field::named);
            field.map_or_else(Vec::new, |field| values(field, op, token, start, value..token.len()))
        }
        None => match field::named(token).filter(|field| field.name == token) {
            Some(field) => operators(field, cursor..cursor),
            None => fields(token, start..cursor),
        },
    }
}

/// Where the token that ends here begins; none inside quotes.
fn start_of_token(text: &str) -> Option<usize> {
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if !quoted && is_end(c) => start = at + c.len_utf8(),
            _ => {}
        }
    }
    (!quoted).then_some(start)
}

fn fields(typed: &str, span: Range<usize>) -> Vec<Completion> {
    let typed = typed.to_lowercase();
    let starts = |name: &str| name.starts_with(&typed);
    let offered = FIELDS_OF_QUERY.iter().filter(|field| starts(field.name));
    let offered = offered.map(|field| Completion {
        span: span.clone(),
        text: format!("{}{}", field.name, if field.kind == Kind::Note { "~" } else { ":" }),
        label: format!("{}, {}", field.label, field.examples.join(" ")),
    });
    let joints = [("not", "the opposite"), ("or", "one of them")].into_iter();
    let joints = joints.filter(|(word, _)| !typed.is_empty() && starts(word) && *word != typed);
    let joints = joints.map(|(word, label)| Completion {
        span: span.clone(),
        text: format!("{word} "),
        label: label.to_owned(),
    });
    offered.chain(joints).collect()
}

fn operators(field: &QueryField, span: Range<usize>) -> Vec<Completion> {
    let offered: &[(Op, &str)] = match field.kind {
        Kind::Note => &[(Op::Has, "contains")],
        Kind::Text => &[(Op::Is, "a word starts so"), (Op::Eq, "is"), (Op::Ne, "is not"), (Op::Has, "contains")],
        kind if kind.is_ordered() => &[
            (Op::Is, "is, or a range a..b"),
            (Op::Ne, "is not"),
            (Op::Lt, "under"),
            (Op::Le, "at most"),
            (Op::Gt, "over"),
            (Op::Ge, "at least"),
        ],
        _ => &[(Op::Is, "is"), (Op::Ne, "is not")],
    };
    let completion = |(op, label): &(Op, &str)| Completion {
        span: span.clone(),
        text: op.sign().to_owned(),
        label: (*label).to_owned(),
    };
    offered.iter().map(completion).collect()
}

/// Words for the item under the cursor; `value` are the bytes of the value in the token.
fn values(field: &QueryField, op: Op, token: &str, start: usize, value: Range<usize>) -> Vec<Completion> {
    let typed = token.get(value.clone()).unwrap_or_default();
    let comma = typed.rfind(',').map_or(0, |at| at + 1);
    let dots = typed.rfind("..").map_or(0, |at| at + 2);
    let from = comma.max(dots);
    let item = folded(typed.get(from..).unwrap_or_default());
    let alone = from == 0 && !op.orders() && op != Op::Has && field.kind != Kind::Flag;
    let span = start + value.start + from..start + value.end;
    let listed = field.words.iter().filter(|_| dots == 0 && !op.orders()).map(|known| known.word);
    let days = time::words().filter(|word| match field.kind {
        Kind::DayAhead => true,
        Kind::DayBack => *word != "overdue",
        _ => false,
    });
    let flags = ["yes", "no"].into_iter().filter(|_| field.kind == Kind::Flag);
    let me = std::iter::once("me").filter(|_| field.id == field::FieldId::Owner && op != Op::Has);
    let presence = ["none", "any"].into_iter().filter(|_| alone);
    let words = listed.chain(days).chain(flags).chain(me).chain(presence);
    let fits = words.filter(|word| word.starts_with(&item) && *word != item);
    fits.map(|word| Completion { span: span.clone(), text: word.to_owned(), label: field.label.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(text: &str) -> Vec<String> {
        complete(text, text.len()).into_iter().map(|found| found.text).collect()
    }

    #[test]
    fn offers_what_may_stand_next() {
        for (text, want) in [
            ("he", vec!["health:"]),
            ("arr:100k.. st", vec!["stage:", "stake:", "star:", "state:"]),
            ("-tre", vec!["trend:"]),
            ("(n", vec!["nps:", "note~", "not "]),
            ("trend", vec![":", "!="]),
            ("note", vec!["~"]),
            ("health:", vec!["red", "yellow", "green", "none", "any"]),
            ("health:red,y", vec!["yellow"]),
            ("due:over", vec!["overdue"]),
            ("renew:..q", vec!["quarter"]),
            ("star:", vec!["yes", "no"]),
            ("owner:m", vec!["me"]),
            ("@glo", vec![]),
            ("\"he", vec![]),
            ("helth:r", vec![]),
            ("health:red", vec![]),
        ] {
            assert_eq!(offered(text), want, "{text}");
        }
        assert_eq!(offered("").len(), FIELDS_OF_QUERY.len());
    }

    #[test]
    fn replaces_the_item_under_the_cursor() {
        let found = complete("health:red,ye and x", 13);
        assert_eq!((found[0].span.clone(), found[0].text.as_str()), (11..13, "yellow"));
        assert_eq!(complete("東 he", 2), complete("", 0), "a cursor inside a character is put before it");
    }
}
