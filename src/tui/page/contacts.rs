//! People: how they feel, their part in the decision, when they were last heard.

use crate::domain::record::contact::{Contact, ContactRole};
use crate::domain::timeline::LastTouch;
use crate::domain::value::text::{pad, pad_left, width};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::line::{cut, month_day, mood, optional};
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells from which a contact has a second line, with its title and address.
const TWO_LINES: usize = 42;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let live = view.contacts.iter().filter(|contact| contact.left_on.is_none()).count();
    let left = view.contacts.len() - live;
    let gone = if left > 0 { format!("  {left} left") } else { String::new() };
    let title = format!("Contacts {live}{gone}");
    if view.contacts.is_empty() {
        return Section::text(title, [Line::styled("nobody known yet: c c adds one", paint.theme.dim)]);
    }
    Section::items(title, view.contacts.iter().map(|contact| lines(paint, view, contact, cells)))
}

/// When a contact was last spoken with.
pub fn last(view: &AccountView, contact: &Contact) -> Option<LastTouch> {
    view.last_touches.iter().find(|last| last.contact == contact.id).copied()
}

fn lines(paint: Paint<'_>, view: &AccountView, contact: &Contact, cells: usize) -> Vec<Line<'static>> {
    let (theme, today) = (paint.theme, paint.now.today);
    let wide = cells >= TWO_LINES;
    let role = match contact.role {
        Some(role) if wide => role.word().to_owned(),
        Some(role) => short(role).to_owned(),
        None if wide => String::new(),
        None => optional(contact.title.as_ref()),
    };
    let heard = match (contact.left_on, last(view, contact)) {
        (Some(day), _) => format!("left {}", month_day(day, today)),
        (None, Some(last)) => {
            let day = paint.now.zone.day(last.at);
            if wide { format!("{} {}", month_day(day, today), last.kind) } else { ago(today.since(day)) }
        }
        (None, None) => "never".to_owned(),
    };
    let (role_cells, heard_cells) = if wide { (14, 14) } else { (8, if contact.left_on.is_some() { 11 } else { 5 }) };
    let name_cells = cells.saturating_sub(1 + 1 + role_cells + 1 + heard_cells + 1);
    let off = contact.left_on.is_some();
    let style = |style: Style| if off { theme.dim } else { style };
    let (sign, colour) = mood(contact.sentiment, theme);
    let mark = theme.ellipsis();
    let mut lines = vec![Line::from(vec![
        Span::styled(pad(&contact.name.shown(), name_cells, mark), style(Style::new())),
        Span::styled(format!(" {sign} "), style(colour)),
        Span::styled(pad(&role, role_cells, mark), style(Style::new())),
        Span::styled(format!(" {}", pad_left(&heard, heard_cells, mark)), theme.dim),
    ])];
    if wide {
        let title = optional(contact.title.as_ref());
        let reach = contact.email.as_ref().or(contact.phone.as_ref()).map(|text| text.shown().into_owned());
        let text = [Some(title).filter(|title| !title.is_empty()), reach];
        let text = text.into_iter().flatten().collect::<Vec<_>>();
        // An address cut short is none: the title gives way.
        let text = match text.as_slice() {
            [title, reach] => {
                let room = cells.saturating_sub(2 + 2 + width(reach));
                if width(title) <= room { format!("{title}  {reach}") } else { reach.clone() }
            }
            other => other.concat(),
        };
        if !text.is_empty() {
            lines.push(cut(&format!("  {text}"), cells, theme.dim, theme));
        }
    }
    lines
}

/// Days since, in few cells.
fn ago(days: i32) -> String {
    if days <= 0 { "today".to_owned() } else { format!("{days}d") }
}

fn short(role: ContactRole) -> &'static str {
    match role {
        ContactRole::Champion => "champion",
        ContactRole::DecisionMaker => "decides",
        ContactRole::EconomicBuyer => "buyer",
        ContactRole::ExecSponsor => "sponsor",
        ContactRole::User => "user",
        ContactRole::Blocker => "blocker",
    }
}
