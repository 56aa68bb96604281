//! The words of many rows in one piece of memory, so that a text is looked for in all of them at once: row by row every
//! look would be a miss of the processor's cache, which costs more than the look. Invariant: blocks follow one another
//! and each belongs to one place.

use crate::domain::value::sought::Sought;
use std::sync::OnceLock;

/// Words of rows, one block a row.
#[derive(Debug, Default)]
pub struct Words {
    text: String,
    /// Where each block ends, and the place of its row.
    blocks: Vec<(usize, u32)>,
}

impl Words {
    /// The words of rows, each with its place.
    pub fn of<'a>(rows: impl Iterator<Item = (u32, &'a str)>) -> Words {
        let mut words = Words::default();
        for (place, text) in rows {
            words.text.push_str(text);
            words.text.push('\n');
            words.blocks.push((words.text.len(), place));
        }
        words
    }

    /// Tells each row that holds a text: its place, and where the first hit ends within its words, in bytes.
    pub fn each_holding(&self, sought: &Sought, mut tell: impl FnMut(u32, usize)) {
        let mut start = 0;
        let mut hit = sought.find_from(&self.text, 0);
        for (end, place) in &self.blocks {
            let Some(found) = &hit else { return };
            if found.start < *end {
                // A text with a line end may run into the next row.
                if found.end < *end {
                    tell(*place, found.end - start);
                }
                hit = sought.find_from(&self.text, *end);
            }
            start = *end;
        }
    }
}

/// The words of all rows of a sheet, by place.
#[derive(Debug)]
pub struct SheetWords {
    /// Of accounts, names first.
    pub accounts: Words,
    /// Of tasks.
    pub tasks: Words,
}

/// Something made when it is first asked for, and let go of when what it was made of changes.
#[derive(Debug)]
pub struct Made<T>(OnceLock<T>);

impl<T> Default for Made<T> {
    fn default() -> Made<T> {
        Made(OnceLock::new())
    }
}

impl<T> Made<T> {
    /// It, made now if it is not here.
    pub fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }

    /// Lets go of it.
    pub fn forget(&mut self) {
        self.0.take();
    }
}

/// A copy makes its own.
impl<T> Clone for Made<T> {
    fn clone(&self) -> Made<T> {
        Made::default()
    }
}

/// What was made follows from the rest, so it makes no difference.
impl<T> PartialEq for Made<T> {
    fn eq(&self, _: &Made<T>) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(rows: &[&str], needle: &str) -> Vec<(u32, usize)> {
        let words = Words::of((10..).zip(rows.iter().copied()));
        let mut told = Vec::new();
        words.each_holding(&Sought::new(needle), |place, end| told.push((place, end)));
        told
    }

    #[test]
    fn tells_each_row_once_with_its_first_hit() {
        let rows = ["globex corp\nann", "", "initech", "東京 corp corp"];
        for (needle, want) in [
            ("corp", vec![(10, 11), (13, 11)]),
            ("ann", vec![(10, 15)]),
            ("tech", vec![(12, 7)]),
            ("京", vec![(13, 6)]),
            ("corp\nann", vec![(10, 15)]),
            ("ann\n", vec![]),
            ("tech\n東", vec![]),
            ("x corpann", vec![]),
            ("", vec![(10, 0), (11, 0), (12, 0), (13, 0)]),
        ] {
            assert_eq!(holding(&rows, needle), want, "{needle:?}");
        }
        assert_eq!(holding(&[], "a"), []);
    }
}
