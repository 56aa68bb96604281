//! Small pictures made of characters. Each stands beside its figure.

/// What pictures are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pictures {
    /// Block elements and lines.
    Blocks,
    /// ASCII.
    Ascii,
    /// Nothing: the figures stand alone.
    None,
}

const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The last values as a line of blocks, from the least to the most of them. Empty in ASCII, where figures
/// say it.
pub fn sparkline(values: &[f64], cells: usize, pictures: Pictures) -> String {
    if pictures != Pictures::Blocks || values.len() < 2 {
        return String::new();
    }
    let shown = values.get(values.len().saturating_sub(cells)..).unwrap_or_default();
    let least = shown.iter().copied().fold(f64::INFINITY, f64::min);
    let most = shown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let height = (most - least).max(1.0);
    let block = |value: &f64| EIGHTHS.get((((value - least) / height) * 7.0).round() as usize).copied().unwrap_or('▁');
    shown.iter().map(block).collect()
}

/// A bar of a part of the whole in so many cells, to half a cell; `=` in ASCII.
pub fn bar(part: i64, whole: i64, cells: usize, pictures: Pictures) -> String {
    if whole <= 0 || part <= 0 || pictures == Pictures::None {
        return String::new();
    }
    let halves = (part.min(whole) as f64 / whole as f64 * cells as f64 * 2.0).round().max(1.0) as usize;
    if pictures == Pictures::Ascii {
        return "=".repeat((halves / 2).max(1));
    }
    let mut out = "━".repeat(halves / 2);
    if halves % 2 == 1 {
        out.push('╸');
    }
    out
}

/// Cells of a bar behind a figure in so many cells; none of what is too little to see.
pub fn behind(part: i64, whole: i64, cells: u16, pictures: Pictures) -> u16 {
    if whole <= 0 || part <= 0 || pictures == Pictures::None {
        return 0;
    }
    let exact = part.min(whole) as f64 / whole as f64 * f64::from(cells);
    (exact.round() as u16).min(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_small_pictures() {
        assert_eq!(sparkline(&[0.0, 50.0, 100.0], 8, Pictures::Blocks), "▁▅█");
        assert_eq!(sparkline(&[5.0], 8, Pictures::Blocks), "");
        assert_eq!(sparkline(&[1.0, 2.0], 8, Pictures::Ascii), "");
        assert_eq!(bar(50, 100, 4, Pictures::Blocks), "━━");
        assert_eq!(bar(1, 1_000, 4, Pictures::Blocks), "╸");
        assert_eq!(bar(100, 100, 4, Pictures::Ascii), "====");
        assert_eq!(bar(100, 100, 4, Pictures::None), "");
        for (part, want) in [(100, 5), (200, 5), (48, 2), (10, 1), (9, 0), (0, 0), (-7, 0)] {
            assert_eq!(behind(part, 100, 5, Pictures::Ascii), want, "{part}");
        }
        assert_eq!(behind(9, 9, 5, Pictures::None), 0);
        assert_eq!(bar(-5, 100, 4, Pictures::Blocks), "");
    }
}
