//! Filters and views: the list follows what is typed, and a filter stays until it is let go.

use crate::stage::{Stage, demo};
use folio::domain::record::task::TaskState;
use folio::domain::value::id::{AccountId, TaskId};
use folio::service::intent::Intent;
use folio::service::query::Query;
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

fn accounts(stage: &Stage) -> Vec<AccountId> {
    stage.app.shown.accounts.rows(&stage.app.book.accounts).to_vec()
}

fn tasks(stage: &Stage) -> Vec<TaskId> {
    stage.app.shown.tasks.rows(&stage.app.book.tasks).to_vec()
}

fn sheets(stage: &Stage) -> usize {
    stage.wanted.iter().filter(|effect| matches!(effect, Effect::Fetch(Query::Sheet(..)))).count()
}

#[test]
fn looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("filter_opened_80x24", stage.press("/").draw(80, 24));
    assert_snapshot!("filter_good_80x24", stage.press("health:red,yellow renew:..90d").draw(80, 24));
    assert_snapshot!("filter_good_160x45", stage.draw(160, 45));
    assert_snapshot!("filter_faulty_80x24", stage.press(" helth:red").draw(80, 24));
    assert_snapshot!("filter_faulty_60x15", stage.draw(60, 15));
    assert_snapshot!("filter_offers_80x24", stage.press("<ctrl-w>st<tab><tab>").draw(80, 24));
    assert_snapshot!(
        "filter_kept_80x24",
        stage.press("<ctrl-w><ctrl-w><ctrl-u>health:red,yellow arr:50k..<enter>").draw(80, 24)
    );
    assert_snapshot!("filter_nothing_80x24", stage.press("/ @nobody<enter>").draw(80, 24));
    assert_snapshot!("views_80x24", stage.press("<esc>f").draw(80, 24));
    assert_snapshot!("views_naming_80x24", stage.press("<esc>/arr:50k..<enter>fsbig ones").draw(80, 24));
    assert_snapshot!("views_saved_80x24", stage.press("<enter>f").draw(80, 24));
    assert_snapshot!("views_160x45", stage.draw(160, 45));
}

#[test]
fn the_list_follows_each_key_and_esc_brings_back_what_was() {
    let mut stage = Stage::new(demo());
    let all = accounts(&stage);
    stage.press("jj/health:red");
    assert_eq!(sheets(&stage), 1, "the rows are asked for once");
    let red = accounts(&stage);
    assert!(!red.is_empty() && red.len() < all.len());
    assert!(red.iter().all(|id| all.contains(id)));
    stage.press(" stak");
    assert_eq!(accounts(&stage), red, "half a field's name is not looked for");
    stage.press("e:");
    assert!(stage.app.line.as_ref().unwrap().fault.is_some());
    stage.press("<ctrl-w>");
    stage.press("zzzz");
    assert_eq!(accounts(&stage), [], "a word that is no field's is");
    stage.press("<ctrl-w> stake:");
    assert_eq!(accounts(&stage), red, "a text that cannot be read leaves what was read last");
    assert!(stage.app.line.as_ref().unwrap().fault.is_some());
    assert_eq!(stage.only("<enter>"), []);
    assert!(stage.app.line.is_some(), "and is not kept");
    stage.press("<esc>");
    assert_eq!((accounts(&stage), stage.app.list(Focus::Accounts).at), (all.clone(), 2));
    stage.press("/health:red<enter>");
    assert_eq!(accounts(&stage), red);
    stage.press("/<ctrl-u>health:green<esc>");
    assert_eq!(accounts(&stage), red, "the filter from before is back");
    stage.press("<esc>");
    assert_eq!(accounts(&stage), all);
    stage.press("/health:red<enter>/<ctrl-u><enter>");
    assert_eq!(accounts(&stage), all, "an empty line is no filter");
    assert_eq!(sheets(&stage), 1);
}

#[test]
fn the_cursor_stays_on_its_row_or_goes_to_the_first() {
    let mut stage = Stage::new(demo());
    stage.press("/health:red<enter>jj");
    let third = accounts(&stage)[2];
    stage.press("<esc>/health:red");
    assert_eq!(stage.app.subject(), Some(third));
    stage.press("<ctrl-u>health:green");
    assert_eq!(stage.app.list(Focus::Accounts).at, 0);
    stage.press("<ctrl-u>health:red");
    assert_eq!(stage.app.subject(), Some(third), "the row is back and so is the cursor");
    stage.press("<down><enter>");
    assert_eq!(stage.app.list(Focus::Accounts).at, 3, "arrows move while one types");
}

#[test]
fn done_three_times_handles_three_rows_of_a_filter_and_they_stay_in_sight() {
    let mut stage = Stage::new(demo());
    stage.press("4/due:overdue<enter>");
    let shown = tasks(&stage);
    assert!(shown.len() > 4, "{}", shown.len());
    stage.wanted.clear();
    stage.press("ddd");
    let done: Vec<Effect> =
        shown[..3].iter().map(|id| Effect::Perform(Box::new(Intent::CompleteTasks(vec![*id])))).collect();
    let performed: Vec<Effect> = stage.wanted.iter().filter(|e| matches!(e, Effect::Perform(_))).cloned().collect();
    assert_eq!(performed, done);
    assert_eq!(tasks(&stage), shown, "handled rows stay until they are ranked anew");
    stage.press("R");
    assert_eq!(tasks(&stage), shown[3..]);
    stage.press("u");
    assert!(tasks(&stage).contains(&shown[2]), "what comes to pass again comes back");
    assert_eq!(stage.app.filter(Focus::Tasks).text, "due:overdue");
}

#[test]
fn a_new_task_shows_if_it_passes() {
    let mut stage = Stage::new(demo());
    stage.press("4/zorblax<enter>");
    assert_eq!(tasks(&stage), []);
    stage.press("1<tab>acall the zorblax people<enter>acall others<enter>");
    assert_eq!(stage.app.len(Focus::Tasks), 1);
    let (first, line) = (tasks(&stage)[0], stage.app.book.tasks.order().len());
    assert_eq!(stage.app.book.tasks.line(first).unwrap().title, "call the zorblax people");
    stage.press("uu");
    assert_eq!((tasks(&stage), stage.app.book.tasks.order().len()), (vec![], line - 2));
}

#[test]
fn hidden_tasks_show_when_a_filter_asks_for_them() {
    let mut stage = Stage::new(demo());
    let first = tasks(&stage)[0];
    stage.press("4s3<enter>R");
    assert!(!tasks(&stage).contains(&first));
    stage.press("fz");
    assert!(tasks(&stage).contains(&first));
    assert!(stage.app.book.tasks.place(first).is_none(), "the queue does not have it");
    stage.draw(80, 24);
    assert!(stage.app.book.tasks.line(first).is_some(), "its line is read when it is in sight");
    stage.press("/<ctrl-u>state:done<enter>");
    let closed = tasks(&stage);
    assert!(!closed.is_empty());
    stage.draw(80, 24);
    assert_eq!(stage.app.book.tasks.line(closed[0]).unwrap().state, TaskState::Done);
}

#[test]
fn what_another_program_wrote_is_filtered_too() {
    let mut stage = Stage::new(demo());
    stage.press("4/quokka<enter>");
    assert_eq!(tasks(&stage), []);
    stage.desk.perform(Intent::AddLines(None, vec!["feed the quokka".to_owned()])).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert_eq!(stage.app.len(Focus::Tasks), 1);
    stage.desk.perform(Intent::Undo(1)).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert_eq!(stage.app.len(Focus::Tasks), 0);
}

#[test]
fn a_filter_waits_for_its_rows() {
    let mut stage = Stage::new(demo());
    let all = accounts(&stage);
    let wanted = stage.only("/");
    assert!(matches!(wanted.as_slice(), [Effect::Fetch(Query::Sheet(..))]), "{wanted:?}");
    stage.only("health:red");
    assert_eq!(accounts(&stage), all, "nothing has been sifted yet");
    assert!(stage.app.shown.accounts.waits);
    stage.only("<enter>V");
    assert_eq!(stage.app.picked(), (0, 0), "not the whole book");
    stage.only("<esc>");
    let Effect::Fetch(query) = wanted.into_iter().next().unwrap() else { panic!("no question") };
    let rows = stage.desk.fetch(&query).unwrap();
    // Written after the rows were read.
    stage.press("*");
    stage.only("/health:red<enter>V");
    stage.send(Msg::Got(Box::new(rows)));
    assert!(accounts(&stage).len() < all.len());
    assert_eq!(stage.app.picked(), (accounts(&stage).len(), 0), "the key has waited, too");
    stage.press("<esc>");
    stage.press("/<ctrl-u>star:yes<enter>");
    let starred = accounts(&stage);
    stage.press("R");
    assert_eq!(accounts(&stage), starred, "the write was not lost");
}

/// Esc brings back a filter that still waited; by then its rows are here.
#[test]
fn esc_brings_back_a_filter_that_waited() {
    let mut stage = Stage::new(demo());
    let all = accounts(&stage);
    let wanted = stage.only("/");
    stage.only("health:red<enter>/x");
    let Effect::Fetch(query) = wanted.into_iter().next().unwrap() else { panic!("no question") };
    let rows = stage.desk.fetch(&query).unwrap();
    stage.send(Msg::Got(Box::new(rows)));
    stage.press("<esc>");
    assert!(!stage.app.shown.accounts.waits && accounts(&stage).len() < all.len());
    // Rows that were read before another program wrote, and that nobody has asked for since, are not taken.
    let mut stage = Stage::new(demo());
    stage.only("/");
    stage.only("<esc>");
    let old = stage.desk.fetch(&query).unwrap();
    stage.app.update(Msg::ChangedElsewhere, stage.now);
    stage.send(Msg::Got(Box::new(old)));
    assert!(stage.app.sheet().is_none());
}

#[test]
fn tab_offers_names_and_tags() {
    let mut stage = Stage::new(demo());
    let first = accounts(&stage)[0];
    let name = stage.app.book.accounts.line(first).unwrap().name.clone();
    let word = name.split(' ').next().unwrap().to_lowercase();
    stage.press(&format!("/@{word}<tab>"));
    let line = stage.app.line.as_ref().unwrap();
    assert!(line.fault.is_none() && line.offered == Some(0), "{:?}", line.input.value());
    assert!(accounts(&stage).contains(&first));
    stage.press("<ctrl-u>+<tab>");
    let line = stage.app.line.as_ref().unwrap();
    assert!(line.input.value().len() > 2 && line.fault.is_none(), "{:?}", line.input.value());
}

#[test]
fn views_switch_save_and_are_forgotten() {
    let mut stage = Stage::new(demo());
    stage.press("fo");
    assert_eq!((stage.app.focus, stage.app.filter(Focus::Tasks).text.as_str()), (Focus::Tasks, "due:overdue"));
    stage.press("fs");
    assert!(matches!(&stage.app.modal, Some(Modal::Views(views)) if views.naming.is_some()));
    stage.press("Late ones<enter>");
    assert!(stage.app.modal.is_none());
    assert!(matches!(&stage.app.status, Status::Done(text) if text.contains("Late ones")), "{:?}", stage.app.status);
    assert_eq!(stage.app.filter(Focus::Tasks).view.as_deref(), Some("Late ones"));
    stage.press("<esc><tab>fl");
    assert_eq!((stage.app.focus, stage.app.filter(Focus::Tasks).text.as_str()), (Focus::Tasks, "due:overdue"));
    let views = |stage: &Stage| match stage.desk.fetch(&Query::Views).unwrap() {
        folio::service::query::Answer::Views(views) => views.len(),
        _ => 0,
    };
    stage.press("fD");
    assert_eq!(views(&stage), 0);
    assert!(matches!(&stage.app.modal, Some(Modal::Views(_))), "the popup stays");
    stage.press("D");
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains("built-in")));
    stage.press("<esc>u");
    assert_eq!(views(&stage), 1, "forgetting can be undone");
    stage.press("<esc>fs");
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains("no filter, sort or choice of columns")));
}
