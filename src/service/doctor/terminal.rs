//! What the terminal can do for the screen. Without a terminal there is nothing to find.

use crate::service::doctor::finding::Finding;

/// What surrounds the process.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terminal {
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// The first that is set of `LC_ALL`, `LC_CTYPE`, `LANG`.
    pub locale: Option<String>,
    /// Whether tmux or screen stands between.
    pub multiplexed: bool,
    /// Columns and rows; none without a terminal.
    pub size: Option<(u16, u16)>,
}

impl Terminal {
    /// What is known of the terminal of this process, whose size the caller has looked up.
    pub fn read(size: Option<(u16, u16)>) -> Terminal {
        let get = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Terminal {
            term: get("TERM"),
            colorterm: get("COLORTERM"),
            locale: get("LC_ALL").or_else(|| get("LC_CTYPE")).or_else(|| get("LANG")),
            multiplexed: get("TMUX").or_else(|| get("STY")).is_some(),
            size,
        }
    }

    /// What there is to say of it.
    pub fn findings(&self) -> Vec<Finding> {
        let Some((columns, rows)) = self.size else {
            return vec![Finding::fine("terminal", "none here: the screen needs one, the command line does not")];
        };
        let mut found = Vec::new();
        let term = self.term.as_deref().unwrap_or_default();
        let colours = match self.colorterm.as_deref() {
            Some("truecolor" | "24bit") => "all colours",
            _ => "its own sixteen colours",
        };
        let between = if self.multiplexed { ", inside tmux or screen" } else { "" };
        found.push(match term {
            "" => Finding::warning(
                "terminal",
                "TERM is not set: the screen cannot know what it draws on",
                "export TERM=xterm-256color",
            ),
            "dumb" => Finding::warning(
                "terminal",
                "TERM=dumb: the terminal knows no screen",
                "use the command line, as `folio today`",
            ),
            term => Finding::fine("terminal", format!("{columns} x {rows}, TERM={term}, {colours}{between}")),
        });
        if columns < 60 || rows < 15 {
            found.push(Finding::warning(
                "terminal",
                format!("{columns} x {rows} is less than the screen needs (60 x 15)"),
                "make the window larger",
            ));
        }
        let locale = self.locale.as_deref().unwrap_or("C");
        let utf8 = locale.to_ascii_lowercase().replace('-', "").contains("utf8");
        if !utf8 {
            found.push(Finding::warning(
                "locale",
                format!("{locale} is not UTF-8: borders and names may come out as other signs"),
                "export LC_ALL=C.UTF-8, or ascii = true under [screen] in the config",
            ));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::doctor::finding::State;

    #[test]
    fn says_what_is_in_the_way_of_a_screen() {
        let good = Terminal {
            term: Some("xterm-256color".into()),
            colorterm: Some("truecolor".into()),
            locale: Some("de_DE.UTF-8".into()),
            multiplexed: false,
            size: Some((80, 24)),
        };
        let grave = |terminal: &Terminal| {
            terminal
                .findings()
                .into_iter()
                .filter(|one| one.state != State::Fine)
                .map(|one| one.about)
                .collect::<Vec<_>>()
        };
        for (terminal, about) in [
            (good.clone(), &[][..]),
            (Terminal { size: None, term: None, ..good.clone() }, &[]),
            (Terminal { term: None, ..good.clone() }, &["terminal"]),
            (Terminal { term: Some("dumb".into()), ..good.clone() }, &["terminal"]),
            (Terminal { size: Some((59, 24)), ..good.clone() }, &["terminal"]),
            (Terminal { locale: None, ..good.clone() }, &["locale"]),
            (Terminal { locale: Some("C.utf8".into()), ..good.clone() }, &[]),
            (Terminal { locale: Some("ja_JP.SJIS".into()), ..good }, &["locale"]),
        ] {
            assert_eq!(grave(&terminal), about, "{terminal:?}");
        }
    }
}
