//! A line that settles a renewal: read as it is typed, and beside it what the desk says that it would write.

use crate::domain::book::DecisionId;
use crate::domain::phrase::outcome;
use crate::domain::value::day::Day;
use crate::domain::value::text::shown;
use crate::service::intent::Intent;
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};
use crate::tui::modals::meaning::terms::weighed;

/// What a line means for several decisions, each with the day on which its term was shown to end.
pub fn all_settled(decisions: &[(DecisionId, Day)], text: &str, sight: Sight<'_>) -> Meaning {
    match outcome::parse(text, sight.now.today, &sight.dates) {
        Ok(verdict) => {
            let preview = Preview::of(vec![Part::said("outcome", verdict.outcome.to_string())]);
            weighed(Intent::SettleRenewals(decisions.to_vec(), text.to_owned()), preview, text, sight)
        }
        Err(error) => Meaning::Wrong(error.into()),
    }
}

/// What a line means for a decision whose term was shown to end on a day.
pub fn settled(decision: DecisionId, end: Day, text: &str, sight: Sight<'_>) -> Meaning {
    let verdict = match outcome::parse(text, sight.now.today, &sight.dates) {
        Ok(verdict) => verdict,
        Err(error) => return Meaning::Wrong(error.into()),
    };
    let intent = Box::new(Intent::SettleRenewal(decision, end, text.to_owned()));
    match sight.told.filter(|told| told.line == text).map(|told| &told.says) {
        Some(Ok(says)) => {
            let parts = says.iter().map(|(what, says)| Part::said(what, says.clone())).collect();
            Meaning::Is(intent, Preview::of(parts))
        }
        Some(Err(refused)) => Meaning::Wrong(Stop::new(refused.message.clone(), refused.hint.clone())),
        // Until the desk answers, what the line says by itself.
        None => {
            let mut parts = vec![Part::said("outcome", verdict.outcome.to_string())];
            parts.extend(verdict.reason.map(|reason| Part::said("reason", shown(&reason).into_owned())));
            parts.extend(verdict.next.iter().map(|next| Part::said("task", shown(&next.title).into_owned())));
            Meaning::Is(intent, Preview::of(parts))
        }
    }
}
