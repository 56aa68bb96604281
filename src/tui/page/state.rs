//! Where a person is on the page. Cursors stand on rows, not on numbers: when the page is read again they stay on them,
//! and a task closed here stays where it was.

use crate::domain::timeline::{Mark, Stretch};
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, TaskId, TouchId};
use crate::input::command::Command;
use crate::service::query::{AccountView, Query, Touches};
use crate::tui::page::item::{self, Item};
use crate::tui::page::links::{Link, links};
use crate::tui::page::reel::{PAGE, Reel};
use crate::tui::page::section::{Part, Section};
use crate::tui::page::spot::Spot;
use ratatui::layout::{Position, Rect};
use std::sync::Arc;

/// A cursor in a section.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    /// Place of its item; in a section without items, of the first line wanted.
    pub at: usize,
    /// First line shown.
    pub top: usize,
    /// Lines shown when it was last drawn.
    pub height: usize,
}

/// The page of an account.
#[derive(Clone, Debug)]
pub struct Page {
    /// Whose.
    pub account: AccountId,
    /// What it shows, once it is here. Shared, so that a frame is drawn without a copy of it.
    pub view: Option<Arc<AccountView>>,
    /// The section with the keyboard.
    pub part: Part,
    /// Only that section.
    pub alone: bool,
    /// The timeline's window.
    pub reel: Reel,
    /// First line of what the cursor is on.
    pub detail: usize,
    /// What stands where, as it was painted last; what stands above comes later.
    pub spots: Vec<(Rect, Spot)>,
    cursors: [Cursor; 10],
    queue: Vec<TaskId>,
    /// What the cursor is to stand on as soon as it is here.
    wanted: Option<Item>,
}

impl Page {
    /// The page of an account, on its timeline.
    pub fn of(account: AccountId) -> Page {
        Page {
            account,
            view: None,
            part: Part::Timeline,
            alone: false,
            reel: Reel::default(),
            detail: 0,
            spots: Vec::new(),
            cursors: [Cursor::default(); 10],
            queue: Vec::new(),
            wanted: None,
        }
    }

    /// The page of an account, on one of its rows.
    pub fn on(account: AccountId, item: Item) -> Page {
        Page { part: item.part(), wanted: Some(item), ..Page::of(account) }
    }

    /// The page of an account, on a touch of before a moment, however far back it is.
    pub fn on_touch(account: AccountId, id: TouchId, before: Moment) -> Page {
        let mut page = Page::of(account);
        page.reel.sought = Some(Mark { at: before, id });
        page
    }

    /// The page of another account, on the same section.
    #[must_use]
    pub fn turned(&self, account: AccountId) -> Page {
        Page { part: self.part, alone: self.alone, ..Page::of(account) }
    }

    /// What to ask for first.
    pub fn query(&self) -> Query {
        Query::Account(self.account, PAGE)
    }

    /// Takes in what the page shows; gives what is still wanted.
    pub fn take(&mut self, view: Box<AccountView>) -> Option<Query> {
        let wanted = self.wanted.take();
        let kept = Part::ALL.map(|part| wanted.filter(|_| part == self.part).or_else(|| self.under(part)));
        let known = |id: &TaskId| item::task(&view, *id).is_some();
        self.queue.retain(known);
        let new: Vec<TaskId> = view.tasks.iter().map(|line| line.id).filter(|id| !self.queue.contains(id)).collect();
        self.queue.extend(new);
        let head = self.reel.is_head_of(view.touches.len());
        if head {
            self.reel.take(Touches {
                account: self.account,
                kind: None,
                stretch: Stretch::Newest,
                newer: 0,
                total: view.touch_count,
                rows: view.touches.clone(),
            });
        }
        self.view = Some(Arc::from(view));
        if self.absent().contains(&self.part) {
            self.part = Part::Timeline;
        }
        for (part, item) in Part::ALL.into_iter().zip(kept) {
            let items = self.items(part);
            let place = item.and_then(|item| items.iter().position(|other| other.is(item)));
            if let Some(cursor) = self.cursor_mut(part).filter(|_| !items.is_empty()) {
                cursor.at = place.unwrap_or(cursor.at).min(items.len() - 1);
            }
        }
        if head { self.reel.seeking(self.account) } else { Some(self.reel.again(self.account)) }
    }

    /// The items of a section; the timeline has its own window.
    pub fn items(&self, part: Part) -> Vec<Item> {
        let Some(view) = &self.view else { return Vec::new() };
        match part {
            Part::Contracts => item::contracts(view),
            Part::Deals => item::deals(view),
            Part::Contacts => item::contacts(view),
            Part::Tasks => item::tasks(view, &self.queue),
            Part::Goals => item::goals(view),
            Part::Voice => item::voice(view),
            Part::Links => (0..links(view).len()).map(Item::Link).collect(),
            Part::Stake | Part::Figures | Part::Notes | Part::Timeline => Vec::new(),
        }
    }

    /// The item under the cursor of the section with the keyboard.
    pub fn item(&self) -> Option<Item> {
        self.under(self.part)
    }

    fn under(&self, part: Part) -> Option<Item> {
        match part {
            Part::Timeline => self.reel.current().map(|touch| Item::Touch(touch.id)),
            part => self.items(part).get(self.cursor(part)?.at).copied(),
        }
    }

    /// What the details are of: the item under the cursor, else the touch that the timeline stands on.
    pub fn detailed(&self) -> Option<Item> {
        self.item().or_else(|| self.under(Part::Timeline))
    }

    /// The task under the cursor.
    pub fn task(&self) -> Option<TaskId> {
        match self.item() {
            Some(Item::Task(id)) => Some(id),
            _ => None,
        }
    }

    /// The link under the cursor.
    pub fn link(&self) -> Option<Link> {
        match (self.item()?, self.view.as_ref()?) {
            (Item::Link(place), view) => links(view).into_iter().nth(place),
            _ => None,
        }
    }

    /// Sections without anything in them: they are not shown.
    pub fn absent(&self) -> Vec<Part> {
        let Some(view) = &self.view else { return Vec::new() };
        let empty = [
            (Part::Deals, self.items(Part::Deals).is_empty()),
            (Part::Goals, view.goals.is_empty()),
            (Part::Voice, view.feedback.is_empty() && view.cases.is_empty()),
            (Part::Links, links(view).is_empty()),
        ];
        empty.into_iter().filter(|(_, empty)| *empty).map(|(part, _)| part).collect()
    }

    /// The cursor of a section other than the timeline.
    pub fn cursor(&self, part: Part) -> Option<Cursor> {
        self.cursors.get(place(part)).copied()
    }

    fn cursor_mut(&mut self, part: Part) -> Option<&mut Cursor> {
        self.cursors.get_mut(place(part))
    }

    /// Moves within the section; gives the touches that are wanted for it.
    pub fn travel(&mut self, command: Command) -> Option<Query> {
        self.detail = 0;
        let (part, account) = (self.part, self.account);
        if part == Part::Timeline {
            let half = isize::try_from(self.reel.height / 2).unwrap_or(1).max(1);
            match command {
                Command::Top => return self.reel.newest(account),
                Command::Bottom => return self.reel.oldest(account),
                Command::Down => self.reel.step(1),
                Command::Up => self.reel.step(-1),
                Command::HalfPageDown => self.reel.step(half),
                _ => self.reel.step(-half),
            }
            return self.reel.wanted(account);
        }
        let items = self.items(part);
        let cursor = self.cursor_mut(part)?;
        let half = (cursor.height / 2).max(1);
        // Without items the lines themselves move; how many there are is known when they are drawn.
        let last = if items.is_empty() { 100_000 } else { items.len() - 1 };
        let moved = match command {
            Command::Down => cursor.at + 1,
            Command::Up => cursor.at.saturating_sub(1),
            Command::HalfPageDown => cursor.at + half,
            Command::HalfPageUp => cursor.at.saturating_sub(half),
            Command::Top => 0,
            _ => last,
        };
        cursor.at = moved.min(last);
        None
    }

    /// What stands at a place of the screen.
    pub fn spot_at(&self, at: Position) -> Option<Spot> {
        self.spots.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, spot)| *spot)
    }

    /// Goes to an item; gives the touches that are wanted for it.
    pub fn go(&mut self, part: Part, place: usize) -> Option<Query> {
        (self.part, self.detail) = (part, 0);
        if part == Part::Timeline {
            let here = isize::try_from(self.reel.at).unwrap_or_default();
            self.reel.step(isize::try_from(place).unwrap_or_default() - here);
            return self.reel.wanted(self.account);
        }
        if let Some(cursor) = self.cursor_mut(part) {
            cursor.at = place;
        }
        None
    }

    /// Moves so many times in a section, which need not have the keyboard; gives the touches that are wanted for it.
    pub fn scroll(&mut self, part: Part, command: Command, times: usize) -> Option<Query> {
        let before = std::mem::replace(&mut self.part, part);
        let wanted = (0..times).filter_map(|_| self.travel(command)).last();
        self.part = before;
        wanted
    }

    /// Moves on to the next task after one was handled, so that the same key meets the next one. Other rows that are
    /// handled leave the page, and the next one comes to their place.
    pub fn handled(&mut self) {
        if self.part == Part::Tasks {
            self.travel(Command::Down);
        }
    }

    /// Brings the cursor of a section into so many lines; gives the first one shown.
    pub fn settle(&mut self, part: Part, section: &Section, height: usize) -> usize {
        let (most, items) = (section.rows.len().saturating_sub(height), self.items(part).len());
        let Some(cursor) = self.cursor_mut(part) else { return 0 };
        cursor.height = height;
        if items == 0 {
            cursor.at = cursor.at.min(most);
            cursor.top = cursor.at;
            return cursor.top;
        }
        cursor.at = cursor.at.min(items - 1);
        if let Some((first, last)) = section.span(cursor.at) {
            let half = height / 2;
            if first < cursor.top {
                cursor.top = first.saturating_sub(half);
            } else if last >= cursor.top + height {
                cursor.top = (last + 1).saturating_sub(height).max(last.saturating_sub(half)).min(first);
            }
            // What stands above the first item is read with it.
            if cursor.at == 0 {
                cursor.top = 0;
            }
        }
        cursor.top = cursor.top.min(most);
        cursor.top
    }
}

const fn place(part: Part) -> usize {
    match part {
        Part::Stake => 0,
        Part::Contracts => 1,
        Part::Contacts => 2,
        Part::Tasks => 3,
        Part::Figures => 4,
        Part::Notes => 5,
        Part::Goals => 6,
        Part::Links => 7,
        Part::Deals => 8,
        Part::Voice => 9,
        Part::Timeline => usize::MAX,
    }
}
