//! What a person types to find a text: words that must all be there, phrases in double quotes; the last word may be the
//! beginning of one. Asks an index, or a text itself, and both agree. Whatever is typed, it is a needle.

use crate::domain::query::grams::{Run, Token, body_line, name_line, tokens, whole_name};
use std::ops::Range;

/// What stands around a phrase.
const QUOTES: [char; 5] = ['"', '“', '”', '„', '＂'];

/// A text to be found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Needle {
    parts: Vec<Part>,
    whole: Vec<String>,
}

/// Tokens that must stand in a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    tokens: Vec<String>,
    /// Whether the last of them may be the beginning of a longer one.
    open: bool,
}

/// How the end of a phrase is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The last word is whole.
    Closed,
    /// The last word may be the beginning of one.
    Open,
}

/// Which of the two lines of a row is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Either.
    Any,
    /// What is not a name.
    Body,
}

/// What a row says, as an index has it.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Its names.
    pub name: String,
    /// All else.
    pub body: String,
}

impl Lines {
    /// The lines of a row with some names and some other texts.
    pub fn of(names: &[&str], bodies: &[&str]) -> Lines {
        Lines { name: name_line(names), body: body_line(bodies) }
    }
}

impl Needle {
    /// Reads what was typed: words, and phrases in double quotes.
    pub fn read(typed: &str) -> Needle {
        let (mut parts, mut last_word) = (Vec::new(), None);
        for (n, piece) in typed.split(QUOTES).enumerate() {
            let quoted = n % 2 == 1;
            let words: Vec<&str> = if quoted { vec![piece] } else { piece.split_whitespace().collect() };
            for word in words {
                let cut = tokens(word);
                if cut.last().is_some_and(|token| token.run == Run::Word) {
                    last_word = Some((parts.len(), quoted));
                }
                parts.extend(Part::of(&cut, End::Closed).map(|part| (part, cut)));
            }
        }
        // A quote that is not closed yet is still being typed.
        let closing = typed.matches(QUOTES).count().is_multiple_of(2);
        let open = last_word.filter(|(_, quoted)| !(*quoted && closing)).map(|(place, _)| place);
        let parts = parts.into_iter().enumerate().filter_map(|(place, (part, cut))| {
            if open == Some(place) { Part::of(&cut, End::Open) } else { Some(part) }
        });
        Needle { parts: parts.collect(), whole: texts(&tokens(typed)) }
    }

    /// All of it in a row; the last word may be the beginning of one.
    pub fn phrase(text: &str) -> Needle {
        let cut = tokens(text);
        Needle { parts: Part::of(&cut, End::Open).into_iter().collect(), whole: texts(&cut) }
    }

    /// Whether there is nothing to look for. It finds nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// What must be there, each of it.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The question for an FTS5 table with the columns `name` and `body`; never one that it cannot read.
    pub fn expression(&self, column: Column) -> Option<String> {
        let parts: Vec<String> = self.parts.iter().map(Part::expression).collect();
        let all = parts.join(" AND ");
        (!parts.is_empty()).then(|| if column == Column::Body { format!("body : ({all})") } else { all })
    }

    /// The question for rows that are called exactly so.
    pub fn exact_expression(&self) -> Option<String> {
        whole_name(&self.whole).map(|whole| format!("name : \"{whole}\""))
    }

    /// Whether a row holds it, as an index would say.
    pub fn matches(&self, lines: &Lines, column: Column) -> bool {
        let split = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (name, body) = (split(&lines.name), split(&lines.body));
        let holds = |part: &Part| {
            (column == Column::Any && part.places(&name).next().is_some()) || part.places(&body).next().is_some()
        };
        !self.is_empty() && self.parts.iter().all(holds)
    }

    /// Whether a row is called exactly so.
    pub fn is_name(&self, lines: &Lines) -> bool {
        whole_name(&self.whole).is_some_and(|whole| lines.name.split(' ').any(|token| token == whole))
    }

    /// Where its parts stand in a text, in bytes, in order, none touching another.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let cut = tokens(text);
        let words = texts(&cut);
        let mut found: Vec<Range<usize>> = Vec::new();
        for part in &self.parts {
            found.extend(part.places(&words).filter_map(|at| part.range(cut.get(at..)?)));
        }
        found.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in found {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged
    }
}

impl Part {
    /// The tokens of a phrase; none when it has no letters.
    fn of(cut: &[Token], end: End) -> Option<Part> {
        let last = cut.last()?;
        let in_run = cut.iter().filter(|token| token.place == last.place).count();
        let letters = last.text.chars().count();
        let (kept, open) = match last.run {
            // In a longer run the last letter goes on; alone it may begin any pair.
            Run::Dense if in_run > 1 => (cut.len() - 1, false),
            Run::Dense => (cut.len(), true),
            // One letter begins so many words that it stands for itself.
            Run::Word => (cut.len(), end == End::Open && (letters > 1 || in_run > 1)),
            Run::Sign => (cut.len(), false),
        };
        Some(Part { tokens: texts(cut.get(..kept)?), open })
    }

    /// The word that may be the beginning of a longer one.
    pub fn beginning(&self) -> Option<&str> {
        self.tokens.last().filter(|_| self.open).map(String::as_str)
    }

    /// The questions for each of its words alone, where it is several behind one another; none of one word.
    pub fn each_word(&self) -> Vec<String> {
        let words = self.tokens.iter().filter(|_| self.tokens.len() > 1);
        words.map(|word| format!("\"{word}\"")).collect()
    }

    /// The question for it.
    pub fn expression(&self) -> String {
        format!("\"{}\"{}", self.tokens.join(" "), if self.open { " *" } else { "" })
    }

    /// The same with each of some words, at least one, in the place of the last.
    pub fn ending(&self, words: &[String]) -> String {
        let first = self.tokens.split_last().map(|(_, first)| first.join(" ")).unwrap_or_default();
        let each: Vec<String> = words.iter().map(|word| format!("\"{first} {word}\"")).collect();
        format!("({})", each.join(" OR "))
    }

    /// Where in some tokens it begins.
    fn places<'a>(&'a self, text: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        let windows = text.windows(self.tokens.len().max(1)).enumerate();
        windows.filter(|(_, window)| self.fits(window)).map(|(at, _)| at)
    }

    fn fits(&self, window: &[String]) -> bool {
        let last = self.tokens.len().saturating_sub(1);
        self.tokens.iter().zip(window).enumerate().all(|(n, (wanted, token))| {
            if n == last && self.open { token.starts_with(wanted.as_str()) } else { token == wanted }
        })
    }

    /// Where it stands in the text, given the tokens from its first on.
    fn range(&self, cut: &[Token]) -> Option<Range<usize>> {
        let last = self.tokens.last()?;
        let end = cut.get(self.tokens.len() - 1)?.range(last.chars().count()).end;
        Some(cut.first()?.range(1).start..end)
    }
}

fn texts(cut: &[Token]) -> Vec<String> {
    cut.iter().map(|token| token.text.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_beginning_is_asked_with_each_of_its_words() {
        let needle = Needle::read("price \"data exp");
        let open: Vec<Option<&str>> = needle.parts().iter().map(Part::beginning).collect();
        assert_eq!(open, [None, Some("exp")]);
        let words = ["expense".to_owned(), "export".to_owned()];
        assert_eq!(needle.parts()[1].ending(&words), r#"("data expense" OR "data export")"#);
    }

    #[test]
    fn asks_what_was_meant() {
        for (typed, want) in [
            ("renew", r#""renew" *"#),
            ("price renew", r#""price" AND "renew" *"#),
            (r#"price "data export" x"#, r#""price" AND "data export" AND "x""#),
            (r#""data export""#, r#""data export""#),
            (r#""data exp"#, r#""data exp" *"#),
            ("續約", r#""續約""#),
            ("續約會議", r#""續約 約會 會議""#),
            ("約", r#""約" *"#),
            ("renew 約", r#""renew" * AND "約" *"#),
            ("cfo@globex.com", r#""cfo globex com" *"#),
            ("a AND b OR NOT c", r#""a" AND "and" AND "b" AND "or" AND "not" AND "c""#),
            ("NEAR(a b, 3) name:x -y ^z *", r#""near a" AND "b" AND "3" AND "name x" AND "y" AND "z""#),
            ("東京レビュー2026", r#""東京 京レ レビ ビュ ュー ー 2026" *"#),
            ("🎉", r#""🎉""#),
            ("", ""),
            ("\" \" ( *", ""),
        ] {
            assert_eq!(Needle::read(typed).expression(Column::Any).unwrap_or_default(), want, "{typed}");
        }
        let body = Needle::phrase("data ex").expression(Column::Body);
        assert_eq!(body.as_deref(), Some(r#"body : ("data ex" *)"#));
    }

    #[test]
    fn marks_what_it_found() {
        for (typed, text, want) in [
            ("renew", "Renewal and RENEW", "[Renew]al and [RENEW]"),
            ("societe gen", "Société Générale", "[Société] [Gén]érale"),
            ("\"data export\"", "data, export data", "[data, export] data"),
            ("續約", "明天談續約的事，續約", "明天談[續約]的事，[續約]"),
            ("約", "續約", "續[約]"),
            ("续约会", "下周续约会议", "下周[续约会]议"),
            ("ガイド", "ｶﾞｲﾄﾞを見る", "[ｶﾞｲﾄﾞ]を見る"),
            ("갱신", "계약갱신을 논의", "계약[갱신]을 논의"),
            ("a a", "a b", "[a] b"),
            ("x", "no such", "no such"),
        ] {
            let mut marked = text.to_owned();
            for hit in Needle::read(typed).hits(text).into_iter().rev() {
                marked.insert(hit.end, ']');
                marked.insert(hit.start, '[');
            }
            assert_eq!(marked, want, "{typed}");
        }
    }

    #[test]
    fn knows_a_whole_name() {
        let lines = Lines::of(&["Globex Corp", "GBX"], &["about Acme"]);
        for (typed, want) in [("globex CORP", true), ("gbx", true), ("globex", false), ("acme", false), ("", false)] {
            assert_eq!(Needle::read(typed).is_name(&lines), want, "{typed}");
        }
        assert!(!Needle::read("corp gbx").matches(&Lines::of(&[], &[]), Column::Any));
        assert!(!Needle::phrase("corp gbx").matches(&lines, Column::Any), "no phrase runs from one name into the next");
        assert!(Needle::read("globex acme").matches(&lines, Column::Any), "words may stand in different columns");
        assert!(!Needle::read("globex").matches(&lines, Column::Body));
    }

    proptest! {
        #[test]
        fn hits_stand_in_the_text(typed in "[a-c東京都ガ🎉\" ]{0,9}", text in "[A-Ca-c東京都ガｶﾞ🎉é\u{301}., ]{0,30}") {
            let mut end = 0;
            for hit in Needle::read(&typed).hits(&text) {
                prop_assert!(hit.start >= end && hit.start < hit.end);
                prop_assert!(text.get(hit.clone()).is_some(), "between characters");
                end = hit.end;
            }
        }

        #[test]
        fn a_text_with_hits_for_every_part_matches(typed in any::<String>(), text in any::<String>()) {
            let needle = Needle::read(&typed);
            if needle.matches(&Lines::of(&[], &[&text]), Column::Body) {
                prop_assert!(!needle.hits(&text).is_empty());
            }
            prop_assert!(needle.is_empty() || Needle::phrase(&text).is_empty() == tokens(&text).is_empty());
        }

        #[test]
        fn a_part_of_a_chinese_text_is_found(text in "[東京都續約會議下週]{2,12}", from in 0..11_usize, len in 1..6_usize) {
            let part: String = text.chars().skip(from).take(len).collect();
            prop_assume!(!part.is_empty());
            prop_assert!(Needle::read(&part).matches(&Lines::of(&[], &[&text]), Column::Any), "{part} in {text}");
        }
    }
}
