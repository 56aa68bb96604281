//! Finds a week by words of its note: the newest first, and by the same words again the one before it, round and round.

use crate::domain::review::week::Week;
use crate::domain::value::day::Day;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::plan::Part;

impl App {
    /// Asks for words of a note; those of the last time stand there.
    pub(in crate::tui) fn ask_noted(&mut self) -> Vec<Effect> {
        let sought = self.review.as_ref().map(|review| review.sought.clone()).unwrap_or_default();
        self.ask_with(Purpose::FindWeek, "in the notes of all weeks".to_owned(), sought, "")
    }

    /// Looks for the weeks whose notes hold a text.
    pub(in crate::tui) fn find_noted(&mut self, text: String) -> Vec<Effect> {
        if let Some(review) = &mut self.review {
            review.sought.clone_from(&text);
        }
        vec![Effect::Fetch(Query::Noted(text))]
    }

    /// Goes to the note of the week of a day, in the review that is open.
    pub(in crate::tui) fn show_note_of(&mut self, day: Day) {
        self.show_week_of(day);
        if let Some(review) = &mut self.review {
            review.enter(Part::Note);
        }
    }

    /// Goes to the next of the weeks that were found, unless other words are looked for by now.
    pub(in crate::tui) fn got_noted(&mut self, text: &str, weeks: &[Week]) {
        let Some(review) = self.review.as_ref().filter(|review| review.sought == text) else { return };
        let next = weeks.iter().position(|week| *week == review.week).map_or(0, |here| (here + 1) % weeks.len());
        let Some(week) = weeks.get(next) else {
            self.status = Status::Note("no note of a week holds all of that".to_owned());
            return;
        };
        self.show_note_of(week.first);
        let told = match weeks.len() {
            1 => format!("{week}: the one note that holds it"),
            many => format!("{week}: note {} of {many}; / enter is the next", next + 1),
        };
        self.status = Status::Note(told);
    }
}
