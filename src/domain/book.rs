//! The slim read model of a screen: orders of ids, and lines for the rows that were looked at. Lines are replaced in
//! place; an order stays as it was ranked until it is asked for anew, so nothing moves under a cursor.

use crate::domain::record::account::Pin;
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::loss::Call;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId, TaskId};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use ulid::Ulid;

/// An account as a list shows it. Amounts in home minor units; texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct AccountLine {
    /// Which.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Starred by this CSM.
    pub starred: bool,
    /// Pinned to an end of the list.
    pub pin: Option<Pin>,
    /// Hidden from triage until this day.
    pub snoozed_until: Option<Day>,
    /// Dealt with on this day.
    pub dealt_on: Option<Day>,
    /// Off the triage of the ranking's day: snoozed or dealt with.
    pub hidden: bool,
    /// Money at stake.
    pub stake: i64,
    /// Revenue up for decision.
    pub revenue: i64,
    /// Chance of loss.
    pub p: f64,
    /// Weight of the day.
    pub t: f64,
    /// Live recurring revenue.
    pub arr: i64,
    /// Decision day that drives the stake.
    pub day: Option<Day>,
    /// End of that term.
    pub end: Option<Day>,
    /// Cancel-by day of that term.
    pub cancel_by: Option<Day>,
    /// Renews by itself and is past its cancel-by.
    pub locked: bool,
    /// Health score, whatever the CSM says of it.
    pub health: Option<u8>,
    /// Its band; the CSM's own word goes first.
    pub band: Option<Band>,
    /// Where it is heading.
    pub trend: Option<Trend>,
    /// Chance of loss as the model has it.
    pub model: f64,
    /// The CSM's own call, also when stale.
    pub call: Option<Call>,
    /// The largest reasons, in a few words.
    pub why: String,
    /// Latest day of contact.
    pub last_touch: Option<Day>,
    /// Open tasks.
    pub open_tasks: u32,
    /// Open tasks past their day.
    pub overdue_tasks: u32,
    /// Currencies of its amounts that have no rate, separated by blanks: those amounts count as nothing.
    pub unrated: String,
}

/// A task as a list shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskLine {
    /// Which.
    pub id: TaskId,
    /// For whom.
    pub account: Option<AccountId>,
    /// Name of the account, safe to print; empty without one.
    pub account_name: String,
    /// What, safe to print.
    pub title: String,
    /// Promised day.
    pub due: Option<Day>,
    /// Promised time, minutes after local midnight.
    pub due_minute: Option<u16>,
    /// Hidden until.
    pub wait_until: Option<Day>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Open, waiting or closed.
    pub state: TaskState,
    /// Minutes it should take.
    pub estimate_minutes: Option<u32>,
    /// How often its day was moved.
    pub slips: u32,
    /// Its place: the account's stake by its own due and priority factors, home minor units.
    pub score: i64,
    /// Since when somebody else has it.
    pub waiting_since: Option<Day>,
    /// Whether it comes back when it is done.
    pub recurs: bool,
}

/// The running clock as a screen shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TimerLine {
    /// Whose time it is.
    pub account: AccountId,
    /// On which task, if on one.
    pub task: Option<TaskId>,
    /// What it is called, safe to print: the title of the task, else the name of the account.
    pub about: String,
    /// When it was started.
    pub started_at: Moment,
}

/// The name of one decision in the book: an account may have several. Made of the rows it is about, so that it stays
/// the same whatever its day. Absent rows are the nil id: an order of 100,000 takes 5 MB so, and 8 MB with options.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DecisionId {
    /// Whose.
    pub account: AccountId,
    renewal: RenewalId,
    subscription: SubscriptionId,
}

impl DecisionId {
    /// The name of a decision about these rows.
    pub fn new(account: AccountId, renewal: Option<RenewalId>, subscription: Option<SubscriptionId>) -> DecisionId {
        let nil = Ulid::nil();
        DecisionId {
            account,
            renewal: renewal.unwrap_or(RenewalId(nil)),
            subscription: subscription.unwrap_or(SubscriptionId(nil)),
        }
    }

    /// The renewal's row, where there is one.
    pub fn renewal(&self) -> Option<RenewalId> {
        Some(self.renewal).filter(|id| !id.0.is_nil())
    }

    /// The subscription's row, where there is one.
    pub fn subscription(&self) -> Option<SubscriptionId> {
        Some(self.subscription).filter(|id| !id.0.is_nil())
    }
}

/// A decision of a customer to come, as the renewals pane shows it. Amounts in home minor units.
#[derive(Clone, PartialEq, Debug)]
pub struct DecisionLine {
    /// Which.
    pub id: DecisionId,
    /// Name of the account, safe to print.
    pub account_name: String,
    /// Decision day: cancel-by when the contract renews by itself, else its end.
    pub day: Day,
    /// End of the term.
    pub end: Day,
    /// Last day for notice.
    pub cancel_by: Option<Day>,
    /// Renews by itself and is past its cancel-by.
    pub locked: bool,
    /// The day is an anniversary, for want of an end in the contract.
    pub assumed: bool,
    /// Notice came in.
    pub notice: bool,
    /// Revenue decided.
    pub revenue: i64,
    /// Money at stake in it.
    pub stake: i64,
    /// Stage of the renewal, its word.
    pub stage: Option<String>,
    /// What happens next, safe to print.
    pub next_step: String,
    /// Health band of the account.
    pub band: Option<Band>,
    /// Where its health is heading.
    pub trend: Option<Trend>,
}

/// Totals of the two top lines. Amounts in home minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Accounts in the ranking.
    pub accounts: i64,
    /// Live recurring revenue.
    pub arr: i64,
    /// Money at stake.
    pub stake: i64,
    /// Accounts with red health.
    pub red: i64,
    /// Their revenue.
    pub red_arr: i64,
    /// Accounts with yellow health.
    pub yellow: i64,
    /// Their revenue.
    pub yellow_arr: i64,
    /// Tasks of accounts past their day.
    pub overdue_tasks: i64,
    /// Accounts that decide within 30 days, or are late.
    pub deciding: i64,
    /// Their revenue.
    pub deciding_arr: i64,
    /// Accounts without contact for more than 30 days, or never.
    pub idle: i64,
    /// Accounts with amounts in a currency without a rate.
    #[serde(default)]
    pub unrated: i64,
}

/// Whether a line counts towards a total or is taken out of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Counts.
    Plus,
    /// Is taken out.
    Minus,
}

impl Totals {
    /// Adds a line to the totals of a day, or takes it out.
    pub fn count(&mut self, line: &AccountLine, today: Day, sign: Sign) {
        let one = if sign == Sign::Plus { 1 } else { -1 };
        let add = |total: &mut i64, amount: i64| *total = total.saturating_add(amount.saturating_mul(one));
        add(&mut self.accounts, 1);
        add(&mut self.arr, line.arr);
        add(&mut self.stake, line.stake);
        add(&mut self.overdue_tasks, i64::from(line.overdue_tasks));
        match line.band {
            Some(Band::Red) => {
                add(&mut self.red, 1);
                add(&mut self.red_arr, line.arr);
            }
            Some(Band::Yellow) => {
                add(&mut self.yellow, 1);
                add(&mut self.yellow_arr, line.arr);
            }
            _ => {}
        }
        if line.day.is_some_and(|day| day.since(today) <= 30) {
            add(&mut self.deciding, 1);
            add(&mut self.deciding_arr, line.arr);
        }
        if line.last_touch.is_none_or(|day| today.since(day) > 30) {
            add(&mut self.idle, 1);
        }
        if !line.unrated.is_empty() {
            add(&mut self.unrated, 1);
        }
    }
}

/// When and from what the ranking was made.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ranking {
    /// The day it holds for.
    pub day: Day,
    /// When all of it was last reckoned.
    pub at: Moment,
    /// Renewals lost and decided: the prior of every chance of loss.
    pub lost: u32,
    /// Renewals decided.
    pub decided: u32,
    /// Median stake, for tasks without an account; home minor units.
    pub median: i64,
    /// Median revenue up for decision, for weights that pull revenue towards it; home minor units.
    pub median_revenue: i64,
    /// Totals of all lines.
    pub totals: Totals,
}

/// Rows in a fixed order, of which those looked at have their lines.
#[derive(Clone, Debug)]
pub struct Roll<K, L> {
    order: Vec<K>,
    lines: HashMap<K, L>,
    /// Whether the order holds all there are; else only the head of it.
    pub whole: bool,
}

impl<K: Copy + Eq + Hash, L> Default for Roll<K, L> {
    fn default() -> Roll<K, L> {
        Roll { order: Vec::new(), lines: HashMap::new(), whole: true }
    }
}

impl<K: Copy + Eq + Hash, L> Roll<K, L> {
    /// A roll of lines in their order.
    pub fn of(lines: impl IntoIterator<Item = (K, L)>, whole: bool) -> Roll<K, L> {
        let mut roll = Roll { order: Vec::new(), lines: HashMap::new(), whole };
        for (key, line) in lines {
            roll.order.push(key);
            roll.lines.insert(key, line);
        }
        roll
    }

    /// Rows in order.
    pub fn order(&self) -> &[K] {
        &self.order
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The line of a row, if it was looked at.
    pub fn line(&self, key: K) -> Option<&L> {
        self.lines.get(&key)
    }

    /// The lines of the rows that were looked at, in no order.
    pub fn lines(&self) -> impl Iterator<Item = (K, &L)> {
        self.lines.iter().map(|(key, line)| (*key, line))
    }

    /// The row at a place.
    pub fn at(&self, place: usize) -> Option<K> {
        self.order.get(place).copied()
    }

    /// The place of a row.
    pub fn place(&self, key: K) -> Option<usize> {
        self.order.iter().position(|k| *k == key)
    }

    /// Takes a new order; lines of rows that it no longer has are let go.
    pub fn reorder(&mut self, order: Vec<K>) {
        if self.lines.len() > 4_096 {
            self.lines.clear();
        } else {
            let kept: HashSet<K> = order.iter().copied().collect();
            self.lines.retain(|key, _| kept.contains(key));
        }
        self.order = order;
        self.whole = true;
    }

    /// Learns which rows there are now without moving those that are here: new ones come last, gone ones leave.
    pub fn merge(&mut self, now: Vec<K>) {
        let there: HashSet<K> = now.iter().copied().collect();
        let here: HashSet<K> = self.order.iter().copied().collect();
        // A handled row stays while its line is here: it is no longer in the queue, yet nothing moves under the cursor.
        self.order.retain(|key| there.contains(key) || self.lines.contains_key(key));
        self.order.extend(now.into_iter().filter(|key| !here.contains(key)));
        self.whole = true;
    }

    /// Lets go of all lines but those of some rows: the others are asked for again when they come in sight.
    pub fn forget_but(&mut self, kept: &[K]) {
        let kept: HashSet<K> = kept.iter().copied().collect();
        self.lines.retain(|key, _| kept.contains(key));
    }

    /// Puts a line in; a row that is not in the order yet comes last.
    pub fn put(&mut self, key: K, line: L) {
        if self.lines.insert(key, line).is_none() && self.whole && !self.order.contains(&key) {
            self.order.push(key);
        }
    }

    /// Fills in lines of rows already in the order.
    pub fn fill(&mut self, lines: impl IntoIterator<Item = (K, L)>) {
        self.lines.extend(lines);
    }

    /// Keeps the rows that a test passes.
    pub fn keep(&mut self, test: impl Fn(&K) -> bool) {
        self.order.retain(&test);
        self.lines.retain(|key, _| test(key));
    }

    /// Takes a row out.
    pub fn remove(&mut self, key: K) {
        if self.lines.remove(&key).is_some() || self.order.contains(&key) {
            self.order.retain(|k| *k != key);
        }
    }
}

/// What a screen knows of the book.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Accounts by money at stake.
    pub accounts: Roll<AccountId, AccountLine>,
    /// Decisions to come, by day.
    pub decisions: Roll<DecisionId, DecisionLine>,
    /// Open tasks, by account's stake and their own urgency.
    pub tasks: Roll<TaskId, TaskLine>,
    /// Open tasks without an account that are past their day.
    pub loose_overdue: u32,
    /// The running clock, if one runs.
    pub timer: Option<TimerLine>,
    /// When and from what the order was made.
    pub ranking: Option<Ranking>,
}

/// Lines that a write has changed, to be put where they stand.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Refresh {
    /// Accounts as they are now.
    pub accounts: Vec<AccountLine>,
    /// Accounts that are no longer listed.
    pub gone_accounts: Vec<AccountId>,
    /// Decisions of those accounts as they are now; others of them are gone.
    pub decisions: Vec<DecisionLine>,
    /// Tasks as they are now, closed ones too.
    pub tasks: Vec<TaskLine>,
    /// Tasks that no longer exist.
    pub gone_tasks: Vec<TaskId>,
    /// Open tasks without an account that are past their day.
    pub loose_overdue: u32,
    /// The running clock as it is now.
    pub timer: Option<TimerLine>,
    /// Totals and prior as they are now.
    pub ranking: Option<Ranking>,
    /// Too much has changed for lines: load anew.
    pub all: bool,
}

impl Book {
    /// Puts changed lines where they stand. The order does not change.
    pub fn apply(&mut self, refresh: Refresh) {
        let touched: HashSet<AccountId> =
            refresh.accounts.iter().map(|line| line.id).chain(refresh.gone_accounts.iter().copied()).collect();
        let kept: HashSet<DecisionId> = refresh.decisions.iter().map(|line| line.id).collect();
        self.decisions.keep(|id| !touched.contains(&id.account) || kept.contains(id));
        for line in refresh.accounts {
            self.accounts.put(line.id, line);
        }
        for id in refresh.gone_accounts {
            self.accounts.remove(id);
        }
        for line in refresh.decisions {
            self.decisions.put(line.id, line);
        }
        for line in refresh.tasks {
            self.tasks.put(line.id, line);
        }
        for id in refresh.gone_tasks {
            self.tasks.remove(id);
        }
        self.loose_overdue = refresh.loose_overdue;
        self.timer = refresh.timer;
        if refresh.ranking.is_some() {
            self.ranking = refresh.ranking;
        }
    }
}
