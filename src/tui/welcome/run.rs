//! The loop of the first start: keys in, one choice out, the terminal as it was.

use crate::domain::value::day::Now;
use crate::domain::value::money::Currency;
use crate::tui::events::input::Input;
use crate::tui::events::term_event::TermEvent;
use crate::tui::frame::Paint;
use crate::tui::keys;
use crate::tui::terminal::modes::Mouse;
use crate::tui::terminal::screen::{Options, Screen};
use crate::tui::theme::Theme;
use crate::tui::welcome::draw::draw;
use crate::tui::welcome::files::Disk;
use crate::tui::welcome::state::{Choice, Welcome};
use crossterm::event::KeyEventKind;
use std::io;
use std::sync::mpsc;

/// How it ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ended {
    /// With a choice.
    Chosen(Choice),
    /// By a signal or the terminal's end; the exit code.
    Ended(u8),
}

/// Asks how to begin; `book` is where the book would be, safe to print.
pub fn ask(book: String, theme: &Theme, now: Now) -> io::Result<Ended> {
    let (sender, inbox) = mpsc::channel::<TermEvent>();
    let input = Input::start(sender)?;
    let mut screen = Screen::enter(Options { mouse: Mouse::Off })?;
    let mut welcome = Welcome::new(book);
    let paint = Paint { theme, now, home: Currency::USD };
    loop {
        screen.draw(|frame| {
            if let Some(cursor) = draw(paint, frame.buffer_mut(), &welcome) {
                frame.set_cursor_position(cursor);
            }
        })?;
        match inbox.recv() {
            Ok(TermEvent::Key(event)) if event.kind != KeyEventKind::Release => {
                if let Some(choice) = keys::key(event).and_then(|key| welcome.type_key(key, &Disk)) {
                    return Ok(Ended::Chosen(choice));
                }
            }
            Ok(TermEvent::Paste(text)) => welcome.paste(&text),
            Ok(TermEvent::Suspend) => {
                input.lend(crate::tui::events::input::Borrower::Shell, || screen.suspend())?;
            }
            Ok(TermEvent::Continued) => screen.reenter()?,
            Ok(TermEvent::End(end)) => return Ok(Ended::Ended(end.exit_code())),
            Ok(_) => {}
            Err(_) => return Ok(Ended::Ended(1)),
        }
    }
}
