//! The figures and the minutes of a week as CSV: raw numbers, ISO days, one row a figure. Cells that a sheet would run as
//! a formula are guarded.

use crate::domain::record::target::{Measured, Metric};
use crate::domain::review::figure::{Amount, FigureLine, Unit};
use crate::domain::review::page::WeekPage;
use crate::domain::review::time::TimeLine;
use crate::domain::value::money::Currency;

/// A cell: quoted where it must be, and never a formula.
fn cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

fn row(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// A number of a figure; money in whole units of its currency.
fn number(value: f64, unit: Unit, home: Currency) -> String {
    let value = if unit == Unit::Money { value / 10_f64.powi(home.exponent().try_into().unwrap_or(2)) } else { value };
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The target as it was set: money only where it was set in money.
fn goal(line: &FigureLine, home: Currency) -> String {
    let unit = if Metric::measure(line.figure) == Measured::Money { Unit::Money } else { Unit::Count };
    line.target.map(|target| number(target, unit, home)).unwrap_or_default()
}

fn amounts(line: &FigureLine, home: Currency) -> Vec<String> {
    let unit = line.figure.unit();
    let value = |one: Option<Amount>| one.map(|one| number(one.value, unit, home)).unwrap_or_default();
    let of = |one: Option<Amount>| one.and_then(|one| one.of).map(|of| number(of, unit, home)).unwrap_or_default();
    vec![
        value(line.this),
        of(line.this),
        value(line.last),
        of(line.last),
        value(line.average),
        of(line.average),
        value(line.quarter),
        of(line.quarter),
        goal(line, home),
    ]
}

/// The week.
pub fn write(page: &WeekPage) -> String {
    let mut out = String::new();
    let heads = [
        "week",
        "part",
        "name",
        "this",
        "this_of",
        "last",
        "last_of",
        "average",
        "average_of",
        "quarter",
        "quarter_of",
        "target",
    ];
    row(&mut out, &heads.map(str::to_owned));
    let week = page.week.to_string();
    for line in &page.figures {
        let mut cells = vec![week.clone(), "figure".to_owned(), line.figure.word().to_owned()];
        cells.extend(amounts(line, page.home));
        row(&mut out, &cells);
    }
    let mut minutes = |part: &str, lines: &[TimeLine]| {
        for line in lines {
            let share = |part: Option<f64>| part.map(|part| format!("{part:.4}")).unwrap_or_default();
            let mut cells =
                vec![week.clone(), format!("minutes by {part}"), line.name.clone(), line.minutes.to_string()];
            cells.resize(heads.len(), String::new());
            row(&mut out, &cells);
            let mut cells = vec![week.clone(), format!("share of time by {part}"), line.name.clone()];
            cells.push(share(line.minute_share));
            cells.resize(heads.len(), String::new());
            row(&mut out, &cells);
            if let Some(value) = line.value_share() {
                let mut cells = vec![week.clone(), format!("share of value by {part}"), line.name.clone()];
                cells.push(share(Some(value)));
                cells.resize(heads.len(), String::new());
                row(&mut out, &cells);
            }
        }
    };
    minutes("account", &page.time.accounts);
    minutes("segment", &page.time.segments);
    minutes("kind", &page.time.kinds);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::review::figure::Figure;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, want) in [
            ("=cmd()", "'=cmd()"),
            ("-5", "-5"),
            ("-5+cmd", "'-5+cmd"),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
            ("@x", "'@x"),
            ("", ""),
        ] {
            assert_eq!(cell(text), want);
        }
        assert_eq!(number(1_234_500.0, Unit::Money, Currency::USD), "12345");
        assert_eq!(number(4.25, Unit::Count, Currency::USD), "4.25");
        assert_eq!(number(100.0, Unit::Count, Currency::USD), "100");
    }

    #[test]
    fn a_target_in_percent_is_no_money() {
        for (figure, target, want) in [
            (Figure::ArrTouched, 80.0, "80"),
            (Figure::CoverageArr, 90.0, "90"),
            (Figure::Expansion, 5_000_000.0, "50000"),
            (Figure::TasksDone, 120.0, "120"),
        ] {
            let (this, last, average, quarter) = (None, None, None, None);
            let line = FigureLine { figure, this, last, average, quarter, target: Some(target), basis: String::new() };
            assert_eq!(goal(&line, Currency::USD), want, "{figure}");
        }
    }
}
