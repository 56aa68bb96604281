//! What another folio writes while this one is open: values change where they stand, rows are marked until the cursor has
//! been on them, and nothing moves.

use crate::stage::{Stage, demo, morning, settings};
use folio::domain::value::id::{AccountId, TaskId};
use folio::service::desk::{Clock, Desk};
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::{Intent, Rows};
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::Msg;
use folio::tui::panes::foot::Status;
use folio::tui::tour::Touring;

/// The screen, and another folio on the same book.
fn both() -> (Stage, Desk) {
    let stage = Stage::in_file(demo());
    let other = Desk::open(&stage.path(), &settings(), Clock::Fixed(morning()), "cli").unwrap().seeded(7);
    (stage, other)
}

/// The lines of the accounts pane that have the mark.
fn marked(stage: &mut Stage) -> Vec<String> {
    let screen = stage.draw(80, 24);
    let lines = screen.lines().filter(|line| line.starts_with('|') && line.chars().nth(2) == Some('*'));
    lines.map(str::to_owned).collect()
}

fn order(stage: &Stage) -> Vec<AccountId> {
    (0..stage.app.len(Focus::Accounts)).filter_map(|n| stage.app.account_at(n)).collect()
}

#[test]
fn a_change_elsewhere_is_marked_where_it_stands_until_the_cursor_has_passed() {
    let (mut stage, mut other) = both();
    assert!(marked(&mut stage).is_empty());
    let before = order(&stage);
    let third = before[2];
    other.perform(Intent::Modify(Rows::Accounts(vec![third]), "name:\"Renamed Elsewhere\"".to_owned())).unwrap();
    assert!(stage.desk.changed_elsewhere().unwrap());
    stage.send(Msg::ChangedElsewhere);
    let lines = marked(&mut stage);
    assert!(lines.len() == 1 && lines[0].contains("Renamed"), "{lines:?}");
    assert_eq!(order(&stage), before, "nothing moves");
    stage.press("jj");
    assert_eq!(marked(&mut stage).len(), 1, "the cursor is on it");
    stage.press("j");
    assert!(marked(&mut stage).is_empty());
}

#[test]
fn what_is_out_of_sight_is_marked_when_it_comes_and_a_new_ranking_forgets() {
    let (mut stage, mut other) = both();
    stage.draw(80, 24);
    stage.press("G");
    stage.draw(80, 24);
    stage.press("gg");
    stage.draw(80, 24);
    let last = *order(&stage).last().unwrap();
    other.perform(Intent::Modify(Rows::Accounts(vec![last]), "name:\"Renamed Elsewhere\"".to_owned())).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert!(marked(&mut stage).is_empty());
    stage.press("G");
    let lines = marked(&mut stage);
    assert!(lines.len() == 1 && lines[0].contains("Renamed"), "{lines:?}");
    stage.press("R");
    assert!(marked(&mut stage).is_empty());
}

#[test]
fn a_write_of_this_screen_is_no_news() {
    let (mut stage, mut other) = both();
    let first = order(&stage)[0];
    stage.press("*");
    let made = other.perform(Intent::AddLines(None, vec!["from elsewhere".to_owned()])).unwrap().made.unwrap();
    let made: TaskId = made.parse().unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert!(marked(&mut stage).is_empty(), "the star was given here: {first}");
    let place = stage.app.shown.tasks.place(&stage.app.book.tasks, made).unwrap();
    assert_eq!(place + 1, stage.app.len(Focus::Tasks), "what is new comes last");
    stage.press("4G");
    let screen = stage.draw(80, 24);
    let line = screen.lines().find(|line| line.contains("from elsewhere")).unwrap();
    assert_eq!(line.chars().nth(2), Some('*'), "{line}");
}

#[test]
fn an_edit_that_lost_a_race_shows_both_versions() {
    let mut stage = Stage::new(demo());
    let message = "task \"Call Dana\" has been changed meanwhile\n  Priority: theirs 1, yours 3";
    let error = Error::new(ErrorKind::Rejected, message, "nothing was changed; look at the row and try again");
    stage.send(Msg::Refused(error));
    assert!(matches!(&stage.app.modal, Some(Modal::Reading(_))));
    let screen = stage.draw(80, 24);
    assert!(screen.contains("Not written") && screen.contains("Priority: theirs 1, yours 3"), "{screen}");
    assert!(matches!(&stage.app.status, Status::Error(said) if said.contains("changed meanwhile")));
}

#[test]
fn the_tour_stands_under_the_keys_until_help_ends_it() {
    let mut stage = Stage::new(demo());
    stage.app.tour = Touring::Shown;
    insta::assert_snapshot!("tour_80x24", stage.draw(80, 24));
    assert!(!stage.draw(80, 20).contains("tour"), "no room for it");
    for (width, height) in [(60, 24), (100, 30), (160, 45)] {
        assert!(stage.draw(width, height).contains("ends this tour"), "{width}x{height}");
    }
    stage.press("<enter>");
    assert!(stage.draw(100, 30).contains("ends this tour"), "on the page of an account too");
    assert!(!stage.draw(80, 24).contains("ends this tour"), "not where a section would go for it");
    assert!(stage.draw(80, 24).contains("+ Stake"), "and the sections stand");
    stage.press("q?");
    assert!(stage.wanted.contains(&folio::tui::msg::Effect::EndTour) && stage.app.tour == Touring::Over);
    stage.press("<esc>");
    assert!(!stage.draw(80, 24).contains("tour"));
}
