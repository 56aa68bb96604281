//! Which tables hold facts, as the file itself tells: every table that is not known to be derived. A new table of facts
//! comes along without a line here.

use crate::store::error::Error;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::{Map, Number, Value, json};

/// What is reckoned from the facts: made anew at will, never carried elsewhere.
pub(in crate::store) const DERIVED: &[&str] =
    &["ranking", "called", "standing", "decision", "queue", "calendar", "words", "indexed", "indexing"];

/// A table of facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactTable {
    /// What it is called.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<String>,
    /// The columns of its primary key.
    pub key: Vec<String>,
}

impl FactTable {
    /// Whether it has a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|one| one == column)
    }

    /// Its rows in the order of their keys, each with all of its columns.
    pub(in crate::store) fn select(&self) -> String {
        let names = |columns: &[String]| columns.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", ");
        let order = if self.key.is_empty() { "rowid".to_owned() } else { names(&self.key) };
        format!("SELECT {} FROM {} ORDER BY {order}", names(&self.columns), quoted(&self.name))
    }
}

/// The tables of facts of a file, in the order in which they were made.
pub fn fact_tables(connection: &Connection) -> Result<Vec<FactTable>, Error> {
    let mut statement = connection.prepare(
        "SELECT s.name FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'main'
         WHERE s.type = 'table' AND l.type = 'table' AND s.name NOT LIKE 'sqlite_%' ORDER BY s.rowid",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut tables = Vec::new();
    for name in names {
        let name = name?;
        if !DERIVED.contains(&name.as_str()) {
            tables.push(table(connection, name)?);
        }
    }
    Ok(tables)
}

fn table(connection: &Connection, name: String) -> Result<FactTable, Error> {
    let mut statement = connection.prepare_cached("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let rows = statement.query_map([&name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let all = rows.collect::<Result<Vec<_>, _>>()?;
    let mut key: Vec<&(String, i64)> = all.iter().filter(|(_, place)| *place > 0).collect();
    key.sort_by_key(|(_, place)| *place);
    let key = key.into_iter().map(|(column, _)| column.clone()).collect();
    Ok(FactTable { name, key, columns: all.into_iter().map(|(column, _)| column).collect() })
}

/// A name as SQL takes it.
pub(in crate::store) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A row as an object. What JSON has no word for is an object of one key: `{"real": "0.1"}`, `{"blob": "00ff"}`, so that
/// it comes back to the bit.
pub(in crate::store) fn object(table: &FactTable, row: &Row<'_>) -> Result<Map<String, Value>, Error> {
    let mut object = Map::new();
    for (at, column) in table.columns.iter().enumerate() {
        object.insert(column.clone(), value(row.get_ref(at)?)?);
    }
    Ok(object)
}

fn value(given: ValueRef<'_>) -> Result<Value, Error> {
    Ok(match given {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Number(Number::from(number)),
        ValueRef::Real(number) => json!({ "real": format!("{number:?}") }),
        ValueRef::Text(_) => Value::from(given.as_str().map_err(rusqlite::Error::from)?),
        ValueRef::Blob(bytes) => {
            let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            json!({ "blob": pairs.concat() })
        }
    })
}

/// The value that an object of [`object`] holds under a column; none when it is not of that form.
pub(in crate::store) fn stored(given: &Value) -> Option<rusqlite::types::Value> {
    use rusqlite::types::Value as Sql;
    Some(match given {
        Value::Null => Sql::Null,
        Value::Number(number) => Sql::Integer(number.as_i64()?),
        Value::String(text) => Sql::Text(text.clone()),
        Value::Object(one) if one.len() == 1 => {
            if let Some(real) = one.get("real") {
                Sql::Real(real.as_str()?.parse().ok()?)
            } else {
                let text = one.get("blob")?.as_str()?;
                let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
                Sql::Blob((0..text.len()).step_by(2).map(pair).collect::<Option<_>>()?)
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::db::Store;

    #[test]
    fn every_table_is_facts_or_is_known_to_be_derived() {
        let store = Store::in_memory().unwrap();
        let facts = fact_tables(store.sql()).unwrap();
        for table in ["account", "task", "touch", "movement", "view", "target", "external", "batch", "journal"] {
            assert!(facts.iter().any(|fact| fact.name == table), "{table}");
        }
        let mut all = store
            .sql()
            .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')")
            .unwrap();
        for name in all.query_map([], |row| row.get::<_, String>(0)).unwrap() {
            let name = name.unwrap();
            let known = DERIVED.contains(&name.as_str()) || name.starts_with("sqlite_");
            assert!(known != facts.iter().any(|fact| fact.name == name), "{name}");
        }
        for name in DERIVED {
            let there = store.sql().table_exists(None, *name).unwrap();
            assert!(there, "{name} is no table any more");
        }
    }

    #[test]
    fn values_come_back_to_the_bit() {
        let book = Connection::open_in_memory().unwrap();
        book.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, v ANY) STRICT").unwrap();
        for value in
            ["9223372036854775807", "-1", "NULL", "0.1", "1e308", "5e-324", "'a\"b\n續'", "x'00ff'", "''", "x''"]
        {
            book.execute(&format!("INSERT INTO t (v) VALUES ({value})"), []).unwrap();
        }
        let table = table(&book, "t".to_owned()).unwrap();
        let mut statement = book.prepare(&table.select()).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let text = serde_json::to_string(&object(&table, row).unwrap()).unwrap();
            let read: Map<String, Value> = serde_json::from_str(&text).unwrap();
            assert_eq!(stored(&read["v"]).unwrap(), row.get::<_, rusqlite::types::Value>(1).unwrap(), "{text}");
        }
        for bad in [json!([1]), json!({"blob": "0"}), json!({"real": "x"}), json!(1.5), json!(true), json!({"a": 1})] {
            assert_eq!(stored(&bad), None, "{bad}");
        }
    }
}
