//! The example config is the documentation of the settings: it has no fault, it is all defaults, and it names every key.
#![allow(clippy::unwrap_used, reason = "a failure here fails the test")]

use folio::config::load::parse;
use folio::config::settings::Settings;
use toml::{Table, Value};

const EXAMPLE: &str = include_str!("../config.example.toml");

/// Full names of all keys that hold a value.
fn keys(path: &str, table: &Table, found: &mut Vec<String>) {
    for (name, value) in table {
        let full = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match value {
            Value::Table(inner) => {
                found.push(full.clone());
                keys(&full, inner, found);
            }
            _ => found.push(full),
        }
    }
}

#[test]
fn has_no_fault_and_is_all_defaults() {
    let loaded = parse(EXAMPLE);
    assert_eq!(loaded.faults, []);
    assert_eq!(loaded.settings, Settings::default());
}

#[test]
fn names_every_key_and_says_what_it_is() {
    let Value::Table(defaults) = Value::try_from(Settings::default()).unwrap() else { panic!("settings are a table") };
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    keys("", &defaults, &mut wanted);
    keys("", &EXAMPLE.parse::<Table>().unwrap(), &mut found);
    wanted.retain(|key| !found.contains(key));
    assert_eq!(wanted, Vec::<String>::new(), "keys that config.example.toml does not name");
    for line in EXAMPLE.lines().filter(|line| !line.starts_with(['#', '[']) && !line.is_empty()) {
        assert!(line.contains(" # "), "a key without a comment: {line}");
    }
}
