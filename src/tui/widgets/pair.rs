//! Two shares of one thing as bars on either side of an axis: which one is longer is seen at once. The figures stand
//! beside them, and the sides tell them apart where there is no colour.

use crate::tui::widgets::spark::Pictures;

/// The bars of a row. Both are as wide as was asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pair {
    /// Grows to the left, so that it ends at the axis.
    pub left: String,
    /// Grows to the right from the axis.
    pub right: String,
}

/// The bars of two parts of the longest one, in so many cells on each side. What is more than nothing has a cell at least.
pub fn pair((left, right): (f64, f64), longest: f64, cells: usize, pictures: Pictures) -> Pair {
    // Lower than their line, so that bars one above the other stay apart.
    let (time, value) = match pictures {
        Pictures::None => return Pair::default(),
        Pictures::Ascii => ("#", "="),
        Pictures::Blocks => ("▆", "▆"),
    };
    let long = |part: f64| {
        // Neither nothing of nothing nor what is no figure has a bar.
        if longest <= 0.0 || part <= 0.0 || !part.is_finite() {
            return 0;
        }
        (((part / longest).min(1.0) * cells as f64).round() as usize).clamp(1.min(cells), cells)
    };
    let (left, right) = (time.repeat(long(left)), value.repeat(long(right)));
    Pair { left: format!("{left:>cells$}"), right: format!("{right:<cells$}") }
}

/// The line between the two sides.
pub fn axis(pictures: Pictures) -> &'static str {
    match pictures {
        Pictures::Blocks => "┃",
        Pictures::Ascii => "|",
        Pictures::None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_meet_at_the_axis() {
        for (parts, pictures, left, right) in [
            ((0.5, 1.0), Pictures::Blocks, "  ▆▆", "▆▆▆▆"),
            ((0.3, 0.0), Pictures::Blocks, "   ▆", "    "),
            ((0.001, 0.4), Pictures::Blocks, "   ▆", "▆▆  "),
            ((0.5, 0.001), Pictures::Ascii, "  ##", "=   "),
            ((2.0, f64::NAN), Pictures::Blocks, "▆▆▆▆", "    "),
            ((0.5, 0.5), Pictures::None, "", ""),
        ] {
            let want = Pair { left: left.to_owned(), right: right.to_owned() };
            assert_eq!(pair(parts, 1.0, 4, pictures), want, "{parts:?}");
        }
        assert_eq!(pair((1.0, 1.0), 0.0, 2, Pictures::Ascii).left, "  ");
    }

    proptest! {
        #[test]
        fn every_bar_is_as_wide_as_was_asked_for(left in 0.0..2.0f64, right in -1.0..2.0f64, cells in 0usize..80) {
            for pictures in [Pictures::Blocks, Pictures::Ascii] {
                let bars = pair((left, right), 1.0, cells, pictures);
                prop_assert_eq!(bars.left.chars().count(), cells);
                prop_assert_eq!(bars.right.chars().count(), cells);
            }
        }
    }
}
