//! Charts as SVG, to stand inside a page: they take its colours and letters from it. Each says in words what it shows, and
//! has its figures in text beside the bars.

use crate::domain::value::text::fit;
use crate::exchange::html::escaped;
use std::fmt::Write as _;

/// Width of a chart, in its own units; the page scales it.
const WIDTH: f64 = 760.0;
/// Height of a row.
const ROW: f64 = 26.0;
/// Where names end, and where the bars of either side may reach.
const NAMES: f64 = 186.0;
/// Room for a figure beside a bar.
const FIGURE: f64 = 46.0;
/// Room for the last word of a row.
const WORD: f64 = 150.0;

/// A row of a chart of two shares. Texts are as given.
#[derive(Clone, PartialEq, Debug)]
pub struct Shares {
    /// What it is called.
    pub name: String,
    /// The part on the left of the axis, 0 to 1.
    pub left: f64,
    /// The part on the right, 0 to 1; none where there is no such part.
    pub right: Option<f64>,
    /// A word on the two.
    pub word: String,
    /// How the word is set apart: a class of the page, or nothing.
    pub class: &'static str,
}

/// A chart of two shares, row by row on either side of an axis; `id` is of the page and ASCII, `sides` names the two.
pub fn shares(id: &str, title: &str, sides: (&str, &str), rows: &[Shares]) -> String {
    let longest = rows.iter().flat_map(|row| [row.left, row.right.unwrap_or_default()]).fold(0.01, f64::max);
    let (from, to) = (NAMES + FIGURE, WIDTH - WORD - FIGURE);
    let (axis, reach) = (f64::midpoint(from, to), (to - from) / 2.0);
    let height = ROW * (rows.len() as f64 + 1.0) + 8.0;
    let (title, left, right) = (escaped(title), escaped(sides.0), escaped(sides.1));
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title\">\n\
         <title id=\"{id}-title\">{title}</title>\n"
    );
    let _ = write!(
        out,
        "<text class=\"quiet\" x=\"{:.1}\" y=\"17\" font-size=\"13\" text-anchor=\"end\">{left}</text>\n\
         <text class=\"quiet\" x=\"{:.1}\" y=\"17\" font-size=\"13\">{right}</text>\n",
        axis - 8.0,
        axis + 8.0,
    );
    for (n, row) in rows.iter().enumerate() {
        let y = ROW * (n as f64 + 1.0) + 4.0;
        let (middle, bar) = (y + 17.0, ROW - 10.0);
        let name = escaped(&fit(&row.name, 22, "…"));
        let _ = writeln!(out, "<text x=\"0\" y=\"{middle:.1}\" font-size=\"14\">{name}</text>");
        let long = reach * row.left.max(0.0) / longest;
        let _ = writeln!(
            out,
            "<rect class=\"time\" x=\"{:.1}\" y=\"{:.1}\" width=\"{long:.1}\" height=\"{bar:.1}\"/>\n\
             <text x=\"{:.1}\" y=\"{middle:.1}\" font-size=\"13\" text-anchor=\"end\">{}</text>",
            axis - long,
            y + 4.0,
            axis - long - 5.0,
            percent(row.left),
        );
        if let Some(part) = row.right {
            let long = reach * part.max(0.0) / longest;
            let _ = writeln!(
                out,
                "<rect class=\"value\" x=\"{axis:.1}\" y=\"{:.1}\" width=\"{long:.1}\" height=\"{bar:.1}\"/>\n\
                 <text x=\"{:.1}\" y=\"{middle:.1}\" font-size=\"13\">{}</text>",
                y + 4.0,
                axis + long + 5.0,
                percent(part),
            );
        }
        let _ = writeln!(
            out,
            "<text class=\"{}\" x=\"{:.1}\" y=\"{middle:.1}\" font-size=\"13\">{}</text>",
            row.class,
            WIDTH - WORD + 4.0,
            escaped(&row.word),
        );
    }
    let _ = writeln!(
        out,
        "<line class=\"axis\" x1=\"{axis:.1}\" y1=\"26\" x2=\"{axis:.1}\" y2=\"{:.1}\"/>\n</svg>",
        height - 2.0
    );
    out
}

/// A share as people say it.
pub fn percent(part: f64) -> String {
    if part > 0.0 && part < 0.01 { "<1%".replace('<', "&lt;") } else { format!("{:.0}%", part * 100.0) }
}

/// Columns of a few values, each with its label below and its figure above.
pub fn columns(id: &str, title: &str, values: &[(String, f64, String)]) -> String {
    const HEIGHT: f64 = 120.0;
    let most = values.iter().map(|(_, value, _)| *value).fold(0.0, f64::max).max(1e-9);
    let step = WIDTH / (values.len().max(1) as f64);
    let wide = (step * 0.62).min(64.0);
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-labelledby=\"{id}-title\">\n\
         <title id=\"{id}-title\">{}</title>\n",
        HEIGHT + 44.0,
        escaped(title)
    );
    for (n, (label, value, figure)) in values.iter().enumerate() {
        let centre = step * (n as f64 + 0.5);
        let high = HEIGHT * value.max(0.0) / most;
        let top = 20.0 + HEIGHT - high;
        let _ = writeln!(
            out,
            "<rect class=\"time\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\"/>\n\
             <text x=\"{centre:.1}\" y=\"{:.1}\" font-size=\"13\" text-anchor=\"middle\">{}</text>\n\
             <text class=\"quiet\" x=\"{centre:.1}\" y=\"{:.1}\" font-size=\"13\" text-anchor=\"middle\">{}</text>",
            centre - wide / 2.0,
            top - 5.0,
            escaped(figure),
            HEIGHT + 38.0,
            escaped(label),
        );
    }
    let _ = writeln!(
        out,
        "<line class=\"axis\" x1=\"0\" y1=\"{y:.1}\" x2=\"{WIDTH}\" y2=\"{y:.1}\"/>\n</svg>",
        y = HEIGHT + 20.0
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, left: f64, right: Option<f64>) -> Shares {
        Shares { name: name.to_owned(), left, right, word: "over".to_owned(), class: "over" }
    }

    #[test]
    fn bars_keep_within_the_chart() {
        let rows = [row("a", 0.9, Some(0.1)), row("<b>", 0.0, None), row("c", 0.004, Some(1.0))];
        let svg = shares("t", "Time <against> value", ("time", "value"), &rows);
        assert!(svg.contains("Time &lt;against&gt; value") && svg.contains("&lt;b&gt;") && svg.contains("&lt;1%"));
        for width in svg.split(" width=\"").skip(1) {
            let width: f64 = width.split('"').next().unwrap().parse().unwrap();
            assert!((0.0..=(WIDTH - NAMES - WORD) / 2.0).contains(&width), "{width}");
        }
        assert_eq!(svg.matches("class=\"value\"").count(), 2, "no bar of what there is no share of");
        assert!(!shares("t", "", ("", ""), &[]).contains("NaN"));
        assert!(!columns("t", "", &[("Mon".to_owned(), 0.0, "0".to_owned())]).contains("NaN"));
    }
}
