//! Changes of rows by a line of tokens: read once, applied to every row through its fields, all rows or none. What verbs
//! hold to, a line holds to as well: a day that moves is a slip, a call of one's own is dated, a name is had by one.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::phrase::terms::Terms;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::Kind;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::service::edit::RowName;
use crate::service::error::Error;
use crate::service::fill::fill;
use crate::service::intent::Rows;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{plural, row_of, told, unique};
use crate::service::{contract, opportunity, rule, typed};
use crate::store::row::Stored;

/// Changes rows by a line.
pub fn modify(sight: &mut Sight<'_>, rows: &Rows, line: &str) -> Result<Planned, Error> {
    match rows {
        Rows::Accounts(ids) => each::<Account>(sight, &unique(ids), line, rule::account),
        Rows::Contacts(ids) => each::<Contact>(sight, &unique(ids), line, rule::contact),
        Rows::Subscriptions(ids) => contract::change(sight, ids, line),
        Rows::Renewals(ids) => each::<Renewal>(sight, &unique(ids), line, rule::renewal),
        Rows::Opportunities(ids) => opportunity::change(sight, &unique(ids), line),
        Rows::Tasks(ids) => each::<Task>(sight, &unique(ids), line, rule::task),
        Rows::Touches(ids) => each::<Touch>(sight, &unique(ids), line, rule::touch),
        Rows::Goals(ids) => each::<Goal>(sight, &unique(ids), line, rule::goal),
        Rows::Feedback(ids) => each::<Feedback>(sight, &unique(ids), line, rule::feedback),
        Rows::Cases(ids) => each::<Case>(sight, &unique(ids), line, rule::case),
    }
}

/// Changes one row by what was read of its fields.
pub fn apply(sight: &mut Sight<'_>, row: &RowName, edits: &[Edit]) -> Result<Planned, Error> {
    let keys = std::slice::from_ref(&row.key);
    match row.kind {
        Kind::Account => put::<Account>(sight, keys, edits, rule::account),
        Kind::Contact => put::<Contact>(sight, keys, edits, rule::contact),
        Kind::Subscription => contract::put(sight, keys, &Terms::default(), edits),
        Kind::Renewal => put::<Renewal>(sight, keys, edits, rule::renewal),
        Kind::Opportunity => opportunity::put(sight, keys, &Terms::default(), edits, None),
        Kind::Task => put::<Task>(sight, keys, edits, rule::task),
        Kind::Touch => put::<Touch>(sight, keys, edits, rule::touch),
        Kind::Goal => put::<Goal>(sight, keys, edits, rule::goal),
        Kind::Feedback => put::<Feedback>(sight, keys, edits, rule::feedback),
        Kind::Case => put::<Case>(sight, keys, edits, rule::case),
        _ => Ok(Planned::default()),
    }
}

fn each<T: Stored>(
    sight: &Sight<'_>,
    keys: &[String],
    line: &str,
    rule: impl Fn(&Sight<'_>, &mut rule::Turn<'_, T>) -> Result<Vec<Change>, Error>,
) -> Result<Planned, Error>
where
    Image<T>: Into<Change>,
{
    let edits = modify::parse(line, &Target::of::<T>(), sight.now.today, &sight.measure.dates);
    let edits = edits.map_err(|error| typed::refused(&error))?;
    put(sight, keys, &edits, rule)
}

fn put<T: Stored>(
    sight: &Sight<'_>,
    keys: &[String],
    edits: &[Edit],
    rule: impl Fn(&Sight<'_>, &mut rule::Turn<'_, T>) -> Result<Vec<Change>, Error>,
) -> Result<Planned, Error>
where
    Image<T>: Into<Change>,
{
    let (mut changes, mut more): (Vec<Change>, Vec<Change>) = (Vec::new(), Vec::new());
    let mut last = String::new();
    for key in keys {
        let before: T = row_of(sight.store, key)?;
        let mut after = before.clone();
        fill(sight, &mut after, edits)?;
        more.extend(rule(sight, &mut rule::Turn { before: &before, after: &mut after, edits, of: keys.len() })?);
        if let Some(image) = Image::edited(&before, sight.now.at, |row| *row = after) {
            changes.push(image.into());
            last = told(sight.store, &before)?;
        }
    }
    let said: Vec<String> = edits.iter().map(|edit| modify::echo(&edit.change, sight.now.today)).collect();
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("Changed: {last}: {}", said.join(", ")),
        many => format!("Changed: {many} {}: {}", plural(T::KIND), said.join(", ")),
    };
    changes.extend(more);
    Ok(Planned { note, changes, made: None })
}
