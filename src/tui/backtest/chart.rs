//! The gain curve in characters: dots of Braille, or ASCII. Up is what the upper part of the list holds, right is how
//! much of the list that is.

use crate::tui::widgets::spark::Pictures;

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// The list.
    List,
    /// The order that it is held against.
    Plain,
    /// No order.
    Ground,
}

/// Dots of a Braille cell, from the top left down, then the right side.
const DOTS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// Draws shares at each hundredth of a list, each 0 to 1, in so many cells: rows from the top, each of its cells. Empty
/// where no pictures are wanted.
pub fn gain(list: &[f64], plain: &[f64], (width, height): (usize, usize), pictures: Pictures) -> Vec<Vec<(char, Ink)>> {
    if pictures == Pictures::None || width == 0 || height == 0 {
        return Vec::new();
    }
    let ground: Vec<f64> = (0..=100).map(|percent| f64::from(percent) / 100.0).collect();
    let layers = [(Ink::Ground, ground.as_slice(), 6), (Ink::Plain, plain, 2), (Ink::List, list, 1)];
    let (across, down) = if pictures == Pictures::Blocks { (2, 4) } else { (1, 1) };
    let mut cells = vec![vec![(0_u32, Ink::Ground); width]; height];
    let (columns, rows) = (width * across, height * down);
    for (ink, shares, every) in layers {
        let mut last: Option<usize> = None;
        for x in 0..columns {
            let Some(share) = at(shares, x as f64 / (columns.max(2) - 1) as f64) else { continue };
            let y = ((1.0 - share.clamp(0.0, 1.0)) * (rows - 1) as f64).round() as usize;
            // A steep rise is a line, not a gap.
            let from = if ink == Ink::List { last.map_or(y, |last| last.min(y)) } else { y };
            let to = if ink == Ink::List { last.map_or(y, |last| last.max(y).saturating_sub(1).max(y)) } else { y };
            last = Some(y);
            if x % every != 0 {
                continue;
            }
            for y in from..=to {
                let Some(cell) = cells.get_mut(y / down).and_then(|row| row.get_mut(x / across)) else { continue };
                let dot = DOTS.get(x % across).and_then(|side| side.get(y % down)).copied().unwrap_or_default();
                *cell = (cell.0 | dot, ink);
            }
        }
    }
    let shown = |(dots, ink): (u32, Ink)| match (dots, pictures, ink) {
        (0, ..) => (' ', ink),
        (_, Pictures::Blocks, _) => (char::from_u32(0x2800 + dots).unwrap_or(' '), ink),
        (_, _, Ink::List) => ('#', ink),
        (_, _, Ink::Plain) => ('o', ink),
        (_, _, Ink::Ground) => ('.', ink),
    };
    cells.into_iter().map(|row| row.into_iter().map(shown).collect()).collect()
}

/// The share at a part of the list, between the two hundredths beside it.
fn at(shares: &[f64], part: f64) -> Option<f64> {
    let place = part * shares.len().checked_sub(1)? as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    let (from, to) = (*shares.get(low)?, *shares.get(high)?);
    Some(from + (to - from) * (place - place.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rows: &[Vec<(char, Ink)>]) -> Vec<String> {
        rows.iter().map(|row| row.iter().map(|(c, _)| *c).collect()).collect()
    }

    #[test]
    fn draws_the_curve_over_its_ground() {
        let shares: Vec<f64> = (0..=100).map(|n| (f64::from(n) / 30.0).min(1.0)).collect();
        let drawn = text(&gain(&shares, &[], (10, 5), Pictures::Ascii));
        assert_eq!(drawn.len(), 5);
        assert!(drawn[0].ends_with("######"), "{drawn:?}");
        assert!(drawn[4].starts_with('#'), "{drawn:?}");
        let braille = text(&gain(&shares, &[], (10, 5), Pictures::Blocks));
        assert!(braille.iter().flat_map(|row| row.chars()).all(|c| c == ' ' || ('\u{2800}'..'\u{2900}').contains(&c)));
        assert!(gain(&shares, &[], (10, 5), Pictures::None).is_empty());
        assert_eq!(gain(&[], &[], (2, 2), Pictures::Ascii).len(), 2, "without a curve the ground alone");
    }
}
