//! How the language is spelled, on the tokenizer of all typed mathematics.

use std::borrow::Cow;
use std::rc::Rc;

use crate::grammar::{self, Kind, Lexer, Notation, Words, raised_digit, tokens};
use crate::language::span::Span;
use crate::program::condition::Comparison;

/// What the language has beside numbers, names and the signs of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Word {
    OpenIndex,
    CloseIndex,
    Bar,
    Colon,
    End,
    Root,
    Infinity,
    Sum,
    Compare(Comparison),
    /// A sign of another language.
    Foreign(Foreign),
    /// Nothing that anybody writes in a formula.
    Unknown,
}

/// Signs that other languages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    Equals,
    AtMost,
    Power,
    And,
    Not,
    Matrix,
    Arrow,
    Assign,
    Brace,
    Dot,
    Quote,
    Command,
    Remainder,
    Or,
    Times,
    Question,
    Fraction,
    Product,
    Inner,
}

/// The language as a notation.
pub struct Language;

impl Notation for Language {
    type Word = Word;
    /// No text is refused while it is cut into tokens.
    type Error = std::convert::Infallible;

    const WORDS: Words<Word> = &[
        (Kind::Word(Word::OpenIndex), &["["]),
        (Kind::Word(Word::CloseIndex), &["]"]),
        (Kind::Word(Word::Bar), &["|"]),
        (Kind::Word(Word::Colon), &[":"]),
        (Kind::Word(Word::End), &[";"]),
        (Kind::Word(Word::Root), &["√"]),
        (Kind::Word(Word::Infinity), &["∞"]),
        (Kind::Word(Word::Sum), &["∑"]),
        (Kind::Word(Word::Compare(Comparison::Less)), &["<"]),
        (Kind::Word(Word::Compare(Comparison::AtMost)), &["<=", "≤", "⩽"]),
        (Kind::Word(Word::Compare(Comparison::Equal)), &["="]),
        (Kind::Word(Word::Compare(Comparison::NotEqual)), &["!=", "≠"]),
        (Kind::Word(Word::Compare(Comparison::AtLeast)), &[">=", "≥", "⩾"]),
        (Kind::Word(Word::Compare(Comparison::More)), &[">"]),
        (Kind::Word(Word::Foreign(Foreign::Equals)), &["==", "==="]),
        (Kind::Word(Word::Foreign(Foreign::AtMost)), &["=<"]),
        (Kind::Word(Word::Foreign(Foreign::Power)), &["**"]),
        (Kind::Word(Word::Foreign(Foreign::And)), &["&&", "&", "∧"]),
        (Kind::Word(Word::Foreign(Foreign::Not)), &["!", "~", "¬"]),
        (Kind::Word(Word::Foreign(Foreign::Matrix)), &["@"]),
        (Kind::Word(Word::Foreign(Foreign::Arrow)), &["->", "=>", "→"]),
        (Kind::Word(Word::Foreign(Foreign::Assign)), &[":=", "+=", "-=", "*=", "/=", "←", "≔"]),
        (Kind::Word(Word::Foreign(Foreign::Brace)), &["{", "}"]),
        (Kind::Word(Word::Foreign(Foreign::Dot)), &["."]),
        (Kind::Word(Word::Foreign(Foreign::Quote)), &["\"", "“", "”", "`"]),
        (Kind::Word(Word::Foreign(Foreign::Command)), &["\\", "$"]),
        (Kind::Word(Word::Foreign(Foreign::Remainder)), &["%", "//"]),
        (Kind::Word(Word::Foreign(Foreign::Or)), &["∨"]),
        (Kind::Word(Word::Foreign(Foreign::Times)), &["⊙", "⊗", "∘", "∗", "•"]),
        (Kind::Word(Word::Foreign(Foreign::Question)), &["?"]),
        (Kind::Word(Word::Foreign(Foreign::Fraction)), &["½", "¼", "¾", "⅓", "⅔"]),
        (Kind::Word(Word::Foreign(Foreign::Product)), &["∏"]),
        (Kind::Word(Word::Foreign(Foreign::Inner)), &["⟨", "⟩", "〈", "〉"]),
    ];
    const SIGNS: Words<Word> = &[
        (Kind::Plus, &["+"]),
        (Kind::Minus, &["-", "−", "–"]),
        (Kind::Times, &["*", "·", "×", "⋅", "∙"]),
        (Kind::Over, &["/", "÷"]),
        (Kind::Power, &["^"]),
        (Kind::Open, &["("]),
        (Kind::Close, &[")"]),
        (Kind::Comma, &[","]),
    ];

    fn number(rest: &str, _column: usize) -> Result<Option<(f64, usize)>, Self::Error> {
        let length = number(rest);
        if length == 0 {
            return Ok(None);
        }
        Ok(rest[..length].parse().ok().map(|number| (number, length)))
    }

    /// A letter, then letters, digits, `_` and primes.
    fn name(rest: &str) -> usize {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '′' | '’');
        if !rest.starts_with(char::is_alphabetic) {
            return 0;
        }
        rest.find(|c: char| !is_part(c) || raised_digit(c).is_some()).unwrap_or(rest.len())
    }

    fn unknown(_: &Lexer<'_, Self>) -> Result<Word, Self::Error> {
        Ok(Word::Unknown)
    }
}

/// The bytes of the number that a text begins with: digits, a point, an exponent.
fn number(rest: &str) -> usize {
    let digits = |from: usize| {
        rest[from..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| from + end)
    };
    let mut end = digits(0);
    if rest[end..].starts_with('.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    let behind = &rest[end..];
    if end > 0 && behind.starts_with(['e', 'E']) {
        let sign = usize::from(behind[1..].starts_with(['-', '+']));
        if digits(end + 1 + sign) > end + 1 + sign {
            end = digits(end + 1 + sign);
        }
    }
    end
}

/// A token of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub kind: grammar::Kind<Word>,
    pub text: Cow<'static, str>,
    pub span: Span,
}

/// The tokens of what stands on the line of this number.
#[must_use]
pub fn cut(line: usize, code: &str) -> Rc<[Token]> {
    let Ok(found) = tokens::<Language>(code, 0);
    let token = |token: grammar::Token<Word>| {
        let text = &code[token.start..token.end];
        let length = text.chars().count();
        let span = Span { line, column: token.column, length };
        Token { kind: token.kind, text: kept(text), span }
    };
    found.into_iter().map(token).collect()
}

/// A text to keep. Most tokens are one sign of ASCII, which need not be copied.
fn kept(text: &str) -> Cow<'static, str> {
    const SIGNS: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let place = |sign: &u8| usize::from(sign.wrapping_sub(b'!'));
    let sign = match text.as_bytes() {
        [sign] => SIGNS.get(place(sign)..=place(sign)),
        _ => None,
    };
    debug_assert!(sign.is_none_or(|sign| sign == text));
    sign.map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)
}
