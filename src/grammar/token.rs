//! A text -> its tokens, each with its place.

/// Tokens of a line or a cell that there is room for at once.
const USUAL: usize = 32;

/// How a notation is spelled.
pub trait Notation: Sized {
    /// What it has beside the signs of all notations.
    type Word: Copy + PartialEq + 'static;
    type Error;

    const WORDS: Words<Self::Word>;
    /// The common spellings, after its own.
    const SIGNS: Words<Self::Word> = Kind::ON_PAPER;
    /// Whether a letter may follow a command of LaTeX without a blank: `\sigmad`.
    const GLUES: bool = false;

    /// The number that a text begins with, and its bytes; none where it begins with none.
    fn number(_rest: &str, _column: usize) -> Result<Option<(f64, usize)>, Self::Error> {
        Ok(None)
    }

    /// The bytes of the name that a text begins with; 0 where it begins with none.
    fn name(_rest: &str) -> usize {
        0
    }

    /// Reads what depends on the tokens before or on more than a word; false where nothing does.
    fn reads(_lexer: &mut Lexer<'_, Self>) -> bool {
        false
    }

    /// What stands where nothing that is known begins, or the error that it is.
    fn unknown(lexer: &Lexer<'_, Self>) -> Result<Self::Word, Self::Error>;
}

/// Kinds of tokens with their spellings, of which the longest that fits counts.
pub type Words<W> = &'static [(Kind<W>, &'static [&'static str])];

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind<W> {
    Number(f64),
    Name,
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Fraction,
    Open,
    Close,
    Comma,
    /// Mere looks, which leave no token.
    Looks,
    Word(W),
}

impl<W: 'static> Kind<W> {
    /// The signs of arithmetic in ASCII, in Unicode and in LaTeX.
    pub const ON_PAPER: Words<W> = &[
        (Self::Plus, &["+"]),
        (Self::Minus, &["-", "−"]),
        (Self::Times, &["*", "·", "×", "⋅", "∙", "•", "\\cdot", "\\times"]),
        (Self::Over, &["/", "÷"]),
        (Self::Power, &["^", "**"]),
        (Self::Fraction, &["\\frac", "\\dfrac", "\\tfrac"]),
        (Self::Open, &["(", "[", "{"]),
        (Self::Close, &[")", "]", "}"]),
        (Self::Comma, &[","]),
        (
            Self::Looks,
            &["\\left", "\\right", "\\big", "\\bigl", "\\bigr", "\\quad", "\\displaystyle"],
        ),
        (
            Self::Looks,
            &[
                "\\mathbf",
                "\\mathcal",
                "\\mathrm",
                "\\boldsymbol",
                "\\boxed",
                "\\(",
                "\\)",
                "\\[",
                "\\]",
            ],
        ),
        (Self::Looks, &["\\,", "\\;", "\\!", "\\:", "\\ ", "$", "&", "~"]),
    ];
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token<W> {
    pub kind: Kind<W>,
    /// The bytes that it takes.
    pub start: usize,
    pub end: usize,
    /// The place of its first character, counted from 1.
    pub column: usize,
}

/// A text on its way into tokens.
pub struct Lexer<'t, N: Notation> {
    pub text: &'t str,
    pub tokens: Vec<Token<N::Word>>,
    pub at: usize,
    pub column: usize,
}

/// The tokens of a text from a byte on.
pub fn tokens<N: Notation>(text: &str, from: usize) -> Result<Vec<Token<N::Word>>, N::Error> {
    let tokens = Vec::with_capacity(text.len().min(USUAL));
    let mut lexer = Lexer::<N> { text, tokens, at: 0, column: 1 };
    lexer.skip(from);
    while let Some(first) = lexer.rest().chars().next() {
        if first.is_whitespace() {
            lexer.skip(first.len_utf8());
        } else if N::reads(&mut lexer) || lexer.raised()? {
        } else if let Some((number, length)) = N::number(lexer.rest(), lexer.column)? {
            lexer.push(Kind::Number(number), length);
        } else if let Some((kind, length)) = lexer.word() {
            lexer.push(kind, length);
        } else {
            match N::name(lexer.rest()) {
                0 => lexer.push(Kind::Word(N::unknown(&lexer)?), first.len_utf8()),
                length => lexer.push(Kind::Name, length),
            }
        }
    }
    Ok(lexer.tokens)
}

impl<'t, N: Notation> Lexer<'t, N> {
    /// By the byte that a text begins with, which of the signs and then the words may stand there, a bit each.
    const BEGINNINGS: [u128; 256] =
        beginnings(N::WORDS, N::SIGNS.len(), beginnings(N::SIGNS, 0, [0; 256]));

    /// What is left.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes on behind so many bytes.
    pub fn skip(&mut self, length: usize) {
        self.column += self.rest()[..length].chars().count();
        self.at += length;
    }

    /// Goes on behind the first of some words that is there.
    pub fn takes(&mut self, words: &[&str]) -> bool {
        let word = words.iter().find(|word| self.rest().starts_with(**word));
        self.skip(word.map_or(0, |word| word.len()));
        word.is_some()
    }

    /// Adds a token of so many bytes.
    pub fn push(&mut self, kind: Kind<N::Word>, length: usize) {
        if kind != Kind::Looks {
            let (start, end) = (self.at, self.at + length);
            self.tokens.push(Token { kind, start, end, column: self.column });
        }
        self.skip(length);
    }

    /// Makes another token of the last one.
    pub fn rename(&mut self, kind: Kind<N::Word>) {
        if let Some(last) = self.tokens.last_mut() {
            last.kind = kind;
        }
    }

    /// Begins an exponent, where the character before is not raised too.
    pub fn raise(&mut self) {
        let is_raised = |c: char| c == '⁻' || raised_digit(c).is_some();
        if !self.text[..self.at].ends_with(is_raised) {
            self.push(Kind::Power, 0);
        }
    }

    /// Adds the power that raised digits are, where some are next.
    fn raised(&mut self) -> Result<bool, N::Error> {
        if !self.rest().starts_with(|c| raised_digit(c).is_some()) {
            return Ok(false);
        }
        let digits: String = self.rest().chars().map_while(raised_digit).collect();
        let length = self.rest().chars().take(digits.len()).map(char::len_utf8).sum();
        let Some((number, _)) = N::number(&digits, self.column)? else { return Ok(false) };
        self.raise();
        self.push(Kind::Number(number), length);
        Ok(true)
    }

    /// The word that is next, and its bytes: of the longest ones the last.
    fn word(&self) -> Option<(Kind<N::Word>, usize)> {
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let first = *self.rest().as_bytes().first()?;
        let fits = |word: &&&str| {
            let is_command = word.starts_with('\\') && word.ends_with(is_letter);
            let behind = self.rest().strip_prefix(**word);
            behind.is_some_and(|rest| N::GLUES || !is_command || !rest.starts_with(is_letter))
        };
        let mut left = Self::BEGINNINGS[usize::from(first)];
        let mut longest = None;
        while left > 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let (kind, words) = match at.checked_sub(N::SIGNS.len()) {
                Some(at) => N::WORDS[at],
                None => N::SIGNS[at],
            };
            let length = words.iter().filter(fits).map(|word| word.len()).max();
            if length >= longest.map(|(_, length)| length) {
                longest = length.map(|length| (kind, length));
            }
        }
        longest
    }
}

/// With a bit for each of some more kinds, from one bit on, at the bytes that their spellings begin with.
const fn beginnings<W>(words: Words<W>, from: usize, mut known: [u128; 256]) -> [u128; 256] {
    let mut at = 0;
    while at < words.len() {
        let spellings = words[at].1;
        let mut one = 0;
        while one < spellings.len() {
            known[spellings[one].as_bytes()[0] as usize] |= 1 << (from + at);
            one += 1;
        }
        at += 1;
    }
    known
}

/// The digit that is raised: `2` for `²`.
pub fn raised_digit(c: char) -> Option<char> {
    let place = match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
        _ => return None,
    };
    char::from_digit(place, 10)
}
