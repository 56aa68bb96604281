//! The review of a week as Markdown, for a chat or the paper of a talk. Text of records is escaped; the note is the
//! person's own Markdown and stands as it is.

use crate::domain::review::figure::FigureLine;
use crate::domain::review::page::WeekPage;
use crate::domain::review::time::{Fit, TimeLine};
use crate::domain::review::{told, words};
use crate::domain::value::day::Day;
use crate::domain::value::markdown::escaped;
use crate::domain::value::money::short;
use crate::domain::value::text::shown_lines;
use std::fmt;

/// The page.
pub fn markdown(page: &WeekPage) -> String {
    let mut text = format!("# Week {}\n\n{}\n", page.week, days(page));
    figures(&mut text, page);
    time(&mut text, page);
    section(&mut text, "Done", page.done.iter().map(|line| owned(line.day, &line.what, &line.account_name)));
    section(
        &mut text,
        "Slipped",
        page.slipped.iter().filter(|line| line.open).map(|line| {
            let advice = format!("{}: {}", words::suggestion(line.suggestion), line.reason);
            format!("{}, moved {}x ({advice})", owned(line.due, &line.title, &line.account_name), line.slips)
        }),
    );
    section(
        &mut text,
        "Past their cadence",
        page.idle.iter().map(|line| {
            let idle = line.days.map_or("never spoken with".to_owned(), |days| format!("{days}d"));
            format!("{}: {}, {idle}, cadence {}d", line.name, short(line.arr, page.home), line.cadence)
        }),
    );
    section(&mut text, &format!("Next week, {}", page.next.week), next(page).into_iter());
    if let Some(review) = &page.review {
        section(&mut text, "Decided", review.decisions.iter().map(words::decision));
        let note = shown_lines(review.note.raw()).join("\n");
        if !note.trim().is_empty() {
            text = format!("{text}\n## Note\n\n{}\n", note.trim());
        }
    }
    text
}

/// The days of the week, and how far its facts go.
pub fn days(page: &WeekPage) -> String {
    let (first, last) = (page.week.first, page.week.last());
    let whole = format!("{} {first} to {} {last}", first.weekday(), last.weekday());
    match page.stood {
        Some(at) => format!("{whole}, figures as they stood at {at}"),
        None if page.as_of < last => format!("{whole}, up to {} {}", page.as_of.weekday(), page.as_of),
        None => whole,
    }
}

fn figures(text: &mut String, page: &WeekPage) {
    let targets = page.figures.iter().any(|line| line.target.is_some());
    text.push_str("\n## Figures\n\n");
    let head = format!("| figure | this week | change | last week | 4-week average | {} so far |", page.quarter_name);
    text.push_str(&head);
    text.push_str(if targets {
        " target |\n|---|---:|---:|---:|---:|---:|---:|\n"
    } else {
        "\n|---|---:|---:|---:|---:|---:|\n"
    });
    for line in &page.figures {
        let full = |value| words::amount(line.figure, value, page.home);
        let change = told::change(line, page.home);
        let row = [full(line.this), change, full(line.last), full(line.average), full(line.quarter)].join(" | ");
        let target = if targets { format!(" {} |", goal(line, page)) } else { String::new() };
        put(text, format_args!("| {} | {row} |{target}", line.figure.listed()));
    }
}

/// What the quarter is to reach; nothing where nobody said.
fn goal(line: &FigureLine, page: &WeekPage) -> String {
    line.target.map(|goal| words::target(line.figure, goal, page.home)).unwrap_or_default()
}

fn time(text: &mut String, page: &WeekPage) {
    if page.time.minutes == 0 {
        return;
    }
    text.push_str("\n## Time against value\n\n| account | time | ARR | stake | |\n|---|---:|---:|---:|---|\n");
    let told = |line: &&TimeLine| line.minutes > 0 || line.fit != Fit::Fair;
    for line in page.time.accounts.iter().filter(told) {
        let share = |share: Option<f64>| share.map_or(words::NONE.to_owned(), words::percent);
        let advice =
            if line.fit == Fit::Fair { String::new() } else { format!("{}: {}", line.fit.word(), line.advice) };
        let row = [share(line.minute_share), share(line.arr_share), share(line.stake_share)].join(" | ");
        put(text, format_args!("| {} | {row} | {} |", escaped(&line.name), escaped(&advice)));
    }
    put(text, format_args!("\n{}", escaped(&page.time.basis)));
}

fn next(page: &WeekPage) -> Vec<String> {
    let mut lines: Vec<(Day, String)> = Vec::new();
    for line in &page.next.decisions {
        let what = if line.cancel_by { "cancel-by" } else { "end of term" };
        lines.push((
            line.day,
            owned(line.day, &format!("{what}, {}", short(line.revenue, page.home)), &line.account_name),
        ));
    }
    lines.extend(page.next.tasks.iter().map(|line| (line.due, owned(line.due, &line.title, &line.account_name))));
    lines.extend(page.next.owed.iter().map(|line| (line.day, owned(line.day, "a touch is owed", &line.name))));
    lines.sort_by_key(|(day, _)| *day);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A line with its day, and whose it is.
fn owned(day: Day, what: &str, account: &str) -> String {
    let whose = if account.is_empty() { String::new() } else { format!(" ({account})") };
    format!("{} {}{whose}", words::weekday(day), what)
}

/// Adds a line.
fn put(text: &mut String, line: fmt::Arguments<'_>) {
    text.push_str(&line.to_string());
    text.push('\n');
}

fn section(text: &mut String, name: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.map(|line| format!("- {}\n", escaped(&line))).collect();
    if !lines.is_empty() {
        *text = format!("{text}\n## {name}: {}\n\n{}", lines.len(), lines.concat());
    }
}
