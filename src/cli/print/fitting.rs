//! How wide each column of a table is printed. Invariant: the printed columns and the gaps between them never take more
//! than the width.

use crate::cli::print::cell::Column;

/// Blank cells between two columns.
pub const GAP: usize = 2;

/// A printed column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its place among the columns.
    pub at: usize,
    /// Its width in cells, at least 1.
    pub cells: usize,
}

/// Fits columns to a width. `natural` is the widest cell of each column. First the columns that may be dropped go, in
/// their order, until the rest can fit with the cuttable ones at their least; then the widest cuttable ones are cut.
pub fn fit(columns: &[Column], natural: &[usize], width: usize) -> Vec<Slot> {
    let mut slots: Vec<(Slot, &Column)> = columns
        .iter()
        .zip(natural)
        .enumerate()
        .map(|(at, (column, &cells))| (Slot { at, cells: cells.clamp(1, width.max(1)) }, column))
        .collect();
    let least = |(slot, column): &(Slot, &Column)| if column.grow { slot.cells.min(column.least) } else { slot.cells };
    while total(slots.iter().map(least)) > width {
        let first = slots.iter().enumerate().filter(|(_, (_, column))| column.drop > 0);
        // Among equals the rightmost goes.
        let Some((place, _)) = first.rev().min_by_key(|(_, (_, column))| column.drop) else { break };
        slots.remove(place);
    }
    shrink(&mut slots, width, |column| if column.grow { Some(column.least) } else { None });
    // Only on a screen narrower than the columns that must stay.
    shrink(&mut slots, width, |column| Some(column.least));
    shrink(&mut slots, width, |_| Some(1));
    let mut slots: Vec<Slot> = slots.into_iter().map(|(slot, _)| slot).collect();
    while total(slots.iter().map(|slot| slot.cells)) > width && slots.pop().is_some() {}
    slots
}

/// Cells of a line of columns with the gaps between them.
fn total(cells: impl Iterator<Item = usize>) -> usize {
    cells.fold(0, |sum: usize, cells| sum + cells + if sum > 0 { GAP } else { 0 })
}

/// Takes what is too much from the widest column that has more than its floor, a cell at a time.
fn shrink(slots: &mut [(Slot, &Column)], width: usize, floor: impl Fn(&Column) -> Option<usize>) {
    let mut excess = total(slots.iter().map(|(slot, _)| slot.cells)).saturating_sub(width);
    while excess > 0 {
        let over = |(slot, column): &&mut (Slot, &Column)| floor(column).is_some_and(|least| slot.cells > least.max(1));
        let Some((slot, _)) = slots.iter_mut().filter(over).max_by_key(|(slot, _)| slot.cells) else { return };
        slot.cells -= 1;
        excess -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::new("stake", "STAKE").figures(),
            Column::new("name", "ACCOUNT").cut_to(Column::NAME),
            Column::new("arr", "ARR").figures(),
            Column::new("renew", "RENEW").dropped(3),
            Column::new("stage", "STAGE").dropped(2),
            Column::new("why", "WHY").cut_to(16).dropped(1),
        ]
    }

    #[test]
    fn drops_in_order_and_cuts_the_widest() {
        let natural = [5, 30, 6, 5, 8, 40];
        let cases: &[(usize, &[usize])] = &[
            (200, &[5, 30, 6, 5, 8, 40]),
            (80, &[5, 23, 6, 5, 8, 23]),
            (62, &[5, 12, 6, 5, 8, 16]),
            (61, &[5, 29, 6, 5, 8]),
            (44, &[5, 12, 6, 5, 8]),
            (43, &[5, 21, 6, 5]),
            (33, &[5, 18, 6]),
            (27, &[5, 12, 6]),
            (20, &[2, 12, 2]),
            (7, &[1, 1, 1]),
            (6, &[1, 1]),
            (1, &[1]),
            (0, &[]),
        ];
        for (width, want) in cases {
            let got: Vec<usize> = fit(&columns(), &natural, *width).iter().map(|slot| slot.cells).collect();
            assert_eq!(got, *want, "{width}");
        }
    }

    proptest! {
        #[test]
        fn never_takes_more_than_the_width(natural in prop::collection::vec(0_usize..90, 6), width in 0_usize..220) {
            let slots = fit(&columns(), &natural, width);
            prop_assert!(total(slots.iter().map(|slot| slot.cells)) <= width);
            prop_assert!(slots.iter().all(|slot| slot.cells > 0));
            if width >= natural[0].max(1) + natural[2].max(1) + Column::NAME + 2 * GAP {
                prop_assert!(slots[1].cells >= natural[1].clamp(1, Column::NAME), "the name keeps its cells");
            }
        }
    }
}
