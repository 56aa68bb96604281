//! A list of records, written in whatever format the look asks for.

use crate::cli::print::cell::{Cell, Column, cell_at};
use crate::cli::print::json::{self, UnknownField};
use crate::cli::print::lines::{write_aligned, write_plain};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::markdown::write_markdown;
use crate::cli::print::out::Stopped;
use crate::cli::print::sheet::write_csv;
use std::io::Write;

/// Records in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    schema: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table. The schema is its name and version in JSON, such as `folio.accounts/1`.
    pub fn new(schema: &'static str, columns: Vec<Column>) -> Table {
        Table { schema, columns, rows: Vec::new() }
    }

    /// Adds a row: a cell a column, in their order.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// The same rows with some columns only, in their order; one that is not here comes from a table of the same rows.
    #[must_use]
    pub fn choose(&self, keys: &[&str], other: &Table) -> Table {
        let mut chosen = Table::new(self.schema, Vec::new());
        chosen.rows = vec![Vec::with_capacity(keys.len()); self.rows.len()];
        for key in keys {
            let found = [self, other].into_iter().find_map(|table| {
                // Programs read days as a number under a name of its own.
                let days = format!("{key}_days");
                let at = table.columns.iter().position(|column| column.key == *key || column.key == days)?;
                Some((table, at, table.columns.get(at)?.clone()))
            });
            let Some((table, at, column)) = found else { continue };
            chosen.columns.push(column);
            for (row, cells) in chosen.rows.iter_mut().zip(&table.rows) {
                row.push(cell_at(cells, at).clone());
            }
        }
        chosen
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Each record as a JSON object.
    pub fn items(&self) -> Vec<serde_json::Value> {
        let object = |row: &Vec<Cell>| {
            let cells = self.columns.iter().enumerate();
            cells.map(|(at, column)| (column.key.to_owned(), cell_at(row, at).json().clone())).collect()
        };
        self.rows.iter().map(|row| serde_json::Value::Object(object(row))).collect()
    }

    /// Whether the records have every field that the look names; worth asking before any are fetched.
    pub fn check(&self, look: &Look) -> Result<(), UnknownField> {
        self.places(look).map(drop)
    }

    /// Writes the table. A field that is not there is refused before the first byte. An empty table for people has no
    /// header: what to say instead belongs on stderr.
    pub fn write(&self, out: &mut impl Write, look: &Look) -> Result<(), Stopped> {
        let (columns, rows) = (&self.columns, &self.rows);
        let places = self.places(look)?;
        match look.format {
            Format::Auto if rows.is_empty() => {}
            Format::Auto => write_aligned(out, look, columns, rows)?,
            Format::Plain => write_plain(out, look, columns, rows)?,
            Format::Json(_) => json::write_document(out, self.schema, columns, &places, rows)?,
            Format::Jsonl => json::write_lines(out, columns, &places, rows)?,
            Format::Csv => write_csv(out, look, columns, rows)?,
            Format::Markdown => write_markdown(out, columns, rows)?,
        }
        Ok(())
    }

    fn places(&self, look: &Look) -> Result<Vec<usize>, UnknownField> {
        let wanted = if let Format::Json(wanted) = &look.format { wanted.as_deref() } else { None };
        json::pick(&self.columns, wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::color::ColorChoice;
    use crate::cli::print::environment::{Environment, Streams};
    use crate::cli::print::look::Wishes;
    use crate::cli::print::paint::Paint;
    use crate::domain::value::day::Day;
    use crate::domain::value::money::{Currency, Money};
    use crate::domain::value::text;
    use proptest::prelude::*;

    fn look(format: Format, color: ColorChoice, width: usize) -> Look {
        let streams = Streams { stdin: true, stdout: true, stderr: true, size: Some((80, 24)) };
        let flags = Wishes { color: Some(color), width: Some(width), ..Wishes::default() };
        Look::settle(format, &flags, &Environment::default(), &Wishes::default(), &streams)
    }

    fn columns() -> Vec<Column> {
        vec![
            Column::new("stake", "STAKE").figures(),
            Column::new("name", "ACCOUNT").cut_to(Column::NAME),
            Column::new("arr", "ARR").figures(),
            Column::new("health", "HLT"),
            Column::new("renew", "RENEW").figures().dropped(3),
            Column::new("stage", "STAGE").dropped(2),
            Column::new("why", "WHY").cut_to(16).dropped(1),
        ]
    }

    fn table(names: &[(&str, &str)]) -> Table {
        let today = Day::of(2026, 11, 24).unwrap();
        let mut table = Table::new("folio.accounts/1", columns());
        for (number, (name, why)) in names.iter().enumerate() {
            let number = i64::try_from(number).unwrap();
            table.push(vec![
                Cell::money(Money::major(171_400 - number * 60_000, Currency::USD)),
                Cell::word(*name),
                Cell::money(Money::major(184_000, Currency::USD)),
                Cell::word("R-").painted(Paint::Red),
                Cell::day(today.plus_days(12), today),
                Cell::word("at-risk"),
                Cell::word(*why),
            ]);
        }
        table
    }

    fn written(table: &Table, look: &Look) -> String {
        let mut out = Vec::new();
        table.write(&mut out, look).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The text without our own colour codes; any other escape stays in it.
    fn without_sgr(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            out.push_str(before);
            match after.split_once('m') {
                Some((code, tail)) if code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';') => rest = tail,
                _ => {
                    out.push('\u{1b}');
                    rest = after;
                }
            }
        }
        out + rest
    }

    #[test]
    fn fits_every_width() {
        let book = table(&[
            ("Globex Corporation International", "no touch 41d, sev1 open"),
            ("東京商事株式会社ホールディングス", "usage −38% in 30d"),
            ("Acme", "ok"),
        ]);
        let shots: Vec<String> = [40, 60, 80, 120, 200]
            .map(|width| format!("-- {width}\n{}", written(&book, &look(Format::Auto, ColorChoice::Never, width))))
            .into();
        insta::assert_snapshot!(shots.concat(), @r"
        -- 40
        STAKE  ACCOUNT           ARR  HLT  RENEW
         171k  Globex Corpora…  184k  R-     12d
         111k  東京商事株式会…  184k  R-     12d
          51k  Acme             184k  R-     12d
        -- 60
        STAKE  ACCOUNT                      ARR  HLT  RENEW  STAGE
         171k  Globex Corporation Intern…  184k  R-     12d  at-risk
         111k  東京商事株式会社ホールデ…   184k  R-     12d  at-risk
          51k  Acme                        184k  R-     12d  at-risk
        -- 80
        STAKE  ACCOUNT                  ARR  HLT  RENEW  STAGE    WHY
         171k  Globex Corporation In…  184k  R-     12d  at-risk  no touch 41d, sev1 op…
         111k  東京商事株式会社ホー…   184k  R-     12d  at-risk  usage −38% in 30d
          51k  Acme                    184k  R-     12d  at-risk  ok
        -- 120
        STAKE  ACCOUNT                            ARR  HLT  RENEW  STAGE    WHY
         171k  Globex Corporation International  184k  R-     12d  at-risk  no touch 41d, sev1 open
         111k  東京商事株式会社ホールディングス  184k  R-     12d  at-risk  usage −38% in 30d
          51k  Acme                              184k  R-     12d  at-risk  ok
        -- 200
        STAKE  ACCOUNT                            ARR  HLT  RENEW  STAGE    WHY
         171k  Globex Corporation International  184k  R-     12d  at-risk  no touch 41d, sev1 open
         111k  東京商事株式会社ホールディングス  184k  R-     12d  at-risk  usage −38% in 30d
          51k  Acme                              184k  R-     12d  at-risk  ok
        ");
    }

    #[test]
    fn paints_only_the_text() {
        let shot = written(&table(&[("Acme", "ok")]), &look(Format::Auto, ColorChoice::Always, 40));
        insta::assert_snapshot!(shot.replace('\u{1b}', "^"), @r"
        ^[2mSTAKE^[0m  ^[2mACCOUNT^[0m   ^[2mARR^[0m  ^[2mHLT^[0m  ^[2mRENEW^[0m
         171k  Acme     184k  ^[31mR-^[0m     12d
        ");
        assert!(written(&table(&[]), &look(Format::Auto, ColorChoice::Always, 40)).is_empty());
    }

    #[test]
    fn marks_places_as_far_as_they_are_kept() {
        let mut marked = Table::new("folio.odd/1", vec![Column::new("text", "TEXT").cut_to(4)]);
        for (text, marks) in [
            ("ask about price", &[(0, 3), (10, 15)][..]),
            ("東京 price", &[(0, 6)]),
            ("tab\tprice", &[(4, 9)]),
            ("odd", &[(1, 99)]),
        ] {
            let marks = marks.iter().map(|(start, end)| *start..*end).collect();
            marked.push(vec![Cell::word(text).marked(marks)]);
        }
        let shot = |width, color| written(&marked, &look(Format::Auto, color, width)).replace('\u{1b}', "^");
        let shots = [shot(40, ColorChoice::Always), shot(13, ColorChoice::Always), shot(40, ColorChoice::Never)];
        insta::assert_snapshot!(shots.concat(), @r"
        ^[2mTEXT^[0m
        ^[1mask^[0m about ^[1mprice^[0m
        ^[1m東京^[0m price
        tab price
        o^[1mdd^[0m
        ^[2mTEXT^[0m
        ^[1mask^[0m about ^[1mpr^[0m…
        ^[1m東京^[0m price
        tab price
        o^[1mdd^[0m
        TEXT
        ask about price
        東京 price
        tab price
        odd
        ");
    }

    #[test]
    fn writes_for_pipes_and_programs() {
        let book = table(&[("Ac\tme\n=x", "=cmd()")]);
        let mut plain = look(Format::Plain, ColorChoice::Always, 40);
        insta::assert_snapshot!(written(&book, &plain).replace('\t', "|"), @"171400.00|Ac me =x|184000.00|R-|2026-12-06|at-risk|=cmd()");
        plain.header = Some(true);
        insta::assert_snapshot!(written(&table(&[]), &plain).replace('\t', "|"), @"stake|name|arr|health|renew|stage|why");
        let format = |format| written(&book, &look(format, ColorChoice::Always, 40));
        insta::assert_snapshot!(format(Format::Csv), @r#"
        stake,name,arr,health,renew,stage,why
        171400.00,"Ac me
        =x",184000.00,R-,2026-12-06,at-risk,'=cmd()
        "#);
        insta::assert_snapshot!(format(Format::Jsonl), @r#"{"stake":{"amount":"171400.00","currency":"USD"},"name":"Ac\tme\n=x","arr":{"amount":"184000.00","currency":"USD"},"health":"R-","renew":"2026-12-06","stage":"at-risk","why":"=cmd()"}"#);
        insta::assert_snapshot!(format(Format::json("name,renew")), @r#"
        {
          "schema": "folio.accounts/1",
          "items": [
            {
              "name": "Ac\tme\n=x",
              "renew": "2026-12-06"
            }
          ]
        }
        "#);
    }

    #[test]
    fn refuses_a_field_before_the_first_byte() {
        let mut out = Vec::new();
        let asked = look(Format::json("name,helth"), ColorChoice::Auto, 80);
        let stopped = table(&[("Acme", "")]).write(&mut out, &asked).unwrap_err();
        assert!(matches!(stopped, Stopped::Field(UnknownField { ref given, .. }) if given == "helth"));
        assert!(out.is_empty());
        assert!(table(&[]).check(&asked).is_err());
    }

    #[test]
    fn takes_rows_of_any_length() {
        let mut ragged = Table::new("folio.odd/1", vec![Column::new("a", "A"), Column::new("b", "B")]);
        ragged.push(vec![Cell::word("1")]);
        ragged.push(vec![Cell::word("1"), Cell::word("2"), Cell::word("3")]);
        assert_eq!(written(&ragged, &look(Format::Plain, ColorChoice::Auto, 80)), "1\t\n1\t2\n");
        assert_eq!(written(&ragged, &look(Format::Auto, ColorChoice::Never, 80)), "A  B\n1\n1  2\n");
        assert_eq!(written(&ragged, &look(Format::Csv, ColorChoice::Auto, 80)), "a,b\n1,\n1,2\n");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_or_acts(
            names in prop::collection::vec((any::<String>(), "[\\u{0}-\\u{9f}\\u{200b}-\\u{202e}東ｱ\\u{301}👩‍🔬]{0,30}"), 1..5),
            width in 1_usize..220,
        ) {
            let pairs: Vec<(&str, &str)> = names.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let book = table(&pairs);
            let aligned = without_sgr(&written(&book, &look(Format::Auto, ColorChoice::Always, width)));
            prop_assert_eq!(aligned.matches('\n').count(), names.len() + 1);
            for line in aligned.lines() {
                prop_assert!(text::width(line) <= width, "{} > {width}: {line:?}", text::width(line));
                prop_assert!(!line.chars().any(text::acts), "{line:?}");
            }
            let plain = written(&book, &look(Format::Plain, ColorChoice::Always, width));
            prop_assert_eq!(plain.matches('\n').count(), names.len());
            for line in plain.lines() {
                prop_assert_eq!(line.matches('\t').count(), columns().len() - 1);
                prop_assert!(!line.chars().any(|c| c != '\t' && text::acts(c)), "{line:?}");
            }
            let sheet = written(&book, &look(Format::Csv, ColorChoice::Always, width));
            prop_assert!(!sheet.chars().any(|c| c != '\n' && text::acts(c)), "{sheet:?}");
            let mut reader = csv::Reader::from_reader(sheet.as_bytes());
            for record in reader.records() {
                let record = record.unwrap();
                prop_assert_eq!(record.len(), columns().len());
                prop_assert!(!record[1].starts_with(['=', '+', '-', '@']) || record[1].parse::<f64>().is_ok());
            }
        }
    }
}
