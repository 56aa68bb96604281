//! Which panes stand where at a size: three side by side, one alone, or a notice when there is no room.

use crate::tui::halves::{columns, rows};
use ratatui::layout::Rect;

/// A pane that can have the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// Accounts by money at stake.
    Accounts,
    /// Renewals by decision day.
    Renewals,
    /// The task queue.
    Tasks,
}

impl Focus {
    /// All of them in the order of the tab key.
    pub const ALL: [Focus; 3] = [Focus::Accounts, Focus::Renewals, Focus::Tasks];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Focus {
        match self {
            Focus::Accounts => Focus::Renewals,
            Focus::Renewals => Focus::Tasks,
            Focus::Tasks => Focus::Accounts,
        }
    }

    /// What its pane is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Focus::Accounts => "Accounts",
            Focus::Renewals => "Renewals",
            Focus::Tasks => "Tasks",
        }
    }

    /// The one before.
    #[must_use]
    pub fn previous(self) -> Focus {
        self.next().next()
    }
}

/// Least size of a screen with panes.
pub const LEAST: (u16, u16) = (60, 15);

/// Columns of the third column, at least and at most.
const THIRD: (u16, u16) = (56, 100);

/// Where everything stands. A pane without room is absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// The two top lines.
    pub head: Rect,
    /// Status and keys.
    pub foot: Rect,
    /// Accounts.
    pub accounts: Option<Rect>,
    /// Renewals.
    pub renewals: Option<Rect>,
    /// Tasks.
    pub tasks: Option<Rect>,
    /// The account under the cursor.
    pub preview: Option<Rect>,
    /// Its timeline, in a third column.
    pub timeline: Option<Rect>,
    /// All between head and foot.
    pub body: Rect,
}

/// What a person has chosen to see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The pane with the keyboard.
    pub focus: Focus,
    /// Only that pane.
    pub alone: bool,
    /// The preview, where there is room.
    pub preview: bool,
    /// Columns from which there is room for it.
    pub wide: u16,
    /// Columns from which its timeline stands in a third column.
    pub timeline: u16,
    /// Rows under which only one pane is shown.
    pub short: u16,
}

/// Places everything on a screen; `None` when it is too small for panes.
pub fn places(width: u16, height: u16, choice: Choice) -> Option<Places> {
    if width < LEAST.0 || height < LEAST.1 {
        return None;
    }
    let body = Rect::new(0, 2, width, height - 4);
    let mut places =
        Places { head: Rect::new(0, 0, width, 2), foot: Rect::new(0, height - 2, width, 2), body, ..Places::default() };
    let wide = width >= choice.wide && choice.preview;
    let (mut body, mut width) = (body, width);
    if wide && width >= choice.timeline {
        let third = (width * 3 / 10).clamp(THIRD.0.min(width / 3), THIRD.1);
        let (rest, timeline) = columns(body, width - third);
        places.timeline = Some(timeline);
        (body, width) = (rest, rest.width);
    }
    if choice.alone || height < choice.short {
        let (main, side) = if wide { columns(body, body.width * 11 / 20) } else { (body, Rect::default()) };
        places.preview = wide.then_some(side);
        *places.pane(choice.focus) = Some(main);
        return Some(places);
    }
    if wide {
        let left = (width * 51 / 100).max(82.min(width));
        let upper = body.height.saturating_sub(17).max(body.height / 2);
        let (top, bottom) = rows(body, upper);
        let ((accounts, preview), (renewals, tasks)) = (columns(top, left), columns(bottom, left));
        places.accounts = Some(accounts);
        places.preview = Some(preview);
        places.renewals = Some(renewals);
        places.tasks = Some(tasks);
    } else {
        let left = if width < 100 { width.div_ceil(2) + 1 } else { width * 54 / 100 };
        let (accounts, right) = columns(body, left.max(36));
        let (renewals, tasks) = rows(right, (right.height * 2 / 5).max(5));
        places.accounts = Some(accounts);
        places.renewals = Some(renewals);
        places.tasks = Some(tasks);
    }
    Some(places)
}

impl Places {
    fn pane(&mut self, focus: Focus) -> &mut Option<Rect> {
        match focus {
            Focus::Accounts => &mut self.accounts,
            Focus::Renewals => &mut self.renewals,
            Focus::Tasks => &mut self.tasks,
        }
    }

    /// Where a pane stands.
    pub fn area(&self, focus: Focus) -> Option<Rect> {
        match focus {
            Focus::Accounts => self.accounts,
            Focus::Renewals => self.renewals,
            Focus::Tasks => self.tasks,
        }
    }

    /// Rows that a pane shows of its list, and 0 when it is absent.
    pub fn height(&self, focus: Focus) -> usize {
        let heading = u16::from(focus == Focus::Accounts);
        self.area(focus).map_or(0, |area| usize::from(area.height.saturating_sub(2 + heading)))
    }
}
