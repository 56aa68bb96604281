//! Where a person is in the forecast. The decisions that are listed are those behind the figure under the cursor.

use crate::domain::calendar::quarter::Quarter;
use crate::domain::calendar::step::months_on;
use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::forecast::{ForecastChange, ForecastLine, ForecastSum, forecast};
use crate::domain::phrase::period::Period;
use crate::domain::record::renewal::ForecastCategory;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Money;
use crate::service::forecast::Outlook;
use crate::service::query::Query;
use crate::tui::filter::Filter;
use crate::tui::list::List;

/// Quarters told beside the first one.
const MORE: usize = 3;

/// A figure of a sum. Each category holds the surer ones too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Revenue up for decision.
    Target,
    /// A category.
    Category(ForecastCategory),
    /// Amount by chance.
    Weighted,
}

impl Column {
    /// All of them as they stand; the last one goes where there is no room.
    pub const ALL: [Column; 7] = [
        Column::Target,
        Column::Category(ForecastCategory::Closed),
        Column::Category(ForecastCategory::Commit),
        Column::Category(ForecastCategory::BestCase),
        Column::Category(ForecastCategory::Pipeline),
        Column::Weighted,
        Column::Category(ForecastCategory::Omitted),
    ];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Column::Target => "due",
            Column::Weighted => "weighted",
            Column::Category(category) => category.word(),
        }
    }

    /// Its figure in a sum.
    pub fn of(self, sum: &ForecastSum) -> i64 {
        match self {
            Column::Target => sum.target,
            Column::Weighted => sum.weighted,
            Column::Category(category) => sum.cumulative(category),
        }
    }

    /// Its figure of a decision, as it is paid.
    pub fn paid(self, line: &ForecastLine) -> Vec<Money> {
        match self {
            Column::Target => line.target_paid().collect(),
            Column::Weighted => line.weighted_paid().collect(),
            Column::Category(_) => line.amount_paid().collect(),
        }
    }

    /// Whether a decision is behind it.
    pub fn holds(self, line: &ForecastLine) -> bool {
        let omitted = ForecastCategory::Omitted;
        match self {
            Column::Target => true,
            Column::Weighted => line.category != omitted,
            Column::Category(category) if category == omitted => line.category == omitted,
            Column::Category(category) => line.category >= category && line.category != omitted,
        }
    }
}

/// When a sum is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// As it is now.
    Now,
    /// As it was a week ago.
    Then,
}

/// A row of sums.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Its sums.
    pub sum: ForecastSum,
    /// When it is of.
    pub when: When,
}

/// The part with the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The sums.
    Figures,
    /// The decisions behind the figure.
    Decisions,
    /// What changed in a week.
    Changes,
}

/// The forecast on the screen.
#[derive(Debug)]
pub struct Forecast {
    /// The quarter whose months are told.
    pub quarter: Quarter,
    /// The part with the keyboard.
    pub part: Part,
    /// Row and column of the figure under the cursor.
    pub place: (usize, usize),
    /// The cursor among the decisions, or the changes.
    pub list: List,
    start: FiscalStart,
    outlook: Option<Box<Outlook>>,
    rows: Vec<Row>,
    asked: Option<(Period, String)>,
}

impl Forecast {
    /// The forecast from the quarter of a day on, on what it comes to.
    pub fn around(day: Day, start: FiscalStart) -> Forecast {
        let weighted = Column::ALL.iter().position(|column| *column == Column::Weighted).unwrap_or_default();
        Forecast {
            quarter: Quarter::around(day, start),
            part: Part::Figures,
            // The fourth row is the quarter itself, behind its months.
            place: (3, weighted),
            list: List::default(),
            start,
            outlook: None,
            rows: Vec::new(),
            asked: None,
        }
    }

    /// The quarters that are told.
    fn quarters(&self) -> Vec<Quarter> {
        let next = |quarter: &Quarter| Some(quarter.next(self.start)).filter(|next| next != quarter);
        std::iter::successors(Some(self.quarter), next).take(MORE + 1).collect()
    }

    /// The days of all of them.
    pub fn period(&self) -> Period {
        let last = self.quarters().last().map_or(self.quarter.last, |quarter| quarter.last);
        Period { first: self.quarter.first, last }
    }

    /// Goes so many months on, to the quarter there.
    pub fn step(&mut self, months: i32) {
        self.go(months_on(self.quarter.first, months));
    }

    /// Goes to the quarter of a day.
    pub fn go(&mut self, day: Day) {
        let quarter = Quarter::around(day, self.start);
        if quarter != self.quarter {
            (self.quarter, self.outlook, self.asked) = (quarter, None, None);
            self.rows.clear();
            self.list = List { height: self.list.height, ..List::default() };
        }
    }

    /// What to ask for with a filter; once.
    pub fn wants(&mut self, filter: &Filter) -> Option<Query> {
        let wanted = (self.period(), filter.text.clone());
        if self.asked.as_ref() == Some(&wanted) {
            return None;
        }
        self.asked = Some(wanted);
        Some(Query::Forecast(self.period(), filter.query.clone()))
    }

    /// Something was written: what is here is shown until it has come anew.
    pub fn outdated(&mut self) {
        self.asked = None;
    }

    /// Takes in an answer, unless it is about other quarters.
    pub fn take(&mut self, outlook: Box<Outlook>) {
        if outlook.forecast.total.period != self.period() {
            return;
        }
        self.rows = self.rows_of(&outlook);
        self.outlook = Some(outlook);
        self.list.put(self.list.at, self.len(Column::ALL.len()));
    }

    fn rows_of(&self, outlook: &Outlook) -> Vec<Row> {
        let mut rows = Vec::new();
        for (n, quarter) in self.quarters().into_iter().enumerate() {
            let period = Period { first: quarter.first, last: quarter.last };
            let within = |lines: &[ForecastLine]| {
                let inside = |line: &&ForecastLine| (period.first..=period.last).contains(&line.due);
                forecast(lines.iter().filter(inside).cloned().collect(), period, self.start)
            };
            let found = within(&outlook.forecast.lines);
            let row = |label: String, sum: ForecastSum, when: When| Row { label, sum, when };
            if n == 0 {
                let name = |sum: &ForecastSum| sum.period.first.date().format("%b %Y").to_string();
                rows.extend(found.months.into_iter().map(|sum| row(name(&sum), sum, When::Now)));
            }
            rows.push(row(format!("Q{} {}", quarter.number, quarter.year), found.total, When::Now));
            if let (0, Some(then)) = (n, &outlook.then) {
                rows.push(row("a week ago".to_owned(), within(&then.lines).total, When::Then));
            }
        }
        rows
    }

    /// The rows of sums.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What the figures are from, once it is here.
    pub fn outlook(&self) -> Option<&Outlook> {
        self.outlook.as_deref()
    }

    /// Row and column of the figure under the cursor, of so many columns.
    pub fn cell(&self, columns: usize) -> (usize, usize) {
        (self.place.0.min(self.rows.len().saturating_sub(1)), self.place.1.min(columns.saturating_sub(1)))
    }

    /// The figure under the cursor, of so many columns.
    pub fn figure(&self, columns: usize) -> Option<(&Row, Column)> {
        let (row, column) = self.cell(columns);
        Some((self.rows.get(row)?, *Column::ALL.get(column)?))
    }

    /// The decisions behind the figure under the cursor, by day.
    pub fn behind(&self, columns: usize) -> Vec<&ForecastLine> {
        let (Some((row, column)), Some(outlook)) = (self.figure(columns), self.outlook()) else { return Vec::new() };
        let lines = match row.when {
            When::Now => outlook.forecast.lines.as_slice(),
            When::Then => outlook.then.as_ref().map(|then| then.lines.as_slice()).unwrap_or_default(),
        };
        let period = row.sum.period;
        let holds = |line: &&ForecastLine| (period.first..=period.last).contains(&line.due) && column.holds(line);
        lines.iter().filter(holds).collect()
    }

    /// What changed in a week, the largest first.
    pub fn changes(&self) -> &[ForecastChange] {
        self.outlook().map(|outlook| outlook.changes.as_slice()).unwrap_or_default()
    }

    /// The decision under the cursor, or that of the change under it.
    pub fn line(&self, columns: usize) -> Option<&ForecastLine> {
        match self.part {
            Part::Figures => None,
            Part::Decisions => self.behind(columns).get(self.list.at).copied(),
            Part::Changes => {
                let change = self.changes().get(self.list.at)?;
                change.after.as_ref().or(change.before.as_ref())
            }
        }
    }

    /// What an account is called.
    pub fn name_of(&self, account: AccountId) -> Option<&str> {
        let found = self.outlook()?.forecast.lines.iter().find(|line| line.account == account)?;
        Some(&found.account_name)
    }

    /// Rows of the part with the keyboard.
    pub fn len(&self, columns: usize) -> usize {
        match self.part {
            Part::Figures => self.rows.len(),
            Part::Decisions => self.behind(columns).len(),
            Part::Changes => self.changes().len(),
        }
    }

    /// Whether the part with the keyboard has no rows.
    pub fn is_empty(&self) -> bool {
        self.len(Column::ALL.len()) == 0
    }

    /// Gives the keyboard to a part, on its first row.
    pub fn enter(&mut self, part: Part) {
        self.part = part;
        self.list = List { height: self.list.height, ..List::default() };
    }
}
