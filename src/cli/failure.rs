//! Why a run of the command line ended early: what and where, what to try, and the exit code of it.

use crate::cli::print::exit::Exit;
use crate::cli::print::json::UnknownField;
use crate::cli::print::out::Stopped;
use crate::domain::phrase::mark::LineError;
use crate::domain::value::text::{shown, width};
use crate::service::error::{Error, ErrorKind};

/// A failure with its exit code. Texts are safe to print; an empty message is not said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The code.
    pub exit: Exit,
    /// What, and where.
    pub message: String,
    /// What to try; empty when there is nothing to say.
    pub hint: String,
}

impl Failure {
    /// A failure with what to try.
    pub fn new(exit: Exit, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { exit, message: message.into(), hint: hint.into() }
    }

    /// Words that cannot be read.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure::new(Exit::Usage, message, hint)
    }

    /// A typed line that cannot be read, with a caret under the place.
    pub fn line(line: &str, error: &LineError) -> Failure {
        let before = shown(line.get(..error.span.start).unwrap_or_default()).into_owned();
        let faulty = shown(line.get(error.span.clone()).unwrap_or_default()).into_owned();
        let marks = "^".repeat(width(&faulty).max(1));
        let message = format!("{error}\n  {}\n  {}{marks}", shown(line), " ".repeat(width(&before)));
        // Most faults carry their hint already.
        let hint = if error.to_string().contains(&error.hint()) { String::new() } else { error.hint() };
        Failure::usage(message, hint)
    }

    /// The same failure, with the place where it was met before it.
    #[must_use]
    pub fn at(self, place: &str) -> Failure {
        Failure { message: format!("{place}: {}", self.message), ..self }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let exit = match error.kind {
            ErrorKind::Usage => Exit::Usage,
            ErrorKind::NotFound => Exit::NotFound,
            ErrorKind::Ambiguous => Exit::Ambiguous,
            ErrorKind::Rejected => Exit::Refused,
            ErrorKind::Busy => Exit::Busy,
            ErrorKind::Damaged => Exit::Damaged,
            ErrorKind::Failed => Exit::Failed,
        };
        Failure::new(exit, error.message, error.hint)
    }
}

impl From<Stopped> for Failure {
    /// A reader that left is told nothing: it has seen what it wanted.
    fn from(stopped: Stopped) -> Failure {
        let message = if matches!(stopped, Stopped::ReaderLeft) { String::new() } else { stopped.to_string() };
        Failure::new(stopped.exit(), message, stopped.hint().unwrap_or_default())
    }
}

impl From<UnknownField> for Failure {
    fn from(field: UnknownField) -> Failure {
        Failure::from(Stopped::from(field))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::from(Stopped::from(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phrase::line;
    use crate::domain::phrase::when::DateOptions;
    use crate::domain::value::day::Day;

    #[test]
    fn points_at_the_place_in_a_line() {
        let today = Day::of(2026, 11, 24).unwrap();
        let typed = "東京 call due:fryday";
        let error = line::parse(typed, today, &DateOptions::default()).unwrap_err();
        let failure = Failure::line(typed, &error);
        assert_eq!(failure.exit, Exit::Usage);
        let lines: Vec<&str> = failure.message.lines().collect();
        assert_eq!(lines[1], "  東京 call due:fryday");
        assert_eq!(lines[2], "            ^^^^^^^^^^".trim_end());
    }
}
