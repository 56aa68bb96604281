//! What the figures of a week are reckoned from: dated facts, and of what has changed since how it stood then. A fact that
//! is dated after a window is never seen in it.

use crate::domain::record::account::CallLevel;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::record::touch::TouchKind;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::input::{Dated, Hand};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, FeedbackId, MovementId, OpportunityId, RenewalId, TaskId, TouchId};

/// All that the review of a week is reckoned from. Rows name their account by its place in `accounts`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// Accounts, those left out that were put away before the windows.
    pub accounts: Vec<AccountFact>,
    /// Touches in the windows, by time.
    pub touches: Vec<TouchFact>,
    /// Tasks that were open or promised or closed in the windows.
    pub tasks: Vec<TaskFact>,
    /// Renewals settled in the windows.
    pub renewals: Vec<RenewalFact>,
    /// Revenue that customers added, booked in the windows.
    pub expansions: Vec<ExpansionFact>,
    /// Referrals written down in the windows.
    pub referrals: Vec<ReferralFact>,
    /// The stake of each account as it stood on a day; none where that of today is all there is.
    pub stakes: Option<(Day, Vec<i64>)>,
    /// What customers said in the windows and in the 90 days before, or had settled in them.
    pub feedback: Vec<FeedbackFact>,
}

/// An account. Amounts in home minor units.
#[derive(Clone, PartialEq, Debug)]
pub struct AccountFact {
    /// Which.
    pub id: AccountId,
    /// Its name, as given.
    pub name: String,
    /// Its segment, as given.
    pub segment: Option<String>,
    /// Days that it may go without a touch.
    pub cadence: u32,
    /// The first day on which it is known.
    pub since: Day,
    /// The day on which it was put away.
    pub away: Option<Day>,
    /// Whether it is churned today.
    pub churned: bool,
    /// What changed its recurring revenue, by day.
    pub ledger: Vec<(Day, i64)>,
    /// The latest contact before the first window.
    pub contact_before: Option<Day>,
    /// Its health scores, 0 to 100, by day.
    pub health: Vec<(Day, f64)>,
    /// Where its red ends.
    pub red_below: f64,
    /// Health as the CSM sees it.
    pub hand: Option<Hand>,
    /// The CSM's own calls, by day; none is one that was taken back.
    pub calls: Vec<Dated<Option<CallLevel>>>,
    /// Since when it says that it leaves.
    pub leaving: Option<Day>,
    /// Its stake, as it is ranked today.
    pub stake: i64,
    /// The band that it is ranked with today.
    pub band: Option<Band>,
    /// Where that is heading.
    pub trend: Option<Trend>,
    /// Its open tasks today.
    pub open_tasks: u32,
}

impl AccountFact {
    /// Recurring revenue at the close of a day.
    pub fn arr(&self, on: Day) -> i64 {
        self.ledger.iter().take_while(|(day, _)| *day <= on).fold(0_i64, |sum, (_, delta)| sum.saturating_add(*delta))
    }

    /// Whether it is a customer at the close of a day. One that left counts for as long as it paid, one that was put away
    /// until that day.
    pub fn is_live(&self, on: Day) -> bool {
        self.since <= on && self.away.is_none_or(|away| on < away) && (!self.churned || self.arr(on) > 0)
    }

    /// The latest health score of a day.
    pub fn score(&self, on: Day) -> Option<f64> {
        self.health.iter().rev().find(|(day, _)| *day <= on).map(|(_, score)| *score)
    }

    /// Whether it is red on a day: by the CSM's own word while that holds, else by its score.
    pub fn is_red(&self, on: Day) -> bool {
        match self.hand.filter(|hand| (hand.on..=hand.until).contains(&on)) {
            Some(hand) => hand.band() == Band::Red,
            None => self.score(on).is_some_and(|score| score.round() < self.red_below),
        }
    }

    /// Its worst score from a day on, as it stood then, to another, both included.
    pub fn worst(&self, from: Day, to: Day) -> Option<f64> {
        let within = self.health.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, score)| *score);
        within.chain(self.score(from)).reduce(f64::min)
    }
}

/// A touch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TouchFact {
    /// Which.
    pub id: TouchId,
    /// With whom.
    pub account: usize,
    /// What kind.
    pub kind: TouchKind,
    /// On which day.
    pub day: Day,
    /// Minutes it took.
    pub minutes: Option<u32>,
}

impl TouchFact {
    /// Whether the customer was spoken with: a note is to oneself, and a ticket goes to support.
    pub fn is_contact(&self) -> bool {
        self.kind.is_contact()
    }
}

/// How a task stood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskStanding {
    /// Open, waiting or closed.
    pub state: TaskState,
    /// Promised day.
    pub due: Option<Day>,
    /// Day since which somebody else has it.
    pub waiting_since: Option<Day>,
}

/// An edit of a task, as the journal has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskEdit {
    /// On which day.
    pub on: Day,
    /// How it stood before.
    pub before: TaskStanding,
    /// Its promised day after.
    pub due: Option<Day>,
}

impl TaskEdit {
    /// The promised day that slipped: one that moved to a later one.
    pub fn slip(&self) -> Option<Day> {
        self.before.due.filter(|before| self.due.is_some_and(|due| due > *before))
    }
}

/// A task.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskFact {
    /// Which.
    pub id: TaskId,
    /// For whom.
    pub account: Option<usize>,
    /// What, as given.
    pub title: String,
    /// How it stands today.
    pub now: TaskStanding,
    /// The day on which it was written down.
    pub made: Day,
    /// The day on which it was closed.
    pub closed: Option<Day>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// How often its day was moved.
    pub slips: u32,
    /// Minutes it should take.
    pub estimate_minutes: Option<u32>,
    /// Its edits from the first window on, by time.
    pub edits: Vec<TaskEdit>,
}

impl TaskFact {
    /// How it stood at the close of a day; none before it was written down.
    pub fn at(&self, on: Day) -> Option<TaskStanding> {
        if self.made > on {
            return None;
        }
        let mut then = self.edits.iter().find(|edit| edit.on > on).map_or(self.now, |edit| edit.before);
        // A row that came into the book closed has no edit that closed it.
        if self.closed.is_some_and(|closed| closed > on) && !then.state.is_open() {
            then.state = TaskState::Open;
        }
        // Nor has one that came into the book waiting an edit that handed it over.
        if then.state.is_open() && then.waiting_since.is_some_and(|since| since > on) {
            (then.state, then.waiting_since) = (TaskState::Open, None);
        }
        Some(then)
    }

    /// The promised days that slipped from a day to another, both included.
    pub fn slipped(&self, from: Day, to: Day) -> impl Iterator<Item = (Day, Day)> {
        let within = self.edits.iter().filter(move |edit| (from..=to).contains(&edit.on));
        within.filter_map(|edit| edit.slip().map(|due| (edit.on, due)))
    }
}

/// A renewal that was settled. Amounts in home minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RenewalFact {
    /// Which.
    pub id: RenewalId,
    /// Whose.
    pub account: usize,
    /// On which day.
    pub day: Day,
    /// How.
    pub outcome: RenewalOutcome,
    /// Revenue that was up for decision, where it is known.
    pub decided: Option<i64>,
    /// Revenue as signed; nothing of one that was lost.
    pub signed: i64,
    /// Day on which notice came in.
    pub notice: Option<Day>,
}

/// Revenue that a customer added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExpansionFact {
    /// The row of the ledger; none where it is read off contracts.
    pub id: Option<MovementId>,
    /// Whose.
    pub account: usize,
    /// The day on which it was booked: when it was written down, or the first day on which it counts if that is earlier.
    pub day: Day,
    /// How much more a year, home minor units.
    pub delta: i64,
}

/// A referral.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReferralFact {
    /// The opportunity.
    pub id: OpportunityId,
    /// Who gave it.
    pub account: usize,
    /// What it is called, as given.
    pub name: String,
    /// The day on which it was written down.
    pub day: Day,
    /// Its worth, home minor units.
    pub amount: Option<i64>,
}

/// What a customer said.
#[derive(Clone, PartialEq, Debug)]
pub struct FeedbackFact {
    /// Which.
    pub id: FeedbackId,
    /// Who.
    pub account: usize,
    /// What it is called: its kind, its score, its first words; as given.
    pub title: String,
    /// On which day.
    pub day: Day,
    /// An NPS answer, 0 to 10.
    pub nps: Option<f64>,
    /// Whether a CSAT answer is among the best two of five.
    pub satisfied: Option<bool>,
    /// A CES answer, brought to the scale of 1 to 7.
    pub ease: Option<f64>,
    /// Whether somebody is owed an answer to it.
    pub asks: bool,
    /// Whether it is a complaint or a request.
    pub problem: bool,
    /// The day of the first answer, and the hours until it.
    pub answered: Option<(Day, f64)>,
    /// The day on which it was settled.
    pub resolved: Option<Day>,
}
