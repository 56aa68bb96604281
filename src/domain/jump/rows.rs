//! The rows of a sheet as a jump looks for them: accounts, their people and tasks, those with more at stake first.

use crate::domain::jump::index::{Entry, Index};
use crate::domain::jump::target::Target;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::AccountRow;
use std::cmp::Reverse;

/// All rows of a sheet but closed tasks: there is nowhere to go to for them.
pub fn index(sheet: &Sheet) -> Index<Target> {
    let mut accounts: Vec<&AccountRow> = sheet.accounts().collect();
    accounts.sort_by_key(|row| (Reverse(row.facts.stake), row.id));
    let mut index = Index::with_room(accounts.len() * 3);
    for account in accounts {
        let mut names = account.names().split('\n');
        let name = names.next().unwrap_or_default();
        let others: Vec<&str> = names.collect();
        let starred = account.facts.starred;
        index.push(Entry { key: Target::Account(account.id), name, others: &others, owner: "", starred });
        for (id, _, person) in account.contacts() {
            let key = Target::Contact(account.id, id);
            index.push(Entry { key, name: person, others: &[], owner: name, starred: false });
        }
    }
    for task in sheet.tasks().filter(|task| task.facts.state.is_open()) {
        let account = sheet.account_of(task).and_then(|row| row.names().split('\n').next());
        let (key, name) = (Target::Task(task.id), task.folded_title());
        index.push(Entry { key, name, others: &[], owner: account.unwrap_or_default(), starred: false });
    }
    index
}
