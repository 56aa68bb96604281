//! Reckons minutes against value. The value of an account is the mean of its shares of the recurring revenue and of the
//! stake; minutes fit it unless they are twice or half its share and at least three points away.

use crate::domain::record::touch::TouchKind;
use crate::domain::review::facts::{AccountFact, Facts, TouchFact};
use crate::domain::review::reckon::Window;
use crate::domain::review::time::{Fit, TimeLine, TimeTable};
use crate::domain::value::day::Day;
use crate::domain::value::text::{folded, shown};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Times over or under its value from which time does not fit. Twice is what a person sees on a bar.
const TIMES: f64 = 2.0;
/// Points that the shares are apart at least: three of a hundred are a quarter of an hour in a day of calls.
const APART: f64 = 0.03;

/// Whether a share of the minutes fits a share of the value.
pub fn fit(minutes: Option<f64>, value: Option<f64>) -> Fit {
    match (minutes, value) {
        (Some(minutes), Some(value)) if minutes >= value * TIMES && minutes - value >= APART => Fit::Over,
        (Some(minutes), Some(value)) if minutes * TIMES <= value && value - minutes >= APART => Fit::Under,
        _ => Fit::Fair,
    }
}

/// Minutes and touches, summed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Spent {
    minutes: u32,
    touches: u32,
    unmeasured: u32,
}

impl Spent {
    fn add(&mut self, touch: &TouchFact) {
        self.minutes = self.minutes.saturating_add(touch.minutes.unwrap_or_default());
        self.touches += 1;
        self.unmeasured += u32::from(touch.minutes.is_none());
    }
}

/// A part of the book: its revenue and its stake.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Worth {
    arr: i64,
    stake: i64,
}

fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn line(name: String, spent: Spent, minutes: u32, worth: Option<(Worth, Worth)>) -> TimeLine {
    let of = |get: fn(&Worth) -> i64| worth.and_then(|(own, all)| share(get(&own), get(&all)));
    let own = worth.map(|(own, _)| own).unwrap_or_default();
    let mut line = TimeLine {
        account: None,
        name,
        minutes: spent.minutes,
        touches: spent.touches,
        unmeasured: spent.unmeasured,
        minute_share: share(i64::from(spent.minutes), i64::from(minutes)),
        arr: own.arr,
        arr_share: of(|worth| worth.arr),
        stake: own.stake,
        stake_share: of(|worth| worth.stake),
        fit: Fit::Fair,
        advice: String::new(),
    };
    line.fit = fit(line.minute_share, line.value_share());
    line
}

/// Where the time of a window went.
pub fn table(facts: &Facts, window: &Window<'_>) -> TimeTable {
    let days = window.days();
    let within = |touch: &&TouchFact| (days.first..=days.last).contains(&touch.day);
    let (mut all, mut kinds) = (Spent::default(), BTreeMap::<TouchKind, Spent>::new());
    let mut spent: HashMap<usize, (Spent, BTreeMap<TouchKind, u32>)> = HashMap::new();
    for touch in facts.touches.iter().filter(within) {
        all.add(touch);
        kinds.entry(touch.kind).or_default().add(touch);
        let (own, by_kind) = spent.entry(touch.account).or_default();
        own.add(touch);
        let minutes = by_kind.entry(touch.kind).or_default();
        *minutes = minutes.saturating_add(touch.minutes.unwrap_or_default());
    }
    let customers: BTreeSet<usize> = window.customers().map(|(n, _)| n).collect();
    let worth = |n: usize, account: &AccountFact| {
        let stake = match &facts.stakes {
            Some((_, stakes)) => stakes.get(n).copied().unwrap_or_default(),
            None => account.stake,
        };
        Worth { arr: window.arr_of(n).max(0), stake: stake.max(0) }
    };
    let mut book = Worth::default();
    for (n, account) in window.customers() {
        let own = worth(n, account);
        book = Worth { arr: book.arr.saturating_add(own.arr), stake: book.stake.saturating_add(own.stake) };
    }
    let (mut accounts, mut segments) = (Vec::new(), BTreeMap::<String, (String, Spent, Worth)>::new());
    for (n, account) in facts.accounts.iter().enumerate() {
        let (own_spent, by_kind) = spent.get(&n).cloned().unwrap_or_default();
        if own_spent.touches == 0 && !customers.contains(&n) {
            continue;
        }
        let own = if customers.contains(&n) { worth(n, account) } else { Worth::default() };
        let name = account.segment.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let told = name.map_or_else(|| "no segment".to_owned(), |name| shown(name).into_owned());
        let (_, sum, value) = segments
            .entry(name.map(folded).unwrap_or_default())
            .or_insert_with(|| (told, Spent::default(), Worth::default()));
        *sum = Spent {
            minutes: sum.minutes.saturating_add(own_spent.minutes),
            touches: sum.touches + own_spent.touches,
            unmeasured: sum.unmeasured + own_spent.unmeasured,
        };
        *value = Worth { arr: value.arr.saturating_add(own.arr), stake: value.stake.saturating_add(own.stake) };
        let mut line = line(shown(&account.name).into_owned(), own_spent, all.minutes, Some((own, book)));
        if own_spent.touches == 0 && line.fit != Fit::Under {
            continue;
        }
        line.account = Some(account.id);
        line.advice = advice(line.fit, account, window.contact_of(n), &by_kind, days.last);
        accounts.push(line);
    }
    accounts.sort_by(|one, other| {
        misfit(other)
            .total_cmp(&misfit(one))
            .then(other.minutes.cmp(&one.minutes))
            .then_with(|| one.name.cmp(&other.name))
    });
    let segments = segments.into_values().map(|(name, spent, worth)| {
        let mut line = line(name, spent, all.minutes, Some((worth, book)));
        line.advice = match line.fit {
            Fit::Over => "one mail or one webinar for many of them; a longer cadence".to_owned(),
            Fit::Under => "give these accounts the first hours of the week".to_owned(),
            Fit::Fair => String::new(),
        };
        line
    });
    let mut segments: Vec<TimeLine> = segments.collect();
    segments.sort_by(|one, other| other.minutes.cmp(&one.minutes).then_with(|| one.name.cmp(&other.name)));
    let kinds = kinds.into_iter().map(|(kind, spent)| line(kind.word().to_owned(), spent, all.minutes, None));
    let mut kinds: Vec<TimeLine> = kinds.collect();
    kinds.sort_by(|one, other| other.minutes.cmp(&one.minutes).then_with(|| one.name.cmp(&other.name)));
    TimeTable {
        period: days,
        minutes: all.minutes,
        touches: all.touches,
        unmeasured: all.unmeasured,
        accounts,
        segments,
        kinds,
        basis: told(all, facts.stakes.as_ref().map(|(day, _)| *day)),
    }
}

/// How far the minutes of a line are from its value; nothing where they fit.
fn misfit(line: &TimeLine) -> f64 {
    match line.fit {
        Fit::Fair => 0.0,
        Fit::Over | Fit::Under => {
            (line.minute_share.unwrap_or_default() - line.value_share().unwrap_or_default()).abs()
        }
    }
}

fn told(all: Spent, stakes: Option<Day>) -> String {
    let stake = stakes.map_or_else(|| "it is ranked today".to_owned(), |day| format!("it stood on {day}"));
    let left = match all.unmeasured {
        0 => String::new(),
        count => format!("; {count} of {} touches have no minutes", all.touches),
    };
    format!(
        "{} minutes logged{left}; value is the mean of the shares of ARR at the end and of the stake as {stake}",
        all.minutes
    )
}

/// What to do next about an account on which the time does not fit.
fn advice(
    fit: Fit,
    account: &AccountFact,
    contact: Option<Day>,
    kinds: &BTreeMap<TouchKind, u32>,
    last: Day,
) -> String {
    match fit {
        Fit::Fair => String::new(),
        Fit::Under => match contact {
            None => "never spoken with: plan a first call".to_owned(),
            Some(day) if i64::from(last.since(day)) > i64::from(account.cadence) => {
                format!("no contact for {}d, cadence {}d: plan a call", last.since(day), account.cadence)
            }
            Some(_) if account.open_tasks == 0 => "no open task: write down a next step".to_owned(),
            Some(_) => format!("{} open: do the first of them early in the week", tasks(account.open_tasks)),
        },
        Fit::Over => match kinds.iter().max_by_key(|(_, minutes)| **minutes).map(|(kind, _)| *kind) {
            Some(TouchKind::Ticket) => "mostly tickets: hand them to support".to_owned(),
            Some(TouchKind::Email) => "mostly e-mail: one call may answer several".to_owned(),
            Some(TouchKind::Call | TouchKind::Meeting | TouchKind::Qbr) => {
                "mostly calls and meetings: fewer, or by e-mail".to_owned()
            }
            _ => "mostly notes: shorter ones".to_owned(),
        },
    }
}

fn tasks(count: u32) -> String {
    if count == 1 { "1 task".to_owned() } else { format!("{count} tasks") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_or_half_and_three_points_do_not_fit() {
        for (minutes, value, want) in [
            (0.20, 0.10, Fit::Over),
            (0.19, 0.10, Fit::Fair),
            (0.04, 0.01, Fit::Over),
            (0.039, 0.01, Fit::Fair),
            (0.05, 0.10, Fit::Under),
            (0.06, 0.10, Fit::Fair),
            (0.0, 0.03, Fit::Under),
            (0.0, 0.029, Fit::Fair),
            (0.03, 0.0, Fit::Over),
            (0.0, 0.0, Fit::Fair),
        ] {
            assert_eq!(fit(Some(minutes), Some(value)), want, "{minutes} {value}");
        }
        assert_eq!((fit(None, Some(0.5)), fit(Some(0.5), None)), (Fit::Fair, Fit::Fair));
    }
}
