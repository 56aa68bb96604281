//! The stake: the sum, and each term with its money.

use crate::service::query::AccountView;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::page::line::{cut, pair};
use crate::tui::page::section::Section;
use ratatui::style::Style;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let theme = paint.theme;
    // The reasons follow line by line: only the sum is taken from the headline.
    let sum = view.why.headline.split(" · ").next().unwrap_or_default();
    let mut lines = Vec::new();
    for reason in view.stake.reasons().iter().filter(|reason| reason.money != 0) {
        let sign = if reason.money > 0 { "+" } else { "" };
        let money = format!("{sign}{}", paint.money(reason.money));
        lines.push(pair(&theme.plain(&reason.text), &money, cells, theme));
    }
    lines.extend(wrapped(&theme.plain(sum), cells, theme.strong));
    let loss = &view.stake.loss;
    if let Some(call) = &loss.call {
        let stale = if call.stale { " (stale)" } else { "" };
        let why = view.account.call_reason.as_ref().map(|why| format!(": {}", why.shown())).unwrap_or_default();
        let (own, model) = (call.p * 100.0, loss.model * 100.0);
        let text = format!("own call {}{stale} {own:.0} %, {}; model {model:.0} %{why}", call.level, call.on);
        let text = theme.plain(&text);
        lines.extend(wrapped(&text, cells, Style::new()));
    }
    let known = format!("{} of {} signals known, w shows all", loss.known, loss.of);
    lines.push(cut(&known, cells, theme.dim, theme));
    Section::text(format!("Stake {}", paint.money(view.stake.total)), lines)
}
