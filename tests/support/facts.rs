//! What a book says, row by row, as another program reads it: two books with equal facts are the same to a person.

use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Every row of every table of facts.
pub fn facts(path: &Path) -> Vec<String> {
    const TABLES: &[&str] = &[
        "account",
        "contact",
        "subscription",
        "renewal",
        "opportunity",
        "task",
        "touch",
        "timer",
        "view",
        "target",
        "reading",
        "movement",
        "external",
    ];
    let book = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut dump = Vec::new();
    for table in TABLES {
        let mut rows = book.prepare(&format!("SELECT * FROM {table} ORDER BY id")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<_> = (0..columns).map(|n| format!("{:?}", row.get_ref(n).unwrap())).collect();
            dump.push(format!("{table} {}", cells.join(" ")));
        }
    }
    dump
}
