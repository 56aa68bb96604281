//! A touch line, and the line that stops the clock.

use crate::domain::phrase::echo::describe;
use crate::domain::phrase::touch::{self, Touch};
use crate::domain::record::contact::Sentiment;
use crate::domain::record::touch::Direction;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::intent::Intent;
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Running, Sight, Stop};
use crate::tui::modals::meaning::task::{length, person};

/// A line that is a touch of an account.
pub fn touch(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    match touch::parse(text, sight.now.today, &sight.dates) {
        Err(error) => Meaning::Wrong(error.into()),
        Ok(read) => said(&read, account, None, sight, Intent::LogLine(account, text.to_owned())),
    }
}

/// The line that stops the clock; an empty one logs the minutes alone.
pub fn stopped(text: &str, sight: Sight<'_>) -> Meaning {
    let Some(timer) = sight.running else {
        return Meaning::Wrong(Stop::new("no clock runs", "T on a row starts it"));
    };
    match touch::parse(text, sight.now.today, &sight.dates) {
        Err(error) => Meaning::Wrong(error.into()),
        Ok(read) => said(&read, timer.account, Some(timer), sight, Intent::StopTimer(text.trim().to_owned())),
    }
}

fn said(read: &Touch, account: AccountId, timer: Option<Running<'_>>, sight: Sight<'_>, intent: Intent) -> Meaning {
    let (today, mut parts) = (sight.now.today, Vec::new());
    let kind = read.kind.map_or("note", |(kind, _)| kind.word());
    let side = read.direction.map_or("", |direction| match direction {
        Direction::In => " in",
        Direction::Out => " out",
    });
    let minutes = read.minutes.or(timer.map(|timer| timer.minutes));
    let minutes = minutes.map(|minutes| format!(" {}", length(minutes))).unwrap_or_default();
    let mood = read.sentiment.map_or("", |sentiment| match sentiment {
        Sentiment::Positive => ", positive",
        Sentiment::Neutral => ", neutral",
        Sentiment::Negative => ", negative",
    });
    parts.push(Part::said("touch", format!("{kind}{side}{minutes}{mood}")));
    if let Some(timer) = timer {
        parts.push(Part::assumed("on", timer.about));
    }
    parts.extend(read.when.map(|when| Part::said("when", describe(when, today))));
    let mut stop = None;
    if let Some(name) = &read.contact {
        let (part, doubt) = person(name, sight.sheet.and_then(|sheet| sheet.account(account)));
        parts.push(part);
        stop = doubt;
    }
    if !read.text.is_empty() {
        parts.push(Part::said("text", shown(&read.text)));
    }
    if let Some(next) = &read.next {
        let due = next.due.map(|due| format!("   {}", describe(due, today))).unwrap_or_default();
        parts.push(Part::said("next task", format!("{}{due}", shown(&next.title))));
    }
    let preview = Preview::of(parts).with(&read.tokens);
    match stop {
        None => Meaning::Is(Box::new(intent), preview),
        Some(stop) => Meaning::Unclear(preview, stop),
    }
}
