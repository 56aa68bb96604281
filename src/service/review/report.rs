//! The review of a week as a text for other programs and other people.

use crate::domain::review::page::WeekPage;
use crate::exchange::review;
use crate::service::review::export;

/// What a report is written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For a chat or a document.
    Markdown,
    /// One page for a browser, with charts.
    Html,
    /// The figures, for a sheet.
    Csv,
    /// All of it, for a program.
    Json,
}

impl Format {
    /// The format of the ending of a file's name.
    pub fn of_ending(ending: &str) -> Option<Format> {
        Some(match ending.trim().to_ascii_lowercase().as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" => Format::Html,
            "csv" => Format::Csv,
            "json" => Format::Json,
            _ => return None,
        })
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "Markdown",
            Format::Html => "HTML",
            Format::Csv => "CSV",
            Format::Json => "JSON",
        }
    }
}

/// The review of a week in a format.
pub fn write(page: &WeekPage, format: Format) -> String {
    match format {
        Format::Markdown => export::markdown(page),
        Format::Html => review::html::write(page),
        Format::Csv => review::csv::write(page),
        Format::Json => format!("{:#}\n", export::json(page)),
    }
}
