//! The app: a state and one pure function over it. No clock, no file, no terminal; so a million keys can be thrown at it.

use crate::config::settings::Screen;
use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::book::{Book, DecisionId, Refresh};
use crate::domain::phrase::when::DateOptions;
use crate::domain::signal::signals::Signals;
use crate::domain::value::day::Now;
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::money::Currency;
use crate::input::command::Command;
use crate::input::context::Context;
use crate::input::key::{Code, Key, print_chord};
use crate::input::keymap::{Keymap, Meaning};
use crate::service::error::{Error, ErrorKind};
use crate::service::query::{AccountView, Answer};
use crate::tui::calendar::state::Calendar;
use crate::tui::cursors::{Held, NextOrder};
use crate::tui::deck::{Choice, Focus, Places, places};
use crate::tui::filter_line::FilterLine;
use crate::tui::forecast::figures::columns;
use crate::tui::forecast::state::Forecast;
use crate::tui::form::waiting::Forms;
use crate::tui::list::List;
use crate::tui::modals::meaning::preview::Told;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::pick;
use crate::tui::modals::reading::Reading;
use crate::tui::msg::{Effect, Msg};
use crate::tui::news::News;
use crate::tui::page::state::Page;
use crate::tui::panes::foot::Status;
use crate::tui::reach::clip::Clip;
use crate::tui::recent::Recent;
use crate::tui::repeat::Repeat;
use crate::tui::review::state::Review;
use crate::tui::sent::Sent;
use crate::tui::sheets::Sheets;
use crate::tui::shown::{Lists, on_list};
use crate::tui::theme::Theme;
use crate::tui::tour::Touring;
use crate::tui::typed::{Ahead, Typed};
use crate::tui::visited::Trail;
use std::collections::{BTreeMap, HashMap};

/// Where a person is and what is on the screen.
#[derive(Debug)]
pub struct App {
    /// The book.
    pub book: Book,
    /// What time it is.
    pub now: Now,
    /// Currency of all totals.
    pub home: Currency,
    /// Colours and lines.
    pub theme: Theme,
    /// Thresholds of the layout.
    pub screen: Screen,
    /// Keys.
    pub keymap: Keymap,
    /// How typed dates are read.
    pub dates: DateOptions,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The pane with the keyboard.
    pub focus: Focus,
    /// Only that pane.
    pub alone: bool,
    /// Cursors, in the order of [`Focus::ALL`].
    pub lists: [List; 3],
    /// What of each list is shown, and what is selected.
    pub shown: Lists,
    /// How the lists are laid out, in the order of [`Focus::ALL`].
    pub arranged: [Arrangement; 3],
    /// The filter being typed.
    pub line: Option<FilterLine>,
    /// Who `owner:me` is in a filter; empty when nobody said.
    pub me: String,
    pub(in crate::tui) sheets: Sheets,
    /// What was typed ahead of the rows it is about.
    pub(in crate::tui) ahead: Ahead,
    /// Where the cursors were before the head of a book came, until its rest comes.
    pub(in crate::tui) held: Option<Held>,
    /// Preview on, where there is room.
    pub preview_on: bool,
    /// The account shown in the preview.
    pub preview: Option<Box<AccountView>>,
    /// First line of the preview.
    pub preview_scroll: usize,
    /// The renewals calendar.
    pub calendar: Calendar,
    /// The forecast that covers the panes.
    pub forecast: Option<Forecast>,
    /// The weekly review that covers the panes.
    pub review: Option<Review>,
    /// The page that covers the panes.
    pub page: Option<Page>,
    /// The popup above all.
    pub modal: Option<Modal>,
    /// What the status line says.
    pub status: Status,
    /// Keys of a chord so far.
    pub pending: Vec<Key>,
    /// A line under the tabs' right: a demo book, faults of the config.
    pub banner: Option<String>,
    /// Accounts whose place changed since they were ranked, with what they were ranked by.
    pub(in crate::tui) moved: HashMap<AccountId, (i64, bool)>,
    /// What becomes of the next order.
    pub(in crate::tui) next_order: NextOrder,
    /// Rows visited lately.
    pub(in crate::tui) recent: Recent,
    /// Places visited.
    pub(in crate::tui) trail: Trail,
    /// Lines of the palette that were run, the last one last.
    pub(in crate::tui) past: Vec<String>,
    /// The account that a line of the palette names: verbs are about it while that line runs.
    pub(in crate::tui) aimed: Option<AccountId>,
    /// Half-typed lines by what they are for.
    pub(in crate::tui) drafts: BTreeMap<String, String>,
    /// What the desk says of the line that settles a renewal.
    pub(in crate::tui) told: Option<Told>,
    /// What forms and the editor wait for.
    pub(in crate::tui) forms: Forms,
    /// A draft has changed since they were last written down.
    pub(in crate::tui) unkept: bool,
    /// The change that was sent off last.
    pub(in crate::tui) sent: Option<Sent>,
    /// The last change, for doing it again.
    pub(in crate::tui) last: Option<Repeat>,
    /// The names of the playbooks.
    pub playbooks: Vec<String>,
    /// The config's command that takes copies; empty without one.
    pub clipboard: String,
    /// Rows that another program has changed.
    pub(in crate::tui) news: News,
    /// The tour of the first starts is shown.
    pub tour: Touring,
    /// What was copied last.
    pub(in crate::tui) last_copy: Option<Clip>,
    /// What the cards are for that were asked for.
    pub(in crate::tui) reaching: Option<pick::Purpose>,
    idle_since: Now,
    pub(in crate::tui) wake: u64,
}

/// Places, and what a refusal calls them.
pub(in crate::tui) const ELSEWHERE: [(Context, &str); 13] = [
    (Context::Accounts, "accounts"),
    (Context::Renewals, "renewals"),
    (Context::Tasks, "tasks"),
    (Context::Grid, "the renewals calendar"),
    (Context::Forecast, "the forecast"),
    (Context::Review, "the review"),
    (Context::ReviewTasks, "the tasks of the review"),
    (Context::ReviewIdle, "the idle accounts of the review"),
    (Context::ReviewTime, "the time of the review"),
    (Context::Account, "an account's page"),
    (Context::PageGoals, "the goals of an account's page"),
    (Context::PageVoice, "the voice of an account's page"),
    (Context::PageTimeline, "the timeline of an account's page"),
];

impl App {
    /// Opens on the head of a book.
    pub fn new(book: Book, now: Now, home: Currency, screen: &Screen, theme: Theme, keymap: Keymap) -> App {
        let mut calendar = Calendar::on(now.today);
        calendar.alone = screen.accessible;
        App {
            book,
            now,
            home,
            theme,
            screen: screen.clone(),
            keymap,
            dates: DateOptions::default(),
            size: (80, 24),
            focus: Focus::Accounts,
            alone: false,
            lists: [List::default(); 3],
            shown: Lists::default(),
            arranged: Default::default(),
            line: None,
            me: String::new(),
            sheets: Sheets::default(),
            ahead: Ahead::default(),
            held: None,
            preview_on: true,
            preview: None,
            preview_scroll: 0,
            calendar,
            forecast: None,
            review: None,
            page: None,
            modal: None,
            status: Status::Quiet,
            pending: Vec::new(),
            banner: None,
            moved: HashMap::new(),
            next_order: NextOrder::Replaces,
            recent: Recent::default(),
            trail: Trail::default(),
            past: Vec::new(),
            aimed: None,
            drafts: BTreeMap::new(),
            told: None,
            forms: Forms::default(),
            unkept: false,
            sent: None,
            last: None,
            news: News::default(),
            tour: Touring::Over,
            playbooks: Signals::default().names(),
            clipboard: String::new(),
            last_copy: None,
            reaching: None,
            idle_since: now,
            wake: 0,
        }
    }

    /// What the app wants first: the rest of a book of which it has the head, and the preview.
    pub fn start(&mut self, size: (u16, u16)) -> Vec<Effect> {
        self.size = size;
        self.arrange();
        self.note_place();
        let mut effects = Vec::new();
        if !self.is_whole() {
            effects.push(self.orders());
        }
        effects.extend(self.follow());
        effects.extend(self.wanted_calendar());
        effects
    }

    /// Takes in what happened, at a time; tells what it wants.
    #[allow(clippy::too_many_lines)] // one arm a message
    pub fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
        let new_day = now.today != self.now.today;
        self.now = now;
        let mut effects = match msg {
            Msg::Key(key) => {
                self.idle_since = now;
                let before = self.cursors();
                let effects = match self.keep_back(Typed::Key(key)) {
                    Some(_) => self.key(key),
                    None => Vec::new(),
                };
                self.news.pass(before, self.cursors());
                effects
            }
            Msg::Pointed(pointed) => {
                self.idle_since = now;
                self.point(pointed)
            }
            Msg::Paste(text) => match self.keep_back(Typed::Pasted(text)) {
                Some(Typed::Pasted(text)) => self.paste(&text),
                _ => Vec::new(),
            },
            Msg::Resized(width, height) => {
                self.size = (width, height);
                // The preview may have room only now, or its timeline.
                if self.preview.is_none() || self.lacks_touches() {
                    self.follow().into_iter().collect()
                } else {
                    Vec::new()
                }
            }
            Msg::Tick => {
                let rested = now.at.0 - self.idle_since.at.0 >= 60_000;
                // The day may have ended while something was open.
                let stale = self.book.ranking.is_some_and(|ranking| ranking.day != now.today);
                let due = new_day || stale || (rested && !self.moved.is_empty());
                let mut effects = self.want_kept();
                if due && self.is_idle() {
                    effects.push(Effect::Load);
                }
                effects
            }
            Msg::Woken(ticket) if ticket == self.wake => self.rested(),
            Msg::Woken(_) => Vec::new(),
            Msg::Done(outcome) => {
                let sent = self.sent.take().unwrap_or_default();
                self.typed_is_done(sent.typed.as_ref());
                if sent.edited {
                    self.edit_is_done();
                }
                let again = sent.again;
                let note = if again { format!("Again: {}", outcome.note) } else { outcome.note };
                self.status = match (outcome.rows, sent.back) {
                    (0, _) => Status::Note(note),
                    (_, true) => Status::Undone(note),
                    (_, false) => Status::Done(note),
                };
                let views = self.views_done();
                let mut effects = self.refresh(outcome.refresh);
                effects.extend(views);
                if self.unkept {
                    effects.push(Effect::Remember);
                }
                effects
            }
            Msg::Got(answer) => self.got(*answer),
            Msg::Loaded(book) => self.loaded(*book),
            Msg::ChangedElsewhere => self.look_again(),
            Msg::Checked(said) => {
                self.status = Status::Note(said);
                Vec::new()
            }
            Msg::Reached(said) => {
                self.reached(said);
                Vec::new()
            }
            Msg::Exported(text) => {
                self.status = Status::Note(text);
                Vec::new()
            }
            Msg::Told(title, lines) => {
                self.show_told(title, lines);
                Vec::new()
            }
            Msg::Edited(left) => self.edited(left),
            Msg::Refused(error) => {
                let typed = self.take_back();
                self.typed_comes_back(typed);
                self.say_fault(&error);
                let again = self.refused_edit(&error);
                if again.is_empty() {
                    self.show_versions(&error);
                }
                again
            }
            Msg::Progress(done, of) => {
                self.tell_progress(done, of);
                Vec::new()
            }
            Msg::Ran(name, said) => {
                self.ran(&name, said);
                Vec::new()
            }
            Msg::Failed(error) => {
                self.sheets.ask_again();
                self.rows_came(false);
                self.backtest_failed(&error.message);
                self.say_fault(&error);
                Vec::new()
            }
        };
        self.note_written(&effects);
        self.arrange();
        self.note_place();
        effects.extend(self.wanted_lines());
        effects.extend(self.wanted_calendar());
        effects.extend(self.wanted_forecast());
        effects.extend(self.wanted_review());
        effects.extend(self.release_typed());
        effects
    }

    /// Two versions of a row do not fit the status line.
    fn show_versions(&mut self, error: &Error) {
        if error.kind == ErrorKind::Rejected && error.message.contains('\n') && self.modal.is_none() {
            let lines = error.message.lines().chain(["", error.hint.as_str()]).map(str::to_owned).collect();
            self.modal = Some(Modal::Reading(Reading::text("Not written".to_owned(), lines)));
        }
    }

    fn say_fault(&mut self, error: &Error) {
        let hint = if error.hint.is_empty() { String::new() } else { format!("; {}", error.hint) };
        let text = format!("{}{hint}", error.message);
        self.status = Status::Error(text.split('\n').map(str::trim).collect::<Vec<_>>().join(" "));
    }

    /// Where everything stands; `None` when the screen is too small for panes.
    pub fn places(&self) -> Option<Places> {
        let choice = Choice {
            focus: self.focus,
            alone: self.alone || self.screen.accessible,
            preview: self.preview_on && !self.screen.accessible,
            wide: self.screen.wide,
            timeline: self.screen.timeline,
            short: self.screen.short.saturating_sub(self.tour_rows()),
        };
        places(self.size.0, self.size.1.saturating_sub(self.tour_rows()), choice)
    }

    /// The place that the keyboard is in.
    pub fn context(&self) -> Context {
        if self.modal.is_some() { Context::Popup } else { self.place() }
    }

    /// The same, whatever popup is open over it.
    pub fn place(&self) -> Context {
        match (&self.page, self.focus) {
            (Some(page), _) => page.part.context(),
            (None, _) if self.forecast.is_some() => Context::Forecast,
            (None, _) if self.review.is_some() => self.review.as_ref().map_or(Context::Review, App::review_context),
            (None, _) if self.calendar.shown => self.calendar_context(),
            (None, Focus::Accounts) => Context::Accounts,
            (None, Focus::Renewals) => Context::Renewals,
            (None, Focus::Tasks) => Context::Tasks,
        }
    }

    /// The cursor of a pane.
    pub fn list(&self, focus: Focus) -> List {
        let [accounts, renewals, tasks] = self.lists;
        match focus {
            Focus::Accounts => accounts,
            Focus::Renewals => renewals,
            Focus::Tasks => tasks,
        }
    }

    pub(in crate::tui) fn list_mut(&mut self, focus: Focus) -> &mut List {
        let [accounts, renewals, tasks] = &mut self.lists;
        match focus {
            Focus::Accounts => accounts,
            Focus::Renewals => renewals,
            Focus::Tasks => tasks,
        }
    }

    /// How many rows of a list are shown.
    pub fn len(&self, focus: Focus) -> usize {
        on_list!(self, focus, |shown, roll| shown.rows(roll).len())
    }

    /// The account at a place of the list as it is shown.
    pub fn account_at(&self, place: usize) -> Option<AccountId> {
        self.shown.accounts.at(&self.book.accounts, place)
    }

    /// The decision at a place of the list as it is shown.
    pub fn decision_at(&self, place: usize) -> Option<DecisionId> {
        self.shown.decisions.at(&self.book.decisions, place)
    }

    /// The task at a place of the list as it is shown.
    pub fn task_at(&self, place: usize) -> Option<TaskId> {
        self.shown.tasks.at(&self.book.tasks, place)
    }

    /// The account that a verb is about: of the page, else of the cursor's row.
    pub fn subject(&self) -> Option<AccountId> {
        if self.aimed.is_some() {
            return self.aimed;
        }
        if let Some(page) = &self.page {
            return Some(page.account);
        }
        if let Some(forecast) = &self.forecast {
            return forecast.line(columns(self.size.0).len()).map(|line| line.account);
        }
        if self.in_review() {
            return self.object_in_review().and_then(|object| object.accounts().first().copied());
        }
        let at = self.list(self.focus).at;
        match self.focus {
            Focus::Accounts => self.account_at(at),
            Focus::Renewals => self.decision_here().map(|id| id.account),
            Focus::Tasks => self.task_at(at).and_then(|id| self.book.tasks.line(id)).and_then(|line| line.account),
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        // These two work wherever one types; a key that is text for a line stays text.
        if key.ctrl || key.alt {
            let meaning = self.keymap.resolve(Context::Popup, &[key]);
            if let Meaning::Command(command @ (Command::Suspend | Command::Redraw)) = meaning {
                return self.command(command);
            }
        }
        match self.modal {
            Some(Modal::Prompt(_)) => return self.prompt_key(key),
            Some(Modal::Jump(_)) => return self.jump_key(key),
            Some(Modal::Search(_)) => return self.search_key(key),
            Some(Modal::Palette(_)) => return self.palette_key(key),
            Some(Modal::Help(_)) => return self.help_key(key),
            Some(Modal::Offer(_)) => return self.offer_key(key),
            Some(Modal::Views(_)) => return self.views_key(key),
            Some(Modal::Pick(_)) => return self.pick_key(key),
            Some(Modal::Arrange(_)) => return self.arrange_key(key),
            Some(Modal::Form(_)) => return self.form_key(key),
            Some(Modal::Behind(_)) => return self.behind_key(key),
            Some(Modal::Backtest(_)) if key == Key::plain(Code::Enter) => return self.open_tested(),
            Some(Modal::Backtest(_)) if key == Key::plain(Code::Tab) => return self.turn_backtest(),
            Some(Modal::Reading(_) | Modal::Backtest(_)) | None => {}
        }
        if self.is_noting() {
            return self.note_key(key);
        }
        if self.modal.is_none() && self.line.is_some() {
            self.status = Status::Quiet;
            return self.filter_key(key);
        }
        self.pending.push(key);
        let keys = std::mem::take(&mut self.pending);
        match self.keymap.resolve(self.context(), &keys) {
            Meaning::Command(command) => {
                self.status = Status::Quiet;
                self.command(command)
            }
            Meaning::Prefix => {
                self.status = Status::Quiet;
                self.pending = keys;
                Vec::new()
            }
            Meaning::Nothing => {
                self.status = self.refusal(&keys);
                // The rest of a chord of another place belongs to it, and must not be taken for a key of this one.
                if ELSEWHERE.iter().any(|(place, _)| self.keymap.resolve(*place, &keys) == Meaning::Prefix) {
                    self.pending = keys;
                }
                Vec::new()
            }
        }
    }

    /// Says of keys that mean nothing here where they would mean something.
    fn refusal(&self, keys: &[Key]) -> Status {
        if keys.last() == Some(&Key::plain(Code::Esc)) {
            return Status::Quiet;
        }
        let found = ELSEWHERE.iter().find_map(|(context, place)| match self.keymap.resolve(*context, keys) {
            Meaning::Command(command) => command.row().map(|row| format!("{} works in {place}, not here", row.id)),
            Meaning::Prefix => Some(format!("{} begins a chord of {place}, and none here", print_chord(keys))),
            Meaning::Nothing => None,
        });
        Status::Note(found.unwrap_or_else(|| format!("{} does nothing here; ? lists the keys", print_chord(keys))))
    }

    fn refresh(&mut self, refresh: Refresh) -> Vec<Effect> {
        self.reckon_anew();
        self.news.own(&refresh);
        if refresh.all {
            self.sheets = Sheets::default();
            return vec![Effect::Load];
        }
        let part = self.written(&refresh);
        for line in &refresh.accounts {
            let now = (line.stake, line.hidden);
            let old = self.book.accounts.line(line.id).map(|line| (line.stake, line.hidden));
            let ranked = *self.moved.entry(line.id).or_insert(old.unwrap_or((i64::MIN, false)));
            // Back where it was ranked: nothing to rank anew.
            if ranked == now {
                self.moved.remove(&line.id);
            }
        }
        self.moved.extend(refresh.gone_accounts.iter().map(|id| (*id, (i64::MIN, true))));
        let kept = self.cursors();
        self.shown.tasks.drop_rows(&refresh.gone_tasks);
        self.shown.accounts.drop_rows(&refresh.gone_accounts);
        self.book.apply(refresh);
        self.keep_shown();
        self.put_cursors(kept);
        let page = self.page.as_ref().map(|page| Effect::Fetch(page.query()));
        part.into_iter().chain(page).chain(self.follow()).collect()
    }

    fn got(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Orders(accounts, decisions, tasks) => {
                self.rows_came(true);
                let kept = self.cursors();
                let mut effects = Vec::new();
                if std::mem::take(&mut self.next_order) == NextOrder::Merges {
                    let book = &self.book;
                    self.news.learn((&book.accounts, &accounts), (&book.decisions, &decisions), (&book.tasks, &tasks));
                    self.book.accounts.merge(accounts);
                    self.book.decisions.merge(decisions);
                    self.book.tasks.merge(tasks);
                    self.keep_shown();
                    // The sheet may have come before the rows that it tells of.
                    self.admit_all();
                } else {
                    self.close_ranges();
                    self.book.accounts.reorder(accounts);
                    self.book.decisions.reorder(decisions);
                    self.book.tasks.reorder(tasks);
                    self.keep_shown();
                    effects = self.sift_anew();
                }
                self.put_cursors(kept);
                self.put_held();
                return effects;
            }
            Answer::Lines(lines) => {
                let kept = self.cursors();
                self.news.look(&lines);
                self.book.accounts.fill(lines.accounts.into_iter().map(|line| (line.id, line)));
                self.book.decisions.fill(lines.decisions.into_iter().map(|line| (line.id, line)));
                self.book.tasks.fill(lines.tasks.into_iter().map(|line| (line.id, line)));
                // A row that is gone must leave the order: its line would be asked for again for ever.
                self.book.accounts.keep(|id| !lines.gone_accounts.contains(id));
                self.book.decisions.keep(|id| !lines.gone_decisions.contains(id));
                self.book.tasks.keep(|id| !lines.gone_tasks.contains(id));
                self.shown.accounts.drop_rows(&lines.gone_accounts);
                self.shown.decisions.drop_rows(&lines.gone_decisions);
                self.calendar.drop_rows(&lines.gone_decisions);
                self.shown.tasks.drop_rows(&lines.gone_tasks);
                self.put_cursors(kept);
            }
            Answer::Account(view) => match &mut self.page {
                Some(page) if page.account == view.account.id => {
                    return page.take(view).map(Effect::Fetch).into_iter().collect();
                }
                _ => {
                    self.preview_scroll = 0;
                    self.preview = Some(view);
                }
            },
            Answer::Record(view) => return self.got_record(*view),
            Answer::Why(_, name, why) => self.modal = Some(Modal::Reading(Reading::why(&name, why))),
            Answer::History(deeds) => self.modal = Some(Modal::Reading(Reading::history(deeds))),
            Answer::Touches(touches) => return self.got_touches(*touches),
            Answer::WhyTask(_, title, why) => self.modal = Some(Modal::Reading(Reading::why(&title, why))),
            Answer::Views(views) => return self.got_views(&views),
            Answer::Cards(cards) => return self.got_cards(&cards),
            Answer::Standing(ranking, loose, timer) => {
                // Another program may have ranked the book for another day.
                if ranking.is_none_or(|ranking| ranking.day != self.now.today) {
                    return vec![Effect::Load];
                }
                self.book.ranking = ranking;
                self.book.loose_overdue = loose;
                self.book.timer = timer;
            }
            Answer::Told(line, told) => self.told_came(line, told),
            Answer::Calendar(view) => self.calendar.take_sums(view),
            Answer::Agenda(view) => {
                let month = self.calendar.take_rows(view);
                if !month.is_empty() {
                    self.pick_month(&month);
                }
            }
            Answer::Late(late) => self.calendar.take_late(late),
            Answer::Backtest(asked, report) => self.got_backtest(asked, report),
            // The command line asks for these.
            Answer::Stats(_) | Answer::Evidence(_) | Answer::Targets(_) | Answer::Timer(_) => {}
            Answer::Search(text, found) => self.got_found(&text, found),
            Answer::Review(page) => {
                if let Some(review) = &mut self.review {
                    review.take(page);
                    self.note_is_here();
                }
            }
            Answer::Noted(text, weeks) => self.got_noted(&text, &weeks),
            Answer::Behind(week, figure, lines) => self.got_behind(week, figure, lines),
            Answer::TimeEntries(period, account, entries) => self.got_entries(period, account, entries),
            Answer::Forecast(outlook) => {
                if let Some(forecast) = &mut self.forecast {
                    forecast.take(outlook);
                }
            }
            Answer::Notes(needle, hits) => return self.got_notes(&needle, hits),
            Answer::Sheet(scope, sheet) => {
                self.rows_came(true);
                let mut effects = self.got_sheet(scope, sheet);
                effects.extend(self.names_came());
                return effects;
            }
        }
        Vec::new()
    }

    fn loaded(&mut self, book: Book) -> Vec<Effect> {
        // A head upon a head: the lists stand where the first of them found them.
        let (cursors, before) = self.take_held();
        self.close_ranges();
        self.reckon_anew();
        self.book = book;
        self.moved.clear();
        self.keep_shown();
        let sifting = self.sift_anew();
        self.put_cursors(cursors);
        let whole = self.is_whole();
        if !whole {
            self.next_order = NextOrder::Replaces;
        }
        self.held = (!whole).then_some(Held { cursors, before, since: self.lists });
        let orders = (!whole).then(|| self.orders());
        orders.into_iter().chain(sifting).chain(self.follow()).collect()
    }

    /// Whether nothing is begun that rows changing their places would disturb.
    fn is_idle(&self) -> bool {
        let selected = Focus::ALL.iter().any(|focus| on_list!(self, *focus, |shown, _roll| !shown.picked.is_empty()));
        !selected && self.modal.is_none() && self.line.is_none() && self.pending.is_empty()
    }

    /// Gives each list the rows that it has room for.
    pub(in crate::tui) fn arrange(&mut self) {
        let places = self.places();
        for focus in Focus::ALL {
            // Without room too: a list may have become shorter than its cursor's place.
            let (height, len) = (places.map_or(0, |places| places.height(focus)), self.len(focus));
            self.list_mut(focus).resize(height, len);
        }
    }
}
