//! Help that is searched, and does what it tells of.

use crate::stage::{Stage, demo};
use folio::domain::phrase::line;
use folio::domain::query::field::FIELDS_OF_QUERY;
use folio::input::command::COMMANDS;
use folio::input::context::Context;
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use insta::assert_snapshot;

#[test]
fn looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("help_160x45", stage.press("?").draw(160, 45));
    assert_snapshot!("help_60x15", stage.draw(60, 15));
    assert_snapshot!("help_filters_80x24", stage.press("<tab>").draw(80, 24));
    assert_snapshot!("help_task_80x24", stage.press("<tab>").draw(80, 24));
    assert_snapshot!("help_found_80x24", stage.press("priority").draw(80, 24));
    assert_snapshot!("help_refused_80x24", stage.press("<enter>").draw(80, 24));
    assert_snapshot!("help_nothing_80x24", stage.press("zzz").draw(80, 24));
    assert_snapshot!("help_page_80x24", stage.press("<esc><enter>?").draw(80, 24));
}

#[test]
fn enter_does_what_is_told() {
    let mut stage = Stage::new(demo());
    stage.press("?forecast<enter>");
    assert_eq!(stage.app.context(), Context::Forecast);
    stage.press("q?field health<enter>re");
    assert_eq!(stage.app.line.as_ref().unwrap().input.value(), "health:re");
    stage.press("d<enter>?field idle<enter>30d..<enter>");
    assert_eq!(stage.app.filter(Focus::Accounts).text, "health:red idle:30d..");
    stage.press("<esc>?how long<enter>45m");
    let Some(Modal::Prompt(prompt)) = &stage.app.modal else { panic!("a task is asked for") };
    assert_eq!(prompt.input.value(), "est:45m");
    stage.press("<ctrl-u><esc>??");
    assert!(stage.app.modal.is_none(), "the same key closes it");
    // What works elsewhere is found, and says where.
    stage.press("?dropped<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Help(_))));
    assert!(stage.draw(80, 24).contains("works in tasks"));
}

#[test]
fn every_command_field_and_word_is_found() {
    let mut stage = Stage::new(demo().take(20));
    stage.press("?");
    let mut finds = |typed: &str| {
        stage.press("<ctrl-u>").press(typed);
        let Some(Modal::Help(help)) = &stage.app.modal else { panic!("help is open") };
        assert!(!help.is_empty(), "{typed}");
    };
    let tokens = ["due:", "p:", "wait:", "every:", "est:", "kind:", "with:", "url:", "--", "@", "+"];
    let names = COMMANDS.iter().map(|row| row.id).chain(FIELDS_OF_QUERY.iter().map(|field| field.name));
    for text in names.chain(tokens) {
        finds(text);
    }
    let day = stage.now.today;
    let read = line::parse("call p:1 due:fri est:30m wait:mon every:2w kind:call +x -- y", day, &stage.app.dates);
    assert!(read.is_ok(), "the words that help shows are the words that are read");
}
