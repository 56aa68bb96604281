//! A named filter of one list.

use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::arrange::columns;
use crate::domain::arrange::sort::Sort;
use crate::domain::record::field::{self, BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::id::ViewId;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

pub use crate::domain::record::list_kind::ListKind;

/// Keys that mean something else where views are chosen by their keys; no view has one of them.
pub const TAKEN_KEYS: &str = "sDjkq";

/// A saved view.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct View {
    /// Public id.
    pub id: ViewId,
    /// Version and times.
    pub meta: Meta,
    /// What it is called; no two views are called alike.
    pub name: Text,
    /// Which list it is of.
    pub list: ListKind,
    /// The filter, in the text that prints back as itself; empty for all rows.
    pub query: Text,
    /// The key after `f` that switches to it, one character.
    pub key: Option<Text>,
    /// By what its list is sorted, `arr-`; none for the order of the ranking.
    #[serde(default)]
    pub sort: Option<Text>,
    /// The columns of its list, separated by commas; none for the usual ones.
    #[serde(default)]
    pub columns: Option<Text>,
}

/// Fields that a person names.
pub const FIELDS: &[Field<View>] = &[
    row!("name", "Name", name: the text),
    row!("list", "List", list: the word ListKind),
    Field::new(
        "query",
        "Filter",
        Unit::Text,
        |r| r.query.raw().to_owned(),
        |r, s| {
            r.query = Text::new(s.trim());
            Ok(())
        },
    ),
    Field::new(
        "key",
        "Key",
        Unit::Text,
        |r| field::print_text(r.key.as_ref()),
        |r, s| {
            r.key = match s.trim().chars().count() {
                0 | 1 => field::text(s),
                _ => return Err(BadValue::new(s, "is longer than one key")),
            };
            Ok(())
        },
    ),
    Field::new(
        "sort",
        "Sort",
        Unit::Text,
        |r| field::print_text(r.sort.as_ref()),
        |r, s| {
            if !s.trim().is_empty() {
                Sort::parse(r.list, s).map_err(|why| BadValue::new(s, format!("will not do: {why}")))?;
            }
            r.sort = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "columns",
        "Columns",
        Unit::Text,
        |r| field::print_text(r.columns.as_ref()),
        |r, s| {
            if !s.trim().is_empty() {
                columns::parse(r.list, s).map_err(|why| BadValue::new(s, format!("will not do: {why}")))?;
            }
            r.columns = field::text(s);
            Ok(())
        },
    ),
];

impl View {
    /// How its list is laid out.
    pub fn arrangement(&self) -> Arrangement {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.raw().to_owned()).unwrap_or_default();
        Arrangement::read(self.list, &text(&self.sort), &text(&self.columns))
    }
}

record!(View, |r| r.name.raw().to_owned());
