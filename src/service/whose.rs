//! References to what belongs to an account: its open decision, its contracts, its opportunities. An account that has one
//! stands for it; where it has several they are named, each with the id that tells it from the others.

use crate::domain::book::DecisionLine;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::meta::{Kind, Record};
use crate::domain::record::opportunity::{Opportunity, OpportunityState};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::id::{AccountId, GoalId, OpportunityId, SubscriptionId};
use crate::domain::value::text::{folded, shown};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::find::{ambiguous, best};
use crate::service::rows::row_of;

/// Beginnings of ids shorter than this are names.
const SHORTEST: usize = 4;

impl Desk {
    /// The open decision of a reference: an account with one alone, or the id of a renewal or a contract.
    pub fn find_decision(&self, reference: &str) -> Result<DecisionLine, Error> {
        self.freshen()?;
        let wanted = reference.trim();
        if let Some(found) = self.decision_by_id(wanted)? {
            return Ok(found);
        }
        let account = self.find_account(wanted)?;
        let decisions = self.store().decisions_of(account)?;
        match decisions.as_slice() {
            [one] => Ok(one.clone()),
            [] => {
                let message = "this account has no decision to come";
                Err(Error::new(ErrorKind::Rejected, message, "it has no contract that ends: `folio contract ACCOUNT`"))
            }
            several => {
                let told: Vec<(String, String)> = several
                    .iter()
                    .map(|line| (own_id(line), format!("decides {}, term ends {}", line.day, line.end)))
                    .collect();
                let named = told.iter().map(|(id, says)| (id.clone(), says.as_str()));
                let refused = ambiguous("decision", wanted, named);
                Err(Error { hint: "name one of them by its id".to_owned(), ..refused })
            }
        }
    }

    fn decision_by_id(&self, wanted: &str) -> Result<Option<DecisionLine>, Error> {
        if wanted.len() < SHORTEST || !wanted.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Ok(None);
        }
        let mut rows = self.store().rows_of_prefix(wanted)?;
        rows.retain(|row| matches!(row.kind, Kind::Renewal | Kind::Subscription));
        let [row] = rows.as_slice() else {
            return match rows.as_slice() {
                [] => Ok(None),
                several => {
                    Err(ambiguous("row", wanted, several.iter().map(|row| (row.key.clone(), row.title.as_str()))))
                }
            };
        };
        let (account, settled) = if row.kind == Kind::Renewal {
            let renewal: Renewal = row_of(self.store(), &row.key)?;
            (renewal.account, renewal.settled_on.filter(|_| renewal.outcome.is_some()))
        } else {
            (row_of::<Subscription>(self.store(), &row.key)?.account, None)
        };
        let is_it = |line: &DecisionLine| {
            line.id.renewal().is_some_and(|id| id.to_string() == row.key)
                || line.id.subscription().is_some_and(|id| id.to_string() == row.key)
        };
        let found: Vec<DecisionLine> = self.store().decisions_of(account)?.into_iter().filter(is_it).collect();
        match (found.as_slice(), settled) {
            ([one], _) => Ok(Some(one.clone())),
            ([], Some(day)) => {
                let message = format!("this renewal was settled on {day}");
                Err(Error::new(
                    ErrorKind::Rejected,
                    message,
                    "`folio log` shows it, `folio undo` takes back what was last",
                ))
            }
            ([], None) => {
                let hint = "`folio renewals` lists what is to be decided";
                Err(Error::new(ErrorKind::Rejected, "nothing of this is to be decided", hint))
            }
            (several, _) => {
                let told: Vec<(String, String)> =
                    several.iter().map(|line| (own_id(line), format!("decides {}", line.day))).collect();
                Err(ambiguous("decision", wanted, told.iter().map(|(id, says)| (id.clone(), says.as_str()))))
            }
        }
    }

    /// The contracts of an account, running ones first.
    pub fn contracts(&self, account: AccountId) -> Result<Vec<Subscription>, Error> {
        let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY ended_on IS NOT NULL, \"end\", product";
        Ok(self.store().rows(own, [account.to_string()])?)
    }

    /// The opportunities of an account, open ones first.
    pub fn opportunities(&self, account: AccountId) -> Result<Vec<Opportunity>, Error> {
        let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY state <> 'open', close, name";
        Ok(self.store().rows(own, [account.to_string()])?)
    }

    /// The goals of an account, open ones first.
    pub fn goals(&self, account: AccountId) -> Result<Vec<Goal>, Error> {
        let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY state <> 'open', due IS NULL, due, objective";
        Ok(self.store().rows(own, [account.to_string()])?)
    }

    /// The goal of an account that words of its objective or the beginning of its id name; closed ones are passed over
    /// where one is open.
    pub fn find_goal(&self, account: AccountId, reference: &str) -> Result<GoalId, Error> {
        let all = self.goals(account)?;
        let open: Vec<Goal> = all.iter().filter(|row| row.state == GoalState::Open).cloned().collect();
        one("goal", &open, reference).or_else(|_| one("goal", &all, reference)).map(|row| row.id)
    }

    /// The contract of an account that words of its product or the beginning of its id name; ended ones are passed over
    /// where one runs.
    pub fn find_contract(&self, account: AccountId, reference: &str) -> Result<SubscriptionId, Error> {
        let all = self.contracts(account)?;
        let running: Vec<Subscription> = all.iter().filter(|sub| sub.ended_on.is_none()).cloned().collect();
        one("contract", &running, reference).or_else(|_| one("contract", &all, reference)).map(|row| row.id)
    }

    /// The opportunity of an account that words of its name or the beginning of its id name; closed ones are passed over
    /// where one is open.
    pub fn find_opportunity(&self, account: AccountId, reference: &str) -> Result<OpportunityId, Error> {
        let all = self.opportunities(account)?;
        let open: Vec<Opportunity> = all.iter().filter(|row| row.state == OpportunityState::Open).cloned().collect();
        one("opportunity", &open, reference).or_else(|_| one("opportunity", &all, reference)).map(|row| row.id)
    }
}

/// The id that tells a decision from the others of its account.
fn own_id(line: &DecisionLine) -> String {
    let subscription = line.id.subscription().map(|id| id.to_string());
    subscription.or_else(|| line.id.renewal().map(|id| id.to_string())).unwrap_or_default()
}

/// The row that words of its title or the beginning of its id name.
pub(in crate::service) fn one<'a, T: Record>(what: &str, rows: &'a [T], reference: &str) -> Result<&'a T, Error> {
    let wanted = reference.trim();
    let upper = wanted.to_ascii_uppercase();
    let by_id: Vec<&T> = rows.iter().filter(|row| upper.len() >= SHORTEST && row.key().starts_with(&upper)).collect();
    let found = if by_id.is_empty() { best(wanted, rows, |row| vec![folded(&row.title())]) } else { by_id };
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let known: Vec<String> = rows.iter().take(8).map(|row| shown(&row.title()).into_owned()).collect();
            let hint =
                if known.is_empty() { "it has none yet".to_owned() } else { format!("it has {}", known.join(", ")) };
            Err(Error::new(ErrorKind::NotFound, format!("this account has no {what} {:?}", shown(wanted)), hint))
        }
        several => {
            let told: Vec<(String, String)> = several.iter().map(|row| (row.key(), row.title())).collect();
            Err(ambiguous(what, wanted, told.iter().map(|(id, title)| (id.clone(), title.as_str()))))
        }
    }
}
