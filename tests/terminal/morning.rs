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

/// Tasks past their day when the filter for them is typed.
const PASSING: usize = 5;

/// Keys of the morning, and how the note of each write that they are begins.
const ACTS: &[(&str, &[&str])] = &[
    ("4", &[]),
    ("ddd", &["Done: Call Dana", "Done: Send ROI one-pager", "Done: Answer Jared's NPS 3"]),
    ("smon\r", &["Snoozed until 2026-11-30: Escalate #4188"]),
    ("s3 -- waits for the invoice\r", &["Snoozed until 2026-11-27: Fix for #4188"]),
    ("rfri\r", &["Moved to 2026-11-27: Ask Marcus"]),
    ("r下週五\r", &["Moved to 2026-12-04: Sponsor call"]),
    (
        "dsw\rdrin 2w\rd",
        &[
            "Done: Renewal quote for Sunita",
            "Snoozed until 2026-11-30: Offer Team edition",
            "Done: Three-year frame",
            "Moved to 2026-12-08: Renew my own call",
            "Done: Fresno site visit",
        ],
    ),
    ("p1", &["Priority 1: Log-in report for Kofi"]),
    ("jp3", &["Priority 3: Pricing call with Pete"]),
    ("jWp", &["Waiting on product: Doug's redlines"]),
    ("jmp:2 est:45m +renewal\r", &["Changed: Ask Nadia"]),
    ("   d", &["Done: 3 tasks"]),
    ("jvjjstue\r", &["Snoozed until 2026-12-01: 3 tasks"]),
    ("D", &["Dropped: Annual plan"]),
    ("2", &[]),
    (
        "tcall 20m asked about the price +pos next: send quote fri\r",
        &["Logged: call 20m with Atlas Cold Chain, next: send quote"],
    ),
    ("jtemail 5m sent the deck\r", &["Logged: email 5m with Northvale"]),
    ("jtmeeting 45m roadmap\r", &["Logged: meeting 45m with Kestrel"]),
    ("a打電話給窗口 下週五 p:1\r", &["Added: 打電話給窗口 (Kestrel"]),
    ("ja準備續約報價 3天後 est:1h\r", &["Added: 準備續約報價 (Brightwell"]),
    ("jacall CFO about uplift fri 3pm p:1 est:30m\r", &["Added: call CFO about uplift (Q7)"]),
    ("T", &["Clock started: Q7"]),
    ("Tasked about seats +pos\r", &["Logged: note 1m with Q7"]),
    ("cCKim Lee role:champion\r", &["Contact added: Kim Lee, champion (Q7)"]),
    ("*", &["Starred: Q7"]),
    ("j*", &["Star taken away: Lumen & Loom"]),
    ("jdd", &["Dealt with for today: Cobalt Ridge", "Dealt with for today: Juniper Ridge"]),
    ("smon -- on holiday\r", &["Snoozed until 2026-11-30: Solano"]),
    ("j.", &["Snoozed until 2026-11-30: Redwood"]),
    ("  .", &["Snoozed until 2026-11-30: 2 accounts"]),
    ("4", &[]),
    ("/due:overdue\r", &[]),
    ("ggdd", &["Done: ", "Done: "]),
    ("Vp1", &["Priority 1: "]),
    ("\x1b", &[]),
    ("ggjd", &["Done: "]),
    ("jrtomorrow\r", &["Moved to 2026-11-25: "]),
    ("acheck usage every:2w\r", &["Added: check usage"]),
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

/// How many rows the write of a note has changed.
fn rows_of(book: &Path, note: &str) -> i64 {
    let connection = Connection::open(book).unwrap();
    let sql = "SELECT count(*) FROM journal WHERE batch = (SELECT seq FROM batch WHERE note LIKE ?1 ORDER BY seq DESC LIMIT 1)";
    connection.query_row(sql, [note], |row| row.get(0)).unwrap()
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
    let want: Vec<&str> = ACTS.iter().flat_map(|(_, notes)| *notes).copied().collect();
    let done = want.len();
    for (keys, _) in ACTS {
        pty.send(keys);
        if let Some(filter) = keys.strip_prefix('/') {
            // The rows of a filter come when they have been read: what follows is about those that passed.
            pty.wait_for(&format!("Tasks {PASSING} of "));
            pty.wait_for(filter.trim_end());
        }
    }
    pty.send("gu");
    pty.wait_for("History");
    pty.send("q");
    closed(pty);
    let writes = writes(&book);
    let begins = |(note, want): (&String, &&str)| note.starts_with(want);
    assert!(writes.len() == done && writes.iter().zip(&want).all(begins), "{writes:#?}\nbut wanted {want:#?}");
    assert!(done >= 40, "{done}");
    let touched = rows_of(&book, "Priority 1: %");
    assert!(
        usize::try_from(touched).is_ok_and(|count| (1..=PASSING).contains(&count)),
        "no task that the filter hides is touched: {touched}"
    );
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
