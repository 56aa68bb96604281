//! What a person wants to see, as data, and the answers. Texts of records are as given: sinks neutralise them.

use crate::domain::arrange::arrangement::Sorts;
use crate::domain::book::{AccountLine, DecisionId, DecisionLine, Ranking, TaskLine, TimerLine};
use crate::domain::calendar::entry::Entry;
use crate::domain::change::Act;
use crate::domain::figure::trail::Trail;
use crate::domain::phrase::period::Period;
use crate::domain::query::excerpt::Excerpt;
use crate::domain::query::needs::Needs;
use crate::domain::query::notes::NoteHits;
use crate::domain::query::sheet::{Scope, Sheet};
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::external::External;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::reading::Reading;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::run::{Progress, Run};
use crate::domain::record::subscription::Subscription;
use crate::domain::record::target::Target;
use crate::domain::record::task::Task;
use crate::domain::record::timer::Timer;
use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::record::view::View;
use crate::domain::review::figure::{BehindLine, Figure};
use crate::domain::review::page::WeekPage;
use crate::domain::review::time::TimeEntry;
use crate::domain::review::week::Week;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::stake::Stake;
use crate::domain::stake::timing::Decision;
use crate::domain::stake::why::Why;
use crate::domain::timeline::{LastTouch, Stretch};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::money::Money;
use crate::domain::value::text::fit;
use crate::service::backtest::Asked;
use crate::service::calendar::{AgendaView, CalendarView};
use crate::service::card::{Card, Subject};
use crate::service::edit::{RecordView, RowName};
use crate::service::error::Error;
use crate::service::evidence::Evidence;
use crate::service::forecast::Outlook;
use crate::service::intent::Intent;
use crate::service::stats::Stats;
use std::ops::Range;

/// A question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Query {
    /// The order of all rows of the three lists, each sorted as a person chose.
    Orders(Sorts),
    /// Lines of rows.
    Lines {
        /// Of accounts.
        accounts: Vec<AccountId>,
        /// Of tasks.
        tasks: Vec<TaskId>,
        /// Of decisions.
        decisions: Vec<DecisionId>,
    },
    /// Accounts by money at stake that a filter holds for, with their lines, so many at the most.
    Accounts {
        /// Which.
        filter: Filter,
        /// Whether those off today's triage are there too, as the last.
        hidden: Hidden,
        /// At the most.
        limit: u32,
    },
    /// Open tasks that a filter holds for, in the order of the queue, with their lines, so many at the most. Where the
    /// filter is for closed ones they come behind, those closed last first.
    Tasks {
        /// Of one account.
        account: Option<AccountId>,
        /// Which.
        filter: Filter,
        /// Whether snoozed ones are there too, as the last; they are when the filter asks for `wait`.
        hidden: Hidden,
        /// At the most.
        limit: u32,
    },
    /// Decisions from a day to another, both included, that a filter holds for, with their lines.
    Decisions {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// Which.
        filter: Filter,
    },
    /// The rows that filters are asked of while a person types.
    Sheet(Scope, Needs),
    /// What falls on the days from one to another, both included.
    Calendar {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// Ends of terms and last days for notice from a day to another, both included, by day.
    Agenda {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// At the most.
        limit: u32,
    },
    /// Terms that ended before today without an outcome.
    Late,
    /// Rows whose notes hold a folded text.
    Notes(String),
    /// Everything that the page of an account shows, with so many touches.
    Account(AccountId, u32),
    /// A stretch of an account's touches.
    Touches {
        /// Of which account.
        account: AccountId,
        /// Of one kind, or of all.
        kind: Option<TouchKind>,
        /// Which.
        stretch: Stretch,
        /// At the most.
        limit: u32,
    },
    /// What of some rows goes to other programs.
    Cards(Vec<Subject>),
    /// The arithmetic of an account's stake.
    Why(AccountId),
    /// The arithmetic of a task's place in the queue.
    WhyTask(TaskId),
    /// The running clock, if one runs.
    Timer,
    /// The saved views, by name.
    Views,
    /// The targets, by period.
    Targets,
    /// The totals, the overdue tasks without account, and the running clock.
    Standing,
    /// The figures of a period.
    Stats(Period),
    /// The review of a week.
    Review(Week),
    /// The rows behind a figure of a week.
    Behind(Week, Figure),
    /// The touches of a period with their minutes, of one account or of all.
    TimeEntries(Period, Option<AccountId>),
    /// Wins, saves, quotes and outcomes of a period.
    Evidence(Period),
    /// The forecast of a period, of the decisions that a filter holds for.
    Forecast(Period, Filter),
    /// How well the ranking would have told who leaves.
    Backtest(Asked),
    /// What settling a decision, whose term was shown to end on a day, by a line would write.
    Settling(DecisionId, Day, String),
    /// What an intent that was typed as a line would write.
    Rehearsal(String, Box<Intent>),
    /// One record, to be edited.
    Record(RowName),
    /// The latest writes, so many.
    History(u32),
    /// The latest writes from a moment on, so many.
    Since(Moment, u32),
    /// Rows that hold a text, the best first.
    Search {
        /// As typed: words, and phrases in double quotes.
        text: String,
        /// At the most.
        limit: u32,
    },
    /// Weeks whose notes hold a text.
    Noted(String),
}

impl Query {
    /// Whether full text must be in step for the answer.
    pub fn reads_notes(&self) -> bool {
        match self {
            Query::Search { .. } | Query::Noted(_) | Query::Notes(_) => true,
            Query::Accounts { filter, .. }
            | Query::Tasks { filter, .. }
            | Query::Decisions { filter, .. }
            | Query::Forecast(_, filter) => !filter.note_needles().is_empty(),
            _ => false,
        }
    }
}

/// Whether a list has what is hidden for now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hidden {
    /// Left out.
    Out,
    /// Listed as the last.
    Last,
}

/// An answer.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// Orders of accounts, decisions and tasks.
    Orders(Vec<AccountId>, Vec<DecisionId>, Vec<TaskId>),
    /// Lines of rows.
    Lines(Box<Lines>),
    /// Rows that filters are asked of, and which of the book they are.
    Sheet(Scope, Box<Sheet>),
    /// What falls on each day.
    Calendar(Box<CalendarView>),
    /// Ends of terms and last days for notice, by day.
    Agenda(Box<AgendaView>),
    /// Terms that ended before today without an outcome, by day.
    Late(Vec<Entry>),
    /// Rows whose notes hold a folded text.
    Notes(String, NoteHits),
    /// The page of an account.
    Account(Box<AccountView>),
    /// A stretch of an account's touches.
    Touches(Box<Touches>),
    /// What of some rows goes to other programs, in their order.
    Cards(Vec<Card>),
    /// The arithmetic of an account's stake.
    Why(AccountId, String, Box<Why>),
    /// The arithmetic of a task's place: which, its title, and the terms.
    WhyTask(TaskId, String, Box<Why>),
    /// The running clock, if one runs.
    Timer(Option<Timer>),
    /// The saved views, by name.
    Views(Vec<View>),
    /// The targets, by period.
    Targets(Vec<Target>),
    /// The totals, the overdue tasks without account, and the running clock.
    Standing(Option<Ranking>, u32, Option<TimerLine>),
    /// How well the ranking would have told who leaves, and what was asked.
    Backtest(Asked, Box<Report>),
    /// The figures of a period.
    Stats(Box<Stats>),
    /// The review of a week.
    Review(Box<WeekPage>),
    /// The rows behind a figure of a week, those that count first.
    Behind(Week, Figure, Vec<BehindLine>),
    /// The touches of a period with their minutes, the latest first.
    TimeEntries(Period, Option<AccountId>, Vec<TimeEntry>),
    /// Wins, saves, quotes and outcomes of a period.
    Evidence(Box<Evidence>),
    /// The forecast of a period.
    Forecast(Box<Outlook>),
    /// What a line would write, each as what it is and what it says, or why it cannot.
    Told(String, Result<Vec<(&'static str, String)>, Error>),
    /// One record, to be edited.
    Record(Box<RecordView>),
    /// The latest writes, newest first.
    History(Vec<Deed>),
    /// Rows that hold a text, the best first.
    Search(String, Vec<Found>),
    /// Weeks whose notes hold a text, the newest first.
    Noted(String, Vec<Week>),
}

/// Lines that were asked for, and rows among those asked for that are no longer there.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lines {
    /// Of accounts.
    pub accounts: Vec<AccountLine>,
    /// Of decisions.
    pub decisions: Vec<DecisionLine>,
    /// Of tasks.
    pub tasks: Vec<TaskLine>,
    /// Accounts that are gone.
    pub gone_accounts: Vec<AccountId>,
    /// Decisions that are gone.
    pub gone_decisions: Vec<DecisionId>,
    /// Tasks that are gone.
    pub gone_tasks: Vec<TaskId>,
}

/// Everything that the page of an account shows.
#[derive(Clone, PartialEq, Debug)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// Its stake.
    pub stake: Stake,
    /// The arithmetic of it.
    pub why: Why,
    /// What it pays today, contract by contract, each in its own currency.
    pub paid: Vec<Money>,
    /// Its names in other systems.
    pub externals: Vec<External>,
    /// Its contacts, those still there first.
    pub contacts: Vec<Contact>,
    /// When each of them was last spoken with.
    pub last_touches: Vec<LastTouch>,
    /// When any of them was, notes and tickets apart.
    pub last_touch: Option<Day>,
    /// Its subscriptions, those that end last first.
    pub subscriptions: Vec<Subscription>,
    /// Its renewals, the latest first.
    pub renewals: Vec<Renewal>,
    /// Its opportunities, open ones first.
    pub opportunities: Vec<Opportunity>,
    /// Goals of its success plan, open ones first, the earliest due before the others.
    pub goals: Vec<Goal>,
    /// Playbooks that run for it, with how far each has come, the latest first.
    pub runs: Vec<(Run, Progress)>,
    /// What it said of us, the newest first.
    pub feedback: Vec<Feedback>,
    /// The cases met there, the newest first.
    pub cases: Vec<Case>,
    /// How its metrics of usage have gone, the one that its usage is judged by first.
    pub trails: Vec<Trail>,
    /// The latest reading of each metric.
    pub readings: Vec<Reading>,
    /// Its imported health scores, 0 to 100, oldest first.
    pub health: Vec<f64>,
    /// Its usage, oldest first.
    pub usage: Vec<f64>,
    /// Its latest touches.
    pub touches: Vec<Touch>,
    /// How many touches there are.
    pub touch_count: u32,
    /// Its open tasks.
    pub tasks: Vec<TaskLine>,
    /// The same as they are written down, the first hundreds of them.
    pub records: Vec<Task>,
    /// Its tasks closed last.
    pub closed: Vec<TaskLine>,
    /// Its decisions to come.
    pub decisions: Vec<DecisionLine>,
}

impl AccountView {
    /// What is up for a decision, as it is paid.
    pub fn paid_for(&self, id: DecisionId) -> Option<Money> {
        let found = self.stake.decisions.iter().map(|term| &term.decision);
        let same = |one: &&Decision| one.renewal == id.renewal() && one.subscription == id.subscription();
        found.into_iter().find(same).map(|one| one.revenue)
    }
}

/// A stretch of an account's touches.
#[derive(Clone, PartialEq, Debug)]
pub struct Touches {
    /// Of which account.
    pub account: AccountId,
    /// Of one kind, or of all.
    pub kind: Option<TouchKind>,
    /// Which.
    pub stretch: Stretch,
    /// How many are newer than the first of them.
    pub newer: u32,
    /// How many there are.
    pub total: u32,
    /// They, newest first.
    pub rows: Vec<Touch>,
}

/// A write of the history. Texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct Deed {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Which face.
    pub actor: String,
    /// What.
    pub note: String,
    /// `do`, `undo` or `redo`.
    pub act: &'static str,
    /// Whether it has been taken back.
    pub undone: bool,
    /// Rows written.
    pub rows: u32,
    /// The first of its rows, field by field: row, field, before, after.
    pub fields: Vec<(String, String, String, String)>,
}

/// A row that was written. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// Whether it was made, edited or taken away.
    pub act: Act,
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Field by field: its name, before, after.
    pub fields: Vec<(String, String, String)>,
}

/// Cells of a name before a part of its row.
const HEAD: usize = 16;

/// A row that full text found. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub account: Option<AccountId>,
    /// What that account is called.
    pub account_name: String,
    /// What the row is called; of a touch or a renewal, the word for it.
    pub title: String,
    /// The part of it where the hit stands.
    pub excerpt: Excerpt,
    /// The day it is about: of a touch when, of a task and a renewal until when; none for what lasts.
    pub day: Option<Day>,
}

impl Found {
    /// The part where the hit stands, with marks where the text goes on, and the hits in that.
    pub fn told(&self, mark: &str) -> (String, Vec<Range<usize>>) {
        let (part, hits) = self.excerpt.told(mark);
        // A part from further back in a row does not say which row it is.
        let far = self.excerpt.before && self.title != self.kind.word();
        if !far && self.kind != Kind::Review {
            return (part, hits);
        }
        let head = format!("{} · ", fit(&self.title, HEAD, mark));
        let moved = hits.into_iter().map(|hit| hit.start + head.len()..hit.end + head.len());
        let moved = moved.collect();
        (head + &part, moved)
    }
}
