//! What an intent would write, in lines that a person reads before it is done. Nothing is written.

use crate::domain::change::{Act, Change};
use crate::domain::record::meta::Kind;
use crate::domain::record::movement::MovementSource;
use crate::domain::value::text::shown;
use crate::service::plan::Planned;
use crate::service::settle::told_movement;

/// Lines at the most: a preview is read at a glance.
const MOST: usize = 8;

/// What is written, line by line: what it is, and what it says. Safe to print.
pub fn told(planned: &Planned) -> Vec<(&'static str, String)> {
    let mut lines = vec![("writes", planned.note.clone())];
    for change in &planned.changes {
        match change {
            Change::Movement(image) => {
                let new = image.row().filter(|row| row.source == MovementSource::Recorded);
                lines.extend(new.map(|row| ("movement", told_movement(row))));
            }
            Change::Task(image) if image.before.is_none() => {
                let step = image.row().filter(|row| row.run.is_some());
                lines.extend(step.map(|row| {
                    let due = row.due.map(|due| format!("{due}  ")).unwrap_or_default();
                    ("task", format!("{due}{}", row.title.shown()))
                }));
            }
            change if change.act() == Act::Edited => {
                let moved = change.diff().into_iter().map(|(label, before, after)| {
                    let from = if before.is_empty() { "none".to_owned() } else { shown(&before).into_owned() };
                    let to = if after.is_empty() { "none".to_owned() } else { shown(&after).into_owned() };
                    format!("{label} {from} -> {to}")
                });
                let said: Vec<String> = moved.collect();
                lines.push((word(change.kind()), said.join(", ")));
            }
            // What is made is what the note tells.
            _ => {}
        }
    }
    if lines.len() > MOST {
        let left = lines.len() + 1 - MOST;
        lines.truncate(MOST - 1);
        lines.push(("and", format!("{left} more rows")));
    }
    lines
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Subscription => "contract",
        Kind::Opportunity => "deal",
        kind => kind.word(),
    }
}
