//! Playbooks on the screen: started for a row or a selection, by key and by palette, and seen on the page.

use crate::stage::{Stage, demo};
use folio::domain::value::day::Day;
use folio::service::intent::Intent;
use folio::tui::msg::Effect;
use insta::assert_snapshot;

fn perform(intent: Intent) -> Vec<Effect> {
    vec![Effect::Perform(Box::new(intent))]
}

fn hand(stage: &Stage) -> Vec<folio::domain::value::id::AccountId> {
    let lists = &stage.app;
    vec![lists.book.accounts.order()[lists.lists[0].at]]
}

#[test]
fn a_playbook_starts_for_the_row_and_shows_what_it_writes() {
    let mut stage = Stage::new(demo());
    let here = hand(&stage);
    stage.press("Ponboarding on mon");
    assert_snapshot!("playbook_line_80x24", stage.draw(80, 24));
    let monday = Day::of(2026, 11, 30);
    let wanted = stage.only("<enter>");
    assert_eq!(wanted, perform(Intent::StartPlaybook(here, "onboarding".to_owned(), monday)));
    let mut stage = Stage::new(demo());
    stage.press("Pdetr<tab><enter><enter>");
    let page = stage.app.page.as_ref().unwrap();
    let runs = &page.view.as_ref().unwrap().runs;
    assert_eq!((runs.len(), runs[0].0.playbook.raw(), runs[0].1.total), (1, "detractor", 3));
    assert_snapshot!("page_with_playbook_160x45", stage.draw(160, 45));
    stage.press("u");
    assert!(stage.app.page.as_ref().unwrap().view.as_ref().unwrap().runs.is_empty());
}

#[test]
fn a_playbook_that_is_not_there_is_refused_while_one_types() {
    let mut stage = Stage::new(demo());
    stage.press("Prenwal");
    assert!(stage.draw(80, 24).contains("did you mean renewal?"));
    stage.press("<enter>");
    assert!(!stage.wanted.iter().any(|effect| matches!(effect, Effect::Perform(_))));
}

#[test]
fn the_palette_names_account_and_playbook() {
    let mut stage = Stage::new(demo());
    stage.press(":playbook low-usage @northvale<enter>");
    let told: Vec<&Intent> = stage
        .wanted
        .iter()
        .filter_map(|effect| match effect {
            Effect::Perform(intent) => Some(intent.as_ref()),
            _ => None,
        })
        .collect();
    let Some(Intent::StartPlaybook(accounts, name, None)) = told.last() else { panic!("{told:?}") };
    assert_eq!((accounts.len(), name.as_str()), (1, "low-usage"));
    assert_eq!(stage.only("gc"), vec![Effect::Check]);
}
