//! Reads a filter: `and` binds tighter than `or`, and stands between any two terms that nothing else joins. Nesting has
//! a limit, so no text can use up the stack.

use crate::domain::query::context::Context;
use crate::domain::query::fault::QueryError;
use crate::domain::query::lex::{Lexed, Token, lex};
use crate::domain::query::operand;
use crate::domain::query::tree::{Node, Query};
use std::ops::Range;

/// The most parentheses inside each other.
pub const DEEPEST: usize = 50;

/// The filter of a text. Blanks alone are the filter that holds for every row.
pub fn parse(text: &str, cx: &Context<'_>) -> Result<Query, QueryError> {
    let tokens = lex(text)?;
    if tokens.is_empty() {
        return Ok(Query::default());
    }
    let mut parser = Parser { tokens, at: 0, depth: 0, end: text.len(), cx };
    let root = parser.either()?;
    if parser.at < parser.tokens.len() {
        return Err(QueryError::new(parser.place(), "this ) closes nothing", "take it out, or open ( before it"));
    }
    Ok(Query { root: Some(root) })
}

struct Parser<'a> {
    tokens: Vec<Lexed<'a>>,
    at: usize,
    depth: usize,
    end: usize,
    cx: &'a Context<'a>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.at).map(|lexed| &lexed.token)
    }

    /// Bytes of the next token, or the end of the text.
    fn place(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |lexed| lexed.span.clone())
    }

    fn either(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.every()?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            parts.push(self.every()?);
        }
        Node::either(parts).ok_or_else(|| self.missing())
    }

    fn every(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.part()?];
        loop {
            match self.peek() {
                Some(Token::And) => self.at += 1,
                None | Some(Token::Or | Token::Close) => break,
                Some(_) => {}
            }
            parts.push(self.part()?);
        }
        Node::every(parts).ok_or_else(|| self.missing())
    }

    fn part(&mut self) -> Result<Node, QueryError> {
        let mut negative = false;
        while self.peek() == Some(&Token::Not) {
            self.at += 1;
            negative = !negative;
        }
        let node = self.term()?;
        Ok(if negative { node.negated() } else { node })
    }

    fn term(&mut self) -> Result<Node, QueryError> {
        let Some(Lexed { span, token }) = self.tokens.get(self.at) else { return Err(self.missing()) };
        let node = match token {
            Token::Open => return self.group(),
            Token::Word(text) => Node::Word(text.clone()),
            Token::Name(name) => Node::Name(name.clone()),
            Token::Tag(tag) => Node::Tag(tag.clone()),
            Token::Test(raw) => Node::Test(operand::test(raw, span.start, self.cx)?),
            Token::Close | Token::Not | Token::And | Token::Or => return Err(self.missing()),
        };
        self.at += 1;
        Ok(node)
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let open = self.place();
        if self.depth == DEEPEST {
            let hint = "write it with fewer parentheses";
            return Err(QueryError::new(open, format!("more than {DEEPEST} parentheses inside each other"), hint));
        }
        self.depth += 1;
        self.at += 1;
        let node = self.either()?;
        if self.peek() != Some(&Token::Close) {
            return Err(QueryError::new(open, "this ( is not closed", "close it with )"));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(node)
    }

    /// What to say where a term should stand and none does.
    fn missing(&self) -> QueryError {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let (span, message) = match (before, self.peek()) {
            (Some(Lexed { span, token: Token::Not }), _) => (span.clone(), "nothing after not"),
            (Some(Lexed { span, token: Token::And }), _) => (span.clone(), "nothing after and"),
            (Some(Lexed { span, token: Token::Or }), _) => (span.clone(), "nothing after or"),
            (Some(Lexed { span, token: Token::Open }), Some(Token::Close)) => {
                (span.start..self.place().end, "nothing in the parentheses")
            }
            (_, Some(Token::And)) => (self.place(), "nothing before and"),
            (_, Some(Token::Or)) => (self.place(), "nothing before or"),
            (Some(Lexed { span, token: Token::Open }), None) => (span.clone(), "this ( is not closed"),
            _ => (self.place(), "this ) closes nothing"),
        };
        QueryError::new(span, message, "to search for the word itself put it in quotes")
    }
}
