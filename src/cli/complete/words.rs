//! The words that a line can go on with: names, tags and views of the book, playbooks of the config, columns, weeks and
//! periods around today. A book that is not there has none.

use crate::cli::settled::Settled;
use crate::config::signals::signals;
use crate::domain::arrange::columns::{self, Known};
use crate::domain::calendar::quarter::Quarter;
use crate::domain::figure::period;
use crate::domain::record::list_kind::ListKind;
use crate::domain::record::standard_view::STANDARD_VIEWS;
use crate::domain::review::week::Week;
use crate::domain::value::day::Day;
use crate::domain::value::text::folded;
use crate::service::desk::Desk;
use crate::service::query::{Answer, Query};

/// Names offered at the most: more than a screen nobody reads.
const MOST: u32 = 100;
/// Weeks offered by their numbers.
const WEEKS: i32 = 13;

/// Where words are read from; the book is opened when one is asked for.
#[derive(Clone, Debug)]
pub struct Words {
    settled: Settled,
    /// The list that the verb prints, if it is one.
    pub list: Option<ListKind>,
}

impl Words {
    /// The words of the book in force.
    pub fn new(settled: Settled) -> Words {
        Words { settled, list: None }
    }

    fn desk(&self) -> Option<Desk> {
        let path = self.settled.book.as_deref().filter(|path| path.exists())?;
        Desk::glance(path, &self.settled.loaded.settings, self.settled.clock, "cli").ok()
    }

    /// Accounts whose name, alias or domain begins so; case and accents do not matter.
    pub fn accounts(&self, typed: &str) -> Vec<String> {
        self.desk().and_then(|desk| desk.names_beginning(typed, MOST).ok()).unwrap_or_default()
    }

    /// Open tasks whose title begins so, with their account.
    pub fn tasks(&self, typed: &str) -> Vec<String> {
        self.desk().and_then(|desk| desk.titles_beginning(typed, MOST).ok()).unwrap_or_default()
    }

    /// Tags that begin so.
    pub fn tags(&self, typed: &str) -> Vec<String> {
        let key = folded(typed);
        let mut tags = self.desk().and_then(|desk| desk.tags().ok()).unwrap_or_default();
        tags.retain(|tag| folded(tag).starts_with(&key));
        tags
    }

    /// Views of the list, saved ones first, then those that are always there; with the filter of each.
    pub fn views(&self, typed: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        if let Some(Ok(Answer::Views(views))) = self.desk().map(|desk| desk.fetch(&Query::Views)) {
            let ours = views.iter().filter(|view| self.is_ours(view.list));
            found.extend(ours.map(|view| (view.name.shown().into_owned(), view.query.shown().into_owned())));
        }
        let standard = STANDARD_VIEWS.iter().filter(|view| self.is_ours(view.list));
        found.extend(standard.map(|view| (view.name.to_owned(), view.query.to_owned())));
        begun(found, typed)
    }

    fn is_ours(&self, list: ListKind) -> bool {
        self.list.is_none_or(|ours| ours == list)
    }

    /// Playbooks, with what each is for.
    pub fn playbooks(&self, typed: &str) -> Vec<(String, String)> {
        let known = signals(&self.settled.loaded.settings).playbooks;
        begun(known.into_iter().map(|playbook| (playbook.name, playbook.what)).collect(), typed)
    }

    /// Weeks as people name them: the next, this, those of the last quarter.
    pub fn weeks(&self, typed: &str) -> Vec<(String, String)> {
        let (today, cut) = (self.today(), self.settled.loaded.settings.calendar.dates().cut);
        let this = Week::of(today, cut.week);
        let told = |week: Week| format!("{}..{}", week.first, week.last());
        let mut found = vec![("this".to_owned(), told(this)), ("last".to_owned(), told(this.on(-1)))];
        found.extend((-1..WEEKS).map(|back| this.on(-back)).map(|week| (week.to_string(), told(week))));
        begun(found, typed)
    }

    /// Periods as people name them: around today, then quarters and years by their numbers.
    pub fn periods(&self, typed: &str) -> Vec<(String, String)> {
        let (today, fiscal) = (self.today(), self.settled.loaded.settings.calendar.dates().cut.fiscal);
        let mut names = Vec::new();
        for unit in ["quarter", "month", "year"] {
            names.extend(["last", "this", "next"].map(|which| format!("{which}-{unit}")));
        }
        for months in [0, -3, -6, -9, -12, 3, 6] {
            let quarter = Quarter::around(today.plus_months(months), fiscal);
            names.push(format!("{}-Q{}", quarter.year, quarter.number));
        }
        let (year, ..) = today.ymd();
        names.extend([year, year - 1].map(|year| year.to_string()));
        names.extend(self.months(typed));
        let told = |name: String| {
            let days = period::named(&name, today, fiscal)?;
            Some((name, format!("{}..{}", days.first, days.last)))
        };
        begun(names.into_iter().filter_map(told).collect(), typed)
    }

    /// Months of a year around today.
    pub fn months(&self, typed: &str) -> Vec<String> {
        let month = |on| {
            let (year, month, _) = self.today().plus_months(on).ymd();
            format!("{year}-{month:02}")
        };
        (-3..12).map(month).filter(|name| name.starts_with(typed)).collect()
    }

    /// Columns of the list; of all lists where any may be meant.
    pub fn columns(&self) -> Vec<Known> {
        let mut found: Vec<Known> = Vec::new();
        for list in ListKind::ALL.iter().filter(|list| self.is_ours(**list)) {
            for known in columns::of(*list) {
                if !found.iter().any(|other| other.key == known.key) {
                    found.push(*known);
                }
            }
        }
        found
    }

    fn today(&self) -> Day {
        self.settled.clock.now().today
    }
}

/// Those that begin as typed; case and accents do not matter.
fn begun(mut found: Vec<(String, String)>, typed: &str) -> Vec<(String, String)> {
    let key = folded(typed);
    found.retain(|(name, _)| folded(name).starts_with(&key));
    found
}
