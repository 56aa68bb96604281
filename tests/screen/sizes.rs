//! Any size: panes where there is room, a notice where there is none, never a panic and never a line of another width.

use crate::cjk::cjk;
use crate::hostile::hostile;
use crate::stage::{Stage, demo};
use folio::config::settings::Screen;
use folio::domain::change::Change;
use folio::tui::deck::LEAST;

#[test]
fn too_small_a_screen_says_so_whatever_is_open() {
    for open in [
        "",
        "<enter>",
        "?",
        "tcall",
        "gu",
        "e",
        ":",
        "'",
        "g/a",
        "g",
        "S",
        "C",
        "f",
        "3",
        "gf",
        "5]]]]]<enter>x",
        "gb",
        "gB",
    ] {
        let mut stage = Stage::new(demo());
        stage.press(open);
        shrink(&mut stage);
    }
}

fn shrink(stage: &mut Stage) {
    let sizes = (1..LEAST.0).flat_map(|width| [1, 7, LEAST.1 - 1, 40].map(|height| (width, height)));
    let flat = (1..LEAST.1).flat_map(|height| [LEAST.0 - 1, LEAST.0, 200].map(|width| (width, height)));
    for (width, height) in sizes.chain(flat) {
        let screen = stage.draw(width, height);
        assert!(screen.starts_with("folio needs more room"[..usize::from(width.min(8)) - 1].trim_end()), "{screen}");
        assert!(stage.app.places().is_none(), "{width}x{height}");
    }
    for (width, height) in [(0, 0), (0, 30), (100, 0)] {
        assert_eq!(stage.draw(width, height).trim(), "");
    }
    assert!(!stage.draw(LEAST.0, LEAST.1).contains("more room") && stage.app.places().is_some());
}

fn at_every_size(rows: impl Iterator<Item = Change>, views: &[&str]) {
    drawn_at_every_size(&mut Stage::new(rows), views);
}

fn drawn_at_every_size(stage: &mut Stage, views: &[&str]) {
    for view in views {
        stage.press(view);
        for width in (60..=220).step_by(7) {
            for height in (15..=60).step_by(5) {
                stage.draw(width, height);
            }
        }
    }
}

// Apart, so that they run side by side.

#[test]
fn every_view_of_the_demo_is_drawn_at_every_size() {
    at_every_size(
        demo(),
        &[
            "",
            "3",
            "]<tab>",
            "z",
            "z<tab>",
            "gf",
            "<tab>",
            "5",
            "gb",
            "5]]",
            "]",
            "]",
            "]<enter>",
            "<esc>q4",
            "1<enter>",
            "<tab><tab><tab>jj",
            "<tab>z",
            "zw",
            "<esc>t call 20m next: x fri",
            "<esc>e<tab>x",
        ],
    );
}

#[test]
fn every_view_of_hostile_names_is_drawn_at_every_size() {
    at_every_size(hostile(), &["", "2", "3<tab>", "5", "gb", "]]", "1<enter>", "w", "<esc>gu", "<esc>1e<tab>x"]);
}

#[test]
fn every_popup_is_drawn_at_every_size() {
    let mut stage = Stage::new(hostile());
    let popups = [
        "",
        ":",
        ":snooze fri",
        ":no such thing",
        "?",
        "?snooze",
        "'",
        "'a",
        "g/",
        "g/a",
        "g/zzq",
        "/health:",
        "g",
        "c",
        "y",
        "S",
        "C",
        "f",
        "fs",
        "O",
        "gu",
        "w",
        "acall fri",
        "tcall 20m",
        "s",
        "<tab>d",
        "X",
        "P",
        "e",
        "ca",
        "cc",
        "cr",
        "co",
        "cg",
        "ct",
        "cn",
        "cF",
        "cK",
        "gB",
        "5<enter>",
        "5<enter><enter>",
    ];
    for popup in popups {
        stage.press(popup);
        for width in (60..=220).step_by(31) {
            for height in (15..=60).step_by(11) {
                stage.draw(width, height);
            }
        }
        stage.press("<esc><esc><esc><esc>1");
    }
}

#[test]
fn every_view_in_wide_characters_is_drawn_at_every_size() {
    drawn_at_every_size(
        &mut Stage::looking(cjk(), &Stage::plain()),
        &["", "3", "gf", "q5", "gb", "]]", "1<enter>", "w", "<esc>g/QBR"],
    );
}

#[test]
fn every_view_without_borders_is_drawn_at_every_size() {
    let mut stage = Stage::looking(demo(), &Screen { accessible: true, ..Stage::plain() });
    drawn_at_every_size(&mut stage, &["", "<tab>", "3", "gf", "q5", "gb", "]]", "1<enter>", "<tab>", "w"]);
}

#[test]
fn every_view_of_an_empty_book_is_drawn_at_every_size() {
    at_every_size(std::iter::empty(), &["", "2", "3", "4", "5", "gb", "]]", "]", "]", "]", "1?"]);
}
