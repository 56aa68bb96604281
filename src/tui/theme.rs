//! Colours and line styles. One accent; red, yellow and green only for health and dates; nothing said by colour alone.

use crate::config::settings::{Screen, ThemeName};
use crate::domain::stake::health::Band;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// Borders of the ASCII mode.
const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// How the screen looks.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// What draws the eye: titles of the focused pane, the cursor's mark.
    pub accent: Style,
    /// What stands back: borders, hints, handled rows.
    pub dim: Style,
    /// In danger, late.
    pub red: Style,
    /// To be watched, soon.
    pub yellow: Style,
    /// Well.
    pub green: Style,
    /// Money at stake.
    pub strong: Style,
    /// The cursor's row.
    pub select: Style,
    /// Plain ASCII.
    pub ascii: bool,
}

impl Theme {
    /// The look of the settings; `no_color` takes all colour away.
    pub fn of(screen: &Screen, no_color: bool) -> Theme {
        let name = if no_color { ThemeName::Mono } else { screen.theme };
        let color = |c: Color| Style::new().fg(c);
        let base = Theme {
            accent: Style::new().add_modifier(Modifier::BOLD),
            dim: Style::new(),
            red: Style::new().add_modifier(Modifier::BOLD),
            yellow: Style::new(),
            green: Style::new(),
            strong: Style::new().add_modifier(Modifier::BOLD),
            select: Style::new().add_modifier(Modifier::REVERSED),
            ascii: screen.ascii,
        };
        match name {
            ThemeName::Mono => base,
            ThemeName::Terminal => Theme {
                accent: color(Color::Cyan).add_modifier(Modifier::BOLD),
                dim: color(Color::DarkGray),
                red: color(Color::Red),
                yellow: color(Color::Yellow),
                green: color(Color::Green),
                ..base
            },
            ThemeName::Dark => Theme {
                accent: color(Color::Rgb(0x7d, 0xcf, 0xff)).add_modifier(Modifier::BOLD),
                dim: color(Color::Rgb(0x6b, 0x72, 0x89)),
                red: color(Color::Rgb(0xf7, 0x76, 0x8e)),
                yellow: color(Color::Rgb(0xe0, 0xaf, 0x68)),
                green: color(Color::Rgb(0x9e, 0xce, 0x6a)),
                ..base
            },
            ThemeName::Light => Theme {
                accent: color(Color::Rgb(0x00, 0x5f, 0xaf)).add_modifier(Modifier::BOLD),
                dim: color(Color::Rgb(0x70, 0x70, 0x70)),
                red: color(Color::Rgb(0xb5, 0x1a, 0x2b)),
                yellow: color(Color::Rgb(0x8a, 0x5a, 0x00)),
                green: color(Color::Rgb(0x2c, 0x6e, 0x2f)),
                ..base
            },
        }
    }

    /// The style of a health band.
    pub fn band(&self, band: Option<Band>) -> Style {
        match band {
            Some(Band::Red) => self.red,
            Some(Band::Yellow) => self.yellow,
            Some(Band::Green) => self.green,
            None => self.dim,
        }
    }

    /// The style of a day so many days off.
    pub fn near(&self, days: i32) -> Style {
        match days {
            ..0 => self.red,
            0..=14 => self.yellow,
            _ => Style::new(),
        }
    }

    /// The mark of a text that was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "~" } else { "…" }
    }

    /// The mark of the cursor's row.
    pub fn cursor(&self) -> &'static str {
        if self.ascii { ">" } else { "▸" }
    }

    /// The mark of a selected row.
    pub fn picked(&self) -> &'static str {
        if self.ascii { "x" } else { "✕" }
    }

    /// One glyph or its ASCII stand-in.
    pub fn glyph(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// The borders of panes.
    pub fn borders(&self) -> border::Set<'static> {
        if self.ascii { ASCII } else { border::PLAIN }
    }

    /// A text with the arithmetic signs that ASCII lacks put into it.
    pub fn plain(&self, text: &str) -> String {
        if !self.ascii {
            return text.to_owned();
        }
        // A middle dot between parts would read as a minus.
        text.replace(" · ", "; ")
            .replace('×', "x")
            .replace(['·', '•'], "-")
            .replace('−', "-")
            .replace('…', "~")
            .replace('→', "->")
    }
}
