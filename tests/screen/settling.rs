//! Settling a renewal by keys: what stands under the line is what is written, and one key takes it back.

use crate::stage::{Stage, demo, morning};
use folio::domain::book::DecisionId;
use folio::domain::stake::health::Band;
use folio::service::intent::Intent;
use folio::service::query::{Answer, Query};
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
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

#[test]
fn rows_that_are_selected_out_of_sight_are_named() {
    let mut stage = renewals();
    let picked: Vec<_> = stage.app.book.decisions.order().iter().take(6).copied().collect();
    stage.press("<space><space><space><space><space><space>d");
    let frame = stage.draw(160, 45);
    assert!(frame.contains("6 renewals") && !frame.contains("not shown"), "{frame}");
    stage.press("<esc>/health:red<enter>");
    let lines: Vec<_> = picked.iter().filter_map(|id| stage.app.book.decisions.line(*id).cloned()).collect();
    let off = lines.iter().find(|line| line.band.is_some_and(|band| band != Band::Red)).unwrap();
    let frame = stage.press("d").draw(160, 45);
    assert!(frame.contains("6 renewals; ") && frame.contains("not shown: "), "{frame}");
    assert!(frame.contains(&format!("{} {}", off.account_name, off.end)), "{frame}");
}

#[test]
fn contracts_of_one_account_are_settled_by_one_line() {
    let mut stage = renewals();
    let first = stage.app.book.decisions.order().iter().find(|id| id.subscription().is_some()).copied().unwrap();
    for line in ["First 10k 1y from 2026-01-01", "Second 20k 1y from 2026-02-01"] {
        stage.desk.perform(Intent::AddContract(first.account, line.to_owned())).unwrap();
    }
    stage.send(Msg::ChangedElsewhere);
    let filter = stage.desk.read_filter("").unwrap();
    let (from, to) = (morning().today.plus_days(-30), morning().today.plus_days(200));
    let query = Query::Decisions { from, to, filter };
    let Answer::Lines(found) = stage.desk.fetch(&query).unwrap() else { panic!("lines were asked for") };
    let own: Vec<_> = found.decisions.iter().filter(|line| line.id.account == first.account).collect();
    let rows: Vec<_> = own.iter().map(|line| (line.id, line.end)).collect();
    assert!(rows.len() >= 2, "{rows:?}");
    let done = stage.desk.perform(Intent::SettleRenewals(rows.clone(), "renewed 1y +10%".to_owned())).unwrap();
    assert!(done.note.starts_with(&format!("Settled {} renewals: ", rows.len())), "{}", done.note);
    let Answer::Account(view) = stage.desk.fetch(&Query::Account(first.account, 0)).unwrap() else { panic!() };
    let pays = |product: &str| view.subscriptions.iter().find(|row| row.product.raw() == product).unwrap().arr.minor;
    assert_eq!((pays("First"), pays("Second")), (1_100_000, 2_200_000));
    stage.desk.perform(Intent::Undo(1)).unwrap();
    let Answer::Account(view) = stage.desk.fetch(&Query::Account(first.account, 0)).unwrap() else { panic!() };
    let pays = |product: &str| view.subscriptions.iter().find(|row| row.product.raw() == product).unwrap().arr.minor;
    assert_eq!((pays("First"), pays("Second")), (1_000_000, 2_000_000));
}
