//! Where a person is in the calendar, and what of it is here. What is shown has passed the filter of the renewals list:
//! sums come from the book while there is none, and from the rows that passed while there is one.

use crate::config::settings::CalendarSettings;
use crate::domain::book::DecisionId;
use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::entry::{Entry, What};
use crate::domain::calendar::grid::month_of;
use crate::domain::calendar::quarter::Quarter;
use crate::domain::calendar::step::{Cursor, Step, months_on};
use crate::domain::value::day::Day;
use crate::service::calendar::{AgendaView, CalendarView};
use crate::service::query::Query;
use crate::tui::picked::Picked;
use std::collections::HashSet;

/// Rows of the agenda that are asked for at once.
const ROWS: u32 = 240;
/// Rows that are kept ready behind the cursor.
const AHEAD: usize = 80;
/// Rows at the most when they are to be sifted: all that any book has.
const ALL_ROWS: u32 = 1_000_000;
/// Months that bars and quarters reach beyond the selected one.
const MONTHS: i32 = 14;
/// Months asked for on either side, so that a step to the next one need not ask again.
const MARGIN: i32 = 3;

/// A part of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The days of a month.
    Grid,
    /// What falls on them, one by one.
    Agenda,
    /// Months as bars. They stand under the days where there is room for both.
    Months,
}

/// What the filter of the renewals list lets through.
#[derive(Clone, Copy, Debug)]
pub struct Sieve<'a> {
    /// The text of the filter.
    pub text: &'a str,
    /// The decisions that passed; none while nothing has been sifted.
    pub passing: Option<&'a [DecisionId]>,
    /// Another number whenever other decisions have passed.
    pub revision: u64,
}

/// What the rows were made from: made anew only when this is another.
type Made = (u64, Day, String, Option<u64>);

/// What is as the book has it now.
#[derive(Clone, Copy, Debug, Default)]
struct Fresh {
    sums: bool,
    pool: bool,
    late: bool,
}

/// A stretch of the agenda that is selected as its cursor moves.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The row that it began with.
    pub from: (DecisionId, What),
    /// What was selected before.
    pub before: Picked<DecisionId>,
}

/// Where one is in the calendar, to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    cursor: Cursor,
    part: Part,
    alone: bool,
    root: Day,
    at: usize,
    top: usize,
    anchor: Option<(DecisionId, What)>,
}

/// The calendar.
#[derive(Debug)]
pub struct Calendar {
    /// How weeks and years are cut.
    pub cut: CalendarSettings,
    /// It has the screen.
    pub shown: bool,
    /// The part with the keyboard.
    pub part: Part,
    /// Only that part.
    pub alone: bool,
    /// The selected day.
    pub cursor: Cursor,
    /// The day that the agenda begins with.
    pub root: Day,
    /// Place of the agenda's cursor.
    pub at: usize,
    /// First row of the agenda that is shown.
    pub top: usize,
    /// What is being selected.
    pub stretch: Option<Stretch>,
    sums: Option<Box<CalendarView>>,
    late: Vec<Entry>,
    pool: Option<Box<AgendaView>>,
    sifted: Option<Box<CalendarView>>,
    rows: Vec<Entry>,
    made: Option<Made>,
    /// Counts what came in, so that rows are made anew.
    version: u64,
    fresh: Fresh,
    asked: Vec<Query>,
    /// The row under the agenda's cursor.
    anchor: Option<(DecisionId, What)>,
    /// The cursor goes to the last row of this day when it is here.
    land: Option<Day>,
    /// The month that is to be selected when it is here.
    month: Option<(Day, Day)>,
}

impl Calendar {
    /// The calendar on a day.
    pub fn on(today: Day) -> Calendar {
        Calendar {
            cut: CalendarSettings::default(),
            shown: false,
            part: Part::Grid,
            alone: false,
            cursor: Cursor::on(today),
            root: today,
            at: 0,
            top: 0,
            stretch: None,
            sums: None,
            late: Vec::new(),
            pool: None,
            sifted: None,
            rows: Vec::new(),
            made: None,
            version: 0,
            fresh: Fresh::default(),
            asked: Vec::new(),
            anchor: None,
            land: None,
            month: None,
        }
    }

    /// All that falls in the month of the selected day, as far as it is here: the rows of all days are while there is a
    /// filter. Else they are to be asked for.
    pub fn month_rows(&mut self, sieve: Sieve<'_>) -> Result<Vec<DecisionId>, Option<Query>> {
        let (first, last) = month_of(self.cursor.day);
        let Some(passing) = sieve.passing else {
            self.month = Some((first, last));
            return Err(self.ask(Query::Agenda { from: first, to: last, limit: ALL_ROWS }));
        };
        let Some(pool) = self.pool.as_ref().filter(|pool| pool.limit == ALL_ROWS) else { return Err(None) };
        let passing: HashSet<DecisionId> = passing.iter().copied().collect();
        let within = pool.entries.iter().filter(|entry| (first..=last).contains(&entry.day));
        Ok(within.map(|entry| entry.id).filter(|id| passing.contains(id)).collect())
    }

    /// What falls from the agenda's first day on, one by one, as it is filtered. Before today stand the terms that ended
    /// without an outcome: they stay in sight until they are settled.
    pub fn rows(&self) -> &[Entry] {
        &self.rows
    }

    /// What falls on each day, as it is filtered; none before it is here.
    pub fn figures(&self) -> Option<&CalendarView> {
        self.sifted.as_deref().or(self.sums.as_deref())
    }

    /// The sums of the book, whatever the filter.
    pub fn sums(&self) -> Option<&CalendarView> {
        self.sums.as_deref()
    }

    /// What falls on a day.
    pub fn days(&self) -> Option<&Days> {
        self.figures().map(|view| &view.days)
    }

    /// The place of the first row from the agenda's first day on.
    fn start(&self) -> usize {
        self.rows.partition_point(|entry| entry.day < self.root).min(self.rows.len().saturating_sub(1))
    }

    /// The row that verbs are about: the agenda's; among the days only when it falls on the selected one.
    pub fn here(&self) -> Option<&Entry> {
        self.rows.get(self.at).filter(|entry| self.part == Part::Agenda || entry.day == self.cursor.day)
    }

    /// Goes to a day; the agenda begins with it.
    pub fn go(&mut self, cursor: Cursor) {
        self.cursor = cursor;
        if self.root != cursor.day {
            (self.root, self.at, self.top) = (cursor.day, 0, 0);
            (self.anchor, self.land) = (None, None);
        }
        // Gone down in the agenda and back to its first day in the grid.
        if self.rows.get(self.at).is_some_and(|entry| entry.day != cursor.day) {
            (self.at, self.top, self.anchor) = (self.start(), 0, None);
        }
    }

    /// Where one is.
    pub fn spot(&self) -> Spot {
        let Calendar { cursor, part, alone, root, at, top, anchor, .. } = *self;
        Spot { cursor, part, alone, root, at, top, anchor }
    }

    /// Goes back to where one was.
    pub fn return_to(&mut self, spot: Spot) {
        (self.cursor, self.part, self.alone) = (spot.cursor, spot.part, spot.alone);
        (self.root, self.at, self.top) = (spot.root, spot.at, spot.top);
        (self.anchor, self.land) = (spot.anchor, None);
    }

    /// Goes so many steps on.
    pub fn step(&mut self, step: Step, count: i32) {
        self.go(self.cursor.moved(step, count));
    }

    /// Moves in the agenda; above its first row stands what falls before it.
    pub fn travel(&mut self, rows: isize) {
        if rows < 0 && self.at == 0 {
            let first = self.rows.first().map_or(self.root, |entry| entry.day.min(self.root));
            let before = self.days().and_then(|days| days.last_before(first));
            if let Some(day) = before {
                self.go(Cursor::on(day));
                self.land = Some(day);
            }
            return;
        }
        self.put(self.at.saturating_add_signed(rows));
    }

    /// Puts the agenda's cursor on a place.
    pub fn put(&mut self, place: usize) {
        self.at = place.min(self.rows.len().saturating_sub(1));
        if let Some(entry) = self.rows.get(self.at) {
            (self.anchor, self.cursor) = (Some((entry.id, entry.what)), Cursor::on(entry.day));
        }
    }

    /// Something was written: what is here is shown until it has come anew.
    pub fn outdated(&mut self) {
        self.fresh = Fresh::default();
        self.asked.clear();
    }

    /// Lets go of rows that are gone.
    pub fn drop_rows(&mut self, gone: &[DecisionId]) {
        if gone.is_empty() {
            return;
        }
        self.late.retain(|entry| !gone.contains(&entry.id));
        if let Some(pool) = &mut self.pool {
            pool.entries.retain(|entry| !gone.contains(&entry.id));
        }
        self.version += 1;
    }

    /// Takes in the sums.
    pub fn take_sums(&mut self, view: Box<CalendarView>) {
        let query = Query::Calendar { from: view.from, to: view.to };
        // What was asked for before something was written is old by now.
        if self.answered(&query) {
            (self.sums, self.fresh.sums) = (Some(view), true);
        }
    }

    /// Takes in the rows; gives those of a month that was to be selected.
    pub fn take_rows(&mut self, view: Box<AgendaView>) -> Vec<DecisionId> {
        let query = Query::Agenda { from: view.from, to: view.to, limit: view.limit };
        if !self.answered(&query) {
            return Vec::new();
        }
        if self.month == Some((view.from, view.to)) {
            self.month = None;
            return view.entries.iter().map(|entry| entry.id).collect();
        }
        (self.pool, self.fresh.pool) = (Some(view), true);
        self.version += 1;
        Vec::new()
    }

    /// Takes in the terms that are late.
    pub fn take_late(&mut self, late: Vec<Entry>) {
        if self.answered(&Query::Late) {
            (self.late, self.fresh.late) = (late, true);
            self.version += 1;
        }
    }

    fn answered(&mut self, query: &Query) -> bool {
        let before = self.asked.len();
        self.asked.retain(|asked| asked != query);
        self.asked.len() < before
    }

    /// Makes the rows and the sums anew if they are others by now.
    pub fn settle(&mut self, sieve: Sieve<'_>, today: Day) {
        let made = (self.version, self.root, sieve.text.to_owned(), sieve.passing.map(|_| sieve.revision));
        if self.made.as_ref() == Some(&made) {
            return;
        }
        self.made = Some(made);
        let passing: Option<HashSet<DecisionId>> = sieve.passing.map(|ids| ids.iter().copied().collect());
        let passes = |entry: &&Entry| passing.as_ref().is_none_or(|ids| ids.contains(&entry.id));
        let Some(pool) = &self.pool else { return };
        let is_late = |entry: &&Entry| entry.what == What::End && entry.day < today;
        let late = if pool.limit == ALL_ROWS { &pool.entries } else { &self.late };
        let late = late.iter().filter(|_| self.root == today).filter(is_late).filter(passes);
        let coming = pool.entries.iter().filter(|entry| entry.day >= self.root).filter(passes);
        self.rows = late.chain(coming).copied().collect();
        self.sifted = (passing.is_some() && pool.limit == ALL_ROWS).then(|| {
            let kept = || pool.entries.iter().filter(passes).copied();
            let mut late = Tally::default();
            for entry in kept().filter(|entry| entry.what == What::End && entry.day < today) {
                late += Tally::of(&entry);
            }
            Box::new(CalendarView { from: pool.from, to: pool.to, days: Days::of(kept()), late })
        });
        self.keep_cursor();
    }

    /// Puts the agenda's cursor on the row that it was on, or was to go to.
    fn keep_cursor(&mut self) {
        if let Some(day) = self.land
            && let Some(last) = self.rows.iter().rposition(|entry| entry.day == day)
        {
            self.land = None;
            self.put(last);
            return;
        }
        let Some(anchor) = self.anchor else {
            self.at = self.start();
            return;
        };
        let place = self.rows.iter().position(|entry| (entry.id, entry.what) == anchor);
        // A row that went elsewhere leaves the cursor to the next one.
        self.put(place.unwrap_or(self.at));
    }

    /// Days that months, bars and quarters show.
    fn reach(&self) -> (Day, Day) {
        let day = self.cursor.day;
        let quarter = Quarter::around(day, self.cut.fiscal_start).first;
        (months_on(day, -1).min(quarter), month_of(months_on(day, MONTHS)).1)
    }

    /// What is to be asked for so that the calendar can be drawn; each is asked once.
    pub fn wants(&mut self, filtered: bool) -> Vec<Query> {
        if filtered {
            let held = self.pool.as_ref().is_some_and(|pool| pool.limit == ALL_ROWS);
            if held && self.fresh.pool {
                return Vec::new();
            }
            // The rows of all days have the late ones among them.
            let all = Query::Agenda { from: Day::MIN, to: Day::MAX, limit: ALL_ROWS };
            return self.ask(all).into_iter().collect();
        }
        let (from, to) = self.reach();
        let sums = self.wants_sums(from, to, MARGIN);
        let pool = self.wants_rows().and_then(|query| self.ask(query));
        let late = if self.fresh.late { None } else { self.ask(Query::Late) };
        sums.into_iter().chain(pool).chain(late).collect()
    }

    fn wants_rows(&self) -> Option<Query> {
        let limit = ROWS.max(u32::try_from(self.at + 2 * AHEAD).unwrap_or(u32::MAX).next_multiple_of(ROWS));
        let enough = self.pool.as_ref().is_some_and(|pool| {
            let rest = pool.entries.len() - pool.entries.partition_point(|entry| entry.day < self.root);
            pool.from <= self.root && (rest > self.at + AHEAD || (pool.is_whole() && pool.to == Day::MAX))
        });
        (!enough || !self.fresh.pool).then_some(Query::Agenda { from: self.root, to: Day::MAX, limit })
    }

    /// What is to be asked for so that these days can be drawn.
    pub fn wants_sums(&mut self, from: Day, to: Day, margin: i32) -> Option<Query> {
        let held = self.sums.as_ref().is_some_and(|view| view.from <= from && view.to >= to);
        if held && self.fresh.sums {
            return None;
        }
        let (from, to) =
            if margin == 0 { (from, to) } else { (months_on(from, -margin), month_of(months_on(to, margin)).1) };
        self.ask(Query::Calendar { from, to })
    }

    fn ask(&mut self, query: Query) -> Option<Query> {
        if self.asked.contains(&query) {
            return None;
        }
        self.asked.push(query.clone());
        Some(query)
    }
}

/// Whether a question is for so many rows that no frame may wait for it.
pub fn is_for_all_rows(query: &Query) -> bool {
    matches!(query, Query::Agenda { limit, .. } if *limit == ALL_ROWS)
}
