//! Where the sections stand: two or three columns of them, or one alone under a strip of names. Sections of a column
//! share their borders, so that a small screen has lines left to read.

use crate::tui::page::section::Part;
use ratatui::layout::Rect;

/// Lines of a body under which one section stands alone.
const SHORT: u16 = 16;

/// Lines that a section takes at least where several stand: its border and two to read.
const LEAST: u16 = 3;

/// Sections that share one place where there is too little room for each: the first ones first.
const SHARING: [Part; 7] =
    [Part::Links, Part::Notes, Part::Voice, Part::Goals, Part::Deals, Part::Figures, Part::Contracts];

/// How the sections stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Plan {
    /// The section with the keyboard alone, under a strip of the names of all.
    Alone(Rect),
    /// Columns of sections.
    Columns(Vec<Column>),
}

/// Sections one under another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Where.
    pub area: Rect,
    /// The sections.
    pub parts: Vec<Part>,
    /// Those that take turns in the last place, with the one that stands there now.
    pub sharing: Vec<Part>,
}

/// Whether a person wants one section alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Want {
    /// All that fit.
    All,
    /// One.
    One,
}

/// Which sections stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cast {
    /// The one with the keyboard.
    pub focus: Part,
    /// Those that have nothing to show.
    pub absent: Vec<Part>,
}

impl Cast {
    fn has(&self, part: Part) -> bool {
        !self.absent.contains(&part)
    }
}

/// Places the sections in a body; `wide` is the width of three columns. A low body has a place that sections share: the
/// one with the keyboard stands in it.
pub fn plan(body: Rect, wide: u16, want: Want, cast: &Cast) -> Plan {
    if want == Want::One || body.height < SHORT {
        return Plan::Alone(body);
    }
    let there = |parts: &[Part]| -> Vec<Part> { parts.iter().copied().filter(|part| cast.has(*part)).collect() };
    let column = |x: u16, width: u16, parts: &[Part]| {
        let (parts, sharing) = shared(there(parts), body.height, cast.focus);
        Column { area: Rect { x: body.x + x, width, ..body }, parts, sharing }
    };
    if body.width < wide {
        let left = if body.width < 100 { body.width * 48 / 100 } else { body.width * 45 / 100 };
        let [beside @ .., touches] = Part::ALL;
        return Plan::Columns(vec![column(0, left, &beside), column(left, body.width - left, &[touches])]);
    }
    let (left, right) = ((body.width * 32 / 100).min(60), (body.width * 28 / 100).min(56));
    let middle = body.width - left - right;
    Plan::Columns(vec![
        column(0, left, &[Part::Stake, Part::Contracts, Part::Deals, Part::Contacts]),
        column(left, middle, &[Part::Timeline]),
        column(left + middle, right, &[Part::Tasks, Part::Figures, Part::Goals, Part::Voice, Part::Notes, Part::Links]),
    ])
}

/// The sections that stand in a column of so many lines, and those that share its last place.
fn shared(parts: Vec<Part>, lines: u16, focus: Part) -> (Vec<Part>, Vec<Part>) {
    let most = usize::from(lines.saturating_sub(1) / LEAST).max(1);
    if parts.len() <= most {
        return (parts, Vec::new());
    }
    let less = SHARING.into_iter().filter(|part| parts.contains(part)).take(parts.len() - most + 1);
    let less: Vec<Part> = less.collect();
    let (sharing, mut standing): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| less.contains(part));
    standing.extend(sharing.iter().find(|part| **part == focus).or(sharing.first()));
    (standing, sharing)
}

impl Plan {
    /// The sections in the order of the tab key: as they stand, column by column.
    pub fn order(&self, cast: &Cast) -> Vec<Part> {
        match self {
            Plan::Alone(_) => Part::ALL.into_iter().filter(|part| cast.has(*part)).collect(),
            Plan::Columns(columns) => columns.iter().flat_map(Column::order).collect(),
        }
    }
}

impl Column {
    /// Its sections, those that share a place in turn.
    fn order(&self) -> impl Iterator<Item = Part> {
        let alone = self.parts.iter().filter(|part| !self.sharing.contains(part));
        alone.chain(&self.sharing).copied()
    }
}

/// Shares lines among sections that want some each: one each first, then the one with the keyboard up to half of the
/// room, then the others in turn, each as many at a time as it weighs. What nobody wants falls to the last.
pub fn share(room: u16, wanted: &[usize], weights: &[usize], focused: Option<usize>) -> Vec<u16> {
    let room = usize::from(room);
    let mut given = vec![0; wanted.len()];
    let mut left = room;
    let mut give = |n: usize, up_to: usize, given: &mut Vec<usize>| {
        if let (Some(has), Some(want)) = (given.get_mut(n), wanted.get(n)) {
            let more = (*want).min(up_to).saturating_sub(*has).min(left);
            *has += more;
            left -= more;
            return more > 0;
        }
        false
    };
    for n in 0..wanted.len() {
        give(n, 1, &mut given);
    }
    if let Some(focused) = focused {
        give(focused, (room / 2).max(3), &mut given);
    }
    loop {
        let mut any = false;
        for n in 0..wanted.len() {
            let next = given.get(n).map_or(0, |has| has + weights.get(n).copied().unwrap_or(1).max(1));
            any |= give(n, next, &mut given);
        }
        if !any {
            break;
        }
    }
    if let Some(last) = given.last_mut() {
        *last += left;
    }
    given.into_iter().map(|lines| lines as u16).collect()
}

/// Lines for what the cursor is on, of those of its column; none where there is too little for both.
pub fn detail(lines: u16) -> u16 {
    if lines < 7 { 0 } else { (lines / 3).clamp(3, 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_shared() {
        for (room, wanted, focused, given) in [
            (12, vec![5, 3, 4, 4, 6, 2], None, vec![2, 2, 2, 2, 2, 2]),
            (12, vec![5, 3, 4, 4, 6, 2], Some(3), vec![2, 2, 2, 4, 1, 1]),
            (12, vec![5, 3, 40, 4, 6, 2], Some(2), vec![2, 1, 6, 1, 1, 1]),
            (3, vec![5, 3, 4, 4], Some(3), vec![1, 1, 1, 0]),
            (20, vec![2, 0, 3], None, vec![2, 0, 18]),
            (0, vec![2, 1], Some(0), vec![0, 0]),
            (4, vec![], None, vec![]),
        ] {
            assert_eq!(share(room, &wanted, &[], focused), given, "{room} {wanted:?} {focused:?}");
        }
    }

    #[test]
    fn what_is_acted_upon_gets_more() {
        assert_eq!(share(12, &[5, 3, 4, 4, 6, 2], &[2, 1, 2, 2, 1, 1], None), [3, 2, 3, 2, 1, 1]);
    }

    #[test]
    fn columns_fill_the_body() {
        let all = Cast { focus: Part::Timeline, absent: Vec::new() };
        for width in 60..=300 {
            let body = Rect::new(0, 3, width, 20);
            let Plan::Columns(columns) = plan(body, 140, Want::All, &all) else { panic!("{width}") };
            assert_eq!(columns.iter().map(|column| column.area.width).sum::<u16>(), width);
            assert!(columns.iter().all(|column| column.area.width >= 28), "{width}");
        }
        assert_eq!(plan(Rect::new(0, 3, 60, 9), 140, Want::All, &all), Plan::Alone(Rect::new(0, 3, 60, 9)));
    }

    #[test]
    fn a_low_body_has_a_place_that_sections_share() {
        let beside = &Part::ALL[..10];
        for (lines, focus, last, sharing) in [
            (31, Part::Stake, Part::Links, 0),
            (19, Part::Stake, Part::Deals, 5),
            (19, Part::Notes, Part::Notes, 5),
            (16, Part::Stake, Part::Deals, 6),
            (16, Part::Figures, Part::Figures, 6),
        ] {
            let (standing, shared) = shared(beside.to_vec(), lines, focus);
            assert_eq!((standing.last(), shared.len()), (Some(&last), sharing), "{lines} {focus:?}");
            assert!(standing.len() * usize::from(LEAST) < usize::from(lines), "{standing:?}");
        }
    }

    #[test]
    fn tab_meets_every_section_once_whichever_has_the_keyboard() {
        for (width, height) in [(80, 20), (160, 40), (60, 9)] {
            let body = Rect::new(0, 3, width, height);
            for absent in [vec![], vec![Part::Goals], vec![Part::Goals, Part::Links]] {
                for focus in Part::ALL.into_iter().filter(|part| !absent.contains(part)) {
                    let cast = Cast { focus, absent: absent.clone() };
                    let mut order = plan(body, 140, Want::All, &cast).order(&cast);
                    assert!(order.contains(&focus) && order.len() == Part::ALL.len() - absent.len(), "{order:?}");
                    order.dedup();
                    assert_eq!(order.len(), Part::ALL.len() - absent.len());
                }
            }
        }
    }
}
