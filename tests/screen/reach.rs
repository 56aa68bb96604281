//! Copies and links: what is sent outside, and what is said of it.

use crate::stage::{Stage, demo};
use folio::tui::msg::{Effect, Msg};

/// What was sent to the clipboard last.
fn copied(stage: &Stage) -> String {
    let mut clips = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Copy(clip) => Some(clip.text.clone()),
        _ => None,
    });
    clips.next_back().unwrap_or_default()
}

#[test]
fn each_key_copies_its_part_of_the_row() {
    let mut stage = Stage::new(demo());
    let account = stage.app.account_at(0).unwrap();
    let name = stage.app.book.accounts.line(account).unwrap().name.clone();
    stage.press("yn");
    assert_eq!(copied(&stage), name);
    stage.press("yi");
    assert_eq!(copied(&stage), account.to_string());
    stage.press("yy");
    let row = copied(&stage);
    assert!(row.starts_with(&format!("{name}\t")) && row.ends_with(&account.to_string()), "{row}");
    stage.press("ym");
    let summary = copied(&stage);
    assert!(summary.starts_with("## ") && summary.contains(" at stake") && summary.ends_with('\n'), "{summary}");
    stage.press("<tab><tab>yn");
    let task = stage.app.task_at(0).unwrap();
    assert_eq!(copied(&stage), stage.app.book.tasks.line(task).unwrap().title);
    stage.press("ym");
    assert!(copied(&stage).starts_with("- [ ] "), "{}", copied(&stage));
}

#[test]
fn of_several_addresses_one_is_picked_and_of_several_rows_each_is_taken() {
    let mut stage = Stage::new(demo());
    stage.press("ye");
    let screen = stage.draw(80, 24);
    assert!(screen.contains("Copy which of") && screen.contains('@'), "{screen}");
    stage.press("2");
    let second = copied(&stage);
    assert!(second.contains('@') && screen.contains(&second), "{second}");
    stage.press("yej<enter>");
    assert_eq!(copied(&stage), second);
    stage.press("ye<esc>");
    assert_eq!(stage.wanted.iter().filter(|effect| matches!(effect, Effect::Copy(_))).count(), 2);
    stage.press("<space><space>yn");
    assert_eq!(copied(&stage).lines().count(), 2);
    stage.press("ye");
    assert_eq!(copied(&stage).matches('@').count(), 2, "{}", copied(&stage));
}

#[test]
fn a_link_is_opened_and_a_selection_is_not() {
    let mut stage = Stage::new(demo());
    stage.press("o");
    let screen = stage.draw(80, 24);
    assert!(screen.contains("Open which of") && screen.contains("https://"), "{screen}");
    stage.press("1");
    let Some(Effect::OpenLink(link)) = stage.wanted.last() else { panic!("{:?}", stage.wanted.last()) };
    assert!(link.as_str().starts_with("https://"), "{link}");
    stage.press("<space>o");
    assert!(stage.draw(80, 24).contains("takes one row"));
}

#[test]
fn a_task_opens_the_address_in_its_note_first() {
    let mut stage = Stage::new(demo());
    stage.press("aread this url:https://ticket.example/88<enter>");
    let text = stage.draw(80, 24);
    assert!(text.contains("read this"), "{text}");
    stage.press("<tab><tab>G");
    let last = stage.app.task_at(stage.app.list(folio::tui::deck::Focus::Tasks).at).unwrap();
    assert_eq!(stage.app.book.tasks.line(last).unwrap().title, "read this");
    stage.press("yl1");
    assert_eq!(copied(&stage), "https://ticket.example/88");
}

#[test]
fn what_could_not_be_sent_is_kept_here() {
    let mut stage = Stage::new(demo());
    stage.press("gy");
    assert!(stage.draw(80, 24).contains("nothing was copied yet"));
    stage.press("yi");
    let id = copied(&stage);
    stage.send(Msg::Reached(Err("the terminal did not take it".to_owned())));
    assert!(stage.draw(120, 24).contains("kept here: g y shows it"));
    stage.press("gy");
    let screen = stage.draw(80, 24);
    assert!(screen.contains("Last copy: id of") && screen.contains(&id), "{screen}");
    stage.press("<esc>");
    stage.send(Msg::Reached(Ok("id of Globex sent to terminal clipboard".to_owned())));
    assert!(stage.draw(80, 24).contains("sent to terminal clipboard"));
}
