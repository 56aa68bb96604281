//! The clipboard, by the best way there is: the config's command, a tool of this machine, tmux, the terminal itself. What
//! is said never claims more than is known.

use crate::tui::reach::around::Around;
use crate::tui::reach::outside::Outside;

/// Bytes of base64 that terminals take at the least; xterm and others drop what is longer without a word.
const MOST: usize = 74_994;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Copies a text; says where it went, or why it went nowhere. `command` is the config's, empty without one.
pub fn copy(text: &str, command: &str, around: Around, outside: &mut impl Outside) -> Result<String, String> {
    if !command.trim().is_empty() {
        return match outside.feed(&["sh", "-c", command], text) {
            Ok(()) => Ok("given to the clipboard.command of the config".to_owned()),
            Err(why) => Err(format!("the clipboard.command of the config did not take it: {why}")),
        };
    }
    for tool in tools(around) {
        if outside.feed(tool, text).is_ok() {
            return Ok(format!("given to {}", tool.first().unwrap_or(&"")));
        }
    }
    if around.tmux && outside.feed(&["tmux", "load-buffer", "-w", "-"], text).is_ok() {
        return Ok("given to tmux".to_owned());
    }
    let code = base64(text.as_bytes());
    if code.len() > MOST {
        return Err(format!("too long for the terminal's clipboard: {} bytes, it takes {}", code.len(), MOST));
    }
    match outside.tell_terminal(format!("\x1b]52;c;{code}\x07").as_bytes()) {
        Ok(()) => Ok("sent to terminal clipboard".to_owned()),
        Err(why) => Err(format!("the terminal did not take it: {why}")),
    }
}

/// Tools of this machine's clipboard, the best first; none where the person sits at another one.
fn tools(around: Around) -> Vec<&'static [&'static str]> {
    let mut found: Vec<&[&str]> = Vec::new();
    if around.ssh {
        return found;
    }
    if around.mac {
        found.push(&["pbcopy"]);
    }
    if around.wayland {
        found.push(&["wl-copy"]);
    }
    if around.x11 {
        found.push(&["xclip", "-selection", "clipboard"]);
    }
    found
}

/// Base64 with padding, as OSC 52 wants it.
fn base64(bytes: &[u8]) -> String {
    let mut code = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or_default());
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4_usize {
            let digit = DIGITS.get((group >> (18 - 6 * place)) as usize & 63).copied().unwrap_or(b'=');
            code.push(if place > three.len() { '=' } else { char::from(digit) });
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    /// Takes what only some programs take, and notes all.
    #[derive(Default)]
    struct Notes {
        there: Vec<&'static str>,
        done: Vec<String>,
    }

    impl Outside for Notes {
        fn feed(&mut self, program: &[&str], text: &str) -> io::Result<()> {
            self.done.push(format!("{} < {text}", program.join(" ")));
            if self.there.contains(&program[0]) { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
        }
        fn start(&mut self, program: &[&str]) -> io::Result<()> {
            self.feed(program, "")
        }
        fn tell_terminal(&mut self, bytes: &[u8]) -> io::Result<()> {
            self.done.push(String::from_utf8_lossy(bytes).into_owned());
            Ok(())
        }
    }

    fn try_copy(command: &str, around: Around, there: &[&'static str]) -> (Result<String, String>, Vec<String>) {
        let mut notes = Notes { there: there.to_vec(), done: Vec::new() };
        (copy("Dana", command, around, &mut notes), notes.done)
    }

    #[test]
    fn base64_is_what_others_read() {
        for (text, want) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("\u{ff}~", "w79+")]
        {
            assert_eq!(base64(text.as_bytes()), want, "{text}");
        }
    }

    #[test]
    fn the_best_way_that_works_is_taken() {
        let desk = Around { wayland: true, x11: true, ..Around::default() };
        let far = Around { ssh: true, ..desk };
        let osc = "\u{1b}]52;c;RGFuYQ==\u{7}";
        let tmux = "tmux load-buffer -w - < Dana";
        for (command, around, there, said, done) in [
            (
                "pbcopy -x",
                far,
                vec!["sh"],
                "given to the clipboard.command of the config",
                vec!["sh -c pbcopy -x < Dana"],
            ),
            ("", desk, vec!["wl-copy", "xclip"], "given to wl-copy", vec!["wl-copy < Dana"]),
            ("", desk, vec!["xclip"], "given to xclip", vec!["wl-copy < Dana", "xclip -selection clipboard < Dana"]),
            ("", far, vec!["wl-copy", "xclip"], "sent to terminal clipboard", vec![osc]),
            ("", Around { tmux: true, ..far }, vec!["tmux"], "given to tmux", vec![tmux]),
            ("", Around { tmux: true, ..far }, vec![], "sent to terminal clipboard", vec![tmux, osc]),
            ("", Around::default(), vec![], "sent to terminal clipboard", vec![osc]),
        ] {
            assert_eq!(
                try_copy(command, around, &there),
                (Ok(said.to_owned()), done.iter().map(|d| (*d).to_owned()).collect())
            );
        }
        let (refused, done) = try_copy("nope", desk, &["wl-copy"]);
        assert!(refused.unwrap_err().starts_with("the clipboard.command of the config did not take it"));
        assert_eq!(done.len(), 1, "what the person chose is not gone around");
    }

    #[test]
    fn what_a_terminal_would_drop_is_refused() {
        let mut notes = Notes::default();
        let most = "x".repeat(MOST / 4 * 3);
        assert!(copy(&most, "", Around::default(), &mut notes).is_ok());
        let refused = copy(&format!("{most}xxx"), "", Around::default(), &mut notes).unwrap_err();
        assert_eq!(refused, "too long for the terminal's clipboard: 74996 bytes, it takes 74994");
        assert_eq!(notes.done.len(), 1);
    }
}
