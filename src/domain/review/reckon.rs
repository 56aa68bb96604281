//! Each figure of a window as the rows behind it, and the figure as their sum: what is shown is never reckoned apart from
//! what it can show.

use crate::domain::phrase::period::Period;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::task::TaskState;
use crate::domain::record::touch::TouchKind;
use crate::domain::review::facts::{AccountFact, Facts, FeedbackFact, TouchFact};
use crate::domain::review::figure::{Amount, Beside, Figure};
use crate::domain::value::day::Day;

/// The row that a part of a figure is, by its place in the facts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// An account.
    Account(usize),
    /// A touch.
    Touch(usize),
    /// A task.
    Task(usize),
    /// A renewal.
    Renewal(usize),
    /// A row of the ledger.
    Expansion(usize),
    /// A referral.
    Referral(usize),
    /// What a customer said.
    Feedback(usize),
}

/// A row behind a figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Part {
    /// Which row.
    pub place: Place,
    /// The day it is about.
    pub day: Option<Day>,
    /// Whether it counts; the others are the rest of a whole.
    pub counts: bool,
    /// What it adds where the figure is more than a count.
    pub amount: f64,
}

/// How the parts make the figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sum {
    /// How many count.
    Count,
    /// How many count, of all.
    Share,
    /// What they add up to.
    Amount,
    /// What those that count add up to, of all.
    AmountShare,
    /// How many count, and their money beside.
    CountMoney,
    /// How many count, and their median days beside.
    CountDays,
    /// The median of what they add.
    Median,
    /// The mean of what they add.
    Mean,
    /// What they add up to, of a hundred.
    Net,
}

/// Days to its end over which a week sums up answers to surveys: a week alone has too few.
pub const SURVEY_DAYS: i32 = 90;

const fn sum_of(figure: Figure) -> Sum {
    match figure {
        Figure::PromisesKept
        | Figure::AccountsTouched
        | Figure::RedTouched
        | Figure::Coverage
        | Figure::ResponseOnTime
        | Figure::SalesOnTime
        | Figure::SupportOnTime
        | Figure::ProductOnTime
        | Figure::Csat => Sum::Share,
        Figure::Minutes | Figure::Expansion => Sum::Amount,
        Figure::ArrTouched | Figure::CoverageArr => Sum::AmountShare,
        Figure::RenewalsClosed | Figure::RenewalsSaved | Figure::RenewalsLost | Figure::Referrals => Sum::CountMoney,
        Figure::WaitingSales | Figure::WaitingSupport | Figure::WaitingProduct => Sum::CountDays,
        Figure::MedianIdle | Figure::ResponseTime => Sum::Median,
        Figure::Nps => Sum::Net,
        Figure::Ces => Sum::Mean,
        _ => Sum::Count,
    }
}

/// What figures are held against.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Standard {
    /// Points of health that are no change.
    pub steady: f64,
    /// Hours within which a first answer is in time.
    pub response_hours: u32,
    /// Days to the end over which answers to surveys are summed up; none for those of the window alone.
    pub survey_days: Option<i32>,
}

/// Days of a book, with what stands at their close.
pub struct Window<'a> {
    facts: &'a Facts,
    days: Period,
    /// The last day of which every promise has gone by.
    gone: Day,
    arr: Vec<i64>,
    live: Vec<bool>,
    /// The latest contact of each account by the last day.
    contact: Vec<Option<Day>>,
    touched: Vec<bool>,
    rules: Standard,
}

impl<'a> Window<'a> {
    /// The days of a period. A promise for today may still be kept.
    pub fn new(facts: &'a Facts, days: Period, today: Day, rules: Standard) -> Window<'a> {
        let gone = if days.last < today { days.last } else { today.plus_days(-1) };
        let mut contact: Vec<Option<Day>> = facts.accounts.iter().map(|account| account.contact_before).collect();
        let mut touched = vec![false; facts.accounts.len()];
        let by_then = |touch: &&TouchFact| touch.is_contact() && touch.day <= days.last;
        for touch in facts.touches.iter().filter(by_then) {
            if let Some(latest) = contact.get_mut(touch.account) {
                *latest = (*latest).max(Some(touch.day));
            }
            if touch.day >= days.first
                && let Some(touched) = touched.get_mut(touch.account)
            {
                *touched = true;
            }
        }
        let arr = facts.accounts.iter().map(|account| account.arr(days.last)).collect();
        let live = facts.accounts.iter().map(|account| account.is_live(days.last)).collect();
        Window { facts, days, gone, arr, live, contact, touched, rules }
    }

    /// Its days.
    pub fn days(&self) -> Period {
        self.days
    }

    /// Recurring revenue of an account at its close.
    pub fn arr_of(&self, account: usize) -> i64 {
        self.arr.get(account).copied().unwrap_or_default()
    }

    /// The latest contact of an account by its close.
    pub fn contact_of(&self, account: usize) -> Option<Day> {
        self.contact.get(account).copied().flatten()
    }

    /// The customers of its last day, by their places.
    pub fn customers(&self) -> impl Iterator<Item = (usize, &'a AccountFact)> {
        self.facts.accounts.iter().enumerate().filter(|(n, _)| self.live.get(*n).copied().unwrap_or_default())
    }

    fn holds(&self, day: Day) -> bool {
        (self.days.first..=self.days.last).contains(&day)
    }

    /// The value of a figure; none where there is nothing to reckon it on.
    pub fn amount(&self, figure: Figure) -> Option<Amount> {
        // Where no score is known at both ends, nothing is known to have moved.
        let moves = matches!(figure, Figure::HealthUp | Figure::HealthDown);
        if moves && self.scored().next().is_none() {
            return None;
        }
        sum(sum_of(figure), &self.parts(figure))
    }

    /// The rows behind a figure.
    pub fn parts(&self, figure: Figure) -> Vec<Part> {
        match figure {
            Figure::TasksDone | Figure::TasksSlipped | Figure::PromisesKept => self.of_tasks(figure),
            Figure::WaitingSales => self.waiting(TaskState::WaitingSales),
            Figure::WaitingSupport => self.waiting(TaskState::WaitingSupport),
            Figure::WaitingProduct => self.waiting(TaskState::WaitingProduct),
            Figure::SalesOnTime => self.handed(TaskState::WaitingSales),
            Figure::SupportOnTime => self.handed(TaskState::WaitingSupport),
            Figure::ProductOnTime => self.handed(TaskState::WaitingProduct),
            Figure::Touches => self.of_touches(|_| true),
            Figure::Calls => self.of_touches(|kind| kind == TouchKind::Call),
            Figure::Emails => self.of_touches(|kind| kind == TouchKind::Email),
            Figure::Meetings => self.of_touches(|kind| kind == TouchKind::Meeting),
            Figure::Qbrs => self.of_touches(|kind| kind == TouchKind::Qbr),
            Figure::OtherTouches => self.of_touches(|kind| matches!(kind, TouchKind::Note | TouchKind::Ticket)),
            Figure::Minutes => {
                let mut parts = self.of_touches(|_| true);
                parts.retain(|part| part.amount > 0.0);
                parts
            }
            Figure::RenewalsClosed | Figure::RenewalsSaved | Figure::RenewalsLost => self.of_renewals(figure),
            Figure::Expansion => self.expansions(),
            Figure::Referrals => self.referrals(),
            Figure::HealthUp | Figure::HealthDown => self.moved(figure),
            Figure::ResponseTime | Figure::ResponseOnTime => self.answers(figure),
            Figure::ProblemsSolved => self.solved(),
            Figure::Nps | Figure::Csat | Figure::Ces => self.surveys(figure),
            Figure::AccountsTouched
            | Figure::ArrTouched
            | Figure::RedTouched
            | Figure::Coverage
            | Figure::CoverageArr
            | Figure::MedianIdle => self.of_accounts(figure),
        }
    }

    fn of_tasks(&self, figure: Figure) -> Vec<Part> {
        let mut parts = Vec::new();
        for (n, task) in self.facts.tasks.iter().enumerate() {
            let part = |day: Day, counts| Part { place: Place::Task(n), day: Some(day), counts, amount: 1.0 };
            let Some(then) = task.at(self.days.last) else { continue };
            let closed = task.closed.filter(|_| !then.state.is_open());
            match figure {
                Figure::TasksDone => {
                    let done = closed.filter(|day| then.state == TaskState::Done && self.holds(*day));
                    parts.extend(done.map(|day| part(day, true)));
                }
                Figure::TasksSlipped => {
                    let late = then.due.filter(|due| then.state.is_open() && *due <= self.gone);
                    let moved = || task.slipped(self.days.first, self.days.last).next().map(|(_, due)| due);
                    parts.extend(late.or_else(moved).map(|due| part(due, true)));
                }
                _ => {
                    let mut broken: Vec<Day> =
                        task.slipped(self.days.first, self.days.last).map(|(_, due)| due).collect();
                    broken.retain(|due| self.holds(*due));
                    broken.sort_unstable();
                    broken.dedup();
                    parts.extend(broken.into_iter().map(|due| part(due, false)));
                    if let Some(due) = then.due.filter(|due| self.holds(*due)) {
                        match (then.state, closed) {
                            (TaskState::Done, Some(day)) => parts.push(part(due, day <= due)),
                            (state, _) if state.is_open() && due <= self.gone => parts.push(part(due, false)),
                            _ => {}
                        }
                    }
                }
            }
        }
        parts
    }

    fn handed(&self, to: TaskState) -> Vec<Part> {
        let tasks = self.facts.tasks.iter().enumerate();
        let ends =
            tasks.flat_map(|(n, task)| task.handed(to, self.days, self.gone).into_iter().map(move |end| (n, end)));
        ends.map(|(n, (due, counts))| Part { place: Place::Task(n), day: Some(due), counts, amount: 1.0 }).collect()
    }

    fn waiting(&self, state: TaskState) -> Vec<Part> {
        let waits = self.facts.tasks.iter().enumerate().filter_map(|(n, task)| {
            let then = task.at(self.days.last).filter(|then| then.state == state)?;
            let since = then.waiting_since.unwrap_or(task.made);
            let days = f64::from(self.days.last.since(since).max(0));
            Some(Part { place: Place::Task(n), day: Some(since), counts: true, amount: days })
        });
        waits.collect()
    }

    fn of_touches(&self, is: impl Fn(TouchKind) -> bool) -> Vec<Part> {
        let touches = self.facts.touches.iter().enumerate();
        let those = touches.filter(|(_, touch)| self.holds(touch.day) && is(touch.kind));
        let part = |(n, touch): (usize, &TouchFact)| {
            let minutes = f64::from(touch.minutes.unwrap_or_default());
            Part { place: Place::Touch(n), day: Some(touch.day), counts: true, amount: minutes }
        };
        those.map(part).collect()
    }

    fn of_renewals(&self, figure: Figure) -> Vec<Part> {
        let mut parts = Vec::new();
        for (n, renewal) in self.facts.renewals.iter().enumerate().filter(|(_, renewal)| self.holds(renewal.day)) {
            let lost = renewal.outcome == RenewalOutcome::Churned;
            let saved = || self.facts.accounts.get(renewal.account).is_some_and(|account| renewal.is_saved(account));
            let amount = match figure {
                Figure::RenewalsClosed => renewal.signed,
                Figure::RenewalsSaved if saved() => renewal.signed,
                Figure::RenewalsLost if lost => renewal.decided.unwrap_or_default(),
                _ => continue,
            };
            parts.push(Part { place: Place::Renewal(n), day: Some(renewal.day), counts: true, amount: amount as f64 });
        }
        parts
    }

    fn expansions(&self) -> Vec<Part> {
        let rows = self.facts.expansions.iter().enumerate().filter(|(_, row)| self.holds(row.day));
        let part = |(n, day, amount): (usize, Day, i64)| Part {
            place: Place::Expansion(n),
            day: Some(day),
            counts: true,
            amount: amount as f64,
        };
        rows.map(|(n, row)| part((n, row.day, row.delta))).collect()
    }

    fn referrals(&self) -> Vec<Part> {
        let rows = self.facts.referrals.iter().enumerate().filter(|(_, row)| self.holds(row.day));
        let part = |n, day, amount: i64| Part {
            place: Place::Referral(n),
            day: Some(day),
            counts: true,
            amount: amount as f64,
        };
        rows.map(|(n, row)| part(n, row.day, row.amount.unwrap_or_default())).collect()
    }

    /// What was asked in these days: the minutes to its first answer, and whether that came in time. What waits for one is
    /// late by whole days.
    fn answers(&self, figure: Figure) -> Vec<Part> {
        let target = f64::from(self.rules.response_hours);
        let asked = self.facts.feedback.iter().enumerate().filter(|(_, row)| row.asks && self.holds(row.day));
        let part = |(n, row): (usize, &FeedbackFact)| {
            let hours = row.answered.filter(|(day, _)| *day <= self.days.last).map(|(_, hours)| hours);
            let waits = f64::from(self.days.last.since(row.day)) * 24.0;
            let (counts, amount) = match (figure, hours) {
                (Figure::ResponseTime, hours) => (true, hours? * 60.0),
                (_, Some(hours)) => (hours <= target, 1.0),
                (_, None) if waits > target => (false, 1.0),
                _ => return None,
            };
            Some(Part { place: Place::Feedback(n), day: Some(row.day), counts, amount })
        };
        asked.filter_map(part).collect()
    }

    fn solved(&self) -> Vec<Part> {
        let rows = self.facts.feedback.iter().enumerate().filter(|(_, row)| row.problem);
        let part = |(n, row): (usize, &FeedbackFact)| {
            let day = row.resolved.filter(|day| self.holds(*day))?;
            Some(Part { place: Place::Feedback(n), day: Some(day), counts: true, amount: 1.0 })
        };
        rows.filter_map(part).collect()
    }

    /// Answers to surveys.
    fn surveys(&self, figure: Figure) -> Vec<Part> {
        let first = self.rules.survey_days.map_or(self.days.first, |days| self.days.last.plus_days(1 - days));
        let rows = self.facts.feedback.iter().enumerate();
        let part = |(n, row): (usize, &FeedbackFact)| {
            if !(first..=self.days.last).contains(&row.day) {
                return None;
            }
            let (counts, amount) = match figure {
                Figure::Csat => (row.satisfied?, 1.0),
                Figure::Ces => (true, row.ease?),
                _ => match row.nps? {
                    9.0.. => (true, 1.0),
                    7.0..9.0 => (true, 0.0),
                    _ => (true, -1.0),
                },
            };
            Some(Part { place: Place::Feedback(n), day: Some(row.day), counts, amount })
        };
        rows.filter_map(part).collect()
    }

    /// The customers with a score before the first day and on the last, and the points between.
    fn scored(&self) -> impl Iterator<Item = (usize, f64)> {
        let before = self.days.first.plus_days(-1);
        self.customers().filter_map(move |(n, account)| {
            account.score(before).zip(account.score(self.days.last)).map(|(old, new)| (n, new - old))
        })
    }

    /// Accounts whose score moved by more than steady points from the day before the first to the last.
    fn moved(&self, figure: Figure) -> Vec<Part> {
        let mut parts = Vec::new();
        for (n, points) in self.scored() {
            let counts =
                if figure == Figure::HealthUp { points > self.rules.steady } else { points < -self.rules.steady };
            if counts {
                parts.push(Part { place: Place::Account(n), day: None, counts, amount: points });
            }
        }
        parts
    }

    fn of_accounts(&self, figure: Figure) -> Vec<Part> {
        let mut parts = Vec::new();
        for (n, account) in self.customers() {
            let contact = self.contact_of(n);
            let idle = contact.map(|day| self.days.last.since(day));
            let touched = self.touched.get(n).copied().unwrap_or_default();
            let covered = || idle.is_some_and(|idle| i64::from(idle) <= i64::from(account.cadence));
            let (counts, amount) = match figure {
                Figure::RedTouched if !account.is_red(self.days.last) => continue,
                Figure::AccountsTouched | Figure::RedTouched => (touched, 1.0),
                Figure::ArrTouched => (touched, self.arr_of(n) as f64),
                Figure::Coverage => (covered(), 1.0),
                Figure::CoverageArr => (covered(), self.arr_of(n) as f64),
                _ => match idle {
                    Some(idle) => (true, f64::from(idle)),
                    None => continue,
                },
            };
            parts.push(Part { place: Place::Account(n), day: contact, counts, amount });
        }
        parts
    }
}

fn sum(how: Sum, parts: &[Part]) -> Option<Amount> {
    let counting = || parts.iter().filter(|part| part.counts);
    let count = counting().count() as f64;
    // The sum of nothing is -0.
    let amounts: f64 = counting().map(|part| part.amount).sum::<f64>() + 0.0;
    match how {
        Sum::Count => Some(Amount::plain(count)),
        Sum::Amount => Some(Amount::plain(amounts)),
        Sum::Net => (count > 0.0).then(|| Amount::plain(amounts / count * 100.0)),
        Sum::Share => (!parts.is_empty()).then(|| Amount::part(count, parts.len() as f64)),
        Sum::AmountShare => {
            let whole: f64 = parts.iter().map(|part| part.amount).sum();
            (whole > 0.0).then(|| Amount::part(amounts, whole))
        }
        Sum::CountMoney => {
            let beside = (count > 0.0).then_some(Beside::Money(amounts as i64));
            Some(Amount { beside, ..Amount::plain(count) })
        }
        Sum::CountDays => {
            let beside = median(counting().map(|part| part.amount).collect()).map(Beside::Days);
            Some(Amount { beside, ..Amount::plain(count) })
        }
        Sum::Mean => (count > 0.0).then(|| Amount::plain(amounts / count)),
        Sum::Median => median(counting().map(|part| part.amount).collect()).map(Amount::plain),
    }
}

/// The middle of some values, the mean of the two in the middle of an even number.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle).copied()?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values.get(middle.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

/// The mean of some values of one figure; none where none is known. Of parts the wholes too, of counts what is beside.
pub fn mean(amounts: &[Option<Amount>]) -> Option<Amount> {
    let known: Vec<Amount> = amounts.iter().copied().flatten().collect();
    let of = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let value = of(known.iter().map(|amount| amount.value).collect())?;
    let whole = of(known.iter().filter_map(|amount| amount.of).collect());
    let money = |amount: &Amount| match amount.beside {
        Some(Beside::Money(minor)) => Some(minor as f64),
        _ => None,
    };
    let sum: Vec<f64> = known.iter().filter_map(money).collect();
    // A week without a renewal has no money beside, and counts as nothing in the mean.
    let beside = (!sum.is_empty()).then(|| Beside::Money((sum.iter().sum::<f64>() / known.len() as f64) as i64));
    Some(Amount { value, of: whole, beside })
}
