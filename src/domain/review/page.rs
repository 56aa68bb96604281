//! The review of a week as both faces show it. Texts are safe to print; amounts are home minor units.

use crate::domain::book::DecisionId;
use crate::domain::phrase::period::Period;
use crate::domain::record::meta::Kind;
use crate::domain::record::review::Review;
use crate::domain::record::task::Priority;
use crate::domain::review::figure::FigureLine;
use crate::domain::review::time::TimeTable;
use crate::domain::review::week::Week;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::money::Currency;

/// The review of a week.
#[derive(Clone, PartialEq, Debug)]
pub struct WeekPage {
    /// Which week.
    pub week: Week,
    /// The last day whose facts are in it: today, or the last day of a week that is over.
    pub as_of: Day,
    /// When the figures were saved, where they are shown as they stood then.
    pub stood: Option<Moment>,
    /// The quarter that the last day lies in.
    pub quarter: Period,
    /// What it is called: `2026-Q4`.
    pub quarter_name: String,
    /// Currency of all amounts.
    pub home: Currency,
    /// The figures, in the order of the table.
    pub figures: Vec<FigureLine>,
    /// What was done, by day.
    pub done: Vec<DoneLine>,
    /// Open tasks past their promised day, the largest stake first.
    pub slipped: Vec<SlippedLine>,
    /// Accounts without a touch for longer than their cadence, the most revenue first.
    pub idle: Vec<IdleLine>,
    /// What comes in the week after.
    pub next: NextWeek,
    /// Where the time of the week went.
    pub time: TimeTable,
    /// Where the time of the quarter went so far.
    pub time_quarter: TimeTable,
    /// What was saved of it: steps, decisions, note.
    pub review: Option<Review>,
}

/// Something that was done.
#[derive(Clone, PartialEq, Debug)]
pub struct DoneLine {
    /// When.
    pub day: Day,
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub key: String,
    /// Whose.
    pub account: Option<AccountId>,
    /// What that account is called; empty without one.
    pub account_name: String,
    /// What: the title of a task, `renewed 112k` of a renewal.
    pub what: String,
}

/// What is best done about a task that slipped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Suggestion {
    /// Do it today.
    Today,
    /// Promise it for a day.
    Move(Day),
    /// Let it go.
    Drop,
}

/// A task past its promised day.
#[derive(Clone, PartialEq, Debug)]
pub struct SlippedLine {
    /// Which.
    pub task: TaskId,
    /// For whom.
    pub account: Option<AccountId>,
    /// What that account is called; empty without one.
    pub account_name: String,
    /// What.
    pub title: String,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// The promised day.
    pub due: Day,
    /// How often its day was moved.
    pub slips: u32,
    /// Its account's stake.
    pub stake: i64,
    /// Whether it is still open today.
    pub open: bool,
    /// What is best done about it.
    pub suggestion: Suggestion,
    /// Why.
    pub reason: String,
}

/// An account without a touch for longer than its cadence.
#[derive(Clone, PartialEq, Debug)]
pub struct IdleLine {
    /// Which.
    pub account: AccountId,
    /// What it is called.
    pub name: String,
    /// Recurring revenue.
    pub arr: i64,
    /// Stake.
    pub stake: i64,
    /// Band of its health.
    pub band: Option<Band>,
    /// Where it is heading.
    pub trend: Option<Trend>,
    /// Latest touch, notes and tickets apart; none where there was never one.
    pub last_touch: Option<Day>,
    /// Days since then.
    pub days: Option<i32>,
    /// Days that its segment may go without.
    pub cadence: u32,
    /// Open tasks it has.
    pub open_tasks: u32,
}

/// What comes in the week after.
#[derive(Clone, PartialEq, Debug)]
pub struct NextWeek {
    /// Its days.
    pub week: Week,
    /// Open tasks promised for it, by day.
    pub tasks: Vec<DueLine>,
    /// Decisions that fall in it, by day.
    pub decisions: Vec<ComingLine>,
    /// Accounts whose cadence runs out in it, by day.
    pub owed: Vec<OwedLine>,
}

/// A task promised for a day.
#[derive(Clone, PartialEq, Debug)]
pub struct DueLine {
    /// Which.
    pub task: TaskId,
    /// For whom.
    pub account: Option<AccountId>,
    /// What that account is called; empty without one.
    pub account_name: String,
    /// What.
    pub title: String,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// The promised day.
    pub due: Day,
    /// Minutes it should take.
    pub estimate_minutes: Option<u32>,
}

/// A decision that falls on a day.
#[derive(Clone, PartialEq, Debug)]
pub struct ComingLine {
    /// Which.
    pub decision: DecisionId,
    /// What the account is called.
    pub account_name: String,
    /// The day that decides.
    pub day: Day,
    /// End of the term.
    pub end: Day,
    /// Whether the day is the last one for notice.
    pub cancel_by: bool,
    /// Revenue decided.
    pub revenue: i64,
}

/// An account whose cadence runs out on a day.
#[derive(Clone, PartialEq, Debug)]
pub struct OwedLine {
    /// Which.
    pub account: AccountId,
    /// What it is called.
    pub name: String,
    /// Recurring revenue.
    pub arr: i64,
    /// The day on which a touch is owed.
    pub day: Day,
    /// Latest touch.
    pub last_touch: Day,
}
