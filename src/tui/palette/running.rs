//! What the line of the palette comes to, read after each key, and running it. What runs is what the key would have run:
//! a line goes through the very prompt that its key opens.

use crate::domain::phrase::piece::pieces;
use crate::domain::query::complete;
use crate::domain::query::parse::parse;
use crate::domain::value::id::AccountId;
use crate::input::command::Command;
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::filter::Filter;
use crate::tui::modals::completing::{self, Candidate, Completion, Grammar, Show};
use crate::tui::modals::meaning::preview::Meaning;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::naming::{Named, account};
use crate::tui::modals::purpose::Purpose;
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::palette::entry::{Entry, Goal};
use crate::tui::palette::line::{self, Takes, aims, takes};
use crate::tui::palette::state::{Asked, Palette, Said, keep};
use crate::tui::panes::foot::Status;
use crate::tui::typing::grammar;
use tui_input::Input;

/// What becomes of the palette after Enter.
pub(in crate::tui) enum Then {
    /// It stays, for there is something to mend.
    Stays,
    /// It closes; what ran wants this.
    Ran(Vec<Effect>),
}

impl App {
    /// Reads the line anew; gives what the reading takes.
    pub(in crate::tui) fn read_palette(&mut self, palette: &mut Palette) -> Vec<Effect> {
        let text = palette.input.value().to_owned();
        let mut effects = Vec::new();
        (palette.completion, palette.chosen) = (None, None);
        let read = line::read(&text, |name| self.keymap.named(name));
        palette.said = match &read {
            None => Said::Letters,
            Some(said) => match takes(said.command) {
                Takes::View => Said::View,
                Takes::Line => self.asked(said.command, said.rest, &mut effects),
                Takes::Account => self.aimed_said(said.command, said.rest),
                Takes::Filter => match self.why_not(said.command) {
                    Some(why) => Said::Refused(why),
                    None => Said::Filter(said.rest.to_owned()),
                },
                Takes::Sought => Said::Sought(said.command, said.rest.to_owned()),
                Takes::Nothing if said.rest.is_empty() => self.aimed_said(said.command, ""),
                Takes::Nothing => Said::Refused(format!("nothing stands behind {}", line::spoken(id(said.command)))),
            },
        };
        palette.completion = read.and_then(|said| self.completed(palette, &said));
        palette.look();
        effects
    }

    /// A command with the line that its key asks for: the prompt is made as the key makes it.
    fn asked(&mut self, command: Command, rest: &str, effects: &mut Vec<Effect>) -> Said {
        let (aim, text) = match self.aim_of(command, rest) {
            Ok(found) => found,
            Err(why) => return Said::Refused(why),
        };
        if aim.is_none()
            && let Some(why) = self.why_not(command)
        {
            return Said::Refused(why);
        }
        let status = std::mem::take(&mut self.status);
        let wanted = self.aimed_at(aim, |app| app.command(command));
        effects.extend(wanted.into_iter().filter(|effect| matches!(effect, Effect::Fetch(_))));
        let (opened, refused) = (self.modal.take(), std::mem::replace(&mut self.status, status));
        match (opened, refused) {
            (Some(Modal::Prompt(mut prompt)), _) => {
                prompt.input = Input::from(text);
                Said::Line(Box::new(Asked { command, aim, prompt: *prompt }))
            }
            (_, Status::Note(why) | Status::Error(why)) => Said::Refused(why),
            _ => Said::Refused("nothing to do here".to_owned()),
        }
    }

    fn aimed_said(&self, command: Command, rest: &str) -> Said {
        if rest.is_empty() {
            return self.why_not(command).map_or(Said::Aimed(command, None), Said::Refused);
        }
        match self.named(rest.trim_start_matches('@')) {
            Ok(account) => Said::Aimed(command, Some(account)),
            Err(why) => Said::Refused(why),
        }
    }

    /// Whose rows a line names with `@`, and the line without that.
    fn aim_of(&self, command: Command, rest: &str) -> Result<(Option<AccountId>, String), String> {
        let found = pieces(rest).into_iter().find(|piece| aims(command) && piece.raw.starts_with('@'));
        let Some(piece) = found else { return Ok((None, rest.to_owned())) };
        let account = self.named(piece.raw.trim_start_matches('@'))?;
        let (before, after) = (rest.get(..piece.span.start), rest.get(piece.span.end..));
        let text = [before, after].map(|part| part.unwrap_or_default().trim()).join(" ");
        Ok((Some(account), text.trim().to_owned()))
    }

    /// The account of a name; several are told, never guessed among.
    fn named(&self, name: &str) -> Result<AccountId, String> {
        let Some(sheet) = self.sheet() else { return Err("reading the book".to_owned()) };
        let name = name.trim().trim_matches('"');
        match account(sheet, name) {
            Named::One(row) => Ok(row.id),
            Named::Nobody if name.is_empty() => Err("whose? a few letters of a name".to_owned()),
            Named::Nobody => Err(format!("no account is called {}", crate::domain::value::text::shown(name))),
            Named::Several(rows) => {
                let names: Vec<&str> = rows.iter().take(4).map(|row| row.name()).collect();
                Err(format!("{} accounts are called so: {}", rows.len(), names.join(", ")))
            }
        }
    }

    /// Does something to the rows of a named account instead of what is selected or under the cursor.
    fn aimed_at<T>(&mut self, aim: Option<AccountId>, act: impl FnOnce(&mut App) -> T) -> T {
        self.aimed = aim;
        let result = act(self);
        self.aimed = None;
        result
    }

    /// What the word under the cursor may become.
    fn completed(&self, palette: &Palette, said: &line::Said<'_>) -> Option<Completion> {
        let cursor = typing_line::cursor(&palette.input).checked_sub(said.from)?;
        let found = match takes(said.command) {
            // A path is no word of ours.
            Takes::Line if said.command == Command::Export => None,
            Takes::Line => {
                let purpose = match &palette.said {
                    Said::Line(asked) => Some(&asked.prompt.purpose),
                    _ => None,
                };
                let known = purpose.and_then(grammar).unwrap_or_else(Grammar::day);
                let accounts = known.accounts || aims(said.command);
                let own = purpose.and_then(Purpose::account);
                completing::complete(&Grammar { accounts, ..known }, said.rest, cursor, self.sheet(), own)
            }
            Takes::Account => completing::account(said.rest, cursor, self.sheet()?),
            Takes::Filter => {
                let offers = complete::complete(said.rest, cursor);
                let span = offers.first()?.span.clone();
                let candidate = |one: &complete::Completion| Candidate {
                    text: one.text.clone(),
                    label: one.text.clone(),
                    note: one.label.clone(),
                };
                let candidates: Vec<Candidate> = offers.iter().map(candidate).collect();
                Some(Completion { span, candidates, show: Show::AtOnce })
            }
            Takes::View | Takes::Sought | Takes::Nothing => None,
        };
        found.map(|found| Completion { span: found.span.start + said.from..found.span.end + said.from, ..found })
    }

    /// Enter: runs what the line says, or says what is wrong with it.
    pub(in crate::tui) fn run_palette(&mut self, palette: &mut Palette) -> Then {
        let line = palette.input.value().to_owned();
        match std::mem::take(&mut palette.said) {
            said @ (Said::Letters | Said::View) => {
                palette.said = said;
                self.choose(palette)
            }
            Said::Line(asked) => {
                let meaning = asked.prompt.meaning(self.sight());
                let ready = matches!(meaning, Meaning::Is(..) | Meaning::Day(..) | Meaning::Says(..));
                let bare = asked.prompt.input.value().trim().is_empty();
                if !ready && !bare {
                    palette.said = Said::Line(asked);
                    return Then::Stays;
                }
                keep(&mut self.past, &line);
                Then::Ran(if bare { self.run_aimed(asked.command, asked.aim) } else { self.run_line(*asked) })
            }
            Said::Aimed(command, aim) => {
                keep(&mut self.past, &line);
                Then::Ran(self.run_aimed(command, aim))
            }
            Said::Filter(text) => match parse(&text, &self.reading()) {
                Ok(query) => {
                    keep(&mut self.past, &line);
                    let text = text.trim().to_owned();
                    Then::Ran(self.set_filter(self.focus, Filter { text, query, view: None }))
                }
                Err(fault) => {
                    self.status = Status::Error(fault.to_string());
                    palette.said = Said::Filter(text);
                    Then::Stays
                }
            },
            Said::Sought(Command::Search, words) => {
                keep(&mut self.past, &line);
                Then::Ran(self.open_search(&words))
            }
            Said::Sought(_, letters) => {
                keep(&mut self.past, &line);
                let effects = self.jump();
                if let Some(Modal::Jump(jump)) = &mut self.modal {
                    jump.paste(&letters);
                }
                Then::Ran(effects)
            }
            Said::Refused(why) => {
                self.status = Status::Note(why.clone());
                palette.said = Said::Refused(why);
                Then::Stays
            }
        }
    }

    /// Runs the entry under the cursor.
    fn choose(&mut self, palette: &mut Palette) -> Then {
        let Some(entry) = palette.here().cloned() else {
            self.status = Status::Note("no command, view or row is called so".to_owned());
            return Then::Stays;
        };
        if let Some(why) = &entry.why_not {
            self.status = Status::Note(format!("{}: {why}", entry.name));
            return Then::Stays;
        }
        if let Goal::Line(line) = entry.goal {
            palette.input = Input::from(line);
            let effects = self.read_palette(palette);
            let named = palette.here().is_some_and(|entry| entry.is_named(palette.input.value()));
            // A line that says less by now than it did is left to be mended.
            return match palette.said {
                Said::Letters if !named => Then::Stays,
                _ => match self.run_palette(palette) {
                    Then::Ran(more) => Then::Ran(effects.into_iter().chain(more).collect()),
                    Then::Stays => Then::Stays,
                },
            };
        }
        Then::Ran(self.run_entry(palette, &entry))
    }

    fn run_entry(&mut self, palette: &Palette, entry: &Entry) -> Vec<Effect> {
        if let Some(line) = entry.line() {
            keep(&mut self.past, &line);
        }
        match &entry.goal {
            Goal::Command(command) => self.run_aimed(*command, None),
            Goal::Row(target) => self.go(*target),
            Goal::View(place) => {
                let view = palette.views.as_ref().and_then(|views| views.entries.get(*place));
                view.map(|view| self.show_view(view)).unwrap_or_default()
            }
            Goal::Line(_) => Vec::new(),
        }
    }

    /// Runs a command as its key does.
    fn run_aimed(&mut self, command: Command, aim: Option<AccountId>) -> Vec<Effect> {
        self.aimed_at(aim, |app| app.command(command))
    }

    /// Sends the line off through its prompt. A draft that waits under the same name stays what it is.
    fn run_line(&mut self, asked: Asked) -> Vec<Effect> {
        let Asked { aim, mut prompt, .. } = asked;
        if self.drafts.contains_key(&prompt.draft) {
            prompt.draft.push_str(" :");
        }
        self.modal = Some(Modal::Prompt(Box::new(prompt)));
        self.aimed_at(aim, |app| app.prompt_key(Key::plain(Code::Enter)))
    }
}

fn id(command: Command) -> &'static str {
    command.row().map_or("", |row| row.id)
}
