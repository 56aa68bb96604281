//! What a schema is made of. Every value has one shape; a field that may have none is [`Shape::Maybe`].

/// The shape of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// True or false.
    Flag,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// A day: `2026-11-24`.
    Day,
    /// A moment in UTC: `2026-11-24T09:02:00Z`.
    Moment,
    /// A time of the day: `15:00`.
    Time,
    /// An amount as decimal text with its currency.
    Money,
    /// The id of a row.
    Id,
    /// An object of texts by name: the fields of a record that have a value, as `folio set` names them.
    Texts,
    /// Values of one shape in a row.
    List(&'static Shape),
    /// An object of values of one shape, by name.
    Map(&'static Shape),
    /// An object.
    Object(&'static [Field]),
    /// One of some shapes.
    Either(&'static [Shape]),
    /// A value, or null.
    Maybe(&'static Shape),
}

/// A field of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name; never changes.
    pub key: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// What it is, in a few words, with its unit.
    pub what: &'static str,
    /// Whether it is left out where it does not apply.
    pub optional: bool,
}

/// A field that is always there.
pub const fn field(key: &'static str, shape: Shape, what: &'static str) -> Field {
    Field { key, shape, what, optional: false }
}

/// A field that is left out where it does not apply.
pub const fn optional(key: &'static str, shape: Shape, what: &'static str) -> Field {
    Field { key, shape, what, optional: true }
}

/// What a document holds beside the name of its schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body {
    /// Records under `items`; with `--jsonl` one a line.
    Items(&'static [Field]),
    /// Parts of its own.
    Parts(&'static [Field]),
}

/// What `--json` promises of one document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schema {
    /// Its name and version: `folio.accounts/1`.
    pub name: &'static str,
    /// What it holds.
    pub what: &'static str,
    /// Its fields.
    pub body: Body,
}

impl Schema {
    /// The name of its file: `accounts.1.json`.
    pub fn file_name(&self) -> String {
        let (name, version) = self.name.split_once('/').unwrap_or((self.name, "1"));
        format!("{}.{version}.json", name.trim_start_matches("folio."))
    }
}
