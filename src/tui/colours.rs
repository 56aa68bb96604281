//! The colours of the themes: those of the built-in ones, and what is left of any colour where the terminal has fewer.

use crate::config::look::{Ink, Mark, Shade};
use ratatui::style::{Color, Modifier, Style};

/// How many colours there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// None.
    Mono,
    /// The terminal's own.
    Sixteen,
    /// All.
    Full,
}

impl Depth {
    /// The colours of a terminal that takes colour or not, by what it says in `COLORTERM`.
    pub fn of(color: bool, colorterm: Option<&str>) -> Depth {
        match (color, colorterm) {
            (false, _) => Depth::Mono,
            (true, Some("truecolor" | "24bit")) => Depth::Full,
            (true, _) => Depth::Sixteen,
        }
    }
}

/// The colours that a theme brings.
#[derive(Clone, Copy, Debug)]
pub struct Colours {
    pub(in crate::tui) accent: Shade,
    pub(in crate::tui) dim: Shade,
    pub(in crate::tui) red: Shade,
    pub(in crate::tui) yellow: Shade,
    pub(in crate::tui) green: Shade,
    /// Behind the money at stake; none where a line under it is all that any background bears.
    pub(in crate::tui) bar: Option<Shade>,
}

/// The terminal's own sixteen.
pub const TERMINAL: Colours = Colours {
    accent: Shade::Indexed(6),
    dim: Shade::Indexed(8),
    red: Shade::Indexed(1),
    yellow: Shade::Indexed(3),
    green: Shade::Indexed(2),
    bar: None,
};

/// For dark backgrounds.
pub const DARK: Colours = Colours {
    accent: Shade::Rgb(0x7d, 0xcf, 0xff),
    dim: Shade::Rgb(0x7a, 0x82, 0x9a),
    red: Shade::Rgb(0xf7, 0x76, 0x8e),
    yellow: Shade::Rgb(0xe0, 0xaf, 0x68),
    green: Shade::Rgb(0x9e, 0xce, 0x6a),
    bar: Some(Shade::Rgb(0x1f, 0x3a, 0x52)),
};

/// For light backgrounds.
pub const LIGHT: Colours = Colours {
    accent: Shade::Rgb(0x00, 0x5f, 0xaf),
    dim: Shade::Rgb(0x70, 0x70, 0x70),
    red: Shade::Rgb(0xb5, 0x1a, 0x2b),
    yellow: Shade::Rgb(0x8a, 0x5a, 0x00),
    green: Shade::Rgb(0x2c, 0x6e, 0x2f),
    bar: Some(Shade::Rgb(0xcf, 0xe3, 0xf5)),
};

/// A colour as a terminal of a depth can show it; none where there is none.
pub fn color(shade: Shade, depth: Depth) -> Option<Color> {
    match (shade, depth) {
        (_, Depth::Mono) => None,
        (Shade::Default, _) => Some(Color::Reset),
        (Shade::Indexed(n @ 0..16), _) => Some(ansi(n)),
        (Shade::Indexed(n), Depth::Full) => Some(Color::Indexed(n)),
        (Shade::Rgb(r, g, b), Depth::Full) => Some(Color::Rgb(r, g, b)),
        (Shade::Indexed(n), Depth::Sixteen) => Some(ansi(nearest(fixed(n)))),
        (Shade::Rgb(r, g, b), Depth::Sixteen) => Some(ansi(nearest((r, g, b)))),
    }
}

/// A style as a terminal of a depth can show it.
pub fn style(ink: &Ink, depth: Depth) -> Style {
    let marks = ink.marks.iter().fold(Modifier::empty(), |marks, mark| {
        marks
            | match mark {
                Mark::Bold => Modifier::BOLD,
                Mark::Dim => Modifier::DIM,
                Mark::Italic => Modifier::ITALIC,
                Mark::Underline => Modifier::UNDERLINED,
                Mark::Reverse => Modifier::REVERSED,
            }
    });
    let style = Style::new().add_modifier(marks);
    let on = |style: Style, ground| color(ground, depth).map_or(style, |color| style.bg(color));
    let style = ink.ground.map_or(style, |ground| on(style, ground));
    match ink.color.and_then(|shade| color(shade, depth)) {
        Some(color) => style.fg(color),
        None => style,
    }
}

/// One of the terminal's own colours.
fn ansi(n: u8) -> Color {
    const COLORS: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    COLORS.get(usize::from(n)).copied().unwrap_or(Color::Reset)
}

/// The colour behind a number from 16 on: a cube of six steps a side, then greys (xterm's `256colres.pl`).
fn fixed(n: u8) -> (u8, u8, u8) {
    if n >= 232 {
        let grey = 8 + (n - 232) * 10;
        return (grey, grey, grey);
    }
    let n = n.saturating_sub(16);
    let step = |part: u8| if part == 0 { 0 } else { 55 + part * 40 };
    (step(n / 36), step(n / 6 % 6), step(n % 6))
}

/// The one of sixteen that is nearest in hue: the shades of those are the person's, so only red must stay red.
fn nearest((r, g, b): (u8, u8, u8)) -> u8 {
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let spread = i32::from(most - least);
    if spread < 40 {
        return match most {
            0..50 => 0,
            50..170 => 8,
            170..220 => 7,
            _ => 15,
        };
    }
    let slope = |a: u8, b: u8| 60 * (i32::from(a) - i32::from(b)) / spread;
    let hue = if most == r {
        slope(g, b)
    } else if most == g {
        120 + slope(b, r)
    } else {
        240 + slope(r, g)
    };
    let dark = match hue.rem_euclid(360) {
        0..25 | 335.. => 1,
        25..75 => 3,
        75..160 => 2,
        160..215 => 6,
        215..270 => 4,
        _ => 5,
    };
    // As bright as it looks, not as its strongest part.
    let bright = (u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10 > 140;
    if bright { dark + 8 } else { dark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_stays_red_with_few_colours() {
        for (shade, want) in [
            (DARK.red, Color::LightRed),
            (DARK.yellow, Color::LightYellow),
            (DARK.green, Color::LightGreen),
            (DARK.accent, Color::LightCyan),
            (DARK.dim, Color::DarkGray),
            (LIGHT.red, Color::Red),
            (LIGHT.yellow, Color::Yellow),
            (LIGHT.green, Color::Green),
            (LIGHT.accent, Color::Cyan),
            (LIGHT.dim, Color::DarkGray),
            (Shade::Indexed(208), Color::LightYellow),
            (Shade::Indexed(232), Color::Black),
            (Shade::Indexed(196), Color::Red),
            (Shade::Rgb(255, 255, 255), Color::White),
        ] {
            assert_eq!(color(shade, Depth::Sixteen), Some(want), "{shade}");
        }
        assert_eq!(color(DARK.red, Depth::Mono), None);
        assert_eq!(color(Shade::Indexed(208), Depth::Full), Some(Color::Indexed(208)));
        assert_eq!(fixed(208), (255, 135, 0));
    }

    #[test]
    fn all_colours_only_where_the_terminal_says_so() {
        for (color, said, want) in [
            (true, Some("truecolor"), Depth::Full),
            (true, Some("24bit"), Depth::Full),
            (true, Some("yes"), Depth::Sixteen),
            (true, None, Depth::Sixteen),
            (false, Some("truecolor"), Depth::Mono),
        ] {
            assert_eq!(Depth::of(color, said), want);
        }
    }
}
