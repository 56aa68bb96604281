//! The only place that knows how domain values stand in SQLite columns.

use crate::domain::record::meta::{Meta, Record};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A record that has a table: its columns in order, and the way there and back.
pub trait Stored: Record {
    /// Its table.
    const TABLE: &'static str;
    /// Its columns between `id` and the four of [`Meta`], separated by commas.
    const COLUMNS: &'static str;
    /// Puts the values of [`Stored::COLUMNS`].
    fn write(&self, put: &mut Put);
    /// Takes them back in the same order; `key` is the text of `id`.
    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Self>;
}

/// Values on their way into a row, in column order.
#[derive(Default)]
pub struct Put(pub Vec<Value>);

impl Put {
    /// Puts one value.
    pub fn put(&mut self, value: impl Into<Cell>) {
        self.0.push(value.into().0);
    }

    /// Puts an amount: minor units, then currency.
    pub fn money(&mut self, amount: Option<Money>) {
        self.put(amount.map(|m| m.minor));
        self.put(amount.map(|m| m.currency.code().to_owned()));
    }

    /// Puts a list of anything as JSON.
    pub fn json<T: serde::Serialize>(&mut self, list: &[T]) {
        self.put(serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned()));
    }

    /// Puts a list as JSON.
    pub fn list(&mut self, list: &[Text]) {
        self.put(serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned()));
    }

    /// Puts what every record carries.
    pub fn meta(&mut self, meta: &Meta) {
        self.put(meta.created_at);
        self.put(meta.updated_at);
        self.put(meta.version);
        self.put(meta.archived_at);
    }
}

/// One column's value.
pub struct Cell(Value);

macro_rules! cell_from_integer {
    ($($type:ty),+) => { $(impl From<$type> for Cell {
        fn from(value: $type) -> Cell { Cell(Value::Integer(i64::from(value))) }
    })+ };
}
cell_from_integer!(u8, u16, u32, i32, i64, bool);

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        day.0.into()
    }
}

impl From<Moment> for Cell {
    fn from(at: Moment) -> Cell {
        at.0.into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell(Value::Text(text))
    }
}

impl From<&Text> for Cell {
    fn from(text: &Text) -> Cell {
        text.raw().to_owned().into()
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell(Value::Null), Into::into)
    }
}

/// The word or id of a value, for columns that hold it as text.
pub fn word<T: ToString>(value: &T) -> String {
    value.to_string()
}

/// The same of an optional value.
pub fn words<T: ToString>(value: Option<&T>) -> Option<String> {
    value.map(T::to_string)
}

/// The id that a row's key spells.
pub fn key_of<T: FromStr>(key: &str) -> rusqlite::Result<T> {
    key.parse().map_err(|_| {
        let why = format!("{key:?} is no id").into();
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, why)
    })
}

/// Takes the columns of a row one after another.
pub struct Get<'r, 'c> {
    row: &'r Row<'c>,
    at: usize,
}

impl<'r, 'c> Get<'r, 'c> {
    /// Begins at a column.
    pub fn from(row: &'r Row<'c>, at: usize) -> Get<'r, 'c> {
        Get { row, at }
    }

    /// Takes the next column.
    pub fn take<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.at += 1;
        self.row.get(self.at - 1)
    }

    /// Takes a column that holds a word or an id.
    pub fn word<T: FromStr>(&mut self) -> rusqlite::Result<T> {
        self.take::<Word<T>>().map(|word| word.0)
    }

    /// Takes a column that may hold a word or an id.
    pub fn words<T: FromStr>(&mut self) -> rusqlite::Result<Option<T>> {
        self.take::<Option<Word<T>>>().map(|word| word.map(|w| w.0))
    }

    /// Takes an amount: minor units, then currency.
    pub fn money(&mut self) -> rusqlite::Result<Option<Money>> {
        let minor: Option<i64> = self.take()?;
        let currency = self.words()?;
        Ok(minor.zip(currency).map(|(minor, currency)| Money { minor, currency }))
    }

    /// Takes an amount that must be there.
    pub fn amount(&mut self) -> rusqlite::Result<Money> {
        Ok(Money { minor: self.take()?, currency: self.word()? })
    }

    /// Takes a list of anything.
    pub fn json<T: serde::de::DeserializeOwned>(&mut self) -> rusqlite::Result<Vec<T>> {
        self.take::<Json<Vec<T>>>().map(|list| list.0)
    }

    /// Takes a list.
    pub fn list(&mut self) -> rusqlite::Result<Vec<Text>> {
        self.take::<Json<Vec<Text>>>().map(|list| list.0)
    }

    /// Takes a map of texts.
    pub fn map(&mut self) -> rusqlite::Result<BTreeMap<String, String>> {
        self.take::<Json<BTreeMap<String, String>>>().map(|map| map.0)
    }

    /// Takes what every record carries.
    pub fn meta(&mut self) -> rusqlite::Result<Meta> {
        Ok(Meta {
            created_at: self.take()?,
            updated_at: self.take()?,
            version: self.take()?,
            archived_at: self.take()?,
        })
    }
}

struct Word<T>(T);

impl<T: FromStr> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Word<T>> {
        let text = value.as_str()?;
        text.parse().map(Word).map_err(|_| FromSqlError::Other(format!("{text:?} is no word of this column").into()))
    }
}

struct Json<T>(T);

impl<T: serde::de::DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Json<T>> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(|e| FromSqlError::Other(Box::new(e)))
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Day> {
        let n = value.as_i64()?;
        let day = i32::try_from(n).map(Day).map_err(|_| FromSqlError::OutOfRange(n))?;
        if (Day::MIN..=Day::MAX).contains(&day) { Ok(day) } else { Err(FromSqlError::OutOfRange(n)) }
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(i64::from(self.0).into())
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Moment> {
        value.as_i64().map(Moment)
    }
}

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Text {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Text> {
        value.as_str().map(Text::from)
    }
}
