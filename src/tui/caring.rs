//! Backup and doctor behind the screen: what they come to is said in the status line or stands in a popup.

use crate::input::command::Command;
use crate::service::desk::Desk;
use crate::service::doctor::finding::{lines, path_text, size_text};
use crate::service::error::Error;
use crate::tui::app::App;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::reading::Reading;
use crate::tui::msg::{Effect, Msg};
use crate::tui::panes::foot::Status;

impl App {
    /// Asks for a backup, or for an examination.
    pub(in crate::tui) fn care(&mut self, command: Command) -> Vec<Effect> {
        let (said, effect) = match command {
            Command::BackUp => ("copying the book", Effect::BackUp),
            _ => ("examining the book", Effect::Examine),
        };
        self.status = Status::Note(said.to_owned());
        vec![effect]
    }

    /// Shows what has come to be read; not over something that is being typed meanwhile.
    pub(in crate::tui) fn show_told(&mut self, title: String, lines: Vec<String>) {
        match &self.modal {
            None | Some(Modal::Reading(_)) => {
                self.status = Status::Quiet;
                self.modal = Some(Modal::Reading(Reading::text(title, lines)));
            }
            Some(_) => self.status = Status::Note(format!("{title}: ready, ask again when this is closed")),
        }
    }
}

/// Makes a backup beside the book.
pub(in crate::tui) fn back_up(desk: &Desk) -> Result<Msg, Error> {
    let made = desk.back_up(None)?;
    Ok(Msg::Exported(format!("backed up, {} and sound: {}", size_text(made.size), path_text(&made.path))))
}

/// Looks at the book and around it.
pub(in crate::tui) fn examine(desk: &Desk, size: Option<(u16, u16)>) -> Msg {
    Msg::Told("Doctor".to_owned(), lines(&desk.examine(size)))
}
