//! The palette: any command by its name, what may stand behind it, and why it does nothing here.

use crate::stage::{Stage, demo};
use folio::domain::phrase::outcome;
use folio::input::command::{COMMANDS, Command};
use folio::input::context::Context;
use folio::input::key::chord;
use folio::input::keymap::Keymap;
use folio::service::intent::Intent;
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::palette::entry::Goal;
use folio::tui::palette::line::{Takes, example, takes};
use insta::assert_snapshot;

fn written(stage: &Stage) -> Vec<&Intent> {
    let intents = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Perform(intent) => Some(&**intent),
        _ => None,
    });
    intents.collect()
}

#[test]
fn looks() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("palette_80x24", stage.press(":").draw(80, 24));
    assert_snapshot!("palette_160x45", stage.draw(160, 45));
    assert_snapshot!("palette_60x15", stage.draw(60, 15));
    assert_snapshot!("palette_found_80x24", stage.press("snoo").draw(80, 24));
    assert_snapshot!("palette_argument_80x24", stage.press("<tab>fri -- audit @").draw(80, 24));
    assert_snapshot!("palette_argument_160x45", stage.press("<tab>").draw(160, 45));
    assert_snapshot!("palette_refused_80x24", stage.press("<ctrl-u>drop<enter>").draw(80, 24));
    assert_snapshot!("palette_views_80x24", stage.press("<ctrl-u>view ").draw(80, 24));
    assert_snapshot!("palette_filter_80x24", stage.press("<ctrl-u>filter helth:red").draw(80, 24));
    assert_snapshot!("palette_nothing_80x24", stage.press("<ctrl-u>zzzzz").draw(80, 24));
    assert_snapshot!("palette_selected_80x24", stage.press("<esc>vjj:set health:").draw(80, 24));
}

#[test]
fn a_line_writes_what_its_key_and_the_same_line_write() {
    for (open, line, keys) in [
        ("", ":snooze fri<enter>", "sfri<enter>"),
        ("jj", ":snooze fri -- waits<enter>", "sfri -- waits<enter>"),
        ("", ":done<enter>", "d"),
        ("<tab><tab>", ":set p:1 +vip<enter>", "mp:1 +vip<enter>"),
        ("<tab><tab>", ":reschedule in 2w<enter>", "rin 2w<enter>"),
        ("<tab><tab>", ":priority high<enter>", "p1"),
        ("<tab><tab><space><space>", ":drop<enter>", "D"),
        ("", ":touch call 20m all well<enter>", "tcall 20m all well<enter>"),
        ("", ":add send deck fri p:1<enter>", "asend deck fri p:1<enter>"),
        ("", ":health red -- silent<enter>", "Ohred -- silent<enter>"),
        ("", ":call at risk -- frozen<enter>", "Ocat risk -- frozen<enter>"),
        ("", ":goal Onboard target:10<enter>", "cGOnboard target:10<enter>"),
        ("", ":contract Team 96k 1y<enter>", "cRTeam 96k 1y<enter>"),
        ("", ":opportunity Seats upsell 40k<enter>", "cOSeats upsell 40k<enter>"),
        ("", ":star<enter>", "*"),
        ("", ":contact Dana Zed role:champion<enter>", "cCDana Zed role:champion<enter>"),
        ("<tab>", ":settle renewed 1y<enter>", "drenewed 1y<enter>"),
        ("3<tab>", ":settle renewed 1y<enter>", "drenewed 1y<enter>"),
        ("<enter>", ":snooze 2w<enter>", "s2w<enter>"),
        ("", ":undo<enter>", "u"),
    ] {
        let run = |keys: &str| {
            let mut stage = Stage::new(demo());
            stage.press("*").press(open).wanted.clear();
            stage.press(keys);
            assert!(stage.app.modal.is_none(), "{keys}: {}", stage.draw(80, 24));
            written(&stage).into_iter().cloned().collect::<Vec<_>>()
        };
        let (typed, pressed) = (run(line), run(keys));
        assert_eq!(typed, pressed, "{line}");
        assert_eq!(typed.len(), 1, "{line}");
    }
}

#[test]
fn a_named_account_is_meant_instead_of_the_row() {
    let mut stage = Stage::new(demo());
    let (first, ninth) = (stage.app.account_at(0).unwrap(), stage.app.account_at(8).unwrap());
    let name = stage.app.book.accounts.line(ninth).unwrap().name.clone();
    for (line, want) in [
        (format!(":done @\"{name}\"<enter>"), Intent::DealWith(vec![ninth])),
        (format!(":star {name}<enter>"), Intent::Star(vec![ninth], folio::service::intent::Star::On)),
        (format!(":touch @\"{name}\" call 5m<enter>"), Intent::LogLine(ninth, "call 5m".to_owned())),
    ] {
        stage.wanted.clear();
        stage.press(&line);
        assert_eq!(written(&stage), [&want], "{line}");
        assert_eq!(stage.app.list(Focus::Accounts).at, 0, "the cursor stays");
    }
    stage.press(&format!(":open {name}<enter>"));
    assert_eq!(stage.app.page.as_ref().unwrap().account, ninth);
    stage.press(&format!("q:reschedule eom @\"{name}\"<enter>"));
    assert!(matches!(written(&stage).last(), Some(Intent::RescheduleRenewal(id, ..)) if id.account == ninth));
    let day = stage.now.today;
    assert!(outcome::parse("renewed 1y", day, &stage.app.dates).is_ok());
    stage.wanted.clear();
    stage.press(":done @nobodyatall<enter>");
    assert!(written(&stage).is_empty() && stage.draw(80, 24).contains("no account is called nobodyatall"));
    assert_ne!(first, ninth);
}

#[test]
fn views_filters_and_jumps_are_lines_too() {
    let mut stage = Stage::new(demo());
    stage.press(":view at-risk<enter>");
    assert_eq!(stage.app.filter(Focus::Accounts).view.as_deref(), Some("at risk"));
    stage.press("<enter>:view overdue<enter>");
    assert_eq!((stage.app.context(), stage.app.filter(Focus::Tasks).text.as_str()), (Context::Tasks, "due:overdue"));
    stage.press(":filter pri:1<enter>");
    assert_eq!(stage.app.filter(Focus::Tasks).text, "pri:1");
    stage.press(":filter pri:<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Palette(_))), "a filter that cannot be read stays in the line");
    stage.press("<ctrl-u>jump a<enter>");
    assert!(matches!(stage.app.modal, Some(Modal::Jump(_))));
}

#[test]
fn lines_come_back_with_up_and_outlive_the_screen() {
    let mut stage = Stage::new(demo());
    stage.press(":star<enter>:snooze 2w<enter>:<up>");
    let line = |stage: &Stage| match &stage.app.modal {
        Some(Modal::Palette(palette)) => palette.input.value().to_owned(),
        _ => String::new(),
    };
    assert_eq!(line(&stage), "snooze 2w");
    assert_eq!(line(stage.press("<up>")), "star");
    assert_eq!(line(stage.press("<down><down>")), "");
    stage.wanted.clear();
    stage.press("<up><enter>");
    assert!(matches!(written(&stage)[..], [Intent::SnoozeAccounts(..)]));
    assert_eq!(stage.app.remembered().lines, ["star", "snooze 2w"]);
    let mut next = Stage::new(demo());
    next.app.recall(stage.app.remembered());
    assert_eq!(line(next.press(":<up>")), "snooze 2w");
}

#[test]
fn a_draft_is_not_lost_to_a_line() {
    let mut stage = Stage::new(demo());
    stage.press("tcall with the CFO<esc>:touch email out<enter>t");
    let Some(Modal::Prompt(prompt)) = &stage.app.modal else { panic!("a touch is asked for") };
    assert_eq!(prompt.input.value(), "call with the CFO");
}

#[test]
fn every_command_is_run_by_its_name_or_says_why_not() {
    for row in COMMANDS.iter().filter(|row| row.command != Command::Palette) {
        let mut stage = Stage::new(demo().take(200));
        stage.press("*").wanted.clear();
        // What was typed before must not stand in the way of the same name.
        let spoken = row.id.replace('-', " ");
        for line in [row.id, spoken.as_str(), row.id, spoken.as_str()] {
            stage.press(":").press(line);
            let Some(Modal::Palette(palette)) = &stage.app.modal else { panic!("{line} is typed") };
            let here = palette.here().unwrap().clone();
            assert_eq!(here.goal, Goal::Command(row.command), "{line}");
            stage.press("<enter>");
            let stays = matches!(stage.app.modal, Some(Modal::Palette(_)));
            assert_eq!(stays, here.why_not.is_some(), "{line} was not run");
            assert!(!stays || stage.draw(80, 24).contains(": "), "{line}");
            assert!(!written(&stage).iter().any(|intent| matches!(intent, Intent::AddLines(..))), "{line} is no task");
            stage.press("<esc><esc>");
        }
    }
}

#[test]
fn a_name_of_several_words_is_not_taken_for_a_shorter_one() {
    for (before, line) in [
        ("", ":add contact<enter>"),
        ("", ":add contact <enter>"),
        ("", ":add goal<tab><enter>"),
        (":add contact<enter><esc>", ":<enter>"),
        ("", ":touch kind<enter>"),
        ("", ":health<enter><esc>:call<enter>"),
    ] {
        let mut stage = Stage::new(demo().take(200));
        stage.press(before).press(line);
        assert!(written(&stage).is_empty(), "{line}");
    }
}

#[test]
fn what_asks_for_a_line_takes_it_in_the_palette() {
    let (keymap, mut met) = (Keymap::default(), 0);
    for way in ["", "<tab>", "<tab><tab>", "3", "3<tab>", "<enter>", "<enter><tab>", "<enter><tab><tab>"] {
        let fresh = || {
            let mut stage = Stage::new(demo().take(60));
            stage.press(way);
            stage
        };
        let mut stage = fresh();
        let place = stage.app.context();
        for row in COMMANDS.iter().filter(|row| row.command.fits(place)) {
            // Nothing of what the keys want is done: they only ask.
            for key in keymap.keys_of(row.command).first().into_iter().flat_map(|keys| chord(keys).unwrap()) {
                stage.app.update(Msg::Key(key), stage.now);
            }
            if matches!(stage.app.modal, Some(Modal::Prompt(_))) {
                assert_eq!(takes(row.command), Takes::Line, "{}", row.id);
                assert!(!example(row.command).is_empty(), "{}", row.id);
                met += 1;
            }
            stage.only("<esc>");
            if stage.app.context() != place {
                stage = fresh();
            }
        }
    }
    assert!(met > 40, "{met}");
}

#[test]
fn nothing_is_written_while_a_line_is_typed() {
    let mut stage = Stage::new(demo());
    stage.press(":");
    for line in ["snooze fri @a", "done @a", "set p:1 stage:lost", "timer", "settle renewed 1y", "add x fri", "undo"] {
        stage.press(line).press("<ctrl-u>");
    }
    stage.send(Msg::Paste("done\n".to_owned()));
    assert!(written(&stage).is_empty() && matches!(stage.app.modal, Some(Modal::Palette(_))));
}
