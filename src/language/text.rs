//! A text -> its lines, each with what stands on it and the comment that it ends with.

use std::borrow::Cow;
use std::rc::Rc;

use crate::language::notation::{Token, cut};
use crate::language::span::Span;

/// Characters that a program may have.
pub const CHARACTERS: usize = 20_000;
/// Lines that a program may have.
pub const LINES: usize = 400;

/// A line of a text. It is cut into tokens once; a copy shares all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// As it was typed.
    pub text: Rc<str>,
    /// What stands before the comment, full-width letters as ASCII, one character for each.
    pub code: Rc<str>,
    /// What stands behind the sign `#`, if there is one.
    pub comment: Option<Rc<str>>,
    /// What the code is made of.
    pub tokens: Rc<[Token]>,
}

impl Line {
    /// A line of a text, as it was typed.
    #[must_use]
    pub fn new(number: usize, text: &str) -> Self {
        let narrowed = if text.is_ascii() {
            Cow::Borrowed(text)
        } else {
            text.chars().map(narrow).collect::<String>().into()
        };
        let (code, comment) = match narrowed.split_once('#') {
            Some((code, comment)) => (code, Some(comment.trim().into())),
            None => (&*narrowed, None),
        };
        let tokens = cut(number, code);
        Self { number, text: text.into(), code: code.into(), comment, tokens }
    }

    /// The same line with another code before its comment.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Self {
        let tokens = cut(self.number, code);
        Self { code: code.into(), tokens, ..self.clone() }
    }

    /// The line as a place, without blanks around it.
    #[must_use]
    pub fn span(&self) -> Span {
        let before = self.code.chars().take_while(|c| c.is_whitespace()).count();
        let length = self.code.trim().chars().count();
        Span { line: self.number, column: before + 1, length }
    }

    /// The characters of a place on this line.
    #[must_use]
    pub fn slice(&self, span: Span) -> String {
        self.code.chars().skip(span.column - 1).take(span.length).collect()
    }
}

/// Lines that follow each other as one place, from the first character to the last.
#[must_use]
pub fn span_of(lines: &[Line]) -> Span {
    let length: usize = lines.iter().map(|line| line.text.chars().count() + 1).sum();
    let line = lines.first().map_or(1, |first| first.number);
    Span { line, column: 1, length: length.saturating_sub(1) }
}

/// The character that a full-width or a mathematical one stands for; any other as it is.
fn narrow(c: char) -> char {
    const WIDE: u32 = 0xFF01;
    const NARROW: u32 = 0x21;
    match u32::from(c) {
        code @ WIDE..=0xFF5E => char::from_u32(code - WIDE + NARROW).unwrap_or(c),
        0x3000 => ' ',
        // ℎ has a place of its own.
        0x210E => 'h',
        code @ 0x1D400..=0x1D7FF => mathematical(code).unwrap_or(c),
        _ => c,
    }
}

/// The letter or the digit that a mathematical one stands for: bold, italic, script, as in a pasted paper.
fn mathematical(code: u32) -> Option<char> {
    const LATIN: u32 = 0x1D400;
    const GREEK: u32 = 0x1D6A8;
    const DIGITS: u32 = 0x1D7CE;
    // Each alphabet has 26 capitals and 26 small letters; of Greek, 25 capitals, ∇ and 25 small letters.
    let from = |first: char, by: u32| char::from_u32(u32::from(first) + by);
    match code {
        LATIN..=0x1D6A3 => match (code - LATIN) % 52 {
            by @ 0..=25 => from('A', by),
            by => from('a', by - 26),
        },
        GREEK..=0x1D7CB => match (code - GREEK) % 58 {
            by @ 26..=50 => from('α', by - 26),
            _ => None,
        },
        DIGITS.. => from('0', (code - DIGITS) % 10),
        _ => None,
    }
}
