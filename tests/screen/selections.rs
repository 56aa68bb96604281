//! Selections and the repeated change: one verb, many rows, one step of undo.

use crate::facts::facts;
use crate::stage::{Stage, demo};
use folio::domain::record::task::{Priority, TaskState};
use folio::domain::value::id::{AccountId, TaskId};
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::{Intent, Rows, Star};
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

fn queue() -> Stage {
    let mut stage = Stage::new(demo());
    stage.press("4");
    stage.wanted.clear();
    stage
}

fn task(stage: &Stage, place: usize) -> TaskId {
    stage.app.task_at(place).unwrap()
}

fn account(stage: &Stage, place: usize) -> AccountId {
    stage.app.account_at(place).unwrap()
}

fn intents(stage: &Stage) -> Vec<Intent> {
    let intents = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Perform(intent) => Some((**intent).clone()),
        _ => None,
    });
    intents.collect()
}

#[track_caller]
fn note(stage: &Stage, words: &str) {
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains(words)), "{:?}", stage.app.status);
}

#[track_caller]
fn done(stage: &Stage, words: &str) {
    assert!(matches!(&stage.app.status, Status::Done(text) if text.starts_with(words)), "{:?}", stage.app.status);
}

#[test]
fn looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("selection_80x24", stage.press("<space>j<space>vjj").draw(80, 24));
    assert_snapshot!("selection_160x45", stage.draw(160, 45));
    assert_snapshot!("selection_refuses_80x24", stage.press("t").draw(80, 24));
    assert_snapshot!("selection_snooze_80x24", stage.press("sfri").draw(80, 24));
    assert_snapshot!("selection_snoozed_80x24", stage.press("<enter>").draw(80, 24));
    assert_snapshot!("selection_filtered_100x30", stage.press("1VV<space>/health:green<enter><space>").draw(100, 30));
}

#[test]
fn a_verb_on_a_selection_is_one_intent_and_one_undo() {
    let mut stage = Stage::in_file(demo());
    stage.press("4");
    let before = facts(&stage.path());
    let rows = [task(&stage, 0), task(&stage, 2), task(&stage, 3)];
    stage.wanted.clear();
    stage.press("<space>j<space><space>");
    assert_eq!((stage.app.picked(), stage.app.list(Focus::Tasks).at), ((3, 0), 4));
    stage.press("gg").press("d");
    assert_eq!(intents(&stage), [Intent::CompleteTasks(rows.to_vec())]);
    assert_eq!(stage.app.picked(), (0, 0));
    assert_eq!(stage.app.list(Focus::Tasks).at, 1, "the next row that was not selected");
    assert!(rows.iter().all(|id| stage.app.book.tasks.line(*id).unwrap().state == TaskState::Done));
    stage.press("u");
    assert_eq!(facts(&stage.path()), before);
}

#[test]
fn done_three_times_on_a_selection_handles_it_once() {
    let mut stage = queue();
    let rows: Vec<TaskId> = (0..5).map(|place| task(&stage, place)).collect();
    stage.press("<space><space><space>gg");
    // As fast as keys come: none of them waits for what the one before it did.
    for key in ["d", "d", "d"] {
        let effects = stage.only(key);
        stage.wanted.extend(effects);
    }
    let [selected @ .., fourth, fifth] = rows.as_slice() else { panic!("five rows") };
    let want = [selected.to_vec(), vec![*fourth], vec![*fifth]].map(Intent::CompleteTasks);
    assert_eq!(intents(&stage), want);
}

#[test]
fn a_range_follows_the_cursor_and_all_takes_what_is_shown() {
    let mut stage = queue();
    stage.press("vjjj");
    assert_eq!(stage.app.picked(), (4, 0));
    stage.press("k");
    assert_eq!(stage.app.picked(), (3, 0));
    stage.press("vG");
    assert_eq!(stage.app.picked(), (3, 0), "kept");
    stage.press("/due:overdue<enter>V");
    let (count, off) = stage.app.picked();
    assert_eq!(count - off, stage.app.len(Focus::Tasks));
    stage.press("<esc>");
    assert_eq!(stage.app.picked(), (0, 0));
    assert!(!stage.app.filter(Focus::Tasks).is_all(), "first the selection, then the filter");
    stage.press("<esc>");
    assert!(stage.app.filter(Focus::Tasks).is_all());
}

#[test]
fn each_list_has_its_own_selection_and_a_page_none() {
    let mut stage = Stage::new(demo());
    stage.press("<space><tab>");
    assert_eq!(stage.app.picked(), (0, 0));
    stage.press("<shift-tab>");
    assert_eq!(stage.app.picked(), (1, 0));
    stage.press("<enter>");
    note(&stage, "open takes one row; esc lets go of the selection of 1");
    for (key, verb) in [("t", "touch"), ("a", "add"), ("T", "timer"), ("w", "why"), ("cc", "contact-form")] {
        stage.press(key);
        note(&stage, &format!("{verb} takes one row"));
        assert!(stage.app.modal.is_none());
    }
}

#[test]
fn every_verb_takes_the_whole_selection() {
    let mut stage = queue();
    let rows = vec![task(&stage, 0), task(&stage, 1)];
    let snooze = stage.press("<space><space>").only("sfri<enter>");
    assert!(matches!(&snooze[..], [Effect::Perform(i)] if matches!(&**i, Intent::SnoozeTasks(ids, _) if *ids == rows)));
    let cases = [
        ("p1", Intent::Prioritise(rows.clone(), Some(Priority::High))),
        ("p0", Intent::Prioritise(rows.clone(), None)),
        ("D", Intent::DropTasks(rows.clone())),
        ("mp:1 +vip<enter>", Intent::Modify(Rows::Tasks(rows.clone()), "p:1 +vip".to_owned())),
    ];
    for (keys, intent) in cases {
        assert_eq!(stage.press("gg<space><space>").only(keys), [Effect::Perform(Box::new(intent))], "{keys}");
    }
    let wait = stage.press("gg<space><space>").only("Wc");
    assert!(
        matches!(&wait[..], [Effect::Perform(i)] if matches!(&**i, Intent::Wait(ids, w) if *ids == rows && w.state == TaskState::WaitingCustomer))
    );
    stage.press("2");
    let rows = vec![account(&stage, 0), account(&stage, 1)];
    let cases = [
        ("*", Intent::Star(rows.clone(), Star::On)),
        ("d", Intent::DealWith(rows.clone())),
        ("D", Intent::Archive(Rows::Accounts(rows.clone()))),
        ("m+vip<enter>", Intent::Modify(Rows::Accounts(rows.clone()), "+vip".to_owned())),
    ];
    for (keys, intent) in cases {
        assert_eq!(stage.press("gg<space><space>").only(keys), [Effect::Perform(Box::new(intent))], "{keys}");
    }
}

#[test]
fn what_cannot_be_done_gives_the_selection_back() {
    let mut stage = queue();
    stage.press("<space><space>");
    let effects = stage.only("d");
    assert!(matches!(effects.as_slice(), [Effect::Perform(_), ..]), "{effects:?}");
    assert_eq!(stage.app.picked(), (0, 0));
    stage.send(Msg::Refused(Error::new(ErrorKind::Failed, "the disk is full", "")));
    assert_eq!(stage.app.picked(), (2, 0));
    stage.press("gg.");
    note(&stage, "nothing was changed yet");
    // What could not be read takes nothing back: the change is still on its way.
    stage.only("d");
    stage.send(Msg::Failed(Error::new(ErrorKind::Failed, "the disk is full", "")));
    assert_eq!(stage.app.picked(), (0, 0));
}

#[test]
fn the_last_change_is_done_again() {
    let mut stage = queue();
    let rows: Vec<TaskId> = (0..8).map(|place| task(&stage, place)).collect();
    stage.press(".");
    note(&stage, "nothing was changed yet");
    stage.press("r11 dec<enter>..");
    done(&stage, "Again: Moved to 2026-12-11: ");
    let due = |stage: &Stage, at: usize| stage.app.book.tasks.line(rows[at]).unwrap().due.unwrap().to_string();
    assert_eq!([0, 1, 2].map(|at| due(&stage, at)), ["2026-12-11"; 3]);
    stage.press("u.");
    assert_eq!(due(&stage, 3), "2026-12-11", "undo is not what is repeated");
    stage.press("p3j<space><space>.");
    done(&stage, "Again: Priority 3");
    let low = |stage: &Stage, at: usize| stage.app.book.tasks.line(rows[at]).unwrap().priority == Some(Priority::Low);
    assert_eq!([4, 5, 6, 7].map(|at| low(&stage, at)), [true, true, true, false]);
    stage.press("d2.");
    note(&stage, "the last change was of a task");
    stage.press("gg*j.");
    let starred = |stage: &Stage, at| stage.app.book.accounts.line(account(stage, at)).unwrap().starred;
    assert_eq!(starred(&stage, 0), starred(&stage, 1));
    stage.press("tcall 20m all well<enter>j.");
    done(&stage, "Again: Logged: call 20m");
    stage.press("s3<enter>4.");
    done(&stage, "Again: Snoozed until ");
}

/// A change that cannot be repeated says so; an older one is not done in its place.
#[test]
fn what_is_not_repeated_is_not_replaced_by_an_older_change() {
    let mut stage = Stage::new(demo());
    stage.press("*cCDana Fox<enter>").wanted.clear();
    stage.press("j.");
    note(&stage, "a contact is not added again by .");
    assert_eq!(intents(&stage), []);
}

#[test]
fn a_line_that_was_refused_is_not_repeated() {
    let mut stage = Stage::new(demo());
    stage.press("*jtcall 20m with Zorblax: hm<enter>");
    assert!(matches!(&stage.app.modal, Some(Modal::Prompt(_))), "{:?}", stage.app.status);
    stage.wanted.clear();
    stage.press("<esc>.");
    assert!(matches!(intents(&stage).as_slice(), [Intent::Star(..)]), "{:?}", intents(&stage));
}
