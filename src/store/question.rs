//! How a needle is put to the index when very many rows hold it: so that they come one by one, the newest first, and no row
//! is looked at that is not shown.

use crate::domain::query::needle::Needle;
use crate::store::db::Store;
use crate::store::error::Error;
use rusqlite::{OptionalExtension, params};
use std::ops::RangeInclusive;

/// A part that more rows hold than this says nothing of how well one of them fits: those that are called so come first,
/// then the newest. FTS5 counts all rows that hold a part to weigh one: 45 ms for 900,000. A phrase is common where each of
/// its words is: to count it takes as long as to find it.
pub(in crate::store) const COMMON: u32 = if cfg!(test) { 1_000 } else { 20_000 };

/// Letters of beginnings that the index keeps beside the words.
const KEPT: RangeInclusive<usize> = 2..=3;

/// Words that a beginning is asked with at most. FTS5 merges the numbers of all rows that hold one of them before it gives
/// the first, 50 ms for 900,000; asked for each word it gives them one by one.
const WORDS: usize = 32;

impl Store {
    /// The question for a needle of which one part is common, so put that its rows come one by one where they can; none
    /// when no part is. A long beginning is asked with the words that begin so; where those are many it counts as common.
    pub(in crate::store) fn common(&self, needle: &Needle) -> Result<Option<String>, Error> {
        let sql = "SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2)";
        let mut statement = self.sql().prepare_cached(sql)?;
        let (mut parts, mut common) = (Vec::new(), false);
        for part in needle.parts() {
            let begun = part.beginning().filter(|begun| !KEPT.contains(&begun.chars().count()));
            let words = begun.map(|begun| self.beginning_with(begun)).transpose()?.unwrap_or_default();
            let question = if (1..=WORDS).contains(&words.len()) { part.ending(&words) } else { part.expression() };
            let words_alone = part.each_word();
            let asked = if words_alone.is_empty() { std::slice::from_ref(&question) } else { &words_alone };
            let mut all = true;
            for question in asked {
                all = all && statement.query_row(params![question, COMMON], |row| row.get::<_, u32>(0))? == COMMON;
            }
            common = common || words.len() > WORDS || all;
            parts.push(question);
        }
        Ok(common.then(|| parts.join(" AND ")))
    }

    /// Words of the index that begin so, one more than are asked with at most. Each is looked up behind the one before: a
    /// walk from word to word goes over all rows that hold them.
    fn beginning_with(&self, begun: &str) -> Result<Vec<String>, Error> {
        self.sql()
            .execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab (main, words, instance)")?;
        let mut statement = self.sql().prepare_cached("SELECT term FROM temp.word WHERE term >= ?1 LIMIT 1")?;
        let (mut words, mut from) = (Vec::new(), begun.to_owned());
        while words.len() <= WORDS {
            let word: Option<String> = statement.query_row([&from], |row| row.get(0)).optional()?;
            let Some(word) = word.filter(|word| word.starts_with(begun)) else { break };
            from = format!("{word}\u{1}");
            words.push(word);
        }
        Ok(words)
    }
}
