//! The success plan: each goal with how far it has come, open ones first.

use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::value::day_text::nearby;
use crate::domain::value::text::{fit, pad, pad_left, width};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the bar, and how wide a line must be to have one.
const BAR: usize = 8;
const WIDE: usize = 44;

/// The section, of the goals in their order.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let open = view.goals.iter().filter(|goal| goal.state == GoalState::Open).count();
    let met = view.goals.iter().filter(|goal| goal.state == GoalState::Met).count();
    let title = format!("Goals {open} open  {met} met");
    Section::items(title, view.goals.iter().map(|goal| vec![line(paint, goal, cells)]))
}

fn line(paint: Paint<'_>, goal: &Goal, cells: usize) -> Line<'static> {
    let (theme, today) = (paint.theme, paint.now.today);
    let open = goal.state == GoalState::Open;
    let progress = goal.progress().map(|done| format!("{done}%")).unwrap_or_default();
    let day = match goal.state {
        GoalState::Open => goal.due.map_or_else(|| "-".to_owned(), |due| nearby(due, today)),
        state => state.word().to_owned(),
    };
    let days = goal.due.map_or(99, |due| due.since(today));
    let mut tail = format!(" {} {}", pad_left(&progress, 4, ""), pad_left(&fit(&day, 7, theme.ellipsis()), 7, ""));
    if cells >= WIDE {
        tail = format!(" {}{tail}", bar(goal.progress(), theme.ascii));
    }
    let room = cells.saturating_sub(width(&tail));
    let text = if open { Style::new() } else { theme.dim };
    let late = if !open {
        theme.dim
    } else if days < 0 {
        theme.red
    } else {
        theme.near(days)
    };
    Line::from(vec![Span::styled(pad(&goal.objective.shown(), room, theme.ellipsis()), text), Span::styled(tail, late)])
}

/// How far, as a picture: the figure stands beside it.
fn bar(progress: Option<u8>, ascii: bool) -> String {
    let Some(done) = progress else { return " ".repeat(BAR) };
    let full = (usize::from(done) * BAR).div_euclid(100);
    let (on, off) = if ascii { ("#", ".") } else { ("█", "░") };
    format!("{}{}", on.repeat(full), off.repeat(BAR - full))
}
