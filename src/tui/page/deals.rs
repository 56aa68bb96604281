//! Opportunities: what the account may buy beside what it has; then what came of the last ones.

use crate::domain::record::opportunity::{Opportunity, OpportunityState};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::contracts::amount;
use crate::tui::page::item::{self, Item};
use crate::tui::page::line::{cut, full_day, pair};
use crate::tui::page::section::Section;
use ratatui::text::Line;

/// Cells from which a row has a second line.
const TWO_LINES: usize = 42;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let open = view.opportunities.iter().filter(|row| row.state == OpportunityState::Open).count();
    let title = format!("Opportunities {open} open");
    let rows = item::deals(view).into_iter().map(|item| {
        let row = view.opportunities.iter().find(|row| item == Item::Opportunity(row.id));
        row.map(|row| opportunity(paint, row, cells)).unwrap_or_default()
    });
    Section::items(title, rows)
}

fn opportunity(paint: Paint<'_>, row: &Opportunity, cells: usize) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let money = row.amount.map(|money| format!("+{}", amount(paint, money))).unwrap_or_default();
    if row.state != OpportunityState::Open {
        let day = row.close.map(|day| day.date().format(" %b %Y").to_string()).unwrap_or_default();
        let text = format!("{}{day}  {}", row.state, row.name.shown());
        return vec![pair(&text, &money, cells, theme).style(theme.dim)];
    }
    let chance = row.probability.map(|chance| format!(" {chance} %")).unwrap_or_default();
    let text = format!("{} {}", row.kind, row.name.shown());
    let mut lines = vec![pair(&text, format!("{money}{chance}").trim_start(), cells, theme)];
    if cells >= TWO_LINES {
        let mut parts: Vec<String> = row.stage.iter().map(|stage| stage.shown().into_owned()).collect();
        let close = if row.is_overdue(paint.now.today) { "overdue since" } else { "closes" };
        parts.extend(row.close.map(|day| format!("{close} {}", full_day(day))));
        if !parts.is_empty() {
            lines.push(cut(&format!("  {}", parts.join(", ")), cells, theme.dim, theme));
        }
    }
    lines
}
