//! The review of a week on a file: decisions and their writes are one step, a past week opens as it stood, saved figures
//! stand, and what is read is read by the days asked for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failure here fails the test")]
#![expect(clippy::float_cmp, reason = "counts are whole")]

#[path = "support/facts.rs"]
mod facts;

use chrono::Weekday;
use facts::facts;
use folio::config::settings::Settings;
use folio::domain::phrase::period::Period;
use folio::domain::record::review::{Matter, OnDay, Step, Verdict};
use folio::domain::record::target::{Goal, Metric};
use folio::domain::record::task::TaskState;
use folio::domain::review::figure::{Amount, Figure};
use folio::domain::review::page::{Suggestion, WeekPage};
use folio::domain::review::week::Week;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::id::{AccountId, TaskId};
use folio::domain::value::milli::Milli;
use folio::domain::value::text::Text;
use folio::service::desk::{Clock, Desk};
use folio::service::error::ErrorKind;
use folio::service::intent::{Intent, Mark, Promise, Rows, Waiting};
use folio::service::query::{Answer, Query};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(path: &Path, today: &str) -> Desk {
    let now = Now::new(Zone::UTC.moment(day(today).date().and_hms_opt(9, 0, 0).unwrap()), Zone::UTC);
    let desk = Desk::open(path, &Settings::default(), Clock::Fixed(now), "test").unwrap();
    desk.freshen().unwrap();
    desk
}

fn week(text: &str) -> Week {
    Week::of(day(text), Weekday::Mon)
}

fn page(desk: &Desk, week: Week) -> WeekPage {
    let Answer::Review(page) = desk.fetch(&Query::Review(week)).unwrap() else { panic!("a review was asked for") };
    *page
}

fn figure(page: &WeekPage, figure: Figure) -> Option<Amount> {
    page.figures.iter().find(|line| line.figure == figure).unwrap().this
}

fn count(page: &WeekPage, wanted: Figure) -> f64 {
    figure(page, wanted).map_or(0.0, |amount| amount.value)
}

/// A book with two customers, made on Monday 2 November 2026.
fn book() -> (TempDir, PathBuf, AccountId, AccountId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folio.db");
    let now = Now::new(Zone::UTC.moment(day("2026-11-02").date().and_hms_opt(9, 0, 0).unwrap()), Zone::UTC);
    let mut desk = Desk::create(&path, &Settings::default(), Clock::Fixed(now), "test").unwrap();
    let mut add = |line: &str, contract: &str| {
        let made = desk.perform(Intent::AddAccount(line.to_owned())).unwrap().made.unwrap();
        let id: AccountId = made.parse().unwrap();
        desk.perform(Intent::AddContract(id, contract.to_owned())).unwrap();
        id
    };
    let acme = add("Acme segment:enterprise", "Team 100k 1y from 2026-01-01");
    let bolt = add("Bolt segment:smb", "Team 60k 1y from 2026-01-01");
    (folder, path, acme, bolt)
}

fn task(desk: &mut Desk, account: AccountId, line: &str) -> TaskId {
    desk.perform(Intent::AddLines(Some(account), vec![line.to_owned()])).unwrap().made.unwrap().parse().unwrap()
}

#[test]
fn a_past_week_opens_as_it_stood() {
    let (_folder, path, acme, bolt) = book();
    let mut desk = at(&path, "2026-11-16");
    let call = task(&mut desk, acme, "call CFO due:2026-11-18");
    let deck = task(&mut desk, bolt, "send deck due:2026-11-19");
    desk.perform(Intent::LogLine(acme, "call 20m talked about price".to_owned())).unwrap();
    let mut desk = at(&path, "2026-11-19");
    desk.perform(Intent::CompleteTasks(vec![deck])).unwrap();

    let then = page(&at(&path, "2026-11-22"), week("2026-11-16"));
    assert_eq!((count(&then, Figure::TasksDone), count(&then, Figure::TasksSlipped)), (1.0, 1.0));
    assert_eq!(then.slipped.iter().map(|line| (line.task, line.due)).collect::<Vec<_>>(), [(call, day("2026-11-18"))]);
    assert_eq!(figure(&then, Figure::PromisesKept), Some(Amount::part(1.0, 2.0)));
    assert_eq!(figure(&then, Figure::ArrTouched), Some(Amount::part(10_000_000.0, 16_000_000.0)));

    // What is done in the next week changes nothing of it.
    let mut desk = at(&path, "2026-11-24");
    desk.perform(Intent::RescheduleTasks(vec![call], Promise { day: day("2026-12-01"), minute: None })).unwrap();
    desk.perform(Intent::LogLine(bolt, "email 5m sent".to_owned())).unwrap();
    let mut desk = at(&path, "2026-11-25");
    desk.perform(Intent::CompleteTasks(vec![call])).unwrap();
    let now = page(&desk, week("2026-11-16"));
    for figure_of in Figure::ALL {
        assert_eq!(figure(&now, *figure_of), figure(&then, *figure_of), "{figure_of}");
    }
    assert_eq!(
        now.slipped.iter().map(|line| (line.task, line.due, line.open)).collect::<Vec<_>>(),
        [(call, day("2026-11-18"), false)]
    );
    let this = page(&desk, week("2026-11-25"));
    assert_eq!(count(&this, Figure::TasksSlipped), 1.0, "moved in this week");
    assert_eq!(count(&this, Figure::TasksDone), 1.0);
    assert_eq!(this.figures[0].last, figure(&then, Figure::TasksDone));
    assert_eq!(this.figures[0].quarter, Some(Amount::plain(2.0)));
}

#[test]
fn hand_offs_are_on_time_by_their_promised_day_and_ease_is_a_mean() {
    let (_folder, path, acme, bolt) = book();
    let mut desk = at(&path, "2026-11-16");
    let kept = task(&mut desk, acme, "export due:2026-11-20");
    let late = task(&mut desk, bolt, "quote due:2026-11-19");
    let moved = task(&mut desk, acme, "roadmap due:2026-11-25");
    let free = task(&mut desk, bolt, "logo");
    let hand = |state| Waiting { state, since: None };
    desk.perform(Intent::Wait(vec![kept, late, moved, free], hand(TaskState::WaitingSupport))).unwrap();
    at(&path, "2026-11-19").perform(Intent::Wait(vec![kept], hand(TaskState::Open))).unwrap();
    at(&path, "2026-11-20").perform(Intent::CompleteTasks(vec![late])).unwrap();
    let first = |today| figure(&page(&at(&path, today), week("2026-11-16")), Figure::SupportOnTime);
    assert_eq!(first("2026-11-22"), Some(Amount::part(1.0, 2.0)));

    let mut desk = at(&path, "2026-11-24");
    desk.perform(Intent::RescheduleTasks(vec![moved], Promise { day: day("2026-12-01"), minute: None })).unwrap();
    for (account, said) in [(acme, "ces 6/7"), (bolt, "ces 2/7 scale:7..1"), (acme, "ces 3/7")] {
        desk.perform(Intent::AddFeedback(account, said.to_owned())).unwrap();
    }
    at(&path, "2026-11-26").perform(Intent::Wait(vec![moved, free], hand(TaskState::Open))).unwrap();
    let this = page(&at(&path, "2026-11-27"), week("2026-11-27"));
    assert_eq!(figure(&this, Figure::SupportOnTime), Some(Amount::part(0.0, 1.0)), "its day was moved on");
    assert_eq!((figure(&this, Figure::SalesOnTime), count(&this, Figure::WaitingSupport)), (None, 0.0));
    let quarter = this.figures.iter().find(|line| line.figure == Figure::SupportOnTime).unwrap().quarter;
    assert_eq!(quarter, Some(Amount::part(1.0, 3.0)));
    // 6, the 2 of 7..1, which is 6 as well, and 3.
    assert!((count(&this, Figure::Ces) - 5.0).abs() < 1e-9, "{:?}", figure(&this, Figure::Ces));
    assert_eq!(first("2026-11-27"), Some(Amount::part(1.0, 2.0)), "as it stood");
}

#[test]
fn a_decision_and_its_write_are_one_step() {
    let (_folder, path, acme, bolt) = book();
    let mut desk = at(&path, "2026-11-24");
    let this = week("2026-11-24");
    let tasks: Vec<TaskId> = ["one", "two", "three", "four", "five"]
        .map(|title| task(&mut desk, acme, &format!("{title} due:2026-11-20")))
        .into();
    let before = facts(&path);
    let about = |n: usize| vec![Matter::Task(tasks[n])];
    for (n, verdict) in [
        (0, Verdict::Keep),
        (1, Verdict::Done),
        (2, Verdict::Drop),
        (3, Verdict::Move(OnDay { day: day("2026-11-27"), with: Some(840) })),
        (4, Verdict::Snooze(OnDay { day: day("2026-11-30"), with: Some(Text::new("legal reads it")) })),
    ] {
        desk.perform(Intent::Decide(this, about(n), verdict)).unwrap();
    }
    let line = Verdict::Task("check in due:fri".to_owned());
    desk.perform(Intent::Decide(this, vec![Matter::Account(acme), Matter::Account(bolt)], line)).unwrap();
    let found = page(&desk, this);
    let review = found.review.unwrap();
    assert_eq!(review.decisions.len(), 7);
    assert_eq!(
        review.verdict(Matter::Task(tasks[3])),
        Some(&Verdict::Move(OnDay { day: day("2026-11-27"), with: Some(840) }))
    );
    let promised = found.slipped.iter().all(|line| line.task != tasks[3] || line.due == day("2026-11-27"));
    assert!(promised, "it does what the verdict says");
    let open: Vec<TaskId> = found.slipped.iter().filter(|line| line.open).map(|line| line.task).collect();
    assert_eq!(open, [tasks[0], tasks[4]], "a kept one still slips, and a hidden one");
    assert_eq!(count(&page(&desk, this), Figure::TasksDone), 1.0);
    assert!(found.next.tasks.is_empty(), "both are promised for this week");
    // Deciding anew replaces the decision before.
    desk.perform(Intent::Decide(this, about(0), Verdict::Done)).unwrap();
    assert_eq!(page(&desk, this).review.unwrap().decisions.len(), 7);
    desk.perform(Intent::Undo(7)).unwrap();
    assert_eq!(facts(&path), before);
    desk.perform(Intent::Redo(7)).unwrap();
    assert_eq!(page(&desk, this).review.unwrap().decisions.len(), 7);

    for (about, verdict) in [
        (Matter::Account(acme), Verdict::Done),
        (Matter::Task(tasks[0]), Verdict::Task("x".to_owned())),
        (Matter::Task(tasks[4]), Verdict::Snooze(OnDay { day: day("2026-11-24"), with: None })),
    ] {
        let refused = desk.perform(Intent::Decide(this, vec![about], verdict)).unwrap_err();
        assert_eq!(refused.kind, ErrorKind::Usage);
    }
}

#[test]
fn steps_and_the_note_are_saved_as_one_goes() {
    let (_folder, path, ..) = book();
    let mut desk = at(&path, "2026-11-24");
    let this = week("2026-11-24");
    assert_eq!(page(&desk, this).review, None);
    desk.perform(Intent::MarkStep(this, Step::Done, Mark::Done)).unwrap();
    desk.perform(Intent::MarkStep(this, Step::Numbers, Mark::Done)).unwrap();
    assert_eq!(desk.perform(Intent::MarkStep(this, Step::Done, Mark::Done)).unwrap().rows, 0, "it is so already");
    desk.perform(Intent::WriteNote(this, String::new(), "# Wins\n- **Acme** stayed\n\n".to_owned())).unwrap();
    let review = page(&desk, this).review.unwrap();
    assert_eq!(
        (review.steps.clone(), review.note.raw()),
        (vec![Step::Numbers, Step::Done], "# Wins\n- **Acme** stayed")
    );
    assert!(review.figures.is_empty(), "it is Tuesday: the figures are not those of the week yet");
    desk.perform(Intent::MarkStep(this, Step::Done, Mark::Open)).unwrap();
    assert_eq!(page(&desk, this).review.unwrap().steps, [Step::Numbers]);
    let later = desk.perform(Intent::WriteNote(this.on(1), String::new(), "too early".to_owned())).unwrap_err();
    assert_eq!(later.kind, ErrorKind::Rejected);
    assert!(desk.fetch(&Query::Review(this.on(1))).is_err());
}

#[test]
fn a_note_is_not_lost_to_another() {
    let (_folder, path, ..) = book();
    let this = week("2026-11-24");
    let (mut one, mut two) = (at(&path, "2026-11-24"), at(&path, "2026-11-24"));
    let write = |base: &str, text: &str| Intent::WriteNote(this, base.to_owned(), text.to_owned());
    one.perform(write("", "wins: Acme")).unwrap();
    let lost = two.perform(write("", "misses: Bolt")).unwrap_err();
    assert_eq!(lost.kind, ErrorKind::Rejected);
    assert!(lost.message.contains("has a note already: \"wins: Acme\""), "{}", lost.message);
    assert_eq!(page(&two, this).review.unwrap().note.raw(), "wins: Acme");
    two.perform(write("wins: Acme", "wins: Acme\nmisses: Bolt")).unwrap();
    assert_eq!(one.perform(write("wins: Acme", "wins: Acme\nmisses: Bolt\n")).unwrap().rows, 0, "it is so already");
    let lost = one.perform(write("wins: Acme", "")).unwrap_err();
    assert!(lost.message.contains("was \"wins: Acme\", is \"misses: Bolt\" by now"), "{}", lost.message);
    assert_eq!(page(&one, this).review.unwrap().note.raw(), "wins: Acme\nmisses: Bolt");
}

#[test]
fn saved_figures_stand_once_the_week_is_over() {
    let (_folder, path, acme, _) = book();
    let this = week("2026-11-16");
    let mut desk = at(&path, "2026-11-20");
    desk.perform(Intent::MarkStep(this, Step::Numbers, Mark::Done)).unwrap();
    desk.perform(Intent::LogLine(acme, "call 20m price".to_owned())).unwrap();
    assert!(page(&desk, this).review.unwrap().figures.is_empty(), "Friday is not over");
    let calls = |desk: &Desk| {
        let found = page(desk, this);
        let Answer::Behind(_, _, rows) = desk.fetch(&Query::Behind(this, Figure::Calls)).unwrap() else { panic!() };
        (found.stood.is_some(), count(&found, Figure::Calls), rows.len())
    };
    let mut desk = at(&path, "2026-11-23");
    assert_eq!(calls(&desk), (false, 1.0, 1), "what came after the mark counts");
    desk.perform(Intent::MarkStep(this, Step::Done, Mark::Done)).unwrap();
    assert_eq!(calls(&desk), (true, 1.0, 1));
    // A call that is written down on Tuesday with the day of Friday.
    let mut desk = at(&path, "2026-11-24");
    desk.perform(Intent::LogLine(acme, "call 10m on 2026-11-20: again".to_owned())).unwrap();
    assert_eq!(calls(&desk), (true, 1.0, 1), "as they stood, and so the rows behind them");
    // Nothing was saved of the week before: it is reckoned from the facts.
    assert_eq!(page(&desk, this.on(-1)).stood, None);
}

/// Runs a statement on a book, as another program would.
fn sql(path: &Path, text: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(text).unwrap();
}

#[test]
fn a_measured_score_is_health_where_none_is_imported() {
    let (_folder, path, acme, bolt) = book();
    let this = week("2026-11-16");
    let before = page(&at(&path, "2026-11-20"), this);
    assert_eq!(figure(&before, Figure::HealthDown), None, "nobody has a score");
    for (on, score) in [("2026-11-09", 80), ("2026-11-16", 40)] {
        let day = day(on).0;
        let line = |id| format!("({day}, '{id}', 1, 700, 0, 0.1, {day}, 1, {score})");
        sql(
            &path,
            &format!(
                "INSERT INTO snapshot VALUES ({day}, {day}, 1, 0, 0, 2);
                 INSERT INTO snapshot_line (day, account, place, stake, arr, p, since, digest, health)
                 VALUES {}, {};",
                line(acme),
                line(bolt)
            ),
        );
    }
    let mut desk = at(&path, "2026-11-20");
    desk.perform(Intent::LogLine(acme, "call 20m price".to_owned())).unwrap();
    let desk = at(&path, "2026-11-24");
    let found = page(&desk, this);
    assert_eq!(figure(&found, Figure::HealthDown), Some(Amount::plain(2.0)));
    assert_eq!(figure(&found, Figure::HealthUp), Some(Amount::plain(0.0)));
    assert_eq!(figure(&found, Figure::RedTouched), Some(Amount::part(1.0, 2.0)));
    // The stake of a week that is over is that of its snapshot.
    assert_eq!(found.time.accounts.iter().map(|line| line.stake).collect::<Vec<_>>(), [700, 700]);
    assert!(found.time.basis.contains("as it stood on 2026-11-16"), "{}", found.time.basis);
    assert!(page(&desk, week("2026-11-24")).time.basis.contains("today"));
}

#[test]
fn an_account_that_was_put_away_stays_in_its_weeks() {
    let (_folder, path, acme, bolt) = book();
    let this = week("2026-11-16");
    let mut desk = at(&path, "2026-11-17");
    desk.perform(Intent::LogLine(acme, "call 20m they leave".to_owned())).unwrap();
    task(&mut desk, acme, "send the papers due:2026-11-18");
    settle(&path, acme, "churned", "2026-11-17");
    let mut desk = at(&path, "2026-11-19");
    desk.perform(Intent::Archive(Rows::Accounts(vec![acme]))).unwrap();
    let desk = at(&path, "2026-11-20");
    let found = page(&desk, this);
    assert_eq!((count(&found, Figure::Calls), count(&found, Figure::RenewalsLost)), (1.0, 1.0));
    assert_eq!(figure(&found, Figure::AccountsTouched), Some(Amount::part(0.0, 1.0)), "a customer no more");
    assert_eq!(count(&found, Figure::TasksSlipped), 0.0, "its tasks went with it");
    assert!(found.slipped.is_empty() && found.idle.iter().all(|line| line.account == bolt));
    assert_eq!(figure(&found, Figure::Coverage).unwrap().of, Some(1.0));
    assert_eq!(found.figures[0].last, Some(Amount::plain(0.0)));
    let before = page(&desk, this.on(-1));
    assert_eq!(figure(&before, Figure::AccountsTouched), Some(Amount::part(0.0, 2.0)), "it was one then");
}

/// Settles a renewal of an account on a day.
fn settle(path: &Path, account: AccountId, outcome: &str, on: &str) {
    let on = day(on).0;
    sql(
        path,
        &format!(
            "INSERT INTO renewal (id, account, due, stage, outcome, settled_on, target_minor, target_currency,
             created_at, updated_at, version)
             VALUES ('01J00000000000000000000001', '{account}', {on}, 'closed', '{outcome}', {on}, 1000, 'USD', 1, 1, 1)"
        ),
    );
}

#[test]
fn a_save_is_the_same_everywhere() {
    let (_folder, path, acme, _) = book();
    let mut desk = at(&path, "2026-11-10");
    desk.perform(Intent::Modify(Rows::Accounts(vec![acme]), "call:at-risk".to_owned())).unwrap();
    // Another call came after it: the journal alone has the first.
    let mut desk = at(&path, "2026-11-18");
    desk.perform(Intent::Modify(Rows::Accounts(vec![acme]), "call:commit".to_owned())).unwrap();
    settle(&path, acme, "renewed", "2026-11-19");
    let desk = at(&path, "2026-11-20");
    assert_eq!(count(&page(&desk, week("2026-11-16")), Figure::RenewalsSaved), 1.0);
    let period = Period { first: day("2026-11-16"), last: day("2026-11-22") };
    let Answer::Evidence(found) = desk.fetch(&Query::Evidence(period)).unwrap() else { panic!() };
    assert_eq!(
        found.saves.iter().map(|feat| feat.what.as_str()).collect::<Vec<_>>(),
        ["renewed although it was called at risk on 2026-11-10"]
    );
    assert!(found.wins.is_empty());
}

#[test]
fn minutes_are_corrected_where_they_are_told() {
    let (_folder, path, acme, bolt) = book();
    let mut desk = at(&path, "2026-11-24");
    let this = week("2026-11-24");
    desk.perform(Intent::LogLine(acme, "call 20m price".to_owned())).unwrap();
    desk.perform(Intent::LogLine(bolt, "email sent".to_owned())).unwrap();
    let entries = |desk: &Desk, account| match desk.fetch(&Query::TimeEntries(this.period(), account)).unwrap() {
        Answer::TimeEntries(_, _, entries) => entries,
        _ => panic!("entries were asked for"),
    };
    assert_eq!(entries(&desk, None).len(), 2);
    let own = entries(&desk, Some(bolt));
    assert_eq!((own.len(), own[0].minutes, own[0].account_name.as_str()), (1, None, "Bolt"));
    assert_eq!(page(&desk, this).time.unmeasured, 1);
    desk.perform(Intent::Modify(Rows::Touches(vec![own[0].touch]), "minutes:40m".to_owned())).unwrap();
    let time = page(&desk, this).time;
    assert_eq!((time.minutes, time.unmeasured), (60, 0));
    let share = time.accounts.iter().find(|line| line.account == Some(bolt)).unwrap().minute_share.unwrap();
    assert!((share - 40.0 / 60.0).abs() < 1e-9);
}

#[test]
fn a_target_stands_beside_its_figure() {
    let (_folder, path, ..) = book();
    let mut desk = at(&path, "2026-11-24");
    let quarter = Period::quarter(2026, 4).unwrap();
    let goal = Goal::Number(Milli::whole(90));
    desk.perform(Intent::SetTarget(Metric::Coverage, quarter, goal)).unwrap();
    let target = |desk: &Desk, text: &str| {
        let found = page(desk, week(text));
        found.figures.iter().find(|line| line.figure == Figure::Coverage).unwrap().target
    };
    assert_eq!(target(&desk, "2026-11-24"), Some(90.0));
    assert_eq!(target(&desk, "2026-09-24"), None, "another quarter");
}

#[test]
fn suggestions_say_why() {
    let (_folder, path, acme, bolt) = book();
    let mut desk = at(&path, "2026-11-02");
    let often = task(&mut desk, bolt, "ask for a reference due:2026-11-03");
    for to in ["2026-11-04", "2026-11-05", "2026-11-06"] {
        desk.perform(Intent::RescheduleTasks(vec![often], Promise { day: day(to), minute: None })).unwrap();
    }
    let first = task(&mut desk, acme, "call CFO p:1 due:2026-11-05");
    let plain = task(&mut desk, bolt, "send deck due:2026-11-05");
    task(&mut desk, bolt, "busy day due:2026-11-10");
    let desk = at(&path, "2026-11-09");
    let found = page(&desk, week("2026-11-09"));
    let suggested = |id: TaskId| {
        let line = found.slipped.iter().find(|line| line.task == id).unwrap();
        (line.suggestion, line.reason.clone())
    };
    assert_eq!(suggested(often), (Suggestion::Drop, "moved 3 times already".to_owned()));
    assert_eq!(suggested(first), (Suggestion::Today, "high priority".to_owned()));
    assert_eq!(suggested(plain).0, Suggestion::Move(day("2026-11-11")), "Tuesday has a promise already");
}
