//! A screen with nothing but the terminal contract in it, for `tests/terminal.rs` and for trying a terminal by hand.
//!
//! `q` quits, `p` panics, `w` panics in a worker thread, `e` runs `$EDITOR`, `h` hangs, Ctrl-z suspends, Ctrl-l redraws.

use std::process::{Command, ExitCode};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, io, thread};

use crossterm::event::{KeyCode, KeyModifiers};
use folio::tui::events::input::{Borrower, Input};
use folio::tui::events::term_event::{End, TermEvent};
use folio::tui::terminal::modes::Mouse;
use folio::tui::terminal::screen::{Options, Screen};
use ratatui::Frame;
use ratatui::widgets::Paragraph;

enum Msg {
    Term(TermEvent),
    Answer(u64),
}

impl From<TermEvent> for Msg {
    fn from(event: TermEvent) -> Self {
        Self::Term(event)
    }
}

#[derive(Default)]
struct Seen {
    keys: u64,
    last: String,
    pasted: String,
    drawn_for: String,
    answer: u64,
    hangs: bool,
}

impl Seen {
    fn draw(&self, frame: &mut Frame) {
        let Seen { keys, last, pasted, drawn_for, answer, .. } = self;
        let size = frame.area();
        let lines = format!(
            "keys {keys}.\nlast {last}.\npasted {pasted:?}.\nfor {drawn_for}.\nanswer {answer}.\nsize {}x{}.",
            size.width, size.height
        );
        frame.render_widget(Paragraph::new(lines), size);
    }
}

fn main() -> io::Result<ExitCode> {
    let (sender, inbox) = mpsc::channel::<Msg>();
    let input = Input::start(sender.clone())?;
    let mouse = if env::args().any(|argument| argument == "--mouse") { Mouse::On } else { Mouse::Off };
    let mut screen = Screen::enter(Options { mouse })?;
    let mut seen = Seen::default();
    loop {
        if screen.draw(|frame| seen.draw(frame)).is_err() {
            // Gone, or restored by a panic elsewhere; the reason is in the inbox.
            return Ok(ExitCode::from(reason(&inbox).exit_code()));
        }
        if seen.hangs {
            hang();
        }
        let Ok(first) = inbox.recv() else { return Ok(ExitCode::FAILURE) };
        for msg in std::iter::once(first).chain(inbox.try_iter()) {
            match msg {
                Msg::Answer(answer) => seen.answer = answer,
                Msg::Term(TermEvent::Key(key)) => {
                    seen.keys += 1;
                    // Emulators disagree on the width of U+FFFD, and the test compares what one shows.
                    seen.last = format!("{:?} {:?}", key.code, key.modifiers).replace('\u{fffd}', "U+FFFD");
                    match (key.code, key.modifiers) {
                        (KeyCode::Char('q'), _) => return Ok(ExitCode::SUCCESS),
                        #[expect(clippy::panic, reason = "what the probe is for")]
                        (KeyCode::Char('p'), _) => panic!("asked to panic"),
                        (KeyCode::Char('w'), _) => {
                            #[expect(clippy::panic, reason = "what the probe is for")]
                            thread::spawn(|| panic!("asked to panic in a worker"));
                        }
                        (KeyCode::Char('a'), _) => {
                            let (sender, keys) = (sender.clone(), seen.keys);
                            thread::spawn(move || sender.send(Msg::Answer(keys)));
                        }
                        (KeyCode::Char('h'), _) => seen.hangs = true,
                        (KeyCode::Char('e'), _) => {
                            let editor = env::var_os("EDITOR").unwrap_or_else(|| "vi".into());
                            let run = || Command::new("sh").arg("-c").arg(&editor).status();
                            let status = input.lend(Borrower::Child, || screen.leave_for(run))??;
                            seen.drawn_for = format!("editor {:?}", status.code());
                        }
                        (KeyCode::Char('z'), KeyModifiers::CONTROL) => {
                            seen.drawn_for = format!("{:?}", input.lend(Borrower::Shell, || screen.suspend())?);
                        }
                        (KeyCode::Char('l'), KeyModifiers::CONTROL) => screen.redraw()?,
                        _ => {}
                    }
                }
                Msg::Term(TermEvent::Paste(text)) => seen.pasted = text,
                Msg::Term(TermEvent::Suspend) => {
                    seen.drawn_for = format!("{:?}", input.lend(Borrower::Shell, || screen.suspend())?);
                }
                Msg::Term(TermEvent::Continued) => {
                    screen.reenter()?;
                    seen.drawn_for = "Continued".into();
                }
                Msg::Term(TermEvent::End(end)) => return Ok(ExitCode::from(end.exit_code())),
                Msg::Term(TermEvent::Focus(focus)) => seen.drawn_for = format!("focus {focus}"),
                Msg::Term(TermEvent::Mouse(mouse)) => seen.drawn_for = format!("{:?}", mouse.kind),
                Msg::Term(TermEvent::Resized(..)) => {}
            }
        }
    }
}

fn hang() -> ! {
    loop {
        thread::park();
    }
}

fn reason(inbox: &mpsc::Receiver<Msg>) -> End {
    let deadline = Duration::from_secs(1);
    while let Ok(msg) = inbox.recv_timeout(deadline) {
        if let Msg::Term(TermEvent::End(end)) = msg {
            return end;
        }
    }
    End::Hangup
}
