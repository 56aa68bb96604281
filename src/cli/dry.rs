//! Whether a verb writes, or says what it would.

use clap::Args;

/// The flag of every verb that writes.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Dry {
    /// Say what would be done, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}
