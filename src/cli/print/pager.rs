//! The program that shows a text taller than the screen. Invariant: while it runs Ctrl-C is its own affair, and once
//! this value is dropped it has ended and the terminal is ours again.

use std::io::{self, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A running pager.
#[derive(Debug)]
pub struct Pager {
    child: Child,
    stdin: Option<ChildStdin>,
    ours: Arc<AtomicBool>,
}

impl Pager {
    /// Starts a pager by its words, without a shell. With `less` set, that is its `LESS`. An error means that it did
    /// not start and nothing was shown.
    pub fn start(command: &[String], less: Option<&str>) -> io::Result<Pager> {
        let (program, rest) = command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut call = Command::new(program);
        call.args(rest).stdin(Stdio::piped());
        if let Some(options) = less {
            call.env("LESS", options);
        }
        // Ctrl-C in less ends a search; it must not end us and leave two readers on one terminal.
        let ours = Arc::new(AtomicBool::new(false));
        let _ = signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, Arc::clone(&ours));
        match call.spawn() {
            Ok(mut child) => Ok(Pager { stdin: child.stdin.take(), child, ours }),
            Err(error) => {
                ours.store(true, Ordering::Relaxed);
                Err(error)
            }
        }
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stdin.as_mut().map_or(Ok(()), ChildStdin::flush)
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
        self.ours.store(true, Ordering::Relaxed);
    }
}

/// The words of a command, as a shell splits it but with nothing expanded: blanks part, quotes join, a backslash takes
/// the next character as it is (not within single quotes). `None` when a quote is not closed.
pub fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().push(chars.next()?),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_without_a_shell() {
        let cases: &[(&str, Option<&[&str]>)] = &[
            ("", Some(&[])),
            ("  ", Some(&[])),
            ("less -FIRX", Some(&["less", "-FIRX"])),
            ("  'my pager'  -x\t\"a b\"c ''", Some(&["my pager", "-x", "a bc", ""])),
            (r#"a\ b 'c\d' "e\"f""#, Some(&["a b", r"c\d", "e\"f"])),
            ("less; $(rm x) `y` | z", Some(&["less;", "$(rm", "x)", "`y`", "|", "z"])),
            ("less 'open", None),
            ("less \\", None),
        ];
        for (command, want) in cases {
            let got = words(command);
            assert_eq!(got.as_ref().map(|got| got.iter().map(String::as_str).collect()), want.map(<[&str]>::to_vec));
        }
    }

    #[test]
    fn says_when_there_is_no_such_pager() {
        let missing = ["/nowhere/folio-test-pager".to_owned()];
        assert_eq!(Pager::start(&missing, None).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(Pager::start(&[], None).is_err());
    }
}
