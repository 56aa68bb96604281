//! Turns the bytes of a terminal into events, however they are cut into reads.
//!
//! Invariant: nothing is held back longer than [`Decoder::patience`] says, neither by half a sequence nor by a paste
//! that never ends.

use std::time::Duration;

use crate::tui::events::sequence::{self, Step};
use crate::tui::events::term_event::TermEvent;

const PASTE_END: &[u8] = b"\x1b[201~";
/// The largest paste handed over in one piece, in bytes.
const PASTE_PART: usize = 1 << 20;
/// After a paste that broke off, a read of at least this many bytes is its late rest and not typing.
const PASTE_REST: usize = 32;
/// How long Esc may be the beginning of a sequence; one that a network cut in two comes together within that.
const ESCAPE: Duration = Duration::from_millis(30);
/// How long longer beginnings are waited for.
const SEQUENCE: Duration = Duration::from_millis(100);
/// How long a silent paste is waited for.
const PASTE: Duration = Duration::from_millis(300);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Keys,
    Paste,
    /// A paste broke off: what comes next is typing, or its late rest, which must not run as single-key commands.
    Doubt,
}

/// The bytes not understood yet.
#[derive(Debug)]
pub struct Decoder {
    pending: Vec<u8>,
    reading: Reading,
    /// Bytes of the pending paste already searched for its end.
    searched: usize,
}

impl Default for Decoder {
    fn default() -> Self {
        Self { pending: Vec::new(), reading: Reading::Keys, searched: 0 }
    }
}

impl Decoder {
    /// Takes the bytes of one read and appends the events they complete.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<TermEvent>) {
        if self.reading == Reading::Doubt {
            let rest = bytes.len() >= PASTE_REST || find(bytes, PASTE_END).is_some();
            self.reading = if rest { Reading::Paste } else { Reading::Keys };
        }
        self.pending.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(taken) = self.advance(at, events) {
            at += taken;
        }
        self.pending.drain(..at);
    }

    /// Says how long to wait for more bytes before [`Self::give_up`]; `None` when nothing is pending.
    pub fn patience(&self) -> Option<Duration> {
        match (self.reading, self.pending.len()) {
            (Reading::Paste, _) => Some(PASTE),
            (_, 0) => None,
            (_, 1) => Some(ESCAPE),
            _ => Some(SEQUENCE),
        }
    }

    /// Makes the best of what is pending: nothing more came in time.
    pub fn give_up(&mut self, events: &mut Vec<TermEvent>) {
        if self.reading == Reading::Paste {
            self.paste(0, self.pending.len(), events);
            self.reading = Reading::Doubt;
        } else {
            events.extend(sequence::cut_short(&self.pending));
        }
        self.pending.clear();
        self.searched = 0;
    }

    /// Reads one key or one part of a paste at `at`; returns the bytes taken, `None` when more have to come.
    fn advance(&mut self, at: usize, events: &mut Vec<TermEvent>) -> Option<usize> {
        let rest = self.pending.get(at..).filter(|rest| !rest.is_empty())?;
        if self.reading != Reading::Paste {
            return match sequence::step(rest) {
                Step::Wait => None,
                Step::Take(taken, event) => {
                    events.extend(event);
                    Some(taken)
                }
                Step::PasteBegins(taken) => {
                    self.reading = Reading::Paste;
                    Some(taken)
                }
            };
        }
        let from = self.searched.saturating_sub(PASTE_END.len());
        if let Some(found) = rest.get(from..).and_then(|unsearched| find(unsearched, PASTE_END)) {
            let end = from + found;
            self.paste(at, at + end, events);
            self.reading = Reading::Keys;
            self.searched = 0;
            return Some(end + PASTE_END.len());
        }
        if rest.len() <= PASTE_PART {
            self.searched = rest.len();
            return None;
        }
        // Cut before a character and before what may be the beginning of the end.
        let sure = rest.len() - PASTE_END.len();
        let back = rest.iter().take(sure + 1).rev().take_while(|byte| **byte & 0xc0 == 0x80).count();
        let part = if back < 4 { sure - back } else { sure };
        self.paste(at, at + part, events);
        self.searched = 0;
        Some(part)
    }

    fn paste(&self, from: usize, to: usize, events: &mut Vec<TermEvent>) {
        let text = String::from_utf8_lossy(self.pending.get(from..to).unwrap_or_default());
        if !text.is_empty() {
            // Terminals send line ends as Enter.
            events.push(TermEvent::Paste(text.replace("\r\n", "\n").replace('\r', "\n")));
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use proptest::prelude::*;

    use super::*;

    fn feed(decoder: &mut Decoder, bytes: &[u8]) -> Vec<TermEvent> {
        let mut events = Vec::new();
        decoder.feed(bytes, &mut events);
        events
    }

    fn give_up(decoder: &mut Decoder) -> Vec<TermEvent> {
        let mut events = Vec::new();
        decoder.give_up(&mut events);
        events
    }

    fn keys(text: &str) -> Vec<TermEvent> {
        text.chars().map(|c| TermEvent::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))).collect()
    }

    fn paste(text: &str) -> TermEvent {
        TermEvent::Paste(text.to_owned())
    }

    #[test]
    fn half_a_sequence_holds_nothing_back() {
        let alt = |c| vec![TermEvent::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT))];
        let cases: &[(&[u8], Vec<TermEvent>)] = &[
            (b"\x1b", vec![TermEvent::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))]),
            (b"\x1b[", alt('[')),
            (b"\x1b]", alt(']')),
            (b"\x1b[1;", vec![]),
            (b"\x1b[<0;1", vec![]),
            (b"\x1b]11;rgb", vec![]),
            (b"\xe6\x9d", keys("\u{fffd}")),
        ];
        for (half, meant) in cases {
            let mut decoder = Decoder::default();
            assert_eq!(feed(&mut decoder, half), []);
            assert!(decoder.patience().is_some_and(|patience| patience <= Duration::from_millis(100)));
            assert_eq!(give_up(&mut decoder), *meant, "{:?}", half.escape_ascii().to_string());
            assert_eq!((decoder.patience(), feed(&mut decoder, b"jk")), (None, keys("jk")));
        }
    }

    #[test]
    fn pastes_come_whole_with_keys_around_them() {
        let mut decoder = Decoder::default();
        let mut expected = keys("a");
        expected.push(paste("one\ntwo\nthree \x1b[A"));
        expected.extend(keys("b"));
        assert_eq!(feed(&mut decoder, b"a\x1b[200~one\rtwo\r\nthree \x1b[A\x1b[201~b"), expected);
        assert_eq!(decoder.patience(), None);
        assert_eq!(feed(&mut decoder, b"\x1b[200~\x1b[201~"), [], "an empty paste is nothing");
    }

    #[test]
    fn an_unclosed_paste_gives_way_to_typing_but_not_to_its_own_rest() {
        let mut decoder = Decoder::default();
        assert_eq!(feed(&mut decoder, b"\x1b[200~dddd"), []);
        assert_eq!(give_up(&mut decoder), [paste("dddd")]);
        assert_eq!(decoder.patience(), None);
        assert_eq!(feed(&mut decoder, b"q"), keys("q"), "a single key is typing");

        feed(&mut decoder, b"\x1b[200~dddd");
        give_up(&mut decoder);
        assert_eq!(feed(&mut decoder, b"ddd\x1b[201~j"), [vec![paste("ddd")], keys("j")].concat());

        feed(&mut decoder, b"\x1b[200~dddd");
        give_up(&mut decoder);
        assert_eq!(feed(&mut decoder, &[b'd'; 200]), [], "much at once is the rest of the paste");
        assert_eq!(give_up(&mut decoder), [paste(&"d".repeat(200))]);
    }

    #[test]
    fn a_paste_beyond_the_limit_comes_in_parts_that_add_up() {
        let text = "é東😀x".repeat(400_000);
        let mut decoder = Decoder::default();
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.extend_from_slice(text.as_bytes());
        bytes.extend_from_slice(PASTE_END);
        let mut events = Vec::new();
        bytes.chunks(4093).for_each(|chunk| decoder.feed(chunk, &mut events));
        let parts: Vec<&str> =
            events.iter().map(|event| if let TermEvent::Paste(part) = event { part.as_str() } else { "?" }).collect();
        assert!(parts.len() > 1 && parts.iter().all(|part| part.len() <= PASTE_PART + 4096));
        assert_eq!(parts.concat(), text);
    }

    /// Bytes as terminals send them, and as they should not.
    fn input() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            4 => proptest::collection::vec(any::<u8>(), 0..6),
            4 => proptest::sample::select(vec![
                "\x1b[A", "\x1b[200~", "\x1b[201~", "\x1b", "\x1b[", "\x1b[1;5C", "\x1bO", "é", "東", "q", "\x1b]11;",
                "\x1b\\", "\x1b[<0;5;7M", "\x1b[M", "\x1b[[", "\r\n", "\x1b[97;5u",
            ]).prop_map(|text| text.as_bytes().to_vec()),
        ];
        proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn how_the_bytes_are_cut_does_not_matter(bytes in input(), size in 1_usize..9) {
            let (mut whole, mut cut) = (Decoder::default(), Decoder::default());
            let mut expected = Vec::new();
            whole.feed(&bytes, &mut expected);
            let mut events = Vec::new();
            bytes.chunks(size).for_each(|chunk| cut.feed(chunk, &mut events));
            prop_assert_eq!(events, expected);
        }

        #[test]
        fn after_any_input_and_a_pause_a_key_is_a_key(bytes in input()) {
            let mut decoder = Decoder::default();
            feed(&mut decoder, &bytes);
            give_up(&mut decoder);
            prop_assert!(decoder.patience().is_none());
            prop_assert_eq!(feed(&mut decoder, b"q"), keys("q"));
        }
    }
}
