//! What folio says to the person at work: always to stderr, never a panic when nobody is there, never a raw control
//! character.

use crate::cli::print::environment::{Environment, Streams};
use crate::cli::print::look::{Format, Look, Wishes};
use crate::cli::print::paint::Paint;
use crate::domain::value::text;
use std::io::{self, Write};

/// How much folio says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Volume {
    /// Everything.
    #[default]
    Normal,
    /// Errors and questions only (`--quiet`).
    Quiet,
    /// Everything, and what a run starts from and how long it takes (`--verbose`).
    Loud,
}

/// The way to stderr.
pub struct Voice<'a> {
    sink: Box<dyn Write + 'a>,
    volume: Volume,
    color: bool,
}

impl Voice<'static> {
    /// Speaks on stderr.
    pub fn stderr(look: &Look, volume: Volume) -> Voice<'static> {
        Voice::to(io::stderr(), look, volume)
    }
}

impl<'a> Voice<'a> {
    /// Speaks into any sink as if it were stderr.
    pub fn to(sink: impl Write + 'a, look: &Look, volume: Volume) -> Voice<'a> {
        Voice { sink: Box::new(sink), volume, color: look.message_color }
    }

    /// Says what was done, and how to undo it.
    pub fn say(&mut self, message: &str) {
        self.unless_quiet(message, Paint::None);
    }

    /// Says what the person should know before going on.
    pub fn warn(&mut self, message: &str) {
        self.unless_quiet(message, Paint::Yellow);
    }

    /// Says what could be done next.
    pub fn hint(&mut self, message: &str) {
        self.unless_quiet(message, Paint::Dim);
    }

    /// Says what only those want to know who look for a fault. Said under `--verbose` alone.
    pub fn detail(&mut self, message: &str) {
        if self.volume == Volume::Loud {
            self.lines(message, "", Paint::Dim);
        }
    }

    /// Says what went wrong and where, then what to try. Also said under `--quiet`.
    pub fn error(&mut self, message: &str, hint: Option<&str>) {
        self.lines(message, "", Paint::Red);
        if let Some(hint) = hint {
            self.lines(hint, "  ", Paint::None);
        }
    }

    /// Asks on one line and leaves the cursor behind it. Also asked under `--quiet`.
    pub fn ask(&mut self, question: &str) {
        let mut line = String::new();
        Paint::Bold.push(&mut line, &text::shown(question), self.color);
        line.push(' ');
        self.send(&line);
    }

    /// Ends the line of a question that the person left without Enter.
    pub fn end_line(&mut self) {
        self.send("\n");
    }

    fn unless_quiet(&mut self, message: &str, paint: Paint) {
        if self.volume != Volume::Quiet {
            self.lines(message, "", paint);
        }
    }

    /// Sends every line of a message; the first is painted, those below point at a place and stay as they are.
    fn lines(&mut self, message: &str, indent: &str, paint: Paint) {
        let mut out = String::new();
        for (number, line) in text::shown_lines(message).iter().enumerate() {
            out.push_str(indent);
            let paint = if number == 0 { paint } else { Paint::None };
            paint.push(&mut out, line, self.color);
            out.push('\n');
        }
        self.send(&out);
    }

    /// In one write, so that two processes do not mix their lines. Nobody is left to tell of a failure.
    fn send(&mut self, text: &str) {
        let _ = self.sink.write_all(text.as_bytes());
        let _ = self.sink.flush();
    }
}

/// Says what went wrong, before or without settled flags: colour as the environment and stderr have it.
pub fn print_error(message: &str, hint: Option<&str>) {
    let silent = Wishes::default();
    let look = Look::settle(Format::Auto, &silent, &Environment::read(), &silent, &Streams::read());
    Voice::stderr(&look, Volume::Normal).error(message, hint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::color::ColorChoice;

    fn heard(color: ColorChoice, volume: Volume, speak: impl Fn(&mut Voice<'_>)) -> String {
        let flags = Wishes { color: Some(color), ..Wishes::default() };
        let look = Look::settle(Format::Auto, &flags, &Environment::default(), &Wishes::default(), &Streams::default());
        let mut sink = Vec::new();
        speak(&mut Voice::to(&mut sink, &look, volume));
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn says_what_where_and_what_to_try() {
        let fail = |voice: &mut Voice<'_>| {
            voice.error("unknown field `helth`\n  helth:red\n  ^^^^^", Some("did you mean `health`?"));
        };
        let plain = "unknown field `helth`\n  helth:red\n  ^^^^^\n  did you mean `health`?\n";
        assert_eq!(heard(ColorChoice::Never, Volume::Quiet, fail), plain);
        let painted = heard(ColorChoice::Always, Volume::Normal, fail);
        assert!(painted.starts_with("\u{1b}[31munknown field `helth`\u{1b}[0m\n  helth:red\n"), "{painted:?}");
    }

    #[test]
    fn is_quiet_when_told() {
        let speak = |voice: &mut Voice<'_>| {
            voice.say("3 done");
            voice.warn("old");
            voice.hint("press u");
        };
        assert_eq!(heard(ColorChoice::Never, Volume::Normal, speak), "3 done\nold\npress u\n");
        assert_eq!(heard(ColorChoice::Never, Volume::Quiet, speak), "");
        assert_eq!(heard(ColorChoice::Never, Volume::Quiet, |voice| voice.ask("sure?")), "sure? ");
        for (volume, told) in [(Volume::Quiet, ""), (Volume::Normal, ""), (Volume::Loud, "3 ms\n")] {
            assert_eq!(heard(ColorChoice::Never, volume, |voice| voice.detail("3 ms")), told);
        }
    }

    #[test]
    fn neutralises_what_it_repeats() {
        let said = heard(ColorChoice::Never, Volume::Normal, |voice| voice.say("no \u{1b}[2J\u{202e}x"));
        assert_eq!(said, "no ␛[2J<U+202E>x\n");
    }

    #[test]
    fn does_not_mind_that_nobody_listens() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        let silent = Wishes::default();
        let look = Look::settle(Format::Auto, &silent, &Environment::default(), &silent, &Streams::default());
        Voice::to(Gone, &look, Volume::Normal).error("lost", None);
    }
}
