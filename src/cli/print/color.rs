//! Whether a stream takes colour: the flag, then the environment, then the config file, then what the stream is.

use crate::cli::print::environment::{Environment, switch};

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Settles colour for one stream. `--color always` and `FORCE_COLOR` win over all that only describes the terminal.
pub fn settle(flag: Option<ColorChoice>, env: &Environment, config: Option<ColorChoice>, terminal: bool) -> bool {
    match flag {
        Some(ColorChoice::Always) => return true,
        Some(ColorChoice::Never) => return false,
        Some(ColorChoice::Auto) | None => {}
    }
    if let Some(forced) = env.force_color.as_deref().filter(|value| !value.is_empty()) {
        return !matches!(forced, "0" | "false");
    }
    if env.clicolor_force.as_deref().and_then(switch) == Some(true) {
        return true;
    }
    let no_color = env.no_color.as_deref().is_some_and(|value| !value.is_empty());
    if no_color || env.is_dumb() || env.is_accessible() == Some(true) {
        return false;
    }
    // `--color auto` asks to look at the stream, so it also silences the config file.
    match flag.or(config).unwrap_or_default() {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(words: &str) -> Environment {
        let mut env = Environment::default();
        for (name, value) in words.split_whitespace().filter_map(|word| word.split_once('=')) {
            let slot = match name {
                "NO_COLOR" => &mut env.no_color,
                "FORCE_COLOR" => &mut env.force_color,
                "CLICOLOR_FORCE" => &mut env.clicolor_force,
                "TERM" => &mut env.term,
                "ACCESSIBLE" => &mut env.accessible,
                other => panic!("{other}"),
            };
            *slot = Some(value.to_owned());
        }
        env
    }

    #[test]
    fn asks_flag_environment_config_and_stream_in_turn() {
        use ColorChoice::{Always, Auto, Never};
        const SCREEN: bool = true;
        const PIPE: bool = false;
        for (flag, words, config, terminal, want) in [
            (None, "", None, SCREEN, true),
            (None, "", None, PIPE, false),
            (None, "NO_COLOR=1", None, SCREEN, false),
            (None, "NO_COLOR=", None, SCREEN, true),
            (None, "NO_COLOR=1", Some(Always), SCREEN, false),
            (None, "TERM=dumb", None, SCREEN, false),
            (None, "ACCESSIBLE=1", None, SCREEN, false),
            (None, "ACCESSIBLE=0", None, SCREEN, true),
            (None, "TERM=dumb", Some(Always), SCREEN, false),
            (None, "TERM=xterm", None, SCREEN, true),
            (None, "FORCE_COLOR=1 NO_COLOR=1", None, PIPE, true),
            (None, "FORCE_COLOR=0", Some(Always), SCREEN, false),
            (None, "FORCE_COLOR=", None, PIPE, false),
            (None, "CLICOLOR_FORCE=1", None, PIPE, true),
            (None, "CLICOLOR_FORCE=0", None, PIPE, false),
            (None, "", Some(Always), PIPE, true),
            (None, "", Some(Never), SCREEN, false),
            (Some(Never), "FORCE_COLOR=1", Some(Always), SCREEN, false),
            (Some(Always), "NO_COLOR=1 TERM=dumb", Some(Never), PIPE, true),
            (Some(Auto), "", Some(Always), PIPE, false),
            (Some(Auto), "NO_COLOR=1", None, SCREEN, false),
            (Some(Auto), "FORCE_COLOR=1", None, PIPE, true),
        ] {
            assert_eq!(settle(flag, &env(words), config, terminal), want, "{flag:?} {words} {config:?} {terminal}");
        }
    }
}
