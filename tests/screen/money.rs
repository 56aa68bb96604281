//! Contracts, opportunities and notice by keys: what stands under the line is what is written, and one key takes it back.

use crate::stage::{Stage, demo};
use folio::domain::record::opportunity::OpportunityState;
use folio::domain::value::id::AccountId;
use folio::input::context::Context;
use folio::service::intent::{Intent, Rows};
use folio::service::query::AccountView;
use folio::tui::modals::modal::Modal;
use folio::tui::modals::purpose::Purpose;
use folio::tui::msg::Effect;
use folio::tui::page::item::Item;
use folio::tui::page::section::Part;
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

/// The page of the first account, with an opportunity of its own.
fn page() -> Stage {
    let mut stage = Stage::new(demo());
    stage.press("<enter>cOSeats +50 upsell 40k 60% close:2027-01-31<enter>");
    stage
}

fn view(stage: &Stage) -> &AccountView {
    stage.app.page.as_ref().unwrap().view.as_ref().unwrap()
}

fn account(stage: &Stage) -> AccountId {
    stage.app.page.as_ref().unwrap().account
}

fn done(stage: &Stage) -> String {
    match &stage.app.status {
        Status::Done(text) => text.clone(),
        other => panic!("not done: {other:?}"),
    }
}

/// Walks to a section of the page.
fn to(stage: &mut Stage, part: Part) {
    for _ in 0..Part::ALL.len() {
        if stage.app.page.as_ref().unwrap().part == part {
            return;
        }
        stage.press("<tab>");
    }
    panic!("there is no {part:?}");
}

fn prompt(stage: &Stage) -> &Purpose {
    match &stage.app.modal {
        Some(Modal::Prompt(prompt)) => &prompt.purpose,
        other => panic!("no line to type: {other:?}, {:?}", stage.app.status),
    }
}

#[test]
fn looks() {
    let mut stage = page();
    to(&mut stage, Part::Deals);
    assert_eq!(stage.app.context(), Context::PageDeals);
    assert_snapshot!("deals_80x24", stage.draw(80, 24));
    assert_snapshot!("deals_160x45", stage.draw(160, 45));
    assert_snapshot!("deals_60x15", stage.draw(60, 15));
    assert_snapshot!("deal_won_80x24", stage.press("dwon 42k from 1 dec contract:tideline").draw(80, 24));
    stage.press("<esc>");
    assert_snapshot!("contract_typed_80x24", stage.press("cRAnalytics 24k 1y auto notice:60d").draw(80, 24));
    stage.press("<esc>");
    to(&mut stage, Part::Contracts);
    stage.press("jjm+20k seats:900 reason: new team");
    assert_snapshot!("contract_changed_80x24", stage.draw(80, 24));
    assert_snapshot!("contract_changed_160x45", stage.draw(160, 45));
}

#[test]
fn an_opportunity_is_won_and_one_key_takes_it_back() {
    let mut stage = page();
    to(&mut stage, Part::Deals);
    let Some(Item::Opportunity(id)) = stage.app.page.as_ref().unwrap().item() else { panic!() };
    let before: Vec<_> = view(&stage).subscriptions.iter().map(|sub| (sub.id, sub.arr)).collect();
    stage.press("d");
    assert_eq!(*prompt(&stage), Purpose::Close(id));
    stage.press("maybe");
    assert_eq!(stage.only("<enter>"), [], "neither won nor lost");
    stage.press("<ctrl-u>won contract:tideline<enter>");
    assert!(done(&stage).starts_with("Won: "), "{}", done(&stage));
    let stands = |stage: &Stage| view(stage).opportunities.iter().find(|row| row.id == id).map(|row| row.state);
    assert_eq!(stands(&stage), Some(OpportunityState::Won));
    assert_ne!(view(&stage).subscriptions.iter().map(|sub| (sub.id, sub.arr)).collect::<Vec<_>>(), before);
    stage.press("d");
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains("won already")), "{:?}", stage.app.status);
    stage.press("u");
    assert_eq!(stands(&stage), Some(OpportunityState::Open));
    assert_eq!(view(&stage).subscriptions.iter().map(|sub| (sub.id, sub.arr)).collect::<Vec<_>>(), before);
    stage.press("dlost too dear<enter>");
    assert_eq!(stands(&stage), Some(OpportunityState::Lost));
    stage.press("uu");
    assert!(view(&stage).opportunities.iter().all(|row| row.name.raw() != "Seats +50"), "its making too");
}

#[test]
fn a_contract_is_added_and_changed_in_mid_term() {
    let mut stage = page();
    let account = account(&stage);
    stage.press("cRAnalytics 24k 1y auto notice:60d");
    let line = "Analytics 24k 1y auto notice:60d".to_owned();
    let frame = stage.draw(100, 30);
    assert!(frame.contains("Contract added: Analytics") && frame.contains("movement"), "{frame}");
    let frame = stage.draw(160, 45);
    for says in ["renews by itself", "notice 60d", "cancel by 2027-09-"] {
        assert!(frame.contains(says), "{says}: {frame}");
    }
    assert_eq!(stage.only("<enter>"), [Effect::Perform(Box::new(Intent::AddContract(account, line)))]);
    let mut stage = page();
    stage.press("cRAnalytics<enter>");
    assert!(stage.app.modal.is_some(), "the desk refuses it, and the line stays");
    assert!(stage.draw(100, 30).contains("earns something a year"));
    stage.press(" 24k 1y<enter>");
    to(&mut stage, Part::Contracts);
    let items = stage.app.page.as_ref().unwrap().items(Part::Contracts);
    let made = view(&stage).subscriptions.iter().find(|sub| sub.product.raw() == "Analytics").unwrap().id;
    let place = items.iter().position(|item| *item == Item::Subscription(made)).unwrap();
    stage.press("gg").press(&"j".repeat(place)).press("m");
    assert_eq!(*prompt(&stage), Purpose::Modify(Rows::Subscriptions(vec![made])));
    stage.press("+6k seats:40<enter>");
    let found = view(&stage).subscriptions.iter().find(|sub| sub.id == made).unwrap();
    assert_eq!((found.arr.minor, found.seats), (3_000_000, Some(40)));
    stage.press("u");
    let found = view(&stage).subscriptions.iter().find(|sub| sub.id == made).unwrap();
    assert_eq!((found.arr.minor, found.seats), (2_400_000, None));
}

#[test]
fn notice_is_written_down_from_every_place_of_a_renewal() {
    for way in ["<tab>", "3<tab>"] {
        let mut stage = Stage::new(demo());
        stage.press(way).press("N");
        let Purpose::Notice(id) = *prompt(&stage) else { panic!() };
        let frame = stage.draw(100, 30);
        assert!(frame.contains("Notice received on 2026-11-24"), "{frame}");
        let account = id.account;
        let lines = |stage: &Stage| -> Vec<_> {
            let own = stage.app.book.decisions.order().iter().filter(|other| other.account == account);
            own.map(|other| stage.app.book.decisions.line(*other).cloned()).collect()
        };
        let before = lines(&stage);
        stage.press("20 nov reason: moves to X<enter>");
        assert!(done(&stage).starts_with("Notice received on 2026-11-20"), "{}", done(&stage));
        assert!(lines(&stage).iter().flatten().any(|line| line.notice), "{way}");
        stage.press("u");
        assert_eq!(lines(&stage), before, "{way}");
    }
}
