//! The search itself. Its law: what a longer line finds, the shorter one had found; so each letter looks only at what the
//! last one left.

use crate::domain::jump::bag::bag;
use crate::domain::jump::index::{Index, Role};
use crate::domain::jump::meeting::{Meeting, begins_with, first_beginning, meeting};
use crate::domain::jump::scorer::Scorer;
use crate::domain::value::sought::Sought;
use crate::domain::value::text::folded;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Rows that are scored and listed at the most; all are counted.
pub const LISTED: usize = 256;

/// Rows from which on two threads search.
const SHARED: usize = 8_000;

/// What a name met at its very beginning is worth beyond its score, and what a row loses that is met by its owner's.
const FRONT: i64 = 12;

/// What a row that stands for itself, such as an account, is worth beyond one that belongs to another.
const OWN: i64 = 6;

/// A part of the line between blanks; all parts must be met.
#[derive(Clone, PartialEq, Debug)]
struct Term {
    sought: Sought,
    bag: u64,
}

/// A search, letter by letter.
#[derive(Debug, Default)]
pub struct Search {
    terms: Vec<Term>,
    line: String,
    /// Rows that meet the line and how, in the order of the index.
    found: Vec<(u32, Meeting)>,
    /// How lately a row was visited, 0 for the last.
    recent: HashMap<u32, usize>,
    listed: Vec<u32>,
    scorer: Scorer,
}

/// Which characters of a folded text of a row were met.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Met {
    /// Which text.
    pub role: Role,
    /// Its characters, counted from 0, in order.
    pub places: Vec<usize>,
}

impl Search {
    /// A search that has these rows first, the last visited one first of all.
    pub fn new<K: Copy + Sync>(index: &Index<K>, recent: &[u32]) -> Search {
        let mut search = Search::default();
        for (age, row) in recent.iter().enumerate() {
            search.recent.entry(*row).or_insert(age);
        }
        search.look(index, "");
        search
    }

    /// Rows of the best matches, the best first. For an empty line those visited lately, then the starred ones.
    pub fn listed(&self) -> &[u32] {
        &self.listed
    }

    /// How many rows meet the line.
    pub fn count(&self) -> usize {
        if self.terms.is_empty() { self.listed.len() } else { self.found.len() }
    }

    /// Looks for a line as it is typed.
    pub fn look<K: Copy + Sync>(&mut self, index: &Index<K>, line: &str) {
        let line = folded(line);
        let terms: Vec<Term> =
            line.split_whitespace().map(|text| Term { sought: Sought::new(text), bag: bag(text) }).collect();
        if terms.is_empty() {
            self.found.clear();
            self.listed = self.first(index);
        } else {
            let narrows = line.starts_with(&self.line) && is_lasting(&self.terms);
            let wanted = terms.iter().fold(0, |all, term| all | term.bag);
            if narrows {
                self.found.retain_mut(|(row, how)| {
                    let met = if index.has(*row, wanted) { met_by_all(index, *row, &terms) } else { None };
                    *how = met.unwrap_or(*how);
                    met.is_some()
                });
            } else {
                self.found = found(index, wanted, &terms);
            }
            self.listed = self.best(index, &terms);
        }
        self.line = line;
        self.terms = terms;
    }

    /// Where the terms of the line met a row, each in the text that it met best.
    pub fn met<K: Copy>(&self, index: &Index<K>, row: u32) -> Vec<Met> {
        let mut all: Vec<Met> = Vec::new();
        for term in &self.terms {
            let Some((_, _, role, text)) = self.meet(index, row, term) else { continue };
            let places = if is_lasting(&self.terms) {
                self.scorer.marks(text, term.sought.text())
            } else {
                // The scorer may prefer a letter inside a word; one letter is looked for where words begin.
                first_beginning(text, &term.sought).into_iter().collect()
            };
            match all.iter_mut().find(|met| met.role == role) {
                Some(met) => {
                    met.places.extend(places);
                    met.places.sort_unstable();
                    met.places.dedup();
                }
                None => all.push(Met { role, places }),
            }
        }
        all
    }

    fn first<K: Copy>(&self, index: &Index<K>) -> Vec<u32> {
        let mut recent: Vec<(usize, u32)> = self.recent.iter().map(|(row, age)| (*age, *row)).collect();
        recent.sort_unstable();
        let starred = index.starred().iter().copied().filter(|row| !self.recent.contains_key(row));
        recent.into_iter().map(|(_, row)| row).chain(starred).take(LISTED).collect()
    }

    /// The best of what was found: by how it is met, then visited lately, starred, the score, and the order of the index.
    fn best<K: Copy>(&self, index: &Index<K>, terms: &[Term]) -> Vec<u32> {
        let mut starred = index.starred().iter().peekable();
        let mut classes: [Vec<(usize, u32)>; 4] = Default::default();
        for &(row, how) in &self.found {
            while starred.next_if(|star| **star < row).is_some() {}
            let first = match self.recent.get(&row) {
                Some(age) => *age,
                None if starred.peek() == Some(&&row) => LISTED,
                None => usize::MAX,
            };
            if let Some(class) = classes.get_mut(how as usize)
                && (class.len() < LISTED || first < usize::MAX)
            {
                class.push((first, row));
            }
        }
        let mut best: Vec<u32> = Vec::new();
        for class in classes {
            let room = LISTED - best.len().min(LISTED);
            let mut rows = class;
            // Those that come first must not be cut off by the many that do not.
            rows.sort_by_key(|(first, _)| *first);
            rows.truncate(room);
            let mut scored: Vec<_> = rows
                .into_iter()
                .map(|(first, row)| {
                    let (score, length) = self.score(index, row, terms);
                    (first, Reverse(score), length, row)
                })
                .collect();
            scored.sort_unstable();
            best.extend(scored.into_iter().map(|(.., row)| row));
        }
        best
    }

    /// The score of a row for all terms, and the length of its name in bytes.
    fn score<K: Copy>(&self, index: &Index<K>, row: u32, terms: &[Term]) -> (i64, usize) {
        let name = index.texts(row).next().map(|(_, name)| name).unwrap_or_default();
        if !is_lasting(terms) {
            // One letter says little: names that begin with it, then the order of the index.
            let front = terms.iter().any(|term| name.starts_with(term.sought.text()));
            return (i64::from(front), 0);
        }
        let of = |term| self.meet(index, row, term).map_or(0, |(_, score, ..)| score);
        let own = index.texts(row).all(|(role, _)| role != Role::Owner);
        let length = name.len();
        (terms.iter().map(of).sum::<i64>() + if own { OWN } else { 0 }, length)
    }

    /// The text of a row that a term meets best: how, its score, what it is to the row, and the text.
    fn meet<'a, K: Copy>(
        &self,
        index: &'a Index<K>,
        row: u32,
        term: &Term,
    ) -> Option<(Reverse<Meeting>, i64, Role, &'a str)> {
        let of_text = |(role, text): (Role, &'a str)| {
            let meeting = placed(role, meeting(text, &term.sought)?)?;
            let front = match role {
                Role::Name if text.starts_with(term.sought.text()) => FRONT,
                Role::Owner => -FRONT,
                _ => 0,
            };
            Some((Reverse(meeting), self.scorer.score(text, term.sought.text())? + front, role, text))
        };
        index.texts(row).filter_map(of_text).max_by_key(|(meeting, score, role, _)| (*meeting, *score, Reverse(*role)))
    }
}

/// Whether what a line found holds all that a longer one can find. One letter alone is looked for at the beginnings of
/// words only, since half of all rows hold it somewhere.
fn is_lasting(terms: &[Term]) -> bool {
    terms.iter().map(|term| term.sought.text().chars().count()).sum::<usize>() > 1
}

/// A row is less met by the name of what it belongs to, and not by letters scattered over that.
fn placed(role: Role, meeting: Meeting) -> Option<Meeting> {
    match (role, meeting) {
        (Role::Owner, Meeting::Scattered) => None,
        (Role::Owner, _) => Some(Meeting::Inside),
        (_, meeting) => Some(meeting),
    }
}

/// The rows that meet all terms and how, in the order of the index. Two threads share what takes a book of thousands
/// longer than a frame may wait.
fn found<K: Copy + Sync>(index: &Index<K>, wanted: u64, terms: &[Term]) -> Vec<(u32, Meeting)> {
    let rows = index.len() as u32;
    let between = |from: u32, to: u32| -> Vec<(u32, Meeting)> {
        let met = |row| Some((row, met_by_all(index, row, terms)?));
        index.having(wanted, from..to).filter_map(met).collect()
    };
    if index.len() < SHARED {
        return between(0, rows);
    }
    let half = rows / 2;
    std::thread::scope(|scope| {
        let second = scope.spawn(|| between(half, rows));
        let mut found = between(0, half);
        found.extend(second.join().unwrap_or_else(|_| between(half, rows)));
        found
    })
}

/// How a row is met by all terms: as by the one that meets it least.
fn met_by_all<K: Copy>(index: &Index<K>, row: u32, terms: &[Term]) -> Option<Meeting> {
    let lasting = is_lasting(terms);
    let mut least = Meeting::Whole;
    for term in terms {
        let met = index.texts(row).filter_map(|(role, text)| match lasting {
            true => placed(role, meeting(text, &term.sought)?),
            false if role == Role::Owner || !begins_with(text, &term.sought) => None,
            false if text == term.sought.text() => Some(Meeting::Whole),
            false => Some(Meeting::Word),
        });
        least = least.max(met.min()?);
    }
    Some(least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::jump::index::Entry;
    use proptest::prelude::*;

    fn index() -> Index<&'static str> {
        let mut index = Index::default();
        let mut push = |(key, others, owner, starred): (&'static str, &[&str], &str, bool)| {
            index.push(Entry { key, name: &folded(key), others, owner: &folded(owner), starred });
        };
        push(("Globex Corp", &["glx", "globex.com"], "", false));
        push(("Glow Labs", &[], "", true));
        push(("Big Lobster", &[], "", false));
        push(("東京商事", &["tokyo shoji"], "", false));
        push(("Société Générale", &[], "", false));
        push(("Dana Fox", &[], "Globex Corp", false));
        push(("call CFO about uplift", &[], "Globex Corp", false));
        push(("Glow", &[], "", false));
        index
    }

    fn listed<'a>(index: &Index<&'a str>, search: &Search) -> Vec<&'a str> {
        search.listed().iter().filter_map(|row| index.key(*row)).collect()
    }

    #[test]
    fn the_best_come_first() {
        let index = index();
        let (glow, labs, globex, dana, call) =
            ("Glow", "Glow Labs", "Globex Corp", "Dana Fox", "call CFO about uplift");
        for (line, want) in [
            ("glow", vec![glow, labs]),
            ("glo", vec![labs, glow, globex, dana, call, "Big Lobster"]),
            ("g", vec![labs, globex, glow, "Société Générale"]),
            ("glx", vec![globex]),
            ("globex.c", vec![globex]),
            ("lob", vec!["Big Lobster", globex, dana, call, labs]),
            ("dana globex", vec![dana]),
            ("globex dana", vec![dana]),
            ("東商", vec!["東京商事"]),
            ("商", vec!["東京商事"]),
            ("SOCIETE g", vec!["Société Générale"]),
            ("tokyo", vec!["東京商事"]),
            ("zzz", vec![]),
            ("  ", vec![labs]),
        ] {
            let mut search = Search::new(&index, &[]);
            search.look(&index, line);
            assert_eq!(listed(&index, &search), want, "{line}");
            assert_eq!(search.count(), want.len(), "{line}");
        }
    }

    #[test]
    fn two_threads_find_what_one_finds() {
        let mut index = Index::default();
        for key in 0..SHARED + 3 {
            let name = ["globex", "acme", "gold box"].get(key % 3).unwrap();
            index.push(Entry { key, name, others: &[], owner: "", starred: false });
        }
        let mut search = Search::new(&index, &[]);
        search.look(&index, "gx");
        let rows: Vec<usize> = search.found.iter().map(|(row, _)| *row as usize).collect();
        let want: Vec<usize> = (0..SHARED + 3).filter(|key| key % 3 != 1).collect();
        assert!(rows == want, "{} rows of {}", rows.len(), want.len());
    }

    #[test]
    fn what_was_visited_lately_comes_first() {
        let index = index();
        let mut search = Search::new(&index, &[5, 0]);
        assert_eq!(listed(&index, &search), ["Dana Fox", "Globex Corp", "Glow Labs"]);
        search.look(&index, "glo");
        assert_eq!(listed(&index, &search)[..3], ["Globex Corp", "Glow Labs", "Glow"]);
        search.look(&index, "");
        assert_eq!(listed(&index, &search), ["Dana Fox", "Globex Corp", "Glow Labs"]);
    }

    #[test]
    fn says_where_a_line_was_met() {
        let index = index();
        for (line, row, want) in [
            ("gc", 0, vec![(Role::Name, vec![0, 7])]),
            ("glx", 0, vec![(Role::Other(0), vec![0, 1, 2])]),
            ("dana glo", 5, vec![(Role::Name, vec![0, 1, 2, 3]), (Role::Owner, vec![0, 1, 2])]),
            ("商", 3, vec![(Role::Name, vec![2])]),
            ("c", 6, vec![(Role::Name, vec![0])]),
            ("", 0, vec![]),
        ] {
            let mut search = Search::new(&index, &[]);
            search.look(&index, line);
            let want: Vec<Met> = want.into_iter().map(|(role, places)| Met { role, places }).collect();
            assert_eq!(search.met(&index, row), want, "{line}");
        }
    }

    proptest! {
        #[test]
        fn letter_by_letter_finds_what_a_whole_line_finds(
            names in prop::collection::vec("[a-c東京 ]{0,8}", 1..40),
            line in "[a-c東京 ]{1,6}",
            back in 0usize..6,
        ) {
            let mut index = Index::default();
            for (key, name) in names.iter().enumerate() {
                index.push(Entry { key, name, others: &["cab"], owner: "ba", starred: key % 5 == 0 });
            }
            let (mut typed, mut whole) = (Search::new(&index, &[1]), Search::new(&index, &[1]));
            let ends: Vec<usize> = line.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            // Typed, a few letters taken back, typed again.
            for end in ends.iter().chain(ends.iter().rev().take(back)).chain(&ends) {
                typed.look(&index, &line[..*end]);
            }
            whole.look(&index, &line);
            prop_assert_eq!(typed.listed(), whole.listed());
            prop_assert_eq!(typed.count(), whole.count());
            for row in whole.listed() {
                prop_assert!(line.trim().is_empty() || !whole.met(&index, *row).is_empty());
            }
        }
    }
}
