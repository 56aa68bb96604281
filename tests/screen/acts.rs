//! What keys do: the right intent, the right row, and nothing that moves under the cursor.

use crate::stage::{Stage, demo, keys, morning, settings};
use folio::domain::phrase::date::when;
use folio::domain::phrase::when::DateOptions;
use folio::domain::record::task::TaskState;
use folio::domain::value::day::Day;
use folio::domain::value::id::{AccountId, TaskId};
use folio::input::command::{COMMANDS, Command};
use folio::input::context::Context;
use folio::input::key::chord;
use folio::input::keymap::{Keymap, Meaning};
use folio::service::desk::{Clock, Desk};
use folio::service::intent::{Intent, Promise, Snooze, Star};
use folio::service::query::Query;
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::panes::foot::Status;
use std::collections::HashMap;

/// A stage with the keyboard in the tasks.
fn tasks() -> Stage {
    let mut stage = Stage::new(demo());
    stage.press("<tab><tab>");
    assert_eq!(stage.app.focus, Focus::Tasks);
    stage
}

fn task(stage: &Stage, place: usize) -> TaskId {
    stage.app.book.tasks.at(place).unwrap()
}

fn account(stage: &Stage, place: usize) -> AccountId {
    stage.app.book.accounts.at(place).unwrap()
}

fn intents(stage: &Stage) -> Vec<Intent> {
    let intents = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Perform(intent) => Some((**intent).clone()),
        _ => None,
    });
    intents.collect()
}

fn perform(intent: Intent) -> Vec<Effect> {
    vec![Effect::Perform(Box::new(intent))]
}

fn day(phrase: &str) -> Day {
    when(phrase, morning().today, &DateOptions::default()).unwrap().day
}

#[track_caller]
fn done(stage: &Stage, words: &str) {
    assert!(matches!(&stage.app.status, Status::Done(text) if text.starts_with(words)), "{:?}", stage.app.status);
}

#[track_caller]
fn note(stage: &Stage, words: &str) {
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains(words)), "{:?}", stage.app.status);
}

#[test]
fn done_three_times_handles_three_rows() {
    let mut stage = tasks();
    let first: Vec<TaskId> = (0..3).map(|place| task(&stage, place)).collect();
    stage.press("ddd");
    let each: Vec<Intent> = first.iter().map(|id| Intent::CompleteTasks(vec![*id])).collect();
    assert_eq!(intents(&stage), each);
    for id in &first {
        assert_eq!(stage.app.book.tasks.line(*id).unwrap().state, TaskState::Done);
    }
    done(&stage, "Done: ");
    stage.press("kd");
    note(&stage, "closed already");
    assert_eq!(intents(&stage).len(), 3);
}

#[test]
fn done_on_accounts_takes_them_off_triage() {
    let mut stage = Stage::new(demo());
    let first = [account(&stage, 0), account(&stage, 1)];
    stage.press("dd");
    assert_eq!(intents(&stage), first.map(|id| Intent::DealWith(vec![id])));
    for id in first {
        assert!(stage.app.book.accounts.line(id).unwrap().hidden);
    }
    stage.press("R");
    assert!(first.iter().all(|id| stage.app.book.accounts.place(*id).is_none_or(|place| place >= 40)));
}

#[test]
fn nothing_moves_until_it_is_asked_to() {
    let mut stage = tasks();
    let (tasks, accounts) = (stage.app.book.tasks.order().to_vec(), stage.app.book.accounts.order().to_vec());
    stage.press("ddjjd<tab>ddjtcall 30m all is well +pos<enter>");
    assert_eq!(stage.app.book.tasks.order(), tasks);
    assert_eq!(stage.app.book.accounts.order(), accounts);
    assert!(stage.draw(100, 30).contains("moved: R"));
    stage.press("R");
    assert_ne!(stage.app.book.tasks.order(), tasks);
    assert_ne!(stage.app.book.accounts.order(), accounts);
    assert!(!stage.draw(100, 30).contains("change"));
}

#[test]
fn a_switch_of_view_or_a_minute_of_rest_ranks_anew() {
    let mut stage = Stage::new(demo());
    stage.press("d4");
    assert!(stage.wanted.contains(&Effect::Load));
    stage.press("1d").wanted.clear();
    stage.send(Msg::Tick);
    assert_eq!(stage.wanted, []);
    stage.now.at.0 += 61_000;
    stage.send(Msg::Tick);
    assert!(stage.wanted.contains(&Effect::Load));
}

/// Whatever a key opens is there before the next key is handled, though all of them came at once.
#[test]
fn keys_typed_ahead_meet_what_those_before_them_opened() {
    let mut stage = Stage::new(demo());
    stage.press_ahead("wq");
    assert!(stage.app.modal.is_none() && !stage.ended, "the popup was closed, not the screen");
    stage.wanted.clear();
    stage.press_ahead("TT");
    assert!(matches!(intents(&stage).as_slice(), [Intent::StartTimer(..)]), "{:?}", intents(&stage));
    assert!(matches!(stage.app.modal, Some(Modal::Prompt(_))), "the second key asks what was done");
    stage.press("<esc>gg<enter>").wanted.clear();
    stage.press_ahead("]d");
    let second = account(&stage, 1);
    assert_eq!(intents(&stage), [Intent::DealWith(vec![second])]);
}

/// A minute of rest moves no rows under what is begun.
#[test]
fn rows_stand_still_while_something_is_begun() {
    for begun in ["<space>", "v", "/", "t", "g"] {
        let mut stage = Stage::new(demo());
        stage.press("d").press(begun).wanted.clear();
        stage.now.at.0 += 61_000;
        stage.send(Msg::Tick);
        assert!(!stage.wanted.contains(&Effect::Load), "{begun}");
    }
}

/// Of a book that is loaded anew only the head comes at once: a cursor below it comes back with the rest.
#[test]
fn a_cursor_below_the_head_comes_back() {
    let mut stage = tasks();
    let head = |stage: &Stage| Msg::Loaded(Box::new(stage.desk.load_book(20).unwrap()));
    stage.press("Gkkkk");
    let at = stage.app.list(Focus::Tasks).at;
    assert!(at > 30, "{at}");
    let here = task(&stage, at);
    stage.press("vkk");
    stage.send(head(&stage));
    assert_eq!(task(&stage, stage.app.list(Focus::Tasks).at + 2), here);
    assert_eq!(stage.app.picked(), (3, 0), "three rows as before");
    stage.press("<esc>");
    for typed in ["", "gg"] {
        stage.app.update(head(&stage), stage.now);
        assert!(stage.app.list(Focus::Tasks).at < 20);
        for key in keys(typed) {
            stage.app.update(Msg::Key(key), stage.now);
        }
        stage.send(head(&stage));
        // Who moved meanwhile stays there.
        assert_eq!(stage.app.list(Focus::Tasks).at, if typed.is_empty() { at - 2 } else { 0 });
    }
}

/// Dropped tasks leave; the cursor goes on to the very next one.
#[test]
fn drop_three_times_drops_three_rows() {
    let mut stage = tasks();
    let want: Vec<TaskId> = (0..3).map(|place| task(&stage, place)).collect();
    stage.press_ahead("DDD");
    assert_eq!(intents(&stage), want.into_iter().map(|id| Intent::DropTasks(vec![id])).collect::<Vec<_>>());
}

#[test]
fn cursors_follow_their_rows() {
    let mut stage = tasks();
    stage.press("jjjjj");
    let (here, above) = (task(&stage, 5), [task(&stage, 0), task(&stage, 1)]);
    let mut desk = std::mem::replace(&mut stage.desk, Stage::new(std::iter::empty()).desk);
    desk.perform(Intent::CompleteTasks(above.to_vec())).unwrap();
    stage.desk = desk;
    stage.press("R");
    assert_eq!(stage.app.list(Focus::Tasks).at, 3);
    assert_eq!(task(&stage, 3), here);
}

#[test]
fn what_another_program_wrote_is_read_where_it_stands() {
    let mut stage = tasks();
    let (first, order) = (task(&stage, 0), stage.app.book.tasks.order().to_vec());
    stage.desk.perform(Intent::CompleteTasks(vec![first])).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert_eq!(stage.app.book.tasks.line(first).unwrap().state, TaskState::Done);
    assert_eq!(stage.app.book.tasks.order(), order);
}

#[test]
fn typed_lines_become_intents() {
    let mut stage = tasks();
    let (first, whose) = (task(&stage, 0), account(&stage, 0));
    let until = |phrase: &str, reason: Option<&str>| Snooze { until: day(phrase), reason: reason.map(str::to_owned) };
    let cases = [
        ("sfri<enter>", Intent::SnoozeTasks(vec![first], until("fri", None))),
        ("s1<enter>", Intent::SnoozeTasks(vec![first], until("tomorrow", None))),
        ("sm -- legal<enter>", Intent::SnoozeTasks(vec![first], until("in 1mo", Some("legal")))),
        ("r27 nov<enter>", Intent::RescheduleTasks(vec![first], Promise { day: day("27 nov"), minute: None })),
        (
            "rtomorrow 15:00<enter>",
            Intent::RescheduleTasks(vec![first], Promise { day: day("tomorrow"), minute: Some(900) }),
        ),
        ("d", Intent::CompleteTasks(vec![first])),
        ("D", Intent::DropTasks(vec![first])),
        ("u", Intent::Undo(1)),
        ("U", Intent::Redo(1)),
    ];
    for (typed, intent) in cases {
        assert_eq!(stage.only(typed), perform(intent), "{typed}");
        stage.press("gg");
    }
    stage.press("<tab>");
    let cases = [
        ("sw<enter>", Intent::SnoozeAccounts(vec![whose], until("next mon", None))),
        ("tcall 20m<enter>", Intent::LogLine(whose, "call 20m".to_owned())),
        ("*", Intent::Star(vec![whose], Star::Off)),
        ("d", Intent::DealWith(vec![whose])),
    ];
    for (typed, intent) in cases {
        assert_eq!(stage.only(typed), perform(intent), "{typed}");
        stage.press("gg");
    }
    stage.press("<tab>");
    let decision = stage.app.book.decisions.at(0).unwrap();
    let end = stage.app.book.decisions.line(decision).unwrap().end;
    assert_eq!(stage.only("reom<enter>"), perform(Intent::RescheduleRenewal(decision, end, day("eom"))));
    let decision = stage.app.book.decisions.at(1).unwrap();
    let end = stage.app.book.decisions.line(decision).unwrap().end;
    assert_eq!(
        stage.only("drenewed<enter>"),
        perform(Intent::SettleRenewal(decision, end, "renewed".to_owned())),
        "a renewal is settled, not done"
    );
}

#[test]
fn what_was_typed_is_done() {
    let mut stage = tasks();
    let first = task(&stage, 0);
    stage.press("sfri<enter>");
    done(&stage, "Snoozed until 2026-11-27: ");
    assert_eq!(stage.app.book.tasks.line(first).unwrap().wait_until, Some(day("fri")));
    let second = task(&stage, 1);
    stage.press("r27 nov<enter>");
    done(&stage, "Moved to 2026-11-27: ");
    assert_eq!(stage.app.book.tasks.line(second).unwrap().due, Some(day("27 nov")));
    stage.press("<tab>");
    let whose = account(&stage, 0);
    let open = stage.app.book.accounts.line(whose).unwrap().open_tasks;
    stage.press("tcall 20m asked for ROI next: send deck fri<enter>");
    done(&stage, "Logged: call 20m with ");
    let line = stage.app.book.accounts.line(whose).unwrap();
    assert_eq!((line.last_touch, line.open_tasks), (Some(morning().today), open + 1));
}

#[test]
fn undo_and_redo_restore_the_lines() {
    let mut stage = tasks();
    let first = task(&stage, 0);
    let line = |stage: &Stage| stage.app.book.tasks.line(first).cloned();
    let before = line(&stage);
    let totals = stage.app.book.ranking.unwrap().totals;
    stage.press("d");
    let after = line(&stage);
    assert_ne!(before, after);
    stage.press("u");
    assert!(matches!(&stage.app.status, Status::Undone(text) if text.starts_with("Undone: Done: ")));
    assert!(stage.draw(80, 24).contains("U redo"), "the way back of what was taken back");
    assert_eq!(line(&stage), before);
    assert_eq!(stage.app.book.ranking.unwrap().totals, totals);
    stage.press("U");
    assert_eq!(line(&stage), after);
    stage.press("uu");
    assert!(matches!(&stage.app.status, Status::Error(text) if text.contains("nothing to undo")));
}

#[test]
fn esc_keeps_a_draft_and_the_same_key_brings_it_back() {
    let mut stage = Stage::new(demo());
    stage.press("tcall 20m half a sen<esc>");
    assert!(stage.app.modal.is_none());
    note(&stage, "kept as a draft");
    let typed = |stage: &Stage| match &stage.app.modal {
        Some(Modal::Prompt(prompt)) => Some(prompt.input.value().to_owned()),
        _ => None,
    };
    stage.press("jt");
    assert_eq!(typed(&stage).as_deref(), Some(""), "another account has no draft");
    stage.press("<esc>kt");
    assert_eq!(typed(&stage).as_deref(), Some("call 20m half a sen"));
    stage.press("tence<enter>t");
    assert_eq!(typed(&stage).as_deref(), Some(""), "a line that was sent off leaves no draft");
}

#[test]
fn a_line_that_cannot_be_read_is_not_sent_off() {
    let mut stage = tasks();
    for typed in ["s<enter>", "snoday<enter>", "<ctrl-u>yesterday<enter>"] {
        assert_eq!(stage.only(typed), [], "{typed}");
        assert!(stage.app.modal.is_some());
    }
}

#[test]
fn pasted_text_is_never_run_as_keys() {
    let mut stage = tasks();
    stage.send(Msg::Paste("dddQ\n".to_owned()));
    assert!(intents(&stage).is_empty() && !stage.ended);
    stage.press("s").send(Msg::Paste("27\nnov".to_owned()));
    assert!(stage.draw(80, 24).contains("27 nov"));
}

#[test]
fn quit_closes_what_is_open_first() {
    let mut stage = Stage::new(demo());
    stage.press("<enter>?<ctrl-c>");
    assert!(stage.app.modal.is_none() && stage.app.page.is_some() && !stage.ended);
    stage.press("q");
    assert!(stage.app.page.is_none() && !stage.ended);
    stage.press("2q");
    assert!(!stage.app.alone && !stage.ended);
    assert_eq!(stage.only("q"), [Effect::Quit]);
}

#[test]
fn brackets_walk_the_list_that_a_page_was_opened_from() {
    let mut stage = Stage::new(demo());
    let [first, second] = [account(&stage, 0), account(&stage, 1)];
    stage.press("<enter>");
    assert_eq!(stage.app.subject(), Some(first));
    stage.press("]");
    assert_eq!(stage.app.page.as_ref().unwrap().view.as_ref().unwrap().account.id, second);
    stage.press("[[");
    assert_eq!(stage.app.subject(), Some(first));
    note(&stage, "no more accounts that way");
    stage.press("]q");
    assert_eq!(stage.app.list(Focus::Accounts).at, 1);
}

/// Keys that lead to a place from the triage screen.
fn way(context: Context) -> &'static str {
    match context {
        Context::Everywhere | Context::Accounts => "",
        Context::Renewals => "<tab>",
        Context::Tasks => "<tab><tab>",
        Context::PageTimeline => "<enter>",
        Context::Account => "<enter><tab>",
        Context::PageContracts => "<enter><tab><tab>",
        Context::PageDeals => "<enter>cOSeats upsell 4k<enter><tab><tab><tab><tab><tab><tab>",
        Context::PageContacts => "<enter><tab><tab><tab>",
        Context::PageTasks => "<enter><tab><tab><tab><tab>",
        Context::Popup => "w",
        Context::PageGoals => "<enter>cGless noise<enter><tab><tab><tab><tab><tab><tab>",
        Context::PageVoice => {
            "<enter>cGless noise<enter>cfquote saved a week<enter><tab><tab><tab><tab><tab><tab><tab>"
        }
        Context::Grid => "3",
        Context::Agenda => "3<tab>",
        Context::Forecast => "gf",
        Context::Review => "5",
        Context::ReviewTime => "gb",
        Context::ReviewTasks => "5]]",
        Context::ReviewIdle => "5]]]",
        Context::ReviewNote => "5]]]]]",
    }
}

#[test]
fn every_command_is_reached_by_each_of_its_keys_in_each_of_its_places() {
    let keymap = Keymap::default();
    // A stage is kept from key to key while it stays in its place: what the app wants of a key is left undone here.
    let mut stages: HashMap<Context, Stage> = HashMap::new();
    for row in COMMANDS {
        for context in row.contexts.iter() {
            for text in row.keys {
                let mut stage = stages.remove(&context).unwrap_or_else(|| {
                    let mut stage = Stage::new(demo().take(200));
                    stage.press(way(context));
                    stage
                });
                let place = stage.app.context();
                let chord = chord(text).unwrap();
                assert_eq!(keymap.resolve(place, &chord), Meaning::Command(row.command), "{text} in {place:?}");
                for key in chord {
                    stage.app.update(Msg::Key(key), stage.now);
                }
                let refused = matches!(&stage.app.status, Status::Note(text) if text.contains("does nothing here"));
                assert!(!refused, "{text} in {place:?}: {:?}", stage.app.status);
                if stage.app.modal.is_some() {
                    stage.only("<esc>");
                }
                let stayed = stage.app.modal.is_none() && stage.app.line.is_none();
                if stayed && stage.app.context() == place {
                    stages.insert(context, stage);
                }
            }
        }
    }
}

#[test]
fn commands_do_what_the_table_says() {
    let mut stage = Stage::new(demo());
    let whose = account(&stage, 0);
    assert_eq!(stage.only("w"), [Effect::Fetch(Query::Why(whose))]);
    assert_eq!(stage.only("gu"), [Effect::Fetch(Query::History(60))]);
    assert_eq!(stage.only("R"), [Effect::Rerank]);
    assert_eq!(stage.only("<ctrl-l>"), [Effect::Redraw]);
    assert_eq!(stage.only("<ctrl-z>"), [Effect::Suspend]);
    assert_eq!(stage.only("Q"), [Effect::Quit]);
    assert_eq!(keys("g<ctrl-d>").len(), 2);
    let last = stage.app.len(Focus::Accounts) - 1;
    for (typed, at) in [("G", last), ("gg", 0), ("jj", 2), ("k", 1), ("<home>", 0), ("<end>", last)] {
        stage.press(typed);
        assert_eq!(stage.app.list(Focus::Accounts).at, at, "{typed}");
    }
    for (typed, focus, alone) in [
        ("3", Focus::Renewals, true),
        ("1", Focus::Renewals, false),
        ("<shift-tab>", Focus::Accounts, false),
        ("z", Focus::Accounts, true),
        ("4", Focus::Tasks, true),
    ] {
        stage.press(typed);
        assert_eq!((stage.app.focus, stage.app.alone), (focus, alone), "{typed}");
    }
    assert!(Command::named("done").unwrap().fits(Context::Tasks));
}

/// Rows that another program takes away leave the screen, and asking for them ends.
#[test]
fn rows_that_are_gone_leave() {
    let mut stage = Stage::in_file(demo());
    let tasks = stage.app.len(Focus::Tasks);
    let mut other = Desk::open(&stage.path(), &settings(), Clock::Fixed(morning()), "other").unwrap();
    let lines = (0..300).map(|n| format!("task {n}")).collect();
    other.perform(Intent::AddLines(None, lines)).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert_eq!(stage.app.len(Focus::Tasks), tasks + 300, "new rows come");
    let first = stage.app.book.tasks.at(0);
    other.perform(Intent::Undo(1)).unwrap();
    // Nobody has told the app yet: it walks onto rows that are gone.
    stage.press("4G");
    stage.send(Msg::ChangedElsewhere);
    assert_eq!(stage.app.len(Focus::Tasks), tasks, "gone rows leave");
    assert_eq!(stage.app.book.tasks.at(0), first, "nothing else has moved");
    stage.press("ggd");
    assert_eq!(stage.app.list(Focus::Tasks).at, 1);
}

/// A line that cannot be done comes back as it was typed.
#[test]
fn a_refused_line_comes_back() {
    let mut stage = Stage::new(demo());
    stage.press("t+pos<enter>");
    assert!(matches!(&stage.app.status, Status::Error(text) if text.contains("empty")), "{:?}", stage.app.status);
    let Some(Modal::Prompt(prompt)) = &stage.app.modal else { panic!("the line is gone") };
    assert_eq!(prompt.input.value(), "+pos");
}

/// Coming back from another pane, the list stands where it stood.
#[test]
fn panes_keep_their_place() {
    let mut stage = Stage::new(demo());
    stage.draw(80, 24);
    stage.press("jjjj41");
    stage.draw(80, 24);
    assert_eq!((stage.app.list(Focus::Accounts).at, stage.app.list(Focus::Accounts).top), (4, 0));
}

#[test]
fn the_rest_of_a_chord_of_another_place_does_nothing_here() {
    let mut stage = Stage::new(demo());
    stage.press("2j");
    let before = (stage.app.focus, stage.app.alone, stage.app.list(stage.app.focus).at);
    stage.press("p");
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains("begins a chord of tasks")));
    stage.press("2");
    assert!(matches!(&stage.app.status, Status::Note(text) if text == "priority-normal works in tasks, not here"));
    assert_eq!((stage.app.focus, stage.app.alone, stage.app.list(stage.app.focus).at), before);
    stage.press("j");
    assert_eq!(stage.app.list(stage.app.focus).at, before.2 + 1, "the next key is one of this place again");
}
