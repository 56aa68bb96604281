//! Months as bars: the revenue that ends in each, the part at risk first. The two parts fill the bar to the cell.

use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::grid::month_of;
use crate::domain::calendar::step::months_on;
use crate::domain::value::day::Day;

/// The terms that end in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
    /// First day of the month.
    pub first: Day,
    /// Last day of the month.
    pub last: Day,
    /// What ends in it.
    pub ends: Tally,
}

impl Bar {
    /// Cells of the part at risk and of the rest, where `most` home minor units fill `width` cells. What is there shows
    /// at least one cell.
    pub fn cells(&self, most: i64, width: u16) -> (u16, u16) {
        let all = cells(self.ends.arr, most, width);
        let risk = cells(self.ends.at_risk, most, width).min(all);
        // Where both parts are there and one cell is all there is, the risk is shown.
        let crowded = all > 1 && risk == all && self.ends.rest() > 0;
        let risk = if crowded { risk - 1 } else { risk };
        (risk, all - risk)
    }
}

fn cells(part: i64, most: i64, width: u16) -> u16 {
    if part <= 0 || most <= 0 || width == 0 {
        return 0;
    }
    let (part, most, wide) = (i128::from(part), i128::from(most), i128::from(width));
    let rounded = (part * wide + most / 2) / most;
    u16::try_from(rounded.clamp(1, wide)).unwrap_or(width)
}

/// So many months from that of a day on. Fewer at the end of the days folio keeps.
pub fn months(days: &Days, from: Day, count: u16) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::with_capacity(usize::from(count));
    for on in 0..i32::from(count) {
        let (first, last) = month_of(months_on(from, on));
        if bars.last().is_some_and(|bar| bar.first == first) {
            break;
        }
        bars.push(Bar { first, last, ends: days.total(first, last).ends });
    }
    bars
}

/// The largest revenue among some bars: what fills their whole width.
pub fn most(bars: &[Bar]) -> i64 {
    bars.iter().map(|bar| bar.ends.arr).max().unwrap_or_default()
}
