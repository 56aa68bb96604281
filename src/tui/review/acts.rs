//! What keys do in the review: steps and weeks, the parts of it, and the rows under the cursor.

use crate::domain::record::meta::Kind;
use crate::domain::record::review::{Matter, Step};
use crate::domain::review::week::Week;
use crate::domain::value::day::Day;
use crate::domain::value::id::TaskId;
use crate::input::command::Command;
use crate::input::context::Context;
use crate::service::intent::{Intent, Mark};
use crate::tui::app::App;
use crate::tui::list::List;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::repeat::Object;
use crate::tui::review::plan::Part;
use crate::tui::review::state::{Coming, Review, Span, part_of};

impl App {
    /// Whether the review has the keyboard, popups apart.
    pub(in crate::tui) fn in_review(&self) -> bool {
        self.review.is_some() && self.page.is_none()
    }

    /// Opens the review of this week, or goes to a part of the one that is open.
    pub(in crate::tui) fn open_review(&mut self, part: Part) -> Vec<Effect> {
        if self.modal.take().is_some() {
            return Vec::new();
        }
        self.close_ranges();
        (self.page, self.forecast) = (None, None);
        let this = self.week_of(self.now.today);
        let alone = self.screen.accessible;
        let opens = self.review.is_none();
        let review = self.review.get_or_insert_with(|| Review::of(this));
        review.alone |= alone;
        // A review is gone on with where it was left: on its part, else on the first step that is not done with.
        if part == Part::Numbers {
            review.seeks = opens;
        } else {
            let from = Some(review.part).filter(|from| !opens && *from != part);
            review.enter(part);
            review.from = from;
        }
        // A view switch is a moment at which rows may move.
        if self.moved.is_empty() { Vec::new() } else { vec![Effect::Load] }
    }

    fn week_of(&self, day: Day) -> Week {
        Week::of(day, self.calendar.cut.week_start.weekday())
    }

    /// The place of the review that the keyboard is in.
    pub(in crate::tui) fn review_context(review: &Review) -> Context {
        match review.part {
            Part::Numbers | Part::Done => Context::Review,
            Part::Time => Context::ReviewTime,
            Part::Slipped => Context::ReviewTasks,
            Part::Idle => Context::ReviewIdle,
            Part::Note => Context::ReviewNote,
            // Tasks, decisions and accounts stand in one list.
            Part::Next => match review.matter() {
                Some(Matter::Account(_)) => Context::ReviewTime,
                _ => Context::ReviewTasks,
            },
        }
    }

    /// Does a command in the review; none when it does the same there as anywhere.
    pub(in crate::tui) fn review_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        if !self.in_review() || self.modal.is_some() {
            return None;
        }
        let (today, context) = (self.now.today, self.context());
        let review = self.review.as_mut()?;
        match command {
            Command::PreviousPeriod => return Some(self.step_back()),
            Command::NextPeriod => return Some(self.step_on()),
            Command::PreviousQuarter => self.show_week(-1),
            Command::NextQuarter => self.show_week(1),
            Command::ThisDay => self.show_week_of(today),
            Command::Down
            | Command::Up
            | Command::HalfPageDown
            | Command::HalfPageUp
            | Command::Top
            | Command::Bottom => travel(review, command),
            Command::NextPane => review.enter(review.part.turned(1)),
            Command::PreviousPane => review.enter(review.part.turned(Part::ALL.len() - 1)),
            Command::Zoom => review.alone = !review.alone,
            Command::TouchKind => {
                review.span = if review.span == Span::Week { Span::Quarter } else { Span::Week };
                *review.list_mut(Part::Time) = List::default();
            }
            Command::Select | Command::SelectRange | Command::SelectAll => self.pick_in_review(command),
            Command::Keep => return Some(self.keep_in_review()),
            Command::Accept => return Some(self.accept_in_review()),
            Command::Add if context == Context::ReviewIdle => return Some(self.add_for_each()),
            Command::Open => return Some(self.open_in_review()),
            Command::Edit if context == Context::ReviewNote => return Some(self.type_note()),
            Command::EditWhole if context == Context::ReviewNote => return Some(self.edit_note()),
            Command::FindWeek => return Some(self.ask_noted()),
            Command::Export => return Some(self.ask_review_export()),
            Command::Cancel => review.picked.clear(),
            Command::Back => match review.from {
                Some(part) => review.enter(part),
                None => self.review = None,
            },
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Goes to the step before.
    fn step_back(&mut self) -> Vec<Effect> {
        let Some(review) = &mut self.review else { return Vec::new() };
        let here = Step::ALL.iter().position(|step| *step == review.step()).unwrap_or_default();
        match here.checked_sub(1).and_then(|before| Step::ALL.get(before)) {
            Some(step) => review.enter(part_of(*step)),
            None => self.status = Status::Note("this is the first step; { goes to the week before".to_owned()),
        }
        Vec::new()
    }

    /// Goes to the next step: this one is done with.
    fn step_on(&mut self) -> Vec<Effect> {
        let Some(review) = &mut self.review else { return Vec::new() };
        let (step, week) = (review.step(), review.week);
        let here = Step::ALL.iter().position(|one| *one == step).unwrap_or_default();
        let next = Step::ALL.get(here + 1);
        if let Some(next) = next {
            review.enter(part_of(*next));
        }
        if review.is_done(step) {
            if next.is_none() {
                self.status = Status::Note("this is the last step; the review is saved, q leaves it".to_owned());
            }
            return Vec::new();
        }
        self.send(Intent::MarkStep(week, step, Mark::Done))
    }

    /// Goes so many weeks on. Of a week to come there is nothing to review.
    fn show_week(&mut self, weeks: i32) {
        let Some(week) = self.review.as_ref().map(|review| review.week.on(weeks)) else { return };
        self.show_week_of(week.first);
    }

    /// Goes to the week of a day.
    pub(in crate::tui) fn show_week_of(&mut self, day: Day) {
        let (week, this) = (self.week_of(day), self.week_of(self.now.today));
        if week.first > this.first {
            self.status = Status::Note(format!("{week} has not begun: there is nothing to review"));
            return;
        }
        if let Some(review) = &mut self.review {
            review.go(week);
        }
    }

    fn pick_in_review(&mut self, command: Command) {
        let Some(review) = &mut self.review else { return };
        let (rows, at) = (review.matters(review.part), review.list(review.part).at);
        match command {
            Command::SelectRange => review.picked.range(&rows, at),
            Command::SelectAll => review.picked.all(&rows),
            _ => {
                review.picked.close(&rows, at);
                rows.get(at).into_iter().for_each(|about| review.picked.toggle(*about));
                let len = rows.len();
                review.list_mut(review.part).step(1, len);
            }
        }
    }

    /// What a verb is about in the review: the selection, else the row under the cursor.
    pub(in crate::tui) fn object_in_review(&self) -> Option<Object> {
        let review = self.review.as_ref()?;
        let about = review.in_hand();
        let tasks: Vec<TaskId> =
            about.iter().filter_map(|one| if let Matter::Task(id) = one { Some(*id) } else { None }).collect();
        if tasks.is_empty() {
            let accounts: Vec<_> =
                about.iter().filter_map(|one| if let Matter::Account(id) = one { Some(*id) } else { None }).collect();
            return (!accounts.is_empty()).then_some(Object::Accounts(accounts));
        }
        let mut accounts = Vec::new();
        for account in tasks.iter().filter_map(|id| review.account_of(*id)) {
            if !accounts.contains(&account) {
                accounts.push(account);
            }
        }
        Some(Object::Tasks(tasks, accounts))
    }

    /// Opens what is under the cursor: of a figure its basis, of a row its account.
    fn open_in_review(&mut self) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let at = review.list(review.part).at;
        match review.part {
            Part::Numbers => return self.open_basis(at),
            Part::Time => return self.open_entries(at),
            Part::Note => return self.type_note(),
            Part::Done => {
                if let Some(line) = review.page().and_then(|page| page.done.get(at)) {
                    let (kind, key, account, day) = (line.kind, line.key.clone(), line.account, line.day);
                    return self.open_row(kind, &key, account, Some(day));
                }
            }
            Part::Next => {
                if let Some(Coming::Decision(line)) = review.coming().get(at).map(|row| &row.line) {
                    return self.open(line.decision.account);
                }
            }
            Part::Slipped | Part::Idle => {}
        }
        match self.review.as_ref().and_then(Review::matter) {
            Some(Matter::Task(id)) => {
                let account = self.review.as_ref().and_then(|review| review.account_of(id));
                self.open_row(Kind::Task, &id.to_string(), account, None)
            }
            Some(Matter::Account(id)) => self.open(id),
            None => {
                self.status = Status::Note("no row here".to_owned());
                Vec::new()
            }
        }
    }

    /// Asks for the review if it is open and not here as it is now.
    pub(in crate::tui) fn wanted_review(&mut self) -> Option<Effect> {
        self.review.as_mut()?.wants().map(Effect::Fetch)
    }
}

fn travel(review: &mut Review, command: Command) {
    let (part, len) = (review.part, review.len(review.part));
    review.list_mut(part).travel(command, len);
}
