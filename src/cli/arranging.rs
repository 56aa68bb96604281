//! How a list is laid out on the command line: by what it is sorted, which columns it has, how many rows. A view brings
//! its own sort and columns, and what is asked for wins over them.

use crate::cli::failure::Failure;
use crate::cli::print::table::Table;
use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::arrange::columns;
use crate::domain::arrange::sort::Sort;
use crate::domain::record::view::ListKind;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use clap::Args;

/// The flags of a list's layout.
#[derive(Args, Clone, Debug, Default)]
pub struct Arranging {
    /// By a column, the least first; with - behind it the greatest first: --sort arr-
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Only these columns, in this order: --columns account,arr,why
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
}

impl Arranging {
    /// What was asked for, else what the view has.
    pub fn of(&self, desk: &Desk, list: ListKind, view: Option<&str>) -> Result<Arrangement, Failure> {
        let asked = self.asked(list)?;
        let kept = view.map(|name| desk.view_arrangement(name)).transpose()?.unwrap_or_default();
        let columns = if asked.columns.is_empty() { kept.columns } else { asked.columns };
        Ok(Arrangement { sort: asked.sort.or(kept.sort), columns })
    }

    /// What was asked for.
    pub fn asked(&self, list: ListKind) -> Result<Arrangement, Failure> {
        let bad = |why: String| Failure::usage(shown(&why), "");
        let sort = self.sort.as_deref().map(|text| Sort::parse(list, text)).transpose();
        let columns = self.columns.as_deref().map(|text| columns::parse(list, text)).transpose();
        Ok(Arrangement {
            sort: sort.map_err(|why| bad(why.to_string()))?,
            columns: columns.map_err(|why| bad(why.to_string()))?.unwrap_or_default(),
        })
    }
}

/// How many rows of a list are asked for: all of them where they are sorted anew afterwards.
pub fn fetched(limit: Option<u32>, arrangement: &Arrangement) -> u32 {
    if arrangement.sort.is_some() { u32::MAX } else { limit.unwrap_or(u32::MAX) }
}

/// Cuts a sorted list to what was asked for.
pub fn cut<L>(lines: &mut Vec<L>, limit: Option<u32>) {
    if let Some(limit) = limit {
        lines.truncate(limit as usize);
    }
}

/// The table with the columns that were chosen, out of what people read and what programs read.
pub fn chosen(arrangement: &Arrangement, first: Table, second: impl FnOnce() -> Table) -> Table {
    if arrangement.columns.is_empty() { first } else { first.choose(&arrangement.columns, &second()) }
}
