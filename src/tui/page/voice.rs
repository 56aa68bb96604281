//! What the customer said of us, open asks first, then the cases met there.

use crate::domain::record::case::Case;
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::value::text::{fit, pad};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::item::{self, Item};
use crate::tui::page::line::month_day;
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells from which the person stands in the line.
const PERSON: usize = 56;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let open = view.feedback.iter().filter(|row| row.is_open()).count();
    let quotes = view.feedback.iter().filter(|row| row.kind == FeedbackKind::Quote).count();
    let mut title = format!("Voice {}", view.feedback.len());
    for (count, one, many) in [(open, "open", "open"), (quotes, "quote", "quotes"), (view.cases.len(), "case", "cases")]
    {
        match count {
            0 => {}
            1 => title = format!("{title}  1 {one}"),
            count => title = format!("{title}  {count} {many}"),
        }
    }
    let lines = item::voice(view).into_iter().filter_map(|item| match item {
        Item::Feedback(id) => {
            view.feedback.iter().find(|row| row.id == id).map(|row| vec![said(paint, view, row, cells)])
        }
        Item::Case(id) => view.cases.iter().find(|row| row.id == id).map(|row| vec![case(paint, row, cells)]),
        _ => None,
    });
    Section::items(title, lines)
}

/// Who said it, if it is known.
pub fn speaker(view: &AccountView, row: &Feedback) -> Option<String> {
    let id = row.contact?;
    view.contacts.iter().find(|contact| contact.id == id).map(|contact| contact.name.shown().into_owned())
}

/// A line of feedback: its day, its kind with the score, who, their words.
fn said(paint: Paint<'_>, view: &AccountView, row: &Feedback, cells: usize) -> Line<'static> {
    let theme = paint.theme;
    let day = month_day(paint.now.zone.day(row.at), paint.now.today);
    let head = format!("{} ", pad(&day, 6, ""));
    let score = row.scored().map(|score| format!(" {score}")).unwrap_or_default();
    let word = if row.kind == FeedbackKind::Reference { "ref" } else { row.kind.word() };
    let what = format!("{} ", pad(&format!("{word}{score}"), 9, ""));
    let (open, calm) = (row.is_open(), row.kind.asks() && !row.is_open());
    let colour = match row.kind {
        _ if open => theme.red,
        _ if calm => theme.dim,
        FeedbackKind::Quote | FeedbackKind::Reference => theme.green,
        FeedbackKind::Nps if row.nps().is_some_and(|score| score >= 9.0) => theme.green,
        FeedbackKind::Nps if row.is_detractor() => theme.red,
        _ => Style::new(),
    };
    let mut used = head.len() + what.len();
    let mut spans = vec![Span::styled(head, theme.dim), Span::styled(what, colour)];
    if cells >= PERSON
        && let Some(who) = speaker(view, row)
    {
        spans.push(Span::styled(format!("{} ", pad(&who, 12, theme.ellipsis())), theme.dim));
        used += 13;
    }
    let state = match (open, row.answered) {
        (true, Some(_)) => "answered: ",
        (true, None) => "open: ",
        (false, _) => "",
    };
    let words = row.text.shown();
    let words = if row.kind == FeedbackKind::Quote { format!("\"{words}\"") } else { words.into_owned() };
    let text = theme.plain(&format!("{state}{words}"));
    let style = if calm { theme.dim } else { Style::new() };
    spans.push(Span::styled(fit(&text, cells.saturating_sub(used), theme.ellipsis()).into_owned(), style));
    Line::from(spans)
}

fn case(paint: Paint<'_>, row: &Case, cells: usize) -> Line<'static> {
    let theme = paint.theme;
    let head = format!("{} {} ", pad(&month_day(row.day, paint.now.today), 6, ""), pad("case", 9, ""));
    let result = row.result.as_ref().map(|result| format!(": {}", result.shown())).unwrap_or_default();
    let text = theme.plain(&format!("{}{result}", row.problem.shown()));
    let room = cells.saturating_sub(head.len());
    Line::from(vec![Span::styled(head, theme.dim), Span::raw(fit(&text, room, theme.ellipsis()).into_owned())])
}
