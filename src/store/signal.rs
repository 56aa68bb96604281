//! What rules look at before they fire: which runs still have something to do, when each rule last fired, whom a reason
//! holds back. When a rule fired stands beside the journal, so that no undo takes it back.

use crate::domain::record::run::{Progress, Run};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, RunId};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::params;
use std::collections::{HashMap, HashSet};

/// A run whose tasks are not all closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenRun {
    /// For whom.
    pub account: AccountId,
    /// Of which playbook.
    pub playbook: String,
    /// Which rule started it, if one did.
    pub rule: Option<String>,
}

impl Store {
    /// Keeps when a rule fired; a run that a person started is none.
    pub(in crate::store) fn note_firing(&self, run: &Run) -> Result<(), Error> {
        let Some(rule) = &run.rule else { return Ok(()) };
        self.sql()
            .prepare_cached(
                "INSERT INTO firing (rule, account, at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (rule, account) DO UPDATE SET at = max(at, excluded.at)",
            )?
            .execute(params![rule.raw(), run.account.to_string(), run.meta.created_at])?;
        Ok(())
    }

    /// The runs that have an open task.
    pub fn open_runs(&self) -> Result<Vec<OpenRun>, Error> {
        let mut statement = self.sql().prepare_cached(
            "SELECT DISTINCT r.account, r.playbook, r.rule FROM task t CROSS JOIN run r ON r.id = t.run
             WHERE t.run IS NOT NULL AND t.state NOT IN ('done', 'dropped') AND t.archived_at IS NULL",
        )?;
        let rows = statement.query_map([], |row| {
            let mut get = Get::from(row, 0);
            Ok(OpenRun { account: get.word()?, playbook: get.take()?, rule: get.take()? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When each rule last fired for each account.
    pub fn firings(&self) -> Result<HashMap<(String, AccountId), Moment>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT rule, account, at FROM firing")?;
        let rows = statement.query_map([], |row| {
            let mut get = Get::from(row, 0);
            Ok(((get.take()?, get.word()?), get.take()?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Accounts that are snoozed beyond a day, with a reason.
    pub fn held_back(&self, today: Day) -> Result<HashSet<AccountId>, Error> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT id FROM account WHERE snoozed_until > ?1 AND coalesce(snooze_reason, '') <> ''")?;
        let rows = statement.query_map([today], |row| Get::from(row, 0).word())?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The runs of an account, the latest first, with how far each has come.
    pub fn runs_of(&self, account: AccountId) -> Result<Vec<(Run, Progress)>, Error> {
        let runs: Vec<Run> = self
            .rows("WHERE account = ?1 AND archived_at IS NULL ORDER BY created_at DESC, id", [account.to_string()])?;
        runs.into_iter().map(|run| Ok((run.clone(), self.progress(run.id)?))).collect()
    }

    fn progress(&self, run: RunId) -> Result<Progress, Error> {
        let mut statement = self.sql().prepare_cached(
            "SELECT count(*) FILTER (WHERE state IN ('done', 'dropped')), count(*),
                 min(due) FILTER (WHERE state NOT IN ('done', 'dropped'))
             FROM task WHERE run = ?1 AND archived_at IS NULL",
        )?;
        Ok(statement.query_row([run.to_string()], |row| {
            Ok(Progress { closed: row.get(0)?, total: row.get(1)?, next: row.get(2)? })
        })?)
    }
}
