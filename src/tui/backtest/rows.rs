//! The rows below the figures: a call with what came of it, a loss that surprised.

use crate::domain::stake::backtest::disagreement::Nearer;
use crate::domain::stake::backtest::words::percent;
use crate::tui::backtest::state::Row;
use crate::tui::frame::{Cell, Paint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of a day.
const DAY: u16 = 10;

/// Paints a row, with the cursor on it or not.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, row: &Row<'_>, here: bool) {
    let theme = paint.theme;
    let name = (area.width * 3 / 10).clamp(12, 34);
    let rest = area.width.saturating_sub(DAY + name + 4);
    let (day, account, said, style) = match row {
        Row::Call(call) => {
            let (came, style) = match call.lost {
                None => ("open yet".to_owned(), theme.dim),
                Some(0) => ("stayed".to_owned(), theme.green),
                Some(lost) => (format!("lost {}", paint.money(lost)), theme.red),
            };
            let nearer = match call.nearer() {
                None => "",
                Some(Nearer::Call) => ": you were nearer",
                Some(Nearer::Model) => ": the model was nearer",
            };
            let said =
                format!("{} {}, model {}; {came}{nearer}", call.call.0, percent(call.called), percent(call.model));
            (call.day, call.name.clone(), said, style)
        }
        Row::Surprise(loss) => {
            let stood = loss.place.map(percent).unwrap_or_default();
            let said = format!("lost {}; stood {stood} from the top", paint.money(loss.lost));
            (loss.day, loss.name.clone(), said, theme.yellow)
        }
    };
    let cells = [
        Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(day.to_string(), DAY, Style::new()),
        Cell::left(account, name, Style::new()),
        Cell::left(said, rest, style),
    ];
    paint.row(buf, area, area.y, &cells);
    if here {
        paint.select(buf, Rect { x: area.x + 2, width: DAY + 1 + name, ..area });
    }
}
