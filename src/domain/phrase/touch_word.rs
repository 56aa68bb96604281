//! The words of a touch as people type them: its kind, who began it, how it felt.

use crate::domain::record::contact::Sentiment;
use crate::domain::record::touch::{Direction, TouchKind};
use crate::domain::value::text::folded;

/// The kind of a name, as typed first on the line or after `kind:`.
pub fn kind(name: &str) -> Option<TouchKind> {
    Some(match folded(name).as_str() {
        "call" | "called" | "phone" | "phoned" | "電話" | "电话" | "通話" | "通话" => TouchKind::Call,
        "email" | "e-mail" | "mail" | "emailed" | "郵件" | "邮件" => TouchKind::Email,
        "meeting" | "met" | "meet" | "會議" | "会议" | "開會" | "开会" => TouchKind::Meeting,
        "qbr" => TouchKind::Qbr,
        "note" | "備註" | "备注" => TouchKind::Note,
        "ticket" | "工單" | "工单" => TouchKind::Ticket,
        _ => return None,
    })
}

/// The direction of a name as typed after `dir:`.
pub fn direction(name: &str) -> Option<Direction> {
    match folded(name).as_str() {
        "in" => Some(Direction::In),
        "out" => Some(Direction::Out),
        _ => None,
    }
}

/// The feeling of a word that stands on its own: `+pos`, `:)`.
pub fn sign(word: &str) -> Option<Sentiment> {
    Some(match word {
        "+pos" | ":)" | ":-)" => Sentiment::Positive,
        "+neu" | ":|" | ":-|" => Sentiment::Neutral,
        "+neg" | ":(" | ":-(" => Sentiment::Negative,
        _ => return None,
    })
}

/// The feeling of a value as typed after `sent:`.
pub fn feeling(value: &str) -> Option<Sentiment> {
    Some(match folded(value).as_str() {
        "1" | "+1" | "pos" => Sentiment::Positive,
        "0" | "neu" => Sentiment::Neutral,
        "-1" | "neg" => Sentiment::Negative,
        _ => return None,
    })
}
