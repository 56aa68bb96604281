//! Sifting the lists by their filters, and the sheet that it takes: asked for when it is first needed, kept up to date
//! row by row after each write, let go when another program wrote and no filter needs it.

use crate::domain::book::{DecisionId, Refresh};
use crate::domain::query::context::Context;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::needs::{Needs, asks_wait, wants_closed};
use crate::domain::query::notes::NoteHits;
use crate::domain::query::sheet::{Scope, Sheet};
use crate::domain::query::subject::Row;
use crate::domain::query::tree::Query as Wanted;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, TaskId};
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::filter::{Filter, narrows};
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::sheets::{Fresh, Sheets};
use crate::tui::shown::on_list;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;

/// Whether the rows that passed before are all that can pass now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// They are.
    Passing,
    /// Any row may pass.
    All,
}

impl App {
    /// The rows that filters, jumps and completions are asked of, when they are here.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.sheet.as_deref()
    }

    /// Asks for the sheet unless it is here or on its way.
    pub(in crate::tui) fn want_sheet(&mut self) -> Option<Effect> {
        self.want_sheet_with(Needs::SCREEN)
    }

    fn want_sheet_with(&mut self, needs: Needs) -> Option<Effect> {
        let needs = Needs::SCREEN | needs;
        let held = self.sheets.sheet.as_ref().is_some_and(|sheet| sheet.holds().has(needs));
        if held || self.sheets.asked.is_some_and(|asked| asked.has(needs)) {
            return None;
        }
        self.sheets.asked = Some(needs);
        self.sheets.written.clear();
        Some(Effect::Fetch(Query::Sheet(Scope::Whole, needs)))
    }

    /// What filters are read with.
    pub(in crate::tui) fn reading(&self) -> Context<'_> {
        let me = Some(self.me.as_str()).filter(|me| !me.is_empty());
        Context { today: self.now.today, dates: self.dates, home: self.home, me }
    }

    /// The filter of a list.
    pub fn filter(&self, focus: Focus) -> &Filter {
        on_list!(self, focus, |shown, _roll| &shown.filter)
    }

    /// Gives a list another filter and sifts it, at once or as soon as what that takes is here.
    pub(in crate::tui) fn set_filter(&mut self, focus: Focus, filter: Filter) -> Vec<Effect> {
        let kept = self.cursors();
        let from = on_list!(mut self, focus, |shown, _roll| {
            let sifted = shown.passing().is_some() && !shown.waits;
            let earlier = std::mem::replace(&mut shown.filter, filter);
            let (earlier, later) = (&earlier.query, &shown.filter.query);
            let same = asks_wait(earlier) == asks_wait(later) && wants_closed(earlier) == wants_closed(later);
            if sifted && same && narrows(earlier, later) { From::Passing } else { From::All }
        });
        self.sift(focus, from);
        self.put_cursors(kept);
        self.what_filters_need()
    }

    /// Sifts all lists that have a filter anew: what no longer passes leaves.
    pub(in crate::tui) fn sift_anew(&mut self) -> Vec<Effect> {
        for focus in Focus::ALL {
            self.sift(focus, From::All);
        }
        self.what_filters_need()
    }

    /// Asks for what a filter or a selection needs and is not here: the sheet, and the notes that hold a text.
    pub(in crate::tui) fn what_filters_need(&mut self) -> Vec<Effect> {
        let lists = Focus::ALL.map(|focus| {
            let needs = self.needs(focus);
            on_list!(self, focus, |shown, _roll| {
                (!shown.filter.is_all() || !shown.picked.is_empty()).then_some(needs)
            })
        });
        let needs = lists.into_iter().flatten().reduce(|all, more| all | more);
        let mut effects: Vec<Effect> = needs.and_then(|needs| self.want_sheet_with(needs)).into_iter().collect();
        let Some(sheet) = &self.sheets.sheet else { return effects };
        for needle in self.needles() {
            if !sheet.knows_notes(&needle) && self.sheets.notes_asked.insert(needle.clone()) {
                effects.push(Effect::Fetch(Query::Notes(needle)));
            }
        }
        effects
    }

    /// Texts that the filters look for in notes.
    fn needles(&self) -> BTreeSet<String> {
        Focus::ALL.into_iter().flat_map(|focus| self.filter(focus).query.note_needles()).collect()
    }

    /// Takes in which notes hold a text, and sifts what waited for it.
    pub(in crate::tui) fn got_notes(&mut self, needle: &str, hits: NoteHits) -> Vec<Effect> {
        self.sheets.notes_asked.remove(needle);
        let Some(sheet) = &mut self.sheets.sheet else { return Vec::new() };
        sheet.learn_notes(needle, hits);
        let kept = self.cursors();
        self.admit_all();
        self.sift_waiting();
        self.put_cursors(kept);
        self.follow().into_iter().collect()
    }

    /// Sifts the lists that waited for what that takes.
    pub(in crate::tui) fn sift_waiting(&mut self) {
        for focus in Focus::ALL {
            if on_list!(self, focus, |shown, _roll| shown.waits) {
                self.sift(focus, From::All);
            }
        }
    }

    fn sift(&mut self, focus: Focus, from: From) {
        let needs = self.needs(focus);
        let ready = self.sheets.has(&self.filter(focus).query, needs);
        let waits = on_list!(mut self, focus, |shown, roll| {
            shown.waits = !(shown.filter.is_all() || ready && roll.whole);
            if shown.filter.is_all() {
                shown.sift(None, HashSet::new());
            }
            shown.waits || shown.filter.is_all()
        });
        if waits {
            return;
        }
        let Some(sheet) = self.sheets.sheet.as_deref() else { return };
        let cx = self.reading();
        let (shown, book, today) = (&self.shown, &self.book, self.now.today);
        match focus {
            Focus::Accounts => {
                let matcher = Matcher::new(&shown.accounts.filter.query, &cx);
                let order = base(shown.accounts.passing(), book.accounts.order(), from);
                let passing = sheet.accounts_passing(&matcher, order);
                self.shown.accounts.sift(Some(passing), HashSet::new());
            }
            Focus::Renewals => {
                let matcher = Matcher::new(&shown.decisions.filter.query, &cx);
                let order = base(shown.decisions.passing(), book.decisions.order(), from);
                let passing = sheet.decisions_passing(&matcher, order);
                self.shown.decisions.sift(Some(passing), HashSet::new());
            }
            Focus::Tasks => {
                let query = &shown.tasks.filter.query;
                let matcher = Matcher::new(query, &cx);
                let order = base(shown.tasks.passing(), book.tasks.order(), from);
                let mut passing = sheet.tasks_passing(&matcher, order);
                let beyond = match from {
                    From::All => sheet.tasks_passing(&matcher, &tasks_beyond(sheet, query, order, today)),
                    From::Passing => passing.iter().copied().filter(|id| shown.tasks.is_beyond(*id)).collect(),
                };
                if from == From::All {
                    passing.extend(&beyond);
                }
                self.shown.tasks.sift(Some(passing), beyond.into_iter().collect());
            }
        }
    }

    fn needs(&self, focus: Focus) -> Needs {
        let row = if focus == Focus::Tasks { Row::Task } else { Row::Account };
        on_list!(self, focus, |shown, _roll| Needs::of(&shown.filter.query, row))
    }

    /// Takes rows for filters in, and sifts what waited for them.
    pub(in crate::tui) fn got_sheet(&mut self, scope: Scope, sheet: Box<Sheet>) -> Vec<Effect> {
        let kept = self.cursors();
        let mut effects = Vec::new();
        match scope {
            // Nobody waits for it any more: it was read before another program wrote.
            Scope::Whole if self.sheets.asked.is_none() => return self.what_filters_need(),
            Scope::Whole => {
                if self.sheets.asked == Some(sheet.holds()) {
                    self.sheets.asked = None;
                }
                // A larger one may still be on its way, read before these writes too.
                let written = if self.sheets.asked.is_some() {
                    self.sheets.written.clone()
                } else {
                    std::mem::take(&mut self.sheets.written)
                };
                let needs = sheet.holds();
                self.sheets.sheet = Some(sheet);
                if !written.is_empty() {
                    effects.push(Effect::Fetch(Query::Sheet(Scope::Some(written.into_iter().collect()), needs)));
                }
                self.admit_all();
            }
            Scope::Some(accounts) => {
                let Some(known) = &mut self.sheets.sheet else { return Vec::new() };
                known.replace(&accounts, *sheet);
                self.admit_fresh();
            }
        }
        self.sift_waiting();
        self.put_cursors(kept);
        effects.extend(self.what_filters_need());
        effects
    }

    /// Notes which rows a write has changed, and asks for them as the sheet has them.
    pub(in crate::tui) fn written(&mut self, refresh: &Refresh) -> Vec<Effect> {
        let tasks = refresh.tasks.iter().filter_map(|line| line.account);
        let accounts: BTreeSet<AccountId> = refresh
            .accounts
            .iter()
            .map(|line| line.id)
            .chain(refresh.gone_accounts.iter().copied())
            .chain(tasks)
            .collect();
        if self.sheets.asked.is_some() {
            self.sheets.written.extend(&accounts);
        }
        let Some(needs) = self.sheets.sheet.as_ref().map(|sheet| sheet.holds()) else { return Vec::new() };
        self.sheets.fresh = Fresh {
            accounts: refresh.accounts.iter().map(|line| line.id).collect(),
            decisions: refresh.decisions.iter().map(|line| line.id).collect(),
            tasks: refresh.tasks.iter().map(|line| line.id).collect(),
        };
        let part = Query::Sheet(Scope::Some(accounts.into_iter().collect()), needs);
        // A write may have changed notes too.
        let notes = self.needles().into_iter().map(Query::Notes);
        std::iter::once(part).chain(notes).map(Effect::Fetch).collect()
    }

    /// The sheet no longer tells what is in the file: it is asked for anew when something needs it.
    pub(in crate::tui) fn drop_sheet(&mut self) -> Vec<Effect> {
        self.sheets = Sheets::default();
        let names = matches!(self.modal, Some(Modal::Prompt(_) | Modal::Jump(_) | Modal::Palette(_) | Modal::Offer(_)));
        let looks_up = names || self.line.is_some();
        let sheet = if looks_up { self.want_sheet() } else { None };
        sheet.into_iter().chain(self.what_filters_need()).collect()
    }

    /// Shows rows of the latest writes that pass now.
    fn admit_fresh(&mut self) {
        let fresh = std::mem::take(&mut self.sheets.fresh);
        let accounts = listed(fresh.accounts, self.book.accounts.order());
        let decisions = listed(fresh.decisions, self.book.decisions.order());
        let tasks = listed(fresh.tasks, self.book.tasks.order());
        self.admit(&accounts, &decisions, &tasks);
    }

    /// Shows all rows that pass now, as after another program wrote.
    pub(in crate::tui) fn admit_all(&mut self) {
        let wanted = Focus::ALL.map(|focus| on_list!(self, focus, |shown, _roll| shown.passing().is_some()));
        if wanted.contains(&true) {
            let book = &self.book;
            let (accounts, decisions, tasks) =
                (book.accounts.order().to_vec(), book.decisions.order().to_vec(), book.tasks.order().to_vec());
            self.admit(&accounts, &decisions, &tasks);
        }
    }

    fn admit(&mut self, accounts: &[AccountId], decisions: &[DecisionId], tasks: &[TaskId]) {
        let Some(sheet) = self.sheets.sheet.as_deref() else { return };
        let cx = self.reading();
        let shown = &self.shown;
        let accounts = sheet.accounts_passing(&Matcher::new(&shown.accounts.filter.query, &cx), accounts);
        let decisions = sheet.decisions_passing(&Matcher::new(&shown.decisions.filter.query, &cx), decisions);
        let tasks = sheet.tasks_passing(&Matcher::new(&shown.tasks.filter.query, &cx), tasks);
        self.shown.accounts.admit(&accounts);
        self.shown.decisions.admit(&decisions);
        self.shown.tasks.admit(&tasks);
    }

    /// Lets go of what is no longer in the lists.
    pub(in crate::tui) fn keep_shown(&mut self) {
        self.shown.accounts.keep(&self.book.accounts);
        self.shown.decisions.keep(&self.book.decisions);
        self.shown.tasks.keep(&self.book.tasks);
    }
}

/// Those of some rows that an order has.
fn listed<K: Copy + Eq + Hash>(mut rows: Vec<K>, order: &[K]) -> Vec<K> {
    if rows.len() > 1 {
        let order: HashSet<K> = order.iter().copied().collect();
        rows.retain(|key| order.contains(key));
    } else {
        rows.retain(|key| order.contains(key));
    }
    rows
}

fn base<'a, K>(passing: Option<&'a [K]>, order: &'a [K], from: From) -> &'a [K] {
    passing.filter(|_| from == From::Passing).unwrap_or(order)
}

/// Open tasks hidden for now, when a filter asks until when, and closed ones when it is for them: the queue has neither.
fn tasks_beyond(sheet: &Sheet, query: &Wanted, order: &[TaskId], today: Day) -> Vec<TaskId> {
    let (wait, closed) = (asks_wait(query), wants_closed(query));
    if !wait && !closed {
        return Vec::new();
    }
    let queued: HashSet<TaskId> = order.iter().copied().collect();
    let found = sheet.tasks().filter(|row| !queued.contains(&row.id)).filter(|row| {
        if row.facts.state.is_open() { wait && row.facts.wait.is_some_and(|until| until > today) } else { closed }
    });
    // Those hidden come by the day they come back, behind them the closed ones, the latest first.
    let mut found: Vec<_> = found.map(|row| (row.facts.done.map(Reverse), row.facts.wait, row.id)).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}
