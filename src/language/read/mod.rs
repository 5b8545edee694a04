//! The tokens of a line -> what it says, by recursive descent; the first mistake ends the line.

mod atom;
mod declaration;
mod expression;
mod foreign;
mod index;
mod reduction;
mod step;

use crate::base::letter::Letter;
use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::{Token, Word};
use crate::language::span::Span;
use crate::language::syntax::{Left, Name, Statement};
use crate::language::text::Line;
use crate::language::words::is_word;
use crate::program::condition::Comparison;

pub use foreign::latex_sign;

/// How deep brackets, minus signs and choices may nest.
const DEPTH: usize = 32;

/// A place among the tokens of a line.
pub struct Reader<'l> {
    line: &'l Line,
    tokens: &'l [Token],
    at: usize,
    depth: usize,
}

/// What a line says; nothing where it is empty.
///
/// # Errors
/// Its first mistake.
pub fn statement(line: &Line) -> Outcome<Option<Statement>> {
    let mut tokens = &*line.tokens;
    while let Some((last, before)) = tokens.split_last()
        && last.kind == Kind::Word(Word::End)
    {
        tokens = before;
    }
    if tokens.is_empty() {
        return Ok(None);
    }
    foreign::refuse(tokens)?;
    let mut reader = Reader { line, tokens, at: 0, depth: 0 };
    let statement = match reader.declaration()? {
        Some(statement) => statement,
        None => reader.step()?,
    };
    match reader.peek() {
        None => Ok(Some(statement)),
        Some(token) => Err(reader.too_much(token)),
    }
}

impl<'l> Reader<'l> {
    fn peek(&self) -> Option<&'l Token> {
        self.tokens.get(self.at)
    }

    fn kind(&self) -> Option<Kind<Word>> {
        self.peek().map(|token| token.kind)
    }

    /// What the token after so many others is.
    fn kind_at(&self, ahead: usize) -> Option<Kind<Word>> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    /// The next token where it is this word.
    fn is_next(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.kind == Kind::Name && token.text == word)
    }

    /// The place of the next token, or the one behind the last.
    fn here(&self) -> Span {
        match (self.peek(), self.tokens.last()) {
            (Some(token), _) => token.span,
            (None, Some(last)) => last.span.behind(),
            (None, None) => self.line.span(),
        }
    }

    /// The place of the token that was read last.
    fn before(&self) -> Span {
        self.tokens[self.at.saturating_sub(1)].span
    }

    fn read(&mut self) -> Option<&'l Token> {
        let token = self.tokens.get(self.at);
        self.at += usize::from(token.is_some());
        token
    }

    fn take(&mut self, kind: Kind<Word>) -> bool {
        let is_next = self.kind() == Some(kind);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.is_next(word);
        self.at += usize::from(is_next);
        is_next
    }

    /// What stands next, as a message says it.
    fn found(&self) -> String {
        self.peek()
            .map_or_else(|| "the end of the line".to_owned(), |token| format!("\"{}\"", token.text))
    }

    fn syntax(&self, message: impl Into<String>) -> Box<Diagnostic> {
        Diagnostic::new(Mistake::Syntax, self.here(), message)
    }

    /// Reads the sign that closes what opened at a place.
    fn close(&mut self, close: Kind<Word>, sign: &str, opened: Span) -> Outcome<()> {
        if self.take(close) {
            return Ok(());
        }
        let message = format!("A \"{sign}\" is missing: {} stands here.", self.found());
        let error = Diagnostic::new(Mistake::Bracket, self.here(), message).other(opened);
        let behind = self.before().behind();
        Err(error.hint(format!("Close the bracket with \"{sign}\".")).fix(behind, sign))
    }

    /// Goes one level deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.depth += 1;
        if self.depth > DEPTH {
            let error = Diagnostic::new(Mistake::TooDeep, self.here(), "This nests too deep.");
            return Err(error.hint("Give a part of it a line and a name of its own."));
        }
        let read = read(self)?;
        self.depth -= 1;
        Ok(read)
    }

    fn too_much(&self, token: &Token) -> Box<Diagnostic> {
        let error = |message: String| Diagnostic::new(Mistake::Syntax, token.span, message);
        let before = self.before();
        match token.kind {
            Kind::Close | Kind::Word(Word::CloseIndex) => {
                let message = format!("This \"{}\" closes nothing.", token.text);
                let error = Diagnostic::new(Mistake::Bracket, token.span, message);
                error.hint("Remove it, or open its bracket.").fix(token.span, "")
            }
            Kind::Comma => error("A step is one formula; a second one begins here.".to_owned())
                .hint("Give each step a line of its own."),
            Kind::Word(Word::End) => {
                error("A line holds one step; a second one begins here.".to_owned())
                    .hint("Give each step a line of its own.")
                    .fix(token.span.to(self.start_of(1)), "\n")
            }
            Kind::Word(Word::OpenIndex)
                if self.tokens[self.at - 1].kind == Kind::Word(Word::CloseIndex) =>
            {
                error("A table has one pair of brackets, and a second one opens here.".to_owned())
                    .hint("Write all letters in one pair: q[i,d].")
                    .fix(before.to(token.span), ",")
            }
            _ => error(format!("\"{}\" stands where the formula is complete.", token.text))
                .hint("Remove it, or write the sign that is missing before it."),
        }
    }

    /// The place before the token after so many others, or the end of the line.
    fn start_of(&self, ahead: usize) -> Span {
        self.tokens
            .get(self.at + ahead)
            .map_or(self.line.span().behind(), |next| next.span.before())
    }

    /// From the next token to the end of the line.
    fn rest(&self) -> Span {
        self.here().to(self.line.span().behind())
    }

    /// A name that is given here.
    fn new_name(&mut self, what: &str) -> Outcome<Name> {
        let Some(token) = self.read().filter(|token| token.kind == Kind::Name) else {
            self.at = self.at.saturating_sub(1);
            let error = self
                .syntax(format!("The name of a {what} is missing: {} stands here.", self.found()));
            return Err(error.hint("A name is letters, digits, \"_\" and primes."));
        };
        if is_word(&token.text) {
            let message =
                format!("\"{}\" is a word of the language, so it cannot be a name.", token.text);
            let error = Diagnostic::new(Mistake::BadName, token.span, message);
            let other = format!("{}_", token.text);
            return Err(error.hint("Choose another name.").fix(token.span, other));
        }
        Ok(Name { text: token.text.to_string(), span: token.span })
    }
}

/// The letter that a name is, where it is one.
#[must_use]
pub fn letter(name: &str) -> Option<Letter> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if is_axis(letter) => Some(letter),
        _ => None,
    }
}

/// Whether an axis may be called so.
fn is_axis(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (('\u{370}'..='\u{3ff}').contains(&c) && c.is_alphabetic() && c != 'Σ')
}

/// The left side of a line whose right side cannot be read, or whose equals sign is missing.
#[must_use]
pub fn left_of(line: &Line) -> Option<Left> {
    let mut reader = Reader { line, tokens: &line.tokens, at: 0, depth: 0 };
    let left = reader.left().ok()?;
    let is_step = reader.take(Kind::Word(Word::Compare(Comparison::Equal)));
    (is_step || !left.indices.is_empty()).then_some(left)
}
