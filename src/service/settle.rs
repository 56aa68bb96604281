//! Settling a renewal in one act: its outcome, the next term of its contracts, what that does to the ledger of revenue, the
//! renewal of the next term and the tasks that follow. All of it stands or falls together.

use crate::domain::book::DecisionId;
use crate::domain::change::{Change, Image};
use crate::domain::ledger::change::{Act, Cause};
use crate::domain::phrase::echo::distance;
use crate::domain::phrase::figure::{Misfit, Sense};
use crate::domain::phrase::outcome::{self, Verdict};
use crate::domain::record::meta::{Kind, Meta};
use crate::domain::record::movement::{Movement, MovementSource};
use crate::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome, RenewalStage};
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::value::day::Day;
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::id::TouchId;
use crate::domain::value::money::{Money, short};
use crate::domain::value::text::{Text, shown};
use crate::service::decision::{Decided, Known, blank};
use crate::service::draft::draft_task;
use crate::service::error::{Error, ErrorKind};
use crate::service::ledger::{Turn, record_after};
use crate::service::plan::{Planned, Sight};
use crate::service::signals::follow;
use crate::service::typed;
use std::collections::BTreeSet;

/// What settling comes to: the writes, and each of them in words.
#[derive(Debug, Default)]
pub struct Settled {
    /// The writes and their note.
    pub planned: Planned,
    /// What is written, line by line: what it is, and what it says. Safe to print.
    pub told: Vec<(&'static str, String)>,
}

/// Settles a decision by a line as people type it. Refused when its term no longer ends on the day that was shown.
pub fn settle(sight: &mut Sight<'_>, decision: DecisionId, shown: Day, line: &str) -> Result<Settled, Error> {
    settle_after(sight, &[], (decision, shown), line)
}

/// The same on top of movements that the same step writes.
fn settle_after(
    sight: &mut Sight<'_>,
    ahead: &[Movement],
    (decision, shown): (DecisionId, Day),
    line: &str,
) -> Result<Settled, Error> {
    let verdict = outcome::parse(line, sight.now.today, &sight.measure.dates);
    let verdict = verdict.map_err(|error| typed::refused(&error))?;
    let found = Decided::seen(sight, decision, shown)?;
    let base = base(&found);
    let signed = signed(&verdict, &found, base)?;
    let case = Case { end: last_day(&verdict, &found), found, verdict, base, signed };
    let mut turns = case.turns(sight)?;
    let mut settled = Settled::default();
    case.close(sight, &mut settled);
    case.write_contracts(sight, ahead, &mut turns, &mut settled)?;
    case.follow(sight, &turns, &mut settled)?;
    let dropped = follow::settled(sight, &case.found.line)?;
    let count = dropped.iter().filter(|change| change.kind() == Kind::Task).count();
    if count > 0 {
        let tasks = if count == 1 { "1 task".to_owned() } else { format!("{count} tasks") };
        settled.tell("dropped", format!("{tasks} of its playbook"));
    }
    settled.planned.changes.extend(dropped);
    settled.planned.note = case.note();
    Ok(settled)
}

/// Settles several decisions by one line, all of them or none. Those of one account see what those before them write
/// into its ledger.
pub fn settle_all(sight: &mut Sight<'_>, decisions: &[(DecisionId, Day)], line: &str) -> Result<Planned, Error> {
    let mut whole = Planned::default();
    let (mut notes, mut ahead): (Vec<String>, Vec<Movement>) = (Vec::new(), Vec::new());
    let mut written: BTreeSet<(Kind, String)> = BTreeSet::new();
    for (decision, shown) in decisions {
        let Planned { note, changes, .. } = settle_after(sight, &ahead, (*decision, *shown), line)?.planned;
        // Two decisions of one day share the tasks that were counted from it.
        let own = |change: &Change| matches!(change.kind(), Kind::Task | Kind::Timer);
        let changes: Vec<Change> = changes
            .into_iter()
            .filter(|change| !own(change) || !written.contains(&(change.kind(), change.key())))
            .collect();
        for change in &changes {
            if !written.insert((change.kind(), change.key())) {
                let found = Decided::of(sight, *decision)?;
                let message = format!("{} is selected more than once", found.line.account_name);
                return Err(refuse(message, "settle the rows of one renewal one by one"));
            }
            if let Change::Movement(image) = change {
                ahead.extend(image.after.as_deref().cloned());
            }
        }
        notes.push(note);
        whole.changes.extend(changes);
    }
    whole.note = match notes.as_slice() {
        [one] => one.clone(),
        many => format!("Settled {} renewals: {}", many.len(), many.join("; ")),
    };
    Ok(whole)
}

fn refuse(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::new(ErrorKind::Rejected, message, hint)
}

/// The revenue that an outcome is held against: what was up for decision, else what the contracts earn; none where they
/// are in several currencies or there are none.
fn base(found: &Decided) -> Option<Money> {
    let first = found.contracts.first().map(|sub| sub.arr.currency);
    let target = found.row.as_ref().and_then(|row| row.target);
    let target = target.filter(|target| first.is_none_or(|held| held == target.currency));
    target.or_else(|| sum(&found.contracts))
}

fn sum(contracts: &[Subscription]) -> Option<Money> {
    let currency = contracts.first()?.arr.currency;
    let same = contracts.iter().all(|sub| sub.arr.currency == currency);
    let minor = contracts.iter().fold(0_i64, |sum, sub| sum.saturating_add(sub.arr.minor));
    same.then_some(Money::new(minor, currency))
}

/// The revenue as signed; none where nothing tells it and nothing was said.
fn signed(verdict: &Verdict, found: &Decided, base: Option<Money>) -> Result<Option<Money>, Error> {
    let misfit = |misfit: Misfit| {
        Error::new(ErrorKind::Usage, misfit.to_string(), "write the amount in the contract's own currency")
    };
    if verdict.outcome == RenewalOutcome::Churned {
        return Ok(base.map(|base| Money::new(0, base.currency)));
    }
    let agreed = || if let [only] = found.contracts.as_slice() { only.escalator } else { None };
    let Some(base) = base else {
        let said = verdict.amount.is_some() || verdict.uplift.is_some();
        let plain = verdict.outcome == RenewalOutcome::Renewed && !said;
        let hint = "settle it as renewed, and change each contract: `folio contract`";
        return if plain { Ok(None) } else { Err(refuse("there is no one amount that this could change", hint)) };
    };
    let signed = match (&verdict.amount, verdict.uplift) {
        (Some(figure), _) => figure.of(base).map_err(misfit)?,
        (None, Some(uplift)) => uplift.on(base),
        (None, None) if verdict.outcome == RenewalOutcome::Renewed => agreed().map_or(base, |rise| rise.on(base)),
        (None, None) => base,
    };
    let than = format!("{} is what was up for decision", short_of(base));
    let less = verdict.amount.as_ref().is_some_and(|figure| figure.sense == Sense::Less);
    match verdict.outcome {
        RenewalOutcome::Renewed if less => Err(Error::new(
            ErrorKind::Usage,
            "a renewal on less revenue is contracted",
            "write contracted -20k; renewed 80k takes a lower amount as it stands",
        )),
        _ if signed.minor <= 0 && base.minor > 0 => {
            Err(Error::new(ErrorKind::Usage, "nothing would be left of it", "a customer that leaves is churned"))
        }
        RenewalOutcome::Expanded if signed.minor <= base.minor => Err(Error::new(
            ErrorKind::Usage,
            format!("expanded is on more revenue: {than}"),
            "write expanded 120k or expanded +20k",
        )),
        RenewalOutcome::Contracted if signed.minor >= base.minor => Err(Error::new(
            ErrorKind::Usage,
            format!("contracted is on less revenue: {than}"),
            "write contracted 80k or contracted -20k",
        )),
        _ => Ok(Some(signed)),
    }
}

/// The last day of the term that is settled: of a customer that leaves, the last day that is paid.
fn last_day(verdict: &Verdict, found: &Decided) -> Day {
    match verdict.outcome {
        // Past its cancel-by a contract that renews by itself binds for the next term, which is the one shown.
        RenewalOutcome::Churned => verdict.until.unwrap_or(if found.line.locked { found.line.end } else { found.due }),
        _ => found.due,
    }
}

fn short_of(amount: Money) -> String {
    format!("{} {}", short(amount.minor, amount.currency), amount.currency)
}

/// What is said of a renewal on much less.
const HALVED: &str = "less than half of it is left: was it contracted?";

/// A decision, and what was said of it.
struct Case {
    found: Decided,
    verdict: Verdict,
    base: Option<Money>,
    signed: Option<Money>,
    end: Day,
}

/// A contract on its way through a settling: each state with what makes the next of it.
struct Way {
    states: Vec<(Subscription, Act)>,
    before: Subscription,
}

impl Way {
    fn after(&self) -> &Subscription {
        self.states.last().map_or(&self.before, |(row, _)| row)
    }
}

impl Case {
    fn stays(&self) -> bool {
        self.verdict.outcome != RenewalOutcome::Churned
    }

    /// First day of the next term.
    fn starts(&self) -> Day {
        self.verdict.from.unwrap_or_else(|| self.found.due.plus_days(1))
    }

    /// Last day of the next term of a contract, or of one on the same revenue without any.
    fn next_end(&self, contract: Option<&Subscription>) -> Day {
        let eve = self.starts().plus_days(-1);
        let months = self.verdict.months.map(|months| i32::try_from(months).unwrap_or(i32::MAX));
        self.verdict.until.unwrap_or_else(|| match contract {
            Some(sub) => sub.term_after(eve, months.unwrap_or_else(|| sub.months())),
            None => eve.plus_days(1).plus_months(months.unwrap_or(12)).plus_days(-1),
        })
    }

    /// What each contract becomes.
    fn turns(&self, sight: &Sight<'_>) -> Result<Vec<Way>, Error> {
        let name = &self.found.line.account_name;
        if let Some(from) = self.verdict.from.filter(|from| *from <= self.found.due) {
            let message = format!("{from} is in the old term of {name}, which ends on {}", self.found.due);
            return Err(refuse(message, "the next term starts after it"));
        }
        if let Some(until) = self.verdict.until.filter(|until| self.stays() && *until < self.starts()) {
            let message =
                format!("the next term of {name} would end on {until}, before it starts on {}", self.starts());
            return Err(refuse(message, "name a later day"));
        }
        if let Some(notice) = self.verdict.notice.filter(|notice| *notice > self.end) {
            let message = format!("{notice} is after {}, the last day that {name} pays", self.end);
            return Err(refuse(message, "name the day on which notice came in"));
        }
        if let Some(start) = self.found.contracts.iter().filter_map(|sub| sub.start).find(|start| self.end < *start) {
            return Err(refuse(format!("the contract of {name} begins on {start} only"), "name a later day"));
        }
        let parts = match self.signed {
            Some(signed) if self.stays() && sum(&self.found.contracts) != Some(signed) => {
                Some(shares(signed, &self.found.contracts))
            }
            _ => None,
        };
        let part = |at: usize| parts.as_ref().and_then(|parts| parts.get(at).copied());
        let gap = sight.measure.reading(sight.now.today).gap;
        let ways = self.found.contracts.iter().enumerate();
        Ok(ways.map(|(at, sub)| if self.stays() { self.kept(sub, part(at), gap) } else { self.lost(sub) }).collect())
    }

    fn reason(&self) -> Option<Text> {
        self.verdict.reason.as_deref().map(Text::new)
    }

    fn lost(&self, sub: &Subscription) -> Way {
        let notice_on = self.verdict.notice.or(self.found.row.as_ref().and_then(|row| row.notice_on));
        let notice_on = notice_on.filter(|notice| *notice <= self.end);
        let act = Act { reason: self.reason(), notice_on, ..Act::on(self.end) };
        let mut after = sub.clone();
        after.ended_on = Some(self.end);
        if self.found.line.locked && after.end.is_some_and(|end| end < self.end) {
            after.end = Some(self.end);
        }
        Way { before: sub.clone(), states: vec![(after, act)] }
    }

    fn kept(&self, sub: &Subscription, arr: Option<Money>, gap: i32) -> Way {
        let mut states: Vec<(Subscription, Act)> = Vec::new();
        let act = Act { paid_from: Some(self.starts()), reason: self.reason(), ..Act::on(self.found.due) };
        let mut row = sub.clone();
        // Whoever pays nothing for longer than the gap has left and comes back.
        let left = self.starts().since(self.found.due) > gap.saturating_add(1);
        if left {
            row.ended_on = Some(self.found.due);
            states.push((row.clone(), act.clone()));
            row.ended_on = None;
        }
        row.term_months = self.verdict.months.or(row.term_months).or_else(|| u32::try_from(sub.months()).ok());
        // One that runs on has no end unless somebody names it.
        if row.end.is_some() || self.verdict.months.is_some() || self.verdict.until.is_some() {
            let end = self.next_end(Some(sub));
            row.end = Some(row.end.map_or(end, |old| old.max(end)));
        }
        let signed = arr.unwrap_or(row.arr);
        if left {
            row.arr = signed;
            states.push((row, Act { day: self.starts(), ..act }));
            return Way { before: sub.clone(), states };
        }
        let price = Act { cause: Cause::Price, ..act.clone() };
        if self.verdict.outcome == RenewalOutcome::Renewed {
            states.push((Subscription { arr: signed, ..row }, price));
        } else {
            if let Some(uplift) = self.verdict.uplift.filter(|_| self.verdict.amount.is_some()) {
                row.arr = uplift.on(row.arr);
                states.push((row.clone(), price.clone()));
            }
            let act = if self.verdict.amount.is_none() && self.verdict.uplift.is_some() { price } else { act };
            states.push((Subscription { arr: signed, ..row }, act));
        }
        Way { before: sub.clone(), states }
    }

    /// Writes the outcome into the renewal, which is made where there is none.
    fn close(&self, sight: &mut Sight<'_>, settled: &mut Settled) {
        let (before, known) = self.found.renewal(sight, self.found.due);
        let on = self.verdict.on.unwrap_or(sight.now.today);
        let mut after = before.clone();
        after.outcome = Some(self.verdict.outcome);
        (after.stage, after.category) = (RenewalStage::Closed, Some(ForecastCategory::Closed));
        after.settled_on = Some(on);
        after.target = after.target.or(self.base);
        after.final_amount = self.signed;
        after.reason = self.reason().or(after.reason);
        after.notice_on = self.verdict.notice.or(after.notice_on);
        if !self.stays() && self.found.line.locked && self.verdict.until.is_none() {
            after.cancel_by = after.cancel_by.map(|day| day.plus_days(self.end.since(after.due)));
            after.due = self.end;
        }
        let made = if known == Known::New { ", a renewal of its own" } else { "" };
        settled
            .tell("outcome", format!("{}, settled {}{made}", self.verdict.outcome, weekday_day(on, sight.now.today)));
        if let Some(signed) = self.signed {
            let base = self.base.filter(|base| *base != signed);
            let was = base.map(|base| format!(" (was {})", short_of(base))).unwrap_or_default();
            settled.tell("final", format!("{signed}{was}"));
            if self.is_halved() {
                settled.tell("hint", HALVED.to_owned());
            }
        }
        settled.planned.made = Some(after.id.to_string());
        settled.planned.changes.extend(known.image(sight, &before, after));
    }

    /// Writes the contracts as they become and what that does to the ledger.
    fn write_contracts(
        &self,
        sight: &mut Sight<'_>,
        ahead: &[Movement],
        ways: &mut [Way],
        settled: &mut Settled,
    ) -> Result<(), Error> {
        let mut turns: Vec<Turn<'_>> = Vec::new();
        for way in ways.iter() {
            let mut before = &way.before;
            for (row, act) in &way.states {
                turns.push(Turn { before: Some(before), after: Some(row), act: act.clone() });
                before = row;
            }
        }
        let reading = sight.measure.reading(sight.now.today);
        let movements = record_after(sight, ahead, &turns, reading)?;
        for way in ways.iter() {
            let after = way.after().clone();
            settled.tell("contract", self.told_contract(&after));
            let image = Image::edited(&way.before, sight.now.at, |row| *row = after);
            settled.planned.changes.extend(image.map(Change::from));
        }
        for change in &movements {
            if let Change::Movement(image) = change
                && let Some(row) = image.row().filter(|row| row.source == MovementSource::Recorded)
            {
                settled.tell("movement", told_movement(row));
            }
        }
        settled.planned.changes.extend(movements);
        if ways.is_empty() && self.base != self.signed {
            let name = &self.found.line.account_name;
            settled
                .tell("ledger", format!("no movement: no contract says what {name} pays; `folio contract` adds one"));
        }
        Ok(())
    }

    fn told_contract(&self, row: &Subscription) -> String {
        let product = row.product.shown();
        match (row.ended_on, row.end) {
            (Some(ended), _) => format!("{product} ends on {ended}"),
            (None, Some(end)) => format!("{product} {} to {end}, {} a year", self.starts(), short_of(row.arr)),
            (None, None) => format!("{product} runs on, {} a year", short_of(row.arr)),
        }
    }

    /// The renewal of the next term, the tasks that follow and what else was said.
    fn follow(&self, sight: &mut Sight<'_>, ways: &[Way], settled: &mut Settled) -> Result<(), Error> {
        if self.stays() {
            self.next_renewal(sight, ways, settled)?;
        }
        for line in &self.verdict.next {
            let draft = typed::task_of(sight.store, line.clone(), Some(self.found.account.id))?;
            let task: Task = draft_task(sight, &draft)?;
            let due = task
                .due
                .map(|day| format!(", {} ({})", weekday_day(day, sight.now.today), distance(day, sight.now.today)));
            settled.tell("task", format!("{}{}", task.title.shown(), due.unwrap_or_default()));
            settled.planned.changes.push(Image::made(task).into());
        }
        if let Some(note) = &self.verdict.note {
            let touch = Touch {
                id: TouchId(sight.ids.next(sight.now.at)),
                meta: Meta::made(sight.now.at),
                account: self.found.account.id,
                contact: None,
                kind: TouchKind::Note,
                direction: None,
                at: sight.now.at,
                minutes: None,
                sentiment: None,
                text: Text::new(note.as_str()),
            };
            settled.tell("note", shown(note).into_owned());
            settled.planned.changes.push(Image::made(touch).into());
        }
        Ok(())
    }

    fn next_renewal(&self, sight: &mut Sight<'_>, ways: &[Way], settled: &mut Settled) -> Result<(), Error> {
        let only = if let [only] = ways { Some(only.after()) } else { None };
        let due = only.and_then(|row| row.end).unwrap_or_else(|| self.next_end(only));
        // One that speaks for several contracts, or for none, is followed by one that does so too.
        let names = self.found.row.as_ref().is_none_or(|row| row.subscription.is_some());
        let subscription = only.map(|row| row.id).filter(|_| names);
        let (_, rows) = sight.store.contracts_of(&self.found.account.id.to_string())?;
        let own = self.found.row.as_ref().map(|row| row.id);
        let waits = |row: &Renewal| {
            row.outcome.is_none() && row.subscription == subscription && row.due > self.found.due && Some(row.id) != own
        };
        if rows.iter().any(waits) {
            return Ok(());
        }
        let next = Renewal { subscription, target: self.signed, ..blank(sight, self.found.line.id, due) };
        settled.tell("next", format!("renewal on {due}"));
        settled.planned.changes.push(Image::made(next).into());
        Ok(())
    }

    /// Whether it is filed as renewed and less than half of it is left.
    fn is_halved(&self) -> bool {
        let halved = |(base, signed): (Money, Money)| signed.minor < base.minor / 2;
        self.verdict.outcome == RenewalOutcome::Renewed && self.base.zip(self.signed).is_some_and(halved)
    }

    fn note(&self) -> String {
        let word = match self.verdict.outcome {
            RenewalOutcome::Renewed => "Renewed",
            RenewalOutcome::Expanded => "Expanded",
            RenewalOutcome::Contracted => "Contracted",
            RenewalOutcome::Churned => "Churned",
        };
        let name = &self.found.line.account_name;
        if !self.stays() {
            return format!("{word}: {name}, paid until {}", self.end);
        }
        let changed = self.base.zip(self.signed).filter(|(base, signed)| base != signed);
        let money = match (changed, self.signed) {
            (Some((base, signed)), _) => format!(", {} to {}", short(base.minor, base.currency), short_of(signed)),
            (None, Some(signed)) => format!(", {}", short_of(signed)),
            (None, None) => String::new(),
        };
        let only = if let [only] = self.found.contracts.as_slice() { Some(only) } else { None };
        let hint = if self.is_halved() { format!("; {HALVED}") } else { String::new() };
        format!("{word}: {name}{money}, until {}{hint}", self.next_end(only))
    }
}

impl Settled {
    fn tell(&mut self, what: &'static str, says: String) {
        self.told.push((what, says));
    }
}

/// A movement in few words.
pub(in crate::service) fn told_movement(row: &Movement) -> String {
    let sign = if row.delta.minor > 0 { "+" } else { "" };
    format!("{} {sign}{} a year from {}", row.kind, short_of(row.delta), row.day)
}

/// An amount shared among contracts by what each earns; what rounding leaves is the last one's.
fn shares(signed: Money, contracts: &[Subscription]) -> Vec<Money> {
    let total: i128 = contracts.iter().map(|sub| i128::from(sub.arr.minor.max(0))).sum();
    let mut left = signed.minor;
    let count = contracts.len();
    let mut parts = Vec::with_capacity(count);
    for (at, sub) in contracts.iter().enumerate() {
        let last = at + 1 == count;
        let share = match (last, total) {
            (true, _) => left,
            (false, 0) => signed.minor / i64::try_from(count).unwrap_or(1).max(1),
            (false, total) => {
                i64::try_from(i128::from(signed.minor) * i128::from(sub.arr.minor.max(0)) / total).unwrap_or(0)
            }
        };
        left = left.saturating_sub(share);
        parts.push(Money::new(share, signed.currency));
    }
    parts
}
