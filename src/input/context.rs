//! The places of the screen, and sets of them: where a command makes sense.

/// Where the keyboard is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Context {
    /// Anywhere but in a text field.
    Everywhere,
    /// The accounts pane.
    Accounts,
    /// The renewals pane.
    Renewals,
    /// The tasks pane.
    Tasks,
    /// The months of the renewals calendar.
    Grid,
    /// The agenda beside them.
    Agenda,
    /// The forecast.
    Forecast,
    /// The weekly review, where no row of the book is under the cursor: its figures, what was done.
    Review,
    /// Its accounts by time against value.
    ReviewTime,
    /// Its tasks: those that slipped, those of the next week.
    ReviewTasks,
    /// Its idle accounts.
    ReviewIdle,
    /// Its note.
    ReviewNote,
    /// The page of one account, where no row is under the cursor.
    Account,
    /// The contracts of that page.
    PageContracts,
    /// Its opportunities.
    PageDeals,
    /// Its contacts.
    PageContacts,
    /// Its tasks.
    PageTasks,
    /// Its goals.
    PageGoals,
    /// What it said of us, and the cases met there.
    PageVoice,
    /// Its timeline.
    PageTimeline,
    /// A popup with text to read.
    Popup,
}

impl Context {
    /// Each, in the order of the screens.
    const EACH: [Context; 21] = [
        Context::Everywhere,
        Context::Accounts,
        Context::Renewals,
        Context::Tasks,
        Context::Grid,
        Context::Agenda,
        Context::Forecast,
        Context::Review,
        Context::ReviewTime,
        Context::ReviewTasks,
        Context::ReviewIdle,
        Context::ReviewNote,
        Context::Account,
        Context::PageContracts,
        Context::PageDeals,
        Context::PageContacts,
        Context::PageTasks,
        Context::PageGoals,
        Context::PageVoice,
        Context::PageTimeline,
        Context::Popup,
    ];
}

/// A set of places.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Contexts(u32);

impl Contexts {
    const fn of(mut places: &[Context]) -> Contexts {
        let mut bits = 0;
        while let [first, rest @ ..] = places {
            bits |= 1 << *first as u32;
            places = rest;
        }
        Contexts(bits)
    }

    const fn and(self, other: Contexts) -> Contexts {
        Contexts(self.0 | other.0)
    }

    const fn but(self, places: &[Context]) -> Contexts {
        Contexts(self.0 & !Contexts::of(places).0)
    }

    /// Whether a place is among them.
    pub fn has(self, place: Context) -> bool {
        self.meets(Contexts::of(&[place]))
    }

    /// Whether a place is in both.
    pub fn meets(self, other: Contexts) -> bool {
        self.0 & other.0 != 0
    }

    /// Each of them, in the order of the screens.
    pub fn iter(self) -> impl Iterator<Item = Context> {
        Context::EACH.into_iter().filter(move |place| self.has(*place))
    }
}

use Context::{
    Account, Accounts, Agenda, Everywhere, Forecast, Grid, PageContacts, PageContracts, PageDeals, PageGoals,
    PageTasks, PageTimeline, PageVoice, Renewals, Review, ReviewIdle, ReviewNote, ReviewTasks, ReviewTime, Tasks,
};

/// Wherever one is.
pub(in crate::input) const ALL: Contexts = Contexts::of(&[Everywhere]);
/// Rows of the book, under a filter and in views.
pub(in crate::input) const LISTS: Contexts = Contexts::of(&[Accounts, Renewals, Tasks, Grid, Agenda]);
/// Where a review asks what becomes of a row.
pub(in crate::input) const DECIDED: Contexts = Contexts::of(&[ReviewTasks, ReviewIdle]);
/// Where rows can be selected.
pub(in crate::input) const PICKS: Contexts = LISTS.and(DECIDED);
/// Lists in rows and columns.
pub(in crate::input) const SORTED: Contexts = Contexts::of(&[Accounts, Renewals, Tasks]);
/// The weekly review, whatever step of it.
pub(in crate::input) const WEEK: Contexts = DECIDED.and(Contexts::of(&[Review, ReviewTime, ReviewNote]));
/// What goes into a file.
pub(in crate::input) const EXPORTED: Contexts = WEEK.and(Contexts::of(&[Grid, Agenda]));
/// The figures of the forecast and what is behind them.
pub(in crate::input) const OUTLOOK: Contexts = Contexts::of(&[Forecast]);
/// What is about a stretch of time.
pub(in crate::input) const PERIODS: Contexts = EXPORTED.and(OUTLOOK);
/// What a filter holds for.
pub(in crate::input) const SIFTED: Contexts = LISTS.and(OUTLOOK);
/// The page of an account, wherever on it.
pub(in crate::input) const PAGE: Contexts =
    Contexts::of(&[Account, PageContracts, PageDeals, PageContacts, PageTasks, PageGoals, PageVoice, PageTimeline]);
/// Every screen.
pub(in crate::input) const SCREENS: Contexts = SIFTED.and(WEEK).and(PAGE);
/// What opens.
pub(in crate::input) const OPENS: Contexts = SCREENS.but(&[Account]);
/// Rows, and what else can be edited.
pub(in crate::input) const EDITED: Contexts = SCREENS.but(&[Review, PageVoice]);
/// Where a row of the book is under the cursor.
pub(in crate::input) const ROWS: Contexts = EDITED.but(&[ReviewNote]);
/// Days or figures in rows and columns.
pub(in crate::input) const GRIDS: Contexts = Contexts::of(&[Grid, Forecast]);
/// Panes side by side. Where the arrows move within a grid, the tab key alone leaves it.
pub(in crate::input) const PANES: Contexts = SCREENS.but(&[Grid, Forecast]);
/// Where a term that ends can be under the cursor.
pub(in crate::input) const TERMS: Contexts = Contexts::of(&[Renewals, Grid, Agenda, PageContracts]);
/// What ends by a line that says how.
pub(in crate::input) const ENDS: Contexts = TERMS.and(Contexts::of(&[PageDeals]));
/// Where a task can be under the cursor.
pub(in crate::input) const QUEUE: Contexts = Contexts::of(&[Tasks, ReviewTasks, PageTasks]);
/// What has a promised day.
pub(in crate::input) const DATED: Contexts = QUEUE.and(TERMS);
/// What is done and gone. A renewal ends with an outcome, not with a key for what is done.
pub(in crate::input) const DONE: Contexts =
    DECIDED.and(PAGE).and(Contexts::of(&[Accounts, Tasks])).but(&[PageContracts, PageDeals]);
/// What can be put away.
pub(in crate::input) const KEPT: Contexts = PAGE.and(Contexts::of(&[Accounts])).but(&[PageTasks]);
/// Where rows are of kinds that one looks at one by one.
pub(in crate::input) const KINDS: Contexts = Contexts::of(&[PageTimeline, ReviewTime]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_listed_in_order() {
        for (n, place) in Context::EACH.into_iter().enumerate() {
            assert_eq!(place as usize, n);
            assert_eq!(Contexts::of(&[place]).iter().collect::<Vec<_>>(), [place]);
        }
        assert_eq!(Context::Popup as usize + 1, Context::EACH.len(), "the last place is the last of the list");
    }

    #[test]
    fn sets_are_joined_and_cut() {
        assert!(LISTS.meets(SORTED) && !QUEUE.meets(OUTLOOK));
        assert!(SCREENS.has(Account) && !OPENS.has(Account) && OPENS.has(Review));
        assert_eq!(Contexts::default().iter().count(), 0);
    }
}
