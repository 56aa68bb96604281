//! The box of a popup over what is behind it.

use crate::tui::frame::{Focused, Paint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

/// Where a popup stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// In the middle.
    Middle,
    /// In the lower third, so that the list above stays in sight.
    Low,
}

/// Lines at the top that say where one is: they stay in sight where the popup leaves room.
const HEAD: u16 = 2;

/// Blanks the wide characters that reach into a place from its left: half a character is none.
fn spare_left_edge(buf: &mut Buffer, area: Rect) {
    // A joined picture may take three columns.
    for reach in 1..=3 {
        let Some(x) = area.x.checked_sub(reach) else { return };
        for y in area.top()..area.bottom() {
            if let Some(cell) = buf.cell_mut((x, y))
                && crate::domain::value::text::width(cell.symbol()) > usize::from(reach)
            {
                cell.set_symbol(" ");
            }
        }
    }
}

/// Clears and frames a place of at most a size; gives what is inside. Without borders it takes whole lines: what is behind it
/// would read as its own.
pub fn open(paint: Paint<'_>, buf: &mut Buffer, screen: Rect, size: (u16, u16), spot: Spot, title: &str) -> Rect {
    let wide = if paint.theme.accessible { screen.width } else { size.0 };
    let (width, height) = (wide.min(screen.width), size.1.min(screen.height));
    let x = screen.x + (screen.width - width) / 2;
    let free = screen.height - height;
    let above = if spot == Spot::Middle { free / 2 } else { free * 4 / 5 };
    let y = screen.y + above.max(HEAD.min(free));
    let area = Rect { x, y, width, height };
    spare_left_edge(buf, area);
    Clear.render(area, buf);
    paint.pane(buf, area, title, Focused::Yes)
}
