//! Lines about contracts and deals: what they say of money and time is read as they are typed, and beside it stands what
//! the desk says that it would write.

use crate::domain::book::DecisionId;
use crate::domain::phrase::date::when;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::mark::LineError;
use crate::domain::phrase::modify::{Edit, echo, parse, parse_new};
use crate::domain::phrase::target::Target;
use crate::domain::phrase::terms::{About, Terms, read};
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::id::{AccountId, OpportunityId};
use crate::domain::value::text::shown;
use crate::service::intent::{Intent, Rows};
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};

/// An intent with what the desk says of the line; until it answers, with what the line says by itself.
pub fn weighed(intent: Intent, basic: Preview, text: &str, sight: Sight<'_>) -> Meaning {
    match sight.told.filter(|told| told.line == text).map(|told| &told.says) {
        Some(Ok(says)) => {
            let parts = says.iter().map(|(what, says)| Part::said(what, says.clone())).collect();
            Meaning::Is(Box::new(intent), Preview { parts, ..basic })
        }
        Some(Err(refused)) => Meaning::Wrong(Stop::new(refused.message.clone(), refused.hint.clone())),
        None => Meaning::Is(Box::new(intent), basic),
    }
}

/// A new contract of an account.
pub fn contract(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    let hint = "write the product first: Tideline Team 96k 1y auto notice:60d";
    let intent = || Intent::AddContract(account, text.to_owned());
    made(&Target::of::<Subscription>(), About::NewContract, ("contract", hint), text, sight, intent)
}

/// A new opportunity of an account.
pub fn deal(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    let hint = "write its name first: \"Seats +50\" upsell 40k 60% close:2027-01-31";
    let intent = || Intent::AddOpportunity(account, text.to_owned());
    made(&Target::of::<Opportunity>(), About::Deal, ("deal", hint), text, sight, intent)
}

fn made(
    target: &Target,
    about: About,
    (label, hint): (&'static str, &'static str),
    text: &str,
    sight: Sight<'_>,
    intent: impl Fn() -> Intent,
) -> Meaning {
    let today = sight.now.today;
    let terms = match read(text, about, today, &sight.dates) {
        Ok(terms) => terms,
        Err(error) => return Meaning::Wrong(error.into()),
    };
    match parse_new(&terms.rest, target, today, &sight.dates) {
        Err(error) => Meaning::Wrong(error.into()),
        Ok(made) if made.name.trim().is_empty() => Meaning::Wrong(Stop::new("what is it called?", hint)),
        Ok(made) => {
            let mut parts = vec![Part::said(label, shown(&made.name).into_owned())];
            parts.extend(echoed(&made.edits, sight));
            let tokens = made.edits.into_iter().map(|edit| edit.span).collect();
            weighed(intent(), Preview { parts, tokens }, text, sight)
        }
    }
}

fn echoed<'a>(edits: &'a [Edit], sight: Sight<'a>) -> impl Iterator<Item = Part> + 'a {
    let label = |n: usize| if n == 0 { "with" } else { "" };
    edits.iter().enumerate().map(move |(n, edit)| {
        let part = Part::said(label(n), echo(&edit.change, sight.now.today));
        if n == 0 { part } else { part.beside() }
    })
}

/// Changes of contracts or opportunities: `+20k from 1 dec reason: new team`, `50k 80% stage:legal`.
pub fn changed(rows: &Rows, about: About, text: &str, sight: Sight<'_>) -> Meaning {
    let Some(target) = Target::of_kind(rows.kind()) else { return Meaning::Empty };
    let today = sight.now.today;
    let terms = match read(text, about, today, &sight.dates) {
        Ok(terms) => terms,
        Err(error) => return Meaning::Wrong(error.into()),
    };
    let edits = match fields(&terms, &target, sight) {
        Ok(edits) => edits,
        Err(error) => return Meaning::Wrong(error.into()),
    };
    let mut parts = vec![Part::said("change", shown(text.trim()).into_owned())];
    parts.extend(echoed(&edits, sight));
    let tokens = edits.into_iter().map(|edit| edit.span).collect();
    weighed(Intent::Modify(rows.clone(), text.to_owned()), Preview { parts, tokens }, text, sight)
}

/// The fields that a line names; a line of terms alone names none.
fn fields(terms: &Terms, target: &Target, sight: Sight<'_>) -> Result<Vec<Edit>, LineError> {
    if terms.rest.trim().is_empty() && !terms.is_empty() {
        return Ok(Vec::new());
    }
    parse(&terms.rest, target, sight.now.today, &sight.dates)
}

/// How an opportunity ended: `won 42k from 1 dec`, `lost too dear`.
pub fn closing(id: OpportunityId, text: &str, sight: Sight<'_>) -> Meaning {
    let begin = text.len() - text.trim_start().len();
    let word = text.split_whitespace().next().unwrap_or_default();
    let line = text.get(begin + word.len()..).unwrap_or_default();
    match word.to_lowercase().as_str() {
        "won" => {
            let terms = match read(line, About::Closing, sight.now.today, &sight.dates) {
                Ok(terms) => terms,
                Err(error) => {
                    let mut stop = Stop::from(error);
                    let moved = |at: usize| at + begin + word.len();
                    stop.span = stop.span.map(|span| moved(span.start)..moved(span.end));
                    return Meaning::Wrong(stop);
                }
            };
            if let Some(word) = terms.rest.split_whitespace().next() {
                let why = format!("{:?} has no place where a deal is won", shown(word));
                return Meaning::Wrong(Stop::new(why, "write 42k, from 1 dec, 1y, contract:NAME or reason: as it was"));
            }
            let preview = Preview::of(vec![Part::said("deal", "won")]);
            weighed(Intent::WinOpportunity(id, line.trim().to_owned()), preview, text, sight)
        }
        "lost" => {
            let mut parts = vec![Part::said("deal", "lost")];
            parts.extend((!line.trim().is_empty()).then(|| Part::said("why", shown(line.trim()).into_owned())));
            weighed(Intent::LoseOpportunity(id, line.trim().to_owned()), Preview::of(parts), text, sight)
        }
        _ => Meaning::Wrong(Stop::new("was it won or lost?", "won 42k from 1 dec   lost too dear")),
    }
}

/// Notice that came in: a day, today when none is said, and why behind `reason:`.
pub fn notice(decision: DecisionId, text: &str, sight: Sight<'_>) -> Meaning {
    let today = sight.now.today;
    let at = text.to_ascii_lowercase().find("reason:");
    let (day, reason) = match at {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + "reason:".len()..)),
        None => (text, None),
    };
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    let phrase = if day.trim().is_empty() { "today" } else { day.trim() };
    match when(phrase, today, &DateOptions { lean: Lean::Past, ..sight.dates }) {
        Err(error) => Meaning::Wrong(Stop::new(shown(&error.to_string()).into_owned(), error.hint())),
        Ok(found) => {
            let mut parts = vec![Part::said("notice", describe(found, today))];
            parts.extend(reason.as_deref().map(|why| Part::said("why", shown(why).into_owned())));
            weighed(Intent::Notice(decision, found.day, reason), Preview::of(parts), text, sight)
        }
    }
}
