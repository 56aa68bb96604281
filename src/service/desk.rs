//! The desk: the one thing that both faces talk to. It plans an intent from rows and rules, commits it with its journal
//! and what is derived from it in one transaction, and tells what changed.

use crate::config::settings::Settings;
use crate::config::signals;
use crate::domain::arrange::arrangement::Sorts;
use crate::domain::book::{Book, DecisionId, Ranking, Refresh, Roll};
use crate::domain::change::{Act, Batch, Change, Image};
use crate::domain::headway::Headway;
use crate::domain::keeping::Keeping;
use crate::domain::phrase::when::DateOptions;
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Kind;
use crate::domain::signal::signals::Signals;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::why::explain;
use crate::domain::value::day::{Day, Moment, Now, Zone};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::shown;
use crate::service::backtest::{Asked, Progress};
use crate::service::error::{Error, gone};
use crate::service::ids::Ids;
use crate::service::intent::{Intent, Outcome};
use crate::service::plan::{Planned, Sight};
use crate::service::query::{Answer, Lines, Query, Written};
use crate::service::rank::{self, Measure};
use crate::service::sheet::{Filtering, notes_holding};
use crate::service::signals as playbooks;
use crate::service::{
    account, archive, backtest, calendar, cards, case, contact, contract, decision, editing, evidence, feedback,
    forecast, goal, health, history, modify, opportunity, place, rehearsal, renewal, review, search, settle, stats,
    target, task, timer, touch, typed, usage, view,
};
use crate::store::db::Store;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A write of more rows than this is not told line by line: the screen loads anew.
const MANY: usize = 200;

/// What time it is, by the system or by decree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// The system's time, in the machine's zone.
    System,
    /// Always this moment.
    Fixed(Now),
}

impl Clock {
    /// What time it is.
    pub fn now(self) -> Now {
        match self {
            Clock::System => Now::new(Moment::from_utc(chrono::Utc::now()), Zone::System),
            Clock::Fixed(now) => now,
        }
    }
}

/// Whether a write stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Course {
    /// It stays.
    Commit,
    /// It is taken back once it is told.
    Rehearse,
}

impl Course {
    fn run<T>(self, store: &Store, work: impl FnOnce(&Store) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Course::Commit => store.write(work),
            Course::Rehearse => store.rehearse(work),
        }
    }
}

/// A book, a clock and the settings.
pub struct Desk {
    store: Store,
    clock: Clock,
    measure: Measure,
    signals: Signals,
    ids: Ids,
    actor: &'static str,
    me: String,
    settings: Box<Settings>,
    wrote: bool,
    /// The state of the book whose rates are in force, as [`Store::others`] counts it.
    rated: i64,
}

impl Desk {
    /// Where the book is.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Sits down at an open book. `actor` names the face in the journal.
    pub fn new(store: Store, settings: &Settings, clock: Clock, actor: &'static str) -> Desk {
        let (mut measure, me) = (Measure::of(settings), settings.me.clone());
        // A book that cannot be read says so where it is read for its own sake.
        let rated = store.others().unwrap_or_default();
        let _ = measure.take_rates(&store);
        let (signals, settings) = (signals::signals(settings), Box::new(settings.clone()));
        Desk { store, clock, measure, signals, ids: Ids::new(), actor, me, settings, wrote: false, rated }
    }

    /// Opens the book at a path.
    pub fn open(path: &Path, settings: &Settings, clock: Clock, actor: &'static str) -> Result<Desk, Error> {
        Ok(Desk::new(Store::open(path)?, settings, clock, actor))
    }

    /// Opens the book at a path, or makes it.
    pub fn create(path: &Path, settings: &Settings, clock: Clock, actor: &'static str) -> Result<Desk, Error> {
        Ok(Desk::new(Store::create(path)?, settings, clock, actor))
    }

    /// Opens the book at a path for one look, with little memory.
    pub fn glance(path: &Path, settings: &Settings, clock: Clock, actor: &'static str) -> Result<Desk, Error> {
        let store = Store::open(path)?;
        store.keep_little()?;
        Ok(Desk::new(store, settings, clock, actor))
    }

    /// A book in memory: for tests, and to see what a first import would do.
    pub fn in_memory(settings: &Settings, clock: Clock, actor: &'static str) -> Result<Desk, Error> {
        Ok(Desk::new(Store::in_memory()?, settings, clock, actor))
    }

    /// Makes the same ids at every run: for tests and the demo.
    #[must_use]
    pub fn seeded(mut self, seed: u64) -> Desk {
        self.ids = Ids::seeded(seed);
        self
    }

    /// How far long work at this desk has come.
    pub fn headway(&self) -> Arc<Headway> {
        Arc::clone(self.store.headway())
    }

    /// How typed dates are read.
    pub fn dates(&self) -> DateOptions {
        self.measure.dates
    }

    /// Fills a new book with rows that no undo takes away, and ranks them.
    pub fn found(&self, rows: impl Iterator<Item = Change>) -> Result<Ranking, Error> {
        let now = self.clock.now();
        self.store.make_room()?;
        let ranking = self.store.write(|store| {
            store.found(rows)?;
            rank::rank_all(store, &self.measure, now)
        })?;
        self.catch_up();
        Ok(ranking)
    }

    /// What time it is at this desk.
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// Where the time comes from.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Weights and rates in force.
    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// Playbooks, rules and cadences in force.
    pub fn signals(&self) -> &Signals {
        &self.signals
    }

    /// Puts the rules that folio brings in force, and cadences.
    pub fn watch_builtin(&mut self) {
        self.signals.cadences = true;
        self.signals.add_builtin();
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How many automatic backups are kept.
    pub fn keeping(&self) -> Keeping {
        self.settings.backups.keeping()
    }

    /// Where backups go, if not beside the book.
    pub fn backups_at(&self) -> Option<&Path> {
        self.settings.backups.folder()
    }

    /// Whether anything was written at this desk.
    pub fn has_written(&self) -> bool {
        self.wrote
    }

    /// Who `me` is, as accounts name their owner; empty when the settings do not say.
    pub fn me(&self) -> &str {
        &self.me
    }

    /// The rows, for the other files of this floor.
    pub(in crate::service) fn store(&self) -> &Store {
        &self.store
    }

    /// Does what a person wants, wholly or not at all.
    pub fn perform(&mut self, intent: Intent) -> Result<Outcome, Error> {
        self.enact(intent, Course::Commit)
    }

    /// What would come of an intent: all of it is done, told and taken back.
    pub fn rehearse(&mut self, intent: Intent) -> Result<Outcome, Error> {
        self.enact(intent, Course::Rehearse)
    }

    /// Takes the rates that another program has brought or taken away since they were last looked at: amounts reckoned
    /// here with others would be ranked back and forth between the two.
    fn heed_rates(&mut self) -> Result<(), Error> {
        let now = self.store.others()?;
        if now != self.rated {
            self.measure.take_rates(&self.store)?;
            self.rated = now;
        }
        Ok(())
    }

    fn enact(&mut self, intent: Intent, course: Course) -> Result<Outcome, Error> {
        self.heed_rates()?;
        let done = match intent {
            Intent::Undo(steps) => self.walk(steps, history::Way::Back, course),
            Intent::Redo(steps) => self.walk(steps, history::Way::Forth, course),
            intent => self.put(|sight| plan(intent, sight), course),
        };
        self.wrote |= course == Course::Commit && done.as_ref().is_ok_and(|outcome| outcome.rows > 0);
        done
    }

    /// Reckons with the rates that a write brought or took: every amount in another currency is another by now.
    fn rated(&mut self, mut outcome: Outcome, rates: bool, course: Course) -> Outcome {
        if rates && course == Course::Commit {
            // It is written by now, whatever comes of this: with other rates the ranking counts as none, and the next
            // look makes it anew.
            let _ = self.measure.take_rates(&self.store);
            let _ = self.rerank();
            outcome.refresh = Refresh { all: true, timer: outcome.refresh.timer, ..Refresh::default() };
        }
        outcome
    }

    /// Plans and commits in one transaction, so that nobody writes between the two.
    pub fn write(&mut self, plan: impl FnOnce(&mut Sight<'_>) -> Result<Planned, Error>) -> Result<Outcome, Error> {
        self.heed_rates()?;
        let done = self.put(plan, Course::Commit);
        self.wrote |= done.as_ref().is_ok_and(|outcome| outcome.rows > 0);
        done
    }

    fn put(
        &mut self,
        plan: impl FnOnce(&mut Sight<'_>) -> Result<Planned, Error>,
        course: Course,
    ) -> Result<Outcome, Error> {
        let now = self.clock.now();
        let (ids, measure, signals, actor) = (&mut self.ids, &self.measure, &self.signals, self.actor);
        let mut rates = false;
        let done = course.run(&self.store, |store| {
            let planned = plan(&mut Sight { store, now, measure, signals, ids })?;
            if planned.changes.is_empty() {
                // The screen takes what it is told for the whole truth of these two.
                let (loose_overdue, timer) = (store.loose_overdue(now)?, timer::line(store)?);
                let refresh = Refresh { loose_overdue, timer, ..Refresh::default() };
                return Ok(Outcome { note: planned.note, refresh, ..Outcome::default() });
            }
            rates = brings_rates(&planned.changes);
            let batch = Batch { at: now.at, actor: actor.to_owned(), note: planned.note, changes: planned.changes };
            store.commit(&batch)?;
            let refresh = settle(store, measure, &batch.changes, now)?;
            let rows = u32::try_from(batch.changes.len()).unwrap_or(u32::MAX);
            Ok(Outcome { note: batch.note, rows, made: planned.made, refresh, changes: batch.changes })
        })?;
        Ok(self.rated(done, rates, course))
    }

    /// Plans as [`Desk::write`] does, and writes nothing.
    pub fn plan_only(&mut self, plan: impl FnOnce(&mut Sight<'_>) -> Result<Planned, Error>) -> Result<Planned, Error> {
        let now = self.clock.now();
        let (store, measure, signals, ids) = (&self.store, &self.measure, &self.signals, &mut self.ids);
        store.read(|store| plan(&mut Sight { store, now, measure, signals, ids }))
    }

    fn walk(&mut self, steps: u32, way: history::Way, course: Course) -> Result<Outcome, Error> {
        let now = self.clock.now();
        let (measure, actor) = (&self.measure, self.actor);
        let mut rates = false;
        let done = course.run(&self.store, |store| {
            let walked = history::walk(store, steps, way, now, actor)?;
            rates = brings_rates(&walked.changes);
            let refresh = settle(store, measure, &walked.changes, now)?;
            let rows = u32::try_from(walked.changes.len()).unwrap_or(u32::MAX);
            Ok(Outcome { note: walked.note, rows, made: None, refresh, changes: walked.changes })
        })?;
        Ok(self.rated(done, rates, course))
    }

    /// Brings full text in step with the book. Where that cannot be done now, as when another program writes, nothing is
    /// lost: a search looks at the rows that are missing.
    pub fn catch_up(&self) {
        let _ = self.store.catch_up();
    }

    /// Answers a question on one state of the book.
    pub fn fetch(&self, query: &Query) -> Result<Answer, Error> {
        let now = self.clock.now();
        if query.reads_notes() {
            self.catch_up();
        }
        self.store.read(|store| match query {
            Query::Orders(sorts) => Ok(Answer::Orders(
                store.account_order_by(sorts.accounts)?,
                store.decision_order_by(sorts.renewals)?,
                store.task_order_by(sorts.tasks)?,
            )),
            Query::Lines { accounts, tasks, decisions } => lines(store, accounts, tasks, decisions),
            Query::Accounts { filter, hidden, limit } => {
                let accounts = self.filtering(store, now).accounts(filter, *hidden, *limit)?;
                Ok(Answer::Lines(Box::new(Lines { accounts, ..Lines::default() })))
            }
            Query::Tasks { account, filter, hidden, limit } => {
                let tasks = self.filtering(store, now).tasks(*account, filter, *hidden, *limit)?;
                Ok(Answer::Lines(Box::new(Lines { tasks, ..Lines::default() })))
            }
            Query::Decisions { from, to, filter } => {
                let decisions = self.filtering(store, now).decisions(*from, *to, filter)?;
                Ok(Answer::Lines(Box::new(Lines { decisions, ..Lines::default() })))
            }
            Query::Calendar { from, to } => {
                calendar::view(store, *from, *to, now.today).map(|view| Answer::Calendar(Box::new(view)))
            }
            Query::Agenda { from, to, limit } => {
                calendar::agenda(store, *from, *to, *limit).map(|view| Answer::Agenda(Box::new(view)))
            }
            Query::Late => calendar::late(store, now.today).map(Answer::Late),
            Query::Sheet(scope, needs) => {
                let sheet = store.load_sheet(scope, *needs, now, &self.measure.weights)?;
                Ok(Answer::Sheet(scope.clone(), Box::new(sheet)))
            }
            Query::Notes(needle) => Ok(Answer::Notes(needle.clone(), notes_holding(store, needle)?)),
            Query::Account(id, touches) => {
                account::view(store, &self.measure, *id, *touches, now).map(|view| Answer::Account(Box::new(view)))
            }
            Query::Touches { account, kind, stretch, limit } => {
                account::touches(store, *account, *kind, *stretch, *limit).map(|found| Answer::Touches(Box::new(found)))
            }
            Query::Cards(subjects) => cards::answer(store, &self.measure, subjects, now),
            Query::Why(id) => {
                let key = id.to_string();
                let found = rank::reckon(store, &self.measure, &key, now)?.ok_or_else(|| gone("account"))?;
                let (dossier, stake) = found;
                let why = explain(&stake, &dossier.inputs, &self.measure.weights, &self.measure.rates, now.today);
                Ok(Answer::Why(*id, shown(&dossier.inputs.name).into_owned(), Box::new(why)))
            }
            Query::WhyTask(id) => place::why(store, &self.measure, *id, now),
            Query::Timer => timer::running(store).map(Answer::Timer),
            Query::Views => view::all(store).map(Answer::Views),
            Query::Targets => target::all(store).map(Answer::Targets),
            Query::Standing => {
                let ranking = store.ranking()?.map(|(ranking, _)| ranking);
                Ok(Answer::Standing(ranking, store.loose_overdue(now)?, timer::line(store)?))
            }
            Query::Stats(period) => {
                stats::stats(store, &self.measure, *period, now).map(|stats| Answer::Stats(Box::new(stats)))
            }
            Query::Review(week) => {
                review::page::page(store, &self.measure, *week, now).map(|page| Answer::Review(Box::new(page)))
            }
            Query::Behind(week, figure) => review::behind::behind(store, &self.measure, *week, *figure, now)
                .map(|rows| Answer::Behind(*week, *figure, rows)),
            Query::TimeEntries(period, account) => {
                review::behind::entries(store, &self.measure, *period, *account, now)
                    .map(|entries| Answer::TimeEntries(*period, *account, entries))
            }
            Query::Evidence(period) => {
                evidence::evidence(store, &self.measure, *period, now).map(|found| Answer::Evidence(Box::new(found)))
            }
            Query::Forecast(period, filter) => {
                let sieve = self.filtering(store, now).sieve(filter)?;
                let outlook = forecast::outlook(store, &self.measure, *period, now, sieve.as_ref())?;
                Ok(Answer::Forecast(Box::new(outlook)))
            }
            Query::Backtest(asked) => {
                let report = backtest::backtest(store, &self.measure, *asked, now, &mut |_, _| {})?;
                Ok(Answer::Backtest(*asked, Box::new(report)))
            }
            Query::Settling(decision, shown, line) => {
                // Ids of a plan that is not written are nobody's.
                let ids = &mut Ids::seeded(0);
                let sight = &mut Sight { store, now, measure: &self.measure, signals: &self.signals, ids };
                let told = settle::settle(sight, *decision, *shown, line).map(|settled| settled.told);
                Ok(Answer::Told(line.clone(), told))
            }
            Query::Rehearsal(line, intent) => {
                let ids = &mut Ids::seeded(0);
                let sight = &mut Sight { store, now, measure: &self.measure, signals: &self.signals, ids };
                let told = plan(Intent::clone(intent), sight).map(|planned| rehearsal::told(&planned));
                Ok(Answer::Told(line.clone(), told))
            }
            Query::Noted(text) => search::noted(store, text).map(|weeks| Answer::Noted(text.clone(), weeks)),
            Query::Search { text, limit: n } => Ok(Answer::Search(text.clone(), search::search(store, text, *n, now)?)),
            Query::Record(row) => editing::view(store, row, now).map(|view| Answer::Record(Box::new(view))),
            Query::History(limit) => history::deeds(store, Moment(i64::MIN), *limit).map(Answer::History),
            Query::Since(since, limit) => history::deeds(store, *since, *limit).map(Answer::History),
        })
    }

    /// What a write did to each row, as a person reads it.
    pub fn written(&self, changes: &[Change]) -> Result<Vec<Written>, Error> {
        self.store.read(|store| history::written(store, changes))
    }

    /// The list as it was known on a day: names, stakes in home minor units and chances of loss, the first first.
    pub fn list_known_on(&self, day: Day) -> Result<Vec<(String, i64, f64)>, Error> {
        let now = self.clock.now();
        self.store.read(|store| backtest::list_known_on(store, &self.measure, day, now))
    }

    /// Tests the ranking on the book's own history, and tells how far it is.
    pub fn backtest(&self, asked: Asked, progress: Progress<'_>) -> Result<Report, Error> {
        let now = self.clock.now();
        self.store.read(|store| backtest::backtest(store, &self.measure, asked, now, progress))
    }

    pub(in crate::service) fn filtering<'a>(&'a self, store: &'a Store, now: Now) -> Filtering<'a> {
        let me = Some(self.me.as_str()).filter(|me| !me.is_empty());
        let (weights, home, dates) = (&self.measure.weights, self.measure.rates.home, self.measure.dates);
        Filtering { store, now, weights, home, dates, me }
    }

    /// Reads a filter as a person types it.
    pub fn read_filter(&self, text: &str) -> Result<Filter, Error> {
        self.filtering(&self.store, self.clock.now()).read(text)
    }

    /// Brings the ranking to this day and these weights, if it is not.
    pub fn freshen(&self) -> Result<Ranking, Error> {
        let now = self.clock.now();
        match rank::current(&self.store, &self.measure, now)? {
            Some(ranking) => Ok(ranking),
            // A book that takes no writes is shown as it was last ranked.
            None => match self.store.ranking()?.filter(|_| self.store.is_read_only()) {
                Some((kept, _)) => Ok(kept),
                None => self.store.write(|store| rank::freshen(store, &self.measure, now)),
            },
        }
    }

    /// Ranks everything anew, with the chance of loss that the book's history has by now.
    pub fn rerank(&self) -> Result<Ranking, Error> {
        let now = self.clock.now();
        self.store.write(|store| rank::rank_all(store, &self.measure, now))
    }

    /// The head of the book: so many rows of each list with their lines, and the totals.
    pub fn load_book(&self, rows: u32) -> Result<Book, Error> {
        self.load_sorted(rows, Sorts::default())
    }

    /// The same, each list sorted as a person chose.
    pub fn load_sorted(&self, rows: u32, sorts: Sorts) -> Result<Book, Error> {
        self.freshen()?;
        let now = self.clock.now();
        self.store.read(|store| {
            let ranking = store.ranking()?.map(|(ranking, _)| ranking);
            let accounts = store.sorted_accounts(sorts.accounts, rows)?;
            let tasks = store.sorted_tasks(sorts.tasks, rows)?;
            let decisions = store.sorted_decisions(sorts.renewals, rows)?;
            let short = |len: usize| len < rows as usize;
            Ok(Book {
                accounts: Roll::of(accounts.iter().cloned().map(|line| (line.id, line)), short(accounts.len())),
                decisions: Roll::of(decisions.iter().cloned().map(|line| (line.id, line)), short(decisions.len())),
                tasks: Roll::of(tasks.iter().cloned().map(|line| (line.id, line)), short(tasks.len())),
                loose_overdue: store.loose_overdue(now)?,
                timer: timer::line(store)?,
                ranking,
            })
        })
    }

    /// Whether another program has written to the book since this was last asked.
    pub fn changed_elsewhere(&mut self) -> Result<bool, Error> {
        self.heed_rates()?;
        Ok(self.store.changed_elsewhere()?)
    }
}

fn plan(intent: Intent, sight: &mut Sight<'_>) -> Result<Planned, Error> {
    match intent {
        Intent::CompleteTasks(tasks) => task::close(sight, &tasks, task::Close::Done),
        Intent::DropTasks(tasks) => task::close(sight, &tasks, task::Close::Dropped),
        Intent::SnoozeTasks(tasks, snooze) => task::snooze(sight, &tasks, &snooze),
        Intent::RescheduleTasks(tasks, promise) => task::reschedule(sight, &tasks, promise),
        Intent::AddTasks(drafts) => task::add(sight, &drafts),
        Intent::DealWith(accounts) => account::deal_with(sight, &accounts),
        Intent::SnoozeAccounts(accounts, snooze) => account::snooze(sight, &accounts, &snooze),
        Intent::Star(accounts, star) => account::star(sight, &accounts, star),
        Intent::AddLines(account, lines) => {
            let read = |line: &String| typed::task(sight, line, account);
            let drafts = lines.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            task::add(sight, &drafts)
        }
        Intent::LogLine(account, line) => {
            let draft = typed::touch(sight, &line, account)?;
            touch::log(sight, &draft)
        }
        Intent::LogLines(accounts, line) => touch::log_each(sight, &accounts, &line),
        Intent::RescheduleRenewal(decision, shown, due) => renewal::reschedule(sight, decision, shown, due),
        Intent::SettleRenewal(decision, shown, line) => {
            settle::settle(sight, decision, shown, &line).map(|settled| settled.planned)
        }
        Intent::RescheduleRenewals(decisions, due) => renewal::reschedule_all(sight, &decisions, due),
        Intent::SettleRenewals(decisions, line) => settle::settle_all(sight, &decisions, &line),
        Intent::Notice(decision, day, reason) => decision::notice(sight, decision, day, reason.as_deref()),
        Intent::ModifyDecisions(decisions, line) => decision::modify(sight, &decisions, &line),
        Intent::Edit(edit) => editing::edit(sight, &edit),
        Intent::Create(draft) => editing::create(sight, &draft),
        Intent::AddContract(account, line) => contract::add(sight, account, &line),
        Intent::AddOpportunity(account, line) => opportunity::add(sight, account, &line),
        Intent::WinOpportunity(id, line) => opportunity::win(sight, id, &line),
        Intent::LoseOpportunity(id, line) => opportunity::lose(sight, id, &line),
        Intent::AddGoal(account, line) => goal::add(sight, account, &line),
        Intent::CloseGoals(goals, state) => goal::close(sight, &goals, state),
        Intent::AddFeedback(account, line) => feedback::add(sight, account, &line),
        Intent::ReplyTo(ids, reply, at) => feedback::reply(sight, &ids, reply, at),
        Intent::AddUsage(account, line) => usage::add(sight, account, &line),
        Intent::AddCase(account, touch, line) => case::add(sight, account, touch, &line),
        Intent::StartPlaybook(accounts, name, on) => playbooks::start(sight, &accounts, &name, on),
        Intent::CheckSignals => playbooks::check(sight).map(|(_, planned)| planned),
        Intent::SetHealth(accounts, draft) => health::set(sight, &accounts, draft.as_ref()),
        Intent::Call(accounts, call) => health::call(sight, &accounts, call.as_ref()),
        Intent::Prioritise(tasks, priority) => task::prioritise(sight, &tasks, priority),
        Intent::Wait(tasks, waiting) => task::wait(sight, &tasks, waiting),
        Intent::Modify(rows, line) => modify::modify(sight, &rows, &line),
        Intent::Archive(rows) => archive::archive(sight, &rows, archive::Way::Away),
        Intent::Restore(rows) => archive::archive(sight, &rows, archive::Way::Back),
        Intent::AddContact(account, line) => contact::add(sight, account, &line),
        Intent::AddAccount(line) => account::add(sight, &line),
        Intent::StartTimer(account, task) => timer::start(sight, account, task),
        Intent::StopTimer(line) => timer::stop(sight, &line),
        Intent::CancelTimer => timer::cancel(sight),
        Intent::SaveView(draft) => view::save(sight, &draft),
        Intent::SetTarget(metric, period, goal) => target::set(sight, metric, period, goal),
        Intent::RemoveTargets(targets) => target::remove(sight, &targets),
        Intent::MarkStep(week, step, mark) => review::save::mark(sight, week, step, mark),
        Intent::Decide(week, about, verdict) => review::save::decide(sight, week, &about, &verdict),
        Intent::WriteNote(week, base, note) => review::save::note(sight, week, &base, &note),
        Intent::RemoveViews(views) => view::remove(sight, &views),
        // These walk the history, and have no plan.
        Intent::Undo(_) | Intent::Redo(_) => Ok(Planned::default()),
    }
}

/// Brings what is derived in step with some writes.
fn settle(store: &Store, measure: &Measure, changes: &[Change], now: Now) -> Result<Refresh, Error> {
    let accounts: BTreeSet<AccountId> = changes.iter().flat_map(Change::accounts).collect();
    let history = changes.iter().any(|change| matches!(change.kind(), Kind::Renewal | Kind::Subscription));
    // What is derived of an account goes with its row, so that nobody can tell any more what it was part of.
    let removed = changes.iter().any(|change| change.kind() == Kind::Account && change.act() == Act::Removed);
    let many = accounts.len() > MANY || changes.len() > MANY * 10;
    // The same facts must give the same stakes: a new outcome moves the prior of every account.
    let all = many || removed || (history && rank::is_outdated(store, now)?);
    let timer = timer::line(store)?;
    if all {
        rank::rank_all(store, measure, now)?;
        return Ok(Refresh { all: true, timer, ..Refresh::default() });
    }
    let mut refresh = rank::rank_some(store, measure, &accounts, now)?;
    refresh.timer = timer;
    if refresh.all {
        return Ok(refresh);
    }
    let mut tasks: BTreeSet<TaskId> = BTreeSet::new();
    for change in changes {
        match change {
            Change::Task(image) => tasks.extend(image.row().map(|row| row.id)),
            // An account takes its tasks into the archive and back; a new name stands on the lines of its tasks.
            Change::Account(image) if moves_tasks(image) => {
                if let Some(row) = image.row() {
                    tasks.extend(store.tasks_of(row.id)?.iter().map(|line| line.id));
                }
            }
            _ => {}
        }
    }
    for id in tasks {
        match store.task_line(id)? {
            Some(line) => refresh.tasks.push(line),
            None => refresh.gone_tasks.push(id),
        }
    }
    Ok(refresh)
}

fn brings_rates(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.kind() == Kind::FxRate)
}

fn moves_tasks(image: &Image<Account>) -> bool {
    let seen = |row: &Option<Box<Account>>| row.as_ref().map(|row| (row.meta.archived_at.is_some(), row.name.clone()));
    image.before.is_some() && seen(&image.before) != seen(&image.after)
}

fn lines(store: &Store, accounts: &[AccountId], tasks: &[TaskId], decisions: &[DecisionId]) -> Result<Answer, Error> {
    let mut found = Lines::default();
    for id in accounts {
        match store.account_line(*id)? {
            Some(line) => found.accounts.push(line),
            None => found.gone_accounts.push(*id),
        }
    }
    for id in decisions {
        match store.decision_line(*id)? {
            Some(line) => found.decisions.push(line),
            None => found.gone_decisions.push(*id),
        }
    }
    for id in tasks {
        match store.task_line(*id)? {
            Some(line) => found.tasks.push(line),
            None => found.gone_tasks.push(*id),
        }
    }
    Ok(Answer::Lines(Box::new(found)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_is_written_is_no_failure_when_it_cannot_be_ranked_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.db");
        let now = Now::new(Moment(1_800_000_000_000), Zone::System);
        let mut desk = Desk::create(&path, &Settings::default(), Clock::Fixed(now), "test").unwrap();
        desk.store.be_patient(Duration::ZERO).unwrap();
        let other = Store::open(&path).unwrap();
        other
            .write(|_| {
                assert!(desk.rerank().is_err(), "another program writes");
                assert!(desk.rated(Outcome::default(), true, Course::Commit).refresh.all);
                Ok::<_, Error>(())
            })
            .unwrap();
        desk.freshen().unwrap();
    }
}
