//! Tables as lines: aligned for people, tab-separated for pipes. Invariant: one row is one line, no line for people is
//! wider than its width, and a line for pipes has one tab fewer than it has columns.

use crate::cli::print::cell::{Align, Cell, Column, cell_at};
use crate::cli::print::fitting::{GAP, Slot, fit};
use crate::cli::print::look::Look;
use crate::cli::print::paint::Paint;
use crate::domain::value::text;
use std::io::{self, Write};
use std::ops::Range;

/// Writes an aligned table fitted to the width of the look, under a dim header unless the look says none.
pub fn write_aligned(out: &mut impl Write, look: &Look, columns: &[Column], rows: &[Vec<Cell>]) -> io::Result<()> {
    let mut natural: Vec<usize> = columns.iter().map(|column| text::width(column.label)).collect();
    for row in rows {
        for (widest, cell) in natural.iter_mut().zip(row) {
            *widest = (*widest).max(text::width(&text::shown(cell.shown())));
        }
    }
    let slots = fit(columns, &natural, look.columns());
    let mut line = String::new();
    if look.header.unwrap_or(true) {
        for slot in &slots {
            let Some(column) = columns.get(slot.at) else { continue };
            push(&mut line, look, *slot, column.align, column.label, (Paint::Dim, &[]));
        }
        end(out, &mut line)?;
    }
    for row in rows {
        for slot in &slots {
            let Some(column) = columns.get(slot.at) else { continue };
            let cell = cell_at(row, slot.at);
            let shown = text::shown(cell.shown());
            // Places are those of the cell as given: in a text that had to be changed they would be others.
            let marks = if shown == cell.shown() { cell.marks() } else { &[] };
            push(&mut line, look, *slot, column.align, &shown, (cell.paint(), marks));
        }
        end(out, &mut line)?;
    }
    Ok(())
}

/// Writes full values between tabs; the keys as a header only when the look asks for one.
pub fn write_plain(out: &mut impl Write, look: &Look, columns: &[Column], rows: &[Vec<Cell>]) -> io::Result<()> {
    let mut line = String::new();
    if look.header == Some(true) {
        let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
        writeln!(out, "{}", keys.join("\t"))?;
    }
    for row in rows {
        for place in 0..columns.len() {
            if place > 0 {
                line.push('\t');
            }
            line.push_str(&text::shown(cell_at(row, place).plain()));
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
        line.clear();
    }
    Ok(())
}

/// Adds one cell: cut to its slot, painted, padded with unpainted blanks; marked places are bold.
fn push(
    line: &mut String,
    look: &Look,
    slot: Slot,
    align: Align,
    value: &str,
    (paint, marks): (Paint, &[Range<usize>]),
) {
    if !line.is_empty() {
        line.extend([' '; GAP]);
    }
    let cut = text::fit(value, slot.cells, look.ellipsis());
    let spare = " ".repeat(slot.cells.saturating_sub(text::width(&cut)));
    if align == Align::Right {
        line.push_str(&spare);
    }
    let mut from = 0;
    for mark in marks {
        let (start, end) = (floor(value, &cut, mark.start), floor(value, &cut, mark.end));
        paint.push(line, cut.get(from..start).unwrap_or_default(), look.color);
        Paint::Bold.push(line, cut.get(start..end).unwrap_or_default(), look.color);
        from = end.max(from);
    }
    paint.push(line, cut.get(from..).unwrap_or_default(), look.color);
    if align == Align::Left {
        line.push_str(&spare);
    }
}

/// A place of a text in the part of it that was kept.
fn floor(value: &str, cut: &str, place: usize) -> usize {
    let kept = value.chars().zip(cut.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    place.min(kept)
}

/// Ends a line without blanks at its end, and empties it for the next.
fn end(out: &mut impl Write, line: &mut String) -> io::Result<()> {
    line.truncate(line.trim_end_matches(' ').len());
    line.push('\n');
    out.write_all(line.as_bytes())?;
    line.clear();
    Ok(())
}
