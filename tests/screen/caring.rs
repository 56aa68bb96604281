//! Backup and doctor on the screen: asked for by key or name, told when they are ready.

use crate::stage::{Stage, demo};
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};

#[test]
fn both_are_asked_for_by_key_and_by_name() {
    for (keys, effect) in [
        ("gs", Effect::BackUp),
        (":backup<enter>", Effect::BackUp),
        ("gh", Effect::Examine),
        (":doctor<enter>", Effect::Examine),
    ] {
        let mut stage = Stage::new(demo());
        stage.press(keys);
        assert!(stage.wanted.contains(&effect), "{keys}");
        assert!(stage.draw(80, 24).contains("the book"), "{keys}: says that it is at it");
    }
}

#[test]
fn what_the_doctor_says_stands_in_a_popup_but_not_over_one_that_is_typed_in() {
    let mut stage = Stage::in_file(demo());
    let lines = stage.desk.examine(Some((80, 24))).iter().map(|finding| finding.what.clone()).collect::<Vec<_>>();
    assert!(lines.iter().any(|line| line.contains("every page")), "{lines:?}");
    stage.send(Msg::Told("Doctor".to_owned(), lines.clone()));
    let screen = stage.draw(80, 24);
    assert!(screen.contains("Doctor") && screen.contains("every page"), "{screen}");
    stage.press("<esc>t");
    stage.send(Msg::Told("Doctor".to_owned(), lines));
    assert!(!matches!(stage.app.modal, Some(Modal::Reading(_))), "what is typed stays");
    assert!(stage.draw(80, 24).contains("ready"), "{}", stage.draw(80, 24));
}
