//! Opening an address with the program that the system has for it. Where nobody would see that program, over SSH or
//! without a display, the address is copied instead, and that is said.

use crate::domain::value::link::Link;
use crate::tui::reach::around::Around;
use crate::tui::reach::clipboard::copy;
use crate::tui::reach::outside::Outside;

/// Opens an address, or copies it; says which.
pub fn open(link: &Link, command: &str, around: Around, outside: &mut impl Outside) -> Result<String, String> {
    let program = if around.mac { "open" } else { "xdg-open" };
    let why = if around.ssh { "over SSH" } else { "no display" };
    let why = if around.has_display() {
        match outside.start(&[program, link.as_str()]) {
            Ok(()) => return Ok(format!("{link} given to {program}")),
            Err(error) => format!("{program}: {error}"),
        }
    } else {
        why.to_owned()
    };
    copy(link.as_str(), command, around, outside).map(|said| format!("{why}: not opened, {link} {said}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[derive(Default)]
    struct Notes {
        fails: bool,
        done: Vec<String>,
    }

    impl Outside for Notes {
        fn feed(&mut self, program: &[&str], text: &str) -> io::Result<()> {
            self.done.push(format!("{} < {text}", program.join(" ")));
            Ok(())
        }
        fn start(&mut self, program: &[&str]) -> io::Result<()> {
            self.done.push(program.join(" "));
            if self.fails { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
        }
        fn tell_terminal(&mut self, _bytes: &[u8]) -> io::Result<()> {
            self.done.push("terminal".to_owned());
            Ok(())
        }
    }

    #[test]
    fn opens_here_and_copies_elsewhere() {
        let link = Link::parse("https://crm.example/1").unwrap();
        let desk = Around { x11: true, ..Around::default() };
        let try_open = |around: Around, fails: bool| {
            let mut notes = Notes { fails, done: Vec::new() };
            (open(&link, "", around, &mut notes).unwrap(), notes.done)
        };
        let (said, done) = try_open(desk, false);
        assert_eq!(
            (said.as_str(), done),
            ("https://crm.example/1 given to xdg-open", vec!["xdg-open https://crm.example/1".to_owned()])
        );
        let (said, done) = try_open(Around { ssh: true, ..desk }, false);
        assert_eq!(said, "over SSH: not opened, https://crm.example/1 sent to terminal clipboard");
        assert_eq!(done, ["terminal"]);
        let (said, _) = try_open(Around::default(), false);
        assert!(said.starts_with("no display: not opened"), "{said}");
        let (said, done) = try_open(desk, true);
        assert!(said.starts_with("xdg-open: ") && said.ends_with("given to xclip"), "{said}");
        assert_eq!(done.len(), 2);
    }
}
