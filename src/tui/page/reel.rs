//! A window on the timeline: some hundred touches around the cursor, however many there are. Places count from the
//! newest touch; the cursor never leaves the touches that are here, and asks for more before it comes to their end.

use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::timeline::{Mark, Stretch};
use crate::domain::value::day::{Day, Zone};
use crate::domain::value::id::{AccountId, TouchId};
use crate::service::query::{Query, Touches};
use std::sync::Arc;

/// Touches fetched at once.
pub const PAGE: u32 = 80;
/// Touches between the cursor and the end of those here, under which more are fetched.
const AHEAD: usize = 40;
/// Touches kept.
const KEPT: usize = 400;

/// What stands in a line of the timeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// A quarter begins: year and quarter.
    Quarter(i32, u32),
    /// The touch at a place.
    Touch(usize),
}

/// The window.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reel {
    /// Only this kind.
    pub kind: Option<TouchKind>,
    /// Touches there are.
    pub total: usize,
    /// Place of the cursor.
    pub at: usize,
    /// Place of the first touch shown.
    pub top: usize,
    /// Lines shown when it was last drawn.
    pub height: usize,
    /// The touch to stand on as soon as it is here, and a moment after it.
    pub sought: Option<Mark>,
    /// Shared with the places visited, which keep the page as it was.
    rows: Arc<Vec<Touch>>,
    newer: usize,
}

impl Reel {
    /// The touch at a place, if it is here.
    pub fn get(&self, place: usize) -> Option<&Touch> {
        self.rows.get(place.checked_sub(self.newer)?)
    }

    /// The touch under the cursor.
    pub fn current(&self) -> Option<&Touch> {
        self.get(self.at)
    }

    /// Touches that are here.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is here.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Place after the last one here.
    fn end(&self) -> usize {
        self.newer + self.rows.len()
    }

    /// Takes in touches that were asked for; those that fit nowhere any more are let go.
    pub fn take(&mut self, got: Touches) {
        if got.kind != self.kind {
            return;
        }
        let under = self.current().map(|touch| touch.id);
        let (total, newer) = (got.total as usize, got.newer as usize);
        match got.stretch {
            Stretch::Older(mark) if self.rows.last().map(mark_of) == Some(mark) => {
                Arc::make_mut(&mut self.rows).extend(got.rows);
                let extra = self.rows.len().saturating_sub(KEPT);
                Arc::make_mut(&mut self.rows).drain(..extra);
                self.newer += extra;
            }
            Stretch::Newer(mark) if self.rows.first().map(mark_of) == Some(mark) => {
                if !got.rows.is_empty() {
                    self.newer = newer;
                }
                Arc::make_mut(&mut self.rows).splice(0..0, got.rows);
                Arc::make_mut(&mut self.rows).truncate(KEPT);
            }
            Stretch::Older(_) | Stretch::Newer(_) => return,
            Stretch::Oldest => {
                (self.rows, self.newer) = (Arc::new(got.rows), newer);
                self.at = total;
            }
            Stretch::Newest | Stretch::From(_) => (self.rows, self.newer) = (Arc::new(got.rows), newer),
        }
        self.total = total.max(self.end());
        // An answer to the end key moves the cursor; any other leaves it on its touch.
        if got.stretch != Stretch::Oldest
            && let Some(place) = under.and_then(|id| self.place(id))
        {
            self.top = (self.top + place).saturating_sub(self.at);
            self.at = place;
        }
        // One that is not here from its day on is nowhere.
        let far = matches!(got.stretch, Stretch::From(_));
        let place = self.sought.and_then(|mark| self.place(mark.id));
        if far || place.is_some() {
            self.sought = None;
        }
        self.at = place.unwrap_or(self.at);
        self.hold();
    }

    /// The touches around the one to stand on, where it is further back than those that are here.
    pub fn seeking(&self, account: AccountId) -> Option<Query> {
        self.sought.map(|mark| self.ask(account, Stretch::From(mark), PAGE))
    }

    /// The place of a touch that is here.
    fn place(&self, id: TouchId) -> Option<usize> {
        self.rows.iter().position(|touch| touch.id == id).map(|n| n + self.newer)
    }

    fn hold(&mut self) {
        self.at = self.at.clamp(self.newer, self.end().saturating_sub(1).max(self.newer));
        self.top = self.top.clamp(self.newer, self.at.max(self.newer));
    }

    /// Moves the cursor by so many touches, as far as they are here.
    pub fn step(&mut self, places: isize) {
        self.at = self.at.saturating_add_signed(places);
        self.hold();
    }

    /// Goes to the newest touch; asks for it when it is not here.
    pub fn newest(&mut self, account: AccountId) -> Option<Query> {
        self.at = 0;
        let away = self.newer > 0;
        if away {
            self.rows = Arc::default();
            (self.newer, self.top) = (0, 0);
        }
        self.hold();
        away.then(|| self.ask(account, Stretch::Newest, PAGE))
    }

    /// Goes to the oldest touch; asks for it when it is not here.
    pub fn oldest(&mut self, account: AccountId) -> Option<Query> {
        let away = self.end() < self.total;
        self.at = self.total;
        self.hold();
        away.then(|| self.ask(account, Stretch::Oldest, PAGE))
    }

    /// Shows one kind only, or all.
    pub fn only(&mut self, kind: Option<TouchKind>, account: AccountId) -> Query {
        *self = Reel { kind, height: self.height, ..Reel::default() };
        self.ask(account, Stretch::Newest, PAGE)
    }

    /// The touches to ask for, when the cursor is near the end of those here.
    pub fn wanted(&self, account: AccountId) -> Option<Query> {
        let (first, last) = (self.rows.first().map(mark_of)?, self.rows.last().map(mark_of)?);
        if self.end() < self.total && self.at + AHEAD >= self.end() {
            return Some(self.ask(account, Stretch::Older(last), PAGE));
        }
        (self.newer > 0 && self.at < self.newer + AHEAD).then(|| self.ask(account, Stretch::Newer(first), PAGE))
    }

    /// The touches that are here, to be read again.
    pub fn again(&self, account: AccountId) -> Query {
        let limit = u32::try_from(self.rows.len()).unwrap_or(PAGE).max(PAGE);
        match self.rows.first().map(mark_of).filter(|_| self.newer > 0) {
            Some(first) => self.ask(account, Stretch::From(first), limit),
            // One may have been logged above the first.
            None => self.ask(account, Stretch::Newest, limit + 1),
        }
    }

    /// Whether what is here are the newest touches of all kinds, no more than so many.
    pub fn is_head_of(&self, len: usize) -> bool {
        self.kind.is_none() && self.newer == 0 && self.rows.len() <= len
    }

    fn ask(&self, account: AccountId, stretch: Stretch, limit: u32) -> Query {
        Query::Touches { account, kind: self.kind, stretch, limit }
    }

    /// The lines in sight, in so many lines; the cursor is among them.
    pub fn lines(&mut self, height: usize, zone: Zone, today: Day) -> Vec<Shown> {
        self.height = height;
        self.hold();
        // Headings need room beside the touch.
        let quarters = height >= 4;
        let seen = |reel: &Reel| -> Vec<Shown> { reel.lines_below_top(height, zone, today, quarters) };
        let half = height / 2;
        if !seen(self).contains(&Shown::Touch(self.at)) && self.at < self.end() {
            self.top = self.at.saturating_sub(half).max(self.newer);
            // Headings may have pushed the cursor out.
            while self.top < self.at && !seen(self).contains(&Shown::Touch(self.at)) {
                self.top += 1;
            }
        }
        // No blank lines at the foot while there is something above.
        while self.top > self.newer && seen(self).len() < height {
            self.top -= 1;
            if !seen(self).contains(&Shown::Touch(self.at)) {
                self.top += 1;
                break;
            }
        }
        seen(self)
    }

    fn lines_below_top(&self, height: usize, zone: Zone, today: Day, quarters: bool) -> Vec<Shown> {
        let mut lines = Vec::new();
        let mut before = Some(quarter(today));
        for place in self.top..self.end() {
            let Some(touch) = self.get(place) else { break };
            let here = quarter(zone.day(touch.at));
            if quarters && before != Some(here) {
                lines.push(Shown::Quarter(here.0, here.1));
            }
            before = Some(here);
            lines.push(Shown::Touch(place));
            if lines.len() >= height {
                break;
            }
        }
        lines.truncate(height);
        lines
    }
}

fn mark_of(touch: &Touch) -> Mark {
    Mark { at: touch.at, id: touch.id }
}

fn quarter(day: Day) -> (i32, u32) {
    let (year, month, _) = day.ymd();
    (year, month.saturating_sub(1) / 3 + 1)
}
