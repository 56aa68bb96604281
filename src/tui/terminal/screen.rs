//! The one screen of the process: enters the terminal, draws frames, steps aside for the shell or an editor.
//!
//! Invariant: dropping it, a panic of any thread, or [`modes::restore`] leaves the terminal as it was found.

use std::io;
use std::sync::Arc;

use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::SIGTSTP;

use crate::tui::terminal::modes::{self, Before, Mouse, Tty};
use crate::tui::terminal::paper::Paper;

/// What a screen switches on besides the usual.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Mouse reports; off unless asked for.
    pub mouse: Mouse,
}

/// What came of a wish to suspend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspended {
    /// folio was stopped and goes on; the next frame is drawn in full.
    AndBack,
    /// No shell waits behind folio (a window of its own, a container): stopping would hang it, so it did not.
    NoShell,
}

/// The terminal, entered.
#[derive(Debug)]
pub struct Screen {
    tty: Arc<Tty>,
    options: Options,
    canvas: Terminal<Paper>,
    frame: Vec<u8>,
}

impl Screen {
    /// Enters the terminal: raw mode, alternate screen, bracketed paste, focus reports, cursor hidden. Sends no query.
    /// Fails when standard output is not a terminal.
    pub fn enter(options: Options) -> io::Result<Self> {
        let tty = Arc::new(Tty::open()?);
        let (width, height) = modes::size(&tty.out);
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let canvas = Terminal::with_options(Paper::new(Size::new(width, height)), TerminalOptions { viewport })?;
        let screen = Self { tty, options, canvas, frame: Vec::new() };
        // The guard exists already: when telling the terminal fails half-way, dropping it takes that back.
        modes::enter(&screen.tty, options.mouse, Before::AsFound)?;
        Ok(screen)
    }

    /// Draws one frame at the size the terminal has now, in one write; writes nothing when nothing changed. Returns the
    /// bytes written. Fails when the terminal is gone or was restored by a panic: then the process should end.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<usize> {
        self.follow_size()?;
        self.canvas.draw(paint)?;
        self.frame.clear();
        self.canvas.backend_mut().take_frame(&mut self.frame);
        if !self.frame.is_empty() {
            modes::write(&self.tty, &self.frame)?;
        }
        Ok(self.frame.len())
    }

    /// The terminal, for what is written on it between two frames.
    pub fn tty(&self) -> Arc<Tty> {
        Arc::clone(&self.tty)
    }

    /// Has the next frame erase the terminal and draw everything (Ctrl-l, or after somebody else wrote on it).
    pub fn redraw(&mut self) -> io::Result<()> {
        self.canvas.clear()?;
        self.canvas.backend_mut().forget();
        Ok(())
    }

    /// Gives the terminal back to the shell and stops the job; returns when it is continued.
    ///
    /// Call it inside [`Input::lend`](crate::tui::events::input::Input::lend), so that no key is taken from the shell.
    pub fn suspend(&mut self) -> io::Result<Suspended> {
        // Where folio's group is that of the session leader nobody could continue it; the kernel's own rule for
        // orphaned groups, which a stop by SIGSTOP would not follow.
        if getsid(None).is_ok_and(|session| session == getpgrp()) {
            return Ok(Suspended::NoShell);
        }
        modes::restore();
        // The whole job, as the terminal itself does it: a script that started folio has to stop too. folio catches
        // the signal, so it stops itself afterwards.
        kill_current_process_group(Signal::TSTP)?;
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        self.resume(Before::AsFound)?;
        Ok(Suspended::AndBack)
    }

    /// Enters the terminal again after [`TermEvent::Continued`](crate::tui::events::term_event::TermEvent::Continued):
    /// somebody stopped folio without asking, and a shell has used the terminal since.
    pub fn reenter(&mut self) -> io::Result<()> {
        let before = modes::restore().map_or(Before::AsFound, |before| Before::Kept(Box::new(before)));
        self.resume(before)
    }

    /// Leaves the terminal to `act`, say an editor, and takes it back afterwards whatever state it was left in.
    ///
    /// Call it inside [`Input::lend`](crate::tui::events::input::Input::lend).
    pub fn leave_for<T>(&mut self, act: impl FnOnce() -> T) -> io::Result<T> {
        let before = modes::restore();
        let result = act();
        self.resume(before.map_or(Before::AsFound, |before| Before::Kept(Box::new(before))))?;
        Ok(result)
    }

    fn resume(&mut self, before: Before) -> io::Result<()> {
        modes::enter(&self.tty, self.options.mouse, before)?;
        self.redraw()
    }

    fn follow_size(&mut self) -> io::Result<()> {
        let (width, height) = modes::size(&self.tty.out);
        let size = Size::new(width, height);
        if self.canvas.size()? != size {
            self.canvas.backend_mut().set_size(size);
            self.canvas.resize(Rect::new(0, 0, width, height))?;
        }
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        modes::restore();
    }
}
