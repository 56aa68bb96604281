//! Date phrases against public test tables, read from the folder that `FOLIO_SHARED_DATA` names. Without it the test
//! says so and passes. A refusal is allowed; a wrong day is what must not happen.

use folio::domain::phrase::date::when;
use folio::domain::phrase::when::{DateOptions, DateOrder};
use folio::domain::value::day::Day;
use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Default, Debug)]
struct Tally {
    right: usize,
    refused: usize,
    wrong: usize,
    lines: String,
}

impl Tally {
    fn cases(&self) -> usize {
        self.right + self.refused + self.wrong
    }
}

/// The phrase, the day it is said on, and the day it must mean; none when the calendar has no such day.
fn case(row: &Value) -> Option<(String, Day, Option<Day>)> {
    let result = row.pointer("/Results/0")?;
    let today = row.pointer("/Context/ReferenceDateTime")?.as_str()?.get(..10)?.parse().ok()?;
    // The reading on folio's side of today is the future one; 0001-01-01 marks a day that does not exist.
    let want: Day = result.pointer("/Value/FutureResolution/date")?.as_str()?.parse().ok()?;
    Some((result.get("Text")?.as_str()?.to_owned(), today, (want != Day::MIN).then_some(want)))
}

fn tally(path: &Path, options: DateOptions) -> Result<Tally, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let rows: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let mut tally = Tally::default();
    for (phrase, today, want) in rows.iter().filter_map(case) {
        match (when(&phrase, today, &options), want) {
            (Ok(got), Some(want)) if got.day == want => tally.right += 1,
            (Err(_), None) => tally.right += 1,
            (Err(error), Some(want)) => {
                tally.refused += 1;
                let _ = writeln!(tally.lines, "  refused {phrase:?} on {today}, not {want}: {error}");
            }
            (Ok(got), want) => {
                tally.wrong += 1;
                let _ = writeln!(tally.lines, "  WRONG {phrase:?} on {today}: {:?}, not {want:?}", got.day);
            }
        }
    }
    Ok(tally)
}

#[test]
fn public_phrases_are_right_or_refused() -> Result<(), Box<dyn Error>> {
    let Some(folder) = std::env::var_os("FOLIO_SHARED_DATA") else {
        println!("skipped: FOLIO_SHARED_DATA names no data folder");
        return Ok(());
    };
    let folder = Path::new(&folder).join("date_phrases_recognizers");
    for (file, order) in [
        ("English_DateParser.json", None),
        ("English_DateParser.json", Some(DateOrder::MonthFirst)),
        ("EnglishOthers_DateParser.json", Some(DateOrder::DayFirst)),
        ("Chinese_DateParser.json", None),
    ] {
        let tally = tally(&folder.join(file), DateOptions { order, ..DateOptions::default() })?;
        let (cases, right, refused, wrong) = (tally.cases(), tally.right, tally.refused, tally.wrong);
        println!("{file} {order:?}: {cases} cases, {right} right, {refused} refused, {wrong} wrong\n{}", tally.lines);
        assert!(wrong * 100 <= cases, "{file}: more than 1 % wrong\n{}", tally.lines);
    }
    Ok(())
}
