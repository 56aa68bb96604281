//! The renewals of the calendar, as they are filtered, in a file: for a calendar program, or as a list.

use crate::domain::value::day::Day;
use crate::domain::value::text::shown;
use crate::service::export::{Part, TaskForm, Wanted};
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;

/// What the file is called unless somebody says otherwise.
const NAME: &str = "renewals.ics";

impl App {
    /// Asks where the file goes.
    pub(in crate::tui) fn ask_export(&mut self) -> Vec<Effect> {
        let filter = self.filter(Focus::Renewals);
        let of = if filter.is_all() { "of all accounts".to_owned() } else { format!("of {}", shown(&filter.text)) };
        let about = format!("ends of terms and cancel-by days from today, {of}");
        self.ask_with(Purpose::Export, about, NAME.to_owned(), "")
    }

    /// Has the file written.
    pub(in crate::tui) fn export_to(&mut self, place: String) -> Vec<Effect> {
        let wanted = Wanted {
            parts: vec![Part::Renewals, Part::CancelBy],
            tasks: TaskForm::Event,
            account: None,
            filter: self.filter(Focus::Renewals).query.clone(),
            from: self.now.today,
            to: Day::MAX,
        };
        vec![Effect::Export(Box::new(wanted), place)]
    }
}
