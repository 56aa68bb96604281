//! Colours and line styles. One accent; red, yellow and green only for health and dates; nothing said by colour alone.

use crate::config::look::{Ink, Shade, ThemeSettings, Themes, resolve};
use crate::config::settings::Screen;
use crate::domain::stake::health::Band;
use crate::domain::value::text::{Ambiguous, ambiguous};
use crate::tui::colours::{self, Colours, DARK, Depth, LIGHT, TERMINAL};
use crate::tui::widgets::spark::Pictures;
use ratatui::buffer::Buffer;
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
    /// The bar behind the money at stake.
    pub bar: Style,
    /// Plain ASCII.
    pub ascii: bool,
    /// No borders, no pictures.
    pub accessible: bool,
    /// All other text, and what is behind everything, where the theme says so.
    ground: (Option<Color>, Option<Color>),
}

impl Theme {
    /// The look of the settings, in as many colours as there are. A theme that leads nowhere is `terminal`.
    pub fn of(screen: &Screen, themes: &Themes, depth: Depth) -> Theme {
        let depth = if screen.accessible { Depth::Mono } else { depth };
        let (base, roles) = resolve(themes, &screen.theme).unwrap_or_else(|| ("terminal", ThemeSettings::default()));
        let built_in = match base {
            "mono" => None,
            "dark" => Some(DARK),
            "light" => Some(LIGHT),
            _ => Some(TERMINAL),
        };
        // Where the terminal draws box drawing two columns wide, only ASCII is sure to be one.
        let ascii = screen.ascii || screen.accessible || ambiguous() == Ambiguous::Wide;
        let plain = Theme { ascii, accessible: screen.accessible, ..Theme::mono() };
        let theme = built_in.filter(|_| depth != Depth::Mono).map_or(plain, |colours| plain.coloured(colours, depth));
        // A person's own marks hold without colour too.
        let over = |role: Option<&Ink>, style: Style| role.map_or(style, |ink| colours::style(ink, depth));
        let shade = |shade: Option<Shade>| shade.and_then(|shade| colours::color(shade, depth));
        Theme {
            accent: over(roles.accent.as_ref(), theme.accent),
            dim: over(roles.dim.as_ref(), theme.dim),
            red: over(roles.red.as_ref(), theme.red),
            yellow: over(roles.yellow.as_ref(), theme.yellow),
            green: over(roles.green.as_ref(), theme.green),
            strong: over(roles.strong.as_ref(), theme.strong),
            select: over(roles.selection.as_ref(), theme.select),
            bar: over(roles.bar.as_ref(), theme.bar),
            ground: (shade(roles.text), shade(roles.background)),
            ..theme
        }
    }

    /// No colours.
    fn mono() -> Theme {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        Theme {
            accent: bold,
            dim: Style::new(),
            red: bold,
            yellow: Style::new(),
            green: Style::new(),
            strong: bold,
            select: Style::new().add_modifier(Modifier::REVERSED),
            bar: Style::new().add_modifier(Modifier::UNDERLINED),
            ascii: false,
            accessible: false,
            ground: (None, None),
        }
    }

    fn coloured(self, colours: Colours, depth: Depth) -> Theme {
        let of = |shade| colours::color(shade, depth).map_or(Style::new(), |color| Style::new().fg(color));
        // Of sixteen colours none is faint enough to write on, whatever the person made of them.
        let bar = colours.bar.filter(|_| depth == Depth::Full).and_then(|shade| colours::color(shade, depth));
        Theme {
            accent: of(colours.accent).add_modifier(Modifier::BOLD),
            dim: of(colours.dim),
            red: of(colours.red),
            yellow: of(colours.yellow),
            green: of(colours.green),
            bar: bar.map_or(self.bar, |color| Style::new().bg(color)),
            ..self
        }
    }

    /// Gives the cells without a colour of their own those of the theme.
    pub fn ground(&self, buf: &mut Buffer) {
        if self.ground == (None, None) {
            return;
        }
        for cell in &mut buf.content {
            if let (Color::Reset, Some(text)) = (cell.fg, self.ground.0) {
                cell.fg = text;
            }
            if let (Color::Reset, Some(ground)) = (cell.bg, self.ground.1) {
                cell.bg = ground;
            }
        }
    }

    /// What pictures are made of.
    pub fn pictures(&self) -> Pictures {
        match (self.accessible, self.ascii) {
            (true, _) => Pictures::None,
            (false, true) => Pictures::Ascii,
            (false, false) => Pictures::Blocks,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::parse;

    fn theme(text: &str, depth: Depth) -> Theme {
        let settings = parse(text).settings;
        Theme::of(&settings.screen, &settings.themes, depth)
    }

    #[test]
    fn colours_follow_the_theme_and_the_terminal() {
        let dark = "[screen]\ntheme = \"dark\"\n";
        assert_eq!(theme(dark, Depth::Full).red.fg, Some(Color::Rgb(0xf7, 0x76, 0x8e)));
        assert_eq!(theme(dark, Depth::Sixteen).red.fg, Some(Color::LightRed));
        assert_eq!(theme(dark, Depth::Mono).red, Theme::mono().red);
        assert_eq!(theme("", Depth::Full).red.fg, Some(Color::Red));
        for name in ["terminal", "dark", "light", "mono"] {
            let theme = theme(&format!("[screen]\ntheme = \"{name}\"\n"), Depth::Full);
            assert!(theme.select.add_modifier.contains(Modifier::REVERSED), "{name}");
        }
    }

    #[test]
    fn a_theme_of_ones_own_changes_roles() {
        let sea = "[screen]\ntheme = \"sea\"\n[themes.sea]\nbase = \"light\"\nred = \"underline magenta\"\n\
                   background = \"#fdf6e3\"\n";
        let full = theme(sea, Depth::Full);
        assert_eq!(full.red, Style::new().fg(Color::Magenta).add_modifier(Modifier::UNDERLINED));
        assert_eq!(full.green.fg, Some(Color::Rgb(0x2c, 0x6e, 0x2f)));
        let mut buf = Buffer::empty(ratatui::layout::Rect::new(0, 0, 1, 1));
        full.ground(&mut buf);
        assert_eq!(buf[(0, 0)].bg, Color::Rgb(0xfd, 0xf6, 0xe3));
        assert_eq!(theme(sea, Depth::Mono).red, Style::new().add_modifier(Modifier::UNDERLINED));
    }

    #[test]
    fn accessible_is_plain() {
        let theme = theme("[screen]\naccessible = true\n", Depth::Full);
        assert!(theme.ascii && theme.red.fg.is_none());
        assert_eq!((theme.cursor(), theme.pictures()), (">", Pictures::None));
    }
}
