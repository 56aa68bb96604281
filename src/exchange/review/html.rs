//! The review of a week as one page for a browser, with its charts; it also prints.

use crate::domain::phrase::minutes;
use crate::domain::review::figure::Figure;
use crate::domain::review::page::{SlippedLine, WeekPage};
use crate::domain::review::time::{Fit, TimeLine};
use crate::domain::review::told;
use crate::domain::review::words::decision;
use crate::exchange::html::{Cell, Column, Page};
use crate::exchange::review::words;
use crate::exchange::svg::{self, Shares};

/// Accounts in the chart at the most; a longer one is not read.
const BARS: usize = 16;
/// Figures that stand on top.
const TILES: [Figure; 6] = [
    Figure::TasksDone,
    Figure::TasksSlipped,
    Figure::Touches,
    Figure::AccountsTouched,
    Figure::ArrTouched,
    Figure::RenewalsClosed,
];
/// Kinds of touch, for the columns.
const KINDS: [Figure; 5] = [Figure::Calls, Figure::Emails, Figure::Meetings, Figure::Qbrs, Figure::OtherTouches];

/// The page.
pub fn write(week: &WeekPage) -> String {
    let mut page = Page::new(&words::title(week), &words::as_of(week));
    page.tiles(&tiles(week));
    note(&mut page, week);
    time(&mut page, week);
    numbers(&mut page, week);
    lists(&mut page, week);
    page.finish(&format!("Written by folio from one book: {} {}", week.week, week.quarter_name))
}

fn tiles(week: &WeekPage) -> Vec<(String, String, String)> {
    let of = |figure: Figure| week.figures.iter().find(|line| line.figure == figure);
    let told = |line: &crate::domain::review::figure::FigureLine| {
        let figure = told::amount(line.this?, line.figure.unit(), week.home);
        let last = line.last.map(|last| format!("last week {}", told::amount(last, line.figure.unit(), week.home)));
        Some((line.figure.label().trim().to_owned(), figure, last.unwrap_or_default()))
    };
    TILES.into_iter().filter_map(of).filter_map(told).collect()
}

fn note(page: &mut Page, week: &WeekPage) {
    let Some(review) = week.review.as_ref().filter(|review| !review.note.is_blank()) else { return };
    page.section("note", "Note");
    page.note(review.note.raw());
    page.end();
}

/// A row of the chart. Accounts without minutes are told too: they are those that lack them.
fn shares(line: &TimeLine) -> Shares {
    let class = match line.fit {
        Fit::Over => "over",
        Fit::Under => "under",
        Fit::Fair => "quiet",
    };
    let spent = words::spent(line);
    let word = if line.fit == Fit::Fair { spent } else { format!("{spent}, {}", line.fit.word()) };
    Shares {
        name: line.name.clone(),
        left: line.minute_share.unwrap_or_default(),
        right: line.value_share(),
        word,
        class,
    }
}

fn time(page: &mut Page, week: &WeekPage) {
    let table = &week.time;
    page.section("time", "Time against value");
    if table.minutes == 0 {
        page.hint("No minutes were logged in this week.");
        page.end();
        return;
    }
    let total = minutes::print(table.minutes);
    let missing =
        if table.unmeasured > 0 { format!(", {} of them without minutes", table.unmeasured) } else { String::new() };
    page.say(&format!("{total} in {} touches{missing}.", table.touches));
    let rows: Vec<Shares> = table.accounts.iter().take(BARS).map(shares).collect();
    let title = "Share of the minutes of each account beside its share of revenue and stake";
    let svg = svg::shares("chart-accounts", title, ("share of time", "share of value"), &rows);
    let more = table.accounts.len().saturating_sub(BARS);
    let more = if more > 0 { format!("; {more} more accounts stand in the table") } else { String::new() };
    page.figure(&svg, &format!("{}{more}", table.basis));
    let misfits: Vec<&TimeLine> = table.accounts.iter().filter(|line| line.fit != Fit::Fair).collect();
    if !misfits.is_empty() {
        page.list(misfits.iter().map(|line| {
            let advice = if line.advice.is_empty() { String::new() } else { format!("; {}", line.advice) };
            format!("{}, {}: {}{advice}", line.name, line.fit.word(), words::shares(line))
        }));
    }
    if !table.segments.is_empty() {
        let rows: Vec<Shares> = table.segments.iter().map(shares).collect();
        let title = "Share of the minutes of each segment beside its share of revenue and stake";
        let svg = svg::shares("chart-segments", title, ("share of time", "share of value"), &rows);
        page.figure(&svg, "The same by segment.");
    }
    let columns = [
        Column::Words("Whose"),
        Column::Figures("Minutes"),
        Column::Figures("of time"),
        Column::Figures("of ARR"),
        Column::Figures("of stake"),
        Column::Words("Verdict"),
    ];
    let share = |part: Option<f64>| part.map(told::share).unwrap_or_default();
    let all = table.accounts.iter().chain(&table.segments).chain(&table.kinds);
    let row = |line: &TimeLine| -> Vec<Cell> {
        vec![
            line.name.clone().into(),
            words::spent(line).into(),
            share(line.minute_share).into(),
            share(line.arr_share).into(),
            share(line.stake_share).into(),
            words::fit(line).into(),
        ]
    };
    page.table("Accounts, then segments, then kinds of touch", &columns, all.map(row));
    page.end();
}

fn numbers(page: &mut Page, week: &WeekPage) {
    page.section("numbers", "Week in numbers");
    let of = |figure: &Figure| week.figures.iter().find(|line| line.figure == *figure);
    let kinds: Vec<(String, f64, String)> = KINDS
        .iter()
        .filter_map(of)
        .filter_map(|line| {
            let value = line.this?.value;
            Some((line.figure.label().trim().to_owned(), value, format!("{value:.0}")))
        })
        .collect();
    if kinds.iter().any(|(_, value, _)| *value > 0.0) {
        page.figure(&svg::columns("chart-kinds", "Touches of the week by kind", &kinds), "Touches by kind.");
    }
    let columns = [
        Column::Words("Figure"),
        Column::Figures("This week"),
        Column::Figures("Change"),
        Column::Figures("Last"),
        Column::Figures("4-week mean"),
        Column::Figures("Quarter"),
        Column::Figures("Target"),
    ];
    let rows = week.figures.iter().map(|line| {
        let name = Cell::Noted(line.figure.listed(), line.basis.clone());
        std::iter::once(name).chain(words::figures(line, week.home).map(Cell::Text)).collect::<Vec<Cell>>()
    });
    page.table("Each figure with what it is reckoned on", &columns, rows);
    page.end();
}

fn lists(page: &mut Page, week: &WeekPage) {
    page.section("done", &format!("Done: {}", week.done.len()));
    if week.done.is_empty() {
        page.hint("Nothing, as far as the book knows.");
    } else {
        page.list(
            week.done
                .iter()
                .map(|line| format!("{}: {}", words::day(line.day), words::of(&line.what, &line.account_name))),
        );
    }
    page.end();
    // What was closed since needs no advice any more.
    let slipped: Vec<&SlippedLine> = week.slipped.iter().filter(|line| line.open).collect();
    page.section("slipped", &format!("Slipped: {}", slipped.len()));
    if slipped.is_empty() {
        page.hint("Nothing: every promise was kept.");
    } else {
        let columns = [
            Column::Words("Task"),
            Column::Words("Account"),
            Column::Words("Was due"),
            Column::Figures("Slips"),
            Column::Words("Suggested"),
        ];
        let rows = slipped.iter().map(|line| -> Vec<Cell> {
            vec![
                line.title.clone().into(),
                line.account_name.clone().into(),
                words::day(line.due).into(),
                line.slips.to_string().into(),
                words::suggestion(line).into(),
            ]
        });
        page.table("Open tasks past their promised day", &columns, rows);
    }
    page.end();
    page.section("idle", &format!("Idle accounts: {}", week.idle.len()));
    if week.idle.is_empty() {
        page.hint("None: every account was touched within its cadence.");
    } else {
        let columns =
            [Column::Words("Account"), Column::Figures("ARR"), Column::Figures("Days"), Column::Figures("Cadence")];
        let rows = week.idle.iter().map(|line| -> Vec<Cell> {
            let days = line.days.map_or_else(|| "never".to_owned(), |days| days.to_string());
            vec![
                line.name.clone().into(),
                words::money(line.arr, week).into(),
                days.into(),
                line.cadence.to_string().into(),
            ]
        });
        page.table("Without a touch for longer than their cadence, the most revenue first", &columns, rows);
    }
    page.end();
    next(page, week);
    decided(page, week);
}

fn decided(page: &mut Page, week: &WeekPage) {
    let decisions = week.review.as_ref().map(|review| review.decisions.as_slice()).unwrap_or_default();
    if decisions.is_empty() {
        return;
    }
    page.section("decided", &format!("Decided: {}", decisions.len()));
    page.list(decisions.iter().map(decision));
    page.end();
}

fn next(page: &mut Page, week: &WeekPage) {
    let next = &week.next;
    page.section("next", "Next week");
    let decisions = next.decisions.iter().map(|line| {
        let what = if line.cancel_by { "last day for notice of" } else { "renewal of" };
        (line.day, format!("{what} {}, {}", line.account_name, words::money(line.revenue, week)))
    });
    let tasks = next.tasks.iter().map(|line| (line.due, words::of(&line.title, &line.account_name)));
    let owed = next.owed.iter().map(|line| (line.day, format!("a touch is owed to {}", line.name)));
    let mut rows: Vec<(crate::domain::value::day::Day, String)> = decisions.chain(tasks).chain(owed).collect();
    rows.sort_by_key(|(day, _)| *day);
    if rows.is_empty() {
        page.hint("Nothing is promised, decided or owed.");
    } else {
        page.list(rows.into_iter().map(|(day, text)| format!("{}: {text}", words::day(day))));
    }
    page.end();
}
