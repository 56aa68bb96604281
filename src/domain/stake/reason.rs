//! Why an account stands where it does, in few human words, each reason with the money that it moves.

use crate::domain::stake::care::{CareKind, CareTerm};
use crate::domain::stake::fact::Read;
use crate::domain::stake::loss::{Loss, Ruling};
use crate::domain::stake::signal::{Signal, SignalKind};
use crate::domain::stake::stake::{DecisionTerm, Stake, risk_at};
use crate::domain::value::text::shown;

/// What kind of reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReasonKind {
    /// A signal of loss.
    Signal(SignalKind),
    /// The CSM's own call, fresh.
    Call,
    /// The CSM's own call, too old to rule.
    StaleCall,
    /// The customer said that it leaves.
    Leaving,
    /// Notice came in.
    Notice,
    /// The contract has renewed itself.
    Locked,
    /// Something is owed.
    Care(CareKind),
    /// Something can be won.
    Growth,
    /// The decision day. It says when, not why: its money is 0, so that it stands last.
    Decision,
}

/// One reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// What kind.
    pub kind: ReasonKind,
    /// What the stake would lose without it, home minor units; negative for what lowers the stake.
    pub money: i64,
    /// In few words, safe to print.
    pub text: String,
}

impl Stake {
    /// All reasons, the largest in money first. Equal ones keep their order: overrides, signals, care, growth, the day.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons = self.overrides();
        reasons.extend(self.loss.signals.iter().filter(|signal| signal.money != 0).map(|signal| Reason {
            kind: ReasonKind::Signal(signal.kind),
            money: signal.money,
            text: signal_text(signal),
        }));
        for term in self.care_terms.iter().filter(|term| term.money != 0) {
            let twin = ReasonKind::Signal(SignalKind::Silence);
            match reasons.iter_mut().find(|reason| term.kind == CareKind::Silence && reason.kind == twin) {
                // One silence, one reason: a touch would take both away.
                Some(same) => same.money = same.money.saturating_add(term.money),
                None => {
                    reasons.push(Reason {
                        kind: ReasonKind::Care(term.kind),
                        money: term.money,
                        text: care_text(term),
                    });
                }
            }
        }
        reasons.extend(self.growth_terms.iter().filter(|term| term.money != 0).map(|term| Reason {
            kind: ReasonKind::Growth,
            money: term.money,
            text: format!("growth {}", shown(&term.name)),
        }));
        if let Some(call) = self.loss.call.filter(|call| call.stale) {
            let text = format!("stale call {}", call.level);
            reasons.push(Reason { kind: ReasonKind::StaleCall, money: 0, text });
        }
        reasons.extend(self.next.as_ref().map(|next| Reason {
            kind: ReasonKind::Decision,
            money: 0,
            text: day_text(next),
        }));
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.money.unsigned_abs()));
        reasons
    }

    /// What rules instead of the model, each with what it moves against the figure it replaces.
    fn overrides(&self) -> Vec<Reason> {
        let moved = |ruling, p| self.risk.saturating_sub(risk_at(&self.decisions, ruling, p));
        let ruled = |ruling| self.decisions.iter().any(|term| term.ruling == ruling);
        let one = |ruling, kind, instead, text: String| {
            ruled(ruling).then(|| Reason { kind, money: moved(ruling, instead), text })
        };
        let loss: &Loss = &self.loss;
        let model = format!("model {:.0}%", loss.model * 100.0);
        let call = loss.call.map(|call| format!("own call {}, {model}", call.level)).unwrap_or_default();
        [
            one(Ruling::Notice, ReasonKind::Notice, loss.p, "notice received".to_owned()),
            one(Ruling::Locked, ReasonKind::Locked, loss.p, "locked in".to_owned()),
            one(Ruling::Leaving, ReasonKind::Leaving, loss.model, "says it leaves".to_owned()),
            one(Ruling::Call, ReasonKind::Call, loss.model, call),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A signal in few words: `health 48`, `no touch 41d`.
pub(super) fn signal_text(signal: &Signal) -> String {
    let Some(Read { figure, .. }) = signal.input else { return signal.kind.label().to_owned() };
    match signal.kind {
        SignalKind::Health if let Some(band) = signal.hand => format!("health {} by hand", band.word()),
        SignalKind::Health => format!("health {}", round(figure)),
        SignalKind::Trend if figure < 0.0 => format!("health down {}", round(-figure)),
        SignalKind::Trend => format!("health up {}", round(figure)),
        SignalKind::Seats => format!("seat use {}%", round(figure)),
        SignalKind::Usage => format!("usage {:+}%", round(figure)),
        SignalKind::Active => format!("active {} of 90d", round(figure)),
        SignalKind::Champion | SignalKind::Sponsor => signal.kind.label().to_owned(),
        SignalKind::Contacts if figure < 1.0 => "no live contact".to_owned(),
        SignalKind::Contacts => format!("{} live {}", round(figure), if figure < 2.0 { "contact" } else { "contacts" }),
        SignalKind::Nps => format!("NPS {}", round(figure)),
        SignalKind::P1 if signal.escalations => format!("{} escalations", round(figure)),
        SignalKind::P1 => format!("P1 open {}d", round(figure)),
        SignalKind::Competitor => "competitor in play".to_owned(),
        SignalKind::Invoice => format!("invoice {}d late", round(figure)),
        SignalKind::Silence => format!("no touch {}d", round(figure)),
    }
}

/// What is owed, in few words.
pub(super) fn care_text(term: &CareTerm) -> String {
    let figure = round(term.figure);
    match term.kind {
        CareKind::Promise => format!("promise {figure}d overdue"),
        CareKind::Silence => format!("no touch {figure}d"),
        CareKind::P1 => format!("P1 unanswered {figure}d"),
        CareKind::Detractor => format!("NPS {figure} unanswered"),
    }
}

/// The decision day in few words: `cancel-by in 12d`, `ends in 40d`, `decision 3d overdue`.
pub(super) fn day_text(term: &DecisionTerm) -> String {
    let what = if term.decision.cancel_by == Some(term.decision.day) {
        "cancel-by"
    } else if term.decision.renewal.is_some() {
        "renewal"
    } else {
        "term end"
    };
    match term.days {
        0 => format!("{what} today"),
        days if days > 0 => format!("{what} in {days}d"),
        days => format!("{what} {}d ago", days.unsigned_abs()),
    }
}

/// A figure without decimals, never `-0`.
fn round(figure: f64) -> i64 {
    figure.round() as i64
}
