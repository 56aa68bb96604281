//! Places that a person has been at: which screen, its filters, and the rows under its cursors. Going somewhere new lets
//! go of the way forward, as in a browser.

use crate::domain::value::day::Day;
use crate::tui::calendar::state::Spot;
use crate::tui::cursors::Cursors;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::forecast::state::Part;
use crate::tui::list::List;
use crate::tui::page::state::Page;
use crate::tui::review::state::Spot as ReviewSpot;

/// Places remembered in either direction.
const KEPT: usize = 60;

/// Where one was in the forecast.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Figure {
    /// First day of its first quarter.
    pub first: Day,
    /// The part with the keyboard.
    pub part: Part,
    /// The figure under the cursor.
    pub place: (usize, usize),
    /// The cursor among the rows.
    pub list: List,
}

/// Where one was: the lists, what stood over them, and the page over that.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Place {
    /// The list with the keyboard.
    pub focus: Focus,
    /// Only that list.
    pub alone: bool,
    /// The rows under the cursors.
    pub cursors: Cursors,
    /// The filters, in the order of [`Focus::ALL`].
    pub filters: [Filter; 3],
    /// The calendar over the lists.
    pub calendar: Option<Spot>,
    /// The forecast over the lists.
    pub forecast: Option<Figure>,
    /// The review over the lists.
    pub review: Option<ReviewSpot>,
    /// The page over all.
    pub page: Option<Box<Page>>,
}

impl Place {
    /// Whether going from one to the other is going nowhere: cursors aside, they are one place.
    fn is_same(&self, other: &Place) -> bool {
        let account = |place: &Place| place.page.as_ref().map(|page| page.account);
        let alone = |place: &Place| place.alone.then_some(place.focus);
        let texts = |place: &Place| place.filters.each_ref().map(|filter| filter.text.clone());
        account(self) == account(other)
            && self.calendar.is_some() == other.calendar.is_some()
            && self.forecast.is_some() == other.forecast.is_some()
            && self.review.map(ReviewSpot::view) == other.review.map(ReviewSpot::view)
            && alone(self) == alone(other)
            && texts(self) == texts(other)
    }
}

/// The way a person came, and the way back.
#[derive(Debug, Default)]
pub(in crate::tui) struct Trail {
    here: Option<Place>,
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

/// A direction of the trail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::tui) enum Way {
    /// To where one came from.
    Back,
    /// To where one has come back from.
    Forward,
}

impl Trail {
    /// Takes note of where one is by now.
    pub fn note(&mut self, now: Place) {
        match self.here.replace(now) {
            Some(before) if self.here.as_ref().is_some_and(|now| !now.is_same(&before)) => {
                self.behind.push(before);
                let old = self.behind.len().saturating_sub(KEPT);
                self.behind.drain(..old);
                self.ahead.clear();
            }
            _ => {}
        }
    }

    /// Whether there is a step to go.
    pub fn leads(&self, way: Way) -> bool {
        !(if way == Way::Back { &self.behind } else { &self.ahead }).is_empty()
    }

    /// Goes a step; gives where that leads, if there was a step to go.
    pub fn step(&mut self, way: Way) -> Option<Place> {
        let (from, onto) = match way {
            Way::Back => (&mut self.behind, &mut self.ahead),
            Way::Forward => (&mut self.ahead, &mut self.behind),
        };
        let next = from.pop()?;
        onto.extend(self.here.replace(next.clone()));
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Place {
        let filter = Filter { text: text.to_owned(), ..Filter::default() };
        Place {
            focus: Focus::Accounts,
            alone: false,
            cursors: Cursors::default(),
            filters: [filter, Filter::default(), Filter::default()],
            calendar: None,
            forecast: None,
            review: None,
            page: None,
        }
    }

    #[test]
    fn goes_back_and_forward_until_one_goes_elsewhere() {
        let mut trail = Trail::default();
        for text in ["a", "b", "b", "c"] {
            trail.note(place(text));
        }
        let mut went = |way| trail.step(way).map(|place| place.filters[0].text.clone());
        assert_eq!(went(Way::Back).as_deref(), Some("b"));
        assert_eq!(went(Way::Back).as_deref(), Some("a"));
        assert_eq!(went(Way::Back), None);
        assert_eq!(went(Way::Forward).as_deref(), Some("b"));
        trail.note(place("d"));
        assert!(trail.step(Way::Forward).is_none(), "the way forward is let go");
        assert_eq!(trail.step(Way::Back).unwrap().filters[0].text, "b");
        for n in 0..200 {
            trail.note(place(&n.to_string()));
        }
        assert_eq!(std::iter::from_fn(|| trail.step(Way::Back)).count(), KEPT);
    }
}
