//! The README's key table says what the command table says.

use folio::input::command::COMMANDS;
use std::fmt::Write as _;

const BEGIN: &str = "<!-- keys: held equal to the command table by a test -->\n";
const END: &str = "<!-- /keys -->";

fn table() -> String {
    let mut out = String::from("\n| key | does | on the command line |\n|---|---|---|\n");
    for row in COMMANDS {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        let verb = if row.verb.is_empty() { String::new() } else { format!("`folio {}`", row.verb) };
        let _ = writeln!(out, "| {} | {} | {verb} |", keys.join(" "), row.what);
    }
    out.push('\n');
    out
}

#[test]
fn the_key_table_is_the_command_table() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once(BEGIN).unwrap_or_default();
    let (found, _) = rest.split_once(END).unwrap_or_default();
    assert!(found == table(), "put this between the marks of README.md:\n{}", table());
}
