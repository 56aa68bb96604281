//! The mouse: what is clicked is what the cursor goes to, the wheel moves what is under it, and all of it has a key.

use crate::stage::{Stage, demo};
use folio::tui::deck::Focus;
use folio::tui::events::clicks::{Gesture, Pointed};
use folio::tui::msg::Msg;

/// Points at the first place of the screen that shows a text, some columns into it; the screen is drawn before.
#[track_caller]
fn point(stage: &mut Stage, gesture: Gesture, text: &str) {
    let (width, height) = stage.app.size;
    let screen = stage.draw(width, height);
    let found = screen.lines().zip(0_u16..).find_map(|(line, y)| line.find(text).map(|x| (x as u16 + 1, y)));
    let (x, y) = found.unwrap_or_else(|| panic!("{text:?} is not on\n{screen}"));
    stage.send(Msg::Pointed(Pointed { gesture, x, y }));
}

fn point_at(stage: &mut Stage, gesture: Gesture, x: u16, y: u16) {
    stage.send(Msg::Pointed(Pointed { gesture, x, y }));
}

#[test]
fn a_click_goes_to_a_row_and_a_second_one_opens_it() {
    let mut stage = Stage::new(demo());
    point(&mut stage, Gesture::Click, "Lumen & Loom");
    assert_eq!(stage.app.focus, Focus::Accounts);
    let line = stage.app.account_at(stage.app.list(Focus::Accounts).at).unwrap();
    assert_eq!(stage.app.book.accounts.line(line).unwrap().name, "Lumen & Loom");
    point(&mut stage, Gesture::Click, "Send ROI");
    assert_eq!(stage.app.focus, Focus::Tasks);
    let task = stage.app.task_at(stage.app.list(Focus::Tasks).at).unwrap();
    assert!(stage.app.book.tasks.line(task).unwrap().title.starts_with("Send ROI"));
    assert!(stage.app.page.is_none());
    point(&mut stage, Gesture::DoubleClick, "Cobalt Ridge");
    assert!(stage.draw(80, 24).lines().next().unwrap().contains("Cobalt Ridge"));
    point(&mut stage, Gesture::Click, "Triage");
    assert!(stage.app.page.is_none(), "the place that one came from is a way back");
}

#[test]
fn tabs_are_clicked() {
    let mut stage = Stage::new(demo());
    for (tab, shown) in [("2 Accounts", "[2 Accounts]"), ("4 Tasks", "[4 Tasks]"), ("1 Triage", "[1 Triage]")] {
        point(&mut stage, Gesture::Click, tab);
        assert!(stage.draw(80, 24).lines().next().unwrap().contains(shown));
    }
    point(&mut stage, Gesture::Click, "3 Renewals");
    assert!(stage.app.calendar.shown);
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let mut stage = Stage::new(demo());
    stage.draw(160, 45);
    let focus = stage.app.focus;
    point(&mut stage, Gesture::WheelDown, "Answer Jared");
    assert_eq!((stage.app.focus, stage.app.list(Focus::Tasks).top), (focus, 3));
    point(&mut stage, Gesture::WheelUp, "Fresno site");
    assert_eq!(stage.app.list(Focus::Tasks).top, 0);
    stage.press("w");
    point_at(&mut stage, Gesture::WheelDown, 40, 20);
    point_at(&mut stage, Gesture::Click, 2, 5);
    assert!(stage.app.modal.is_some(), "a click beside a popup is none");
    stage.press("<esc>acall");
    point_at(&mut stage, Gesture::WheelDown, 40, 20);
    assert!(stage.draw(160, 45).contains("> call"), "what is typed stays");
}

#[test]
fn the_page_is_clicked() {
    let mut stage = Stage::new(demo());
    stage.press("j<enter>").draw(160, 45);
    point(&mut stage, Gesture::Click, "Health");
    point(&mut stage, Gesture::Click, "Contacts ");
    stage.press("j");
    let page = stage.draw(160, 45);
    assert!(page.contains("*Contacts"), "{page}");
    point(&mut stage, Gesture::WheelDown, "Timeline ");
    assert_eq!(stage.app.page.as_ref().unwrap().reel.at, 3);
    assert!(stage.draw(160, 45).contains("*Contacts"), "the wheel leaves the keyboard where it is");
    stage.draw(60, 15);
    point(&mut stage, Gesture::Click, "Tasks");
    assert!(stage.draw(60, 15).contains("[Tasks]"));
}

#[test]
fn the_calendar_and_the_forecast_are_clicked() {
    let mut stage = Stage::new(demo());
    stage.press("3").draw(160, 45);
    point(&mut stage, Gesture::Click, "28");
    assert_eq!(stage.app.calendar.cursor.day.to_string(), "2026-11-28");
    point(&mut stage, Gesture::WheelDown, "28");
    assert_eq!(stage.app.calendar.cursor.day.to_string(), "2026-12-28");
    stage.press("g.");
    point(&mut stage, Gesture::Click, "Nimbus Bikes");
    let here = stage.app.calendar.here().unwrap().id;
    assert_eq!(stage.app.book.decisions.line(here).unwrap().account_name, "Nimbus Bikes");
    stage.press("gf").draw(160, 45);
    point(&mut stage, Gesture::Click, "Behind ");
    assert!(stage.draw(160, 45).contains("*Behind"));
    point(&mut stage, Gesture::Click, "Forecast from");
    point(&mut stage, Gesture::WheelDown, "Changed");
    assert!(stage.draw(160, 45).contains("*Changed"));
}
