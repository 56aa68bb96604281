//! Cuts a filter into tokens with their places. Blanks and parentheses end a token, quotes hold one together; inside
//! quotes `\"` is a quote and `\\` a backslash.

use crate::domain::query::fault::QueryError;
use crate::domain::query::tree::Op;
use std::ops::Range;

/// A token and the bytes it takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lexed<'a> {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What stands there.
    pub token: Token<'a>,
}

/// What a filter is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Token<'a> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` in front of a term, or `not`.
    Not,
    /// `and`
    And,
    /// `or`
    Or,
    /// A text to look for.
    Word(String),
    /// `@name`
    Name(String),
    /// `+tag`
    Tag(String),
    /// `field op value`
    Test(RawTest<'a>),
}

/// A test whose field and value are not read yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawTest<'a> {
    /// What stands before the operator.
    pub head: &'a str,
    /// The operator.
    pub op: Op,
    /// What stands after it.
    pub pieces: Vec<Piece>,
    /// Bytes of the value.
    pub value: Range<usize>,
}

/// A piece of a value and the bytes it takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What stands there.
    pub part: Part,
}

/// What a value is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// A value as it is.
    Bare(String),
    /// A value in quotes.
    Quoted(String),
    /// `,`
    Comma,
    /// `..`
    Dots,
}

/// Whether a character ends a token wherever it stands outside quotes.
pub fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')')
}

/// The operator of a bare token and where it stands.
pub fn operator(run: &str) -> Option<(usize, Op)> {
    run.char_indices().find_map(|(at, _)| {
        let rest = run.get(at..)?;
        Op::ALL.into_iter().find(|op| rest.starts_with(op.sign())).map(|op| (at, op))
    })
}

/// Cuts a text into tokens.
pub fn lex(text: &str) -> Result<Vec<Lexed<'_>>, QueryError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(lexed) = lexer.next()? {
        tokens.push(lexed);
    }
    Ok(tokens)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Result<Option<Lexed<'a>>, QueryError> {
        self.at = self.text.len() - self.rest().trim_start().len();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let token = match first {
            '(' => self.single(Token::Open),
            ')' => self.single(Token::Close),
            '-' => self.minus()?,
            '@' => Token::Name(self.named("@", "@globex")?),
            '+' => Token::Tag(self.named("+", "+paused")?),
            '"' => Token::Word(self.quoted()?),
            _ => self.bare()?,
        };
        Ok(Some(Lexed { span: start..self.at, token }))
    }

    fn single(&mut self, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        token
    }

    fn minus(&mut self) -> Result<Token<'a>, QueryError> {
        let span = self.at..self.at + 1;
        self.at += 1;
        if self.rest().starts_with(|c: char| c.is_whitespace() || c == ')') || self.rest().is_empty() {
            let hint = "write -x or not x; to search for the sign itself put it in quotes";
            return Err(QueryError::new(span, "nothing after -", hint));
        }
        Ok(Token::Not)
    }

    /// What follows `@` or `+`.
    fn named(&mut self, sign: &str, example: &str) -> Result<String, QueryError> {
        let span = self.at..self.at + 1;
        self.at += 1;
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let run = self.run(|_| false);
        if run.is_empty() {
            return Err(QueryError::new(span, format!("nothing after {sign}"), format!("write {example}")));
        }
        self.no_quote()?;
        Ok(run.to_owned())
    }

    /// Characters up to a blank, a parenthesis, a quote or a given end.
    fn run(&mut self, ends: impl Fn(&str) -> bool) -> &'a str {
        let rest = self.rest();
        let stops = |at: usize, c: char| is_end(c) || c == '"' || rest.get(at..).is_some_and(&ends);
        let length = rest.char_indices().find(|&(at, c)| stops(at, c)).map_or(rest.len(), |(at, _)| at);
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Refuses a quote right behind a bare word.
    fn no_quote(&self) -> Result<(), QueryError> {
        if self.rest().starts_with('"') {
            let hint = "put all of it in quotes, with \\\" for a quote in it";
            return Err(QueryError::new(self.at..self.at + 1, "a quote stands inside a word", hint));
        }
        Ok(())
    }

    /// A text in quotes, which must not be empty.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        let mut out = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if out.is_empty() => {
                    let span = start..start + at + 1;
                    return Err(QueryError::new(span, "the quotes are empty", "write what to look for, or none"));
                }
                '"' => {
                    self.at = start + at + 1;
                    return self.after_quote().map(|()| out);
                }
                '\\' => match chars.next() {
                    Some((_, next @ ('"' | '\\'))) => out.push(next),
                    Some((_, next)) => out.extend(['\\', next]),
                    None => {}
                },
                c => out.push(c),
            }
        }
        Err(QueryError::new(start..self.text.len(), "the quote is not closed", "close it with \""))
    }

    fn after_quote(&self) -> Result<(), QueryError> {
        let next = self.rest().chars().next();
        if next.is_none_or(|c| is_end(c) || c == ',') || self.rest().starts_with("..") {
            return Ok(());
        }
        let hint = "put a blank behind the quote, or \\\" for a quote in it";
        Err(QueryError::new(self.at..self.at, "text stands right behind a quote", hint))
    }

    fn bare(&mut self) -> Result<Token<'a>, QueryError> {
        let start = self.at;
        let run = self.run(|_| false);
        let Some((at, op)) = operator(run) else {
            self.no_quote()?;
            return Ok(match run {
                word if word.eq_ignore_ascii_case("and") => Token::And,
                word if word.eq_ignore_ascii_case("or") => Token::Or,
                word if word.eq_ignore_ascii_case("not") => Token::Not,
                word => Token::Word(word.to_owned()),
            });
        };
        let head = run.get(..at).unwrap_or_default();
        self.at = start + at + op.sign().len();
        if head.is_empty() {
            let message = format!("no field before {}", op.sign());
            let hint = "write health:red without blanks; to search for the text put it in quotes";
            return Err(QueryError::new(start..self.at, message, hint));
        }
        let from = self.at;
        let pieces = self.pieces()?;
        Ok(Token::Test(RawTest { head, op, pieces, value: from..self.at }))
    }

    fn pieces(&mut self) -> Result<Vec<Piece>, QueryError> {
        let mut pieces: Vec<Piece> = Vec::new();
        while let Some(first) = self.rest().chars().next().filter(|&c| !is_end(c)) {
            let start = self.at;
            let part = if self.rest().starts_with("..") {
                self.at += 2;
                Part::Dots
            } else if first == ',' {
                self.at += 1;
                Part::Comma
            } else if first == '"' {
                Part::Quoted(self.quoted()?)
            } else {
                let run = self.run(|rest| rest.starts_with(',') || rest.starts_with(".."));
                self.no_quote()?;
                Part::Bare(run.to_owned())
            };
            pieces.push(Piece { span: start..self.at, part });
        }
        Ok(pieces)
    }
}
