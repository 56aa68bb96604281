//! The review of a week as Markdown, for a chat or a document. Text of records is escaped.

use crate::domain::phrase::minutes;
use crate::domain::review::page::WeekPage;
use crate::domain::review::time::Fit;
use crate::domain::value::markdown::escaped;
use crate::exchange::review::words;
use std::fmt::Write as _;

fn item(out: &mut String, line: &str) {
    let _ = writeln!(out, "- {}", escaped(line));
}

fn section(out: &mut String, name: &str, lines: impl Iterator<Item = String>, none: &str) {
    let _ = write!(out, "\n## {}\n\n", escaped(name));
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        let _ = writeln!(out, "{none}");
    }
    lines.for_each(|line| item(out, &line));
}

/// The page.
pub fn write(page: &WeekPage) -> String {
    let mut out = format!("# {}\n\n{}\n", escaped(&words::title(page)), escaped(&words::as_of(page)));
    out.push_str("\n## Week in numbers\n\n");
    out.push_str("| figure | this week | last | 4-week mean | quarter | target |\n|---|--:|--:|--:|--:|--:|\n");
    for line in &page.figures {
        let cells = words::figures(line, page.home).map(|cell| escaped(&cell));
        let _ = writeln!(out, "| {} | {} |", escaped(line.figure.label().trim()), cells.join(" | "));
    }
    let table = &page.time;
    let misfits = table.accounts.iter().filter(|line| line.fit != Fit::Fair).map(|line| {
        let advice = if line.advice.is_empty() { String::new() } else { format!(". {}", line.advice) };
        format!("{}, {}: {} spent, {}{advice}", line.name, line.fit.word(), words::spent(line), words::shares(line))
    });
    let spent = format!("Time against value: {} in {} touches", minutes::print(table.minutes), table.touches);
    section(&mut out, &spent, misfits, "The time fits the value.");
    let done =
        page.done.iter().map(|line| format!("{}: {}", words::day(line.day), words::of(&line.what, &line.account_name)));
    section(&mut out, &format!("Done: {}", page.done.len()), done, "Nothing, as far as the book knows.");
    let slipped = page.slipped.iter().map(|line| {
        let slips = if line.slips > 0 { format!(", moved {} times", line.slips) } else { String::new() };
        let what = words::of(&line.title, &line.account_name);
        format!("{what}, due {}{slips}; {}", words::day(line.due), words::suggestion(line))
    });
    section(&mut out, &format!("Slipped: {}", page.slipped.len()), slipped, "Nothing: every promise was kept.");
    let idle = page.idle.iter().map(|line| {
        let days = line.days.map_or_else(|| "never touched".to_owned(), |days| format!("{days} days"));
        format!("{}, {}: {days}, cadence {}", line.name, words::money(line.arr, page), line.cadence)
    });
    section(&mut out, &format!("Idle accounts: {}", page.idle.len()), idle, "None.");
    let next = &page.next;
    let decisions = next.decisions.iter().map(|line| {
        let what = if line.cancel_by { "last day for notice of" } else { "renewal of" };
        format!("{}: {what} {}, {}", words::day(line.day), line.account_name, words::money(line.revenue, page))
    });
    let tasks = next
        .tasks
        .iter()
        .map(|line| format!("{}: {}", words::day(line.due), words::of(&line.title, &line.account_name)));
    let owed = next.owed.iter().map(|line| format!("{}: a touch is owed to {}", words::day(line.day), line.name));
    section(&mut out, "Next week", decisions.chain(tasks).chain(owed), "Nothing is promised, decided or owed.");
    if let Some(review) = page.review.as_ref().filter(|review| !review.note.is_blank()) {
        // The person's own Markdown, as it was written.
        let lines = crate::domain::value::text::shown_lines(review.note.raw());
        let _ = write!(out, "\n## Note\n\n{}\n", lines.join("\n"));
    }
    out
}
