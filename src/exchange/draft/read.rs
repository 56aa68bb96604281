//! Reads every row of a recognised file into a draft, a reject or a row left out on purpose.

use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use crate::exchange::csv::{Reject, Sheet};
use crate::exchange::draft::record::{Draft, Drafts, Refusal};
use crate::exchange::draft::table::{Cells, Fault, Table};
use crate::exchange::draft::{account, activity, contact, contract, deal, renewal, voice};
use crate::exchange::header::Recognised;
use crate::exchange::mapping::Mapping;

/// Reads every row of a file. `today` dates the figures of a file that has no day of its own.
pub fn read(sheet: &Sheet, recognised: &Recognised, mapping: &Mapping, today: Day) -> Result<Drafts, Fault> {
    let table = Table::new(sheet, recognised, mapping)?;
    let mut found = Drafts {
        drafts: Vec::with_capacity(sheet.rows.len()),
        cells: Vec::with_capacity(sheet.rows.len()),
        rejects: Vec::new(),
        skipped: Vec::new(),
        notes: table.notes.clone(),
        unread: table.unread.clone(),
    };
    let mut won = 0_usize;
    for row in &sheet.rows {
        let cells = Cells { table: &table, row, today };
        match draft(recognised.kind, &cells, mapping) {
            Ok(draft) => {
                won += usize::from(recognised.kind == Kind::Opportunity && draft.kind == Kind::Subscription);
                found.drafts.push(draft);
                found.cells.push(row.cells.clone());
            }
            Err(Refusal::Reject(reason)) => found.rejects.push(Reject { row: row.clone(), reason }),
            Err(Refusal::Skip(reason)) => found.skipped.push(Reject { row: row.clone(), reason }),
        }
    }
    if won > 0 {
        found.notes.push(format!(
            "{won} won deals were taken as subscriptions of 12 months from their close day; --map won=opportunity keeps them as won deals"
        ));
    }
    Ok(found)
}

fn draft(kind: Kind, cells: &Cells<'_>, mapping: &Mapping) -> Result<Draft, Refusal> {
    if cells.flag("deleted")? == Some(true) {
        return Err(Refusal::Skip("is deleted at the source".to_owned()));
    }
    match kind {
        Kind::Account => account::draft(cells, mapping.health),
        Kind::Contact => contact::draft(cells),
        Kind::Subscription => contract::draft(cells),
        Kind::Renewal => renewal::draft(cells),
        Kind::Opportunity => deal::draft(cells, mapping.won),
        Kind::Task => activity::task(cells),
        Kind::Touch => activity::touch(cells),
        Kind::Feedback => voice::feedback(cells),
        Kind::Usage => voice::usage(cells),
        _ => Err(Refusal::Reject("is of a kind that is not imported".to_owned())),
    }
}
