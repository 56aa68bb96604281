//! The review of a week as a file, or on the clipboard. What it is written as is told by the ending of the name.

use crate::domain::value::text::shown;
use crate::service::review::report;
use crate::service::review::report::Format;
use crate::tui::app::App;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::reach::clip::Clip;

/// How a place begins that is the clipboard.
const COPY: &str = "copy";

/// Where a report goes, and as what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place<'a> {
    /// To a file of this name.
    File(&'a str, Format),
    /// To the clipboard.
    Copy(Format),
}

/// Reads where a report goes: a file by its ending, or `copy`, with the name of a format behind it.
pub fn placed(text: &str) -> Option<Place<'_>> {
    let text = text.trim();
    let mut words = text.split_whitespace();
    if words.next() == Some(COPY) {
        return match (words.next(), words.next()) {
            (None, _) => Some(Place::Copy(Format::Markdown)),
            (Some(word), None) => Format::of_ending(word).map(Place::Copy),
            _ => None,
        };
    }
    let (_, ending) = text.rsplit_once('.')?;
    Format::of_ending(ending).map(|format| Place::File(text, format))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_what_is_written() {
        for (text, want) in [
            ("review-2026-W48.md", Some(Place::File("review-2026-W48.md", Format::Markdown))),
            (" ~/a.b/week.HTML ", Some(Place::File("~/a.b/week.HTML", Format::Html))),
            ("x.csv", Some(Place::File("x.csv", Format::Csv))),
            ("x.json", Some(Place::File("x.json", Format::Json))),
            ("copy", Some(Place::Copy(Format::Markdown))),
            ("copy html", Some(Place::Copy(Format::Html))),
            ("copy pdf", None),
            ("copy md now", None),
            ("week.pdf", None),
            ("week", None),
            ("", None),
        ] {
            assert_eq!(placed(text), want, "{text}");
        }
    }
}
