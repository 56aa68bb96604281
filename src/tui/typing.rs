//! Typing into a prompt: keys, drafts, candidates, and the line sent off.

use crate::domain::book::Book;
use crate::domain::phrase::target::Target;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::FeedbackKind;
use crate::domain::record::goal::Goal;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::timer::whole_minutes;
use crate::domain::value::day::Now;
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::modals::completing::{Grammar, complete};
use crate::tui::modals::meaning::preview::{Meaning, Running, Sight};
use crate::tui::modals::modal::Modal;
use crate::tui::modals::prompt::Prompt;
use crate::tui::modals::purpose::Purpose;
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

/// The running clock of a book.
fn running(book: &Book, now: Now) -> Option<Running<'_>> {
    let clock = book.timer.as_ref()?;
    let minutes = whole_minutes(clock.started_at, now.at);
    Some(Running { account: clock.account, about: &clock.about, minutes })
}

impl App {
    /// What lines are read with.
    pub(in crate::tui) fn sight(&self) -> Sight<'_> {
        Sight {
            now: self.now,
            dates: self.dates,
            home: self.home,
            sheet: self.sheet(),
            running: running(&self.book, self.now),
            told: self.told.as_ref(),
        }
    }

    /// Opens a line to type, with its draft; the rows that names are looked up in come behind it.
    pub(in crate::tui) fn ask(&mut self, purpose: Purpose, about: String) -> Vec<Effect> {
        self.ask_with(purpose, about, String::new(), "")
    }

    /// Asks for a line that begins with a text, unless there is a draft of it. `whose` tells drafts of one purpose apart.
    pub(in crate::tui) fn ask_with(
        &mut self,
        purpose: Purpose,
        about: String,
        begin: String,
        whose: &str,
    ) -> Vec<Effect> {
        let name = format!("{} {whose}", purpose.draft_name()).trim_end().to_owned();
        let named = purpose.names_rows();
        let draft = self.drafts.get(&name).cloned();
        self.told = None;
        let mut prompt = Prompt::new(purpose, about, begin, name);
        if let Some(draft) = draft {
            prompt.input = draft.into();
        }
        self.modal = Some(Modal::Prompt(Box::new(prompt)));
        let told = self.ask_told();
        let sheet = if named { self.want_sheet() } else { None };
        sheet.into_iter().chain(told).collect()
    }

    /// Takes a key while a line is being typed.
    pub(in crate::tui) fn prompt_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Prompt(mut prompt)) = self.modal.take() else { return Vec::new() };
        let cancel = key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c'));
        if cancel {
            if self.keep_draft(&prompt) {
                self.status = Status::Note("kept as a draft: the same key brings it back".to_owned());
            }
            return self.want_kept();
        }
        if key.code != Code::Enter {
            prompt.type_key(key);
            self.offer_candidates(&mut prompt);
            self.modal = Some(Modal::Prompt(prompt));
            return self.ask_told().into_iter().collect();
        }
        let meaning = prompt.meaning(self.sight());
        if let Meaning::Day(day, _) = meaning {
            self.drafts.remove(&prompt.purpose.draft_name());
            self.go_to_day(day);
            return Vec::new();
        }
        if let Meaning::Says(text, _) = meaning {
            self.forget_draft(&prompt.draft);
            return match prompt.purpose {
                Purpose::FindWeek => self.find_noted(text),
                Purpose::ExportReview => self.export_review(&text),
                _ => self.export_to(text),
            };
        }
        let Meaning::Is(intent, _) = meaning else {
            self.modal = Some(Modal::Prompt(prompt));
            return Vec::new();
        };
        let effects = self.send(*intent);
        if let Some(sent) = &mut self.sent {
            sent.typed = Some(Modal::Prompt(prompt));
        }
        effects
    }

    /// Looks up what the word under the cursor may become, unless one is just being chosen.
    pub(in crate::tui) fn offer_candidates(&self, prompt: &mut Prompt) {
        if prompt.chosen.is_some() {
            return;
        }
        let Some(grammar) = grammar(&prompt.purpose) else { return };
        let account = prompt.purpose.account().or_else(|| match prompt.purpose {
            Purpose::StopTimer => self.sight().running.map(|clock| clock.account),
            _ => None,
        });
        let (line, cursor) = (prompt.input.value(), typing_line::cursor(&prompt.input));
        prompt.completion = complete(&grammar, line, cursor, self.sheet(), account);
    }

    /// Keeps what was typed; `false` when nothing was.
    pub(in crate::tui) fn keep_draft(&mut self, prompt: &Prompt) -> bool {
        let text = prompt.input.value();
        if text.trim().is_empty() || text.trim() == prompt.begin.trim() {
            self.forget_draft(&prompt.draft);
            return false;
        }
        if self.drafts.get(&prompt.draft).is_none_or(|draft| draft != text) {
            self.drafts.insert(prompt.draft.clone(), text.to_owned());
            self.unkept = true;
        }
        true
    }

    fn forget_draft(&mut self, name: &str) {
        self.unkept |= self.drafts.remove(name).is_some();
    }

    /// A change was done: what was typed for it is no draft any more.
    pub(in crate::tui) fn typed_is_done(&mut self, typed: Option<&Modal>) {
        match typed {
            Some(Modal::Prompt(prompt)) => self.forget_draft(&prompt.draft),
            Some(Modal::Form(form)) => self.forget_draft(&form.draft_name()),
            _ => {}
        }
    }

    /// A change could not be done: what was typed for it comes back, as a draft where something else is open.
    pub(in crate::tui) fn typed_comes_back(&mut self, typed: Option<Modal>) {
        match typed {
            Some(Modal::Prompt(prompt)) if self.modal.is_some() => {
                self.keep_draft(&prompt);
            }
            Some(Modal::Form(form)) if self.modal.is_some() => {
                self.keep_form(&form);
            }
            typed if self.modal.is_none() => self.modal = typed,
            _ => {}
        }
    }
}

/// What a line knows; `None` for lines that are a day.
pub(in crate::tui) fn grammar(purpose: &Purpose) -> Option<Grammar> {
    match purpose {
        Purpose::Add(_) | Purpose::AddEach(..) => Some(Grammar::task()),
        Purpose::Modify(rows) => Target::of_kind(rows.kind()).as_ref().map(Grammar::fields),
        Purpose::AddContact(_) => Some(Grammar::fields(&Target::of::<Contact>())),
        Purpose::AddAccount => Some(Grammar::fields(&Target::of::<Account>())),
        Purpose::AddGoal(_) => Some(Grammar::fields(&Target::of::<Goal>())),
        Purpose::AddFeedback(_) => Some(Grammar { openers: FeedbackKind::WORDS, ..Grammar::touch() }),
        Purpose::AddCase(..) => Some(Grammar::fields(&Target::of::<Case>())),
        Purpose::Health(_) => Some(Grammar { openers: &["red", "yellow", "green", "none"], ..Grammar::default() }),
        Purpose::Call(_) => Some(Grammar {
            openers: &["commit", "likely", "possible", "at-risk", "lost", "none"],
            ..Grammar::default()
        }),
        Purpose::Playbook(_, known) => Some(Grammar { names: known.clone(), ..Grammar::default() }),
        Purpose::ModifyDecisions(_) => Some(Grammar::fields(&Target::of::<Renewal>())),
        Purpose::AddContract(_) => Some(Grammar::fields(&Target::of::<Subscription>())),
        Purpose::AddOpportunity(_) => Some(Grammar::fields(&Target::of::<Opportunity>())),
        Purpose::Touch(_) | Purpose::StopTimer => Some(Grammar::touch()),
        _ => None,
    }
}
