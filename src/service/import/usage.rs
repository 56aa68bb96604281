//! Usage rows laid into the book. A figure is told by its account, metric and day, so that no name of another system is
//! kept for it; what was typed here without a source stays unless the file is to win.

use crate::domain::record::meta::Record;
use crate::domain::record::usage::Usage;
use crate::domain::value::id::AccountId;
use crate::exchange::draft::record::Draft;
use crate::service::import::merge::{Fate, Ledger};
use crate::service::import::row::{Row, set};
use crate::service::import::shelf::Shelf;
use std::collections::{HashMap, HashSet};

/// The figures of the book and of this run, by account, metric and day.
#[derive(Default)]
pub struct Known {
    read: HashSet<AccountId>,
    rows: HashMap<(AccountId, String, String), String>,
}

impl Known {
    /// Lays one figure.
    pub fn lay<S: Shelf>(
        &mut self,
        ledger: &mut Ledger<'_, S>,
        account: AccountId,
        system: &str,
        draft: &Draft,
    ) -> Result<Fate, S::Error> {
        if self.read.insert(account) {
            for row in ledger.shelf.usages(account)? {
                self.rows.insert((account, row.metric.raw().to_owned(), row.day.to_string()), row.key());
            }
        }
        let said = |key: &str| draft.value(key).unwrap_or_default().to_owned();
        let key = (account, said("metric"), said("day"));
        let known: Option<Usage> = match self.rows.get(&key) {
            Some(row) => ledger.row(row)?,
            None => None,
        };
        let mut row = match &known {
            Some(row) => row.clone(),
            None => Usage::blank((ledger.next_id)(), ledger.now.at),
        };
        row.account = account;
        for (key, text) in &draft.values {
            let _ = set(&mut row, key, text, ledger.now.zone);
        }
        if draft.value("source").is_none() {
            let _ = set(&mut row, "source", system, ledger.now.zone);
        }
        match known {
            None => {
                self.rows.insert(key, row.key());
                ledger.write(None, row);
                Ok(Fate::New)
            }
            Some(before) if before.value == row.value => Ok(Fate::Same),
            Some(before) => {
                let told = format!("{} on {}: {} -> {}", before.metric.shown(), before.day, before.value, row.value);
                if before.source.is_none() && !ledger.overwrite {
                    return Ok(Fate::Kept(vec![told]));
                }
                ledger.write(Some(&before), row);
                Ok(Fate::Changed(vec![told]))
            }
        }
    }
}
