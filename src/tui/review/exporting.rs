//! Has the review of a week written where a person says.

use crate::domain::value::text::shown;
use crate::service::review::report;
use crate::tui::app::App;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::reach::clip::Clip;
use crate::tui::review::export::{Place, placed};

impl App {
    /// Asks where the week goes.
    pub(in crate::tui) fn ask_review_export(&mut self) -> Vec<Effect> {
        let Some(page) = self.review.as_ref().and_then(|review| review.page()) else {
            self.status = Status::Note("the week is still being read; the same key in a moment".to_owned());
            return Vec::new();
        };
        let (week, about) = (page.week, format!("figures, lists and note of {}", page.week));
        self.ask_with(Purpose::ExportReview, about, format!("review-{week}.md"), &week.to_string())
    }

    /// Has the week written.
    pub(in crate::tui) fn export_review(&mut self, place: &str) -> Vec<Effect> {
        let Some(page) = self.review.as_ref().and_then(|review| review.page()) else { return Vec::new() };
        let what = format!("review of {}", page.week);
        match placed(place) {
            Some(Place::File(place, format)) => {
                vec![Effect::Save(report::write(page, format), place.to_owned(), what)]
            }
            Some(Place::Copy(format)) => {
                let text = report::write(page, format);
                self.copy(Clip { what, text })
            }
            None => {
                self.status = Status::Error(format!("{} names no format", shown(place)));
                Vec::new()
            }
        }
    }
}
