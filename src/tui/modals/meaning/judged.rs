//! Lines with which a CSM speaks against the figures: health by hand, the own call.

use crate::domain::phrase::echo::describe;
use crate::domain::phrase::judgement;
use crate::domain::phrase::when::When;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::intent::{HealthDraft, Intent};
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};

/// Health by hand: `red until fri -- CFO will not answer`.
pub fn health(accounts: &[AccountId], text: &str, sight: Sight<'_>) -> Meaning {
    let said = match judgement::health(text, sight.now.today, &sight.dates) {
        Ok(said) => said,
        Err(error) => return Meaning::Wrong(error.into()),
    };
    let send = |draft| Box::new(Intent::SetHealth(accounts.to_vec(), draft));
    let Some(level) = said.level else {
        return Meaning::Is(send(None), Preview::of(vec![Part::said("health", "by its score again")]));
    };
    let mut parts = vec![Part::said("health", format!("{level} by hand"))];
    parts.push(match said.until {
        Some(day) => Part::said("until", describe(When { day, minute: None }, sight.now.today)),
        None => Part::assumed("until", "as long as the config says"),
    });
    let Some(reason) = said.why else {
        return Meaning::Unclear(Preview::of(parts), Stop::new("why?", "write it behind two dashes: -- CFO is silent"));
    };
    parts.push(Part::said("why", shown(&reason)));
    Meaning::Is(send(Some(HealthDraft { level, until: said.until, reason })), Preview::of(parts))
}

/// The own call: `at risk -- budget frozen`.
pub fn call(accounts: &[AccountId], text: &str) -> Meaning {
    let said = match judgement::call(text) {
        Ok(said) => said,
        Err(error) => return Meaning::Wrong(error.into()),
    };
    let parts = match said.level {
        None => vec![Part::said("call", "taken back")],
        Some(level) => {
            let why = said.why.as_deref().map(|why| Part::said("why", shown(why)));
            std::iter::once(Part::said("call", level.word())).chain(why).collect()
        }
    };
    let call = said.level.map(|level| (level, said.why));
    Meaning::Is(Box::new(Intent::Call(accounts.to_vec(), call)), Preview::of(parts))
}
