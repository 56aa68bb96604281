//! The renewals calendar: days, agenda and bars of one filtered list, moves by day, week, month and quarter, and verbs
//! about the row of the selected day.

use crate::hostile::hostile;
use crate::stage::{Stage, demo, morning, settings};
use folio::domain::arrange::arrangement::Arrangement;
use folio::domain::calendar::days::{Days, Tally};
use folio::domain::calendar::entry::{Entry, What};
use folio::domain::calendar::step::Cursor;
use folio::domain::calendar::week::{FiscalStart, WeekStart};
use folio::domain::change::Change;
use folio::domain::record::view::ListKind;
use folio::domain::value::day::Day;
use folio::input::context::Context;
use folio::service::desk::{Clock, Desk};
use folio::service::intent::{Intent, Rows, ViewDraft};
use folio::service::query::{Answer, Query};
use folio::tui::calendar::state::{Calendar, Part};
use folio::tui::deck::Focus;
use folio::tui::modals::modal::Modal;
use folio::tui::modals::purpose::Purpose;
use folio::tui::msg::{Effect, Msg};
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

fn calendar(rows: impl Iterator<Item = Change>) -> Stage {
    let mut stage = Stage::new(rows);
    stage.draw(80, 24);
    stage.press("3").wanted.clear();
    stage
}

fn at(stage: &Stage) -> &Calendar {
    &stage.app.calendar
}

fn day(stage: &Stage) -> String {
    at(stage).cursor.day.to_string()
}

fn to(stage: &mut Stage, text: &str) {
    stage.app.calendar.go(Cursor::on(text.parse().unwrap()));
    stage.send(Msg::Tick);
}

#[test]
fn looks() {
    let mut stage = calendar(demo());
    stage.press("]");
    for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
        assert_snapshot!(format!("calendar_{width}x{height}"), stage.draw(width, height));
    }
    assert_snapshot!("calendar_agenda_80x24", stage.press("<tab>jj").draw(80, 24));
    assert_snapshot!("calendar_filtered_80x24", stage.press("/health:red<enter>").draw(80, 24));
    assert_snapshot!("calendar_agenda_60x15", stage.press("<esc>").draw(60, 15));
    assert_snapshot!("calendar_months_60x15", stage.press("<tab>").draw(60, 15));
}

#[test]
fn looks_of_other_books() {
    assert_snapshot!("calendar_empty_80x24", calendar(std::iter::empty()).draw(80, 24));
    let mut stage = calendar(hostile());
    assert_snapshot!("calendar_hostile_80x24", stage.press("<tab>").draw(80, 24));
}

#[test]
fn weeks_and_quarters_are_cut_as_the_config_says() {
    let mut stage = calendar(demo());
    stage.app.calendar.cut.week_start = WeekStart::Sunday;
    stage.app.calendar.cut.fiscal_start = FiscalStart::try_from(2).unwrap();
    let screen = stage.press("]").draw(160, 45);
    let heads = screen.lines().find(|line| line.contains(" Mo ")).unwrap();
    assert!(heads.find("Su") < heads.find("Mo"), "{heads}");
    assert!(screen.contains("Q4 2027") && screen.contains("Q1 2028"), "December is in the last quarter of its year");
    assert_snapshot!("calendar_sunday_100x30", stage.draw(100, 30));
}

#[test]
fn moves_over_month_ends_leap_days_and_new_year() {
    let mut stage = calendar(demo());
    for (from, typed, want) in [
        ("2026-11-24", "l", "2026-11-25"),
        ("2026-12-31", "l", "2027-01-01"),
        ("2027-01-01", "h", "2026-12-31"),
        ("2026-12-28", "j", "2027-01-04"),
        ("2027-01-04", "k", "2026-12-28"),
        ("2028-01-31", "]", "2028-02-29"),
        ("2028-01-31", "]]", "2028-03-31"),
        ("2027-01-31", "]", "2027-02-28"),
        ("2028-02-29", "}", "2028-05-29"),
        ("2028-05-31", "{", "2028-02-29"),
        ("2026-11-30", "{", "2026-08-30"),
        ("2028-02-10", "G", "2028-02-29"),
        ("2028-02-10", "gg", "2028-02-01"),
        ("2028-02-10", "<pgdn>", "2028-03-10"),
        ("2028-02-10", "g.", "2026-11-24"),
        ("9999-12-31", "l]}j", "9999-12-31"),
        ("0001-01-01", "h[{k", "0001-01-01"),
    ] {
        to(&mut stage, from);
        stage.press(typed);
        assert_eq!(day(&stage), want, "{typed} from {from}");
        stage.draw(80, 24);
    }
}

#[test]
fn goes_to_a_day_that_is_typed() {
    let mut stage = calendar(demo());
    stage.press("gd");
    assert!(matches!(&stage.app.modal, Some(Modal::Prompt(prompt)) if prompt.purpose == Purpose::GoToDay));
    stage.press("29 feb 2028");
    assert!(stage.draw(80, 24).contains("Tue 29 Feb 2028"), "read before it is gone to");
    stage.press("<enter>");
    assert_eq!((day(&stage).as_str(), stage.app.modal.is_none()), ("2028-02-29", true));
    assert!(!stage.wanted.iter().any(|effect| matches!(effect, Effect::Perform(_))), "nothing is written");
    stage.press("gdnoday<enter>");
    assert!(stage.app.modal.is_some(), "what cannot be read stays");
    assert!(stage.press("<ctrl-u><esc>").app.modal.is_none());
}

/// Whatever the filter, the days add up to the rows that passed it, each on its day.
#[test]
fn days_agenda_and_bars_hold_the_same_rows() {
    let mut stage = calendar(demo());
    let whole = Query::Agenda { from: Day::MIN, to: Day::MAX, limit: u32::MAX };
    let Answer::Agenda(all) = stage.desk.fetch(&whole).unwrap() else { panic!() };
    for filter in ["", "health:red", "arr:100k..", "renew:..60d", "locked:no", "zzz"] {
        stage.press("g.");
        if !filter.is_empty() {
            stage.press(&format!("/{filter}<enter>"));
        }
        let rows = stage.app.shown.decisions.rows(&stage.app.book.decisions).to_vec();
        let passed: Vec<_> = all.entries.iter().filter(|entry| rows.contains(&entry.id)).copied().collect();
        let (first, last) = ("2026-10-01".parse().unwrap(), "2027-11-30".parse().unwrap());
        let want = Days::of(passed.clone());
        assert_eq!(at(&stage).days().unwrap().total(first, last), want.total(first, last), "{filter:?}");
        let today = morning().today;
        let shown = |entry: &&Entry| entry.day >= today || entry.what == What::End;
        let want: Vec<_> = passed.iter().filter(shown).copied().collect();
        assert_eq!(at(&stage).rows(), want, "{filter:?}");
        let mut late = Tally::default();
        for entry in passed.iter().filter(|entry| entry.what == What::End && entry.day < morning().today) {
            late += Tally::of(entry);
        }
        assert_eq!(at(&stage).figures().unwrap().late, late, "{filter:?}");
        stage.draw(80, 24);
        stage.press("<esc><esc>");
    }
}

#[test]
fn the_agenda_and_the_days_go_together() {
    let mut stage = calendar(demo());
    stage.press("<tab>");
    assert_eq!((at(&stage).part, stage.app.context()), (Part::Agenda, Context::Agenda));
    let first = at(&stage).rows().iter().position(|entry| entry.day >= morning().today).unwrap();
    assert_eq!(at(&stage).at, first, "behind those that are late");
    stage.press("jjj");
    assert_eq!(at(&stage).at, first + 3);
    assert_eq!(at(&stage).cursor.day, at(&stage).rows()[first + 3].day);
    assert_eq!(at(&stage).root, morning().today, "the rows stay where they are");
    stage.press("gg");
    let first = at(&stage).rows()[0];
    stage.press("k");
    let row = *at(&stage).here().unwrap();
    assert!(row.day < first.day, "above the first row stands what falls before it");
    assert_eq!(at(&stage).rows()[at(&stage).at + 1..].first(), Some(&first), "and nothing between them");
    stage.press("<tab>l");
    assert_eq!((at(&stage).part, at(&stage).at), (Part::Grid, 0));
}

#[test]
fn asks_once_for_a_screen_and_not_again_for_the_next_day() {
    let mut stage = calendar(demo());
    stage.press("l");
    let asked = |stage: &Stage| {
        stage.wanted.iter().filter(|effect| matches!(effect, Effect::Fetch(Query::Calendar { .. }))).count()
    };
    assert_eq!(asked(&stage), 0, "sums are here");
    stage.press("}}}");
    assert!(asked(&stage) <= 3);
    stage.wanted.clear();
    stage.draw(80, 24);
    stage.press("hhllkj");
    assert_eq!(asked(&stage), 0);
}

#[test]
fn verbs_are_about_the_row_of_the_selected_day() {
    let mut stage = calendar(demo());
    stage.press("<enter>");
    assert!(
        matches!(&stage.app.status, Status::Note(text) if text.contains("nothing ends on")),
        "{:?}",
        stage.app.status
    );
    assert_eq!(stage.app.subject(), None);
    to(&mut stage, "2026-12-20");
    let row = *at(&stage).here().unwrap();
    assert_eq!(stage.app.subject(), Some(row.id.account));
    assert_eq!(stage.only("w"), [Effect::Fetch(Query::Why(row.id.account))]);
    stage.press("<enter>");
    assert_eq!(stage.app.page.as_ref().unwrap().account, row.id.account);
    stage.press("q");
    assert!(stage.app.page.is_none() && at(&stage).shown, "back to the calendar");
    stage.press("r28 feb 2028<enter>");
    assert!(matches!(&stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    assert!(at(&stage).days().unwrap().on("2026-12-20".parse().unwrap()).is_empty(), "it has moved");
    to(&mut stage, "2028-02-28");
    assert_eq!(at(&stage).here().unwrap().id.account, row.id.account);
    stage.press("u");
    to(&mut stage, "2026-12-20");
    assert_eq!(at(&stage).here().unwrap().id.account, row.id.account);
}

#[test]
fn rows_are_selected_by_their_decision() {
    let mut stage = calendar(demo());
    stage.press("<tab>  ");
    assert_eq!((stage.app.picked().0, at(&stage).at), (2, 3));
    assert!(stage.draw(80, 24).contains("2 sel"));
    stage.press("*");
    assert!(matches!(&stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    assert_eq!(stage.app.picked().0, 0, "let go when it is sent");
    stage.press(" <esc>");
    assert_eq!(stage.app.picked().0, 0);
}

#[test]
fn comes_and_goes() {
    let mut stage = calendar(demo());
    assert_eq!((stage.app.context(), stage.app.focus, stage.app.alone), (Context::Grid, Focus::Renewals, true));
    stage.press("]1");
    assert!(!at(&stage).shown && stage.draw(80, 24).contains("Accounts 55"));
    stage.press("gr");
    assert_eq!(day(&stage), "2026-12-24", "where one was");
    stage.press("q");
    assert!(!at(&stage).shown && !stage.app.alone);
    stage.press("z");
    assert_eq!(stage.app.context(), Context::Renewals, "the pane alone is a list still");
    stage.press("3z");
    assert!(stage.draw(160, 45).contains("[days] agenda months"));
    stage.press("<tab>").draw(160, 45);
    assert_eq!(at(&stage).part, Part::Agenda);
}

/// What another program wrote is on the screen, and rows that went are not asked for again and again.
#[test]
fn follows_what_others_write() {
    let mut stage = Stage::in_file(demo());
    stage.press("3<tab>");
    let row = *at(&stage).here().or(at(&stage).rows().first()).unwrap();
    let mut other = Desk::open(&stage.path(), &settings(), Clock::Fixed(morning()), "other").unwrap();
    other.perform(Intent::Archive(Rows::Accounts(vec![row.id.account]))).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert!(at(&stage).rows().iter().all(|entry| entry.id.account != row.id.account));
    stage.draw(80, 24);
}

/// Weeks of revenue under the renewals of the triage screen.
#[test]
fn the_triage_screen_shows_the_coming_weeks() {
    let mut stage = Stage::new(demo());
    let strip = |screen: &str| screen.lines().any(|line| line.contains(" 12w "));
    assert!(strip(&stage.draw(80, 24)));
    assert!(!strip(&stage.press("<tab>/health:red<enter>").draw(80, 24)), "it is not filtered");
}

#[test]
fn a_stretch_of_the_agenda_is_selected_and_settled_in_one_step() {
    let mut stage = calendar(demo());
    stage.press("<tab>vjj");
    let first = at(&stage).at - 2;
    let rows = at(&stage).rows()[first..=first + 2].to_vec();
    let picked = |stage: &Stage| stage.app.picked().0;
    assert_eq!(picked(&stage), 3);
    assert!(rows.iter().all(|entry| stage.app.shown.decisions.picked.has(entry.id, 0, &(0..0))));
    assert_eq!(picked(stage.press("k")), 2, "it follows the cursor");
    assert_eq!((picked(stage.press("kk")), at(&stage).at), (2, 0), "also upwards");
    stage.press("vjjjj");
    assert_eq!(picked(&stage), 2, "kept: it no longer follows");
    stage.press("<esc>");
    assert_eq!(picked(&stage), 0);
    stage.press("Vmstage:talking<enter>");
    assert!(matches!(&stage.app.status, Status::Done(text) if text.contains("renewals")), "{:?}", stage.app.status);
    stage.press("u");
    assert!(matches!(&stage.app.status, Status::Undone(_)), "{:?}", stage.app.status);
    stage.press("jvjr+30d<enter>");
    assert!(matches!(&stage.app.status, Status::Done(text) if text.contains("moved to")), "{:?}", stage.app.status);
}

#[test]
fn a_day_is_selected_whole() {
    let mut stage = calendar(demo());
    let busy = at(&stage).rows().iter().find(|entry| {
        let same: Vec<_> = at(&stage).rows().iter().filter(|other| other.day == entry.day).collect();
        same.len() > 1 && entry.day > morning().today
    });
    let day = busy.unwrap().day;
    to(&mut stage, &day.to_string());
    stage.press("<space>");
    let on_day: Vec<_> = at(&stage).rows().iter().filter(|entry| entry.day == day).map(|entry| entry.id).collect();
    assert!(on_day.len() > 1 && on_day.iter().all(|id| stage.app.shown.decisions.picked.has(*id, 0, &(0..0))));
    assert_eq!(stage.press("<space>").app.picked().0, 0);
}

#[test]
fn views_filter_it_and_those_of_other_lists_leave_it() {
    let mut stage = calendar(demo());
    stage.press("/health:red<enter>fsred ones<enter>");
    assert!(stage.draw(80, 24).contains("red ones"), "{:?}", stage.app.status);
    stage.press("<esc>");
    let all = at(&stage).rows().len();
    stage.press("f/<esc>");
    let view = stage.app.filter(Focus::Renewals).is_all();
    assert!(view && at(&stage).shown);
    stage
        .desk
        .perform(Intent::SaveView(ViewDraft {
            name: "mine".to_owned(),
            list: ListKind::Renewals,
            query: "health:red".to_owned(),
            key: Some('b'),
            arrangement: Arrangement::default(),
        }))
        .unwrap();
    stage.press("fb");
    assert!(at(&stage).shown && at(&stage).rows().len() < all);
    stage
        .desk
        .perform(Intent::SaveView(ViewDraft {
            name: "tasks".to_owned(),
            list: ListKind::Tasks,
            query: "pri:1".to_owned(),
            key: Some('x'),
            arrangement: Arrangement::default(),
        }))
        .unwrap();
    stage.press("fx");
    assert_eq!((at(&stage).shown, stage.app.context()), (false, Context::Tasks));
}

/// A term that ended without an outcome stays in sight until it is settled, wherever renewals are.
#[test]
fn what_is_late_stays_until_it_is_settled() {
    let mut stage = calendar(demo());
    let today = morning().today;
    let late = |stage: &Stage| at(stage).rows().iter().filter(|entry| entry.day < today).count();
    assert_eq!(late(&stage), 1);
    assert_eq!(at(&stage).figures().unwrap().late.count, 1, "the line over the calendar");
    let screen = stage.press("<tab>gg").draw(80, 24);
    assert!(screen.contains("late 6d, no outcome") && screen.contains("from today"), "{screen}");
    let id = at(&stage).here().unwrap().id;
    assert!(stage.app.book.decisions.line(id).unwrap().end < today);
    assert!(stage.app.book.decisions.place(id).unwrap() < 5, "it is among the first of the triage screen");
    let name = stage.app.book.decisions.line(id).unwrap().account_name.clone();
    assert!(stage.press("1<tab>").draw(160, 45).matches(&name).count() > 1, "as account and as renewal");
    stage.press("3gg]");
    assert_eq!(late(&stage), 0, "of another month the agenda is that month's");
    assert_eq!(at(&stage).figures().unwrap().late.count, 1, "and the line still tells");
    stage.press("g.gg").press("drenewed<enter>");
    assert!(matches!(&stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    assert_eq!((late(&stage), at(&stage).figures().unwrap().late.count), (0, 0));
    stage.press("u");
    assert_eq!((late(&stage), at(&stage).figures().unwrap().late.count), (1, 1));
}

/// A leap year, the turn of the year and weeks that begin elsewhere, on the smallest screens and without colour.
#[test]
fn months_are_right_in_leap_years_and_over_year_ends() {
    let mut stage = calendar(demo());
    for (month, week_start, name) in [
        ("2028-02-29", WeekStart::Monday, "leap_monday"),
        ("2028-02-29", WeekStart::Sunday, "leap_sunday"),
        ("2028-02-29", WeekStart::Saturday, "leap_saturday"),
        ("2100-02-28", WeekStart::Monday, "no_leap_monday"),
        ("2026-12-31", WeekStart::Monday, "december_monday"),
        ("2027-01-01", WeekStart::Saturday, "january_saturday"),
    ] {
        stage.app.calendar.cut.week_start = week_start;
        to(&mut stage, month);
        let screen = stage.draw(80, 24);
        let grid: Vec<String> = screen.lines().skip(2).take(14).map(|line| line.chars().take(44).collect()).collect();
        assert_snapshot!(format!("month_{name}"), grid.join("\n"));
        let day: Day = month.parse().unwrap();
        let last = folio::domain::calendar::grid::month_of(day).1.ymd().2;
        let days = grid.join(" ");
        assert!(days.contains(&format!("{last}")) && !days.contains(&format!(" {} ", last + 1)), "{days}");
    }
}

#[test]
fn what_it_shows_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("red.ics");
    let mut stage = calendar(demo());
    stage.press("/health:red<enter>X");
    let screen = stage.draw(80, 24);
    assert!(screen.contains("renewals.ics") && screen.contains("of health:red"), "{screen}");
    stage.press("<ctrl-u>").press(&place.to_string_lossy()).press("<enter>");
    assert!(matches!(&stage.app.status, Status::Note(text) if text.contains("written to")), "{:?}", stage.app.status);
    let uids = |file: &str| -> Vec<String> {
        file.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let red = uids(&std::fs::read_to_string(&place).unwrap());
    let coming = at(&stage).rows().iter().filter(|entry| entry.day >= morning().today).count();
    assert_eq!(red.len(), coming, "as many items as the agenda has rows");
    stage.press("<esc>X").press(&place.to_string_lossy()).press("<enter>");
    let all = uids(&std::fs::read_to_string(&place).unwrap());
    assert!(all.len() > red.len() && red.iter().all(|uid| all.contains(uid)), "an item keeps its name");
    let nowhere = folder.path().join("nowhere").join("x.ics");
    stage.press("X<ctrl-u>").press(&nowhere.to_string_lossy()).press("<enter>");
    assert!(matches!(&stage.app.status, Status::Error(_)), "{:?}", stage.app.status);
}

#[test]
fn what_it_shows_goes_to_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = calendar(demo());
    stage.press("/health:red<enter>");
    let coming = at(&stage).rows().iter().filter(|entry| entry.day >= morning().today).count();
    for (name, says) in [("red.csv", "for a spreadsheet"), ("red.md", "in Markdown"), ("red.json", "for a program")] {
        let place = folder.path().join(name);
        stage.press("X<ctrl-u>").press(&place.to_string_lossy());
        assert!(stage.draw(160, 45).contains(&format!("a list {says}")), "{}", stage.draw(160, 45));
        stage.press("<enter>");
        assert!(
            matches!(&stage.app.status, Status::Note(text) if text.contains("rows written to")),
            "{:?}",
            stage.app.status
        );
        let file = std::fs::read_to_string(&place).unwrap();
        let rows = match name {
            "red.csv" => file.lines().count() - 1,
            "red.md" => file.lines().count() - 2,
            _ => serde_json::from_str::<serde_json::Value>(&file).unwrap()["items"].as_array().unwrap().len(),
        };
        assert_eq!(rows, coming, "{name}: {file}");
    }
}

#[test]
fn v_takes_the_month_that_is_shown() {
    let mut stage = calendar(demo());
    let (first, last) = folio::domain::calendar::grid::month_of(at(&stage).cursor.day);
    let query = Query::Agenda { from: first, to: last, limit: 1000 };
    let Answer::Agenda(found) = stage.desk.fetch(&query).unwrap() else { panic!("an agenda was asked for") };
    let month: std::collections::HashSet<_> = found.entries.iter().map(|entry| entry.id).collect();
    assert!(!month.is_empty() && month.len() < at(&stage).rows().len());
    stage.press("V");
    assert_eq!(stage.app.picked().0, month.len());
    assert!(month.iter().all(|id| stage.app.shown.decisions.picked.has(*id, 0, &(0..0))));
}
