//! Where the parts of the calendar stand: days and bars on the left, the agenda on the right; on a small screen one part
//! alone under a strip of names.

use crate::tui::calendar::state::Part;
use ratatui::layout::Rect;

/// Columns under which one part stands alone.
const NARROW: u16 = 76;
/// Lines of a body from which the bars have a pane of their own.
const TALL: u16 = 28;

/// Where everything stands. A part without room is absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// The names of the parts, when one stands alone.
    pub names: Option<Rect>,
    /// The days.
    pub grid: Option<Rect>,
    /// The bars, when they do not stand under the days.
    pub months: Option<Rect>,
    /// What falls on the days, one by one.
    pub agenda: Option<Rect>,
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

/// Places the parts in a body, which has four lines of the screen above and below it.
pub fn plan(body: Rect, want: Want) -> Plan {
    if want.alone || body.width < NARROW || body.height + 4 < want.short {
        let names = Rect { height: 1.min(body.height), ..body };
        let rest = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        let of = |part| (want.part == part).then_some(rest);
        return Plan { names: Some(names), grid: of(Part::Grid), months: of(Part::Months), agenda: of(Part::Agenda) };
    }
    let left = match body.width {
        ..90 => 44,
        90..140 => body.width / 2,
        _ => (body.width * 52 / 100).min(128),
    };
    let agenda = Rect { x: body.x + left, width: body.width - left, ..body };
    let left = Rect { width: left, ..body };
    if body.height < TALL {
        return Plan { grid: Some(left), agenda: Some(agenda), ..Plan::default() };
    }
    let bars = (body.height * 2 / 5).clamp(10, 22);
    let grid = Rect { height: left.height - bars, ..left };
    let months = Rect { y: grid.bottom(), height: bars, ..left };
    Plan { grid: Some(grid), months: Some(months), agenda: Some(agenda), ..Plan::default() }
}

impl Plan {
    /// Whether the bars stand elsewhere than under the days: in a pane of their own, or one key away.
    pub fn bars_apart(&self) -> bool {
        self.months.is_some() || self.names.is_some()
    }

    /// The parts in the order of the tab key.
    pub fn order(&self) -> &'static [Part] {
        if self.names.is_some() { &[Part::Grid, Part::Agenda, Part::Months] } else { &[Part::Grid, Part::Agenda] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_body() {
        for width in 60..=220 {
            for height in 11..=60 {
                for part in [Part::Grid, Part::Agenda, Part::Months] {
                    let body = Rect::new(0, 2, width, height);
                    let plan = plan(body, Want { part, alone: false, short: 20 });
                    let parts = [plan.names, plan.grid, plan.months, plan.agenda];
                    let area: u32 = parts.into_iter().flatten().map(Rect::area).sum();
                    assert_eq!(area, body.area(), "{width}x{height}");
                    assert!(plan.grid.is_none_or(|grid| grid.width >= 44 && grid.height >= 10), "{width}x{height}");
                    assert!(plan.agenda.is_none_or(|agenda| agenda.width >= 32), "{width}x{height}");
                }
            }
        }
    }
}
