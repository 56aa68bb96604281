//! What customers use, by day: one figure an account, metric and day; a second one of the same day corrects the first.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::usage::parse;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Meta;
use crate::domain::record::usage::Usage;
use crate::domain::value::id::{AccountId, UsageId};
use crate::domain::value::text::Text;
use crate::service::error::Error;
use crate::service::find::refuse_archived;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::row_of;
use crate::service::typed;

const SAME: &str = "WHERE account = ?1 AND metric = ?2 AND day = ?3 AND archived_at IS NULL";

/// Writes figures down from a line as people type it.
pub fn add(sight: &mut Sight<'_>, account: AccountId, line: &str) -> Result<Planned, Error> {
    let owner: Account = row_of(sight.store, &account.to_string())?;
    refuse_archived(&owner)?;
    let read = parse(line, sight.now.today, &sight.measure.dates).map_err(|error| typed::refused(&error))?;
    let day = read.day.unwrap_or(sight.now.today);
    let source = read.source.map(Text::new);
    let mut changes: Vec<Change> = Vec::new();
    let mut said = Vec::new();
    for (metric, value) in read.figures {
        let known: Vec<Usage> = sight.store.rows(SAME, (account.to_string(), metric.as_str(), day))?;
        if let Some(row) = known.first() {
            let edit = |row: &mut Usage| {
                row.value = value;
                row.source.clone_from(&source);
            };
            if let Some(image) = Image::edited(row, sight.now.at, edit) {
                said.push(format!("{metric} {} -> {value}", row.value));
                changes.push(image.into());
            }
            continue;
        }
        said.push(format!("{metric} {value}"));
        let row = Usage {
            id: UsageId(sight.ids.next(sight.now.at)),
            meta: Meta::made(sight.now.at),
            account,
            metric: Text::from(metric.as_str()),
            day,
            value,
            source: source.clone(),
        };
        changes.push(Image::made(row).into());
    }
    let on = if day == sight.now.today { String::new() } else { format!(" on {day}") };
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        _ => format!("Usage: {}{on} ({})", said.join(", "), owner.name.shown()),
    };
    Ok(Planned { note, changes, made: None })
}
