//! A table of accounts as they stood on one day, with a column that says what became of each: read to test the ranking,
//! never kept. A column whose header is not known is not read.

use crate::domain::record::reading::Metric;
use crate::domain::value::day::Day;
use crate::exchange::amount::{self, Decimal, Thousands};
use crate::exchange::csv::{NoTable, Sheet, read};
use crate::exchange::date;
use crate::exchange::value::{flag, folded_header, is_empty};

/// What a column says of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Says {
    Key,
    Name,
    Segment,
    Month,
    Year,
    Tenure,
    Start,
    Term,
    Seats,
    Figure(Metric),
    Outcome,
    OutcomeDay,
}

/// Headers, folded, by what they say.
const HEADERS: &[(Says, &str)] = &[
    (Says::Key, "id customerid accountid customer account clientid companyid"),
    (Says::Name, "name accountname customername companyname company"),
    (Says::Segment, "segment tier plantier"),
    (Says::Month, "mrr mrramount monthlycharges monthlycharge monthlyrevenue monthlyrecurringrevenue"),
    (Says::Year, "arr arramount arrusd annualrevenue annualrecurringrevenue acv"),
    (Says::Tenure, "tenure tenuremonths tenureinmonths monthsascustomer"),
    (Says::Start, "start startdate contractstart contractstartdate signupdate since"),
    (Says::Term, "contract contracttype term billingfrequency"),
    (Says::Seats, "seats licenses licences"),
    (Says::Figure(Metric::SeatsUsed), "seatsused usedseats activeusers"),
    (Says::Figure(Metric::Health), "health healthscore"),
    (Says::Figure(Metric::Nps), "nps npsscore"),
    (Says::Figure(Metric::UsageChange), "usagechange usagechangepercent usagetrend"),
    (Says::Figure(Metric::Escalations), "escalations openescalations"),
    (Says::Figure(Metric::InvoiceLateDays), "invoicelatedays dayspastdue daysoverdue"),
    (Says::Outcome, "churn churned churnflag ischurned churnvalue haschurned exited lost attrition outcome"),
    (Says::OutcomeDay, "churndate churnedon loston cancellationdate canceldate"),
];

/// One account of a set.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SetRow {
    /// What it is called.
    pub name: String,
    /// Its segment.
    pub segment: Option<String>,
    /// Recurring revenue a year, as a plain decimal figure.
    pub revenue: String,
    /// Months as a customer.
    pub tenure: Option<i32>,
    /// First day as a customer.
    pub start: Option<Day>,
    /// Months of a term.
    pub term: Option<u32>,
    /// Seats bought.
    pub seats: Option<u32>,
    /// Its figures.
    pub figures: Vec<(Metric, f64)>,
    /// Whether it left.
    pub lost: bool,
    /// When, where the set says.
    pub lost_on: Option<Day>,
}

/// A set.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct OutcomeSet {
    /// Its accounts.
    pub rows: Vec<SetRow>,
    /// Columns read, as the file calls them.
    pub read: Vec<String>,
    /// Columns that say nothing here.
    pub unread: Vec<String>,
    /// Lines left out, with the reason.
    pub rejects: Vec<(u64, String)>,
}

/// Why a file is no set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoSet {
    /// No table at all.
    #[error(transparent)]
    Table(#[from] NoTable),
    /// No column tells what became of the accounts.
    #[error("no column tells who left")]
    NoOutcome,
    /// No column tells what an account pays.
    #[error("no column tells what an account pays: MRR or ARR")]
    NoRevenue,
    /// A person named a column that is not there.
    #[error("there is no column {0:?}")]
    NoColumn(String),
}

/// Reads a set. `outcome` names the column that tells who left, where its header does not.
pub fn outcome_set(text: &str, outcome: Option<&str>) -> Result<OutcomeSet, NoSet> {
    let sheet = read(text)?;
    let headers: Vec<String> = sheet.header.cells.iter().map(folded_header).collect();
    let named = outcome.map(folded_header);
    if let (Some(named), Some(given)) = (&named, outcome)
        && !headers.contains(named)
    {
        return Err(NoSet::NoColumn(given.to_owned()));
    }
    let says: Vec<Option<Says>> = headers
        .iter()
        .map(|header| {
            let known = HEADERS.iter().find(|(_, names)| names.split(' ').any(|name| name == header));
            let known = known.map(|(says, _)| *says);
            match &named {
                Some(named) if named == header => Some(Says::Outcome),
                Some(_) if known == Some(Says::Outcome) => None,
                _ => known,
            }
        })
        .collect();
    let has = |wanted: &[Says]| says.iter().flatten().any(|says| wanted.contains(says));
    if !has(&[Says::Outcome, Says::OutcomeDay]) {
        return Err(NoSet::NoOutcome);
    }
    if !has(&[Says::Month, Says::Year]) {
        return Err(NoSet::NoRevenue);
    }
    let column = |known: bool| {
        let cells = sheet.header.cells.iter().zip(&says).filter(move |(_, says)| says.is_some() == known);
        cells.map(|(cell, _)| cell.trim().to_owned()).collect()
    };
    let mut set = OutcomeSet { read: column(true), unread: column(false), ..OutcomeSet::default() };
    let by = Conventions::of(&sheet, &says);
    for row in &sheet.rows {
        match account(&says, row.cells.iter(), &by, has(&[Says::Outcome])) {
            Ok(account) => set.rows.push(account),
            Err(why) => set.rejects.push((row.line, why)),
        }
    }
    set.rejects.extend(sheet.rejects.iter().map(|reject| (reject.row.line, reject.reason.clone())));
    Ok(set)
}

/// How the file writes figures and dates.
struct Conventions {
    decimal: Decimal,
    order: Option<date::Order>,
}

impl Conventions {
    fn of(sheet: &Sheet, says: &[Option<Says>]) -> Conventions {
        let (mut figures, mut dates) = (amount::Evidence::default(), date::Evidence::default());
        for row in &sheet.rows {
            for (cell, says) in row.cells.iter().zip(says) {
                match says {
                    Some(Says::Month | Says::Year) => figures.add(cell),
                    Some(Says::Start | Says::OutcomeDay) => dates.add(cell),
                    _ => {}
                }
            }
        }
        Conventions { decimal: figures.decimal(), order: dates.order() }
    }

    fn figure(&self, cell: &str) -> Result<String, String> {
        let found = amount::parse(cell, self.decimal, Thousands::Money).map(|amount| amount.figure);
        found.ok_or_else(|| format!("{:?} is no amount", cell.trim()))
    }

    fn number(&self, cell: &str) -> Result<f64, String> {
        let found = amount::parse(cell, self.decimal, Thousands::Column).and_then(|amount| amount.figure.parse().ok());
        found.ok_or_else(|| format!("{:?} is no figure", cell.trim()))
    }

    fn day(&self, cell: &str) -> Result<Day, String> {
        let found = date::parse(cell, self.order).map(|stamp| stamp.day);
        found.ok_or_else(|| format!("{:?} is no date", cell.trim()))
    }
}

fn account<'a>(
    says: &[Option<Says>],
    cells: impl Iterator<Item = &'a str>,
    by: &Conventions,
    told: bool,
) -> Result<SetRow, String> {
    let mut row = SetRow::default();
    let mut outcome = None;
    let mut key = String::new();
    for (cell, says) in cells.zip(says) {
        let Some(says) = says.filter(|_| !is_empty(cell)) else { continue };
        let cell = cell.trim();
        match says {
            Says::Key => {
                if key.is_empty() {
                    cell.clone_into(&mut key);
                }
            }
            Says::Name => cell.clone_into(&mut row.name),
            Says::Segment => row.segment = Some(cell.to_owned()),
            Says::Year => row.revenue = by.figure(cell)?,
            Says::Month if row.revenue.is_empty() => {
                let month: f64 = by.figure(cell)?.parse().map_err(|_| format!("{cell:?} is no amount"))?;
                row.revenue = format!("{:.2}", month * 12.0);
            }
            Says::Month => {}
            Says::Tenure => row.tenure = Some(by.number(cell)?.round() as i32),
            Says::Start => row.start = Some(by.day(cell)?),
            Says::Term => row.term = term(cell),
            Says::Seats => row.seats = Some(by.number(cell)?.round().max(0.0) as u32),
            Says::Figure(metric) => row.figures.push((metric, by.number(cell)?)),
            Says::Outcome => outcome = Some(left(cell)?),
            Says::OutcomeDay => row.lost_on = Some(by.day(cell)?),
        }
    }
    if row.name.is_empty() {
        row.name = key;
    }
    if row.name.is_empty() {
        return Err("has neither id nor name".to_owned());
    }
    if row.revenue.is_empty() {
        return Err("says not what the account pays".to_owned());
    }
    // Some sets date every account and flag those that left: the flag decides.
    row.lost = if told { outcome.ok_or("says not whether the account left")? } else { row.lost_on.is_some() };
    Ok(row)
}

/// Whether an account left, in the words that systems write.
fn left(cell: &str) -> Result<bool, String> {
    match folded_header(cell).as_str() {
        "lost" | "left" | "cancelled" | "canceled" | "exited" => Ok(true),
        "kept" | "stayed" | "renewed" | "won" | "expanded" | "existingcustomer" => Ok(false),
        _ => flag(cell).map_err(|why| format!("{cell:?} {why}")),
    }
}

/// Months of a term in words.
fn term(cell: &str) -> Option<u32> {
    let word = folded_header(cell);
    let years = |word: &str| match word {
        _ if word.contains("three") || word.starts_with('3') => 36,
        _ if word.contains("two") || word.starts_with('2') => 24,
        _ => 12,
    };
    match word.as_str() {
        word if word.contains("month") && !word.starts_with("12") => Some(1),
        word if word.contains("quarter") => Some(3),
        word if word.contains("year") || word.contains("annual") || word.starts_with("12") => Some(years(word)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_knows() {
        let text = "CustomerID,Gender,Tenure,Contract,MonthlyCharges,Churn\n\
            7-A,Female,1,Month-to-month,29.85,No\n\
            5-B,Male,34,One year,56.95,Yes\n\
            3-C,Male,,Two year, ,No\n\
            4-D,Male,3,Two year,10,maybe\n";
        let set = outcome_set(text, None).unwrap();
        assert_eq!((set.read.len(), set.unread.as_slice()), (5, ["Gender".to_owned()].as_slice()));
        let told: Vec<_> =
            set.rows.iter().map(|r| (r.name.as_str(), r.revenue.as_str(), r.tenure, r.term, r.lost)).collect();
        assert_eq!(told, [("7-A", "358.20", Some(1), Some(1), false), ("5-B", "683.40", Some(34), Some(12), true)]);
        let lines: Vec<u64> = set.rejects.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 5]);
    }

    #[test]
    fn the_outcome_may_be_another_column() {
        let text = "id,arr,churn,gone\na,\"1,200\",yes,no\nb,2400,no,yes\n";
        let set = outcome_set(text, Some("Gone")).unwrap();
        let lost: Vec<bool> = set.rows.iter().map(|row| row.lost).collect();
        assert_eq!((lost, set.unread), (vec![false, true], vec!["churn".to_owned()]));
        assert_eq!(outcome_set(text, Some("left")), Err(NoSet::NoColumn("left".to_owned())));
        assert_eq!(outcome_set("id,arr\na,1\n", None), Err(NoSet::NoOutcome));
        assert_eq!(outcome_set("id,churn\na,no\n", None), Err(NoSet::NoRevenue));
    }

    #[test]
    fn a_flag_goes_before_a_day() {
        let text = "id,mrr,churn_date,churn_flag\na,10,2011-06-01,0\nb,10,2011-06-02,1\n";
        let set = outcome_set(text, None).unwrap();
        let told: Vec<_> = set.rows.iter().map(|row| (row.lost, row.lost_on.map(|day| day.to_string()))).collect();
        assert_eq!(told, [(false, Some("2011-06-01".to_owned())), (true, Some("2011-06-02".to_owned()))]);
    }
}
