//! Keys typed faster than rows are read: none is lost, and none is done to a row that was about to leave.

use crate::stage::{Stage, demo};
use folio::domain::value::id::AccountId;
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::{Intent, Star};
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};

fn intents(stage: &Stage) -> Vec<&Intent> {
    let intents = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Perform(intent) => Some(&**intent),
        _ => None,
    });
    intents.collect()
}

fn named(stage: &Stage, name: &str) -> AccountId {
    let found = stage
        .app
        .book
        .accounts
        .order()
        .iter()
        .find(|id| stage.app.book.accounts.line(**id).is_some_and(|line| line.name.starts_with(name)));
    *found.unwrap()
}

#[test]
fn what_is_typed_at_once_acts_on_what_it_found() {
    for (typed, want) in [
        ("'corv<enter>d", Intent::DealWith as fn(Vec<AccountId>) -> Intent),
        (":open @corv<enter>d", Intent::DealWith),
        (":jump corv<enter><enter>d", Intent::DealWith),
        ("/corv<enter>d", Intent::DealWith),
        ("g/corvane<enter>d", Intent::DealWith),
        (":search corvane<enter><enter>d", Intent::DealWith),
        (":filter corv<enter>d", Intent::DealWith),
        (":star @corv<enter>", |ids| Intent::Star(ids, Star::On)),
        ("'corvane<enter>?dealt with<enter>", Intent::DealWith),
    ] {
        let mut stage = Stage::new(demo());
        let id = named(&stage, "Corvane");
        stage.press_ahead(typed);
        assert_eq!(intents(&stage), [&want(vec![id])], "{typed}");
        assert!(stage.app.modal.is_none(), "{typed}");
    }
}

#[test]
fn a_name_completed_at_once_is_the_one_typed() {
    let mut stage = Stage::new(demo());
    stage.press_ahead("a call @corv<tab> fri<enter>");
    assert!(stage.draw(100, 30).contains("Corvane"), "{}", stage.draw(100, 30));
    assert!(matches!(intents(&stage)[..], [Intent::AddLines(..)]), "{:?}", intents(&stage));
    let mut stage = Stage::new(demo());
    stage.press_ahead("/+vi<tab><enter>");
    assert_eq!(stage.app.filter(stage.app.focus).text, "+vip");
}

#[test]
fn a_view_is_there_before_the_next_key() {
    let mut stage = Stage::new(demo());
    let mut calm = Stage::new(demo());
    calm.press("fr");
    let first = calm.app.account_at(0).unwrap();
    assert_ne!(stage.app.account_at(0), Some(first));
    stage.press_ahead("frd");
    assert_eq!(intents(&stage), [&Intent::DealWith(vec![first])]);
}

#[test]
fn who_gives_up_waiting_is_not_held() {
    let mut stage = Stage::new(demo());
    stage.press_ahead("'corv<enter>dd<esc>");
    assert!(intents(&stage).is_empty() && stage.app.modal.is_none() && stage.app.page.is_none());
}

#[test]
fn rows_that_cannot_be_read_hold_nothing_back() {
    for typed in ["'corv<enter>", "/corv<enter>"] {
        let mut stage = Stage::new(demo());
        assert_eq!(stage.only(&format!("{typed}?")), [], "{typed}");
        let fault = Error { kind: ErrorKind::Failed, message: "the disk is gone".to_owned(), hint: String::new() };
        let freed = stage.app.update(Msg::Failed(fault), stage.now);
        assert!(matches!(&freed[..], [Effect::Type(typed)] if !typed.is_empty()), "{freed:?}");
        stage.only("<esc>?");
        assert!(matches!(stage.app.modal, Some(Modal::Help(_))), "{typed}");
    }
}
