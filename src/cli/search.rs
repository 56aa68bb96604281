//! `folio search`: everything a person wrote, in one ranked list, with the hit shown.

use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::query::{Answer, Found, Query};
use clap::Args;
use serde_json::{Value, json};

/// Arguments of `search`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio search renew                accounts, contacts, contracts, deals, tasks, touches, weeks: `renew` finds `renewal` too
  folio search price cap            rows that hold both words, in any order
  folio search '\"data export\"'      the two words in a row
  folio search 續約                 a part of a Chinese or Japanese text
  folio search legal --json | jq -r '.items[].id'

Case and accents do not matter. The last word may be the beginning of one; double quotes keep it whole.
Rows that are called exactly so come first, then the best, the newest of equals first. Where very many
rows hold what is asked, those that hold it in their names come before the others, the newest first.")]
pub struct SearchArgs {
    /// What to look for
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    /// At most so many
    #[arg(short, long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
}

/// Lists what holds a text.
pub fn search(args: &SearchArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    records(&[], "").check(&shell.look)?;
    let query = Query::Search { text: args.text.join(" "), limit: args.limit };
    let bar = shell.watch(desk);
    let Answer::Search(_, found) = desk.fetch(&query)? else { return Ok(()) };
    drop(bar);
    if found.is_empty() {
        shell.voice.hint("nothing holds all of that; fewer words, or the beginning of one, find more");
    } else if found.len() == args.limit as usize {
        shell.voice.hint(&format!("the first {}; `--limit` gives more", args.limit));
    }
    let mark = shell.look.ellipsis();
    shell.table(&if shell.is_page() { people(&found, desk.now().today, mark) } else { records(&found, mark) })
}

/// Hits as people read them.
fn people(found: &[Found], today: Day, mark: &str) -> Table {
    let columns = vec![
        Column::new("kind", "KIND").dropped(2),
        Column::new("day", "DAY").figures().dropped(3),
        Column::new("account", "ACCOUNT").cut_to(16).dropped(1),
        Column::new("text", "TEXT").cut_to(24),
    ];
    let mut table = Table::new("folio.search/1", columns);
    for hit in found {
        let (text, hits) = hit.told(mark);
        table.push(vec![
            Cell::word(hit.kind.word()).painted(Paint::Dim),
            hit.day.map_or_else(Cell::none, |day| Cell::day(day, today)),
            Cell::word(&hit.account_name),
            Cell::word(text).marked(hits),
        ]);
    }
    table
}

/// Hits as programs read them.
fn records(found: &[Found], mark: &str) -> Table {
    let columns = ["kind", "day", "account", "title", "text", "hits", "account_id", "id"];
    let mut table = Table::new("folio.search/1", columns.map(|key| Column::new(key, key)).to_vec());
    for hit in found {
        let hits: Vec<&str> =
            hit.excerpt.hits.iter().filter_map(|hit_at| hit.excerpt.text.get(hit_at.clone())).collect();
        table.push(vec![
            Cell::word(hit.kind.word()),
            cells::day(hit.day),
            cells::word(hit.account.map(|_| hit.account_name.as_str())),
            Cell::word(&hit.title),
            Cell::word(hit.excerpt.told(mark).0),
            Cell::new(
                hits.join(", "),
                hits.join(", "),
                Value::from(hits.iter().map(|hit| json!(hit)).collect::<Vec<_>>()),
            ),
            cells::word(hit.account.map(|id| id.to_string())),
            Cell::word(&hit.id),
        ]);
    }
    table
}
