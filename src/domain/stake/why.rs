//! The whole arithmetic of one stake, line by line: each figure with its input, its as-of day and its key in the config.
//! Lines that carry money on the outermost level add up to the total.

use crate::domain::stake::cycle::live;
use crate::domain::stake::input::Inputs;
use crate::domain::stake::lever::{Lever, levers};
use crate::domain::stake::loss::Ruling;
use crate::domain::stake::reason::{ReasonKind, care_text, day_text, signal_text};
use crate::domain::stake::signal::{Signal, SignalKind};
use crate::domain::stake::stake::{DecisionTerm, Stake};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Rates, short};
use crate::domain::value::text::shown;
use std::fmt::Write as _;

/// A stake explained.
#[derive(Clone, PartialEq, Debug)]
pub struct Why {
    /// The sum in one line, the two largest reasons, the driving day.
    pub headline: String,
    /// Every term.
    pub lines: Vec<WhyLine>,
    /// What would change it most.
    pub levers: Vec<Lever>,
}

/// One line of the arithmetic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WhyLine {
    /// 0 for a lane, 1 for its terms, 2 for what those are made of.
    pub indent: u8,
    /// What.
    pub label: String,
    /// The figure, or the arithmetic behind the money.
    pub figure: String,
    /// Its input with the as-of day, and the key of its weight.
    pub note: String,
    /// What it comes to, home minor units.
    pub money: Option<i64>,
}

/// Explains a stake that was reckoned from the same inputs, weights, rates and day.
pub fn explain(stake: &Stake, inputs: &Inputs, weights: &Weights, rates: &Rates, today: Day) -> Why {
    let mut lines = Lines { rates, lines: Vec::new() };
    lines.risk(stake, inputs, today, weights);
    lines.loss(stake, weights);
    lines.growth(stake, weights);
    lines.care(stake, weights);
    for currency in &stake.missing_rates {
        lines.add(0, format!("no rate for {currency}"), String::new(), "its amounts count as 0".to_owned(), None);
    }
    Why { headline: headline(stake, rates), lines: lines.lines, levers: levers(stake, inputs, weights, rates, today) }
}

/// The sum in one line: `408k = 1.8M × 38 % × 0.60 · champion left, health 48 · cancel-by in 61 d`.
pub fn headline(stake: &Stake, rates: &Rates) -> String {
    let amount = |minor| short(minor, rates.home);
    let mut sum =
        format!("{} = {} × {} × {:.2}", amount(stake.total), amount(stake.revenue), percent(stake.p), stake.t);
    for (money, lane) in [(stake.growth, "growth"), (stake.care, "care")] {
        if money != 0 {
            let _ = write!(sum, " + {} {lane}", amount(money));
        }
    }
    let reasons: Vec<String> = stake
        .reasons()
        .into_iter()
        .filter(|reason| reason.kind != ReasonKind::Decision)
        .take(2)
        .map(|reason| reason.text)
        .collect();
    let day = stake.next.as_ref().map(day_text).unwrap_or_default();
    [sum, reasons.join(", "), day].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

struct Lines<'a> {
    rates: &'a Rates,
    lines: Vec<WhyLine>,
}

impl Lines<'_> {
    fn add(&mut self, indent: u8, label: impl Into<String>, figure: String, note: String, money: Option<i64>) {
        self.lines.push(WhyLine { indent, label: label.into(), figure, note, money });
    }

    fn amount(&self, minor: i64) -> String {
        short(minor, self.rates.home)
    }

    fn risk(&mut self, stake: &Stake, inputs: &Inputs, today: Day, weights: &Weights) {
        let figure = format!("{} × {} × {:.2}", self.amount(stake.revenue), percent(stake.p), stake.t);
        let arr: usize = live(inputs, today, weights).len();
        let note = format!("revenue × chance of loss × nearness; {} live ARR in {arr}", self.amount(stake.arr));
        self.add(0, "risk", figure, note, Some(stake.risk));
        for term in &stake.decisions {
            let figure = format!("{} × {} × {:.2}", self.amount(term.revenue), percent(term.p), term.t);
            self.add(1, day_text(term), figure, decision_note(term), Some(term.money));
        }
    }

    fn loss(&mut self, stake: &Stake, weights: &Weights) {
        let loss = &stake.loss;
        let known = format!("{} of {} signals known", loss.known, loss.of);
        let model = format!("log-odds {:+.2}; {known}", loss.log_odds);
        self.add(1, "model", percent(loss.model), model, None);
        let prior = loss.prior.p();
        let note = format!("{} lost of {} decided: ({0} + 1) / ({1} + 10)", loss.prior.lost, loss.prior.decided);
        self.add(2, "book's history", format!("{:+.2}", (prior / (1.0 - prior)).ln()), note, None);
        for signal in &loss.signals {
            let money = (signal.money != 0).then_some(signal.money);
            let figure = if signal.input.is_some() { format!("{:+.2}", signal.log_odds) } else { "?".to_owned() };
            self.add(2, signal.kind.label(), figure, signal_note(signal), money);
        }
        let rules = |ruling| if loss.ruling == ruling { "rules" } else { "does not rule" };
        if let Some(said) = loss.leaving {
            let note = format!("said on {said}, {}; leaving_p", rules(Ruling::Leaving));
            self.add(1, "says it leaves", percent(weights.leaving_p), note, None);
        }
        if let Some(call) = loss.call {
            let label = format!("{} {}", if call.stale { "stale call" } else { "own call" }, call.level);
            let key = call.level.word().replace('-', "_");
            let note = format!("called on {}, {}; calls.{key}, call_days", call.on, rules(Ruling::Call));
            self.add(1, label, percent(call.p), note, None);
        }
    }

    fn growth(&mut self, stake: &Stake, weights: &Weights) {
        if stake.growth_terms.is_empty() {
            return;
        }
        let note = "worth of growth × amount × chance × nearness; lambda".to_owned();
        self.add(0, "growth", format!("lambda {}", weights.lambda), note, Some(stake.growth));
        for term in &stake.growth_terms {
            let figure =
                format!("{} × {} × {} × {:.2}", weights.lambda, self.amount(term.amount), percent(term.q), term.t);
            let note = term.days.map_or("no close day; floor".to_owned(), |days| format!("closes in {days}d"));
            self.add(1, shown(&term.name).into_owned(), figure, note, Some(term.money));
        }
    }

    fn care(&mut self, stake: &Stake, weights: &Weights) {
        if stake.care_terms.is_empty() {
            return;
        }
        let note = "revenue × care × the largest thing owed; kappa".to_owned();
        let figure = format!("{} × {}", self.amount(stake.care_base), weights.kappa);
        self.add(0, "care", figure, note, Some(stake.care));
        for term in &stake.care_terms {
            let since = term.on.map(|on| format!("since {on}")).unwrap_or_default();
            let note = if term.money == 0 { format!("{since}, not the largest") } else { since };
            self.add(1, care_text(term), format!("× {:.2}", term.c), note, Some(term.money));
        }
    }
}

fn decision_note(term: &DecisionTerm) -> String {
    let decision = &term.decision;
    let mut parts = vec![format!(
        "{} on {}",
        if decision.cancel_by == Some(decision.day) { "cancel-by" } else { "due" },
        decision.day
    )];
    if decision.end != decision.day {
        parts.push(format!("term ends {}", decision.end));
    }
    if let Some(on) = decision.notice_on {
        parts.push(format!("notice received {on}; notice_p"));
    }
    if decision.locked {
        parts.push("locked in; locked_p".to_owned());
    }
    if decision.assumed {
        parts.push("assumed".to_owned());
    }
    parts.push("flat_days, decay_days, floor".to_owned());
    parts.join("; ")
}

fn signal_note(signal: &Signal) -> String {
    let Some(input) = signal.input else { return format!("not known; {}", signal.key) };
    let quiet =
        matches!(signal.kind, SignalKind::Champion | SignalKind::Sponsor | SignalKind::Competitor | SignalKind::P1);
    let said = if quiet && signal.x == 0.0 { "none".to_owned() } else { signal_text(signal) };
    let on = input.on.map(|on| format!(" on {on}")).unwrap_or_default();
    format!("{said}{on}; {}", signal.key)
}

/// A chance as people write it; under ten percent with a decimal, so that the arithmetic shown still adds up.
fn percent(p: f64) -> String {
    if p < 0.0995 { format!("{:.1} %", p * 100.0) } else { format!("{:.0} %", p * 100.0) }
}
