//! Where the parts of the review stand: on a wide screen all of them, on a usual one the figures and what was done over the
//! list that asks for a decision, on a low one that list alone.

use crate::tui::halves::{columns, rows};
use ratatui::layout::Rect;

/// Columns under which one part stands alone.
const NARROW: u16 = 76;
/// Columns from which the figures have more than half of them.
const BESIDE: u16 = 100;
/// Columns and lines of a body from which every part has a place.
const WHOLE: (u16, u16) = (140, 30);
/// Columns of the figures where they stand among the others.
const FIGURES: u16 = 54;

/// A part of the review.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// The figures.
    Numbers,
    /// Time against value.
    Time,
    /// What was done.
    Done,
    /// Tasks that slipped.
    Slipped,
    /// Accounts that nobody spoke with for long.
    Idle,
    /// What the next week brings.
    Next,
    /// The note.
    Note,
}

impl Part {
    /// All of them, in the order of the tab key.
    pub const ALL: [Part; 7] =
        [Part::Numbers, Part::Time, Part::Done, Part::Slipped, Part::Idle, Part::Next, Part::Note];

    /// The part after or before it, round and round.
    #[must_use]
    pub fn turned(self, steps: usize) -> Part {
        let here = Part::ALL.iter().position(|part| *part == self).unwrap_or_default();
        Part::ALL.get((here + steps) % Part::ALL.len()).copied().unwrap_or(self)
    }
}

/// What a person wants to see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Want {
    /// The part with the keyboard.
    pub part: Part,
    /// Only that part.
    pub alone: bool,
    /// Lines of a screen under which one part stands alone.
    pub short: u16,
}

/// Where everything stands, part by part. One without room is absent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan(Vec<(Part, Rect)>);

impl Plan {
    /// The parts that are in sight, and where.
    pub fn parts(&self) -> &[(Part, Rect)] {
        &self.0
    }

    /// Where a part stands.
    pub fn area(&self, part: Part) -> Option<Rect> {
        self.0.iter().find(|(one, _)| *one == part).map(|(_, area)| *area)
    }
}

/// Places the parts in a body, which has four lines of the screen above and below it.
pub fn plan(body: Rect, want: Want) -> Plan {
    let part = want.part;
    if want.alone || body.width < NARROW || body.height + 4 < want.short {
        return Plan(vec![(part, body)]);
    }
    if body.width >= WHOLE.0 && body.height >= WHOLE.1 {
        return whole(body, part);
    }
    // Neither the columns of the figures nor the bars of the chart are to be cut.
    if matches!(part, Part::Numbers | Part::Time) {
        return Plan(vec![(part, body)]);
    }
    let half = body.width.div_ceil(2);
    if part == Part::Done {
        let (left, right) = columns(body, if body.width < BESIDE { half } else { FIGURES });
        return Plan(vec![(Part::Numbers, left), (Part::Done, right)]);
    }
    let (upper, lower) = rows(body, (body.height * 11 / 20).min(16));
    let (left, right) = columns(upper, if body.width < BESIDE { half } else { FIGURES });
    Plan(vec![(Part::Numbers, left), (Part::Done, right), (part, lower)])
}

/// The figures in a column of their own, for they are many; beside them what was done and who is idle, over the list that
/// asks for a decision, over the note.
fn whole(body: Rect, part: Part) -> Plan {
    let (numbers, rest) = columns(body, FIGURES.max(body.width * 3 / 8));
    let (upper, lower) = rows(rest, body.height * 8 / 25);
    let (list, note) = rows(lower, body.height * 12 / 25);
    let (done, third) = columns(upper, rest.width / 2);
    let below = match part {
        Part::Numbers | Part::Time => Part::Time,
        Part::Next => Part::Next,
        _ => Part::Slipped,
    };
    Plan(vec![(Part::Numbers, numbers), (Part::Done, done), (Part::Idle, third), (below, list), (Part::Note, note)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_body() {
        for width in 60..=220 {
            for height in 11..=60 {
                for part in Part::ALL {
                    let body = Rect::new(0, 2, width, height);
                    let plan = plan(body, Want { part, alone: false, short: 20 });
                    let area: u32 = plan.parts().iter().map(|(_, area)| area.area()).sum();
                    assert_eq!(area, body.area(), "{width}x{height} {part:?}");
                    let own = plan.area(part).unwrap_or_else(|| panic!("{width}x{height} {part:?} is not in sight"));
                    assert!(own.width >= 38 && own.height >= 7, "{width}x{height} {part:?}: {own}");
                }
            }
        }
    }

    #[test]
    fn the_tab_key_goes_round() {
        let mut part = Part::Numbers;
        for want in Part::ALL {
            assert_eq!(part, want);
            part = part.turned(1);
        }
        assert_eq!((part, part.turned(Part::ALL.len() - 1)), (Part::Numbers, Part::Note));
    }
}
