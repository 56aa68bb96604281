//! What the mouse does in the review: a click goes to a step or a row, a second one opens it, the wheel moves what is
//! under it.

use crate::input::command::Command;
use crate::tui::app::App;
use crate::tui::deck::Places;
use crate::tui::events::clicks::{Gesture, Pointed};
use crate::tui::msg::Effect;
use crate::tui::review::draw::step_at;
use crate::tui::review::plan::Part;
use crate::tui::review::state::part_of;
use ratatui::layout::Position;

impl App {
    /// Does what the mouse says in the review.
    pub(in crate::tui) fn point_at_review(
        &mut self,
        pointed: Pointed,
        places: &Places,
        rows: Option<isize>,
    ) -> Vec<Effect> {
        let width = self.size.0;
        let plan = self.review_plan(places.body);
        let Some(review) = self.review.as_mut().filter(|review| review.pad.is_none()) else { return Vec::new() };
        if pointed.y == places.head.y + 1 && rows.is_none() {
            if let Some(step) = step_at(review, width, pointed.x) {
                review.enter(part_of(step));
            }
            return Vec::new();
        }
        let at = Position::new(pointed.x, pointed.y);
        let Some((part, area)) = plan.parts().iter().copied().find(|(_, area)| area.contains(at)) else {
            return Vec::new();
        };
        let len = review.len(part);
        if let Some(rows) = rows {
            review.list_mut(part).scroll(rows, len);
            return Vec::new();
        }
        review.enter(part);
        if part == Part::Note {
            return if pointed.gesture == Gesture::DoubleClick { self.command(Command::Open) } else { Vec::new() };
        }
        let list = review.list(part);
        // The rows end where the pane does, but for the advice below them; what stands above them is a heading.
        let below = if matches!(part, Part::Time | Part::Slipped) { review.below } else { 0 };
        let first = area.bottom().saturating_sub(1 + below).saturating_sub(list.height as u16);
        let row = pointed.y.checked_sub(first).map(|row| list.top + usize::from(row));
        if let Some(row) = row.filter(|row| *row < len && *row < list.top + list.height) {
            review.list_mut(part).put(row, len);
            if pointed.gesture == Gesture::DoubleClick {
                return self.command(Command::Open);
            }
        }
        Vec::new()
    }
}
