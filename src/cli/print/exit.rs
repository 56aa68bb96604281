//! How a run ended, as the number a script sees. The numbers are a promise: none changes its meaning.

use std::process::ExitCode;

/// The exit codes of folio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// 0: done; also for an empty list, and when the reader of a pipe left early.
    Done = 0,
    /// 1: failed in a way no other code names; an empty list under `--exit-code`.
    Failed = 1,
    /// 2: an argument, filter or date that cannot be read.
    Usage = 2,
    /// 3: a reference that names nothing.
    NotFound = 3,
    /// 4: a reference that names more than one.
    Ambiguous = 4,
    /// 5: refused by the rules of the data, or the data changed meanwhile.
    Refused = 5,
    /// 6: the book was busy for 5 s; the same command may be tried again.
    Busy = 6,
    /// 7: the book is damaged, or from a newer folio.
    Damaged = 7,
    /// 129: the terminal hung up (SIGHUP).
    HungUp = 129,
    /// 130: interrupted (SIGINT).
    Interrupted = 130,
    /// 143: told to end (SIGTERM).
    Terminated = 143,
}

/// What each number means, for the help and the manual.
pub const EXITS: [(&str, &str); 9] = [
    ("0", "done; also for an empty list, which is 1 with --exit-code"),
    ("1", "failed in a way no other number names, say a missing file"),
    ("2", "an argument, a filter or a date that cannot be read"),
    ("3", "a reference that names nothing in the book, or in folio"),
    ("4", "a reference that names more than one"),
    ("5", "refused by the rules of the data, or the data changed meanwhile"),
    ("6", "the book was busy for 5 seconds; the same may be tried again"),
    ("7", "the book is damaged, or from a newer folio"),
    ("129, 130, 143", "ended by a signal: hang-up, interrupt, terminate"),
];

impl Exit {
    /// The number.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The way of ending that a screen's number means.
    pub const fn of_signal(code: u8) -> Exit {
        match code {
            0 => Exit::Done,
            129 => Exit::HungUp,
            130 | 131 => Exit::Interrupted,
            143 => Exit::Terminated,
            _ => Exit::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_numbers() {
        let all = [
            (Exit::Done, 0),
            (Exit::Failed, 1),
            (Exit::Usage, 2),
            (Exit::NotFound, 3),
            (Exit::Ambiguous, 4),
            (Exit::Refused, 5),
            (Exit::Busy, 6),
            (Exit::Damaged, 7),
            (Exit::HungUp, 129),
            (Exit::Interrupted, 130),
            (Exit::Terminated, 143),
        ];
        for (exit, code) in all {
            assert_eq!(exit.code(), code);
        }
    }
}
