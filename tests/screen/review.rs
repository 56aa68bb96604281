//! The weekly review: how it looks, and what its keys do.

use crate::stage::{Stage, demo};
use crate::week::{behind, page};
use folio::config::settings::Screen;
use folio::domain::record::review::{Step, Verdict};
use folio::domain::review::figure::Figure;
use folio::domain::value::text::Text;
use folio::input::context::Context;
use folio::service::intent::{Intent, Mark};
use folio::service::query::{Answer, Query};
use folio::service::review::report::{Format, write};
use folio::tui::deck::Focus;
use folio::tui::events::clicks::{Gesture, Pointed};
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
        for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
            assert_snapshot!(format!("review_{name}_{width}x{height}"), stage.draw(width, height));
        }
    }
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
    assert!(write(&page(), Format::Markdown).starts_with("# "));
    assert_snapshot!("review_csv", write(&page(), Format::Csv).replace('\r', ""));
    let json: serde_json::Value = serde_json::from_str(&write(&page(), Format::Json)).unwrap();
    assert!(json["schema"].is_string(), "{json}");
}

/// The review of the demo book, with its own figures.
fn real(part: Part) -> Stage {
    let mut stage = Stage::new(demo());
    stage.draw(80, 24);
    stage.press("5");
    assert!(at(&stage).page().is_some());
    to(&mut stage, part);
    stage
}

#[test]
fn rows_are_decided_by_the_keys_of_the_lists() {
    let mut stage = real(Part::Slipped);
    let rows = at(&stage).matters(Part::Slipped);
    assert!(rows.len() > 6, "{}", rows.len());
    for (n, typed) in ["=", "d", "rfri<enter>", "D", ".", "s3<enter>"].into_iter().enumerate() {
        stage.press(typed);
        assert!(matches!(stage.app.status, Status::Done(_)), "{typed}: {:?}", stage.app.status);
        assert_eq!(at(&stage).matter(), rows.get(n + 1).copied(), "{typed} goes on to the next row");
    }
    let verdict = |stage: &Stage, n: usize| at(stage).verdict(rows[n]).cloned();
    assert_eq!(
        [0, 1, 3, 4].map(|n| verdict(&stage, n).unwrap()),
        [Verdict::Keep, Verdict::Done, Verdict::Drop, Verdict::Drop]
    );
    assert!(
        matches!(verdict(&stage, 2), Some(Verdict::Move(_))) && matches!(verdict(&stage, 5), Some(Verdict::Snooze(_)))
    );
    assert_eq!(at(&stage).matters(Part::Slipped), rows, "nothing moves");
    stage.press("uuuuuu");
    assert!((0..6).all(|n| verdict(&stage, n).is_none()), "each is one step of undo");
    stage.press("gg<space><space>=");
    assert_eq!(
        (verdict(&stage, 0), verdict(&stage, 1), verdict(&stage, 2)),
        (Some(Verdict::Keep), Some(Verdict::Keep), None)
    );
    assert_eq!(at(&stage).count_picked(), (0, 0), "let go when it is sent");
    stage.press("A");
    assert!(at(&stage).verdict(rows[2]).is_some(), "{:?}", stage.app.status);
    stage.press("q5<tab><tab><tab>");
    assert_eq!(verdict(&stage, 0), Some(Verdict::Keep), "kept with the week");
}

#[test]
fn a_reason_and_a_time_are_part_of_the_decision() {
    let mut stage = real(Part::Slipped);
    let rows = at(&stage).matters(Part::Slipped);
    stage.press("s<ctrl-u>fri -- legal reads it<enter>rtomorrow 15:00<enter>");
    let verdict = |stage: &Stage, n: usize| at(stage).verdict(rows[n]).cloned();
    let Some(Verdict::Snooze(until)) = verdict(&stage, 0) else { panic!("{:?}", stage.app.status) };
    assert_eq!(until.with.as_ref().map(Text::raw), Some("legal reads it"));
    let Some(Verdict::Move(moved)) = verdict(&stage, 1) else { panic!("{:?}", stage.app.status) };
    assert_eq!(moved.with, Some(15 * 60));
    stage.press(".");
    assert_eq!(verdict(&stage, 2), Some(Verdict::Move(moved)), "the time is repeated with the day");
    stage.press("uuu");
    assert!((0..3).all(|n| verdict(&stage, n).is_none()));
    to(&mut stage, Part::Idle);
    let account = at(&stage).matter().unwrap();
    stage.press("s<ctrl-u>fri -- on holiday<enter>");
    assert!(matches!(at(&stage).verdict(account), Some(Verdict::Snooze(until)) if until.with.is_some()));
}

#[test]
fn time_against_value_leads_back_to_the_step_one_came_from() {
    let mut stage = real(Part::Slipped);
    stage.press("gb");
    assert_eq!(at(&stage).part, Part::Time);
    stage.press("q");
    assert_eq!(at(&stage).part, Part::Slipped, "q");
    stage.press("gbH");
    assert_eq!(at(&stage).part, Part::Slipped, "the way back");
    stage.press("gb]q");
    assert!(stage.app.review.is_none(), "one that went on has nothing to go back to");
}

#[test]
fn a_week_is_found_by_its_note() {
    let mut stage = real(Part::Slipped);
    let week = at(&stage).week;
    for (back, note) in [(0, "nothing new"), (1, "Qwyjibo renewed"), (4, "asked Qwyjibo for a quote")] {
        stage.desk.perform(Intent::WriteNote(week.on(-back), String::new(), note.to_owned())).unwrap();
    }
    stage.press("/qwyj<enter>");
    assert_eq!((at(&stage).week, at(&stage).part), (week.on(-1), Part::Note), "{:?}", stage.app.status);
    stage.press("/<enter>");
    assert_eq!(at(&stage).week, week.on(-4), "{:?}", stage.app.status);
    stage.press("/<enter>");
    assert_eq!(at(&stage).week, week.on(-1), "round and round");
    stage.press("/<ctrl-u>zzzyyy<enter>");
    assert_eq!(at(&stage).week, week.on(-1));
    assert!(matches!(&stage.app.status, Status::Note(why) if why.contains("no note")), "{:?}", stage.app.status);
}

#[test]
fn idle_accounts_get_a_task_each() {
    let mut stage = real(Part::Idle);
    let rows = at(&stage).matters(Part::Idle);
    let tasks = stage.app.len(Focus::Tasks);
    stage.press("<space><space>acheck in fri<enter>");
    assert!(matches!(stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    let line = Verdict::Task("check in fri".to_owned());
    assert_eq!((at(&stage).verdict(rows[0]), at(&stage).verdict(rows[1])), (Some(&line), Some(&line)));
    stage.press("1");
    assert_eq!(stage.app.len(Focus::Tasks), tasks + 2);
    stage.press("u5<tab><tab><tab><tab>");
    assert!(at(&stage).verdict(rows[0]).is_none());
    stage.press("acall fri<enter>");
    assert_eq!(at(&stage).verdict(rows[0]), Some(&Verdict::Task("call fri".to_owned())));
}

#[test]
fn the_note_is_written_in_its_place_or_in_the_editor() {
    let mut stage = real(Part::Note);
    stage.press("<enter>");
    assert!(stage.draw(80, 24).contains("Wins"), "it begins with its headings");
    stage.press("<ctrl-u>one day<enter>twö<esc>");
    assert!(matches!(stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    assert!(at(&stage).note().ends_with("one day\ntwö"), "{}", at(&stage).note());
    stage.send(Msg::Paste("x".to_owned())).press("<esc>");
    stage.editor = Some(|text| Ok(format!("{text}\nfrom the editor\n")));
    stage.press("E");
    assert!(at(&stage).note().ends_with("twö\nfrom the editor"), "{}", at(&stage).note());
    stage.press("e<enter>more");
    stage.send(Msg::Paste("a\nb".to_owned())).press("<esc>");
    assert!(at(&stage).note().ends_with("editor\nmorea\nb"), "{}", at(&stage).note());
    stage.press("u");
    assert!(at(&stage).note().ends_with("from the editor"), "{}", at(&stage).note());
    stage.editor = Some(|_| Ok("\n".to_owned()));
    stage.press("E");
    assert!(at(&stage).note().ends_with("from the editor"), "an editor that failed leaves nothing");
    stage.editor = None;
    stage.press("E");
    assert!(matches!(stage.app.status, Status::Error(_)) && at(&stage).note().ends_with("from the editor"));
}

#[test]
fn a_note_that_was_saved_by_another_is_not_lost() {
    let mut stage = real(Part::Note);
    let week = at(&stage).week;
    stage.press("e<ctrl-u>mine");
    // Another window saves its own while this one types.
    stage.desk.perform(Intent::WriteNote(week, String::new(), "theirs".to_owned())).unwrap();
    stage.press("<esc>");
    assert!(matches!(&stage.app.status, Status::Error(_)), "{:?}", stage.app.status);
    stage.press("q5");
    to(&mut stage, Part::Note);
    assert_eq!(at(&stage).note(), "theirs");
    stage.press("e");
    assert!(at(&stage).note().starts_with("theirs\n\n-- your draft --\n"), "{}", at(&stage).note());
    stage.press("<esc>");
    assert!(at(&stage).note().ends_with("mine"), "{}", at(&stage).note());
}

#[test]
fn a_review_is_gone_on_with_where_it_was_left() {
    let mut stage = real(Part::Numbers);
    stage.press("]]");
    assert_eq!(at(&stage).part, Part::Slipped);
    stage.press("q5");
    assert_eq!(at(&stage).part, Part::Slipped, "the first step that is not done with");
    stage.press("<tab>");
    let part = at(&stage).part;
    stage.press("5");
    assert_eq!(at(&stage).part, part, "one that is open keeps its part");
}

#[test]
fn minutes_are_corrected_in_the_chart() {
    let mut stage = real(Part::Time);
    let place = at(&stage).time_lines().position(|line| line.account.is_some() && line.minutes > 0).unwrap();
    stage.press(&"j".repeat(place));
    let (account, before) = at(&stage).time_lines().nth(place).map(|line| (line.account, line.minutes)).unwrap();
    stage.press("<enter><enter><ctrl-u>minutes:7m<enter>");
    assert!(matches!(stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    let after = at(&stage).time_lines().find(|line| line.account == account).unwrap().minutes;
    assert_ne!(after, before);
    let total = at(&stage).time().unwrap().minutes;
    stage.press("F");
    assert!(at(&stage).time().unwrap().minutes > total, "the quarter has more than the week");
    let period = at(&stage).time().unwrap().period;
    let account = at(&stage).time_lines().next().unwrap().account;
    assert!(stage.only("<enter>").contains(&Effect::Fetch(Query::TimeEntries(period, account))), "its own entries");
}

#[test]
fn the_week_goes_to_a_file_or_to_the_clipboard() {
    let mut stage = real(Part::Numbers);
    let folder = tempfile::tempdir().unwrap();
    for ending in ["md", "html", "csv", "json"] {
        let place = folder.path().join(format!("week.{ending}"));
        stage.press(&format!("X<ctrl-u>{}<enter>", place.display()));
        assert!(matches!(&stage.app.status, Status::Note(said) if said.contains("written")), "{:?}", stage.app.status);
        assert!(std::fs::read_to_string(&place).unwrap().contains("2026"), "{ending}");
    }
    stage.press("X<ctrl-u>week.pdf<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Prompt(_))), "that says no format");
    let copied = stage.only("<ctrl-u>copy html<enter>");
    assert!(
        matches!(copied.as_slice(), [Effect::Copy(clip)] if clip.text.starts_with("<!DOCTYPE html>")),
        "{copied:?}"
    );
}

#[test]
fn the_mouse_goes_to_steps_and_rows() {
    let mut stage = real(Part::Numbers);
    stage.draw(80, 24);
    let click = |gesture, x, y| Msg::Pointed(Pointed { gesture, x, y });
    stage.send(click(Gesture::Click, 40, 1));
    assert_eq!(at(&stage).part, Part::Slipped);
    stage.draw(80, 24);
    let plan_top = 2 + 11 + 1;
    stage.send(click(Gesture::Click, 20, plan_top + 1));
    assert_eq!(at(&stage).list(Part::Slipped).at, 1);
    stage.send(click(Gesture::WheelDown, 20, plan_top));
    stage.send(click(Gesture::DoubleClick, 20, plan_top));
    assert!(stage.app.page.is_some());
    stage.send(click(Gesture::Click, 3, 0));
    stage.send(click(Gesture::Click, 20, 0));
    assert!(stage.app.review.is_none(), "a click on another tab");
    stage.send(click(Gesture::Click, 52, 0));
    assert!(stage.app.review.is_some());
}
