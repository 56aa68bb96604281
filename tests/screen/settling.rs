//! Settling a renewal by keys: what stands under the line is what is written, and one key takes it back.

use crate::stage::{Stage, demo};
use folio::domain::book::DecisionId;
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
}

#[test]
fn selected_renewals_are_settled_in_one_step() {
    let mut stage = renewals();
    let before: Vec<_> = stage.app.book.decisions.order().iter().take(9).copied().collect();
    let ends = |ids: &[DecisionId], stage: &Stage| -> Vec<_> {
        ids.iter().map(|id| (*id, stage.app.book.decisions.line(*id).unwrap().end)).collect()
    };
    let both = ends(&before[..2], &stage);
    stage.press("<space><space>drenewed 1y");
    let frame = stage.draw(100, 30);
    assert!(frame.contains("2 renewals") && frame.contains("Settled 2 renewals: Renewed: "), "{frame}");
    stage.press("<enter>");
    assert!(matches!(&stage.app.status, Status::Done(text) if text.starts_with("Settled 2")), "{:?}", stage.app.status);
    assert_eq!(stage.app.picked().0, 0, "let go when it is sent");
    let sent = Effect::Perform(Box::new(Intent::SettleRenewals(both, "renewed 1y".to_owned())));
    assert!(stage.wanted.contains(&sent));
    stage.press("u");
    let after: Vec<_> = stage.app.book.decisions.order().iter().take(9).copied().collect();
    assert_eq!(ends(&after, &stage), ends(&before, &stage), "one step of undo");
}

#[test]
fn selected_renewals_are_moved_and_changed_in_one_step() {
    let mut stage = renewals();
    stage.press("<space><space><space>r31 jan 2027<enter>");
    assert!(
        matches!(&stage.app.status, Status::Done(text) if text == "3 term ends moved to 2027-01-31"),
        "{:?}",
        stage.app.status
    );
    stage.press("u<esc><space><space>mstage:quoted category:commit<enter>");
    assert!(
        matches!(&stage.app.status, Status::Done(text) if text.starts_with("Changed: 2 renewals")),
        "those that nobody has begun too: {:?}",
        stage.app.status
    );
}
