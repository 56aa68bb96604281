//! Lists in the order that a person chose: the database sorts, so that the head of a long list costs no more than its
//! rows. Without a choice each is in its usual order.

use crate::domain::arrange::sort::{Sort, Way};
use crate::domain::book::{AccountLine, DecisionId, DecisionLine, TaskLine};
use crate::domain::value::id::{AccountId, TaskId};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::lines::{
    ACCOUNT, BY_DAY, BY_SCORE, BY_STAKE, DECISION, QUEUED, account, decision, decision_id, task,
};
use crate::store::row::Get;
use crate::store::standing::NO_DAY;

const NONE: &str = "NULL";

/// What an account is sorted by.
fn of_account(by: &str) -> &'static str {
    match by {
        "stake" => "s.stake",
        "account" => "s.name_key",
        "arr" => "s.arr",
        "health" => "s.health",
        "decides" => "nullif(s.day, ?1)",
        "idle" => "-s.last_touch",
        "revenue" => "s.revenue",
        "loss_chance" => "s.p",
        "term_end" => "s.\"end\"",
        "cancel_by" => "s.cancel_by",
        "open_tasks" => "s.open_tasks",
        "overdue_tasks" => "s.overdue_tasks",
        _ => NONE,
    }
}

/// What a decision is sorted by.
fn of_decision(by: &str) -> &'static str {
    match by {
        "decides" => "d.day",
        "account" => "s.name_key",
        "revenue" => "d.revenue",
        "stake" => "d.stake",
        "health" => "CASE s.band WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 WHEN 'green' THEN 2 END",
        "stage" => "r.stage",
        "term_end" => "d.\"end\"",
        "cancel_by" => "d.cancel_by",
        _ => NONE,
    }
}

/// What a task of the queue is sorted by.
fn of_task(by: &str) -> &'static str {
    match by {
        "due" => "t.due * 1440 + coalesce(t.due_minute, 0)",
        "priority" => "t.priority",
        "task" => "lower(t.title)",
        "account" => "lower(a.name)",
        "estimate_minutes" => "t.estimate_minutes",
        "score" => "q.score",
        "slips" => "t.slips",
        "state" => "t.state",
        "snoozed_until" => "t.wait_until",
        _ => NONE,
    }
}

/// A sort before the usual order, which breaks its ties.
fn before(sort: Option<Sort>, of: fn(&str) -> &'static str, usual: &str) -> String {
    let Some(Sort { by, way }) = sort else { return usual.to_owned() };
    format!("{} {} NULLS LAST, {usual}", of(by), if way == Way::Down { "DESC" } else { "ASC" })
}

impl Store {
    /// The first accounts of the triage in an order.
    pub fn sorted_accounts(&self, sort: Option<Sort>, limit: u32) -> Result<Vec<AccountLine>, Error> {
        let order = before(sort, of_account, BY_STAKE);
        self.lines(
            &format!("{ACCOUNT} WHERE s.hidden = 0 AND ?1 = ?1 ORDER BY {order} LIMIT ?2"),
            (NO_DAY, limit),
            account,
        )
    }

    /// The first decisions in an order.
    pub fn sorted_decisions(&self, sort: Option<Sort>, limit: u32) -> Result<Vec<DecisionLine>, Error> {
        let order = before(sort, of_decision, BY_DAY);
        self.lines(&format!("{DECISION} ORDER BY {order} LIMIT ?1"), [limit], decision)
    }

    /// The first tasks of the queue in an order.
    pub fn sorted_tasks(&self, sort: Option<Sort>, limit: u32) -> Result<Vec<TaskLine>, Error> {
        let order = before(sort, of_task, BY_SCORE);
        self.lines(&format!("{QUEUED} ORDER BY {order} LIMIT ?1"), [limit], task)
    }

    /// Every account of the triage in an order.
    pub fn account_order_by(&self, sort: Option<Sort>) -> Result<Vec<AccountId>, Error> {
        if sort.is_none() {
            return self.account_order();
        }
        let order = before(sort, of_account, BY_STAKE);
        let sql = format!("SELECT s.account FROM standing s WHERE s.hidden = 0 AND ?1 = ?1 ORDER BY {order}");
        self.lines(&sql, [NO_DAY], |row| Get::from(row, 0).word())
    }

    /// Every decision in an order.
    pub fn decision_order_by(&self, sort: Option<Sort>) -> Result<Vec<DecisionId>, Error> {
        if sort.is_none() {
            return self.decision_order();
        }
        let order = before(sort, of_decision, BY_DAY);
        let sql = format!(
            "SELECT d.account, d.renewal, d.subscription FROM decision d LEFT JOIN standing s ON s.account = d.account
             LEFT JOIN renewal r ON r.id = d.renewal ORDER BY {order}"
        );
        self.lines(&sql, [], |row| decision_id(&mut Get::from(row, 0)))
    }

    /// Every task of the queue in an order.
    pub fn task_order_by(&self, sort: Option<Sort>) -> Result<Vec<TaskId>, Error> {
        if sort.is_none() {
            return self.task_order();
        }
        let order = before(sort, of_task, BY_SCORE);
        let sql = format!(
            "SELECT q.task FROM queue q CROSS JOIN task t ON t.id = q.task LEFT JOIN account a ON a.id = t.account
             ORDER BY {order}"
        );
        self.lines(&sql, [], |row| Get::from(row, 0).word())
    }
}
