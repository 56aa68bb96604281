//! Lines that are a day: until when to hide something, or a new promise.

use crate::domain::phrase::date::when;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::when::When;
use crate::domain::value::text::shown;
use crate::service::intent::{Intent, Snooze};
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};

/// A day, with or without a time.
pub fn dated(text: &str, sight: Sight<'_>, intent: impl FnOnce(When) -> Intent) -> Meaning {
    let today = sight.now.today;
    match when(text.trim(), today, &sight.dates) {
        Ok(found) => Meaning::Is(Box::new(intent(found)), Preview::of(vec![Part::said("day", describe(found, today))])),
        Err(error) => Meaning::Wrong(Stop::new(shown(&error.to_string()).into_owned(), error.hint())),
    }
}

/// A day to go to: nothing is written.
pub fn day(text: &str, sight: Sight<'_>) -> Meaning {
    let today = sight.now.today;
    match when(text.trim(), today, &sight.dates) {
        Ok(found) => {
            let told = describe(When { minute: None, ..found }, today);
            Meaning::Day(found.day, Preview::of(vec![Part::said("day", told)]))
        }
        Err(error) => Meaning::Wrong(Stop::new(shown(&error.to_string()).into_owned(), error.hint())),
    }
}

/// A day and, after `--`, why. The presets `1 3 w m` stand for tomorrow, in three days, Monday, in a month.
pub fn snoozed(text: &str, sight: Sight<'_>, intent: impl FnOnce(Snooze) -> Intent) -> Meaning {
    let today = sight.now.today;
    let (day, reason) = match text.split_once("--") {
        Some((day, reason)) => (day.trim(), Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty())),
        None => (text.trim(), None),
    };
    let phrase = match day {
        "1" => "tomorrow",
        "3" => "in 3d",
        "w" => "next mon",
        "m" => "in 1mo",
        other => other,
    };
    match when(phrase, today, &sight.dates) {
        Ok(found) if found.day <= today => {
            Meaning::Wrong(Stop::new(format!("{} is not to come", describe(found, today)), "name a later day"))
        }
        Ok(found) => {
            let mut parts = vec![Part::said("until", describe(When { minute: None, ..found }, today))];
            parts.extend(reason.as_deref().map(|reason| Part::said("why", shown(reason))));
            Meaning::Is(Box::new(intent(Snooze { until: found.day, reason })), Preview::of(parts))
        }
        Err(error) => Meaning::Wrong(Stop::new(shown(&error.to_string()).into_owned(), error.hint())),
    }
}
