//! Records as JSON. The schema is versioned and only ever grows: `{"schema": "folio.accounts/1", "items": […]}`, keys in
//! column order. Invariant: the text holds no byte that acts on a terminal; such characters are written as `\u` escapes.

use crate::cli::print::cell::{Cell, Column, cell_at};
use crate::domain::value::text::{acts, shown};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A field named in `--json=…` that the records do not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no field `{}` here", shown(.given))]
pub struct UnknownField {
    /// What was given.
    pub given: String,
    /// The fields there are.
    pub known: Vec<&'static str>,
}

impl UnknownField {
    /// What to try: the field that was likely meant, or all there are.
    pub fn hint(&self) -> String {
        let near = |known: &&&str| strsim::osa_distance(&self.given.to_lowercase(), known);
        match self.known.iter().min_by_key(near).filter(|known| near(known) <= 2) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("fields: {}", self.known.join(", ")),
        }
    }
}

/// The places of the columns to print: those named, in the order named, or all.
pub fn pick(columns: &[Column], wanted: Option<&[String]>) -> Result<Vec<usize>, UnknownField> {
    let Some(wanted) = wanted else { return Ok((0..columns.len()).collect()) };
    let mut places = Vec::with_capacity(wanted.len());
    for name in wanted {
        let found = columns.iter().position(|column| column.key == name);
        let known = || columns.iter().map(|column| column.key).collect();
        let place = found.ok_or_else(|| UnknownField { given: name.clone(), known: known() })?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// Writes one document: the schema's name and the records, one a block.
pub fn write_document(
    out: &mut impl Write,
    schema: &str,
    columns: &[Column],
    places: &[usize],
    rows: &[Vec<Cell>],
) -> io::Result<()> {
    write!(out, "{{\n  \"schema\": {},\n  \"items\": [", text(&Value::from(schema)))?;
    for (number, row) in rows.iter().enumerate() {
        let comma = if number > 0 { "," } else { "" };
        write!(out, "{comma}\n    {}", object(columns, places, row, &BLOCK))?;
    }
    let close = if rows.is_empty() { "]" } else { "\n  ]" };
    writeln!(out, "{close}\n}}")
}

/// Writes one object a line.
pub fn write_lines(out: &mut impl Write, columns: &[Column], places: &[usize], rows: &[Vec<Cell>]) -> io::Result<()> {
    rows.iter().try_for_each(|row| writeln!(out, "{}", object(columns, places, row, &LINE)))
}

/// A value over several lines of JSON, safe to print, with a line end.
pub fn pretty(value: &impl serde::Serialize) -> io::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    // A line end stands between values only: within a string it is escaped already.
    Ok(text.split('\n').fold(String::new(), |out, line| out + &harmless(line) + "\n"))
}

/// A value as one line of JSON, safe to print.
pub fn text(value: &Value) -> String {
    let compact = value.to_string();
    match harmless(&compact) {
        Cow::Owned(escaped) => escaped,
        Cow::Borrowed(_) => compact,
    }
}

/// What stands around the parts of an object.
struct Marks {
    open: &'static str,
    colon: &'static str,
    comma: &'static str,
    close: &'static str,
}

const BLOCK: Marks = Marks { open: "{\n      ", colon: ": ", comma: ",\n      ", close: "\n    }" };
const LINE: Marks = Marks { open: "{", colon: ":", comma: ",", close: "}" };

fn object(columns: &[Column], places: &[usize], row: &[Cell], marks: &Marks) -> String {
    let mut out = marks.open.to_owned();
    let named = places.iter().filter_map(|&place| Some((columns.get(place)?.key, cell_at(row, place))));
    for (number, (key, cell)) in named.enumerate() {
        if number > 0 {
            out.push_str(marks.comma);
        }
        out.push_str(&text(&Value::from(key)));
        out.push_str(marks.colon);
        out.push_str(&text(cell.json()));
    }
    out.push_str(marks.close);
    out
}

/// JSON text whose acting characters are escaped. They stand only inside strings, where an escape means the same.
fn harmless(json: &str) -> Cow<'_, str> {
    if !json.chars().any(acts) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns() -> Vec<Column> {
        vec![Column::new("name", "ACCOUNT"), Column::new("arr", "ARR"), Column::new("health", "HLT")]
    }

    fn document(rows: &[Vec<Cell>], wanted: Option<&[&str]>) -> String {
        let wanted: Option<Vec<String>> = wanted.map(|names| names.iter().map(|&name| name.to_owned()).collect());
        let columns = columns();
        let places = pick(&columns, wanted.as_deref()).unwrap();
        let mut out = Vec::new();
        write_document(&mut out, "folio.accounts/1", &columns, &places, rows).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn keeps_the_order_of_columns_and_of_wishes() {
        let rows = [vec![Cell::word("Globex"), Cell::count(5), Cell::none()]];
        let all = "{\n  \"schema\": \"folio.accounts/1\",\n  \"items\": [\n    {\n      \"name\": \"Globex\",\n      \
                   \"arr\": 5,\n      \"health\": null\n    }\n  ]\n}\n";
        assert_eq!(document(&rows, None), all);
        let some = document(&rows, Some(&["arr", "name", "arr"]));
        assert!(some.contains("{\n      \"arr\": 5,\n      \"name\": \"Globex\"\n    }"), "{some}");
        assert_eq!(document(&[], None), "{\n  \"schema\": \"folio.accounts/1\",\n  \"items\": []\n}\n");
    }

    #[test]
    fn guesses_the_field_that_was_meant() {
        for (given, hint) in [
            ("helth", "did you mean `health`?"),
            ("Name", "did you mean `name`?"),
            ("zzzzzz", "fields: name, arr, health"),
        ] {
            assert_eq!(pick(&columns(), Some(&[given.to_owned()])).unwrap_err().hint(), hint);
        }
        let odd = pick(&columns(), Some(&["a\u{1b}[2J".to_owned()])).unwrap_err();
        assert_eq!(odd.to_string(), "there is no field `a␛[2J` here");
    }

    #[test]
    fn escapes_what_acts() {
        for (raw, want) in [
            ("a\u{1b}b", r#""a\u001bb""#),
            ("\u{9b}2J\u{7f}", r#""\u009b2J\u007f""#),
            ("x\u{202e}y", r#""x\u202ey""#),
            ("\u{e0041}", r#""\udb40\udc41""#),
            ("東京 é \\ \"", r#""東京 é \\ \"""#),
        ] {
            assert_eq!(text(&Value::from(raw)), want);
        }
    }

    proptest! {
        #[test]
        fn hostile_text_comes_back_whole(names in prop::collection::vec(any::<String>(), 0..4)) {
            let rows: Vec<Vec<Cell>> = names.iter().map(|name| vec![Cell::word(name.as_str())]).collect();
            let printed = document(&rows, None);
            prop_assert!(printed.chars().all(|c| c == '\n' || !acts(c)));
            let back: Value = serde_json::from_str(&printed).unwrap();
            for (name, item) in names.iter().zip(back["items"].as_array().unwrap()) {
                prop_assert_eq!(item["name"].as_str().unwrap(), name);
            }
        }
    }
}
