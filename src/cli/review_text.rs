//! The review of a week as text and tables that fit the terminal.

use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::stats::say;
use crate::domain::phrase::minutes;
use crate::domain::record::target::{Measured, Metric};
use crate::domain::review::figure::{Amount, BehindLine, Beside, Better, Figure};
use crate::domain::review::page::WeekPage;
use crate::domain::review::time::{Fit, TimeLine};
use crate::domain::review::{told, words};
use crate::domain::value::day::{Day, Now};
use crate::domain::value::money::{Currency, short};
use crate::domain::value::text::shown_lines;
use serde_json::json;

/// Rows of a list that a page shows.
const SHOWN: usize = 10;

/// The page for people.
pub fn page(found: &WeekPage, now: Now, look: &Look) -> Result<String, Failure> {
    let mut text = String::new();
    say(&mut text, &heading(found, now), Paint::Bold, look);
    text.push('\n');
    section(&mut text, "", &figures_table(found, look), 0, look)?;
    say(&mut text, "--basis says what each is reckoned on, --behind FIGURE shows the rows", Paint::Dim, look);
    section(&mut text, "TIME AGAINST VALUE", &time(found), 0, look)?;
    if found.time.touches > 0 {
        say(&mut text, &found.time.basis, Paint::Dim, look);
    }
    let (rows, all) = (table_of(&found.done, done), found.done.len());
    section(&mut text, &format!("DONE {all}"), &rows, all, look)?;
    let open: Vec<_> = found.slipped.iter().filter(|line| line.open).cloned().collect();
    let (rows, all) = (table_of(&open, slipped), open.len());
    section(&mut text, &format!("SLIPPED {all}"), &rows, all, look)?;
    let (rows, all) = (idle(found), found.idle.len());
    section(&mut text, &format!("PAST THEIR CADENCE {all}, by ARR"), &rows, all, look)?;
    let (rows, all) = next(found);
    section(&mut text, &format!("NEXT WEEK {all}"), &rows, all, look)?;
    if let Some(review) = &found.review {
        saved(&mut text, review, look);
    }
    Ok(text)
}

fn heading(found: &WeekPage, now: Now) -> String {
    let (first, last) = (found.week.first, found.week.last());
    let so_far = match found.stood {
        Some(at) => format!(", figures as they stood on {} {}", now.zone.day(at), now.zone.clock(at)),
        None if found.as_of < last => format!(", up to {} {}", found.as_of.weekday(), found.as_of),
        None => String::new(),
    };
    format!("{}: {} {first} to {} {last}{so_far}", found.week, first.weekday(), last.weekday())
}

fn saved(text: &mut String, review: &crate::domain::record::review::Review, look: &Look) {
    if !review.decisions.is_empty() {
        text.push('\n');
        say(text, &format!("DECIDED {}", review.decisions.len()), Paint::Dim, look);
        for decision in &review.decisions {
            say(text, &words::decision(decision), Paint::None, look);
        }
    }
    if !review.note.is_blank() {
        text.push('\n');
        say(text, "NOTE", Paint::Dim, look);
        for line in shown_lines(review.note.raw()) {
            say(text, &line, Paint::None, look);
        }
    }
}

/// Adds a table under its title, so many rows of all; nothing for an empty one.
fn section(text: &mut String, title: &str, table: &Table, all: usize, look: &Look) -> Result<(), Failure> {
    if table.is_empty() {
        return Ok(());
    }
    if !title.is_empty() {
        text.push('\n');
        say(text, title, Paint::Dim, look);
    }
    let mut bytes = Vec::new();
    table.write(&mut bytes, look)?;
    text.push_str(&String::from_utf8_lossy(&bytes));
    if all > table.len() {
        say(text, &format!("and {} more", all - table.len()), Paint::Dim, look);
    }
    Ok(())
}

/// The figures: in full for people, as plain numbers in pipes.
pub fn figures_table(found: &WeekPage, look: &Look) -> Table {
    let mut columns = vec![
        Column::new("figure", "FIGURE"),
        Column::new("this", "THIS WEEK").figures(),
        Column::new("last", "LAST").figures(),
        Column::new("average", "4W AVG").figures().dropped(2),
        Column::new("quarter", "QUARTER").figures().dropped(3),
        Column::new("target", "TARGET").figures().dropped(4),
    ];
    let person = look.format == Format::Auto;
    if person {
        columns.insert(2, Column::new("change", "CHANGE").figures().dropped(1));
    }
    let targets = !person || found.figures.iter().any(|line| line.target.is_some());
    if !targets {
        columns.pop();
    }
    if !person {
        columns.extend(["of", "basis"].map(|key| Column::new(key, key)));
    }
    let mut table = Table::new("folio.review.figures/1", columns);
    let home = found.home;
    for line in &found.figures {
        let figure = line.figure;
        let value = |value: Option<Amount>, text: String| {
            let plain = value.map(|value| plain(figure, value.value, home)).unwrap_or_default();
            Cell::new(text, plain.clone(), json!(plain))
        };
        let paint = if is_worse(figure, line.this, line.last) { Paint::Yellow } else { Paint::Bold };
        let mut row = vec![
            Cell::word(if person { figure.label() } else { figure.word() }),
            value(line.this, words::amount(figure, line.this, home)).painted(paint),
        ];
        if person {
            row.push(Cell::word(told::change(line, home)));
        }
        row.extend([
            value(line.last, words::brief(figure, line.last, home)),
            value(line.average, words::brief(figure, line.average, home)),
            value(line.quarter, words::brief(figure, line.quarter, home)),
        ]);
        let goal = line.target.map(|goal| words::target(figure, goal, home));
        if targets {
            let goal_plain = line.target.map(|goal| match Metric::measure(figure) {
                Measured::Percent => goal.to_string(),
                Measured::Money | Measured::Count => plain(figure, goal, home),
            });
            let goal_plain = goal_plain.unwrap_or_default();
            row.push(Cell::new(goal.unwrap_or_default(), goal_plain.clone(), json!(goal_plain)));
        }
        if !person {
            let of = line.this.and_then(|value| value.of).map(|of| plain(figure, of, home)).unwrap_or_default();
            row.push(Cell::word(of));
            row.push(Cell::word(&line.basis));
        }
        table.push(row);
    }
    table
}

/// A number for pipes: money in whole units with their decimals.
fn plain(figure: Figure, value: f64, home: Currency) -> String {
    use crate::domain::review::figure::Unit;
    use crate::domain::value::money::exact;
    match figure.unit() {
        Unit::Money => exact(value as i64, home),
        _ => ((value * 1e3).round() / 1e3).to_string(),
    }
}

/// Whether a figure that is better low has risen. One that is better high is still rising while the week runs.
fn is_worse(figure: Figure, this: Option<Amount>, last: Option<Amount>) -> bool {
    figure.better() == Better::Less && this.zip(last).is_some_and(|(this, last)| this.value > last.value)
}

/// What each figure is reckoned on.
pub fn bases(found: &WeekPage, look: &Look) -> String {
    let mut text = String::new();
    for line in &found.figures {
        let value = words::amount(line.figure, line.this, found.home);
        say(&mut text, &format!("{} {value}: {}", line.figure.label().trim_start(), line.basis), Paint::None, look);
    }
    text
}

fn time(found: &WeekPage) -> Table {
    let columns = vec![
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("minutes", "TIME").figures(),
        Column::new("share", "SHARE").figures(),
        Column::new("arr", "OF ARR").figures().dropped(2),
        Column::new("stake", "OF STAKE").figures().dropped(1),
        Column::new("fit", "FIT"),
        Column::new("advice", "NEXT").cut_to(16),
    ];
    let mut table = Table::new("folio.review.time/1", columns);
    let share = |share: Option<f64>| Cell::word(share.map_or(words::NONE.to_owned(), words::percent));
    let lines = found.time.accounts.iter().take(SHOWN).chain(&found.time.segments);
    let misfits = |line: &&TimeLine| line.minutes > 0 || line.fit != Fit::Fair;
    for line in lines.filter(misfits) {
        let paint = match line.fit {
            Fit::Over => Paint::Yellow,
            Fit::Under => Paint::Red,
            Fit::Fair => Paint::None,
        };
        let name = if line.account.is_some() { line.name.clone() } else { format!("all {}", line.name) };
        table.push(vec![
            Cell::word(name),
            Cell::word(if line.minutes == 0 { "0".to_owned() } else { minutes::print(line.minutes) }),
            share(line.minute_share),
            share(line.arr_share),
            share(line.stake_share),
            Cell::word(line.fit.word()).painted(paint),
            Cell::word(&line.advice),
        ]);
    }
    table
}

fn table_of<T>(rows: &[T], shape: fn(&[T]) -> Table) -> Table {
    shape(rows.get(..SHOWN).unwrap_or(rows))
}

fn done(rows: &[crate::domain::review::page::DoneLine]) -> Table {
    let columns = vec![
        Column::new("day", "DAY"),
        Column::new("what", "WHAT").cut_to(20),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
    ];
    let mut table = Table::new("folio.review.done/1", columns);
    for line in rows {
        let day = Cell::word(words::weekday(line.day));
        table.push(vec![day, Cell::word(&line.what), Cell::word(&line.account_name)]);
    }
    table
}

fn slipped(rows: &[crate::domain::review::page::SlippedLine]) -> Table {
    let columns = vec![
        Column::new("priority", "PRI").dropped(2),
        Column::new("due", "WAS DUE"),
        Column::new("title", "TASK").cut_to(16),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("slips", "SLIPS").figures().dropped(3),
        Column::new("suggest", "SUGGEST"),
        Column::new("reason", "WHY").cut_to(12).dropped(4),
        Column::new("id", "ID").cut_to(10).dropped(1),
    ];
    let mut table = Table::new("folio.review.slipped/1", columns);
    for line in rows {
        table.push(vec![
            cells::word(line.priority.map(|priority| format!("!{priority}"))),
            Cell::word(words::weekday(line.due)),
            Cell::word(&line.title),
            Cell::word(&line.account_name),
            Cell::word(format!("{}x", line.slips)),
            Cell::word(words::suggestion(line.suggestion)).painted(Paint::Bold),
            Cell::word(&line.reason),
            Cell::word(line.task.to_string()),
        ]);
    }
    table
}

fn idle(found: &WeekPage) -> Table {
    let columns = vec![
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("arr", "ARR").figures(),
        Column::new("health", "HLT"),
        Column::new("idle", "IDLE").figures(),
        Column::new("cadence", "CADENCE").figures().dropped(1),
        Column::new("tasks", "TASKS").figures().dropped(2),
    ];
    let mut table = Table::new("folio.review.idle/1", columns);
    for line in found.idle.iter().take(SHOWN) {
        table.push(vec![
            Cell::word(&line.name),
            Cell::word(short(line.arr, found.home)),
            cells::health(line.band, line.trend),
            Cell::word(line.days.map_or("never".to_owned(), |days| format!("{days}d"))),
            Cell::word(format!("{}d", line.cadence)),
            Cell::count(line.open_tasks.into()),
        ]);
    }
    table
}

fn next(found: &WeekPage) -> (Table, usize) {
    let columns = vec![
        Column::new("day", "DAY"),
        Column::new("what", "WHAT").cut_to(20),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
    ];
    let mut rows: Vec<(Day, String, &str)> = Vec::new();
    for line in &found.next.decisions {
        let what = if line.cancel_by { "cancel-by" } else { "end of term" };
        rows.push((line.day, format!("{what}, {}", short(line.revenue, found.home)), &line.account_name));
    }
    rows.extend(found.next.tasks.iter().map(|line| (line.due, line.title.clone(), line.account_name.as_str())));
    rows.extend(found.next.owed.iter().map(|line| (line.day, "a touch is owed".to_owned(), line.name.as_str())));
    rows.sort_by_key(|(day, ..)| *day);
    let all = rows.len();
    let mut table = Table::new("folio.review.next/1", columns);
    for (day, what, account) in rows.into_iter().take(SHOWN) {
        table.push(vec![Cell::word(words::weekday(day)), Cell::word(what), Cell::word(account)]);
    }
    (table, all)
}

/// The rows behind a figure.
pub fn behind_table(rows: &[BehindLine], today: Day, home: Currency) -> Table {
    let columns = vec![
        Column::new("counts", "COUNTS"),
        Column::new("day", "DAY").figures(),
        Column::new("title", "WHAT").cut_to(16),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("amount", "AMOUNT").figures(),
        Column::new("kind", "KIND").dropped(2),
        Column::new("id", "ID").cut_to(10).dropped(1),
    ];
    let mut table = Table::new("folio.review.behind/1", columns);
    for line in rows {
        let amount = match line.amount {
            Some(Beside::Money(minor)) => cells::money(minor, home),
            Some(Beside::Days(days)) => Cell::new(format!("{days:.0}d"), days.to_string(), json!(days)),
            None => Cell::none(),
        };
        table.push(vec![
            Cell::new(if line.counts { "yes" } else { "no" }, line.counts.to_string(), json!(line.counts)),
            line.day.map_or_else(Cell::none, |day| Cell::day(day, today)),
            Cell::word(&line.title),
            Cell::word(&line.account_name),
            amount,
            Cell::word(line.kind.word()),
            Cell::word(&line.key),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stand;
    use crate::domain::review::week::Week;
    use crate::domain::value::text::width;
    use crate::service::query::{Answer, Query};
    use chrono::Weekday;

    #[test]
    fn a_week_fits_the_terminal() {
        let (_folder, desk) = stand::desk();
        desk.freshen().unwrap();
        let week = Week::of(desk.now().today, Weekday::Mon);
        let fetch = |week| match desk.fetch(&Query::Review(week)).unwrap() {
            Answer::Review(found) => found,
            _ => panic!("a review was asked for"),
        };
        for columns in [40, 60, 80, 120] {
            let look = stand::terminal(columns);
            let shot = page(&fetch(week), desk.now(), &look).unwrap();
            assert!(shot.lines().all(|line| width(line) <= columns.into()), "{shot}");
            let shot = bases(&fetch(week), &look);
            assert!(shot.lines().all(|line| width(line) <= columns.into()), "{shot}");
        }
    }
}
