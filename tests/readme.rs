//! The README's tables say what the command table and the filter language say.

use folio::domain::query::field::{FIELDS_OF_QUERY, Known, Side};
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

const FIELDS_BEGIN: &str = "<!-- fields: held equal to the filter language by a test -->\n";
const FIELDS_END: &str = "<!-- /fields -->";

fn fields() -> String {
    let mut out = String::from("\n| field | of | what | words | for example |\n|---|---|---|---|---|\n");
    for field in FIELDS_OF_QUERY {
        let side = match field.side {
            Side::Account => "account",
            Side::Task => "task",
            Side::Either => "both",
        };
        let code = |texts: Vec<&str>| texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" ");
        let names = code(std::iter::once(field.name).chain(field.aliases.iter().copied()).collect());
        let words = code(field.words.iter().map(|Known { word, .. }| *word).collect());
        let _ = writeln!(out, "| {names} | {side} | {} | {words} | {} |", field.label, code(field.examples.to_vec()));
    }
    out.push('\n');
    out
}

#[test]
fn the_field_table_is_the_filter_language() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once(FIELDS_BEGIN).unwrap_or_default();
    let (found, _) = rest.split_once(FIELDS_END).unwrap_or_default();
    assert!(found == fields(), "put this between the marks of README.md:\n{}", fields());
}
