//! Back and forward through the places visited, with their cursors and filters.

use crate::stage::{Stage, demo};
use folio::input::context::Context;
use folio::tui::deck::Focus;

#[test]
fn back_and_forward_bring_back_filters_and_cursors() {
    let mut stage = Stage::new(demo());
    stage.press("2/health:red<enter>j");
    let (rows, at) = (stage.app.len(Focus::Accounts), stage.app.list(Focus::Accounts).at);
    let account = stage.app.account_at(at).unwrap();
    assert_eq!(at, 1);
    stage.press("<enter>");
    assert_eq!(stage.app.page.as_ref().unwrap().account, account);
    stage.press("g.");
    assert_eq!((stage.app.context(), stage.app.page.is_none()), (Context::Grid, true));
    stage.press("lljgf");
    assert_eq!(stage.app.context(), Context::Forecast);
    stage.press("2<esc>");
    assert!(stage.app.len(Focus::Accounts) > rows, "the filter is off");

    // Each step back is the place as it was left; the last is where it all began.
    stage.press("H");
    assert_eq!((stage.app.len(Focus::Accounts), stage.app.list(Focus::Accounts).at), (rows, 1));
    stage.press("H");
    assert_eq!(stage.app.context(), Context::Forecast);
    stage.press("H");
    let day = stage.app.calendar.cursor.day;
    assert_eq!((stage.app.context(), day), (Context::Grid, stage.now.today.plus_days(9)));
    stage.press("H");
    assert_eq!(stage.app.page.as_ref().unwrap().account, account);
    stage.press("HH");
    assert_eq!((stage.app.context(), stage.app.filter(Focus::Accounts).is_all()), (Context::Accounts, true));
    stage.press("H");
    assert!(!stage.app.alone, "the triage screen");
    assert!(stage.press("H").draw(80, 24).contains("no place further back"));

    stage.press("LLL");
    assert_eq!(stage.app.page.as_ref().unwrap().account, account);
    stage.press("LLLL");
    assert_eq!((stage.app.context(), stage.app.filter(Focus::Accounts).is_all()), (Context::Accounts, true));
    assert!(stage.press("L").draw(80, 24).contains("no place further forward"));
}

#[test]
fn a_day_is_gone_to_from_anywhere() {
    for open in ["", "4", "gf", "<enter>"] {
        let mut stage = Stage::new(demo());
        stage.press(open).press("gd1 apr<enter>");
        if open == "gf" {
            assert!(stage.draw(100, 30).contains("Q2 2027"));
        } else {
            assert_eq!(stage.app.context(), Context::Grid, "{open}");
            assert_eq!(stage.app.calendar.cursor.day.to_string(), "2027-04-01", "{open}");
        }
    }
}
