//! Where the CSM's own call and the model were far apart, and which of them was nearer to what came.

use crate::domain::record::account::CallLevel;
use crate::domain::stake::backtest::case::{HORIZON, Ranked};
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use std::collections::BTreeMap;

/// One call that the model did not share.
#[derive(Clone, PartialEq, Debug)]
pub struct Disagreement {
    /// Which account.
    pub account: AccountId,
    /// What it is called, safe to print.
    pub name: String,
    /// The day of the list.
    pub day: Day,
    /// What was called, and when.
    pub call: (CallLevel, Day),
    /// The chance of loss that the call stands for.
    pub called: f64,
    /// The model's figure.
    pub model: f64,
    /// Revenue then, home minor units.
    pub arr: i64,
    /// Revenue that went in the days after; none while they are not over.
    pub lost: Option<i64>,
}

/// Who was nearer to what came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nearer {
    /// The CSM.
    Call,
    /// The model.
    Model,
}

impl Disagreement {
    /// Who was nearer; none while it is open.
    pub fn nearer(&self) -> Option<Nearer> {
        let came = self.lost? as f64 / self.arr.max(1) as f64;
        Some(if (self.called - came).abs() <= (self.model - came).abs() { Nearer::Call } else { Nearer::Model })
    }
}

/// The disagreements of some lists, the latest first; a call that stood on several days once, on the last of them.
pub fn disagreements(lists: &[Ranked], names: &BTreeMap<AccountId, String>, today: Day) -> Vec<Disagreement> {
    let mut found: BTreeMap<(AccountId, Day), Disagreement> = BTreeMap::new();
    for list in lists {
        for case in &list.cases {
            let Some(call) = case.call.filter(|call| call.apart && !call.stale) else { continue };
            let over = today.since(list.day) >= HORIZON || case.lost > 0;
            let row = Disagreement {
                account: case.account,
                name: names.get(&case.account).cloned().unwrap_or_default(),
                day: list.day,
                call: (call.level, call.on),
                called: call.p,
                model: case.model,
                arr: case.arr,
                lost: over.then_some(case.lost),
            };
            found.insert((case.account, call.on), row);
        }
    }
    let mut rows: Vec<Disagreement> = found.into_values().collect();
    rows.sort_by(|a, b| b.day.cmp(&a.day).then(b.arr.cmp(&a.arr)).then_with(|| a.name.cmp(&b.name)));
    rows
}
