//! What each command does to the app. Split by area: moving, seeing, doing.

use crate::domain::jump::target::Target;
use crate::domain::value::id::AccountId;
use crate::input::command::Command;
use crate::service::intent::Intent;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::arrange::What;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::news::News;
use crate::tui::page::state::Page;
use crate::tui::panes::foot::Status;
use crate::tui::review::plan::Part;
use crate::tui::sent::Sent;
use crate::tui::tour::Touring;
use crate::tui::visited::Way;

impl App {
    /// Does a command that fits the place.
    pub(in crate::tui) fn command(&mut self, command: Command) -> Vec<Effect> {
        if self.refuse_selection(command) {
            return Vec::new();
        }
        // A named account is not what the screens of their own are about.
        if self.aimed.is_none() {
            if let Some(effects) = self.page_command(command) {
                return effects;
            }
            if let Some(effects) = self.forecast_command(command) {
                return effects;
            }
            if let Some(effects) = self.review_command(command) {
                return effects;
            }
            if let Some(effects) = self.calendar_command(command) {
                return effects;
            }
        }
        self.run(command)
    }

    /// Does what no screen of its own has taken.
    #[allow(clippy::too_many_lines)] // one arm a command, and nothing in them but where it goes
    fn run(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Down
            | Command::Up
            | Command::HalfPageDown
            | Command::HalfPageUp
            | Command::Top
            | Command::Bottom => self.travel(command),
            Command::NextPane
            | Command::PreviousPane
            | Command::Triage
            | Command::Accounts
            | Command::Renewals
            | Command::Tasks
            | Command::Zoom
            | Command::Preview => self.arrange_panes(command),
            // Screens of their own have taken what they know of these by now.
            Command::Left
            | Command::Right
            | Command::OtherSide
            | Command::NextPeriod
            | Command::PreviousPeriod
            | Command::NextQuarter
            | Command::PreviousQuarter
            | Command::Keep
            | Command::Accept
            | Command::FindWeek => Vec::new(),
            Command::ThisDay => self.show_day(self.now.today),
            Command::GoToDay => self.ask_day(),
            Command::PlaceBack => self.travel_places(Way::Back),
            Command::PlaceForward => self.travel_places(Way::Forward),
            Command::ScrollDown | Command::ScrollUp => self.scroll_side(command),
            Command::Open
            | Command::NextSibling
            | Command::PreviousSibling
            | Command::Why
            | Command::Help
            | Command::History
            | Command::Cancel
            | Command::Back
            | Command::Quit => self.see(command),
            Command::Done
            | Command::Drop
            | Command::Snooze
            | Command::Reschedule
            | Command::Touch
            | Command::Add
            | Command::Star
            | Command::Modify
            | Command::PriorityNone
            | Command::PriorityHigh
            | Command::PriorityNormal
            | Command::PriorityLow
            | Command::WaitCustomer
            | Command::WaitSales
            | Command::WaitSupport
            | Command::WaitProduct
            | Command::WaitNobody
            | Command::TouchKind
            | Command::Archive
            | Command::Health
            | Command::Call
            | Command::Playbook
            | Command::Repeat => self.act(command),
            Command::Select | Command::SelectRange | Command::SelectAll => self.select(command),
            Command::Filter => self.open_filter(),
            Command::Views => vec![Effect::Fetch(Query::Views)],
            Command::Forecast => self.open_forecast(),
            Command::Backtest => self.open_backtest(),
            Command::Review => self.open_review(Part::Numbers),
            Command::Balance => self.open_review(Part::Time),
            Command::Sort => self.open_arrange(What::Sort),
            Command::Columns => self.open_arrange(What::Columns),
            Command::CopyRow
            | Command::CopyName
            | Command::CopyEmail
            | Command::CopyLink
            | Command::CopyId
            | Command::CopySummary
            | Command::LastCopy
            | Command::OpenLink => self.reach(command),
            Command::Jump => self.jump(),
            Command::Search => self.open_search(""),
            Command::Palette => self.open_palette(),
            Command::Timer => self.clock(),
            Command::Settle => self.ask_outcome(),
            Command::Edit
            | Command::EditWhole
            | Command::AccountForm
            | Command::ContactForm
            | Command::ContractForm
            | Command::OpportunityForm
            | Command::GoalForm
            | Command::FeedbackForm
            | Command::CaseForm
            | Command::TaskForm
            | Command::NoteForm => self.form_command(command),
            Command::AddAccount => self.ask(Purpose::AddAccount, String::new()),
            Command::AddContact => self.add_contact(),
            Command::AddGoal => self.add_goal(),
            Command::AddFeedback => self.add_feedback(),
            Command::AddUsage => self.add_usage(),
            Command::AddCase => self.add_case(),
            Command::AddContract => self.add_contract(),
            Command::AddOpportunity => self.add_opportunity(),
            Command::Notice => self.ask_notice(),
            Command::Export => self.ask_export(),
            Command::Check => vec![Effect::Check],
            Command::BackUp | Command::Doctor => self.care(command),
            Command::Target => self.ask_target(),
            Command::Undo => self.undo(),
            Command::Redo => vec![Effect::Perform(Box::new(Intent::Redo(1)))],
            Command::Rerank => self.rank_anew(),
            Command::Redraw => vec![Effect::Redraw],
            Command::Suspend => vec![Effect::Suspend],
            Command::Own(_) => self.run_own(command),
        }
    }

    fn undo(&mut self) -> Vec<Effect> {
        self.sent = Some(Sent { back: true, ..Sent::default() });
        vec![Effect::Perform(Box::new(Intent::Undo(1)))]
    }

    fn rank_anew(&mut self) -> Vec<Effect> {
        self.news = News::default();
        vec![Effect::Rerank]
    }

    fn travel(&mut self, command: Command) -> Vec<Effect> {
        if self.travel_backtest(command).is_some() {
            return Vec::new();
        }
        if let Some(Modal::Reading(reading)) = &mut self.modal {
            reading.scroll = moved(reading.scroll, command, 10);
            return Vec::new();
        }
        let (focus, len) = (self.focus, self.len(self.focus));
        let list = self.list_mut(focus);
        let before = list.at;
        list.travel(command, len);
        if list.at == before { Vec::new() } else { self.follow().into_iter().collect() }
    }

    fn arrange_panes(&mut self, command: Command) -> Vec<Effect> {
        if self.modal.take().is_some() {
            return Vec::new();
        }
        let left_page = self.page.take().is_some();
        if !matches!(command, Command::NextPane | Command::PreviousPane | Command::Zoom | Command::Preview) {
            // A stretch of the list would follow its cursor, which the calendar does not show.
            self.close_ranges();
            self.calendar.stretch = None;
            self.calendar.shown = command == Command::Renewals;
            (self.forecast, self.review) = (None, None);
        }
        match command {
            Command::NextPane => self.focus = self.focus.next(),
            Command::PreviousPane => self.focus = self.focus.previous(),
            Command::Triage => self.alone = false,
            Command::Accounts => (self.focus, self.alone) = (Focus::Accounts, true),
            Command::Renewals => (self.focus, self.alone) = (Focus::Renewals, true),
            Command::Tasks => (self.focus, self.alone) = (Focus::Tasks, true),
            Command::Zoom => self.alone = !self.alone,
            _ if self.size.0 < self.screen.wide => {
                self.status =
                    Status::Note(format!("the preview needs {} columns; Enter opens the account", self.screen.wide));
            }
            _ => self.preview_on = !self.preview_on,
        }
        // A view switch is a moment at which rows may move.
        let switch = matches!(command, Command::Triage | Command::Accounts | Command::Renewals | Command::Tasks);
        if (switch || left_page) && !self.moved.is_empty() {
            return vec![Effect::Load];
        }
        self.follow().into_iter().collect()
    }

    pub(in crate::tui) fn scroll_side(&mut self, command: Command) -> Vec<Effect> {
        let step = |scroll: usize| if command == Command::ScrollDown { scroll + 3 } else { scroll.saturating_sub(3) };
        match &mut self.modal {
            Some(Modal::Reading(reading)) => reading.scroll = step(reading.scroll),
            _ => self.preview_scroll = step(self.preview_scroll).min(200),
        }
        Vec::new()
    }

    fn see(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Open => {
                return match self.subject() {
                    Some(id) => self.open(id),
                    None => self.nobody(),
                };
            }
            Command::NextSibling => return self.sibling(1),
            Command::PreviousSibling => return self.sibling(-1),
            Command::Why => {
                return self.subject().map_or_else(|| self.nobody(), |id| vec![Effect::Fetch(Query::Why(id))]);
            }
            Command::History => return vec![Effect::Fetch(Query::History(60))],
            Command::Help => {
                let toured = std::mem::take(&mut self.tour) == Touring::Shown;
                let mut effects = self.open_help();
                effects.extend(toured.then_some(Effect::EndTour));
                return effects;
            }
            _ => {}
        }
        if self.modal.take().is_some() {
            return Vec::new();
        }
        if command == Command::Cancel {
            return self.cancel();
        }
        if command == Command::Back && self.page.take().is_some() {
            return if self.moved.is_empty() { self.follow().into_iter().collect() } else { vec![Effect::Load] };
        }
        if command == Command::Back && self.alone {
            (self.alone, self.calendar.shown) = (false, false);
            return self.follow().into_iter().collect();
        }
        vec![Effect::Quit]
    }

    pub(in crate::tui) fn open(&mut self, account: AccountId) -> Vec<Effect> {
        self.turn(Page::of(account))
    }

    pub(in crate::tui) fn turn(&mut self, mut page: Page) -> Vec<Effect> {
        self.recent.visit(Target::Account(page.account));
        let query = page.query();
        page.alone |= self.screen.accessible;
        self.page = Some(page);
        vec![Effect::Fetch(query)]
    }

    /// The account before or after in the list that the page was opened from.
    fn sibling(&mut self, step: isize) -> Vec<Effect> {
        let (focus, len) = (self.focus, self.len(self.focus));
        let here = self.subject();
        let mut list = self.list(focus);
        loop {
            let before = list.at;
            list.step(step, len);
            if list.at == before {
                self.status = Status::Note("no more accounts that way".to_owned());
                return Vec::new();
            }
            *self.list_mut(focus) = list;
            let page = self.page.take();
            let next = self.subject();
            match next {
                Some(id) if Some(id) != here => {
                    let next = page.map_or_else(|| Page::of(id), |page| page.turned(id));
                    return self.turn(next);
                }
                _ => self.page = page,
            }
        }
    }
}

fn moved(scroll: usize, command: Command, half: usize) -> usize {
    match command {
        Command::Down => scroll + 1,
        Command::Up => scroll.saturating_sub(1),
        Command::HalfPageDown => scroll + half,
        Command::HalfPageUp => scroll.saturating_sub(half),
        Command::Top => 0,
        _ => usize::MAX / 2,
    }
}
