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

/// The bars of two parts of the longest one, in so many cells on each side, to half a cell. What is more than nothing is
/// seen: it has half a cell at least, in ASCII a whole one.
pub fn pair((left, right): (f64, f64), longest: f64, cells: usize, pictures: Pictures) -> Pair {
    if pictures == Pictures::None {
        return Pair::default();
    }
    let halves = |part: f64| {
        // Neither nothing of nothing nor what is no figure has a bar.
        if longest <= 0.0 || part <= 0.0 || !part.is_finite() {
            return 0;
        }
        ((part / longest).min(1.0) * cells as f64 * 2.0).round().max(1.0).min(cells as f64 * 2.0) as usize
    };
    let (left, right) = (halves(left), halves(right));
    if pictures == Pictures::Ascii {
        let (left, right) = ("#".repeat(left.div_ceil(2)), "=".repeat(right.div_ceil(2)));
        return Pair { left: format!("{left:>cells$}"), right: format!("{right:<cells$}") };
    }
    let (begin, end) = (if left % 2 == 1 { "╺" } else { "" }, if right % 2 == 1 { "╸" } else { "" });
    let (left, right) = (format!("{begin}{}", "━".repeat(left / 2)), format!("{}{end}", "━".repeat(right / 2)));
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
            ((0.5, 1.0), Pictures::Blocks, "  ━━", "━━━━"),
            ((0.375, 0.0), Pictures::Blocks, "  ╺━", "    "),
            ((0.001, 0.4), Pictures::Blocks, "   ╺", "━╸  "),
            ((0.5, 0.001), Pictures::Ascii, "  ##", "=   "),
            ((2.0, f64::NAN), Pictures::Blocks, "━━━━", "    "),
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
