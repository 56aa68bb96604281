//! Decisions to come with their last day for notice, contracts; then what is settled.

use crate::domain::book::DecisionLine;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day_text::distance;
use crate::domain::value::money::{Money, short};
use crate::domain::value::original::beside;
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::item::{self, Item};
use crate::tui::page::line::{cut, pair};
use crate::tui::page::section::Section;
use crate::tui::panes::cells::mark_of;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells from which a row has a second line.
const TWO_LINES: usize = 42;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let running = view.subscriptions.iter().filter(|row| row.ended_on.is_none()).count();
    let title = format!("Contracts {running}");
    let items = item::contracts(view);
    if items.is_empty() {
        return Section::text(title, [Line::styled("no contract on record", paint.theme.dim)]);
    }
    Section::items(
        title,
        items.into_iter().map(|item| match item {
            Item::Decision(id) => {
                let line = view.decisions.iter().find(|line| line.id == id);
                line.map(|line| decision(paint, view, line, cells)).unwrap_or_default()
            }
            Item::Subscription(id) => {
                let row = view.subscriptions.iter().find(|row| row.id == id);
                row.map(|row| subscription(paint, row, cells)).unwrap_or_default()
            }
            Item::Settled(id) => {
                view.renewals.iter().find(|row| row.id == id).map(|row| settled(paint, row, cells)).unwrap_or_default()
            }
            _ => Vec::new(),
        }),
    )
}

/// An amount with its currency when it is not the book's own.
pub fn amount(paint: Paint<'_>, money: Money) -> String {
    let text = short(money.minor, money.currency);
    if money.currency == paint.home { text } else { format!("{text} {}", money.currency) }
}

/// What a decision day is called.
pub fn what(line: &DecisionLine) -> &'static str {
    if line.notice {
        "notice, ends"
    } else if line.locked {
        "locked in, ends"
    } else if line.cancel_by == Some(line.day) {
        "cancel-by"
    } else if line.id.renewal().is_some() {
        "renewal"
    } else {
        "term end"
    }
}

fn decision(paint: Paint<'_>, view: &AccountView, line: &DecisionLine, cells: usize) -> Vec<Line<'static>> {
    let (theme, today) = (paint.theme, paint.now.today);
    let day = line.day.date().format("%-d %b %y");
    let (mark, _) = mark_of(theme, line, today);
    let mark = if mark.is_empty() { String::new() } else { format!("{mark} ") };
    let text = format!("{mark}{} {day} ({})", what(line), distance(line.day, today));
    let paid = if cells < TWO_LINES { String::new() } else { beside(view.paid_for(line.id), paint.home) };
    let money = format!("{}{paid}", paint.money(line.revenue));
    let mut lines = vec![pair(&text, &money, cells, theme).style(theme.near(line.day.since(today)))];
    if cells >= TWO_LINES {
        let about = line.id.subscription().and_then(|id| view.subscriptions.iter().find(|row| row.id == id));
        // With one contract there is no doubt which it is about.
        let about = about.filter(|_| view.subscriptions.len() > 1);
        let mut parts: Vec<String> = about.map(|row| row.product.shown().into_owned()).into_iter().collect();
        parts.extend(line.stage.clone());
        if !line.next_step.is_empty() {
            parts.push(format!("next: {}", line.next_step));
        }
        if !parts.is_empty() {
            lines.push(cut(&format!("  {}", parts.join(", ")), cells, theme.dim, theme));
        }
    }
    lines
}

fn subscription(paint: Paint<'_>, row: &Subscription, cells: usize) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let style = if row.ended_on.is_some() { theme.dim } else { Style::new() };
    let mut lines = vec![pair(&row.product.shown(), &amount(paint, row.arr), cells, theme).style(style)];
    if cells >= TWO_LINES {
        lines.push(cut(&format!("  {}", terms(row).join(", ")), cells, theme.dim, theme));
    }
    lines
}

/// Seats, term and how it goes on.
pub fn terms(row: &Subscription) -> Vec<String> {
    let mut parts: Vec<String> = row.seats.map(|seats| format!("{seats} seats")).into_iter().collect();
    match (row.ended_on, row.end) {
        (Some(day), _) => parts.push(format!("ended {day}")),
        (None, Some(end)) => parts.push(format!("to {end}")),
        (None, None) => parts.push("no end on record".to_owned()),
    }
    if row.ended_on.is_none() {
        parts.push(match (row.auto_renew, row.notice) {
            (true, Some(notice)) => format!("renews itself, notice {notice}"),
            (true, None) => "renews itself".to_owned(),
            (false, _) => "ends unless renewed".to_owned(),
        });
    }
    parts
}

fn settled(paint: Paint<'_>, row: &Renewal, cells: usize) -> Vec<Line<'static>> {
    let outcome = row.outcome.map_or("", |outcome| outcome.word());
    let money = match (row.target, row.final_amount) {
        (Some(from), Some(to)) if from != to => {
            let arrow = paint.theme.glyph("→", "->");
            format!("{} {arrow} {}", amount(paint, from), amount(paint, to))
        }
        (from, to) => to.or(from).map(|money| amount(paint, money)).unwrap_or_default(),
    };
    let day = row.settled_on.unwrap_or(row.due).date().format("%b %Y");
    vec![pair(&format!("{outcome} {day}"), &money, cells, paint.theme).style(paint.theme.dim)]
}
