//! What was written, searched on the screen: each row leads to where it stands, and an old answer never counts.

use crate::cjk::cjk;
use crate::page::talkative;
use crate::stage::{Stage, demo, morning};
use folio::domain::record::meta::Kind;
use folio::domain::review::week::Week;
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::Intent;
use folio::service::query::{Answer, Found, Query};
use folio::tui::modals::modal::Modal;
use folio::tui::modals::search::Search;
use folio::tui::msg::{Effect, Msg};
use folio::tui::page::item::Item;
use folio::tui::page::section::Part;
use folio::tui::review::plan;
use insta::assert_snapshot;

fn search(stage: &Stage) -> &Search {
    match &stage.app.modal {
        Some(Modal::Search(search)) => search,
        other => panic!("{other:?}"),
    }
}

fn item(stage: &Stage) -> Item {
    stage.app.page.as_ref().unwrap().item().unwrap()
}

/// What the book holds of a text.
fn found(stage: &Stage, text: &str) -> Vec<Found> {
    match stage.desk.fetch(&Query::Search { text: text.to_owned(), limit: 50 }) {
        Ok(Answer::Search(_, found)) => found,
        other => panic!("{other:?}"),
    }
}

fn asked(stage: &Stage) -> usize {
    stage.wanted.iter().filter(|effect| matches!(effect, Effect::Fetch(Query::Search { .. }))).count()
}

#[test]
fn search_looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("search_empty_80x24", stage.press("g/").draw(80, 24));
    assert_snapshot!("search_typed_80x24", stage.press("price").draw(80, 24));
    assert_snapshot!("search_typed_160x45", stage.draw(160, 45));
    assert_snapshot!("search_nothing_60x15", stage.press("zzq").draw(60, 15));
    let mut stage = Stage::looking(cjk(), &Stage::plain());
    assert_snapshot!("search_cjk_80x24", stage.press("g/折扣").draw(80, 24));
}

#[test]
fn each_kind_of_row_is_opened_where_it_stands() {
    let mut stage = Stage::new(demo());
    let mut met = Vec::new();
    for words in ["renewal", "price", "call", "qbr", "export", "team", "seats", "com", "complaint"] {
        for (place, row) in found(&stage, words).into_iter().enumerate() {
            if met.contains(&row.kind) {
                continue;
            }
            met.push(row.kind);
            stage.press(&format!("g/{words}{}<enter>", "<down>".repeat(place)));
            let page = stage.app.page.as_ref();
            let (part, account) = page.map(|page| (page.part, page.account)).unzip();
            assert_eq!(account, row.account, "{row:?}");
            let want = Item::named(row.kind, &row.id);
            assert_eq!(part, Some(want.map_or(Part::Timeline, Item::part)), "{row:?}");
            if let Some(want) = want.filter(|_| row.kind != Kind::Task) {
                assert!(item(&stage).is(want), "{row:?}: {:?}", item(&stage));
            }
            stage.press("q");
        }
    }
    for kind in [Kind::Account, Kind::Contact, Kind::Task, Kind::Touch, Kind::Opportunity] {
        assert!(met.contains(&kind), "{kind:?} was not found by these words: {met:?}");
    }
}

#[test]
fn a_touch_is_found_however_far_back_it_is() {
    let mut stage = Stage::new(talkative(400));
    for n in [3, 90, 399] {
        let row = found(&stage, &format!("\"number {n}\"")).remove(0);
        stage.press(&format!("g/\"number {n}\"<enter>"));
        assert_eq!(Some(item(&stage)), Item::named(Kind::Touch, &row.id), "{n}");
        assert!(stage.draw(80, 24).contains(&format!("touch number {n}.")), "{}", stage.draw(80, 24));
        // Those around it are there as well.
        stage.press("k");
        assert_ne!(Some(item(&stage)), Item::named(Kind::Touch, &row.id), "{n}");
        stage.press("q");
    }
}

#[test]
fn a_note_of_a_week_and_a_task_of_nobody_are_opened() {
    let mut stage = Stage::new(demo());
    let week = Week::of(morning().today, chrono::Weekday::Mon).on(-3);
    stage.desk.perform(Intent::WriteNote(week, String::new(), "Qwyjibo asked for a quote".to_owned())).unwrap();
    stage.press("g/qwyj<enter>");
    let review = stage.app.review.as_ref().unwrap();
    assert_eq!((review.week, review.part), (week, plan::Part::Note));
    stage.press("1afile the Qwyjibo papers fri<enter>g/papers<enter>");
    assert!(stage.app.modal.is_none());
    let task = stage.app.task_at(stage.app.list(stage.app.focus).at);
    let page = stage.app.page.as_ref().and_then(folio::tui::page::state::Page::task);
    assert_eq!(page.or(task).map(|id| id.to_string()), Some(found(&stage, "papers").remove(0).id));
}

#[test]
fn one_question_a_change_and_none_otherwise() {
    let mut stage = Stage::new(demo());
    stage.press("g/");
    assert_eq!(asked(&stage), 0);
    stage.press("pr ");
    assert_eq!(asked(&stage), 2, "a blank behind the words asks nothing");
    stage.press("<down><down><up><left>").send(Msg::Tick);
    assert_eq!(asked(&stage), 2);
    stage.send(Msg::ChangedElsewhere);
    assert_eq!(asked(&stage), 3);
    stage.press("<ctrl-u>");
    assert!(!search(&stage).waits() && search(&stage).here().is_none());
    stage.press("<enter><esc>");
    assert!(stage.app.modal.is_none() && stage.app.page.is_none());
}

#[test]
fn an_answer_to_other_words_is_passed_over() {
    let mut stage = Stage::new(demo());
    let (price, renewal) = (found(&stage, "price"), found(&stage, "renewal"));
    stage.only("g/renewal");
    stage.app.update(Msg::Got(Box::new(Answer::Search("price".to_owned(), price))), morning());
    assert!(search(&stage).here().is_none() && search(&stage).waits());
    let first = renewal[0].clone();
    stage.app.update(Msg::Got(Box::new(Answer::Search("renewal".to_owned(), renewal))), morning());
    assert_eq!(search(&stage).here(), Some(&first));
    // With other words on their way these lead nowhere.
    stage.only("s");
    assert!(search(&stage).here().is_none());
    let fault = Error { kind: ErrorKind::Failed, message: "the disk is gone".to_owned(), hint: String::new() };
    stage.app.update(Msg::Failed(fault), morning());
    stage.only("<enter>");
    assert!(stage.app.page.is_none() && search(&stage).waits());
}
