//! The keys of help: letters search, Enter does what the topic is about.

use crate::domain::query::field::{Kind, named};
use crate::input::command::Command;
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::help::state::Help;
use crate::tui::help::topic::Goal;
use crate::tui::help::topics::topics;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

impl App {
    /// Opens help on the place where the keyboard is.
    pub(in crate::tui) fn open_help(&mut self) -> Vec<Effect> {
        self.modal = None;
        let topics = topics(&self.keymap, self.place(), &self.theme, |command| self.why_not(command));
        self.modal = Some(Modal::Help(Box::new(Help::of(topics))));
        Vec::new()
    }

    /// Takes a key while help is open.
    pub(in crate::tui) fn help_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Help(mut help)) = self.modal.take() else { return Vec::new() };
        self.status = Status::Quiet;
        let empty = help.input.value().is_empty();
        let page = isize::try_from(help.height).unwrap_or(1).max(2) - 1;
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return Vec::new(),
            (Code::Backspace | Code::Char('?'), false) if empty => return Vec::new(),
            (Code::Enter, _) => {
                let goal = help.here().map(|topic| (topic.goal, topic.why_not.clone()));
                match goal {
                    Some((Goal::Run(_), Some(why))) => self.status = Status::Note(why),
                    Some((goal, _)) => match self.do_topic(goal) {
                        Ok(effects) => return effects,
                        Err(why) => self.status = Status::Note(why),
                    },
                    None => {}
                }
            }
            (Code::Down, _) | (Code::Char('n'), true) => help.step(1),
            (Code::Up, _) | (Code::Char('p'), true) => help.step(-1),
            (Code::PageDown, _) => help.step(page),
            (Code::PageUp, _) => help.step(-page),
            (Code::Tab, _) => help.next_section(),
            _ => {
                if typing_line::type_key(&mut help.input, key) {
                    help.look();
                }
            }
        }
        self.modal = Some(Modal::Help(help));
        Vec::new()
    }

    /// Does what a topic is about, or says why that cannot be done here.
    fn do_topic(&mut self, goal: Goal) -> Result<Vec<Effect>, String> {
        let (command, text) = match goal {
            Goal::Run(command) => return Ok(self.command(command)),
            Goal::Read => return Err("there is nothing to do with a sign".to_owned()),
            Goal::Filter(field) => (Command::Filter, begun(field)),
            Goal::Task(word) => (Command::Add, word.to_owned()),
        };
        if let Some(why) = self.why_not(command) {
            let what = if command == Command::Filter { "a filter" } else { "a task" };
            return Err(format!("{what} {why}"));
        }
        let mut effects = self.command(command);
        // Behind what stands there already.
        if let Some(Modal::Prompt(prompt)) = &mut self.modal {
            let blank = if prompt.input.value().is_empty() { "" } else { " " };
            typing_line::paste(&mut prompt.input, &format!("{blank}{text}"));
        } else {
            let blank = self.line.as_ref().is_some_and(|line| !line.input.value().is_empty());
            effects.extend(self.paste_filter(&format!("{}{text}", if blank { " " } else { "" })));
        }
        Ok(effects)
    }
}

/// A field as a term begins with it; nothing for none.
fn begun(name: &str) -> String {
    match named(name) {
        Some(field) if field.kind == Kind::Note => format!("{name}~"),
        Some(_) => format!("{name}:"),
        None => String::new(),
    }
}
