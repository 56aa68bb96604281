//! The weekly review: how it looks, and what its keys do.

use crate::stage::{Stage, demo};
use crate::week::{behind, page};
use folio::config::settings::Screen;
use folio::domain::record::review::Step;
use folio::domain::review::figure::Figure;
use folio::input::command::Context;
use folio::service::intent::{Intent, Mark};
use folio::service::query::{Answer, Query};
use folio::service::review::report::{Format, write};
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::panes::foot::Status;
use folio::tui::review::plan::Part;
use folio::tui::review::state::Review;
use insta::assert_snapshot;

/// The review of the made-up week, over a book that knows nothing of it.
fn review(look: &Screen) -> Stage {
    let mut stage = Stage::looking(demo(), look);
    stage.draw(80, 24);
    stage.app.review = Some(Review::of(page().week));
    stage.app.review.as_mut().unwrap().alone = look.accessible;
    stage.send(Msg::Got(Box::new(Answer::Review(Box::new(page())))));
    stage.wanted.clear();
    stage
}

fn ascii() -> Screen {
    Screen { ascii: true, ..Stage::plain() }
}

fn at(stage: &Stage) -> &Review {
    stage.app.review.as_ref().unwrap()
}

/// Goes to a part by the tab key.
fn to(stage: &mut Stage, part: Part) {
    for _ in Part::ALL {
        if at(stage).part == part {
            return;
        }
        stage.press("<tab>");
    }
    panic!("{part:?} is not reached");
}

#[test]
fn looks() {
    let mut stage = review(&ascii());
    for part in Part::ALL {
        to(&mut stage, part);
        let name = format!("{part:?}").to_lowercase();
        for (width, height) in [(60, 15), (80, 24), (160, 45)] {
            assert_snapshot!(format!("review_{name}_{width}x{height}"), stage.draw(width, height));
        }
    }
    to(&mut stage, Part::Slipped);
    for (width, height) in [(100, 30), (220, 60)] {
        assert_snapshot!(format!("review_slipped_{width}x{height}"), stage.draw(width, height));
    }
    to(&mut stage, Part::Time);
    assert_snapshot!("review_time_100x30", stage.draw(100, 30));
}

#[test]
fn looks_in_blocks_and_without_borders() {
    let mut stage = review(&Stage::plain());
    to(&mut stage, Part::Time);
    assert_snapshot!("review_time_unicode_160x45", stage.draw(160, 45));
    let mut stage = review(&Screen { accessible: true, ..Stage::plain() });
    for part in [Part::Numbers, Part::Time, Part::Slipped] {
        to(&mut stage, part);
        assert_snapshot!(format!("review_{part:?}_accessible_80x24").to_lowercase(), stage.draw(80, 24));
    }
}

#[test]
fn the_basis_and_the_rows_are_one_key_deeper_each() {
    let mut stage = review(&ascii());
    assert!(matches!(stage.only("<enter>").last(), Some(Effect::Fetch(Query::Behind(_, Figure::TasksDone)))));
    let week = at(&stage).week;
    stage.send(Msg::Got(Box::new(Answer::Behind(week, Figure::TasksDone, behind()))));
    assert_snapshot!("review_basis_80x24", stage.draw(80, 24));
    stage.press("<enter>j");
    assert_snapshot!("review_behind_80x24", stage.draw(80, 24));
    stage.press("<esc>");
    assert!(matches!(stage.app.modal, Some(Modal::Behind(_))), "back to the basis");
    stage.press("<esc>");
    assert!(stage.app.modal.is_none() && at(&stage).part == Part::Numbers);
    stage.press("<enter><enter>");
    stage.send(Msg::Got(Box::new(Answer::Behind(week, Figure::TasksDone, behind()))));
    stage.only("<enter>");
    assert!(stage.app.page.is_some());
    assert!(stage.draw(80, 24).starts_with(" < Review"));
}

#[test]
fn steps_are_saved_as_one_goes() {
    let mut stage = review(&ascii());
    let week = at(&stage).week;
    assert_eq!(stage.only("]"), [], "numbers are done with already");
    stage.only("]");
    let sent = stage.only("]");
    assert!(sent.contains(&Effect::Perform(Box::new(Intent::MarkStep(week, Step::Slipped, Mark::Done)))), "{sent:?}");
    assert_eq!(at(&stage).part, Part::Idle);
    stage.only("[[[[[");
    assert_eq!(at(&stage).part, Part::Numbers);
    stage.only("{");
    assert_eq!(at(&stage).week, week.on(-1));
    stage.only("}}");
    assert_eq!(at(&stage).week, week, "not beyond the week that runs");
    assert!(matches!(&stage.app.status, Status::Note(why) if why.contains("has not begun")));
    stage.press("gd2026-10-06<enter>");
    assert_eq!(at(&stage).week.to_string(), "2026-W41");
    stage.press("g.");
    assert_eq!(at(&stage).week, week);
    stage.press("q");
    assert!(stage.app.review.is_none() && !stage.ended);
    stage.press("gw1");
    assert!(stage.app.review.is_none());
    stage.press("gbH");
    assert!(stage.app.review.is_none(), "back to triage");
    stage.press("L");
    assert_eq!(at(&stage).part, Part::Time);
}

#[test]
fn a_place_of_the_review_knows_its_verbs() {
    let mut stage = review(&ascii());
    for (part, want) in [
        (Part::Numbers, Context::Review),
        (Part::Time, Context::ReviewTime),
        (Part::Slipped, Context::ReviewTasks),
        (Part::Idle, Context::ReviewIdle),
        (Part::Next, Context::ReviewTime),
        (Part::Note, Context::ReviewNote),
    ] {
        to(&mut stage, part);
        assert_eq!(stage.app.context(), want, "{part:?}");
    }
    to(&mut stage, Part::Next);
    stage.press("j");
    assert_eq!(stage.app.context(), Context::ReviewTasks, "a task among what comes");
}

/// The page that a browser is given stands in a file of its own, so that it can be looked at.
#[test]
fn the_week_is_written_as_a_page_of_its_own() {
    let html = write(&page(), Format::Html);
    assert!(html.contains("Vandelay &lt;b&gt;Imports&lt;/b&gt;") && !html.contains("<b>"));
    for word in ["http", "<script", "src=", "url("] {
        assert!(!html.contains(word), "{word}");
    }
    if let Some(place) = std::env::var_os("FOLIO_KEEP_HTML") {
        std::fs::write(place, html).unwrap();
    }
    assert_snapshot!("review_markdown", write(&page(), Format::Markdown));
    assert_snapshot!("review_csv", write(&page(), Format::Csv).replace('\r', ""));
    let json: serde_json::Value = serde_json::from_str(&write(&page(), Format::Json)).unwrap();
    assert_eq!(json["week"], "2026-W48");
}
