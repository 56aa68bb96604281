//! Every view at the sizes of the design, in ASCII and without colour, reviewed by eye.

use crate::cjk::cjk;
use crate::hostile::hostile;
use crate::stage::{Stage, demo};
use folio::config::settings::Screen;
use insta::assert_snapshot;

#[test]
fn triage() {
    let mut stage = Stage::new(demo());
    for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
        assert_snapshot!(format!("triage_{width}x{height}"), stage.draw(width, height));
    }
}

#[test]
fn each_pane_alone() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("accounts_80x24", stage.press("2").draw(80, 24));
    assert_snapshot!("renewals_80x24", stage.press("3").draw(80, 24));
    assert_snapshot!("tasks_80x24", stage.press("4").draw(80, 24));
    assert_snapshot!("tasks_160x45", stage.draw(160, 45));
}

#[test]
fn account() {
    let mut stage = Stage::new(demo());
    stage.press("<enter>");
    for (width, height) in [(60, 15), (80, 24), (160, 45)] {
        assert_snapshot!(format!("account_{width}x{height}"), stage.draw(width, height));
    }
}

#[test]
fn every_view_at_other_sizes() {
    let mut stage = Stage::new(demo());
    for (name, keys) in [("account", "<enter>"), ("help", "q?"), ("why", "<esc>w"), ("add", "<esc>acall Dana fri")] {
        stage.press(keys);
        for (width, height) in [(60, 15), (100, 30), (160, 45), (220, 60)] {
            let shot = format!("{name}_{width}x{height}");
            if !["account_60x15", "account_160x45", "why_160x45"].contains(&shot.as_str()) {
                assert_snapshot!(shot, stage.draw(width, height));
            }
        }
    }
}

#[test]
fn lists_and_popups_at_other_sizes() {
    let mut stage = Stage::new(demo());
    for (name, keys) in [("accounts", "2"), ("queue", "4"), ("palette", "1:"), ("jump", "<esc>'"), ("form", "<esc>ca")]
    {
        stage.press(keys);
        for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
            assert_snapshot!(format!("{name}_{width}x{height}"), stage.draw(width, height));
        }
    }
}

#[test]
fn names_in_wide_characters() {
    let mut stage = Stage::looking(cjk(), &Stage::plain());
    for (name, keys) in [("triage", ""), ("calendar", "3"), ("forecast", "gf"), ("account", "q1<enter>"), ("why", "w")]
    {
        stage.press(keys);
        for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
            assert_snapshot!(format!("cjk_{name}_{width}x{height}"), stage.draw(width, height));
        }
        stage.draw(80, 24);
    }
}

#[test]
fn for_braille_and_low_vision() {
    let mut stage = Stage::looking(demo(), &Screen { accessible: true, ..Stage::plain() });
    for (name, keys) in
        [("triage", ""), ("tasks", "<tab><tab>"), ("calendar", "3"), ("forecast", "gf"), ("account", "q1<enter>")]
    {
        stage.press(keys);
        let wide = stage.draw(160, 45);
        assert!(!wide.contains(['|', '+']) || !wide.contains("+--"), "no borders:\n{wide}");
        assert_snapshot!(format!("accessible_{name}_80x24"), stage.draw(80, 24));
    }
}

#[test]
fn popups() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("help_80x24", stage.press("?").draw(80, 24));
    assert_snapshot!("help_scrolled_80x24", stage.press("<pgdn>").draw(80, 24));
    assert_snapshot!("why_80x24", stage.press("<esc>w").draw(80, 24));
    assert_snapshot!("why_160x45", stage.draw(160, 45));
    assert_snapshot!("touch_80x24", stage.press("<esc>t").draw(80, 24));
    assert_snapshot!("touch_typed_80x24", stage.press("call 20m asked for ROI +pos next: send deck fri").draw(80, 24));
    assert_snapshot!("touch_logged_80x24", stage.press("<enter>").draw(80, 24));
    assert_snapshot!("history_80x24", stage.press("*gu").draw(80, 24));
    assert_snapshot!("snooze_typed_80x24", stage.press("<esc><tab><tab>s27 nov -- waits for legal").draw(80, 24));
    assert_snapshot!("snooze_wrong_60x15", stage.press("<ctrl-u>noday").draw(60, 15));
}

#[test]
fn three_done() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("three_done_80x24", stage.press("<tab><tab>ddd").draw(80, 24));
    assert_snapshot!("three_done_160x45", stage.draw(160, 45));
    assert_snapshot!("a_refused_key_80x24", stage.press("<tab>D").draw(80, 24));
    assert_snapshot!("a_chord_begun_80x24", stage.press("g").draw(80, 24));
}

#[test]
fn an_empty_book() {
    let mut stage = Stage::new(std::iter::empty());
    for (width, height) in [(60, 15), (80, 24), (160, 45)] {
        let screen = stage.draw(width, height);
        assert!(screen.is_ascii(), "{screen}");
        assert_snapshot!(format!("empty_{width}x{height}"), screen);
    }
}

#[test]
fn hostile_names() {
    let mut stage = Stage::new(hostile());
    for (width, height) in [(60, 15), (80, 24), (160, 45)] {
        assert_snapshot!(format!("hostile_{width}x{height}"), stage.draw(width, height));
    }
    assert_snapshot!("hostile_account_80x24", stage.press("<enter>").draw(80, 24));
    assert_snapshot!("hostile_touch_80x24", stage.press("t").draw(80, 24));
    assert_snapshot!("hostile_history_80x24", stage.press("note ok<enter>gu").draw(80, 24));
}

#[test]
fn too_small() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("notice_40x6", stage.draw(40, 6));
}
