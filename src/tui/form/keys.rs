//! Keys of a form. Text fields take readline's keys, choices letters and arrows; the buttons take plain letters.

use crate::domain::form::slot::Need;
use crate::domain::record::field::Unit;
use crate::input::key::{Code, Key};
use crate::tui::form::place::Turn;
use crate::tui::form::state::{Form, Stop};
use crate::tui::modals::typing_line;

/// What a key asks of the app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Nothing more.
    Nothing,
    /// To be saved.
    Save,
    /// To be closed, with what is typed kept.
    Close,
    /// To be closed, with what is typed let go.
    Discard,
    /// Its notes in the editor.
    Editor,
    /// A word on why the key does nothing.
    Note(&'static str),
}

/// Fields that a page key goes.
const PAGE: isize = 8;

impl Form {
    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Asked {
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return Asked::Close,
            (Code::Char('x'), true) => return Asked::Discard,
            (Code::Tab | Code::Down, _) | (Code::Char('n'), true) => self.step(1),
            (Code::BackTab | Code::Up, _) | (Code::Char('p'), true) => self.step(-1),
            (Code::PageDown, _) => self.leap(PAGE),
            (Code::PageUp, _) => self.leap(-PAGE),
            (Code::Enter, _) => return self.enter(),
            _ => return if self.place().is_some() { self.type_in(key) } else { self.button(key) },
        }
        Asked::Nothing
    }

    /// Goes far, but not round.
    fn leap(&mut self, steps: isize) {
        let last = self.places.len().saturating_sub(1);
        let here = if let Stop::Field(at) = self.stop { at } else { self.places.len() };
        let to = here.saturating_add_signed(steps);
        self.go(if to > last && here >= last { Stop::Save } else { Stop::Field(to.min(last)) });
    }

    fn enter(&mut self) -> Asked {
        match self.stop {
            Stop::Field(_) => {
                self.step(1);
                Asked::Nothing
            }
            Stop::Save => Asked::Save,
            Stop::Editor => Asked::Editor,
            Stop::Discard => Asked::Discard,
        }
    }

    /// Takes pasted text into the field; gives how many characters were left out. Into notes with all its lines.
    pub fn paste(&mut self, text: &str) -> usize {
        let Some(place) = self.place_mut() else { return text.chars().count() };
        if place.slot.unit == Unit::Body && text.trim().contains('\n') {
            let whole = format!("{}{}", place.text(), text.replace("\r\n", "\n").replace('\r', "\n"));
            place.put(whole);
            return 0;
        }
        if place.is_choice() || place.is_long() {
            return text.chars().count();
        }
        typing_line::paste(&mut place.input, text)
    }

    fn button(&mut self, key: Key) -> Asked {
        match key.code {
            Code::Char('s') => Asked::Save,
            Code::Char('E') if self.notes().is_some() => Asked::Editor,
            Code::Char('x') => Asked::Discard,
            Code::Right => {
                self.step(1);
                Asked::Nothing
            }
            Code::Left => {
                self.step(-1);
                Asked::Nothing
            }
            _ => Asked::Note("enter does what the button says; up goes back to the fields"),
        }
    }

    fn type_in(&mut self, key: Key) -> Asked {
        let fresh = std::mem::take(&mut self.fresh);
        let Some(place) = self.place_mut() else { return Asked::Nothing };
        if place.is_long() {
            return match key.code {
                Code::Char('E' | 'e') => Asked::Editor,
                _ => Asked::Note("several lines: E opens them in the editor"),
            };
        }
        if !place.is_choice() {
            let text = matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
            if fresh && text && place.is_figure() {
                place.put(String::new());
            }
            typing_line::type_key(&mut place.input, key);
            return Asked::Nothing;
        }
        match key.code {
            Code::Right | Code::Char(' ') => place.turn(Turn::On),
            Code::Left => place.turn(Turn::Back),
            Code::Backspace | Code::Delete => {
                if place.slot.need == Need::Must {
                    return Asked::Note("this one is never empty");
                }
                place.put(String::new());
            }
            Code::Char(letter) if !key.ctrl && !key.alt => {
                let found = place.letter(letter);
                return if found {
                    Asked::Nothing
                } else {
                    Asked::Note("none begins so; left and right go through them")
                };
            }
            _ => {}
        }
        Asked::Nothing
    }
}
