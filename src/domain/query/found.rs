//! Which rows of a sheet hold the words of a filter, found in one pass over all rows before any is asked.

use crate::domain::value::sought::Sought;

/// The words of a filter with the places of the rows that hold them.
#[derive(Debug, Default)]
pub struct Found {
    words: Vec<(Sought, Vec<bool>)>,
}

/// Nothing was looked for.
pub static NOTHING: Found = Found { words: Vec::new() };

impl Found {
    /// Takes in which rows, by place, hold a word.
    pub fn learn(&mut self, sought: &Sought, held: Vec<bool>) {
        self.words.push((sought.clone(), held));
    }

    /// Whether the row at a place holds a word; none when it was not looked for.
    pub fn holds(&self, sought: &Sought, place: u32) -> Option<bool> {
        let (_, held) = self.words.iter().find(|(word, _)| word == sought)?;
        Some(held.get(place as usize) == Some(&true))
    }
}
