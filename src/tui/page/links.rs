//! Where the account and its tasks live elsewhere: the link to the CRM, the web domain, names in other systems, and the
//! addresses that notes of tasks hold.

use crate::domain::value::text::{fit, pad, shown};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::section::Section;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Links of tasks that are listed.
const TASKS: usize = 20;

/// A place elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Where: `crm`, `web`, a system, `task`. Safe to print.
    pub place: String,
    /// What it is called there, or its address, as given.
    pub name: String,
    /// The address, as given; none where only a name is known.
    pub url: Option<String>,
}

/// The links of a page, in the order in which they are shown.
pub fn links(view: &AccountView) -> Vec<Link> {
    let account = &view.account;
    let addressed = |place: &str, url: &str| Link {
        place: place.to_owned(),
        name: url.to_owned(),
        url: is_url(url).then(|| url.to_owned()),
    };
    let mut found: Vec<Link> = account.link.iter().map(|link| addressed("crm", link.raw())).collect();
    found.extend(account.domain.iter().map(|domain| Link {
        place: "web".to_owned(),
        name: domain.raw().to_owned(),
        url: Some(format!("https://{}", domain.raw())),
    }));
    found.extend(view.externals.iter().map(|row| Link {
        place: shown(&row.system).into_owned(),
        name: row.name.clone(),
        url: None,
    }));
    let words = |body: &str| body.split_whitespace().filter(|word| is_url(word)).map(str::to_owned).collect::<Vec<_>>();
    let tasks = view.records.iter().flat_map(|task| words(task.body.raw())).take(TASKS);
    found.extend(tasks.map(|url| addressed("task", &url)));
    found
}

fn is_url(text: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme) && text.len() > scheme.len())
}

/// The section, of the links in their order.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let theme = paint.theme;
    let links = links(view);
    let rows = links.iter().map(|link| {
        let place = pad(&link.place, 10, theme.ellipsis());
        let room = cells.saturating_sub(11);
        let style = if link.url.is_some() { theme.accent } else { Style::new() };
        vec![Line::from(vec![
            Span::styled(format!("{place} "), theme.dim),
            Span::styled(fit(&shown(&link.name), room, theme.ellipsis()).into_owned(), style),
        ])]
    });
    Section::items(format!("Links {}", links.len()), rows)
}
