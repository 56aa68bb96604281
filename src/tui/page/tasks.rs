//! Tasks of the account: open ones, then those closed lately.

use crate::domain::book::TaskLine;
use crate::domain::record::task::TaskState;
use crate::domain::value::day_text::nearby;
use crate::domain::value::text::{fit, pad, pad_left, width};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::item::{self, Item};
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The section, of items in their order.
pub fn section(paint: Paint<'_>, view: &AccountView, items: &[Item], cells: usize) -> Section {
    let today = paint.now.today;
    let overdue = view.tasks.iter().filter(|line| line.due.is_some_and(|due| due < today)).count();
    let late = if overdue > 0 { format!("  {overdue} overdue") } else { String::new() };
    let runs: Vec<String> = view
        .runs
        .iter()
        .map(|(run, done)| format!("  {} {}/{}", run.playbook.shown(), done.closed, done.total))
        .collect();
    let title = format!("Tasks {} open{late}{}", view.tasks.len(), runs.concat());
    if items.is_empty() {
        return Section::text(title, [Line::styled("nothing to do: a adds a task", paint.theme.dim)]);
    }
    Section::items(
        title,
        items.iter().map(|item| match item {
            Item::Task(id) => item::task(view, *id).map(|line| vec![task(paint, line, cells)]).unwrap_or_default(),
            _ => Vec::new(),
        }),
    )
}

fn task(paint: Paint<'_>, line: &TaskLine, cells: usize) -> Line<'static> {
    let (theme, today) = (paint.theme, paint.now.today);
    let mark = theme.ellipsis();
    let snoozed = line.wait_until.is_some_and(|until| until > today);
    let off = snoozed || !line.state.is_open();
    let style = |style: Style| if off { theme.dim } else { style };
    let day = match line.state {
        TaskState::Done => "done".to_owned(),
        TaskState::Dropped => "drop".to_owned(),
        _ if snoozed => "snooze".to_owned(),
        _ => line.due.map_or_else(|| "-".to_owned(), |due| nearby(due, today)),
    };
    let days = line.due.map_or(99, |due| due.since(today));
    let waits = match line.state {
        TaskState::WaitingCustomer => "w:customer ",
        TaskState::WaitingSales => "w:sales ",
        TaskState::WaitingSupport => "w:support ",
        TaskState::WaitingProduct => "w:product ",
        _ => "",
    };
    let mut tail = String::new();
    if cells >= 46 && line.slips > 0 {
        tail = format!(" moved {}x", line.slips);
    }
    if let Some(minutes) = line.estimate_minutes.filter(|_| cells >= 46) {
        tail = format!("{tail} {minutes}m");
    }
    let room = cells.saturating_sub(2 + 7 + width(&tail));
    let text = pad(&format!("{waits}{}", line.title), room, mark);
    Line::from(vec![
        Span::styled(format!("{} ", line.priority.map_or(" ", |priority| priority.word())), style(theme.strong)),
        Span::styled(pad_left(&fit(&day, 6, mark), 6, ""), style(theme.near(if days <= 0 { days } else { 99 }))),
        Span::styled(format!(" {text}"), style(Style::new())),
        Span::styled(tail, theme.dim),
    ])
}
