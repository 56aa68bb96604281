//! A desk with a demo book, and a terminal's look, for the tests of pages.

use crate::cli::demo;
use crate::cli::now;
use crate::cli::print::color::ColorChoice;
use crate::cli::print::environment::{Environment, Streams};
use crate::cli::print::look::{Format, Look, Wishes};
use crate::config::settings::Settings;
use crate::domain::demo::rows::{Size, rows};
use crate::service::desk::{Clock, Desk};
use tempfile::TempDir;

/// A desk with the demo book, on Tuesday 24 November 2026, 09:02; the folder goes with it.
pub fn desk() -> (TempDir, Desk) {
    let folder = TempDir::new().unwrap();
    let clock = Clock::Fixed(now::parse("2026-11-24T09:02Z").unwrap());
    let settings = demo::settings(&Settings::default());
    let desk = Desk::create(&folder.path().join("folio.db"), &settings, clock, "cli").unwrap();
    desk.found(rows(demo::SEED, desk.now(), Size::DEMO)).unwrap();
    (folder, desk)
}

/// A terminal of so many columns, without colour.
pub fn terminal(columns: u16) -> Look {
    let streams = Streams { stdin: true, stdout: true, stderr: true, size: Some((columns, 24)) };
    let flags = Wishes { color: Some(ColorChoice::Never), ..Wishes::default() };
    Look::settle(Format::Auto, &flags, &Environment::default(), &Wishes::default(), &streams)
}
