//! Random keys at changing sizes: no panic, cursors in their lists, no row twice, totals true; and after undoing all of
//! it the facts are what they were.

use crate::facts::facts;
use crate::hostile::texts;
use crate::stage::{Stage, demo, morning};
use folio::domain::book::{Roll, Sign, Totals};
use folio::input::command::COMMANDS;
use folio::input::key::{Code, Key, chord};
use folio::service::intent::Intent;
use folio::store::db::Store;
use folio::tui::deck::Focus;
use folio::tui::msg::Msg;
use folio::tui::shown::Shown;
use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

fn each_once<K: Copy + Eq + Hash>(order: &[K]) -> bool {
    order.iter().copied().collect::<HashSet<K>>().len() == order.len()
}

#[track_caller]
fn holds(stage: &Stage) {
    let app = &stage.app;
    for focus in Focus::ALL {
        let (list, len) = (app.list(focus), app.len(focus));
        assert!(list.at < len.max(1) && list.top <= list.at, "{focus:?}: {list:?} in {len}");
    }
    shown_rows_are_known(&app.shown.accounts, &app.book.accounts);
    shown_rows_are_known(&app.shown.decisions, &app.book.decisions);
    shown_rows_are_known(&app.shown.tasks, &app.book.tasks);
    assert!(each_once(app.book.accounts.order()), "an account is listed twice");
    assert!(each_once(app.book.decisions.order()), "a decision is listed twice");
    assert!(each_once(app.book.tasks.order()), "a task is listed twice");
}

/// What is shown and what is selected is in the roll, or was asked for though the queue does not have it.
#[track_caller]
fn shown_rows_are_known<K: Copy + Eq + Hash + Ord + Debug, L>(shown: &Shown<K>, roll: &Roll<K, L>) {
    let known: HashSet<K> = roll.order().iter().copied().collect();
    let rows = shown.rows(roll);
    assert!(each_once(rows), "a row is shown twice");
    for key in rows.iter().chain(&shown.selected(roll, 0)) {
        assert!(known.contains(key) || shown.is_beyond(*key) || !roll.whole, "{key:?} is not known");
    }
    assert!(shown.passing().is_some() || shown.waits || shown.filter.is_all(), "a filter is not heeded");
}

#[track_caller]
fn totals_are_true(stage: &Stage) {
    let store = Store::open(&stage.path()).unwrap();
    let mut totals = Totals::default();
    for line in store.all_accounts(u32::MAX).unwrap() {
        totals.count(&line, morning().today, Sign::Plus);
    }
    assert_eq!(stage.app.book.ranking.unwrap().totals, totals);
}

fn any_key(chance: &mut fastrand::Rng) -> Key {
    const CODES: &[Code] = &[
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Left,
        Code::Home,
        Code::End,
        Code::F(5),
    ];
    match chance.u32(0..6) {
        0 => Key::char(chance.char('!'..='~')),
        1 => Key { code: Code::Char(chance.char('a'..='z')), ctrl: chance.bool(), alt: chance.bool() },
        2 => Key::plain(*chance.choice(CODES).unwrap()),
        3 => Key::char(chance.char(..)),
        _ => {
            let row = chance.choice(COMMANDS).unwrap();
            chord(chance.choice(row.keys).unwrap()).unwrap()[0]
        }
    }
}

/// Something random; a few whole lines among it, which single keys would hardly ever make.
fn strike(stage: &mut Stage, chance: &mut fastrand::Rng) {
    const LINES: &[&str] = &[
        "<esc><esc>sfri -- later<enter>",
        "<esc><esc>s3<enter>",
        "<esc><esc>tcall 20m all well next: send deck fri<enter>",
        "<esc><esc>temail -- out of reach -neg<enter>",
        "<esc><esc>rin 2w<enter>",
        "<esc><esc><tab>d",
        "<esc><esc>/health:red,yellow<enter>",
        "<esc><esc>/due:overdue or wait:any<enter>",
        "<esc><esc>/re<tab><tab>",
        "<esc><esc>/stage:<tab> ar<esc>",
        "<esc><esc>/a<enter>V",
        "<esc><esc>vjjjs1<enter>",
        "<esc><esc><space><space>mp:2 +storm<enter>",
        "<esc><esc>fo",
        "<esc><esc>fz",
        "<esc><esc>fsstorm<enter>",
        "<esc><esc>fD",
        "<esc><esc>5]]=d.",
        "<esc><esc>5]]<space>rfri<enter>A",
        "<esc><esc>5]]]<space><space>acheck in fri<enter>",
        "<esc><esc>5]]]]]<enter>wins<enter>more<esc>",
        "<esc><esc>gb<enter><enter>",
        "<esc><esc>5{<enter><enter><enter>",
    ];
    match chance.u32(0..200) {
        0 => drop(stage.send(Msg::Paste(chance.choice(texts()).unwrap()))),
        1 => drop(stage.send(Msg::Resized(chance.u16(0..230), chance.u16(0..70)))),
        2 => drop(stage.send(Msg::Tick)),
        3 => drop(stage.send(Msg::ChangedElsewhere)),
        4..8 => drop(stage.rest()),
        8..12 => drop(stage.press(chance.choice(LINES).unwrap())),
        12..14 => drop(stage.draw(chance.u16(0..230), chance.u16(0..70))),
        _ => drop(stage.send(Msg::Key(any_key(chance)))),
    }
}

fn storm(seed: u64, strikes: u32) {
    let mut stage = Stage::in_file(demo());
    let mut chance = fastrand::Rng::with_seed(seed);
    let start = facts(&stage.path());
    for n in 0..strikes {
        strike(&mut stage, &mut chance);
        holds(&stage);
        stage.wanted.clear();
        if n % 2_000 == 0 {
            totals_are_true(&stage);
        }
    }
    totals_are_true(&stage);
    assert_ne!(facts(&stage.path()), start, "the storm wrote nothing");
    let mut steps = 0;
    while stage.desk.perform(Intent::Undo(1)).is_ok() {
        steps += 1;
    }
    assert!(steps > 20, "{steps}");
    let end = facts(&stage.path());
    let left: Vec<_> = end.iter().filter(|row| !start.contains(row)).collect();
    assert_eq!(end.len(), start.len());
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn twenty_thousand_random_keys() {
    storm(7, 20_000);
}

#[test]
#[ignore = "five times as many keys; run with --ignored"]
fn a_hundred_thousand_random_keys() {
    storm(11, 100_000);
}
