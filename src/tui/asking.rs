//! What the app asks for by itself: lines in sight, the preview, and a second look after another program wrote.

use crate::domain::book::{DecisionId, Roll};
use crate::domain::value::id::{AccountId, TaskId};
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::cursors::{Cursors, NextOrder};
use crate::tui::deck::Focus;
use crate::tui::list::List;
use crate::tui::msg::Effect;
use crate::tui::shown::Shown;
use std::hash::Hash;
use std::time::Duration;

/// How long the cursor rests before the preview follows it: a preview at every key would cost a slow line dear.
const REST: Duration = Duration::from_millis(120);

/// Lines fetched around the rows in sight.
const AROUND: usize = 40;

/// Which rows of a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    Missing,
}

struct Rows {
    accounts: Vec<AccountId>,
    decisions: Vec<DecisionId>,
    tasks: Vec<TaskId>,
}

impl Rows {
    fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.decisions.is_empty() && self.tasks.is_empty()
    }

    fn query(self) -> Query {
        Query::Lines { accounts: self.accounts, tasks: self.tasks, decisions: self.decisions }
    }
}

fn rows<K: Copy + Eq + Hash + Ord, L>(
    shown: &Shown<K>,
    roll: &Roll<K, L>,
    (from, len): (usize, usize),
    wanted: Wanted,
) -> Vec<K> {
    let rows = shown.stretch(roll, from, len).iter();
    rows.filter(|key| wanted == Wanted::All || roll.line(**key).is_none()).copied().collect()
}

/// Touches of the account in the preview.
const TOUCHES: u32 = 12;

impl App {
    /// Another program wrote: lines in sight are read again where they stand, others when they come in sight; new rows
    /// come last, gone ones leave.
    pub(in crate::tui) fn look_again(&mut self) -> Vec<Effect> {
        self.reckon_anew();
        self.news.keep(&self.book.accounts, &self.book.decisions, &self.book.tasks);
        let in_sight = self.stretch(|list| (list.top, list.height), Wanted::All);
        self.book.accounts.forget_but(&in_sight.accounts);
        self.book.decisions.forget_but(&in_sight.decisions);
        self.book.tasks.forget_but(&in_sight.tasks);
        // Of a book whose head alone is here the rest has no places yet to be kept.
        self.next_order = if self.is_whole() { NextOrder::Merges } else { NextOrder::Replaces };
        let sheet = self.drop_sheet();
        let mut effects = vec![Effect::Fetch(Query::Standing), Effect::Fetch(in_sight.query()), self.orders()];
        effects.extend(self.page.as_ref().map(|page| Effect::Fetch(page.query())));
        effects.extend(sheet);
        effects.extend(self.look_for_it());
        effects.extend(self.follow());
        effects
    }

    /// Whether every list has all its rows.
    pub(in crate::tui) fn is_whole(&self) -> bool {
        self.book.accounts.whole && self.book.decisions.whole && self.book.tasks.whole
    }

    /// The rows under the cursors.
    pub(in crate::tui) fn cursors(&self) -> Cursors {
        Cursors {
            account: self.account_at(self.list(Focus::Accounts).at),
            decision: self.decision_at(self.list(Focus::Renewals).at),
            task: self.task_at(self.list(Focus::Tasks).at),
        }
    }

    /// Puts the cursors on the rows they were on; those that are gone stay where they were.
    pub(in crate::tui) fn put_cursors(&mut self, kept: Cursors) {
        let (shown, book) = (&self.shown, &self.book);
        let found = [
            kept.account.and_then(|id| shown.accounts.place(&book.accounts, id)),
            kept.decision.and_then(|id| shown.decisions.place(&book.decisions, id)),
            kept.task.and_then(|id| shown.tasks.place(&book.tasks, id)),
        ];
        for (focus, place) in Focus::ALL.into_iter().zip(found) {
            let len = self.len(focus);
            let list = self.list_mut(focus);
            let place = place.unwrap_or(list.at);
            list.put(place, len);
        }
    }

    /// Where the cursors are, those that a head has moved as they were before it.
    pub(in crate::tui) fn take_held(&mut self) -> (Cursors, [List; 3]) {
        let (mut cursors, mut lists) = (self.cursors(), self.lists);
        let Some(held) = self.held.take() else { return (cursors, lists) };
        for (n, list) in lists.iter_mut().enumerate() {
            if let (Some(before), Some(since)) = (held.before.get(n), held.since.get(n))
                && list.at == since.at
            {
                *list = *before;
                match n {
                    0 => cursors.account = held.cursors.account,
                    1 => cursors.decision = held.cursors.decision,
                    _ => cursors.task = held.cursors.task,
                }
            }
        }
        (cursors, lists)
    }

    /// Puts the cursors where they were before the head of the book came, those that did not move since.
    pub(in crate::tui) fn put_held(&mut self) {
        let Some(held) = self.held.take() else { return };
        let (shown, book, cursors) = (&self.shown, &self.book, held.cursors);
        let found = [
            cursors.account.and_then(|id| shown.accounts.place(&book.accounts, id)),
            cursors.decision.and_then(|id| shown.decisions.place(&book.decisions, id)),
            cursors.task.and_then(|id| shown.tasks.place(&book.tasks, id)),
        ];
        for (n, focus) in Focus::ALL.into_iter().enumerate() {
            let (Some(before), Some(since), Some(place)) = (held.before.get(n), held.since.get(n), found.get(n)) else {
                continue;
            };
            let len = self.len(focus);
            let list = self.list_mut(focus);
            if list.at == since.at {
                list.top = before.top;
                list.put(place.unwrap_or(before.at), len);
            }
        }
    }

    /// Puts the cursor of a list on the row it was on, else on the first.
    pub(in crate::tui) fn put_cursor_or_top(&mut self, focus: Focus, kept: Cursors) {
        let (shown, book) = (&self.shown, &self.book);
        let place = match focus {
            Focus::Accounts => kept.account.and_then(|id| shown.accounts.place(&book.accounts, id)),
            Focus::Renewals => kept.decision.and_then(|id| shown.decisions.place(&book.decisions, id)),
            Focus::Tasks => kept.task.and_then(|id| shown.tasks.place(&book.tasks, id)),
        };
        let len = self.len(focus);
        self.list_mut(focus).put(place.unwrap_or(0), len);
    }

    /// Lines that are in sight but not here, and those around them.
    pub(in crate::tui) fn wanted_lines(&self) -> Option<Effect> {
        let missing = |list: List| (list.top, list.height);
        // Ask only when a row in sight is missing, then for those around it as well; each letter of a filter brings other
        // rows, and nobody scrolls between two of them.
        let more = if self.line.is_some() { 0 } else { AROUND };
        let around = |list: List| (list.top.saturating_sub(more), list.height + 2 * more);
        let in_sight = self.stretch(missing, Wanted::Missing);
        (!in_sight.is_empty()).then(|| Effect::Fetch(self.stretch(around, Wanted::Missing).query()))
    }

    /// The rows of a stretch of each list.
    fn stretch(&self, stretch: impl Fn(List) -> (usize, usize), wanted: Wanted) -> Rows {
        let of = |focus: Focus| stretch(self.list(focus));
        let (shown, book) = (&self.shown, &self.book);
        Rows {
            accounts: rows(&shown.accounts, &book.accounts, of(Focus::Accounts), wanted),
            decisions: rows(&shown.decisions, &book.decisions, of(Focus::Renewals), wanted),
            tasks: rows(&shown.tasks, &book.tasks, of(Focus::Tasks), wanted),
        }
    }

    /// Asks to be woken when the cursor has rested, if there is a preview to follow it.
    pub(in crate::tui) fn follow(&mut self) -> Option<Effect> {
        let shown = self.places().is_some_and(|places| places.preview.is_some());
        if !shown || self.page.is_some() || self.calendar.shown || self.forecast.is_some() || self.review.is_some() {
            return None;
        }
        self.wake += 1;
        Some(Effect::Wake(REST, self.wake))
    }

    /// Touches of the account in the preview: in a column of their own each takes at least a line.
    fn touches_in_sight(&self) -> u32 {
        let column = self.places().and_then(|places| places.timeline);
        column.map_or(TOUCHES, |area| u32::from(area.height).max(TOUCHES))
    }

    /// Whether the preview has fewer touches than there is room for by now.
    pub(in crate::tui) fn lacks_touches(&self) -> bool {
        let wanted = u64::from(self.touches_in_sight());
        self.preview.as_ref().is_some_and(|view| (view.touches.len() as u64) < wanted.min(u64::from(view.touch_count)))
    }

    /// Asks for the account that the cursor rests on.
    pub(in crate::tui) fn rested(&mut self) -> Vec<Effect> {
        let touches = self.touches_in_sight();
        self.subject().map(|id| Effect::Fetch(Query::Account(id, touches))).into_iter().collect()
    }
}
