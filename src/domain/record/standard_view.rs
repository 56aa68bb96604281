//! Views that are always there, saved by nobody.

use crate::domain::record::view::ListKind;

/// A view that is always there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StandardView {
    /// Its key after `f`.
    pub key: char,
    /// What it is called.
    pub name: &'static str,
    /// Which list it is of.
    pub list: ListKind,
    /// Its filter.
    pub query: &'static str,
}

const fn view(key: char, name: &'static str, list: ListKind, query: &'static str) -> StandardView {
    StandardView { key, name, list, query }
}

/// All of them, in the order in which they are offered.
pub const STANDARD_VIEWS: &[StandardView] = &[
    view('r', "at risk", ListKind::Accounts, "health:red,yellow renew:..90d"),
    view('i', "idle", ListKind::Accounts, "idle:30d.."),
    view('b', "starred", ListKind::Accounts, "star:yes"),
    view('o', "overdue", ListKind::Tasks, "due:overdue"),
    view('z', "snoozed", ListKind::Tasks, "wait:1d.."),
    view('w', "waiting", ListKind::Tasks, "state:waiting"),
];
