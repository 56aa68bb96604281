//! The shape of a run's output, settled once from flags, environment, config and defaults, in that order. Pure: the
//! environment and the terminal come in as values.

use crate::cli::print::color::{self, ColorChoice};
use crate::cli::print::environment::{Environment, Streams};
use crate::cli::print::pager::words;
use crate::cli::print::paint::Paint;
use crate::domain::value::text;

/// The pager when nobody names one: quits on a short text, ignores case, passes colour, leaves the text on screen.
const PAGER: &str = "less -FIRX";
/// The same options, as `LESS` holds them.
const LESS: &str = "FIRX";
/// Columns of a page for people when no terminal tells.
const COLUMNS: usize = 80;

/// The shape in which records are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Format {
    /// An aligned table on a terminal, else as [`Format::Plain`].
    #[default]
    Auto,
    /// Tab-separated full values, one record a line.
    Plain,
    /// One JSON document, with only these fields if any are named.
    Json(Option<Vec<String>>),
    /// One JSON object a line.
    Jsonl,
    /// CSV with a header, for a spreadsheet.
    Csv,
    /// A table in Markdown, for a document.
    Markdown,
}

impl Format {
    /// The JSON format of `--json=a,b`; no names mean all fields.
    pub fn json(fields: &str) -> Format {
        let names: Vec<String> =
            fields.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Format::Json((!names.is_empty()).then_some(names))
    }
}

/// What flags, or the config file, ask for; `None` where they are silent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// `--color`.
    pub color: Option<ColorChoice>,
    /// `--header`, or its opposite.
    pub header: Option<bool>,
    /// `--ascii`.
    pub ascii: Option<bool>,
    /// ASCII without colours, borders and pictures.
    pub accessible: Option<bool>,
    /// Columns to fit tables to.
    pub width: Option<usize>,
    /// The pager's command; empty for none (`--no-pager`).
    pub pager: Option<String>,
}

/// The settled shape of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is settled by itself
pub struct Look {
    /// The format; `Auto` is left only where a person reads an aligned table.
    pub format: Format,
    /// Whether stdout takes colour; only what is laid out for people uses it.
    pub color: bool,
    /// Whether stderr takes colour.
    pub message_color: bool,
    /// Whether a header was asked for; `None` leaves it to the format.
    pub header: Option<bool>,
    /// Whether our own marks keep to ASCII.
    pub ascii: bool,
    /// Whether the screen keeps to what braille and large print can show.
    pub accessible: bool,
    /// Columns to fit to; `None` when no person reads stdout.
    pub width: Option<usize>,
    /// Rows of the screen; `None` when no person reads stdout, or its terminal does not say.
    pub height: Option<usize>,
    /// The pager's words, for a text taller than the screen; empty for none.
    pub pager: Vec<String>,
    /// Options for a less that the person gave none in `LESS`, so that `PAGER=less` shows colour too.
    pub less: Option<&'static str>,
}

impl Look {
    /// Settles the shape: flag over environment over config over default.
    pub fn settle(format: Format, flags: &Wishes, env: &Environment, config: &Wishes, streams: &Streams) -> Look {
        let format = match format {
            Format::Auto if !streams.stdout => Format::Plain,
            named => named,
        };
        Look {
            format,
            color: color::settle(flags.color, env, config.color, streams.stdout),
            message_color: color::settle(flags.color, env, config.color, streams.stderr),
            header: flags.header.or(config.header),
            ascii: flags.ascii.or(env.is_accessible()).or(config.ascii).unwrap_or(false),
            accessible: flags.accessible.or(env.is_accessible()).or(config.accessible).unwrap_or(false),
            width: if streams.stdout { Some(columns(flags, env, config, streams)) } else { None },
            height: streams.size.filter(|(_, rows)| streams.stdout && *rows > 0).map(|(_, rows)| usize::from(rows)),
            pager: if streams.stdout { pager(flags, env, config) } else { Vec::new() },
            less: env.less.is_none().then_some(LESS),
        }
    }

    /// The mark at the end of a text that was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "~" } else { "…" }
    }

    /// A line of ours with its signs in ASCII, where that is wanted.
    pub fn signs(&self, line: &str) -> String {
        if self.ascii {
            line.replace(" · ", " - ").replace(" × ", " x ").replace(" → ", " -> ")
        } else {
            line.to_owned()
        }
    }

    /// Columns for a page of text: those of the terminal, else 80.
    pub fn columns(&self) -> usize {
        self.width.unwrap_or(COLUMNS)
    }

    /// A text on one line, neutralised, and painted when stdout takes colour.
    pub fn painted(&self, raw: &str, paint: Paint) -> String {
        let mut out = String::new();
        paint.push(&mut out, &text::shown(raw), self.color);
        out
    }
}

fn columns(flags: &Wishes, env: &Environment, config: &Wishes, streams: &Streams) -> usize {
    let said = env.columns.as_deref().and_then(|value| value.trim().parse().ok());
    let seen = streams.size.map(|(columns, _)| usize::from(columns));
    let choices = [flags.width, said, config.width, seen];
    choices.into_iter().flatten().find(|&columns| columns > 0).unwrap_or(COLUMNS)
}

fn pager(flags: &Wishes, env: &Environment, config: &Wishes) -> Vec<String> {
    let named = flags.pager.as_ref().or(env.folio_pager.as_ref());
    if named.is_none() && env.is_dumb() {
        return Vec::new();
    }
    let command = named.or(env.pager.as_ref()).or(config.pager.as_ref());
    words(command.map_or(PAGER, String::as_str)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Streams = Streams { stdin: true, stdout: true, stderr: true, size: Some((100, 30)) };
    const PIPE: Streams = Streams { stdin: true, stdout: false, stderr: true, size: None };

    /// Variables and their values.
    type Pairs<'a> = &'a [(&'a str, &'a str)];

    fn env(pairs: Pairs<'_>) -> Environment {
        let mut env = Environment::default();
        for (name, value) in pairs {
            let slot = match *name {
                "NO_COLOR" => &mut env.no_color,
                "TERM" => &mut env.term,
                "COLUMNS" => &mut env.columns,
                "FOLIO_PAGER" => &mut env.folio_pager,
                "PAGER" => &mut env.pager,
                "ACCESSIBLE" => &mut env.accessible,
                other => panic!("{other}"),
            };
            *slot = Some((*value).to_owned());
        }
        env
    }

    fn look(flags: &Wishes, pairs: Pairs<'_>, config: &Wishes, streams: Streams) -> Look {
        Look::settle(Format::Auto, flags, &env(pairs), config, &streams)
    }

    #[test]
    fn judges_each_stream_by_itself() {
        let none = Wishes::default();
        let piped = look(&none, &[], &none, PIPE);
        assert!(piped.message_color && !piped.color);
        let wish = |color| Wishes { color: Some(color), ..Wishes::default() };
        assert!(look(&wish(ColorChoice::Always), &[], &wish(ColorChoice::Never), PIPE).color);
    }

    #[test]
    fn settles_format_and_width() {
        let none = Wishes::default();
        let on = |pairs: Pairs<'_>, streams| look(&none, pairs, &none, streams);
        assert_eq!((on(&[], SCREEN).format, on(&[], PIPE).format), (Format::Auto, Format::Plain));
        assert_eq!(on(&[], SCREEN).width, Some(100));
        assert_eq!(on(&[("COLUMNS", "60")], SCREEN).width, Some(60));
        assert_eq!(on(&[("COLUMNS", "60")], PIPE).width, None);
        for odd in ["0", "-1", "wide", "", "99999999999999999999999"] {
            assert_eq!(on(&[("COLUMNS", odd)], SCREEN).width, Some(100), "{odd}");
        }
        let unsized_screen = on(&[], Streams { size: Some((0, 0)), ..SCREEN });
        assert_eq!((unsized_screen.width, unsized_screen.height), (Some(80), None), "as a fresh pty says");
        let narrow = Wishes { width: Some(50), ..Wishes::default() };
        assert_eq!(look(&narrow, &[("COLUMNS", "60")], &none, SCREEN).width, Some(50));
        assert_eq!(Format::json(" name, arr ,"), Format::Json(Some(vec!["name".into(), "arr".into()])));
        assert_eq!(Format::json(""), Format::Json(None));
    }

    #[test]
    fn settles_ascii() {
        let wish = |ascii| Wishes { ascii, ..Wishes::default() };
        for (flag, accessible, config, want) in [
            (None, None, None, false),
            (None, Some("1"), None, true),
            (None, Some("0"), Some(true), false),
            (None, Some(""), Some(true), true),
            (Some(false), Some("1"), None, false),
            (Some(true), None, Some(false), true),
        ] {
            let pairs: Vec<_> = accessible.map(|value| ("ACCESSIBLE", value)).into_iter().collect();
            assert_eq!(look(&wish(flag), &pairs, &wish(config), SCREEN).ascii, want, "{flag:?} {accessible:?}");
        }
    }

    #[test]
    fn settles_the_pager() {
        let wish = |pager: Option<&str>| Wishes { pager: pager.map(str::to_owned), ..Wishes::default() };
        let cases: &[(Option<&str>, Pairs<'_>, Option<&str>, &str)] = &[
            (None, &[], None, "less|-FIRX"),
            (None, &[], Some("bat -p"), "bat|-p"),
            (None, &[("PAGER", "most")], Some("bat"), "most"),
            (None, &[("PAGER", "most"), ("FOLIO_PAGER", "'my pager' -x")], None, "my pager|-x"),
            (None, &[("PAGER", "most"), ("FOLIO_PAGER", "")], None, ""),
            (None, &[("PAGER", "")], None, ""),
            (Some(""), &[("FOLIO_PAGER", "most")], None, ""),
            (None, &[("TERM", "dumb"), ("PAGER", "less")], None, ""),
            (None, &[("TERM", "dumb"), ("FOLIO_PAGER", "less")], None, "less"),
            (None, &[("PAGER", "less 'unclosed")], None, ""),
        ];
        for (flag, pairs, config, want) in cases {
            assert_eq!(look(&wish(*flag), pairs, &wish(*config), SCREEN).pager.join("|"), *want, "{pairs:?}");
        }
        assert!(look(&wish(None), &[], &wish(None), PIPE).pager.is_empty(), "never into a pipe");
    }

    #[test]
    fn paints_only_what_is_safe() {
        let none = Wishes::default();
        let screen = look(&none, &[], &none, SCREEN);
        assert_eq!(screen.painted("a\u{1b}[2J", Paint::Red), "\u{1b}[31ma␛[2J\u{1b}[0m");
        assert_eq!(look(&none, &[("NO_COLOR", "1")], &none, SCREEN).painted("a", Paint::Red), "a");
    }
}
