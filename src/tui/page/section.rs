//! A section of the page: which there are, and lines that know their item.

use crate::input::context::Context;
use ratatui::text::Line;

/// Which section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// What is at stake, and why.
    Stake,
    /// Decisions and contracts.
    Contracts,
    /// Possible new revenue.
    Deals,
    /// People.
    Contacts,
    /// Tasks.
    Tasks,
    /// Health and the other figures.
    Figures,
    /// The success plan.
    Goals,
    /// What the customer said, and the cases met there.
    Voice,
    /// The account's own text, its other names.
    Notes,
    /// Where it lives elsewhere.
    Links,
    /// Touches.
    Timeline,
}

impl Part {
    /// All of them, in the order of two columns.
    pub const ALL: [Part; 11] = [
        Part::Stake,
        Part::Contracts,
        Part::Deals,
        Part::Contacts,
        Part::Tasks,
        Part::Figures,
        Part::Goals,
        Part::Voice,
        Part::Notes,
        Part::Links,
        Part::Timeline,
    ];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Part::Stake => "Stake",
            Part::Contracts => "Contracts",
            Part::Deals => "Deals",
            Part::Contacts => "Contacts",
            Part::Tasks => "Tasks",
            Part::Figures => "Health",
            Part::Goals => "Goals",
            Part::Voice => "Voice",
            Part::Notes => "Notes",
            Part::Links => "Links",
            Part::Timeline => "Timeline",
        }
    }

    /// Lines that it gets at a time where there are too few: more for what is acted upon.
    pub const fn weight(self) -> usize {
        match self {
            Part::Stake | Part::Contacts | Part::Tasks | Part::Timeline => 2,
            Part::Contracts | Part::Deals | Part::Figures | Part::Goals | Part::Voice | Part::Notes | Part::Links => 1,
        }
    }

    /// Where the keyboard is when it is here.
    pub const fn context(self) -> Context {
        match self {
            Part::Stake | Part::Figures | Part::Notes | Part::Links => Context::Account,
            Part::Goals => Context::PageGoals,
            Part::Voice => Context::PageVoice,
            Part::Contracts => Context::PageContracts,
            Part::Deals => Context::PageDeals,
            Part::Contacts => Context::PageContacts,
            Part::Tasks => Context::PageTasks,
            Part::Timeline => Context::PageTimeline,
        }
    }
}

/// A line of a section.
#[derive(Clone, Debug)]
pub struct Row {
    /// The place of its item among the items of the section; none for what is only to be read.
    pub item: Option<usize>,
    /// What it says.
    pub line: Line<'static>,
}

/// A section, laid out for a width.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// What it is about.
    pub title: String,
    /// What it says, each line at most as wide as was asked.
    pub rows: Vec<Row>,
}

impl Section {
    /// A section without items.
    pub fn text(title: impl Into<String>, lines: impl IntoIterator<Item = Line<'static>>) -> Section {
        let rows = lines.into_iter().map(|line| Row { item: None, line }).collect();
        Section { title: title.into(), rows }
    }

    /// A section of items, each of one or more lines.
    pub fn items(title: impl Into<String>, items: impl IntoIterator<Item = Vec<Line<'static>>>) -> Section {
        let items = items.into_iter().enumerate();
        let rows = items.flat_map(|(n, lines)| lines.into_iter().map(move |line| Row { item: Some(n), line }));
        Section { title: title.into(), rows: rows.collect() }
    }

    /// First and last line of an item.
    pub fn span(&self, item: usize) -> Option<(usize, usize)> {
        let first = self.rows.iter().position(|row| row.item == Some(item))?;
        let last = self.rows.iter().rposition(|row| row.item == Some(item))?;
        Some((first, last))
    }
}
