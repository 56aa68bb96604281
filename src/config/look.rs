//! Colours as a person writes them. A theme changes roles of another one, and every chain of them ends in a built-in one.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::{self, Display};

/// Themes that need no config.
pub const BUILT_IN: [&str; 4] = ["terminal", "dark", "light", "mono"];

/// The sixteen colours in the order of their numbers; those from 8 on have `bright-` before their name.
const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/// A person's themes by their names.
pub type Themes = BTreeMap<String, ThemeSettings>;

/// The roles of a theme; what is silent is as in the theme that it is based on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ThemeSettings {
    /// The theme that it changes; `terminal` unless named.
    pub base: Option<String>,
    /// Titles of the focused pane, marks, keys.
    pub accent: Option<Ink>,
    /// Borders, hints, handled rows.
    pub dim: Option<Ink>,
    /// In danger, late.
    pub red: Option<Ink>,
    /// To be watched, soon.
    pub yellow: Option<Ink>,
    /// Well.
    pub green: Option<Ink>,
    /// Money at stake.
    pub strong: Option<Ink>,
    /// The row under the cursor.
    pub selection: Option<Ink>,
    /// The bar behind the money at stake.
    pub bar: Option<Ink>,
    /// All other text.
    pub text: Option<Shade>,
    /// Behind everything.
    pub background: Option<Shade>,
}

impl ThemeSettings {
    /// Its roles over those of another theme.
    fn over(self, under: ThemeSettings) -> ThemeSettings {
        ThemeSettings {
            base: under.base,
            accent: self.accent.or(under.accent),
            dim: self.dim.or(under.dim),
            red: self.red.or(under.red),
            yellow: self.yellow.or(under.yellow),
            green: self.green.or(under.green),
            strong: self.strong.or(under.strong),
            selection: self.selection.or(under.selection),
            bar: self.bar.or(under.bar),
            text: self.text.or(under.text),
            background: self.background.or(under.background),
        }
    }
}

/// A theme as a built-in one and what is changed of it; none when its chain leads nowhere or in a circle.
pub fn resolve(themes: &Themes, name: &str) -> Option<(&'static str, ThemeSettings)> {
    let (mut name, mut roles) = (name, ThemeSettings::default());
    // A chain longer than this has met a theme twice.
    for _ in 0..=themes.len() {
        if let Some(built_in) = BUILT_IN.iter().find(|known| **known == name) {
            return Some((built_in, roles));
        }
        let theme = themes.get(name)?;
        name = theme.base.as_deref().unwrap_or("terminal");
        roles = roles.over(theme.clone());
    }
    None
}

/// What is wrong with the themes: the key's full name, and why.
pub fn faults(themes: &Themes, chosen: &str) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (name, theme) in themes {
        if BUILT_IN.contains(&name.as_str()) {
            faults.push((format!("themes.{name}"), format!("{name} is built in; call yours something else")));
        } else if resolve(themes, name).is_none() {
            let base = theme.base.as_deref().unwrap_or_default();
            let why = format!("{base:?} leads to no built-in theme; known: {}", known(themes));
            faults.push((format!("themes.{name}.base"), why));
        }
    }
    if !BUILT_IN.contains(&chosen) && !themes.contains_key(chosen) {
        faults.push(("screen.theme".to_owned(), format!("there is no theme {chosen:?}; known: {}", known(themes))));
    }
    faults
}

fn known(themes: &Themes) -> String {
    let own = themes.keys().map(String::as_str).filter(|name| !BUILT_IN.contains(name));
    BUILT_IN.into_iter().chain(own).collect::<Vec<_>>().join(", ")
}

/// How a text is written: a colour, one behind it, and marks; `bold red`, `reverse`, `#202020 on #ffd75f`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ink {
    /// The colour.
    pub color: Option<Shade>,
    /// The colour behind it.
    pub ground: Option<Shade>,
    /// How else it stands out.
    pub marks: Vec<Mark>,
}

/// How a text stands out besides its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Heavier.
    Bold,
    /// Fainter.
    Dim,
    /// Slanted.
    Italic,
    /// With a line under it.
    Underline,
    /// Colour and background changed for each other.
    Reverse,
}

impl Mark {
    const ALL: [(Mark, &'static str); 5] = [
        (Mark::Bold, "bold"),
        (Mark::Dim, "dim"),
        (Mark::Italic, "italic"),
        (Mark::Underline, "underline"),
        (Mark::Reverse, "reverse"),
    ];
}

impl TryFrom<String> for Ink {
    type Error = String;
    fn try_from(text: String) -> Result<Ink, String> {
        let mut ink = Ink::default();
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            if let Some((mark, _)) = Mark::ALL.iter().find(|(_, name)| *name == word) {
                ink.marks.push(*mark);
            } else if word == "on" {
                let shade = words.next().ok_or_else(|| format!("{text:?}: a colour belongs behind `on`"))?;
                ink.ground = Some(shade.to_owned().try_into()?);
            } else if ink.color.is_none() {
                ink.color = Some(word.to_owned().try_into()?);
            } else {
                return Err(format!("{text:?} names two colours; write `on` before that of the background"));
            }
        }
        Ok(ink)
    }
}

impl From<Ink> for String {
    fn from(ink: Ink) -> String {
        let marks = Mark::ALL.iter().filter(|(mark, _)| ink.marks.contains(mark)).map(|(_, name)| (*name).to_owned());
        let color = ink.color.map(String::from);
        let ground = ink.ground.map(|shade| format!("on {shade}"));
        marks.chain(color).chain(ground).collect::<Vec<_>>().join(" ")
    }
}

/// A colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Shade {
    /// The terminal's own.
    Default,
    /// One of its table: its own sixteen, then fixed ones.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

impl TryFrom<String> for Shade {
    type Error = String;
    fn try_from(text: String) -> Result<Shade, String> {
        let named = |name: &str| NAMES.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok());
        let bright = || named(text.strip_prefix("bright-")?).map(|at| at + 8);
        let hex = || {
            let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
            let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
            Some(Shade::Rgb(part(0)?, part(2)?, part(4)?))
        };
        let found = match text.as_str() {
            "default" => Some(Shade::Default),
            "grey" | "gray" => Some(Shade::Indexed(8)),
            word => named(word).or_else(bright).or_else(|| word.parse().ok()).map(Shade::Indexed).or_else(hex),
        };
        found.ok_or_else(|| {
            format!(
                "{text:?} is no colour: write default, {}, grey, bright- before one of them, a number up to 255, or \
                 #rrggbb; bold, dim, italic, underline and reverse may stand before it",
                NAMES.join(", ")
            )
        })
    }
}

impl Display for Shade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shade::Default => f.write_str("default"),
            Shade::Indexed(n) => match (NAMES.get(usize::from(*n)), n.checked_sub(8)) {
                (Some(name), _) => f.write_str(name),
                (None, Some(dark)) if dark < 8 => {
                    write!(f, "bright-{}", NAMES.get(usize::from(dark)).copied().unwrap_or_default())
                }
                _ => write!(f, "{n}"),
            },
            Shade::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

impl From<Shade> for String {
    fn from(shade: Shade) -> String {
        shade.to_string()
    }
}

/// Whether the mouse is folio's or the terminal's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MouseWish {
    /// folio's, but not over SSH: there selecting text is what it is wanted for.
    #[default]
    Auto,
    /// folio's.
    On,
    /// The terminal's.
    Off,
}

impl MouseWish {
    /// Whether it is folio's, over SSH or not.
    pub fn is_on(self, over_ssh: bool) -> bool {
        match self {
            MouseWish::Auto => !over_ssh,
            MouseWish::On => true,
            MouseWish::Off => false,
        }
    }
}

/// Columns that the terminal gives to characters which are narrow in Latin fonts and wide in East Asian ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum AmbiguousWidth {
    /// One.
    #[default]
    One,
    /// Two.
    Two,
}

impl TryFrom<u8> for AmbiguousWidth {
    type Error = String;
    fn try_from(columns: u8) -> Result<AmbiguousWidth, String> {
        match columns {
            1 => Ok(AmbiguousWidth::One),
            2 => Ok(AmbiguousWidth::Two),
            other => Err(format!("{other} is neither 1 nor 2")),
        }
    }
}

impl From<AmbiguousWidth> for u8 {
    fn from(width: AmbiguousWidth) -> u8 {
        match width {
            AmbiguousWidth::One => 1,
            AmbiguousWidth::Two => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(text: &str) -> Result<Ink, String> {
        text.to_owned().try_into()
    }

    #[test]
    fn inks_are_read_and_written_alike() {
        for text in
            ["bold #7dcfff", "reverse", "bright-red", "red", "208", "black on yellow", "underline", "", "default"]
        {
            assert_eq!(String::from(ink(text).unwrap()), text);
        }
        assert_eq!(ink("grey").unwrap().color, Some(Shade::Indexed(8)));
        for wrong in ["blurple", "#12345", "#12345g", "256", "red green", "on", "red on", "bright-grey"] {
            assert!(ink(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_theme_stands_on_others() {
        let theme = |base: Option<&str>, accent: &str, red: Option<&str>| ThemeSettings {
            base: base.map(str::to_owned),
            accent: Some(ink(accent).unwrap()),
            red: red.map(|text| ink(text).unwrap()),
            ..ThemeSettings::default()
        };
        let themes: Themes = [
            ("sea".to_owned(), theme(Some("night"), "blue", None)),
            ("night".to_owned(), theme(Some("dark"), "cyan", Some("magenta"))),
            ("plain".to_owned(), theme(None, "green", None)),
            ("round".to_owned(), theme(Some("about"), "green", None)),
            ("about".to_owned(), theme(Some("round"), "green", None)),
            ("lost".to_owned(), theme(Some("gone"), "green", None)),
            ("mono".to_owned(), theme(None, "green", None)),
        ]
        .into();
        let (base, roles) = resolve(&themes, "sea").unwrap();
        assert_eq!(
            (base, roles.accent, roles.red),
            ("dark", Some(ink("blue").unwrap()), Some(ink("magenta").unwrap()))
        );
        assert_eq!(resolve(&themes, "plain").unwrap().0, "terminal");
        let found: Vec<String> = faults(&themes, "seaa").into_iter().map(|(key, _)| key).collect();
        assert_eq!(
            found,
            ["themes.about.base", "themes.lost.base", "themes.mono", "themes.round.base", "screen.theme"]
        );
    }
}
