//! A morning at the keyboard, in a real terminal: forty rows handled by keys alone, all of it taken back, done again and
//! taken back once more. What the book holds beside its journal is then the same to the byte.

use std::path::Path;
use std::process::Command;

use crate::support::pty::{PATIENCE, Pty};
use portable_pty::CommandBuilder;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// A Tuesday morning.
const NOW: &str = "2026-11-24T08:55";

/// Keys of the morning and how many writes they are.
const ACTS: &[(&str, usize)] = &[
    ("4", 0),
    ("ddd", 3),
    ("smon\r", 1),
    ("s3 -- waits for the invoice\r", 1),
    ("rfri\r", 1),
    ("r下週五\r", 1),
    ("dsw\rdrin 2w\rd", 5),
    ("p1", 1),
    ("jp3", 1),
    ("jWp", 1),
    ("jmp:2 est:45m +renewal\r", 1),
    ("   d", 1),
    ("jvjjstue\r", 1),
    ("D", 1),
    ("2", 0),
    ("tcall 20m asked about the price +pos next: send quote fri\r", 1),
    ("jtemail 5m sent the deck\r", 1),
    ("jtmeeting 45m roadmap\r", 1),
    ("a打電話給窗口 下週五 p:1\r", 1),
    ("ja準備續約報價 3天後 est:1h\r", 1),
    ("jacall CFO about uplift fri 3pm p:1 est:30m\r", 1),
    ("T", 1),
    ("Tasked about seats +pos\r", 1),
    ("ccKim Lee role:champion\r", 1),
    ("*", 1),
    ("j*", 1),
    ("jdd", 2),
    ("smon -- on holiday\r", 1),
    ("j.", 1),
    ("  .", 1),
    ("4", 0),
    ("/due:overdue\r", 0),
    ("dd", 2),
    ("Vp1", 1),
    ("\x1b", 0),
    ("jd", 1),
    ("jrtomorrow\r", 1),
    ("j.", 1),
    ("acheck usage every:2w\r", 1),
];

fn folio(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
    command.env_clear().env("HOME", home).env("FOLIO_NOW", NOW).env("TZ", "UTC");
    command
}

/// Everything that the book holds beside its journal, table by table and row by row.
fn dump(book: &Path) -> Vec<String> {
    let connection = Connection::open(book).unwrap();
    let names =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('journal', 'batch') ORDER BY name";
    let mut statement = connection.prepare(names).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines = Vec::new();
    for table in tables {
        let mut rows = connection.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY 1, 2")).unwrap();
        let count = rows.column_count();
        let texts = rows.query_map([], |row| {
            let cells = (0..count).map(|n| row.get::<_, Value>(n)).collect::<Result<Vec<_>, _>>()?;
            Ok(format!("{table} {cells:?}"))
        });
        lines.extend(texts.unwrap().map(Result::unwrap));
    }
    lines
}

fn writes(book: &Path) -> Vec<String> {
    let connection = Connection::open(book).unwrap();
    let mut statement = connection.prepare("SELECT note FROM batch ORDER BY seq").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn opened(home: &Path, book: &Path) -> Pty {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_folio"));
    command.env_clear();
    for (name, value) in [("HOME", home.as_os_str()), ("FOLIO_NOW", NOW.as_ref()), ("TERM", "xterm-256color".as_ref())]
    {
        command.env(name, value);
    }
    command.env("TZ", "UTC");
    command.args(["--db".as_ref(), book.as_os_str()]);
    let pty = Pty::spawn(command, 120, 40);
    pty.wait_for("Accounts");
    pty
}

fn closed(mut pty: Pty) {
    pty.send("Q");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert_eq!(pty.left_changed(), Vec::<String>::new());
}

#[track_caller]
fn assert_same(now: &[String], before: &[String]) {
    let gone = before.iter().filter(|line| !now.contains(line));
    let new = now.iter().filter(|line| !before.contains(line));
    let differences: Vec<String> = gone.map(|l| format!("- {l}")).chain(new.map(|l| format!("+ {l}"))).collect();
    assert!(differences.is_empty() && now.len() == before.len(), "{}", differences.join("\n"));
}

#[test]
fn a_morning_by_keys_alone_is_taken_back_to_the_byte() {
    let home = TempDir::new().unwrap();
    let book = home.path().join("book.db");
    let made = folio(home.path()).args(["demo", "--keep"]).arg(&book).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    closed(opened(home.path(), &book));
    let before = dump(&book);

    let mut pty = opened(home.path(), &book);
    let mut done = 0;
    for (keys, acts) in ACTS {
        pty.send(keys);
        done += acts;
    }
    pty.send("gu");
    pty.wait_for("History");
    pty.send("q");
    closed(pty);
    let writes = writes(&book);
    assert_eq!(writes.len(), done, "each act of the morning is one write: {writes:#?}");
    assert!(done >= 40, "{done}");
    let after = dump(&book);
    assert_ne!(before, after);

    // All of it back in another run, one more than there is; forth again from the command line; and back once more.
    let mut pty = opened(home.path(), &book);
    pty.send("u".repeat(done));
    pty.send("u");
    pty.wait_for("nothing to undo");
    closed(pty);
    assert_same(&dump(&book), &before);

    let redone = folio(home.path()).arg("--db").arg(&book).args(["redo", &done.to_string()]).output().unwrap();
    assert!(redone.status.success(), "{}", String::from_utf8_lossy(&redone.stderr));
    assert_same(&dump(&book), &after);

    let mut pty = opened(home.path(), &book);
    pty.send("u".repeat(done / 2));
    pty.send("U".repeat(done / 2));
    pty.send("u".repeat(done + 1));
    pty.wait_for("nothing to undo");
    closed(pty);
    assert_same(&dump(&book), &before);
}
