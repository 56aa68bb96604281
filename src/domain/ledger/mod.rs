//! The ledger of recurring revenue: what each start, change and end of a subscription did to the revenue of its account.
//!
//! `change` is one change as it happens, `history` the life of a contract as its rows tell it, `reconcile` what a ledger
//! lacks of what the contracts say, `lacking` of what one of them says; `draft` tells what a step was for its account.

pub mod change;
pub mod draft;
pub mod history;
mod lacking;
pub mod reconcile;
#[cfg(test)]
mod tests;
