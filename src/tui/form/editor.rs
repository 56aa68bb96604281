//! A record, or the notes of a form, in the person's own editor. A faulty edit comes back at its line with what is wrong on
//! top; one that is given up is kept as a draft.

use crate::service::document::{self, WRITE_OVER};
use crate::service::edit::{RecordView, RowName};
use crate::service::editor::{Job, file_name};
use crate::service::intent::Intent;
use crate::tui::app::App;
use crate::tui::form::edit_draft;
use crate::tui::form::waiting::{Editing, Whole};
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

/// What is said of an edit that was given up.
const KEPT: &str = "nothing was written; kept as a draft: E brings it back";

fn draft_name(row: &RowName) -> String {
    format!("edit {} {}", row.kind, row.key)
}

impl App {
    /// Hands a record to the editor, what was kept of it where something was.
    pub(in crate::tui) fn open_editor(&mut self, view: RecordView) -> Vec<Effect> {
        let kept = self.drafts.get(&draft_name(&view.row)).and_then(|kept| edit_draft::read(kept, &view));
        let (view, given) = kept.unwrap_or_else(|| {
            let given = document::write(&view);
            (view, given)
        });
        self.hand_over(view, given, 1)
    }

    fn hand_over(&mut self, view: RecordView, given: String, line: usize) -> Vec<Effect> {
        let job = Job { text: given.clone(), name: file_name(&view.title), line };
        self.forms.editing = Some(Editing::Whole(Box::new(Whole { view, given, sent: None })));
        vec![Effect::OpenEditor(job)]
    }

    /// Hands the notes of a form to the editor.
    pub(in crate::tui) fn edit_notes(&mut self, form: &crate::tui::form::state::Form) -> Option<Effect> {
        let text = form.notes()?.text().to_owned();
        self.forms.editing = Some(Editing::Notes);
        Some(Effect::OpenEditor(Job { text, name: file_name(&form.title), line: 1 }))
    }

    /// Takes in what the editor left.
    pub(in crate::tui) fn edited(&mut self, left: Result<String, String>) -> Vec<Effect> {
        let editing = self.forms.editing.take();
        let text = match left {
            Ok(text) => text,
            Err(why) => {
                self.status = Status::Error(why);
                return Vec::new();
            }
        };
        match editing {
            Some(Editing::Notes) => {
                if let Some(Modal::Form(form)) = &mut self.modal
                    && let Some(notes) = form.notes_mut()
                {
                    notes.put(text.trim_end().replace("\r\n", "\n"));
                }
                Vec::new()
            }
            Some(Editing::Week) => self.edited_note(&text),
            Some(Editing::Whole(whole)) => self.edited_whole(*whole, &text),
            None => Vec::new(),
        }
    }

    fn edited_whole(&mut self, whole: Whole, text: &str) -> Vec<Effect> {
        let name = draft_name(&whole.view.row);
        let given_up = text == whole.given && self.drafts.contains_key(&name);
        let read = document::read(text, &whole.view, self.now.today, &self.dates);
        match read {
            Ok(edit) if edit.fields.is_empty() => {
                self.unkept |= self.drafts.remove(&name).is_some();
                self.status = Status::Note(format!("nothing was changed: {}", whole.view.title));
                self.want_kept()
            }
            // Left as it was given with a fault in it: not again at once.
            Err(fault) if given_up => {
                self.status = Status::Error(format!("{fault}; {KEPT}"));
                Vec::new()
            }
            Ok(_) if given_up => {
                self.status = Status::Note(KEPT.to_owned());
                Vec::new()
            }
            Err(fault) => {
                let (told, line) = document::with_fault(text, &fault.to_string(), Some(fault.line));
                self.keep_edit(name, &told, &whole.view);
                // On disk before the editor has it again: the end may come without warning.
                let editor = self.hand_over(whole.view, told, line);
                std::iter::once(Effect::Remember).chain(editor).collect()
            }
            Ok(edit) => {
                // Kept until it is written: the end may come without warning.
                self.keep_edit(name, text, &whole.view);
                let effects = self.send(Intent::Edit(Box::new(edit.clone())));
                if let Some(sent) = &mut self.sent {
                    sent.edited = true;
                }
                let sent = Some((edit, String::new()));
                self.forms.editing = Some(Editing::Whole(Box::new(Whole { sent, ..whole })));
                effects
            }
        }
    }

    fn keep_edit(&mut self, name: String, text: &str, base: &RecordView) {
        if let Some(kept) = edit_draft::write(base, text) {
            self.drafts.insert(name, kept);
            self.unkept = true;
        }
    }

    /// An edit was refused: what was typed goes back to the editor upon the record as it is by now.
    pub(in crate::tui) fn edit_again(&mut self, view: RecordView) -> Vec<Effect> {
        let Some(Editing::Whole(whole)) = self.forms.editing.take() else { return Vec::new() };
        let Some((edit, why)) = whole.sent else { return Vec::new() };
        let text = document::write(&view.with(&edit.fields));
        let (told, line) = document::with_fault(&text, &format!("{why}\n{WRITE_OVER}"), None);
        self.keep_edit(draft_name(&view.row), &told, &view);
        self.hand_over(view, told, line)
    }

    /// What the editor left was written: it is no draft any more.
    pub(in crate::tui) fn edit_is_done(&mut self) {
        if let Some(Editing::Whole(whole)) = &self.forms.editing
            && whole.sent.is_some()
        {
            self.unkept |= self.drafts.remove(&draft_name(&whole.view.row)).is_some();
            self.forms.editing = None;
        }
    }
}
