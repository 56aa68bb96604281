//! The page of an account: sections, cursors that stay on their rows, a timeline of any length, and verbs about the row
//! under the cursor.

use crate::stage::{Stage, demo, morning};
use folio::domain::change::{Change, Image};
use folio::domain::record::account::Account;
use folio::domain::record::meta::Meta;
use folio::domain::record::task::{Priority, TaskState};
use folio::domain::record::touch::{Touch, TouchKind};
use folio::domain::value::day::Moment;
use folio::domain::value::id::{AccountId, TouchId};
use folio::domain::value::text::Text;
use folio::input::context::Context;
use folio::service::intent::{Intent, Rows, Waiting};
use folio::service::query::Query;
use folio::tui::modals::modal::Modal;
use folio::tui::modals::prompt::Prompt;
use folio::tui::modals::purpose::Purpose;
use folio::tui::msg::{Effect, Msg};
use folio::tui::page::item::Item;
use folio::tui::page::section::Part;
use folio::tui::page::state::Page;
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;
use ulid::Ulid;

/// The page of the first account, drawn once, with the keyboard in a section.
fn page(part: Part) -> Stage {
    let mut stage = Stage::new(demo());
    stage.press("<enter>");
    stage.draw(80, 24);
    while at(&stage).part != part {
        stage.press("<tab>");
    }
    stage.wanted.clear();
    stage
}

fn at(stage: &Stage) -> &Page {
    stage.app.page.as_ref().unwrap()
}

fn item(stage: &Stage) -> Item {
    at(stage).item().unwrap()
}

fn perform(intent: Intent) -> Vec<Effect> {
    vec![Effect::Perform(Box::new(intent))]
}

fn prompt(stage: &Stage) -> &Prompt {
    match &stage.app.modal {
        Some(Modal::Prompt(prompt)) => prompt,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn note(stage: &Stage, words: &str) {
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains(words)), "{:?}", stage.app.status);
}

/// An account with so many touches, a quarter of them calls, the newest first in number.
pub fn talkative(count: u32) -> impl Iterator<Item = Change> {
    let (us, meta) = (AccountId(Ulid(1)), Meta::made(Moment(0)));
    let account = Account::named(us, meta, Text::from("Talkative"));
    let touches = (0..count).map(move |n| {
        let touch = Touch {
            id: TouchId(Ulid(u128::from(n) + 10)),
            meta,
            account: us,
            contact: None,
            kind: if n % 4 == 0 { TouchKind::Call } else { TouchKind::Email },
            direction: None,
            at: Moment(morning().at.0 - i64::from(n) * 3_600_000),
            minutes: Some(5),
            sentiment: None,
            text: Text::new(format!("touch number {n}.")),
        };
        Image::made(touch).into()
    });
    std::iter::once(Image::made(account).into()).chain(touches)
}

#[test]
fn looks_of_each_section() {
    let mut stage = page(Part::Contacts);
    assert_snapshot!("page_contacts_80x24", stage.press("j").draw(80, 24));
    assert_snapshot!("page_tasks_80x24", stage.press("<tab>").draw(80, 24));
    assert_snapshot!("page_tasks_60x15", stage.draw(60, 15));
    assert_snapshot!("page_tasks_alone_100x30", stage.press("z").draw(100, 30));
    assert_snapshot!(
        "page_calls_80x24",
        stage.press("z<shift-tab><shift-tab><shift-tab><shift-tab><shift-tab>F").draw(80, 24)
    );
    assert_snapshot!("page_220x60", stage.press("<esc>]]").draw(220, 60));
    assert_snapshot!("page_contract_160x45", stage.press("<tab><tab><tab>").draw(160, 45));
    assert_snapshot!("page_popup_80x24", stage.press("<enter>").draw(80, 24));
}

#[test]
fn looks_of_a_page_without_anything() {
    let mut stage = Stage::new(talkative(0));
    assert_snapshot!("page_empty_80x24", stage.press("<enter>").draw(80, 24));
    stage.press("jkG<enter>F<tab><tab><tab>jkD<tab>dDw");
    assert_snapshot!("page_empty_160x45", stage.draw(160, 45));
}

#[test]
fn tab_walks_the_sections_as_they_stand() {
    use Part::{Contacts, Contracts, Deals, Figures, Links, Notes, Stake, Tasks, Timeline, Voice};
    let mut stage = Stage::new(demo());
    stage.press("<enter>");
    let walk = |stage: &mut Stage, key: &str| -> Vec<Part> { (0..10).map(|_| at(stage.press(key)).part).collect() };
    stage.draw(80, 24);
    assert_eq!(
        walk(&mut stage, "<tab>"),
        [Stake, Contracts, Contacts, Tasks, Figures, Deals, Voice, Notes, Links, Timeline]
    );
    assert_eq!(
        walk(&mut stage, "h"),
        [Links, Notes, Voice, Deals, Figures, Tasks, Contacts, Contracts, Stake, Timeline]
    );
    stage.draw(160, 45);
    assert_eq!(
        walk(&mut stage, "l"),
        [Tasks, Figures, Voice, Notes, Links, Stake, Contracts, Deals, Contacts, Timeline]
    );
    assert_eq!(stage.app.context(), Context::PageTimeline);
    assert_eq!(stage.press("<tab>").app.context(), Context::PageTasks);
}

#[test]
fn a_sibling_opens_on_the_same_section() {
    let mut stage = page(Part::Contacts);
    stage.press("z]");
    assert_eq!((at(&stage).part, at(&stage).alone), (Part::Contacts, true));
    assert_eq!(stage.app.subject(), stage.app.book.accounts.at(1));
    stage.press("q");
    assert_eq!(stage.app.list(stage.app.focus).at, 1);
}

#[test]
fn verbs_are_about_the_task_under_the_cursor() {
    let mut stage = page(Part::Tasks);
    stage.press("j");
    let Item::Task(task) = item(&stage) else { panic!() };
    let account = at(&stage).account;
    let cases = [
        ("p1", Intent::Prioritise(vec![task], Some(Priority::High))),
        ("p0", Intent::Prioritise(vec![task], None)),
        ("Wc", Intent::Wait(vec![task], Waiting { state: TaskState::WaitingCustomer, since: None })),
        ("Wo", Intent::Wait(vec![task], Waiting { state: TaskState::Open, since: None })),
        ("T", Intent::StartTimer(account, Some(task))),
        ("mp:2<enter>", Intent::Modify(Rows::Tasks(vec![task]), "p:2".to_owned())),
    ];
    for (typed, intent) in cases {
        assert_eq!(stage.only(typed), perform(intent), "{typed}");
        // What is handed to somebody is handled: the cursor has gone on.
        stage.press("ggj");
    }
    assert_eq!(stage.only("w"), [Effect::Fetch(Query::WhyTask(task))]);
    for (typed, purpose) in [("s", Purpose::SnoozeTasks(vec![task])), ("r", Purpose::RescheduleTasks(vec![task]))] {
        stage.press(typed);
        assert_eq!(prompt(&stage).purpose, purpose);
        stage.press("<esc>");
    }
    for (typed, intent) in [("d", Intent::CompleteTasks(vec![task])), ("kD", Intent::DropTasks(vec![task]))] {
        assert_eq!(stage.only(typed), perform(intent), "{typed}");
    }
}

#[test]
fn a_task_done_stays_where_it_was_and_the_next_one_is_next() {
    let mut stage = page(Part::Tasks);
    let items = at(&stage).items(Part::Tasks);
    let open = at(&stage).view.as_ref().unwrap().tasks.len();
    assert!(open >= 3, "{open}");
    stage.press("dd");
    let done: Vec<Intent> = stage
        .wanted
        .iter()
        .filter_map(|effect| match effect {
            Effect::Perform(intent) => Some((**intent).clone()),
            _ => None,
        })
        .collect();
    let of = |n: usize| match items[n] {
        Item::Task(id) => Intent::CompleteTasks(vec![id]),
        _ => panic!(),
    };
    assert_eq!(done, [of(0), of(1)]);
    assert_eq!(at(&stage).items(Part::Tasks)[..open], items[..open]);
    assert_eq!(item(&stage), items[2]);
    assert_eq!(at(&stage).view.as_ref().unwrap().tasks.len(), open - 2);
    stage.press("kd");
    note(&stage, "closed already");
    stage.press("uu");
    assert_eq!(at(&stage).items(Part::Tasks)[..open], items[..open]);
}

#[test]
fn verbs_are_about_the_contact_the_touch_and_the_contract() {
    let mut stage = page(Part::Contacts);
    let Item::Contact(contact) = item(&stage) else { panic!() };
    let account = at(&stage).account;
    assert_eq!(stage.only("D"), perform(Intent::Archive(Rows::Contacts(vec![contact]))));
    stage.press("m");
    assert_eq!(prompt(&stage).purpose, Purpose::Modify(Rows::Contacts(vec![contact])));
    stage.press("<esc>t");
    assert_eq!(prompt(&stage).purpose, Purpose::Touch(account));
    assert_eq!(prompt(&stage).input.value(), "c:\"Darnell Hayes\" ");
    stage.press("call 20m: price<enter>");
    assert!(
        matches!(&stage.app.status, Status::Done(text) if text.starts_with("Logged: call 20m")),
        "{:?}",
        stage.app.status
    );
    let newest = at(&stage).view.as_ref().unwrap().touches[0].clone();
    assert_eq!((newest.contact, newest.text.raw()), (Some(contact), "price"));
    assert_eq!(stage.only("d"), perform(Intent::DealWith(vec![account])));

    let mut stage = page(Part::Timeline);
    let Item::Touch(touch) = item(stage.press("j")) else { panic!() };
    assert_eq!(stage.only("D"), perform(Intent::Archive(Rows::Touches(vec![touch]))));
    stage.press("m");
    assert_eq!(prompt(&stage).purpose, Purpose::Modify(Rows::Touches(vec![touch])));

    let mut stage = page(Part::Contracts);
    let Item::Decision(decision) = item(&stage) else { panic!() };
    stage.press("m");
    assert_eq!(prompt(&stage).purpose, Purpose::Modify(Rows::Renewals(vec![decision.renewal().unwrap()])));
    stage.press("<esc>r");
    assert!(matches!(prompt(&stage).purpose, Purpose::RescheduleRenewal(id, _) if id == decision));
    stage.press("<esc>d");
    assert!(matches!(prompt(&stage).purpose, Purpose::Settle(id, _) if id == decision));
    stage.press("<esc>N");
    assert_eq!(prompt(&stage).purpose, Purpose::Notice(decision));

    let mut stage = page(Part::Stake);
    assert_eq!(stage.only("D"), perform(Intent::Archive(Rows::Accounts(vec![account]))));
    stage.press("m");
    assert_eq!(prompt(&stage).purpose, Purpose::Modify(Rows::Accounts(vec![account])));
}

#[test]
fn cursors_follow_their_rows_when_the_page_is_read_again() {
    let mut stage = page(Part::Timeline);
    let under = item(stage.press("jj"));
    stage.press("temail asked for a quote<enter>");
    assert_eq!(item(&stage), under);
    assert_eq!(at(&stage).reel.at, 3);
    // Further down than what is read with the page.
    let mut stage = Stage::new(talkative(400));
    stage.press("<enter>");
    stage.draw(80, 24);
    for _ in 0..60 {
        stage.press("<pgdn>");
    }
    let under = item(&stage);
    assert!(at(&stage).reel.at > 100);
    stage.press("tcall one more<enter>");
    assert_eq!(item(&stage), under);
    stage.press("u");
    assert_eq!(item(&stage), under);
}

#[test]
fn thousands_of_touches_are_walked_through_a_window() {
    let mut stage = Stage::new(talkative(3_000));
    stage.press("<enter>");
    stage.draw(80, 24);
    let number = |stage: &Stage| at(stage).reel.current().unwrap().text.raw().to_owned();
    for n in 1..500 {
        stage.press("j");
        assert_eq!(number(&stage), format!("touch number {n}."));
        assert!(at(&stage).reel.len() <= 400);
    }
    assert!(stage.draw(80, 24).contains("touch number 499."));
    stage.press("G");
    assert_eq!((number(&stage).as_str(), at(&stage).reel.at), ("touch number 2999.", 2_999));
    assert!(stage.draw(80, 24).contains("touch number 2999."));
    for n in (2_600..2_999).rev() {
        stage.press("k");
        assert_eq!(number(&stage), format!("touch number {n}."));
        assert_eq!(at(&stage).reel.at, n);
    }
    stage.press("gg");
    assert_eq!(number(&stage), "touch number 0.");
    let fetched = stage.wanted.iter().filter(|effect| matches!(effect, Effect::Fetch(Query::Touches { .. })));
    assert!(fetched.count() < 30, "a fetch is for many touches");
}

#[test]
fn the_timeline_shows_one_kind_and_then_all() {
    let mut stage = Stage::new(talkative(20));
    stage.press("<enter>F");
    assert_eq!((at(&stage).reel.kind, at(&stage).reel.total), (Some(TouchKind::Call), 5));
    assert!(stage.draw(80, 24).contains("Timeline 5 of 20   F kind: call"));
    stage.press("F");
    assert_eq!(at(&stage).reel.kind, Some(TouchKind::Email));
    stage.press("F");
    assert_eq!((at(&stage).reel.kind, at(&stage).reel.total), (None, 20), "kinds without touches are passed over");
    stage.press("F<esc>");
    assert_eq!((at(&stage).reel.kind, at(&stage).reel.total), (None, 20));
    stage.press("FFtcall new<enter>");
    assert_eq!((at(&stage).reel.kind, at(&stage).reel.total), (Some(TouchKind::Email), 15), "it stays as it is");
}

#[test]
fn an_answer_that_comes_too_late_changes_nothing() {
    let mut stage = Stage::new(talkative(300));
    stage.press("<enter>");
    let asked = at(&stage).reel.again(at(&stage).account);
    let late = stage.desk.fetch(&asked).unwrap();
    stage.press("F");
    let before = at(&stage).reel.clone();
    stage.send(Msg::Got(Box::new(late)));
    assert_eq!(at(&stage).reel, before);
}

#[test]
fn enter_shows_all_of_the_row() {
    let mut stage = page(Part::Contacts);
    stage.press("<enter>");
    let screen = stage.draw(80, 24);
    assert!(screen.contains("darnell.hayes@atlascold.example"), "{screen}");
    stage.press("q");
    assert!(stage.app.page.is_some() && stage.app.modal.is_none());
    let mut stage = page(Part::Stake);
    assert_eq!(stage.only("<enter>"), []);
    note(&stage, "open works in");
}
