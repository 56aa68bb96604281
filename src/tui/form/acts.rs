//! What the app does with forms: opens them on the row under the cursor, keeps what is typed, saves it as one change, and
//! meets what another program wrote meanwhile.

use crate::domain::record::meta::Kind;
use crate::domain::value::id::AccountId;
use crate::input::command::Command;
use crate::input::key::Key;
use crate::service::edit::{RecordView, RowName};
use crate::service::error::Error;
use crate::service::intent::Rows;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::form::draft;
use crate::tui::form::keys::Asked;
use crate::tui::form::state::{About, Form, Stop};
use crate::tui::form::waiting::Wanted;
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::repeat::Object;

impl App {
    /// Edits the row under the cursor in a form or in the editor, or makes a row in a form.
    pub(in crate::tui) fn form_command(&mut self, command: Command) -> Vec<Effect> {
        let new = match command {
            Command::Edit => return self.edit_here(Wanted::Form),
            Command::EditWhole => return self.edit_here(Wanted::Editor),
            Command::AccountForm => return self.open_form(Form::new(Kind::Account, None, String::new())),
            Command::ContactForm => Kind::Contact,
            Command::ContractForm => Kind::Subscription,
            Command::OpportunityForm => Kind::Opportunity,
            Command::GoalForm => Kind::Goal,
            Command::FeedbackForm => Kind::Feedback,
            Command::CaseForm => Kind::Case,
            Command::TaskForm => Kind::Task,
            _ => Kind::Touch,
        };
        let Some(account) = self.subject() else {
            // A task may be for nobody.
            return if new == Kind::Task { self.open_form(Form::new(new, None, String::new())) } else { self.nobody() };
        };
        self.open_form(Form::new(new, Some(account), self.account_name(account)))
    }

    fn edit_here(&mut self, wanted: Wanted) -> Vec<Effect> {
        let Some(row) = self.row_here() else {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        };
        // Names of accounts and contacts are looked up as they are typed.
        let links = matches!(row.kind, Kind::Task | Kind::Touch | Kind::Feedback) && wanted == Wanted::Form;
        self.forms.wanted = Some(wanted);
        let sheet = if links { self.want_sheet() } else { None };
        std::iter::once(Effect::Fetch(Query::Record(row))).chain(sheet).collect()
    }

    /// The row under the cursor: of a section of the page, else of its list; the account where nothing smaller is.
    pub(in crate::tui) fn row_here(&self) -> Option<RowName> {
        let of_account = |id: AccountId| RowName { kind: Kind::Account, key: id.to_string() };
        if let Some(account) = self.aimed {
            return Some(of_account(account));
        }
        if let Some(page) = &self.page {
            let item = page.item().and_then(|item| item.rows()?.first());
            return Some(item.unwrap_or_else(|| of_account(page.account)));
        }
        if self.review.is_some() {
            return match self.object_in_review()? {
                Object::Tasks(tasks, _) => Rows::Tasks(tasks).first(),
                object => object.accounts().first().copied().map(of_account),
            };
        }
        if self.forecast.is_some() {
            return self.subject().map(of_account);
        }
        match self.focus {
            Focus::Accounts => self.subject().map(of_account),
            Focus::Renewals => {
                let id = self.decision_here()?;
                let renewal = id.renewal().map(|id| Rows::Renewals(vec![id]));
                renewal.or_else(|| Some(Rows::Subscriptions(vec![id.subscription()?])))?.first()
            }
            Focus::Tasks => Rows::Tasks(vec![self.task_at(self.list(Focus::Tasks).at)?]).first(),
        }
    }

    fn open_form(&mut self, mut form: Form) -> Vec<Effect> {
        if let Some(kept) = self.drafts.get(&form.draft_name()) {
            draft::put(&mut form, kept);
        }
        let contacts = matches!(form.kind(), Kind::Touch | Kind::Task | Kind::Feedback);
        self.modal = Some(Modal::Form(Box::new(form)));
        if contacts { self.want_sheet().into_iter().collect() } else { Vec::new() }
    }

    /// Takes in a record that was asked for.
    pub(in crate::tui) fn got_record(&mut self, view: RecordView) -> Vec<Effect> {
        match self.forms.wanted.take() {
            // Something else was opened meanwhile: nothing may come in between.
            Some(Wanted::Form) if self.modal.is_none() => self.open_form(Form::of(&view)),
            Some(Wanted::Editor) if self.modal.is_none() => self.open_editor(view),
            Some(Wanted::Again) => {
                if let Some(Modal::Form(form)) = &mut self.modal {
                    let both = form.meet(&view);
                    if let Some(at) = form.places.iter().position(|place| place.theirs.is_some()) {
                        form.go(Stop::Field(at));
                    }
                    if both > 0 {
                        let text =
                            "changed meanwhile: what is there by now stands beside yours; save again to write yours";
                        self.status = Status::Error(text.to_owned());
                    }
                    return Vec::new();
                }
                self.edit_again(view)
            }
            _ => Vec::new(),
        }
    }

    /// Takes a key while a form is open.
    pub(in crate::tui) fn form_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Form(mut form)) = self.modal.take() else { return Vec::new() };
        self.status = Status::Quiet;
        match form.key(key) {
            Asked::Nothing => {}
            Asked::Note(why) => self.status = Status::Note(why.to_owned()),
            Asked::Save => return self.save_form(form),
            Asked::Editor => {
                let effect = self.edit_notes(&form);
                self.modal = Some(Modal::Form(form));
                return effect.into_iter().collect();
            }
            Asked::Close => {
                if self.keep_form(&form) {
                    self.status = Status::Note("kept as a draft: the same key brings it back".to_owned());
                }
                return self.want_kept();
            }
            Asked::Discard => {
                self.unkept |= self.drafts.remove(&form.draft_name()).is_some();
                self.status = Status::Note("let go; nothing was written".to_owned());
                return self.want_kept();
            }
        }
        self.modal = Some(Modal::Form(form));
        Vec::new()
    }

    fn save_form(&mut self, mut form: Box<Form>) -> Vec<Effect> {
        match form.intent(self.sight()) {
            Ok(Some(intent)) => {
                // The book is asked anew: what another program wrote is met before anything is written over it.
                form.places.iter_mut().for_each(|place| place.theirs = None);
                let effects = self.send(intent);
                if let Some(sent) = &mut self.sent {
                    sent.typed = Some(Modal::Form(form));
                }
                effects
            }
            Ok(None) => {
                self.unkept |= self.drafts.remove(&form.draft_name()).is_some();
                self.status = Status::Note("nothing was typed, and nothing was written".to_owned());
                self.want_kept()
            }
            Err((at, why)) => {
                let label = form.places.get(at).map_or("", |place| place.slot.label);
                self.status = Status::Error(format!("{label}: {why}"));
                form.go(Stop::Field(at));
                self.modal = Some(Modal::Form(form));
                Vec::new()
            }
        }
    }

    /// Keeps what is typed in a form; `false` when nothing is.
    pub(in crate::tui) fn keep_form(&mut self, form: &Form) -> bool {
        let name = form.draft_name();
        let Some(text) = draft::write(form, self.now.at) else {
            self.unkept |= self.drafts.remove(&name).is_some();
            return false;
        };
        if self.drafts.get(&name).is_none_or(|kept| *kept != text) {
            self.drafts.insert(name, text);
            self.unkept = true;
        }
        true
    }

    /// A write was refused: a form or an edit of the editor looks at the record again.
    pub(in crate::tui) fn refused_edit(&mut self, error: &Error) -> Vec<Effect> {
        let row = match (&self.modal, &mut self.forms.editing) {
            (Some(Modal::Form(form)), _) => match &form.about {
                About::Row(row, _) => Some(row.clone()),
                About::New(_) => None,
            },
            (None, Some(editing)) => editing.refused(error),
            _ => None,
        };
        let Some(row) = row else { return Vec::new() };
        self.forms.wanted = Some(Wanted::Again);
        vec![Effect::Fetch(Query::Record(row))]
    }
}
