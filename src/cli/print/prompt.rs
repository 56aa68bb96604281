//! Questions to the person. Invariant: nothing is asked where nobody can answer; the flag that answers is named instead.

use crate::cli::print::environment::Streams;
use crate::cli::print::exit::Exit;
use crate::cli::print::voice::Voice;
use std::io::{self, BufRead};

/// A question that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{question} There is nobody to ask.")]
pub struct NeedsFlag {
    /// The question.
    pub question: String,
    /// The flag that answers it: `--yes`.
    pub flag: &'static str,
}

impl NeedsFlag {
    /// What to try.
    pub fn hint(&self) -> String {
        format!("answer it with {}", self.flag)
    }

    /// The code to exit with.
    pub fn exit(&self) -> Exit {
        Exit::Usage
    }
}

/// Whether questions are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asking {
    /// Where somebody can answer.
    #[default]
    Allowed,
    /// Never (`--no-input`).
    Never,
}

/// The person's side of a question.
pub struct Prompt<'a> {
    answers: Option<Box<dyn BufRead + 'a>>,
}

impl Prompt<'static> {
    /// Asks at the terminal, if stdin and stderr are both one: an answer is typed on the first, the question stands on
    /// the second.
    pub fn terminal(streams: &Streams, asking: Asking) -> Prompt<'static> {
        let reachable = streams.stdin && streams.stderr && asking == Asking::Allowed;
        Prompt { answers: if reachable { Some(Box::new(io::stdin().lock())) } else { None } }
    }
}

impl<'a> Prompt<'a> {
    /// Takes answers from any reader as if a person typed them.
    pub fn from(answers: impl BufRead + 'a) -> Prompt<'a> {
        Prompt { answers: Some(Box::new(answers)) }
    }

    /// Asks for a yes; anything else, also the end of input, is a no. `NeedsFlag` when nobody can be asked.
    pub fn confirm(&mut self, voice: &mut Voice<'_>, question: &str) -> Result<bool, NeedsFlag> {
        let Some(answers) = &mut self.answers else {
            return Err(NeedsFlag { question: question.to_owned(), flag: "--yes" });
        };
        voice.ask(&format!("{question} [y/N]"));
        let mut answer = String::new();
        // Bytes that are no text are no yes.
        let _ = answers.read_line(&mut answer);
        if !answer.ends_with('\n') {
            voice.end_line();
        }
        Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::environment::Environment;
    use crate::cli::print::look::{Format, Look, Wishes};
    use crate::cli::print::voice::Volume;

    fn confirm(prompt: &mut Prompt<'_>) -> (Result<bool, NeedsFlag>, String) {
        let silent = Wishes::default();
        let look = Look::settle(Format::Auto, &silent, &Environment::default(), &silent, &Streams::default());
        let mut sink = Vec::new();
        let answer = confirm_into(prompt, &mut Voice::to(&mut sink, &look, Volume::Quiet));
        (answer, String::from_utf8(sink).unwrap())
    }

    fn confirm_into(prompt: &mut Prompt<'_>, voice: &mut Voice<'_>) -> Result<bool, NeedsFlag> {
        prompt.confirm(voice, "Archive 24 accounts?")
    }

    #[test]
    fn takes_only_a_yes_for_a_yes() {
        for (typed, want) in [
            ("y\n", true),
            (" YES \r\n", true),
            ("yes", true),
            ("\n", false),
            ("", false),
            ("n\n", false),
            ("yep\n", false),
        ] {
            let (answer, asked) = confirm(&mut Prompt::from(typed.as_bytes()));
            assert_eq!(answer, Ok(want), "{typed:?}");
            assert_eq!(asked.trim_end_matches('\n'), "Archive 24 accounts? [y/N] ");
            assert_eq!(asked.ends_with('\n'), !typed.ends_with('\n'), "the next line starts at the left");
        }
        assert_eq!(confirm(&mut Prompt::from(&b"\xff\xfey\n"[..])).0, Ok(false));
    }

    #[test]
    fn asks_nobody_where_nobody_is() {
        let screen = Streams { stdin: true, stdout: true, stderr: true, size: None };
        for (streams, asking) in [
            (Streams { stdin: false, ..screen }, Asking::Allowed),
            (Streams { stderr: false, ..screen }, Asking::Allowed),
            (screen, Asking::Never),
        ] {
            let (answer, asked) = confirm(&mut Prompt::terminal(&streams, asking));
            let needs = answer.unwrap_err();
            assert_eq!(
                (needs.hint().as_str(), needs.exit(), asked.as_str()),
                ("answer it with --yes", Exit::Usage, "")
            );
        }
    }
}
