//! The text of a big-O answer -> a polynomial, in any usual notation.
//!
//! A sum of products: `+`, `·` or nothing between factors, `/`, powers by `^`, `**` or raised
//! digits, brackets of any kind, `max(…)`, which is a sum under O, and LaTeX for all of these.
//! Factors that stand side by side belong together: `bnd/hk` is bnd over hk.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::tokens::{Token, syntax, tokens};
use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::base::poly::{Monomial, Polynomial};
use crate::program::variant::Variant;

/// Characters that an answer may have.
const LENGTH: usize = 300;
/// Terms that brackets may multiply out to.
const TERMS: usize = 500;
/// The largest exponent.
const EXPONENT: i32 = 20;
/// Levels of brackets.
const DEPTH: usize = 20;

/// The letters that an answer about a variant may use.
pub struct Sizes {
    /// A letter that may be typed, and the letter that it is read as.
    known: Vec<(Letter, Letter)>,
    /// Those that an error offers.
    offered: Vec<Letter>,
}

impl Sizes {
    /// The sizes of a variant; `short` writes one as costs are shown.
    pub fn new(variant: &Variant, short: impl Fn(&Polynomial) -> Polynomial) -> Self {
        let mut known = Vec::new();
        let mut offered = Vec::new();
        let shares = variant.cost_aliases.equal.iter().flat_map(|(letters, _)| letters.chars());
        for own in variant.letters().into_iter().chain(shares) {
            let shown = short(&Polynomial::product([own]));
            let factors: Vec<(Letter, i32)> =
                shown.terms().flat_map(|(term, _)| term.factors()).collect();
            let read = match factors[..] {
                [(shown, 1)] => shown,
                _ => own,
            };
            known.push((own, read));
            for letter in factors.iter().map(|(letter, _)| *letter).chain([read]) {
                known.push((letter, letter));
                if !offered.contains(&letter) {
                    offered.push(letter);
                }
            }
        }
        if offered.contains(&'k') {
            known.push(('q', 'k')); // homework 4 has a letter of its own for a query's width
        }
        Self { known, offered }
    }

    /// The letter that is meant; in either case, where only the other is one.
    fn find(&self, typed: Letter) -> Option<Letter> {
        let read =
            |letter| self.known.iter().find(|(own, _)| *own == letter).map(|(_, read)| *read);
        let other = if typed.is_uppercase() {
            typed.to_ascii_lowercase()
        } else {
            typed.to_ascii_uppercase()
        };
        read(typed).or_else(|| read(other))
    }
}

/// Reads an answer.
///
/// # Errors
/// `cost-syntax` for what is no sum of products, `letter-unknown` for a letter that is no size;
/// the column is the character's place.
pub fn read(text: &str, sizes: &Sizes) -> Result<Polynomial> {
    let length = text.chars().count();
    if length > LENGTH {
        let error = syntax(format!("The answer has {length} characters; the most is {LENGTH}."), 0);
        return Err(error.expected(LENGTH).found(length));
    }
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens: tokens.into_iter().peekable(), sizes, end: length, depth: 0 };
    let sum = reader.sum()?;
    if let Some((token, at)) = reader.tokens.next() {
        return Err(out_of_place(token, at));
    }
    if sum.terms().next().is_none() {
        return Err(syntax("The answer is 0.", 0));
    }
    Ok(sum)
}

struct Reader<'s> {
    tokens: Peekable<IntoIter<(Token, usize)>>,
    sizes: &'s Sizes,
    /// The place of the last character.
    end: usize,
    depth: usize,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Polynomial> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(syntax("The brackets nest too deep.", self.place()));
        }
        let mut sum = self.product()?;
        while self.take(Token::Plus) {
            sum = sum + self.product()?;
        }
        self.depth -= 1;
        Ok(sum)
    }

    fn product(&mut self) -> Result<Polynomial> {
        let mut product = self.side_by_side()?;
        loop {
            let at = self.place();
            if self.take(Token::Times) {
                let next = self.side_by_side()?;
                product = times(product, next, at)?;
            } else if self.take(Token::Over) {
                let under = self.side_by_side()?;
                product = over(product, &under, at)?;
            } else {
                return Ok(product);
            }
        }
    }

    /// Factors without a sign between them.
    fn side_by_side(&mut self) -> Result<Polynomial> {
        let mut product = self.power()?;
        while let Some((token, at)) = self.tokens.peek().copied() {
            match token {
                Token::Number(_) => {
                    let cause = "A number stands behind a factor.";
                    let hint = "Write d^2 for a power, and 2d for a multiple.";
                    return Err(syntax(cause, at).hint(hint));
                }
                Token::Letter(_) | Token::Open | Token::Max | Token::Fraction | Token::Order => {
                    let next = self.power()?;
                    product = times(product, next, at)?;
                }
                _ => break,
            }
        }
        Ok(product)
    }

    fn power(&mut self) -> Result<Polynomial> {
        let base = self.factor()?;
        let at = self.place();
        if !self.take(Token::Power) {
            return Ok(base);
        }
        let bracket = self.take(Token::Open);
        let sign = if self.take(Token::Minus) { -1 } else { 1 };
        let exponent = match self.tokens.next() {
            Some((Token::Number(number), _)) => i32::try_from(number).unwrap_or(i32::MAX),
            _ => return Err(syntax("A power needs a whole number.", at)),
        };
        if bracket {
            self.close()?;
        }
        if exponent > EXPONENT {
            let error = syntax(format!("The exponent {exponent} is too large."), at);
            return Err(error.expected(EXPONENT).found(exponent));
        }
        let one = Polynomial::number(1);
        let power =
            (0..exponent).try_fold(one.clone(), |power, _| times(power, base.clone(), at))?;
        if sign < 0 { over(one, &power, at) } else { Ok(power) }
    }

    fn factor(&mut self) -> Result<Polynomial> {
        let place = self.place();
        match self.tokens.next() {
            Some((Token::Number(number), _)) => Ok(Polynomial::number(number)),
            Some((Token::Letter(letter), at)) => match self.sizes.find(letter) {
                Some(letter) => Ok(Polynomial::product([letter])),
                None => Err(unknown(letter, at, &self.sizes.offered)),
            },
            Some((Token::Open, _)) => self.enclosed(),
            Some((Token::Order, _)) => self.group(),
            Some((Token::Max, _)) => self.largest(),
            Some((Token::Fraction, at)) => {
                let above = self.group()?;
                let below = self.group()?;
                over(above, &below, at)
            }
            Some((token @ Token::Minus, at)) => Err(out_of_place(token, at)),
            Some((_, at)) => Err(syntax("A factor is missing here.", at)),
            None if place == 0 => Err(syntax("There is no answer yet.", 0)),
            None => Err(syntax("The answer ends too early.", place)),
        }
    }

    fn group(&mut self) -> Result<Polynomial> {
        self.open()?;
        self.enclosed()
    }

    /// What is left of a group whose bracket is open.
    fn enclosed(&mut self) -> Result<Polynomial> {
        let sum = self.sum()?;
        self.close()?;
        Ok(sum)
    }

    /// The largest of several is as large as their sum under O.
    fn largest(&mut self) -> Result<Polynomial> {
        self.open()?;
        let mut sum = self.sum()?;
        while self.take(Token::Comma) {
            sum = sum + self.sum()?;
        }
        self.close()?;
        Ok(sum)
    }

    fn open(&mut self) -> Result<()> {
        let at = self.place();
        if self.take(Token::Open) { Ok(()) } else { Err(syntax("A bracket should open here.", at)) }
    }

    fn close(&mut self) -> Result<()> {
        match self.tokens.next() {
            Some((Token::Close, _)) => Ok(()),
            Some((token, at)) => Err(out_of_place(token, at)),
            None => Err(syntax("A bracket is not closed.", self.end)),
        }
    }

    fn take(&mut self, token: Token) -> bool {
        self.tokens.next_if(|(next, _)| *next == token).is_some()
    }

    /// The place of the next character, or of the last.
    fn place(&mut self) -> usize {
        self.tokens.peek().map_or(self.end, |(_, at)| *at)
    }
}

/// What a product does not go on with.
fn out_of_place(token: Token, at: usize) -> Error {
    let cause = match token {
        Token::Close => "A bracket closes that was not opened.",
        Token::Minus => "A cost has no minus.",
        Token::Comma => "A comma stands outside of max.",
        Token::Power => "A power stands behind a power.",
        _ => "This does not belong here.",
    };
    syntax(cause, at)
}

fn unknown(letter: char, at: usize, offered: &[Letter]) -> Error {
    let cause = format!("\"{letter}\" is no size here.");
    let list: Vec<String> = offered.iter().map(char::to_string).collect();
    let error = Error::new(Code::LetterUnknown, cause).at("answer").column(at).found(letter);
    error.hint(format!("The sizes are: {}.", list.join(", ")))
}

/// A product, unless brackets multiply out to more than anybody means.
fn times(one: Polynomial, two: Polynomial, at: usize) -> Result<Polynomial> {
    if one.terms().count() * two.terms().count() > TERMS {
        return Err(syntax("The brackets multiply out to too many terms.", at));
    }
    let product = one * two;
    let largest = |(term, _): (&Monomial, i64)| {
        term.factors().into_iter().map(|(_, exponent)| exponent.abs()).max().unwrap_or(0)
    };
    let largest = product.terms().map(largest).max().unwrap_or(0);
    if largest > EXPONENT {
        let error = syntax(format!("The exponent {largest} is too large."), at);
        return Err(error.expected(EXPONENT).found(largest));
    }
    Ok(product)
}

/// A quotient by a product of letters.
fn over(above: Polynomial, below: &Polynomial, at: usize) -> Result<Polynomial> {
    let mut terms = below.terms();
    let (Some((term, 1..)), None) = (terms.next(), terms.next()) else {
        return Err(syntax("Only a product of letters may stand under a line.", at));
    };
    times(above, term.power(-1).into(), at)
}
