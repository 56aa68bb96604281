//! A line that starts a playbook: its name, and perhaps the day from which it is counted.

use crate::domain::phrase::date::when;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::when::When;
use crate::domain::query::fault::guess;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::intent::Intent;
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};
use crate::tui::modals::meaning::terms::weighed;

/// `renewal`, `onboarding on mon`.
pub fn start(accounts: &[AccountId], known: &[String], text: &str, sight: Sight<'_>) -> Meaning {
    let text_of_line = text.trim();
    let (name, rest) = text_of_line.split_once(char::is_whitespace).unwrap_or((text_of_line, ""));
    let Some(name) = known.iter().find(|one| one.eq_ignore_ascii_case(name)) else {
        let otherwise = format!("playbooks: {}", known.join(", "));
        let hint = guess(name, known.iter().map(String::as_str), &otherwise);
        return Meaning::Wrong(Stop::new(format!("there is no playbook {:?}", shown(name)), hint));
    };
    let rest = rest.trim();
    let day = rest.strip_prefix("on ").unwrap_or(rest).trim();
    let today = sight.now.today;
    let on = match (day.is_empty(), when(day, today, &sight.dates)) {
        (true, _) => None,
        (false, Ok(found)) => Some(found.day),
        (false, Err(error)) => {
            return Meaning::Wrong(Stop::new(shown(&error.to_string()).into_owned(), error.hint()));
        }
    };
    let mut parts = vec![Part::said("playbook", shown(name).into_owned())];
    parts.push(match on {
        Some(day) => Part::said("from", describe(When { day, minute: None }, today)),
        None => Part::assumed("from", "its own day"),
    });
    let intent = Intent::StartPlaybook(accounts.to_vec(), name.clone(), on);
    weighed(intent, Preview::of(parts), text, sight)
}
