//! Reads one key or one escape sequence off the front of the bytes that a terminal sent.
//!
//! Invariant: every byte string either yields something, or is a true beginning of a sequence of bounded length; so no
//! input can hold back the keys behind it. Unknown sequences are swallowed whole, bad UTF-8 shows as U+FFFD.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::tui::events::term_event::TermEvent;

const ESC: u8 = 0x1b;
/// The longest control sequence waited for; real ones end within 30 bytes.
const LONGEST_CONTROL: usize = 64;
/// The longest string (a late answer to somebody's question) waited for.
const LONGEST_STRING: usize = 4096;

/// What the front of the bytes is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The beginning of something; more bytes have to come.
    Wait,
    /// That many bytes are done, and mean this, or nothing.
    Take(usize, Option<TermEvent>),
    /// That many bytes opened a bracketed paste.
    PasteBegins(usize),
}

/// Reads the front of `bytes`.
pub fn step(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] | [ESC, b'[' | b'O' | b']' | b'P' | b'_'] => Step::Wait,
        [ESC, b'[', rest @ ..] => control(rest),
        [ESC, b'O', last, ..] => match function(*last) {
            Some(code) => Step::Take(3, Some(key(code, KeyModifiers::NONE))),
            None => Step::Take(2, Some(key(KeyCode::Char('O'), KeyModifiers::ALT | KeyModifiers::SHIFT))),
        },
        [ESC, b']', b'0'..=b'9', ..] | [ESC, b'P', b'>' | b'!' | b'0' | b'1', ..] | [ESC, b'_', b'G', ..] => {
            string(bytes)
        }
        // Alt-Esc and a quick double Esc look the same; both keys count.
        [ESC, ESC, ..] => Step::Take(1, Some(key(KeyCode::Esc, KeyModifiers::NONE))),
        [ESC, rest @ ..] => match plain(rest) {
            Step::Take(taken, Some(TermEvent::Key(plain))) => {
                Step::Take(taken + 1, Some(key(plain.code, plain.modifiers | KeyModifiers::ALT)))
            }
            other => other,
        },
        _ => plain(bytes),
    }
}

/// Says what a beginning means when nothing follows it: Esc by itself, Alt with the byte behind it, or nothing.
pub fn cut_short(bytes: &[u8]) -> Option<TermEvent> {
    match bytes {
        [ESC] => Some(key(KeyCode::Esc, KeyModifiers::NONE)),
        [ESC, introducer @ 0x20..=0x7e] => {
            let typed = typed(char::from(*introducer));
            Some(key(typed.code, typed.modifiers | KeyModifiers::ALT))
        }
        [] | [ESC, ..] => None,
        _ => Some(key(KeyCode::Char(char::REPLACEMENT_CHARACTER), KeyModifiers::NONE)),
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> TermEvent {
    TermEvent::Key(KeyEvent::new(code, modifiers))
}

/// A printed character as a key; capitals carry Shift, as crossterm has it.
fn typed(c: char) -> KeyEvent {
    let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(c), shift)
}

/// A key without an escape in front: a control byte or one character of UTF-8.
fn plain(bytes: &[u8]) -> Step {
    let [first, ..] = bytes else { return Step::Wait };
    let control = |base: u8, from: u8| (KeyCode::Char(char::from(first - base + from)), KeyModifiers::CONTROL);
    let (code, modifiers) = match first {
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0x00 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..=0x1a => control(0x01, b'a'),
        0x1b => (KeyCode::Esc, KeyModifiers::NONE),
        0x1c..=0x1f => control(0x1c, b'4'),
        _ => return character(bytes),
    };
    Step::Take(1, Some(key(code, modifiers)))
}

fn character(bytes: &[u8]) -> Step {
    let front = bytes.get(..4).unwrap_or(bytes);
    let bad = |taken| Step::Take(taken, Some(key(KeyCode::Char(char::REPLACEMENT_CHARACTER), KeyModifiers::NONE)));
    let valid = match std::str::from_utf8(front) {
        Ok(valid) => valid,
        Err(error) if error.valid_up_to() == 0 => return error.error_len().map_or(Step::Wait, bad),
        Err(error) => match std::str::from_utf8(front.get(..error.valid_up_to()).unwrap_or_default()) {
            Ok(valid) => valid,
            Err(_) => return bad(1),
        },
    };
    valid.chars().next().map_or(Step::Wait, |c| Step::Take(c.len_utf8(), Some(TermEvent::Key(typed(c)))))
}

/// The keys that end in one letter, after `ESC O` or `ESC [`.
const fn function(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// The keys that end in `~`.
const fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28..=29 => KeyCode::F(number as u8 - 15),
        31..=34 => KeyCode::F(number as u8 - 17),
        _ => return None,
    })
}

/// Reads what follows `ESC [`.
fn control(rest: &[u8]) -> Step {
    match rest {
        // The Linux console's F1 to F5.
        [b'['] => return Step::Wait,
        [b'[', last, ..] => {
            let code = if let b'A'..=b'E' = last { Some(KeyCode::F(last - b'A' + 1)) } else { None };
            return Step::Take(4, code.map(|code| key(code, KeyModifiers::NONE)));
        }
        // The old mouse form carries three free bytes; never asked for, so only swallowed.
        [b'M', ..] if rest.len() < 4 => return Step::Wait,
        [b'M', ..] => return Step::Take(6, None),
        _ => {}
    }
    let Some(length) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return if rest.len() > LONGEST_CONTROL { Step::Take(rest.len() + 2, None) } else { Step::Wait };
    };
    let (parameters, last) = rest.split_at(length);
    match (parameters, last.first()) {
        (b"200", Some(b'~')) => Step::PasteBegins(length + 3),
        (_, Some(last @ 0x40..=0x7e)) => Step::Take(length + 3, meaning(parameters, *last)),
        // Broken off by a control byte or a letter beyond ASCII, which counts by itself.
        _ => Step::Take(length + 2, None),
    }
}

fn meaning(parameters: &[u8], last: u8) -> Option<TermEvent> {
    match parameters {
        [b'<', mouse @ ..] => return mouse_event(mouse, last),
        [] if last == b'I' => return Some(TermEvent::Focus(true)),
        [] if last == b'O' => return Some(TermEvent::Focus(false)),
        [] if last == b'Z' => return Some(key(KeyCode::BackTab, KeyModifiers::SHIFT)),
        _ => {}
    }
    let mut fields = std::str::from_utf8(parameters).ok()?.split(';').map(|field| field.split(':'));
    let number = |field: Option<&str>| field.and_then(|digits| digits.parse::<u32>().ok());
    let first = number(fields.next().and_then(|mut field| field.next()));
    let mut second = fields.next();
    let modifiers = modifiers(number(second.as_mut().and_then(Iterator::next)).unwrap_or(1));
    if number(second.as_mut().and_then(Iterator::next)) == Some(3) {
        return None; // A release, where an earlier program left the terminal reporting them.
    }
    let code = match (last, first) {
        (b'~', Some(27)) => return other_key(number(fields.next().and_then(|mut field| field.next()))?, modifiers),
        (b'~', Some(number)) => numbered(number)?,
        (b'u', Some(codepoint)) => return other_key(codepoint, modifiers),
        (b'A'..=b'F' | b'H' | b'P' | b'Q' | b'S', _) | (b'R', None | Some(1)) => function(last)?,
        (b'Z', _) => return Some(key(KeyCode::BackTab, modifiers | KeyModifiers::SHIFT)),
        _ => return None,
    };
    Some(key(code, modifiers))
}

fn modifiers(mask: u32) -> KeyModifiers {
    // Bits 1, 2, 4 and 8 to 32 are Shift, Alt, Control, then Super, Hyper, Meta; locks are of no interest.
    let bits = mask.saturating_sub(1);
    let named = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ];
    named.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| *modifier).collect()
}

/// A key told by its code point (`CSI u`, xterm's `modifyOtherKeys`).
fn other_key(codepoint: u32, modifiers: KeyModifiers) -> Option<TermEvent> {
    let code = match char::from_u32(codepoint)? {
        '\u{1b}' => KeyCode::Esc,
        '\r' | '\u{e046}' => KeyCode::Enter,
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        '\t' => KeyCode::Tab,
        '\u{7f}' => KeyCode::Backspace,
        '\u{e000}'..='\u{f8ff}' => return None, // Kitty's names for keys without a character.
        c if c.is_control() => return None,
        c if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::Char(c.to_ascii_uppercase()),
        c => KeyCode::Char(c),
    };
    Some(key(code, modifiers))
}

/// Reads an SGR mouse report, `button;column;row` and `M` or `m`.
fn mouse_event(parameters: &[u8], last: u8) -> Option<TermEvent> {
    let mut numbers = std::str::from_utf8(parameters).ok()?.split(';').map(str::parse::<u16>);
    let (Some(Ok(told)), Some(Ok(column)), Some(Ok(row))) = (numbers.next(), numbers.next(), numbers.next()) else {
        return None;
    };
    let button = match told & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (told & 0b1100_0011, told & 32 != 0, last) {
        (64, _, b'M') => MouseEventKind::ScrollUp,
        (65, _, b'M') => MouseEventKind::ScrollDown,
        (66, _, b'M') => MouseEventKind::ScrollLeft,
        (67, _, b'M') => MouseEventKind::ScrollRight,
        (3, true, _) => MouseEventKind::Moved,
        (0..=2, true, b'M') => MouseEventKind::Drag(button),
        (0..=2, false, b'M') => MouseEventKind::Down(button),
        (0..=2, _, b'm') => MouseEventKind::Up(button),
        _ => return None,
    };
    let held = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers = held.iter().filter(|(bit, _)| told & bit != 0).map(|(_, modifier)| *modifier).collect();
    Some(TermEvent::Mouse(MouseEvent { kind, column: column.saturating_sub(1), row: row.saturating_sub(1), modifiers }))
}

/// Swallows a string (OSC, DCS, APC) up to its end: BEL, `ESC \`, or an escape that begins something else.
fn string(bytes: &[u8]) -> Step {
    let Some(at) = bytes.iter().skip(2).position(|byte| matches!(*byte, 0x07 | ESC)).map(|at| at + 2) else {
        return if bytes.len() > LONGEST_STRING { Step::Take(bytes.len(), None) } else { Step::Wait };
    };
    match bytes.get(at..).unwrap_or_default() {
        [ESC] => Step::Wait,
        [ESC, b'\\', ..] => Step::Take(at + 2, None),
        [ESC, ..] => Step::Take(at, None),
        _ => Step::Take(at + 1, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_keys_terminals_send() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
        const ALT: KeyModifiers = KeyModifiers::ALT;
        const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
        let named = |code, modifiers| Some(key(code, modifiers));
        let cases: &[(&[u8], Option<TermEvent>)] = &[
            (b"j", named(KeyCode::Char('j'), NONE)),
            (b"J", named(KeyCode::Char('J'), SHIFT)),
            ("é".as_bytes(), named(KeyCode::Char('é'), NONE)),
            ("東".as_bytes(), named(KeyCode::Char('東'), NONE)),
            ("😀".as_bytes(), named(KeyCode::Char('😀'), NONE)),
            (b"\r", named(KeyCode::Enter, NONE)),
            (b"\n", named(KeyCode::Char('j'), CONTROL)),
            (b"\t", named(KeyCode::Tab, NONE)),
            (b"\x7f", named(KeyCode::Backspace, NONE)),
            (b"\x00", named(KeyCode::Char(' '), CONTROL)),
            (b"\x1a", named(KeyCode::Char('z'), CONTROL)),
            (b"\x1f", named(KeyCode::Char('7'), CONTROL)),
            (b"\x1bx", named(KeyCode::Char('x'), ALT)),
            (b"\x1b\r", named(KeyCode::Enter, ALT)),
            (b"\x1b[A", named(KeyCode::Up, NONE)),
            (b"\x1bOA", named(KeyCode::Up, NONE)),
            (b"\x1bOP", named(KeyCode::F(1), NONE)),
            (b"\x1b[1;5C", named(KeyCode::Right, CONTROL)),
            (b"\x1b[1;2R", named(KeyCode::F(3), SHIFT)),
            (b"\x1b[12;40R", None),
            (b"\x1b[Z", named(KeyCode::BackTab, SHIFT)),
            (b"\x1b[3~", named(KeyCode::Delete, NONE)),
            (b"\x1b[5;3~", named(KeyCode::PageUp, ALT)),
            (b"\x1b[24~", named(KeyCode::F(12), NONE)),
            (b"\x1b[[B", named(KeyCode::F(2), NONE)),
            (b"\x1b[97;5u", named(KeyCode::Char('a'), CONTROL)),
            (b"\x1b[97;2u", named(KeyCode::Char('A'), SHIFT)),
            (b"\x1b[97;1:3u", None),
            (b"\x1b[27;5;13~", named(KeyCode::Enter, CONTROL)),
            (b"\x1b[I", Some(TermEvent::Focus(true))),
            (b"\x1b[O", Some(TermEvent::Focus(false))),
            (b"\x1b[201~", None),
            (b"\x1b[?64;1;2c", None),
            (b"\x1b[M !!", None),
            (b"\x1b]11;rgb:0000/0000/0000\x1b\\", None),
            (b"\x1b]11;rgb:0000/0000/0000\x07", None),
            (b"\x1bP>|XTerm(390)\x1b\\", None),
        ];
        for (bytes, event) in cases {
            assert_eq!(step(bytes), Step::Take(bytes.len(), event.clone()), "{:?}", bytes.escape_ascii().to_string());
        }
    }

    #[test]
    fn reads_the_mouse() {
        let cases: &[(&[u8], MouseEventKind, (u16, u16))] = &[
            (b"\x1b[<0;5;7M", MouseEventKind::Down(MouseButton::Left), (4, 6)),
            (b"\x1b[<0;5;7m", MouseEventKind::Up(MouseButton::Left), (4, 6)),
            (b"\x1b[<34;5;7M", MouseEventKind::Drag(MouseButton::Right), (4, 6)),
            (b"\x1b[<64;0;0M", MouseEventKind::ScrollUp, (0, 0)),
            (b"\x1b[<65;300;200M", MouseEventKind::ScrollDown, (299, 199)),
        ];
        for (bytes, kind, (column, row)) in cases {
            let event = MouseEvent { kind: *kind, column: *column, row: *row, modifiers: KeyModifiers::NONE };
            assert_eq!(step(bytes), Step::Take(bytes.len(), Some(TermEvent::Mouse(event))));
        }
    }

    #[test]
    fn broken_input_never_takes_the_next_key_along() {
        let named = |code, modifiers| Some(key(code, modifiers));
        let cases: &[(&[u8], Step)] = &[
            (b"\xffj", Step::Take(1, named(KeyCode::Char('\u{fffd}'), KeyModifiers::NONE))),
            (b"\xc3j", Step::Take(1, named(KeyCode::Char('\u{fffd}'), KeyModifiers::NONE))),
            (b"\xe6\x9dj", Step::Take(2, named(KeyCode::Char('\u{fffd}'), KeyModifiers::NONE))),
            (b"\xe6\x9d", Step::Wait),
            (b"j\xff", Step::Take(1, named(KeyCode::Char('j'), KeyModifiers::NONE))),
            (b"\x1b\x1b[A", Step::Take(1, named(KeyCode::Esc, KeyModifiers::NONE))),
            (b"\x1b[12\x1b[A", Step::Take(4, None)),
            (b"\x1b[12\r", Step::Take(4, None)),
            (b"\x1bOx", Step::Take(2, named(KeyCode::Char('O'), KeyModifiers::ALT | KeyModifiers::SHIFT))),
            (b"\x1b]11;rgb\x1b[A", Step::Take(8, None)),
            (b"\x1b]x", Step::Take(2, named(KeyCode::Char(']'), KeyModifiers::ALT))),
        ];
        for (bytes, expected) in cases {
            assert_eq!(step(bytes), *expected, "{:?}", bytes.escape_ascii().to_string());
        }
    }
}
