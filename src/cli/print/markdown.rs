//! Tables in Markdown. Invariant: one row is one line, and no value makes a column, a link or a heading of its own.

use crate::cli::print::cell::{Cell, Column, cell_at};
use crate::domain::value::markdown::escaped;
use std::io::{self, Write};

/// Writes a table of full values under its columns' names.
pub fn write_markdown(out: &mut impl Write, columns: &[Column], rows: &[Vec<Cell>]) -> io::Result<()> {
    let names: Vec<String> = columns.iter().map(|column| column.key.replace('_', " ")).collect();
    write_line(out, &names)?;
    write_line(out, &vec!["---".to_owned(); columns.len()])?;
    for row in rows {
        let cells: Vec<String> = (0..columns.len()).map(|at| escaped(cell_at(row, at).plain())).collect();
        write_line(out, &cells)?;
    }
    Ok(())
}

fn write_line(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_leaves_its_cell() {
        let columns = [Column::new("account", "ACCOUNT"), Column::new("term_end", "END")];
        let rows = vec![vec![Cell::word("a|b\n# [x](y)\u{1b}[2J"), Cell::none()], vec![Cell::word("東京")]];
        let mut out = Vec::new();
        write_markdown(&mut out, &columns, &rows).unwrap();
        let want = "| account | term end |\n| --- | --- |\n| a\\|b \\# \\[x\\](y)␛\\[2J |  |\n| 東京 |  |\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
