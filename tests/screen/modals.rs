//! The popups that take letters: jump, quick-add with its candidates, pasted lines, keys that may follow.

use crate::hostile::hostile;
use crate::stage::{Stage, demo};
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::{Intent, Rows};
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::page::section::Part;
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

fn intents(stage: &Stage) -> Vec<Intent> {
    let intents = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Perform(intent) => Some((**intent).clone()),
        _ => None,
    });
    intents.collect()
}

fn line(stage: &Stage) -> &str {
    match &stage.app.modal {
        Some(Modal::Prompt(prompt)) => prompt.input.value(),
        Some(Modal::Jump(jump)) => jump.input.value(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn jump_looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("jump_empty_80x24", stage.press("'").draw(80, 24));
    assert_snapshot!("jump_typed_80x24", stage.press("ca").draw(80, 24));
    assert_snapshot!("jump_typed_160x45", stage.draw(160, 45));
    assert_snapshot!("jump_nothing_60x15", stage.press("zzq").draw(60, 15));
    let mut stage = Stage::new(hostile());
    assert_snapshot!("jump_hostile_80x24", stage.press("'a").draw(80, 24));
    stage.press("<ctrl-u>").send(Msg::Paste("客戶".to_owned()));
    assert_snapshot!("jump_hostile_cjk_80x24", stage.draw(80, 24));
}

#[test]
fn add_looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("add_80x24", stage.press("a").draw(80, 24));
    let typed = "call CFO about uplift p:1 by fri 3pm +renewal est:30m every:2w -- ask for RCA";
    assert_snapshot!("add_typed_80x24", stage.press(typed).draw(80, 24));
    assert_snapshot!("add_typed_160x45", stage.draw(160, 45));
    assert_snapshot!("add_account_80x24", stage.press("<ctrl-u>call CFO @a").draw(80, 24));
    assert_snapshot!("add_account_chosen_80x24", stage.press("<tab><tab>").draw(80, 24));
    assert_snapshot!("add_unknown_80x24", stage.press("<ctrl-u>call CFO @zzqq").draw(80, 24));
    assert_snapshot!("add_wrong_60x15", stage.press("<ctrl-u>call CFO due:soonish").draw(60, 15));
    assert_snapshot!("add_key_80x24", stage.press("<ctrl-u>call CFO due:").draw(80, 24));
}

#[test]
fn paste_looks() {
    let mut stage = Stage::new(demo());
    stage.send(Msg::Paste("- call CFO fri\n- send deck @zzqq\n- 打電話給王經理 下週五\nreview by 3/4\n".to_owned()));
    assert_snapshot!("paste_faults_80x24", stage.draw(80, 24));
    stage.press("<esc>").send(Msg::Paste("call CFO fri p:1\nsend deck 27 nov\nplain words\n".to_owned()));
    assert_snapshot!("paste_80x24", stage.draw(80, 24));
    assert_snapshot!("paste_160x45", stage.draw(160, 45));
    stage.press("<esc>").send(Msg::Paste("one more call fri\n".repeat(10_000)));
    assert_snapshot!("paste_many_80x24", stage.draw(80, 24));
}

#[test]
fn which_key_looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("which_key_g_80x24", stage.press("g").draw(80, 24));
    assert_snapshot!("which_key_g_60x15", stage.draw(60, 15));
    assert_snapshot!("which_key_wait_160x45", stage.press("<esc>4W").draw(160, 45));
}

#[test]
fn a_jump_goes_there() {
    let mut stage = Stage::new(demo());
    let name = stage.app.book.accounts.line(stage.app.book.accounts.at(5).unwrap()).unwrap().name.clone();
    stage.press("'").send(Msg::Paste(name.clone()));
    stage.press("<enter>");
    let page = stage.app.page.as_ref().unwrap();
    assert_eq!(Some(page.account), stage.app.book.accounts.at(5));
    assert!(stage.app.modal.is_none());
    // What was visited stands first when nothing is typed.
    stage.press("q'");
    let Some(Modal::Jump(jump)) = &stage.app.modal else { panic!() };
    assert!(format!("{:?}", jump.target()).contains(&stage.app.book.accounts.at(5).unwrap().to_string()));
    let task = stage.app.book.tasks.at(3).unwrap();
    let title = stage.app.book.tasks.line(task).unwrap().title.clone();
    stage.send(Msg::Paste(title));
    while !format!("{:?}", jump_target(&stage)).contains(&task.to_string()) {
        stage.press("<down>");
    }
    stage.press("<enter>");
    assert_eq!((stage.app.focus, stage.app.list(Focus::Tasks).at), (Focus::Tasks, 3));
}

fn jump_target(stage: &Stage) -> Option<folio::domain::jump::target::Target> {
    let Some(Modal::Jump(jump)) = &stage.app.modal else { panic!() };
    jump.target()
}

#[test]
fn esc_leaves_a_jump_as_it_was() {
    let mut stage = Stage::new(demo());
    stage.press("jj'ac<down><esc>");
    assert!(stage.app.modal.is_none() && stage.app.page.is_none());
    assert_eq!(stage.app.list(Focus::Accounts).at, 2);
    // Nothing listed: Enter goes nowhere.
    stage.press("'zzqq<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Jump(_))));
}

#[test]
fn an_account_that_is_not_clear_is_never_guessed() {
    let mut stage = Stage::new(demo());
    stage.press("acall CFO @a");
    stage.press("<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Prompt(_))), "saved although @a names many");
    assert_eq!(intents(&stage), []);
    stage.press("<tab>");
    let chosen = line(&stage).to_owned();
    assert!(chosen.starts_with("call CFO @") && chosen.len() > "call CFO @a".len(), "{chosen}");
    stage.press("<shift-tab><tab><enter>");
    assert_eq!(intents(&stage).len(), 1);
    assert!(matches!(&stage.app.status, Status::Done(text) if text.contains("call CFO")), "{:?}", stage.app.status);
}

#[test]
fn keys_and_values_complete() {
    let mut stage = Stage::new(demo());
    stage.press("acall CFO du<tab>");
    assert_eq!(line(&stage), "call CFO due:");
    stage.press("t<tab>");
    assert_eq!(line(&stage), "call CFO due:today");
    stage.press("<tab>");
    assert_eq!(line(&stage), "call CFO due:tomorrow");
    stage.press(" p:<tab> kind:m<tab>");
    assert_eq!(line(&stage), "call CFO due:tomorrow p:1 kind:meeting");
}

#[test]
fn pasted_lines_become_tasks_at_once_or_not_at_all() {
    let mut stage = Stage::new(demo());
    stage.send(Msg::Paste("call CFO fri\n\nsend deck\n".to_owned())).press("<enter>");
    assert_eq!(intents(&stage).len(), 1);
    assert!(matches!(&intents(&stage)[0], Intent::AddLines(_, lines) if lines == &["call CFO fri", "send deck"]));
    assert_eq!(stage.app.status, Status::Done("Added: 2 tasks".to_owned()));
    stage.wanted.clear();
    for (text, why) in
        [("fine\ndue:soonish\n", "line 2"), ("fine\nother @zzqq\n", "line 2"), (&"many\n".repeat(501), "501 lines")]
    {
        stage.send(Msg::Paste(text.to_owned())).press("<enter>");
        assert!(matches!(&stage.app.status, Status::Error(said) if said.contains(why)), "{:?}", stage.app.status);
        assert!(matches!(stage.app.modal, Some(Modal::Offer(_))));
        stage.press("<esc>");
    }
    assert_eq!(intents(&stage), []);
    stage.send(Msg::Paste("  - call CFO fri  \n".to_owned()));
    assert_eq!(line(&stage), "call CFO fri");
    stage.press("<esc>").send(Msg::Paste(" \n\n".to_owned()));
    assert!(stage.app.modal.is_none());
}

#[test]
fn drafts_and_visits_outlive_the_screen() {
    let mut stage = Stage::new(demo());
    stage.press("j<enter>qthalf a line");
    let kept = stage.app.remembered();
    assert_eq!(kept.drafts.values().collect::<Vec<_>>(), ["half a line"]);
    assert!(kept.recent[0].starts_with("account "));
    let mut next = Stage::new(demo());
    next.app.recall(kept.clone());
    next.press("jt");
    assert_eq!(line(&next), "half a line");
    assert_eq!(next.app.remembered(), kept);
}

#[test]
fn a_big_paste_is_cut() {
    let mut stage = Stage::new(demo());
    stage.press("t").send(Msg::Paste("x\n".repeat(1_000_000)));
    assert_eq!(line(&stage).len(), 20_000);
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains("1980000 characters")));
}

#[test]
fn a_pasted_line_leaves_a_draft_alone() {
    let mut stage = Stage::new(demo());
    stage.press("acall CFO<esc>").send(Msg::Paste("send deck fri".to_owned()));
    assert!(matches!(stage.app.modal, Some(Modal::Offer(_))));
    // What was typed behind the paste is no answer to the offer.
    stage.press("eq");
    assert!(matches!(stage.app.modal, Some(Modal::Offer(_))));
    stage.press("<enter>");
    assert!(matches!(&intents(&stage)[0], Intent::AddLines(_, lines) if lines == &["send deck fri"]));
    stage.press("a");
    assert_eq!(line(&stage), "call CFO");
}

/// What a line begins with is not a draft, and what was typed of one person is not offered of another.
#[test]
fn each_person_has_a_draft() {
    let mut stage = Stage::new(demo());
    stage.press("<enter>");
    while stage.app.page.as_ref().unwrap().part != Part::Contacts {
        stage.press("<tab>");
    }
    stage.press("ggt");
    let first = line(&stage).to_owned();
    assert!(first.starts_with("c:\""), "{first}");
    stage.press("<esc>");
    assert!(stage.app.remembered().drafts.is_empty());
    stage.press("tall well<esc>jt");
    assert!(line(&stage) != first && line(&stage).starts_with("c:\"") && !line(&stage).contains("all well"));
    stage.press("<esc>kt");
    assert_eq!(line(&stage), format!("{first}all well"));
}

#[test]
fn each_clock_has_a_draft() {
    let mut stage = Stage::new(demo());
    stage.press("TTasked about seats<esc>T");
    assert_eq!(line(&stage), "asked about seats");
    stage.press("<esc>");
    stage.desk.perform(Intent::StopTimer(String::new())).unwrap();
    stage.send(Msg::ChangedElsewhere);
    stage.press("jTT");
    assert_eq!(line(&stage), "");
}

/// The end may come without warning: drafts are written down when they are made, and each minute while one types.
#[test]
fn drafts_are_written_down_at_once_and_kept_until_the_change_is_done() {
    let mut stage = Stage::new(demo());
    assert!(stage.only("tcall 20m<esc>").contains(&Effect::Remember));
    stage.app.remembered();
    assert!(!stage.only("t<esc>").contains(&Effect::Remember), "nothing has changed");
    stage.press("t all well").wanted.clear();
    stage.send(Msg::Tick);
    assert_eq!(stage.wanted, [Effect::Remember]);
    assert_eq!(stage.app.remembered().drafts.values().collect::<Vec<_>>(), ["call 20m all well"]);
    let sent = stage.only("<enter>");
    let [Effect::Perform(intent)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(stage.app.remembered().drafts.len(), 1, "it is not done yet");
    let done = stage.desk.perform((**intent).clone()).unwrap();
    stage.wanted.clear();
    stage.send(Msg::Done(Box::new(done)));
    assert!(stage.wanted.contains(&Effect::Remember) && stage.app.remembered().drafts.is_empty());
    // What comes back to a screen that shows something else is a draft.
    stage.only("tcall 30m<enter>");
    stage.only("?");
    stage.send(Msg::Refused(Error::new(ErrorKind::Failed, "the disk is full", "")));
    assert_eq!(stage.app.remembered().drafts.values().collect::<Vec<_>>(), ["call 30m"]);
}

#[test]
fn the_screen_is_drawn_anew_and_left_whatever_is_open() {
    for open in ["t", "'", "f", "/health", "?"] {
        let mut stage = Stage::new(demo());
        stage.press(open);
        assert_eq!(stage.only("<ctrl-l>"), [Effect::Redraw], "{open}");
        assert_eq!(stage.only("<ctrl-z>"), [Effect::Suspend], "{open}");
        assert!(stage.app.modal.is_some() || stage.app.line.is_some(), "{open} is still open");
    }
}

#[test]
fn a_jump_finds_a_task_that_the_filter_hides() {
    let mut stage = Stage::new(demo());
    stage.desk.perform(Intent::AddLines(None, vec!["buy cake".to_owned()])).unwrap();
    stage.send(Msg::ChangedElsewhere);
    let task = stage.app.book.tasks.at(3).unwrap();
    let title = stage.app.book.tasks.line(task).unwrap().title.clone();
    stage.press("4/zzqq<enter>'").send(Msg::Paste(title));
    while !format!("{:?}", jump_target(&stage)).contains(&task.to_string()) {
        stage.press("<down>");
    }
    stage.press("<enter>");
    assert_eq!(stage.app.page.as_ref().unwrap().task(), Some(task));
    stage.press("q'").send(Msg::Paste("buy cake".to_owned()));
    stage.press("<enter>");
    assert!(stage.app.page.is_none() && stage.app.filter(Focus::Tasks).is_all());
    let here = stage.app.task_at(stage.app.list(Focus::Tasks).at).unwrap();
    let title = |id| stage.app.book.tasks.line(id).map(|line| line.title.as_str());
    assert!(title(here).is_none_or(|title| title == "buy cake"), "{:?}", title(here));
    // There is nowhere to go to for a task that is done.
    stage.press("d'").send(Msg::Paste("buy cake".to_owned()));
    assert!(!matches!(jump_target(&stage), Some(folio::domain::jump::target::Target::Task(id)) if id == here));
}

#[test]
fn the_clock_runs_in_sight_and_logs_its_minutes() {
    let mut stage = Stage::new(demo());
    stage.press("4T");
    let Intent::StartTimer(account, Some(_)) = intents(&stage)[0] else { panic!("{:?}", intents(&stage)) };
    stage.now.at.0 += 12 * 60_000;
    stage.send(Msg::Tick);
    assert_snapshot!("clock_80x24", stage.draw(80, 24));
    for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45)] {
        let head = stage.draw(width, height).lines().next().unwrap().to_owned();
        assert!(head.contains("[12m"), "{width}: {head}");
    }
    stage.press("<enter>");
    assert!(stage.draw(80, 24).lines().next().unwrap().contains("[12m "));
    // On any row: the clock is one.
    stage.press("q1T");
    assert_snapshot!("clock_stop_80x24", stage.draw(80, 24));
    stage.wanted.clear();
    stage.press("call: asked for ROI +pos<enter>");
    assert_eq!(intents(&stage), [Intent::StopTimer("call: asked for ROI +pos".to_owned())]);
    assert!(!stage.draw(80, 24).contains("[12m"));
    // An empty line logs the minutes alone.
    stage.press("T").wanted.clear();
    stage.press("T<enter>");
    assert_eq!(intents(&stage), [Intent::StopTimer(String::new())]);
    let _ = account;
}

#[test]
fn lines_that_change_and_lines_that_make() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("modify_80x24", stage.press("4mp:1 due:27 nov +vip est:1h").draw(80, 24));
    stage.press("<enter>");
    assert!(
        matches!(&intents(&stage)[0], Intent::Modify(Rows::Tasks(_), line) if line == "p:1 due:27 nov +vip est:1h")
    );
    assert_snapshot!("modify_wrong_80x24", stage.press("1mstage:adoptin").draw(80, 24));
    stage.press("<esc>").wanted.clear();
    assert_snapshot!("contact_80x24", stage.press("cCDana Fox role:champion email:dana@globex.com").draw(80, 24));
    stage.press("<enter>");
    assert!(matches!(&intents(&stage)[0], Intent::AddContact(..)));
    stage.wanted.clear();
    assert_snapshot!("account_80x24", stage.press("cAGlobex Corp domain:globex.com +vip").draw(80, 24));
    stage.press("<enter>");
    assert_eq!(intents(&stage), [Intent::AddAccount("Globex Corp domain:globex.com +vip".to_owned())]);
    // What was made is found at once.
    stage.press("'").send(Msg::Paste("globex".to_owned()));
    let Some(folio::domain::jump::target::Target::Account(found)) = jump_target(&stage) else { panic!() };
    stage.press("<enter>");
    assert_eq!(stage.app.page.as_ref().map(|page| page.account), Some(found));
}

#[test]
fn people_complete_where_they_are_named() {
    let mut stage = Stage::new(demo());
    stage.press("tcall with d<tab>");
    let name = line(&stage).to_owned();
    assert!(name.starts_with("call with D") && name.ends_with(':'), "{name}");
    stage.press("<ctrl-u>call 20m with Zorblax: asked<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Prompt(_))), "logged with somebody unknown");
    assert_snapshot!("touch_unknown_80x24", stage.draw(80, 24));
    stage.press("<esc>acall with:d<tab>");
    assert!(line(&stage).starts_with("call with:\"D"), "{}", line(&stage));
}

#[test]
fn a_jump_to_a_person_points_at_them() {
    let mut stage = Stage::new(demo());
    stage.press("'").send(Msg::Paste("Carmen Nguyen".to_owned()));
    let Some(folio::domain::jump::target::Target::Contact(account, contact)) = jump_target(&stage) else { panic!() };
    stage.press("<enter>");
    let page = stage.app.page.as_ref().unwrap();
    assert_eq!((page.account, page.item()), (account, Some(folio::tui::page::item::Item::Contact(contact))));
}
