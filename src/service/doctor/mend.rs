//! What `--fix` does: only what can be made anew from the facts or takes nothing away, and after a backup where it is
//! the book that is written to.

use crate::service::desk::Desk;
use crate::service::doctor::examine::Case;
use crate::service::doctor::finding::{Cure, Finding, path_text};
use crate::service::doctor::place;
use crate::service::error::Error;
use crate::service::rank;
use crate::store::backups::{place as place_of, sweep};
use std::collections::BTreeSet;

/// Does what can be done about some findings; tells each thing done.
pub fn mend(case: &Case<'_>, found: &[Finding]) -> Result<Vec<String>, Error> {
    let cures: BTreeSet<Cure> = found.iter().filter_map(|finding| finding.cure).collect();
    let Some(book) = case.book.filter(|_| !cures.is_empty()) else { return Ok(Vec::new()) };
    let mut done = Vec::new();
    if cures.contains(&Cure::Permissions) {
        place::keep_private(book);
        done.push("the book is only yours now".to_owned());
    }
    if cures.contains(&Cure::Drafts) {
        sweep(place_of(book, case.settings.backups.folder()));
        done.push("unfinished copies are taken away".to_owned());
    }
    let inside: Vec<Cure> =
        cures.into_iter().filter(|cure| !matches!(cure, Cure::Permissions | Cure::Drafts)).collect();
    if inside.is_empty() {
        return Ok(done);
    }
    let desk = Desk::open(book, case.settings, case.clock, "cli")?;
    // An index that does not hold is nothing a copy has: it is made anew from the rows.
    if !inside.contains(&Cure::Indices) {
        let made = desk.back_up(None)?;
        done.push(format!("the book as it was is in {}", path_text(&made.path)));
    }
    let (measure, now) = (desk.measure(), desk.now());
    desk.store().write(|store| {
        if inside.contains(&Cure::Indices) {
            store.reindex()?;
        }
        if inside.contains(&Cure::Words) {
            store.forget_index()?;
        }
        store.call_all()?;
        rank::rank_all(store, measure, now).map(drop)
    })?;
    desk.catch_up();
    done.push("what is derived is made anew".to_owned());
    Ok(done)
}
