//! A feedback line and a usage line, each part said back.

use crate::domain::phrase::echo::describe;
use crate::domain::phrase::when::When;
use crate::domain::phrase::{feedback as voice, usage as figures};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::intent::Intent;
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight};
use crate::tui::modals::meaning::task::person;

/// A line that says what a customer said.
pub fn feedback(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    let read = match voice::parse(text, sight.now.today, &sight.dates) {
        Err(error) => return Meaning::Wrong(error.into()),
        Ok(read) => read,
    };
    let scale = read.scale.unwrap_or(read.kind.scale());
    let score = read.score.map(|score| format!(" {score} on {scale}")).unwrap_or_default();
    let mut parts = vec![Part::said("feedback", format!("{}{score}", read.kind))];
    let mut stop = None;
    if let Some(name) = &read.contact {
        let (part, doubt) = person(name, sight.sheet.and_then(|sheet| sheet.account(account)));
        parts.push(Part { label: "by", ..part });
        stop = doubt;
    }
    parts.extend(read.when.map(|when| Part::said("when", describe(when, sight.now.today))));
    if !read.text.is_empty() {
        parts.push(Part::said("words", shown(&read.text)));
    }
    parts.extend(read.consent.map(|yes| Part::said("may be quoted", if yes { "yes" } else { "no" }).beside()));
    parts.extend(read.source.as_ref().map(|source| Part::said("from", shown(source)).beside()));
    if read.kind.asks() {
        parts.push(Part::assumed("", "open until it is settled"));
    }
    let preview = Preview::of(parts).with(&read.tokens);
    match stop {
        None => Meaning::Is(Box::new(Intent::AddFeedback(account, text.to_owned())), preview),
        Some(stop) => Meaning::Unclear(preview, stop),
    }
}

/// A line that says what a customer uses.
pub fn usage(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    let read = match figures::parse(text, sight.now.today, &sight.dates) {
        Err(error) => return Meaning::Wrong(error.into()),
        Ok(read) => read,
    };
    let mut parts: Vec<Part> = Vec::new();
    for (n, (metric, figure)) in read.figures.iter().enumerate() {
        let part = Part::said(if n == 0 { "usage" } else { "" }, format!("{} {figure}", shown(metric)));
        parts.push(if n == 0 { part } else { part.beside() });
    }
    let day = read.day.unwrap_or(sight.now.today);
    let told = describe(When { day, minute: None }, sight.now.today);
    parts.push(if read.day.is_some() { Part::said("on", told) } else { Part::assumed("on", told) });
    parts.extend(read.source.as_ref().map(|source| Part::said("from", shown(source))));
    let preview = Preview::of(parts).with(&read.tokens);
    Meaning::Is(Box::new(Intent::AddUsage(account, text.to_owned())), preview)
}
