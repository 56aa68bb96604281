//! The backtest on the screen: the curve, the figures beside it, what came of calls and what surprised.

use crate::stage::{Stage, demo};
use folio::domain::record::account::CallLevel;
use folio::service::intent::Intent;
use folio::service::query::Query;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use insta::assert_snapshot;

#[test]
fn looks() {
    let mut stage = Stage::new(demo());
    stage.draw(80, 24);
    stage.press("gB");
    for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
        assert_snapshot!(format!("backtest_{width}x{height}"), stage.draw(width, height));
    }
    stage.draw(80, 24);
    stage.press("<tab>");
    for (width, height) in [(60, 15), (80, 24)] {
        assert_snapshot!(format!("backtest_rows_{width}x{height}"), stage.draw(width, height));
    }
    let mut stage = Stage::looking(demo(), &Stage::plain());
    stage.press("gB");
    assert_snapshot!("backtest_braille_80x24", stage.draw(80, 24));
    let mut stage = Stage::new(std::iter::empty());
    stage.press("gB");
    assert_snapshot!("backtest_empty_80x24", stage.draw(80, 24));
}

/// Where there is no room for both, the first step goes to the rows, and none to a row that nobody sees.
#[test]
fn a_small_screen_shows_one_half_and_then_the_other() {
    let mut stage = Stage::new(demo());
    stage.press("gB");
    let at = |stage: &Stage| match &stage.app.modal {
        Some(Modal::Backtest(backtest)) => backtest.list.at,
        _ => panic!("the backtest is open"),
    };
    for (keys, shown, gone, row) in [
        ("", "upper 20%", "decisions", 0),
        ("j", "decisions", "upper 20%", 0),
        ("j", "decisions", "upper 20%", 1),
        ("<tab>", "upper 20%", "decisions", 1),
        ("<enter>", "decisions", "upper 20%", 1),
    ] {
        stage.press(keys);
        let page = stage.draw(80, 24);
        assert!(page.contains(shown) && !page.contains(gone), "{keys}: {page}");
        assert_eq!(at(&stage), row, "{keys}");
    }
    let page = stage.draw(160, 45);
    assert!(page.contains("upper 20%") && page.contains("decisions"), "{page}");
}

#[test]
fn a_row_opens_its_account() {
    let mut stage = Stage::new(demo());
    stage.press("gBj");
    let Some(Modal::Backtest(backtest)) = &stage.app.modal else { panic!("the backtest is open") };
    let account = backtest.account().unwrap();
    assert_eq!(backtest.list.at, 1);
    stage.press("<enter>");
    assert!(stage.app.page.is_some() && stage.app.modal.is_none());
    assert_eq!(stage.app.subject(), Some(account));
}

#[test]
fn tells_how_far_it_is_and_takes_no_old_answer() {
    let mut stage = Stage::new(demo());
    let effects = stage.press(":backtest<enter>").wanted.clone();
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Fetch(Query::Backtest(_)))), "{effects:?}");
    stage.press("<esc>");
    stage.send(Msg::Progress(3, 9));
    assert!(stage.app.modal.is_none(), "what comes late opens nothing");
}

/// A call that the model does not share stands among the rows, and is open while its days are not over.
#[test]
fn calls_apart_are_listed() {
    let mut stage = Stage::new(demo());
    let account = stage.app.account_at(0).unwrap();
    let call = Some((CallLevel::Lost, Some("they told me".to_owned())));
    let outcome = stage.desk.perform(Intent::Call(vec![account], call)).unwrap();
    stage.send(Msg::Done(Box::new(outcome)));
    stage.press("gB");
    let shown = stage.draw(160, 45);
    assert!(shown.contains("lost 97%") && shown.contains("open yet"), "{shown}");
}
