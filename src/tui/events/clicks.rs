//! What the mouse does, as folio understands it: a click, a second one soon after, the wheel. All else is nothing.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use std::time::{Duration, Instant};

/// How soon the second click of two comes.
const SOON: Duration = Duration::from_millis(400);

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gesture {
    /// A click.
    Click,
    /// A second click at the same place.
    DoubleClick,
    /// The wheel turned towards the person: on.
    WheelDown,
    /// The wheel turned away: back.
    WheelUp,
}

/// What was done, and at which cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pointed {
    /// What.
    pub gesture: Gesture,
    /// Column, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
}

/// Knows a second click from a first one.
#[derive(Debug, Default)]
pub struct Clicks {
    last: Option<(Instant, u16, u16)>,
}

impl Clicks {
    /// What an event at a time is; none when it means nothing.
    pub fn take(&mut self, event: MouseEvent, at: Instant) -> Option<Pointed> {
        let (x, y) = (event.column, event.row);
        let gesture = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let second = self.last.is_some_and(|(before, column, row)| {
                    (column, row) == (x, y) && at.saturating_duration_since(before) <= SOON
                });
                // A third one is the first of the next two.
                self.last = (!second).then_some((at, x, y));
                if second { Gesture::DoubleClick } else { Gesture::Click }
            }
            MouseEventKind::ScrollDown => Gesture::WheelDown,
            MouseEventKind::ScrollUp => Gesture::WheelUp,
            _ => return None,
        };
        Some(Pointed { gesture, x, y })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    #[test]
    fn a_second_click_soon_after_is_a_double_one() {
        let mut clicks = Clicks::default();
        let start = Instant::now();
        let mut at = |millis: u64, kind, column| {
            let event = MouseEvent { kind, column, row: 3, modifiers: KeyModifiers::NONE };
            clicks.take(event, start + Duration::from_millis(millis)).map(|pointed| pointed.gesture)
        };
        let left = MouseEventKind::Down(MouseButton::Left);
        for (millis, kind, column, want) in [
            (0, left, 5, Some(Gesture::Click)),
            (50, MouseEventKind::Up(MouseButton::Left), 5, None),
            (300, left, 5, Some(Gesture::DoubleClick)),
            (400, left, 5, Some(Gesture::Click)),
            (500, left, 6, Some(Gesture::Click)),
            (2_000, left, 6, Some(Gesture::Click)),
            (2_100, MouseEventKind::ScrollDown, 6, Some(Gesture::WheelDown)),
            (2_200, MouseEventKind::Down(MouseButton::Right), 6, None),
        ] {
            assert_eq!(at(millis, kind, column), want, "{millis}");
        }
    }
}
