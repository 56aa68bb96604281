//! What a CSM says against the figures, and success plans, on the screen.

use crate::stage::{Stage, demo};
use folio::domain::record::account::{CallLevel, HealthCall};
use folio::domain::record::goal::GoalState;
use folio::domain::value::day::Day;
use folio::service::intent::{HealthDraft, Intent, Reply};
use folio::tui::msg::Effect;
use folio::tui::page::item::Item;
use folio::tui::page::section::Part;
use folio::tui::page::state::Page;
use insta::assert_snapshot;

fn perform(intent: Intent) -> Vec<Effect> {
    vec![Effect::Perform(Box::new(intent))]
}

fn at(stage: &Stage) -> &Page {
    stage.app.page.as_ref().unwrap()
}

/// The page of Northvale, which has a plan, with the keyboard in a section.
fn northvale(part: Part) -> Stage {
    let mut stage = Stage::new(demo());
    stage.press("/northvale<enter><enter>");
    stage.draw(80, 24);
    while at(&stage).part != part {
        stage.press("<tab>");
    }
    stage
}

#[test]
fn health_by_hand_wants_a_reason_and_a_call_none() {
    let mut stage = northvale(Part::Figures);
    let account = at(&stage).account;
    stage.wanted.clear();
    stage.press("Ohred until fri<enter>");
    assert!(!stage.wanted.iter().any(|effect| matches!(effect, Effect::Perform(_))), "no reason was given");
    assert_snapshot!("health_without_reason_80x24", stage.draw(80, 24));
    let draft =
        HealthDraft { level: HealthCall::Red, until: Day::of(2026, 11, 27), reason: "CFO will not answer".to_owned() };
    stage.press(" -- CFO will not answer");
    assert_eq!(stage.only("<enter>"), perform(Intent::SetHealth(vec![account], Some(draft))));
    let mut stage = northvale(Part::Figures);
    stage.press("Ohgreen -- Glenn signed<enter>Ocrisk -- budget frozen<enter>");
    let view = at(&stage).view.as_ref().unwrap();
    assert_eq!((view.account.health, view.account.call), (Some(HealthCall::Green), Some(CallLevel::AtRisk)));
    assert_eq!(view.stake.health.score, Some(41.0), "the score stays");
    assert_snapshot!("page_by_hand_80x24", stage.draw(80, 24));
    assert_snapshot!("page_by_hand_160x45", stage.draw(160, 45));
    stage.press("uu");
    let view = at(&stage).view.as_ref().unwrap();
    assert_eq!((view.account.health, view.account.call), (None, None));
}

#[test]
fn what_a_customer_says_is_entered_settled_and_shown() {
    let mut stage = northvale(Part::Timeline);
    let before = at(&stage).view.as_ref().unwrap().feedback.len();
    stage.press("cfcomplaint exports time out on:fri");
    assert_snapshot!("feedback_line_80x24", stage.draw(80, 24));
    stage
        .press("<enter>cuseats 212 exports 1,240 on:fri<enter>ckOnly one administrator result:trained two more<enter>");
    let view = at(&stage).view.as_ref().unwrap();
    assert_eq!((view.feedback.len(), !view.cases.is_empty()), (before + 1, true));
    assert!(view.trails.iter().any(|trail| trail.metric == "exports"));
    stage.draw(80, 24);
    while at(&stage).part != Part::Voice {
        stage.press("<tab>");
        stage.draw(80, 24);
    }
    assert_snapshot!("page_voice_80x24", stage.draw(80, 24));
    assert_snapshot!("page_voice_160x45", stage.draw(160, 45));
    stage.press("gg");
    let Some(Item::Feedback(open)) = at(&stage).item() else { panic!("{:?}", at(&stage).item()) };
    assert_eq!(stage.only("d"), perform(Intent::ReplyTo(vec![open], Reply::Resolved, None)));
}

#[test]
fn goals_are_met_changed_put_away_and_added() {
    let mut stage = northvale(Part::Goals);
    let Some(Item::Goal(first)) = at(&stage).item() else { panic!("{:?}", at(&stage).item()) };
    assert_eq!(stage.only("d"), perform(Intent::CloseGoals(vec![first], GoalState::Met)));
    let mut stage = northvale(Part::Goals);
    stage.press("mcurrent:1<enter>d");
    let goals = |stage: &Stage| at(stage).view.as_ref().unwrap().goals.clone();
    let met = goals(&stage).into_iter().find(|goal| goal.id == first).unwrap();
    assert_eq!((met.state, met.progress()), (GoalState::Met, Some(100)));
    stage.press("cGHalve the ticket time baseline:40 target:20 due:eom<enter>");
    assert_eq!(goals(&stage).len(), 4);
    stage.press("uuu");
    let open = goals(&stage).into_iter().find(|goal| goal.id == first).unwrap();
    assert_eq!((open.state, goals(&stage).len()), (GoalState::Open, 3));
    for _ in 0..3 {
        stage.press("D");
    }
    assert_eq!((goals(&stage).len(), at(&stage).part), (0, Part::Timeline), "an empty section is not shown");
}

#[test]
fn links_have_a_cursor_of_their_own() {
    let mut stage = northvale(Part::Links);
    let link = at(&stage).link().unwrap();
    assert_eq!((link.place.as_str(), link.url.is_some()), ("crm", true));
    stage.press("j");
    assert_eq!(at(&stage).link().unwrap().url.as_deref(), Some("https://northvale.example"));
    for key in ["D", "d", "m"] {
        assert_eq!(stage.only(key), Vec::new(), "{key} is not about the account");
        assert!(stage.draw(80, 24).contains("a link cannot be changed here"), "{key}");
    }
}
