//! Where a person is in the review of a week, and what of it is here. A row that was handled stays where it stood until the
//! week or the place is another: nothing moves under the cursor.

use crate::domain::record::review::{Matter, Step, Verdict};
use crate::domain::review::page::{ComingLine, DueLine, IdleLine, OwedLine, SlippedLine, WeekPage};
use crate::domain::review::time::{TimeLine, TimeTable};
use crate::domain::review::week::Week;
use crate::domain::value::id::{AccountId, TaskId};
use crate::service::query::Query;
use crate::tui::frame::Focused;
use crate::tui::list::List;
use crate::tui::picked::Picked;
use crate::tui::review::plan::Part;
use crate::tui::widgets::pad::Pad;
use std::collections::{HashMap, HashSet};

/// Whose minutes are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Span {
    /// Those of the week.
    #[default]
    Week,
    /// Those of the quarter so far.
    Quarter,
}

/// A row of the week after.
#[derive(Clone, PartialEq, Debug)]
pub enum Coming {
    /// A task promised for it.
    Task(DueLine),
    /// A decision that falls in it.
    Decision(ComingLine),
    /// An account that is owed a touch.
    Owed(OwedLine),
}

impl Coming {
    /// What a verb would be about.
    pub fn matter(&self) -> Matter {
        match self {
            Coming::Task(line) => Matter::Task(line.task),
            Coming::Decision(line) => Matter::Account(line.decision.account),
            Coming::Owed(line) => Matter::Account(line.account),
        }
    }

    /// Whether two rows are one.
    fn is(&self, other: &Coming) -> bool {
        match (self, other) {
            (Coming::Task(one), Coming::Task(two)) => one.task == two.task,
            (Coming::Decision(one), Coming::Decision(two)) => one.decision == two.decision,
            (Coming::Owed(one), Coming::Owed(two)) => one.account == two.account,
            _ => false,
        }
    }
}

/// A row that stays where it stood, whether or not the list still has it.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept<T> {
    /// The row.
    pub line: T,
    /// The list no longer has it: it was handled.
    pub gone: bool,
}

/// Where one is in a review, to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The week.
    pub week: Week,
    part: Part,
    alone: bool,
    span: Span,
}

impl Spot {
    /// What makes it another place: the week, and whether it is the time against value. Steps are not places.
    pub fn view(self) -> (Week, bool) {
        (self.week, self.part == Part::Time)
    }
}

/// The review on the screen.
#[derive(Debug)]
pub struct Review {
    /// The week.
    pub week: Week,
    /// The part with the keyboard.
    pub part: Part,
    /// The part that one came from to the time against value, to go back to.
    pub from: Option<Part>,
    /// Only that part.
    pub alone: bool,
    /// Whose minutes are shown.
    pub span: Span,
    /// What is selected in the part.
    pub picked: Picked<Matter>,
    /// The note while it is being typed.
    pub pad: Option<Pad>,
    /// The note as it was saved when one began to write on.
    pub base: Option<String>,
    /// Words of the notes that were looked for last.
    pub sought: String,
    /// Goes to the first step that is not done with, once that is known.
    pub seeks: bool,
    /// Lines of the pane with the keyboard below its rows.
    pub below: u16,
    /// The cursors of parts that have been at.
    lists: HashMap<Part, List>,
    page: Option<Box<WeekPage>>,
    slipped: Vec<Kept<SlippedLine>>,
    idle: Vec<Kept<IdleLine>>,
    next: Vec<Kept<Coming>>,
    /// What is decided or gone: asked of every row of every frame.
    handled: HashSet<Matter>,
    asked: bool,
}

/// Rows that were here and those that came: what was here keeps its place, what is new comes last.
fn merged<T>(old: Vec<Kept<T>>, new: Vec<T>, same: impl Fn(&T, &T) -> bool) -> Vec<Kept<T>> {
    let mut left: Vec<Option<T>> = new.into_iter().map(Some).collect();
    let mut rows: Vec<Kept<T>> = Vec::with_capacity(left.len().max(old.len()));
    for kept in old {
        let found = left.iter_mut().find(|one| one.as_ref().is_some_and(|one| same(one, &kept.line)));
        rows.push(match found.and_then(Option::take) {
            Some(line) => Kept { line, gone: false },
            None => Kept { gone: true, ..kept },
        });
    }
    rows.extend(left.into_iter().flatten().map(|line| Kept { line, gone: false }));
    rows
}

impl Review {
    /// Whether a part has the keyboard.
    pub fn keyboard(&self, part: Part) -> Focused {
        if self.part == part { Focused::Yes } else { Focused::No }
    }
}

impl Review {
    /// The review of a week, on its first part.
    pub fn of(week: Week) -> Review {
        Review {
            week,
            part: Part::Numbers,
            from: None,
            alone: false,
            span: Span::Week,
            picked: Picked::default(),
            pad: None,
            base: None,
            sought: String::new(),
            seeks: false,
            below: 0,
            lists: HashMap::new(),
            page: None,
            slipped: Vec::new(),
            idle: Vec::new(),
            next: Vec::new(),
            handled: HashSet::new(),
            asked: false,
        }
    }

    /// Where one is.
    pub fn spot(&self) -> Spot {
        Spot { week: self.week, part: self.part, alone: self.alone, span: self.span }
    }

    /// The review where one was.
    pub fn at(spot: Spot) -> Review {
        Review { part: spot.part, alone: spot.alone, span: spot.span, ..Review::of(spot.week) }
    }

    /// Goes to another week, on the same part.
    pub fn go(&mut self, week: Week) {
        if week != self.week {
            let sought = std::mem::take(&mut self.sought);
            *self = Review { part: self.part, alone: self.alone, span: self.span, sought, ..Review::of(week) };
        }
    }

    /// Gives the keyboard to a part.
    pub fn enter(&mut self, part: Part) {
        if part != self.part {
            self.picked.clear();
        }
        (self.part, self.from, self.seeks) = (part, None, false);
    }

    /// The step that a part belongs to.
    pub fn step(&self) -> Step {
        step_of(self.part)
    }

    /// What to ask for; once.
    pub fn wants(&mut self) -> Option<Query> {
        let wanted = (!self.asked).then_some(Query::Review(self.week));
        self.asked = true;
        wanted
    }

    /// Something was written: what is here is shown until it has come anew.
    pub fn outdated(&mut self) {
        self.asked = false;
    }

    /// Takes in an answer, unless it is of another week.
    pub fn take(&mut self, page: Box<WeekPage>) {
        if page.week != self.week {
            return;
        }
        let (slipped, idle) = (std::mem::take(&mut self.slipped), std::mem::take(&mut self.idle));
        self.slipped = merged(slipped, page.slipped.clone(), |one, two| one.task == two.task);
        self.idle = merged(idle, page.idle.clone(), |one, two| one.account == two.account);
        let next = &page.next;
        let coming = next.decisions.iter().cloned().map(Coming::Decision);
        let coming = coming.chain(next.tasks.iter().cloned().map(Coming::Task));
        let coming = coming.chain(next.owed.iter().cloned().map(Coming::Owed)).collect();
        self.next = merged(std::mem::take(&mut self.next), coming, Coming::is);
        (self.page, self.asked) = (Some(page), true);
        self.handled = self.all_handled();
        if self.seeks {
            self.enter(Step::ALL.iter().find(|step| !self.is_done(**step)).map_or(self.part, |step| part_of(*step)));
        }
        self.picked.rows_changed();
        for part in Part::ALL {
            let len = self.len(part);
            if let Some(list) = self.lists.get_mut(&part) {
                list.put(list.at, len);
            }
        }
    }

    /// The review, once it is here.
    pub fn page(&self) -> Option<&WeekPage> {
        self.page.as_deref()
    }

    /// Tasks that slipped, those handled among them.
    pub fn slipped(&self) -> &[Kept<SlippedLine>] {
        &self.slipped
    }

    /// Accounts that are idle, those handled among them.
    pub fn idle(&self) -> &[Kept<IdleLine>] {
        &self.idle
    }

    /// What comes, the handled among it.
    pub fn coming(&self) -> &[Kept<Coming>] {
        &self.next
    }

    /// The minutes that are shown.
    pub fn time(&self) -> Option<&TimeTable> {
        let page = self.page()?;
        Some(if self.span == Span::Week { &page.time } else { &page.time_quarter })
    }

    /// The lines of the minutes: accounts, then segments, then kinds of touch.
    pub fn time_lines(&self) -> impl Iterator<Item = &TimeLine> {
        self.time().into_iter().flat_map(|table| table.accounts.iter().chain(&table.segments).chain(&table.kinds))
    }

    /// The note: as it is typed, else as it was saved.
    pub fn note(&self) -> String {
        self.pad.as_ref().map_or_else(|| self.saved_note(), Pad::text)
    }

    /// The note as it was saved; empty without one.
    pub fn saved_note(&self) -> String {
        let review = self.page().and_then(|page| page.review.as_ref());
        review.map(|review| review.note.raw().to_owned()).unwrap_or_default()
    }

    /// What was decided about something.
    pub fn verdict(&self, about: Matter) -> Option<&Verdict> {
        self.page()?.review.as_ref()?.verdict(about)
    }

    /// Whether a step is done with.
    pub fn is_done(&self, step: Step) -> bool {
        self.page().and_then(|page| page.review.as_ref()).is_some_and(|review| review.is_done(step))
    }

    /// How many rows a part has.
    pub fn len(&self, part: Part) -> usize {
        match part {
            Part::Numbers => self.page().map_or(0, |page| page.figures.len()),
            Part::Time => self.time_lines().count(),
            Part::Done => self.page().map_or(0, |page| page.done.len()),
            Part::Slipped => self.slipped.len(),
            Part::Idle => self.idle.len(),
            Part::Next => self.next.len(),
            Part::Note => 0,
        }
    }

    /// Whether the part with the keyboard has no rows.
    pub fn is_empty(&self) -> bool {
        self.len(self.part) == 0
    }

    /// The cursor of a part.
    pub fn list(&self, part: Part) -> List {
        self.lists.get(&part).copied().unwrap_or_default()
    }

    /// The cursor of a part, to be moved.
    pub fn list_mut(&mut self, part: Part) -> &mut List {
        self.lists.entry(part).or_default()
    }

    /// What the rows of a part are about, one for each row; empty of a part without such rows.
    pub fn matters(&self, part: Part) -> Vec<Matter> {
        match part {
            Part::Slipped => self.slipped.iter().map(|row| Matter::Task(row.line.task)).collect(),
            Part::Idle => self.idle.iter().map(|row| Matter::Account(row.line.account)).collect(),
            Part::Next => self.next.iter().map(|row| row.line.matter()).collect(),
            _ => Vec::new(),
        }
    }

    /// What the row under the cursor is about.
    pub fn matter(&self) -> Option<Matter> {
        let at = self.list(self.part).at;
        match self.part {
            Part::Time => self.time_lines().nth(at)?.account.map(Matter::Account),
            Part::Done => self.page()?.done.get(at)?.account.map(Matter::Account),
            part => self.matters(part).get(at).copied(),
        }
    }

    /// What the selection is about, else the row under the cursor.
    pub fn in_hand(&self) -> Vec<Matter> {
        if self.picked.is_empty() {
            return self.matter().into_iter().collect();
        }
        let rows = self.matters(self.part);
        self.picked.list(&rows, &rows, self.list(self.part).at)
    }

    /// How many rows are selected, and how many of them are not shown.
    pub fn count_picked(&self) -> (usize, usize) {
        if self.picked.is_empty() {
            return (0, 0);
        }
        let rows = self.matters(self.part);
        (self.picked.count(&rows, self.list(self.part).at), self.picked.off(&rows))
    }

    /// Moves on to the next row that is neither selected nor handled; else to the one before.
    pub fn go_on(&mut self) {
        let (rows, at) = (self.matters(self.part), self.list(self.part).at);
        let span = self.picked.span(&rows, at);
        let free = |place: &usize| {
            rows.get(*place).is_some_and(|about| !self.picked.has(*about, *place, &span) && !self.is_handled(*about))
        };
        // A row that was not selected was not handled either.
        let begin = if self.picked.is_empty() { at + 1 } else { at };
        let next = (begin..rows.len()).find(free).or_else(|| (0..at).rev().find(free));
        if let Some(place) = next {
            self.list_mut(self.part).put(place, rows.len());
        }
    }

    /// Whether a row was decided, or is no longer in its list.
    pub fn is_handled(&self, about: Matter) -> bool {
        self.handled.contains(&about)
    }

    /// What was decided, and what its list no longer has or has closed.
    fn all_handled(&self) -> HashSet<Matter> {
        let decided = self.page().and_then(|page| page.review.as_ref()).map(|review| review.decisions.as_slice());
        let slipped = self.slipped.iter().filter(|row| row.gone || !row.line.open);
        let idle = self.idle.iter().filter(|row| row.gone);
        let next = self.next.iter().filter(|row| row.gone && matches!(row.line, Coming::Task(_)));
        let decided = decided.unwrap_or_default().iter().map(|decision| decision.about);
        decided
            .chain(slipped.map(|row| Matter::Task(row.line.task)))
            .chain(idle.map(|row| Matter::Account(row.line.account)))
            .chain(next.map(|row| row.line.matter()))
            .collect()
    }

    /// For whom a task is.
    pub fn account_of(&self, task: TaskId) -> Option<AccountId> {
        let slipped = self.slipped.iter().find(|row| row.line.task == task).and_then(|row| row.line.account);
        slipped.or_else(|| self.due(task)?.account)
    }

    /// What a task is called.
    pub fn title_of(&self, task: TaskId) -> Option<&str> {
        let slipped = self.slipped.iter().find(|row| row.line.task == task).map(|row| row.line.title.as_str());
        slipped.or_else(|| self.due(task).map(|line| line.title.as_str()))
    }

    fn due(&self, task: TaskId) -> Option<&DueLine> {
        self.next.iter().find_map(|row| match &row.line {
            Coming::Task(line) if line.task == task => Some(line),
            _ => None,
        })
    }

    /// What an account is called.
    pub fn name_of(&self, account: AccountId) -> Option<&str> {
        let idle = self.idle.iter().find(|row| row.line.account == account).map(|row| row.line.name.as_str());
        let time = || self.time_lines().find(|line| line.account == Some(account)).map(|line| line.name.as_str());
        let slipped = || {
            let row = self.slipped.iter().find(|row| row.line.account == Some(account))?;
            Some(row.line.account_name.as_str())
        };
        let done = || {
            let line = self.page()?.done.iter().find(|line| line.account == Some(account))?;
            Some(line.account_name.as_str())
        };
        let next = || {
            self.next.iter().find_map(|row| match &row.line {
                Coming::Task(line) if line.account == Some(account) => Some(line.account_name.as_str()),
                Coming::Decision(line) if line.decision.account == account => Some(line.account_name.as_str()),
                Coming::Owed(line) if line.account == account => Some(line.name.as_str()),
                _ => None,
            })
        };
        idle.or_else(time).or_else(slipped).or_else(done).or_else(next)
    }
}

/// The step that a part belongs to.
pub fn step_of(part: Part) -> Step {
    match part {
        Part::Numbers | Part::Time => Step::Numbers,
        Part::Done => Step::Done,
        Part::Slipped => Step::Slipped,
        Part::Idle => Step::Idle,
        Part::Next => Step::Next,
        Part::Note => Step::Note,
    }
}

/// The part that a step begins with.
pub fn part_of(step: Step) -> Part {
    match step {
        Step::Numbers => Part::Numbers,
        Step::Done => Part::Done,
        Step::Slipped => Part::Slipped,
        Step::Idle => Part::Idle,
        Step::Next => Part::Next,
        Step::Note => Part::Note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_handled_keeps_its_place() {
        let first = merged(Vec::new(), vec![1, 2, 3], |one, two| one == two);
        let then = merged(first, vec![4, 3, 1], |one, two| one == two);
        let told: Vec<(i32, bool)> = then.iter().map(|row| (row.line, row.gone)).collect();
        assert_eq!(told, [(1, false), (2, true), (3, false), (4, false)]);
        let back = merged(then, vec![2, 3], |one, two| one == two);
        let told: Vec<(i32, bool)> = back.iter().map(|row| (row.line, row.gone)).collect();
        assert_eq!(told, [(1, true), (2, false), (3, false), (4, true)]);
    }

    #[test]
    fn each_step_has_its_part() {
        for step in Step::ALL {
            assert_eq!(step_of(part_of(*step)), *step);
        }
    }
}
