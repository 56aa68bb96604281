//! Settling a renewal by keys: what stands under the line is what is written, and one key takes it back.

use crate::stage::{Stage, demo};
use folio::service::intent::Intent;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::Effect;
use folio::tui::panes::foot::Status;

fn renewals() -> Stage {
    let mut stage = Stage::new(demo());
    stage.press("<tab>");
    stage
}

#[test]
fn d_settles_the_row_of_the_calendar() {
    let mut stage = Stage::new(demo());
    stage.press("3<tab>d");
    let Some(Modal::Prompt(_)) = &stage.app.modal else { panic!("no line to type: {:?}", stage.app.status) };
}

#[test]
fn d_settles_the_renewal_under_the_cursor() {
    let mut stage = renewals();
    let first = stage.app.book.decisions.at(0).unwrap();
    let end = stage.app.book.decisions.line(first).unwrap().end;
    stage.press("drenewed +6% next: kick-off call fri");
    let Some(Modal::Prompt(_)) = &stage.app.modal else { panic!("no line to type") };
    let frame = stage.draw(100, 30);
    for says in ["outcome", "final", "contract", "price +", "next", "kick-off call"] {
        assert!(frame.contains(says), "{says}:\n{frame}");
    }
    let sent = stage.only("<enter>");
    let line = "renewed +6% next: kick-off call fri".to_owned();
    assert_eq!(sent, vec![Effect::Perform(Box::new(Intent::SettleRenewal(first, end, line)))]);
}

#[test]
fn one_key_takes_it_back() {
    let mut stage = renewals();
    let first = stage.app.book.decisions.at(0).unwrap();
    let before = stage.app.book.decisions.line(first).cloned();
    stage.press("drenewed<enter>");
    assert!(matches!(&stage.app.status, Status::Done(text) if text.starts_with("Renewed: ")), "{:?}", stage.app.status);
    stage.press("u");
    assert_eq!(stage.app.book.decisions.line(first).cloned(), before);
}

#[test]
fn a_line_that_cannot_be_done_says_why_and_is_not_sent() {
    let mut stage = renewals();
    stage.press("dexpanded 1");
    assert!(stage.draw(100, 30).contains("expanded is on more revenue"));
    assert_eq!(stage.only("<enter>"), Vec::new());
    stage.press("<esc>d");
    assert!(stage.draw(100, 30).contains("expanded 1"), "kept as a draft");
    let mut stage = renewals();
    stage.press("<space><space>d");
    assert!(
        matches!(&stage.app.status, Status::Note(text) if text.contains("takes one renewal")),
        "{:?}",
        stage.app.status
    );
}
