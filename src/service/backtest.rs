//! Ranks the book as it was known on earlier days and holds that against what came. A day whose week has a snapshot is
//! read off it; the others are rebuilt from dated facts.

use crate::domain::ledger::reconcile::reconcile;
use crate::domain::stake::backtest::case::{Case, HORIZON, Ranked, Source};
use crate::domain::stake::backtest::known::{Reading, prior_on};
use crate::domain::stake::backtest::loss_event::{LossEvent, losses, of_renewals};
use crate::domain::stake::backtest::past::{Ends, Past, Pay};
use crate::domain::stake::backtest::report::{Basis, Report, report};
use crate::domain::stake::backtest::sort::{Order, Sort};
use crate::domain::stake::backtest::surprise::{Foreseen, LEAD};
use crate::domain::stake::input::Inputs;
use crate::domain::stake::loss::Prior;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::service::snapshot::week_of;
use crate::store::db::Store;
use std::collections::{BTreeMap, BTreeSet};

/// Years back that are looked at when nobody says from when.
const YEARS: i32 = 3;
/// Redraws behind each interval: the most, the fewest, and cases that all of them may touch.
const ROUNDS: (u32, u32, usize) = (1_000, 200, 20_000_000);
/// The seed when nobody names one.
pub const SEED: u64 = 20_261_124;

/// What is to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The first day on which a list may be.
    pub from: Option<Day>,
    /// The last one.
    pub to: Option<Day>,
    /// The seed of the redraws.
    pub seed: u64,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked { from: None, to: None, seed: SEED }
    }
}

/// Tells how far the work is: so many steps of so many.
pub type Progress<'a> = &'a mut dyn FnMut(u32, u32);

/// Tests the ranking on the book's own history.
pub fn backtest(
    store: &Store,
    measure: &Measure,
    asked: Asked,
    now: Now,
    progress: Progress<'_>,
) -> Result<Report, Error> {
    let pasts = pasts(store, measure, now)?;
    let taken = store.snapshot_days()?;
    let history = History::of(&pasts, measure);
    let lists = |day: Day| -> Result<Ranked, Error> {
        let Some(on) = taken_by(&taken, day) else { return Ok(history.rebuilt(day)) };
        let Some(snapshot) = store.snapshot(on)? else { return Ok(history.rebuilt(day)) };
        let inputs: Vec<Inputs> = snapshot.lines.into_iter().map(|line| line.inputs).collect();
        Ok(history.ranked(day, Source::Taken, &inputs, snapshot.prior))
    };
    test(&history, asked, now.today, &lists, progress)
}

/// The snapshot that stands for a day: the last of the seven days up to it, for a later one knows more.
fn taken_by(taken: &[Day], day: Day) -> Option<Day> {
    taken.iter().copied().filter(|on| (0..7).contains(&day.since(*on))).max()
}

/// The list as it was known on a day: names, stakes and chances of loss, the first of the list first.
pub fn list_known_on(store: &Store, measure: &Measure, day: Day, now: Now) -> Result<Vec<(String, i64, f64)>, Error> {
    let pasts = pasts(store, measure, now)?;
    let names: BTreeMap<AccountId, &str> = pasts.iter().map(|past| (past.account, past.name.as_str())).collect();
    let list = History::of(&pasts, measure).rebuilt(day);
    let name = |id: &AccountId| names.get(id).map(|name| shown(name).into_owned()).unwrap_or_default();
    let mut rows: Vec<(String, i64, f64)> =
        list.cases.iter().map(|case| (name(&case.account), case.stake, case.p)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(rows)
}

/// All dated facts; an account without a ledger gets one from its contracts.
fn pasts(store: &Store, measure: &Measure, now: Now) -> Result<Vec<Past>, Error> {
    let mut pasts = store.pasts(now)?;
    for past in pasts.iter_mut().filter(|past| past.pays.is_empty() && !past.subscriptions.is_empty()) {
        let (subscriptions, renewals) = store.contracts_of(&past.account.to_string())?;
        let drafts = reconcile(past.account, &[], &subscriptions, &renewals, measure.reading(now.today));
        past.pays.extend(drafts.into_iter().map(|draft| Pay {
            subscription: Some(draft.subscription),
            day: draft.day,
            delta: draft.delta,
            price: draft.kind == crate::domain::record::movement::MovementKind::Price,
            notice_on: draft.notice_on,
        }));
    }
    Ok(pasts)
}

/// Accounts with their losses.
pub struct History<'a> {
    pasts: &'a [Past],
    losses: BTreeMap<AccountId, Vec<LossEvent>>,
    ends: Ends,
    measure: &'a Measure,
    one_day: bool,
}

impl<'a> History<'a> {
    /// Reads the losses off what accounts paid.
    pub fn of(pasts: &'a [Past], measure: &'a Measure) -> History<'a> {
        let gap = measure.figures.gap();
        let pays = |past: &Past| [past.pays.clone(), of_renewals(past, gap)].concat();
        let losses = pasts.iter().map(|past| (past.account, losses(&pays(past), gap, &measure.rates)));
        History { pasts, losses: losses.collect(), ends: Past::ends(pasts), measure, one_day: false }
    }

    /// The same facts, all known of one day only: nobody can tell where an account stood before.
    #[must_use]
    pub fn of_one_day(self) -> History<'a> {
        History { one_day: true, ..self }
    }

    fn losses_of(&self, account: AccountId) -> &[LossEvent] {
        self.losses.get(&account).map(Vec::as_slice).unwrap_or_default()
    }

    /// The list as it was known on a day.
    pub fn rebuilt(&self, day: Day) -> Ranked {
        self.rebuilt_of(day, self.pasts)
    }

    fn rebuilt_of(&self, day: Day, pasts: impl IntoIterator<Item = &'a Past>) -> Ranked {
        let by = Reading::of(self.pasts, day, self.ends);
        let known: Vec<Inputs> = pasts.into_iter().map(|past| past.known_on(day, &by)).collect();
        self.ranked(day, Source::Rebuilt, &known, prior_on(self.pasts, day, self.ends))
    }

    fn ranked(&self, day: Day, source: Source, inputs: &[Inputs], prior: Prior) -> Ranked {
        let by = (&self.measure.weights, &self.measure.rates, prior);
        let cases = inputs.iter().filter_map(|one| Case::of(one, day, self.losses_of(one.account), by));
        Ranked { day, source, cases: cases.collect() }
    }

    /// The accounts that were called, each on the day of its call: a call is stale long before the next list.
    fn called(&self, from: Day, to: Day) -> Vec<Ranked> {
        let mut called: BTreeMap<Day, Vec<&'a Past>> = BTreeMap::new();
        for past in self.pasts {
            let days: BTreeSet<Day> =
                past.calls.iter().filter(|call| call.value.is_some()).map(|call| call.on).collect();
            for day in days.range(from..=to) {
                called.entry(*day).or_default().push(past);
            }
        }
        called.into_iter().map(|(day, pasts)| self.rebuilt_of(day, pasts)).collect()
    }

    /// The first day on which anybody paid.
    fn first(&self) -> Option<Day> {
        self.pasts.iter().flat_map(|past| &past.pays).filter(|pay| pay.delta.minor > 0).map(|pay| pay.day).min()
    }
}

/// The days of the lists: from the last one back, so far apart that every loss counts once.
fn days(asked: Asked, first: Option<Day>, today: Day) -> Result<Vec<Day>, Error> {
    let last_known = today.plus_days(-HORIZON);
    let to = asked.to.map_or(last_known, |to| to.min(last_known));
    let young = || {
        let since =
            first.map_or_else(|| "nobody has paid yet".to_owned(), |first| format!("the first revenue is of {first}"));
        Error::new(
            ErrorKind::Rejected,
            format!("there is no list whose next {HORIZON} days are over: {since}"),
            format!("a list of {last_known} at the latest can be held against what came"),
        )
    };
    let first = first.ok_or_else(young)?;
    let from = asked.from.unwrap_or_else(|| today.plus_months(-12 * YEARS)).max(first);
    let mut days: Vec<Day> =
        std::iter::successors(Some(to), |day| Some(day.plus_days(-HORIZON))).take_while(|day| *day >= from).collect();
    days.reverse();
    if days.is_empty() { Err(young()) } else { Ok(days) }
}

/// Tests a history whose lists somebody makes.
pub fn test(
    history: &History<'_>,
    asked: Asked,
    today: Day,
    list: &dyn Fn(Day) -> Result<Ranked, Error>,
    progress: Progress<'_>,
) -> Result<Report, Error> {
    let days = days(asked, history.first(), today)?;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Err(nothing()) };
    let (first, last) = (*first, last.plus_days(HORIZON));
    let within = |event: &LossEvent| !history.one_day && event.day() > first && event.day() <= last;
    let events: Vec<(&Past, LossEvent)> = history
        .pasts
        .iter()
        .flat_map(|past| history.losses_of(past.account).iter().map(move |event| (past, *event)))
        .filter(|(_, event)| within(event))
        .collect();
    let before = |event: &LossEvent| week_of(event.day().plus_days(-LEAD));
    let mondays: BTreeSet<Day> = events.iter().map(|(_, event)| before(event)).collect();
    let steps = u32::try_from(days.len() + mondays.len() + 2).unwrap_or(u32::MAX);
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(done, steps);
    };
    let mut lists = Vec::new();
    for day in &days {
        let found = list(*day)?;
        if !found.cases.is_empty() {
            lists.push(found);
        }
        step();
    }
    let mut foreseen = Vec::new();
    for monday in mondays {
        let ranked = list(monday)?;
        let order = Order::of(&ranked, Sort::Stake);
        for (past, event) in events.iter().filter(|(_, event)| before(event) == monday) {
            let at = ranked.cases.iter().position(|case| case.account == past.account);
            foreseen.push(Foreseen {
                account: past.account,
                name: shown(&past.name).into_owned(),
                day: event.day(),
                lost: event.lost,
                place: at.and_then(|at| order.place(at)),
            });
        }
        step();
    }
    let open = if history.one_day { Vec::new() } else { vec![list(today)?] };
    let called = history.called(asked.from.unwrap_or(first), asked.to.unwrap_or(today).min(today));
    step();
    let names = history.pasts.iter().map(|past| (past.account, shown(&past.name).into_owned()));
    let cases: usize = lists.iter().map(|list| list.cases.len()).sum();
    let (most, least, room) = ROUNDS;
    let basis = Basis {
        home: history.measure.rates.home,
        losses: foreseen,
        called,
        open,
        names: names.collect(),
        ends: history.ends,
        today,
        rounds: u32::try_from(room / cases.max(1)).unwrap_or(most).clamp(least, most),
        seed: asked.seed,
    };
    let report = report(&lists, basis);
    step();
    Ok(report)
}

fn nothing() -> Error {
    Error::new(ErrorKind::Rejected, "there is no list to look at", "name an earlier day with --from")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::Settings;
    use crate::domain::record::account::CallLevel;
    use crate::domain::stake::input::{Dated, SubscriptionTerms};
    use crate::domain::value::id::SubscriptionId;
    use crate::domain::value::money::{Currency, Money};
    use ulid::Ulid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn no_snapshot_of_a_later_day_stands_for_a_day() {
        let taken = [day("2026-03-02"), day("2026-03-12"), day("2026-03-16")];
        for (of, on) in [
            ("2026-03-01", None),
            ("2026-03-02", Some("2026-03-02")),
            ("2026-03-08", Some("2026-03-02")),
            // Its week has a snapshot, but one of two days later.
            ("2026-03-10", None),
            ("2026-03-17", Some("2026-03-16")),
            ("2026-03-23", None),
        ] {
            assert_eq!(taken_by(&taken, day(of)), on.map(day), "{of}");
        }
    }

    #[test]
    fn a_call_is_held_against_the_model_on_its_own_day() {
        let sub = SubscriptionTerms {
            id: SubscriptionId(Ulid(1)),
            arr: Money::major(100, Currency::USD),
            seats: None,
            start: Some(day("2025-01-01")),
            end: Some(day("2026-12-31")),
            term_months: Some(12),
            auto_renew: false,
            notice: None,
            ended_on: None,
        };
        let call = |value: Option<CallLevel>, on: &str| Dated { value, on: day(on) };
        let past = Past {
            subscriptions: vec![sub],
            calls: vec![
                call(Some(CallLevel::AtRisk), "2025-03-03"),
                call(None, "2025-04-04"),
                call(Some(CallLevel::Commit), "2026-02-02"),
            ],
            ..Past::bare(AccountId(Ulid(1)))
        };
        let measure = Measure::of(&Settings::default());
        let pasts = [past];
        let lists = History::of(&pasts, &measure).called(day("2025-01-01"), day("2026-01-31"));
        let calls: Vec<_> = lists.iter().map(|list| (list.day, list.cases[0].call.unwrap().on)).collect();
        assert_eq!(calls, [(day("2025-03-03"), day("2025-03-03"))]);
    }
}
