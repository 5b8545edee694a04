//! The tokens of a line -> what it says, by recursive descent; the first mistake ends the line.

mod atom;
mod declaration;
mod expression;
mod foreign;
mod reduction;

use crate::base::letter::Letter;
use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::{Token, Word, cut};
use crate::language::span::Span;
use crate::language::syntax::{Index, Left, LetterAt, Name, Statement};
use crate::language::text::Line;
use crate::language::words::is_word;
use crate::program::condition::Comparison;

/// How deep brackets, minus signs and choices may nest.
const DEPTH: usize = 32;

/// A place among the tokens of a line.
pub struct Reader<'l> {
    line: &'l Line,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

/// What a line says; nothing where it is empty.
///
/// # Errors
/// Its first mistake.
pub fn statement(line: &Line) -> Outcome<Option<Statement>> {
    let mut tokens = cut(line);
    while tokens.last().is_some_and(|token| token.kind == Kind::Word(Word::End)) {
        tokens.pop();
    }
    if tokens.is_empty() {
        return Ok(None);
    }
    foreign::refuse(&tokens)?;
    let mut reader = Reader { line, tokens, at: 0, depth: 0 };
    let statement = match reader.declaration()? {
        Some(statement) => statement,
        None => reader.step()?,
    };
    match reader.peek() {
        None => Ok(Some(statement)),
        Some(token) => Err(Reader::too_much(token)),
    }
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
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

    fn read(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
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

    fn too_much(token: &Token) -> Box<Diagnostic> {
        let error = |message: String| Diagnostic::new(Mistake::Syntax, token.span, message);
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
            }
            _ => error(format!("\"{}\" stands where the formula is complete.", token.text))
                .hint("Remove it, or write the sign that is missing before it."),
        }
    }

    /// `scores[i,j] = …`
    fn step(&mut self) -> Outcome<Statement> {
        let left = self.left()?;
        if !self.take(Kind::Word(Word::Compare(Comparison::Equal))) {
            let message = format!(
                "\"{}\" needs a \"=\" behind it; {} stands here.",
                left.name.text,
                self.found()
            );
            let error = self.syntax(message);
            return Err(
                error.hint("A line is a step: its name and its axes, \"=\", and what it is.")
            );
        }
        if self.peek().is_none() {
            let error = self.syntax(format!("Nothing says what \"{}\" is.", left.name.text));
            return Err(error.hint("Write a formula behind \"=\"."));
        }
        Ok(Statement::Step { left, right: self.whole()? })
    }

    fn left(&mut self) -> Outcome<Left> {
        if self.kind() != Some(Kind::Name) {
            let error =
                self.syntax(format!("A line begins with a name; {} stands here.", self.found()));
            return Err(error.hint("Write a step as name[axes] = formula."));
        }
        let name = self.new_name("step")?;
        let mut span = name.span;
        let mut indices = Vec::new();
        if self.kind() == Some(Kind::Word(Word::OpenIndex)) {
            indices = self.indices()?;
            span = span.to(self.before());
        }
        let before = indices.iter().find_map(|index| match index {
            Index::Before(letter) => Some(*letter),
            _ => None,
        });
        if let Some(LetterAt { letter, span }) = before {
            let place = self.tokens.iter().position(|token| token.span == span).unwrap_or(0);
            let span = span.to(self.tokens[(place + 2).min(self.tokens.len() - 1)].span);
            let error = Diagnostic::new(
                Mistake::Before,
                span,
                "The left side names every place, not the one before.",
            );
            return Err(error
                .hint(format!("Write {letter} here, and {letter}-1 on the right."))
                .fix(span, letter));
        }
        Ok(Left { name, indices, span })
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
            let message = format!("\"{}\" is a word of the language and no name.", token.text);
            let error = Diagnostic::new(Mistake::BadName, token.span, message);
            let other = format!("{}_", token.text);
            return Err(error.hint("Choose another name.").fix(token.span, other));
        }
        Ok(Name { text: token.text, span: token.span })
    }

    /// `[i,(h k),t-1]`
    fn indices(&mut self) -> Outcome<Vec<Index>> {
        let opened = self.here();
        self.at += 1;
        let mut indices = Vec::new();
        if self.kind() == Some(Kind::Word(Word::CloseIndex)) {
            let error = self.syntax("There is no axis between these brackets.");
            return Err(error.hint("Write the letters of the axes, or no brackets at all."));
        }
        loop {
            indices.push(self.index()?);
            if !self.take(Kind::Comma) {
                break;
            }
        }
        if let Some(Kind::Name) = self.kind() {
            let here = self.here().before();
            let error = self.syntax("A comma is missing between two axes.");
            return Err(error
                .hint("Write a comma, or (h k) for one axis that is read as two.")
                .fix(here, ","));
        }
        self.close(Kind::Word(Word::CloseIndex), "]", opened)?;
        let mut seen: Vec<LetterAt> = Vec::new();
        for letter in indices.iter().flat_map(Index::letters) {
            if let Some(first) = seen.iter().find(|known| known.letter == letter.letter) {
                let message = format!("\"{}\" stands twice in one index.", letter.letter);
                let error = Diagnostic::new(Mistake::RepeatedLetter, letter.span, message);
                return Err(error.other(first.span).hint("Two axes need two letters."));
            }
            seen.push(letter);
        }
        Ok(indices)
    }

    fn index(&mut self) -> Outcome<Index> {
        if self.kind() == Some(Kind::Open) {
            let opened = self.here();
            self.at += 1;
            let outer = self.letter()?;
            let inner = self.letter()?;
            self.close(Kind::Close, ")", opened)?;
            return Ok(Index::Pair([outer, inner]));
        }
        let letter = self.letter()?;
        if self.kind() != Some(Kind::Minus) && self.kind() != Some(Kind::Plus) {
            return Ok(Index::Letter(letter));
        }
        let is_before =
            self.kind() == Some(Kind::Minus) && self.kind_at(1) == Some(Kind::Number(1.0));
        if !is_before {
            let span = letter.span.to(self.tokens[(self.at + 1).min(self.tokens.len() - 1)].span);
            let message = "Only the place before can be read: a letter and -1.".to_owned();
            let error = Diagnostic::new(Mistake::Before, span, message);
            let before = format!("{}-1", letter.letter);
            return Err(error
                .hint(format!("Write {before}, or {} alone.", letter.letter))
                .fix(span, before));
        }
        self.at += 2;
        Ok(Index::Before(letter))
    }

    /// The letter of an axis.
    fn letter(&mut self) -> Outcome<LetterAt> {
        let wrong = |reader: &Self| {
            let message =
                format!("The letter of an axis is missing: {} stands here.", reader.found());
            reader.syntax(message).hint("An axis is one letter, Latin or Greek.")
        };
        let Some(token) = self.peek().cloned() else { return Err(wrong(self)) };
        if token.kind != Kind::Name {
            return Err(wrong(self));
        }
        if let Some(letter) = letter(&token.text) {
            self.at += 1;
            return Ok(LetterAt { letter, span: token.span });
        }
        let message = format!("\"{}\" is no axis: an axis is one letter.", token.text);
        let error = Diagnostic::new(Mistake::BadName, token.span, message);
        let error = error.hint("Use one letter, Latin or Greek, for each axis.");
        let letters = token.text.chars().all(is_axis) && token.text.chars().count() <= 6;
        if !letters {
            return Err(error);
        }
        let apart = |by: &str| token.text.chars().map(String::from).collect::<Vec<_>>().join(by);
        Err(error.fix(token.span, apart(",")))
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

/// The left side of a line whose right side cannot be read.
#[must_use]
pub fn left_of(line: &Line) -> Option<Left> {
    let mut reader = Reader { line, tokens: cut(line), at: 0, depth: 0 };
    let left = reader.left().ok()?;
    reader.take(Kind::Word(Word::Compare(Comparison::Equal))).then_some(left)
}
