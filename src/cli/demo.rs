//! `folio demo`: a believable book of its own, never the person's: in a file of its own, thrown away after, or kept where
//! it is told.

use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::settled::{Settled, path_text};
use crate::cli::shell::Shell;
use crate::config::backups::Backups;
use crate::config::settings::Settings;
use crate::domain::demo::rows::{Size, rows};
use crate::service::desk::Desk;
use clap::Args;
use std::path::PathBuf;
use tempfile::TempDir;

/// The seed of every demo book, so that two people see the same.
pub(in crate::cli) const SEED: u64 = 42;

/// Rates for the currencies of the demo's contracts, US dollars for one unit.
const RATES: &str = "\
[money]
home = \"USD\"
[money.rates]
CHF = \"1.13\"
CNY = \"0.14\"
EUR = \"1.08\"
GBP = \"1.27\"
JPY = \"0.0067\"
NOK = \"0.092\"
PLN = \"0.25\"
SEK = \"0.095\"
TWD = \"0.031\"
";

/// Arguments of `demo`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio demo                    look around; all of it is thrown away after
  folio demo --keep ./demo.db   keep the book, then: folio --db ./demo.db today")]
pub struct DemoArgs {
    /// Keep the book in this file
    #[arg(long, value_name = "PATH")]
    pub keep: Option<PathBuf>,
    /// So many accounts
    #[arg(long, value_name = "N", hide = true, default_value_t = Size::DEMO.accounts)]
    pub accounts: usize,
    /// So many tasks
    #[arg(long, value_name = "N", hide = true, default_value_t = Size::DEMO.tasks)]
    pub tasks: usize,
    /// So many touches
    #[arg(long, value_name = "N", hide = true, default_value_t = Size::DEMO.touches)]
    pub touches: usize,
}

impl Default for DemoArgs {
    fn default() -> DemoArgs {
        let Size { accounts, tasks, touches, .. } = Size::DEMO;
        DemoArgs { keep: None, accounts, tasks, touches }
    }
}

/// A demo book that was made.
#[derive(Debug)]
pub struct Made {
    /// Where.
    pub path: PathBuf,
    /// The folder that goes with it, unless it is kept.
    pub folder: Option<TempDir>,
    /// The settings with which it is read.
    pub settings: Settings,
}

/// Makes a demo book; one that is kept is told of.
pub fn demo(args: &DemoArgs, settled: &Settled, shell: &mut Shell) -> Result<Made, Failure> {
    settled.refuse_faults()?;
    let (path, folder) = place(args)?;
    let settings = settings(&settled.loaded.settings);
    let desk = Desk::create(&path, &settings, settled.clock, "cli")?;
    let bar = shell.watch(&desk);
    desk.found(rows(SEED, desk.now(), Size::of(args.accounts, args.tasks, args.touches)))?;
    drop(bar);
    if folder.is_none() {
        let place = path_text(&path);
        shell.voice.say(&format!("a demo book of {} accounts is at {place}", args.accounts));
        shell.voice.hint(&format!("look at it with `folio --db {place} today`"));
        if settings.money != settled.loaded.settings.money {
            shell.voice.hint("its contracts have several currencies; they count with these lines in the config:");
            shell.voice.hint(RATES);
        }
    }
    Ok(Made { path, folder, settings })
}

fn place(args: &DemoArgs) -> Result<(PathBuf, Option<TempDir>), Failure> {
    if let Some(path) = &args.keep {
        if path.symlink_metadata().is_ok() {
            let message = format!("there is a file at {} already; nothing was changed", path_text(path));
            return Err(Failure::new(Exit::Refused, message, "name another one with --keep"));
        }
        return Ok((path.clone(), None));
    }
    let folder = tempfile::Builder::new().prefix("folio-demo-").tempdir();
    let folder = folder.map_err(|why| Failure::new(Exit::Failed, format!("no place for a demo book: {why}"), ""))?;
    Ok((folder.path().join("folio.db"), Some(folder)))
}

/// The person's settings, with rates for the demo's currencies where they have none.
pub(in crate::cli) fn settings(own: &Settings) -> Settings {
    // What is thrown away wants no copies.
    let own = Settings { backups: Backups::none(), ..own.clone() };
    if own.money != Settings::default().money {
        return own;
    }
    let rates = crate::config::load::parse(RATES).settings;
    Settings { money: rates.money, ..own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::value::day::{Moment, Now, Zone};

    #[test]
    fn every_currency_of_the_demo_has_a_rate() {
        assert_eq!(crate::config::load::parse(RATES).faults, []);
        let rates = settings(&Settings::default()).money.rates();
        for row in rows(SEED, Now::new(Moment(1_795_511_000_000), Zone::UTC), Size::DEMO) {
            let Change::Subscription(image) = row else { continue };
            let currency = image.after.map(|row| row.arr.currency).unwrap();
            assert!(rates.rate(currency).is_some(), "{currency}");
        }
    }
}
