//! What rows are called, kept end to end, so that a letter typed reads memory from front to back.

use crate::domain::jump::bag::bag;
use crate::domain::jump::scorer::LONGEST;
use std::ops::Range;

/// A row as it is looked for. Its texts are folded by [`folded`](crate::domain::value::text::folded).
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a, K> {
    /// Which row.
    pub key: K,
    /// What it is called.
    pub name: &'a str,
    /// What it is also called.
    pub others: &'a [&'a str],
    /// What the row that it belongs to is called; empty when it belongs to none.
    pub owner: &'a str,
    /// Whether it comes first among equals.
    pub starred: bool,
}

/// What a text of a row is to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Its name.
    Name,
    /// Another name, the first being 0.
    Other(usize),
    /// The name of what it belongs to.
    Owner,
}

/// Rows and what they are called, in the order of their importance.
#[derive(Clone, Debug)]
pub struct Index<K> {
    keys: Vec<K>,
    bags: Vec<u64>,
    /// Where the texts of a row begin; those of the next row end them.
    starts: Vec<u32>,
    starred: Vec<u32>,
    /// Texts of a row: name, owner, others, each behind a [`PART`].
    texts: String,
}

/// Stands between the texts of a row. Texts that are safe to print have no control characters.
const PART: char = '\u{1}';

impl<K> Default for Index<K> {
    fn default() -> Index<K> {
        Index { keys: Vec::new(), bags: Vec::new(), starts: vec![0], starred: Vec::new(), texts: String::new() }
    }
}

impl<K: Copy> Index<K> {
    /// An empty index with room for so many rows.
    pub fn with_room(rows: usize) -> Index<K> {
        let mut index = Index::default();
        index.keys.reserve(rows);
        index.bags.reserve(rows);
        index.starts.reserve(rows);
        index.texts.reserve(rows.saturating_mul(28));
        index
    }

    /// Adds a row behind all others. Past four gigabytes of text, rows are left out.
    pub fn push(&mut self, entry: Entry<'_, K>) {
        let start = self.texts.len();
        self.put(entry.name);
        self.texts.push(PART);
        self.put(entry.owner);
        for other in entry.others {
            self.texts.push(PART);
            self.put(other);
        }
        let Ok(end) = u32::try_from(self.texts.len()) else {
            self.texts.truncate(start);
            return;
        };
        let row = self.keys.len() as u32;
        self.bags.push(bag(self.texts.get(start..).unwrap_or_default()));
        self.keys.push(entry.key);
        self.starts.push(end);
        if entry.starred {
            self.starred.push(row);
        }
    }

    /// Puts a text at the end of all, cut to what is looked at.
    fn put(&mut self, text: &str) {
        if text.len() <= LONGEST {
            self.texts.push_str(text);
        } else {
            self.texts.extend(text.chars().take(LONGEST));
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The key of a row.
    pub fn key(&self, row: u32) -> Option<K> {
        self.keys.get(row as usize).copied()
    }

    /// Rows that come first among equals, in order.
    pub fn starred(&self) -> &[u32] {
        &self.starred
    }

    /// Rows whose key is wanted, with what is wanted of it.
    pub fn rows<'a, T: 'a>(&'a self, wanted: impl Fn(&K) -> Option<T> + 'a) -> impl Iterator<Item = (u32, T)> + 'a {
        (0..).zip(&self.keys).filter_map(move |(row, key)| Some((row, wanted(key)?)))
    }

    /// Rows of a stretch that have all characters of a bag.
    pub(in crate::domain::jump) fn having(&self, wanted: u64, rows: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let bags = self.bags.get(rows.start as usize..rows.end as usize).unwrap_or_default();
        (rows.start..).zip(bags).filter(move |(_, bag)| *bag & wanted == wanted).map(|(row, _)| row)
    }

    /// Whether a row has all characters of a bag.
    pub(in crate::domain::jump) fn has(&self, row: u32, wanted: u64) -> bool {
        self.bags.get(row as usize).is_some_and(|bag| bag & wanted == wanted)
    }

    /// The folded texts of a row, each with what it is to it.
    pub(in crate::domain::jump) fn texts(&self, row: u32) -> impl Iterator<Item = (Role, &str)> {
        let row = row as usize;
        let span = self.starts.get(row).zip(self.starts.get(row + 1));
        let text = span.and_then(|(from, to)| self.texts.get(*from as usize..*to as usize)).unwrap_or_default();
        text.split(PART).enumerate().filter(|(_, text)| !text.is_empty()).map(|(place, text)| {
            let role = match place {
                0 => Role::Name,
                1 => Role::Owner,
                place => Role::Other(place - 2),
            };
            (role, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_texts_apart() {
        let mut index = Index::default();
        let globex = Entry { key: 7, name: "globex", others: &["glx", "globex.com"], owner: "", starred: true };
        index.push(globex);
        index.push(Entry { key: 8, name: "zoe", others: &[], owner: "societe", starred: false });
        let texts: Vec<_> = index.texts(0).collect();
        assert_eq!(texts, [(Role::Name, "globex"), (Role::Other(0), "glx"), (Role::Other(1), "globex.com")]);
        assert_eq!(index.texts(1).collect::<Vec<_>>(), [(Role::Name, "zoe"), (Role::Owner, "societe")]);
        assert_eq!(index.texts(2).count(), 0);
        assert_eq!((index.len(), index.key(1), index.key(2), index.starred()), (2, Some(8), None, &[0][..]));
        assert_eq!(index.having(bag("zs"), 0..2).collect::<Vec<_>>(), [1]);
    }
}
