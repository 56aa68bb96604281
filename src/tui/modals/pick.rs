//! A few addresses, of which one is picked: by its number, or with the cursor and Enter.

use crate::domain::value::text::{pad, width};
use crate::input::key::{Code, Key};
use crate::service::card::{Address, Aspect};
use crate::tui::frame::Paint;
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What becomes of the one that is picked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// It is copied.
    Copy(Aspect),
    /// It is opened.
    Open,
}

impl Purpose {
    /// What of a row it takes.
    pub fn aspect(self) -> Aspect {
        match self {
            Purpose::Copy(aspect) => aspect,
            Purpose::Open => Aspect::Link,
        }
    }
}

/// The popup.
#[derive(Clone, Debug)]
pub struct Pick {
    /// What for.
    pub purpose: Purpose,
    title: String,
    found: Vec<Address>,
    at: usize,
}

impl Pick {
    /// Offers some addresses of a row.
    pub fn new(name: &str, purpose: Purpose, found: Vec<Address>) -> Pick {
        let verb = if purpose == Purpose::Open { "Open" } else { "Copy" };
        Pick { purpose, title: format!("{verb} which of {name}"), found, at: 0 }
    }

    /// Takes a key; gives the address that it picks.
    pub fn type_key(&mut self, key: Key) -> Option<Address> {
        let last = self.found.len().saturating_sub(1);
        match key.code {
            Code::Enter => return self.found.get(self.at).cloned(),
            Code::Char(c @ '1'..='9') if !key.ctrl && !key.alt => {
                return self.found.get(c as usize - '1' as usize).cloned();
            }
            Code::Char('j') | Code::Down | Code::Tab => self.at = (self.at + 1).min(last),
            Code::Char('k') | Code::Up | Code::BackTab => self.at = self.at.saturating_sub(1),
            _ => {}
        }
        None
    }

    /// Paints the popup.
    pub fn draw(&self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect) {
        let theme = paint.theme;
        let height = (self.found.len() as u16 + 2).min(screen.height.saturating_sub(2));
        let inner = open(paint, buf, screen, (76, height), Spot::Low, &self.title);
        let rows = usize::from(inner.height);
        let top = self.at.saturating_sub(rows.saturating_sub(1));
        let label = self.found.iter().map(|one| width(&one.label)).max().unwrap_or_default().clamp(4, 28);
        for ((n, one), y) in self.found.iter().enumerate().skip(top).zip(inner.top()..inner.bottom()) {
            let here = n == self.at;
            let number = if n < 9 { (n + 1).to_string() } else { String::new() };
            paint.text(buf, inner.x, y, 1, if here { theme.cursor() } else { "" }, theme.accent);
            paint.text(buf, inner.x + 2, y, 1, &number, theme.accent);
            let text = format!("{}  {}", pad(&one.label, label, theme.ellipsis()), one.text);
            let style = if here { theme.strong } else { Style::new() };
            paint.text(buf, inner.x + 4, y, inner.width.saturating_sub(5), &text, style);
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        paint.foot(buf, area, " number or enter, esc close ");
    }
}
