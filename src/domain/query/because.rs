//! Why a filter holds for an account: what the account has in the fields that the filter names.

use crate::domain::phrase::echo::distance;
use crate::domain::query::field::{self, FieldId, Side};
use crate::domain::query::found::NOTHING;
use crate::domain::query::notes::Notes;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::query::sheet_subject::AccountOf;
use crate::domain::query::sheet_task::LOOSE;
use crate::domain::query::subject::{Subject, Value};
use crate::domain::query::tree::{Item, Node, Query, Test, Wanted};
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, short};
use crate::domain::value::text::shown;

/// What an account has in the fields that a filter names, each once: `Change of use -42 %, Recurring revenue 84k`. Empty
/// where the filter names none that has a value. Safe to print.
pub fn because(query: &Query, row: &AccountRow, today: Day, home: Currency) -> String {
    let mut fields = Vec::new();
    if let Some(root) = &query.root {
        collect(root, &mut fields);
    }
    let notes = Notes::default();
    let account = AccountOf { row, tasks: &[], notes: &notes, found: (&NOTHING, LOOSE) };
    let said = fields.into_iter().filter_map(|id| {
        let said = told(id, account.value(asked(id)), today, home)?;
        Some(format!("{} {said}", label(id)?))
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Fields that are for what they name: those under a `not` explain nothing.
fn collect(node: &Node, found: &mut Vec<FieldId>) {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect(part, found)),
        Node::Test(test) => {
            let id = reading(test);
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Node::Not(_) | Node::Word(_) | Node::Name(_) | Node::Tag(_) => {}
    }
}

/// The reading of a field that its values ask for: `seats:..50%` asks for their use, `stage:quoted` for the renewal.
fn reading(test: &Test) -> FieldId {
    let items: Vec<&Item> = match &test.wanted {
        Wanted::OneOf(items) => items.iter().collect(),
        Wanted::Range(low, high) => [low, high].into_iter().flatten().collect(),
        Wanted::Absent | Wanted::Present => Vec::new(),
    };
    match items.first() {
        Some(Item::Share(_)) if test.field == FieldId::Seats => FieldId::SeatUse,
        Some(Item::Word(word)) => {
            field::row(test.field).and_then(|row| row.known(word)).map_or(test.field, |known| known.of)
        }
        _ => test.field,
    }
}

/// The field that is asked of a row: time since a day is asked as the day.
fn asked(id: FieldId) -> FieldId {
    if id == FieldId::Age { FieldId::Created } else { id }
}

/// What a field is called in a sentence; none for one that says nothing of an account.
fn label(id: FieldId) -> Option<&'static str> {
    Some(match id {
        FieldId::Band => "health",
        FieldId::RenewalStage => "renewal",
        FieldId::CallState => "own call",
        FieldId::SeatUse => "seat use",
        FieldId::Arr => "ARR",
        FieldId::Usage => "use in 30 days",
        FieldId::Nps => "NPS",
        FieldId::Idle => "last touch",
        FieldId::Left => "champion left",
        FieldId::Measured => "measured",
        FieldId::Detractor => "detractor not answered since",
        FieldId::Renew => "term ends",
        FieldId::Cancel => "cancel-by",
        FieldId::Age => "created",
        FieldId::Id | FieldId::Note | FieldId::Tag | FieldId::Acct | FieldId::Locked => return None,
        id => field::row(id).filter(|row| row.side != Side::Task)?.name,
    })
}

fn told(id: FieldId, value: Value<'_>, today: Day, home: Currency) -> Option<String> {
    Some(match value {
        Value::None | Value::Id(_) => return None,
        Value::Flag(is) => if is { "yes" } else { "no" }.to_owned(),
        Value::Number(figure) if id == FieldId::Usage => format!("{figure:+.0} %"),
        Value::Number(figure) if id == FieldId::SeatUse => format!("{figure:.0} %"),
        Value::Number(figure) => format!("{figure:.0}"),
        Value::Money(minor) => short(minor, home),
        Value::Day(day) if matches!(id, FieldId::Renew | FieldId::Cancel) => {
            format!("{day} ({})", distance(day, today))
        }
        Value::Day(day) => distance(day, today),
        Value::Word(word) => word.to_owned(),
        Value::Text(text) => shown(text).into_owned(),
    })
}
