//! Putting rows away and taking them back. An archived row stays in the book, out of every list; an account takes its
//! tasks with it, and an account or a contract its revenue.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::Meta;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::timer::Timer;
use crate::domain::record::touch::Touch;
use crate::service::error::Error;
use crate::service::intent::Rows;
use crate::service::ledger::With;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{plural, row_of, told, unique};
use crate::service::settle::told_movement;
use crate::service::{ledger, timer};
use crate::store::row::Stored;

/// Which way rows go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Into the archive.
    Away,
    /// Out of it.
    Back,
}

/// Puts rows away, or takes them back. A clock that runs on what goes away is stopped and logged.
pub fn archive(sight: &mut Sight<'_>, rows: &Rows, way: Way) -> Result<Planned, Error> {
    let mut planned = match rows {
        Rows::Accounts(ids) => {
            let planned = each::<Account>(sight, &unique(ids), way)?;
            let contracts = contracts_with(sight, &planned)?;
            booked(sight, planned, &contracts, (way, With::Account))
        }
        Rows::Contacts(ids) => each::<Contact>(sight, &unique(ids), way),
        Rows::Subscriptions(ids) => {
            let planned = each::<Subscription>(sight, &unique(ids), way)?;
            let of = |change: &Change| match change {
                Change::Subscription(image) => image.before.as_deref().cloned(),
                _ => None,
            };
            let contracts: Vec<Subscription> = planned.changes.iter().filter_map(of).collect();
            booked(sight, planned, &contracts, (way, With::Itself))
        }
        Rows::Renewals(ids) => each::<Renewal>(sight, &unique(ids), way),
        Rows::Opportunities(ids) => each::<Opportunity>(sight, &unique(ids), way),
        Rows::Tasks(ids) => each::<Task>(sight, &unique(ids), way),
        Rows::Touches(ids) => each::<Touch>(sight, &unique(ids), way),
        Rows::Goals(ids) => each::<Goal>(sight, &unique(ids), way),
        Rows::Feedback(ids) => each::<Feedback>(sight, &unique(ids), way),
        Rows::Cases(ids) => each::<Case>(sight, &unique(ids), way),
    }?;
    if way == Way::Away {
        timer::end_with(sight, &mut planned, |timer: &Timer| match rows {
            Rows::Accounts(ids) => ids.contains(&timer.account),
            Rows::Tasks(ids) => timer.task.is_some_and(|task| ids.contains(&task)),
            _ => false,
        })?;
    }
    Ok(planned)
}

/// The contracts that go or come with their accounts, as put away when these were. One that was put away by itself is
/// left as it is.
fn contracts_with(sight: &Sight<'_>, planned: &Planned) -> Result<Vec<Subscription>, Error> {
    let mut contracts = Vec::new();
    for change in &planned.changes {
        if let Change::Account(image) = change
            && let Some(account) = image.before.as_deref()
        {
            let (rows, _) = sight.store.contracts_of(&account.id.to_string())?;
            let archived_at = account.meta.archived_at;
            contracts
                .extend(rows.into_iter().map(|row| Subscription { meta: Meta { archived_at, ..row.meta }, ..row }));
        }
    }
    Ok(contracts)
}

/// With what contracts that go or come do to the ledger of revenue.
fn booked(
    sight: &mut Sight<'_>,
    mut planned: Planned,
    rows: &[Subscription],
    (way, with): (Way, With),
) -> Result<Planned, Error> {
    let written = match way {
        Way::Away => ledger::put_away(sight, rows)?,
        Way::Back => ledger::taken_back(sight, rows, with)?,
    };
    if let (Way::Away, [_], [Change::Movement(image)]) = (way, rows, written.as_slice())
        && let Some(row) = image.row()
    {
        planned.note = format!("{}: {}", planned.note, told_movement(row));
    }
    planned.changes.extend(written);
    Ok(planned)
}

fn each<T: Stored>(sight: &Sight<'_>, keys: &[String], way: Way) -> Result<Planned, Error>
where
    Image<T>: Into<Change>,
{
    let mut changes: Vec<Change> = Vec::new();
    let mut last = String::new();
    for key in keys {
        let row: T = row_of(sight.store, key)?;
        let archived = (way == Way::Away).then_some(sight.now.at);
        if row.meta().archived_at.is_some() == archived.is_some() {
            continue;
        }
        changes.extend(Image::edited(&row, sight.now.at, |row| row.meta_mut().archived_at = archived).map(Into::into));
        last = told(sight.store, &row)?;
    }
    let word = if way == Way::Away { "Archived" } else { "Back from the archive" };
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("{word}: {last}"),
        many => format!("{word}: {many} {}", plural(T::KIND)),
    };
    Ok(Planned { note, changes, made: None })
}
