//! Commands that a person adds: their keys, where they are offered, and what the shell is given. Nothing of a customer
//! ever stands in what the shell is told.

use crate::hostile::hostile;
use crate::stage::{Stage, demo, keys};
use folio::config::load::parse;
use folio::input::command::COMMANDS;
use folio::input::context::Context;
use folio::input::key::print_chord;
use folio::input::keymap::{Keymap, Meaning};
use folio::input::own::Shows;
use folio::tui::errand::Errand;
use folio::tui::msg::{Effect, Msg};
use insta::assert_snapshot;
use serde_json::Value;

const CONFIG: &str = r#"
[commands.note-crm]
run = "cat >> notes"
what = "note it for the CRM"
keys = ["b n", "B"]
[commands.show-ids]
run = "less"
keys = "b s x"
shows = "terminal"
gives = "ids"
[commands.show-more]
run = "less -N"
keys = "b s y"
shows = "pause"
"#;

fn with_own(mut stage: Stage) -> Stage {
    let loaded = parse(CONFIG);
    assert_eq!(loaded.faults, []);
    stage.app.keymap = loaded.keymap;
    stage
}

fn sent(stage: &mut Stage, text: &str) -> Errand {
    stage.wanted.clear();
    stage.press(text);
    let found = stage.wanted.iter().find_map(|effect| match effect {
        Effect::Run(errand) => Some((**errand).clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{text} runs nothing"))
}

fn rows(errand: &Errand) -> Vec<Value> {
    let document: Value = serde_json::from_str(&errand.input).unwrap();
    assert_eq!(document["schema"], "folio.rows/1");
    document["rows"].as_array().unwrap().clone()
}

#[test]
fn what_is_meant_goes_to_standard_input() {
    let mut stage = with_own(Stage::new(demo()));
    let account = stage.app.account_at(0).unwrap().to_string();
    let errand = sent(&mut stage, "B");
    assert_eq!((errand.run.as_str(), errand.shows), ("cat >> notes", Shows::Status));
    assert_eq!(
        (rows(&errand)[0]["id"].as_str(), rows(&errand)[0]["kind"].as_str()),
        (Some(&*account), Some("account"))
    );
    assert!(stage.draw(80, 24).contains("note-crm runs"));
    let errand = sent(&mut stage, "vjjbn");
    assert_eq!(rows(&errand).len(), 3, "the selection");
    assert_eq!(stage.app.picked().0, 3, "which stays");
    let errand = sent(&mut stage, "bsx");
    assert_eq!((errand.input.lines().count(), errand.shows), (3, Shows::Terminal));
    assert!(errand.input.starts_with(&account));
    let errand = sent(&mut stage, "<esc><tab>B");
    assert!(["renewal", "contract"].contains(&rows(&errand)[0]["kind"].as_str().unwrap()));
    let errand = sent(&mut stage, "<tab>:note crm<enter>");
    assert_eq!(rows(&errand)[0]["kind"], "task");
    assert_eq!(rows(&sent(&mut stage, "1<tab><enter>?note-crm<enter>"))[0]["kind"], "account");
}

#[test]
fn names_are_data_and_never_told_to_the_shell() {
    let mut stage = with_own(Stage::new(hostile()));
    for _ in 0..stage.app.len(folio::tui::deck::Focus::Accounts) {
        let errand = sent(&mut stage, "B");
        assert_eq!(errand.run, "cat >> notes");
        assert_eq!(rows(&errand).len(), 1, "one line of JSON, whatever the name");
        stage.press("j");
    }
}

#[test]
fn what_the_shell_says_is_said() {
    let mut stage = with_own(Stage::new(demo()));
    for (said, want) in [
        (Ok("12 noted".to_owned()), "note-crm: 12 noted"),
        (Ok(String::new()), "note-crm: done"),
        (Err("failed with 3: oh \u{1b}[31mno".to_owned()), "note-crm: failed with 3: oh "),
    ] {
        let screen = stage.send(Msg::Ran("note-crm".to_owned(), said)).draw(80, 24);
        assert!(screen.contains(want), "{screen}");
    }
}

#[test]
fn they_stand_in_popup_palette_and_help() {
    let mut stage = with_own(Stage::new(demo()));
    assert_snapshot!("own_chord_80x24", stage.press("b").draw(80, 24));
    assert_snapshot!("own_chord_80x24_deeper", stage.press("s").draw(80, 24));
    assert_snapshot!("own_palette_80x24", stage.press("<esc>:crm").draw(80, 24));
    assert_snapshot!("own_help_80x24", stage.press("<esc>?crm").draw(80, 24));
}

/// Keys that lead to a place from the triage screen, for places with chords of their own.
const WAYS: &[(Context, &str)] = &[
    (Context::Accounts, ""),
    (Context::Renewals, "<tab>"),
    (Context::Tasks, "<tab><tab>"),
    (Context::Grid, "3"),
    (Context::Agenda, "3<tab>"),
    (Context::Forecast, "gf"),
    (Context::PageTimeline, "<enter>"),
    (Context::Popup, "w"),
];

#[test]
fn each_prefix_opens_its_popup_at_once_with_all_that_may_follow() {
    let keymap = parse(CONFIG).keymap;
    for (context, way) in WAYS {
        for first in COMMANDS.iter().flat_map(|row| row.keys).map(|text| keys_of(text)[0]).chain(keys("b")) {
            if keymap.resolve(*context, &[first]) != Meaning::Prefix {
                continue;
            }
            let mut stage = with_own(Stage::new(demo().take(60)));
            stage.press(way);
            assert_eq!(stage.app.context(), *context);
            stage.send(Msg::Key(first));
            let screen = stage.draw(160, 60);
            assert!(screen.contains(&format!("{} ...", print_chord(&[first]))), "{context:?} {first}: {screen}");
            for (next, commands) in keymap.continuations(*context, &[first]) {
                let what: String =
                    keymap.what(commands[0]).split([':', ',', '(']).next().unwrap().chars().take(12).collect();
                let told = screen.lines().any(|line| line.contains(&format!("{next}  ")) && line.contains(what.trim()));
                assert!(told || commands.len() > 1, "{context:?} {first} {next}: {screen}");
            }
        }
    }
}

fn keys_of(text: &str) -> Vec<folio::input::key::Key> {
    folio::input::key::chord(text).unwrap()
}

#[test]
fn every_command_has_a_key_without_modifiers_or_is_run_by_name() {
    let keymap = Keymap::default();
    for row in COMMANDS {
        let keys = keymap.keys_of(row.command);
        let hard = |key: &String| {
            let pressed = keys_of(key);
            pressed.iter().any(|key| key.ctrl || key.alt || matches!(key.code, folio::input::key::Code::F(_)))
        };
        if keys.iter().all(hard) {
            let mut stage = Stage::new(demo().take(60));
            stage.press(":").wanted.clear();
            stage.press(row.id).press("<enter>");
            assert!(stage.app.modal.is_none() && !stage.wanted.is_empty(), "{} is only on {keys:?}", row.id);
        }
    }
}
