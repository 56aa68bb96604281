//! Cuts a text into the tokens that full text is searched by. A run of Chinese, Japanese, Korean, Thai and other letters
//! without blanks between words becomes every pair of neighbours and its last letter alone; other words stay whole. Case,
//! accents and width are folded away. Invariant: a text gives the same tokens wherever it stands between blanks.

use crate::domain::value::text::folded;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Raised when the same text gives other tokens than before, or tokens are kept in another way: an index made by other
/// rules is made anew.
pub const RULES: i64 = 2;

/// Stands between two texts of a line, and between the tokens of a whole name, which is a token of its own. No text gives
/// this one.
pub const EDGE: &str = "\u{E000}";

/// Letters of a word that one token holds; a longer word is several in a row. SQLite cuts tokens off at 32 KiB.
const LONGEST: usize = 64;

/// What a run of letters is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Run {
    /// A word between blanks.
    Word,
    /// Letters that stand without blanks between their words.
    Dense,
    /// An emoji, an arrow, a currency: one character by itself.
    Sign,
}

/// A folded character and where in the text it comes from.
#[derive(Clone, Debug)]
struct Letter {
    folded: char,
    from: Range<usize>,
}

/// A token of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// Folded.
    pub text: String,
    /// What it was cut from.
    pub run: Run,
    /// Whether it is the last letter of a dense run, alone.
    pub tail: bool,
    /// Which run of the text it is of.
    pub place: usize,
    /// Where each of its characters stands in the text.
    letters: Vec<Range<usize>>,
}

impl Token {
    /// Where so many first characters of it stand in the text, in bytes.
    pub fn range(&self, chars: usize) -> Range<usize> {
        let start = self.letters.first().map_or(0, |letter| letter.start);
        let last = self.letters.get(chars.saturating_sub(1)).or(self.letters.last());
        start..last.map_or(start, |letter| letter.end)
    }
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    cut(&letters(text), |part, run, tail, place| {
        out.push(Token {
            text: part.iter().map(|letter| letter.folded).collect(),
            run,
            tail,
            place,
            letters: part.iter().map(|letter| letter.from.clone()).collect(),
        });
    });
    out
}

/// Bytes of a whole name at most. An index cuts what is far longer, and would take its beginning for it.
const WHOLE: usize = 1_000;

/// A whole name as one token, so that rows that are called so are found without a look at all that hold its words; none of
/// no name, and of one that nobody types.
pub fn whole_name(tokens: &[String]) -> Option<String> {
    let whole = format!("{EDGE}{}{EDGE}", tokens.join(EDGE));
    (!tokens.is_empty() && whole.len() <= WHOLE).then_some(whole)
}

/// The tokens of names as a tokenizer reads them that splits at blanks: an edge between two of them, so that no phrase runs
/// across, then each as a whole.
pub fn name_line(texts: &[&str]) -> String {
    let mut line = body_line(texts);
    for text in texts {
        let own: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
        if let Some(whole) = whole_name(&own) {
            line.push(' ');
            line.push_str(&whole);
        }
    }
    line
}

/// The same of texts that are not names.
pub fn body_line(texts: &[&str]) -> String {
    let mut line = String::new();
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        if !line.is_empty() {
            line.push(' ');
            line.push_str(EDGE);
        }
        push_tokens(&mut line, text);
    }
    line
}

fn push_tokens(line: &mut String, text: &str) {
    cut(&letters(text), |part, _, _, _| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(part.iter().map(|letter| letter.folded));
    });
}

/// Folds a text, each character with the place it comes from.
fn letters(text: &str) -> Vec<Letter> {
    let mut out = Vec::with_capacity(text.len());
    if text.is_ascii() {
        let all = text.char_indices();
        out.extend(all.map(|(at, c)| Letter { folded: c.to_ascii_lowercase(), from: at..at + 1 }));
        return out;
    }
    for (at, grapheme) in text.grapheme_indices(true) {
        let from = at..at + grapheme.len();
        match grapheme.as_bytes() {
            [byte] => out.push(Letter { folded: char::from(byte.to_ascii_lowercase()), from }),
            // Folding takes Hangul and kana apart; put together again a syllable is one letter.
            _ => out.extend(folded(grapheme).nfc().map(|folded| Letter { folded, from: from.clone() })),
        }
    }
    out
}

/// What a character does in a run.
enum Part {
    Of(Run),
    /// Belongs to the letter before it.
    Mark,
    /// Is as if it were not there.
    Nothing,
    /// Ends a run.
    Gap,
}

fn part(c: char) -> Part {
    match c {
        'a'..='z' | '0'..='9' => Part::Of(Run::Word),
        _ if c.is_ascii() => Part::Gap,
        // Joiners, the soft hyphen and the choice between text and emoji.
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' => Part::Nothing,
        _ if is_dense(c) => Part::Of(Run::Dense),
        '\u{20A0}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' if !c.is_alphanumeric() => Part::Of(Run::Sign),
        _ if c.is_alphanumeric() => Part::Of(Run::Word),
        _ if c.width() == Some(0) && !c.is_control() && c != '\u{200B}' => Part::Mark,
        _ => Part::Gap,
    }
}

/// Whether a letter is of a script that puts no blanks between words, or of Korean, which joins particles to them.
fn is_dense(c: char) -> bool {
    match c {
        '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}' | '\u{303B}' | '\u{30FC}' => true,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => {
            c.is_alphanumeric() || c.width() == Some(0)
        }
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{3040}'..='\u{318F}'
        | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{1B000}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFF}' => c.is_alphanumeric() || matches!(c, '\u{3099}' | '\u{309A}'),
        _ => false,
    }
}

/// Hands over each token: its letters, what it is cut from, whether it is a last letter alone, and the run's number.
fn cut(letters: &[Letter], mut take: impl FnMut(&[Letter], Run, bool, usize)) {
    let mut run: Vec<Letter> = Vec::new();
    let (mut kind, mut place) = (Run::Word, 0);
    let mut end = |run: &mut Vec<Letter>, kind: Run| {
        if run.is_empty() {
            return;
        }
        match kind {
            Run::Word => run.chunks(LONGEST).for_each(|part| take(part, kind, false, place)),
            Run::Sign => take(run, kind, false, place),
            Run::Dense => {
                run.windows(2).for_each(|pair| take(pair, kind, false, place));
                take(run.get(run.len() - 1..).unwrap_or_default(), kind, true, place);
            }
        }
        run.clear();
        place += 1;
    };
    for letter in letters {
        match part(letter.folded) {
            Part::Nothing => {}
            Part::Gap => end(&mut run, kind),
            Part::Mark if run.is_empty() => {}
            Part::Mark => run.push(letter.clone()),
            Part::Of(new) => {
                if new != kind || new == Run::Sign {
                    end(&mut run, kind);
                }
                kind = new;
                run.push(letter.clone());
            }
        }
    }
    end(&mut run, kind);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        tokens(text).into_iter().map(|token| token.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn cuts_every_script() {
        for (text, want) in [
            ("Renewal, Q3: call Dana!", "renewal|q3|call|dana"),
            ("Société Générale — ÅNGSTRÖM", "societe|generale|angstrom"),
            ("cfo@globex.com e-mail O'Brien a_b", "cfo|globex|com|e|mail|o|brien|a|b"),
            ("續約會議", "續約|約會|會議|議"),
            ("续约", "续约|约"),
            ("商", "商"),
            ("トライアルのご案内", "トラ|ライ|イア|アル|ルの|のご|ご案|案内|内"),
            ("ｶﾞｲﾄﾞ ＡＣＭＥ", "ガイ|イド|ド|acme"),
            ("계약 갱신을", "계약|약|갱신|신을|을"),
            ("Q3東京レビュー2026", "q3|東京|京レ|レビ|ビュ|ュー|ー|2026"),
            ("佐々木・一〇〇", "佐々|々木|木|一〇|〇〇|〇"),
            ("done 🎉👍🏽 → €500", "done|🎉|👍|🏽|→|€|500"),
            ("👩‍🔬", "👩|🔬"),
            ("नमस्ते दुनिया", "नमस्ते|दुनिया"),
            ("co\u{AD}operate z\u{200B}w", "cooperate|z|w"),
            ("( ) \" * : ^ - + NEAR", "near"),
            ("\u{E000}\u{0}\u{1b}[2J", "2j"),
            ("", ""),
        ] {
            assert_eq!(line(text), want, "{text}");
        }
        let long = "x".repeat(150);
        assert_eq!(tokens(&long).iter().map(|token| token.text.len()).collect::<Vec<_>>(), [64, 64, 22]);
    }

    #[test]
    fn knows_where_each_token_stands() {
        for (text, n, chars, want) in [
            ("a Société b", 1, 3, "Soc"),
            ("a Société b", 1, 99, "Société"),
            ("明天續約", 2, 2, "續約"),
            ("明天續約", 2, 1, "續"),
            ("ｶﾞｲﾄﾞ", 0, 1, "ｶﾞ"),
        ] {
            let token = &tokens(text)[n];
            assert_eq!(&text[token.range(chars)], want, "{text}");
        }
    }

    #[test]
    fn lines_part_their_texts() {
        assert_eq!(name_line(&["Globex", "", "GBX"]), format!("globex {EDGE} gbx {EDGE}globex{EDGE} {EDGE}gbx{EDGE}"));
        assert_eq!(name_line(&["Data Export"]), format!("data export {EDGE}data{EDGE}export{EDGE}"));
        assert_eq!(body_line(&["Globex", " ", "GBX"]), format!("globex {EDGE} gbx"));
        assert_eq!((name_line(&[""]), body_line(&[])), (String::new(), String::new()));
    }
}
