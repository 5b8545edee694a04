//! A typed formula about qᵀk -> its value: what a person answers to homework 1.
//!
//! Numbers, d, σ, the vector μ, the usual signs, powers, roots and norms; in plain text, with the
//! letters themselves, as LaTeX or as Python. μ is a vector here: μᵀμ, ‖μ‖² and μ·μ are numbers, and
//! so is μ², which is read as the same. Under a sum sign it is an entry, and the sum is over all.

mod words;

use crate::base::error::{Code, Error, Result};
use words::{Token, tokens};

/// Characters that a formula may have.
const LENGTH: usize = 200;
/// Levels of brackets and roots.
const DEPTH: usize = 20;

/// What the letters stand for.
#[derive(Debug, Clone)]
pub struct Distribution {
    pub mean: Vec<f64>,
    pub std: f64,
}

impl Distribution {
    fn width(&self) -> f64 {
        self.mean.len() as f64
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(f64),
    /// A multiple of μ.
    Mean(f64),
}

/// A formula that has been read.
#[derive(Debug, Clone)]
pub struct Formula(Vec<Token>);

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// `formula-syntax`, with the place, for what is no formula in d, σ and μ.
    pub fn parse(text: &str) -> Result<Self> {
        if text.chars().count() > LENGTH {
            return Err(syntax(format!("A formula has at most {LENGTH} characters."), 1));
        }
        let formula = Self(tokens(text)?);
        formula.at(&Distribution { mean: vec![1.0, 2.0], std: 1.0 })?;
        Ok(formula)
    }

    /// Its value.
    ///
    /// # Errors
    /// `formula-syntax` where it has none, such as the sum of a vector and a number.
    pub fn at(&self, distribution: &Distribution) -> Result<f64> {
        let mut reader = Reader {
            tokens: &self.0,
            place: 0,
            depth: 0,
            in_norm: false,
            entry: None,
            distribution,
        };
        let value = reader.sum()?;
        match (value, reader.peek()) {
            (Value::Number(number), None) => Ok(number),
            (Value::Mean(_), None) => {
                Err(syntax("This is a vector, and the answer is a number.".to_owned(), 1))
            }
            (_, Some(Token::Comma)) => {
                Err(syntax("A comma stands here; a decimal point is meant.".to_owned(), 1))
            }
            (_, Some(_)) => Err(syntax("A bracket or a norm does not close.".to_owned(), 1)),
        }
    }
}

/// Reads a formula as its value is computed.
struct Reader<'a> {
    tokens: &'a [Token],
    place: usize,
    depth: usize,
    /// Whether the next ‖ closes a norm: else it opens one.
    in_norm: bool,
    /// The entry that a sum is at.
    entry: Option<f64>,
    distribution: &'a Distribution,
}

impl Reader<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.place).copied()
    }

    fn take(&mut self, token: Token) -> bool {
        let is_next = self.peek() == Some(token);
        self.place += usize::from(is_next);
        is_next
    }

    fn sum(&mut self) -> Result<Value> {
        let mut sum = self.product()?;
        loop {
            let sign = match self.peek() {
                Some(Token::Plus) => 1.0,
                Some(Token::Minus) => -1.0,
                _ => return Ok(sum),
            };
            self.place += 1;
            sum = match (sum, self.product()?) {
                (Value::Number(one), Value::Number(two)) => Value::Number(one + sign * two),
                (Value::Mean(one), Value::Mean(two)) => Value::Mean(one + sign * two),
                _ => return Err(syntax("A vector and a number have no sum.".to_owned(), 1)),
            };
        }
    }

    fn product(&mut self) -> Result<Value> {
        let mut product = self.factor()?;
        loop {
            let over = self.take(Token::Over);
            match self.peek() {
                _ if over || self.take(Token::Times) => {}
                Some(Token::Plus | Token::Minus | Token::Close | Token::Comma) | None => {
                    return Ok(product);
                }
                Some(Token::Norm) if self.in_norm => return Ok(product),
                Some(_) => {} // nothing between two factors is a product
            }
            let next = self.factor()?;
            product = if over { quotient(product, next)? } else { self.times(product, next) };
        }
    }

    fn times(&self, one: Value, two: Value) -> Value {
        match (one, two) {
            (Value::Number(one), Value::Number(two)) => Value::Number(one * two),
            (Value::Mean(one), Value::Mean(two)) => Value::Number(one * two * self.square()),
            (Value::Number(one), Value::Mean(two)) | (Value::Mean(one), Value::Number(two)) => {
                Value::Mean(one * two)
            }
        }
    }

    fn factor(&mut self) -> Result<Value> {
        if self.take(Token::Minus) {
            return Ok(match self.factor()? {
                Value::Number(number) => Value::Number(-number),
                Value::Mean(times) => Value::Mean(-times),
            });
        }
        let base = self.atom()?;
        if !self.take(Token::Power) {
            return Ok(base);
        }
        match (base, self.atom()?) {
            (Value::Number(base), Value::Number(power)) => {
                Ok(Value::Number(libm::pow(base, power)))
            }
            (Value::Mean(times), Value::Number(2.0)) => {
                Ok(Value::Number(times * times * self.square()))
            }
            _ => Err(syntax("Of a vector only the square is a number here.".to_owned(), 1)),
        }
    }

    fn atom(&mut self) -> Result<Value> {
        let Some(token) = self.peek() else {
            return Err(syntax("The formula ends where a number should stand.".to_owned(), 1));
        };
        self.place += 1;
        match token {
            Token::Number(number) => Ok(Value::Number(number)),
            Token::Width => Ok(Value::Number(self.distribution.width())),
            Token::Deviation => Ok(Value::Number(self.distribution.std)),
            Token::Mean if self.in_norm => Ok(Value::Mean(1.0)),
            Token::Mean | Token::Entry => Ok(self.entry.map_or(Value::Mean(1.0), Value::Number)),
            Token::Open => self.inside(Token::Close),
            Token::Pair => {
                let one = self.inside(Token::Comma)?;
                let two = self.inside(Token::Close)?;
                Ok(self.times(one, two))
            }
            Token::Fraction => {
                let above = self.atom()?;
                quotient(above, self.atom()?)
            }
            Token::Norm => {
                let outside = std::mem::replace(&mut self.in_norm, true);
                let value = self.inside(Token::Norm)?;
                self.in_norm = outside;
                Ok(self.length(&value))
            }
            Token::Length => {
                let outside = std::mem::replace(&mut self.in_norm, true);
                let value = self.atom()?;
                self.in_norm = outside;
                Ok(self.length(&value))
            }
            Token::Sum => self.over_entries(),
            Token::Root => match self.atom()? {
                Value::Number(number) => Ok(Value::Number(number.sqrt())),
                Value::Mean(_) => Err(syntax("A vector has no root.".to_owned(), 1)),
            },
            _ => Err(syntax("A sign stands where a number should.".to_owned(), self.place)),
        }
    }

    fn inside(&mut self, close: Token) -> Result<Value> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(syntax(format!("Brackets may stand {DEPTH} deep."), self.place));
        }
        let value = self.sum()?;
        self.depth -= 1;
        if self.take(close) {
            return Ok(value);
        }
        Err(syntax("A bracket or a norm does not close.".to_owned(), self.place))
    }

    /// A sum of as many products as μ has entries.
    fn over_entries(&mut self) -> Result<Value> {
        if self.entry.is_some() {
            return Err(syntax("A sum stands under a sum.".to_owned(), self.place));
        }
        let (place, mut sum) = (self.place, 0.0);
        let outside = std::mem::replace(&mut self.in_norm, false);
        for entry in &self.distribution.mean {
            (self.place, self.entry) = (place, Some(*entry));
            match self.product()? {
                Value::Number(number) => sum += number,
                Value::Mean(_) => return Err(syntax("A sum adds up numbers.".to_owned(), place)),
            }
        }
        (self.in_norm, self.entry) = (outside, None);
        Ok(Value::Number(sum))
    }

    fn length(&self, value: &Value) -> Value {
        Value::Number(match value {
            Value::Number(number) => number.abs(),
            Value::Mean(times) => times.abs() * self.square().sqrt(),
        })
    }

    /// ‖μ‖².
    fn square(&self) -> f64 {
        self.distribution.mean.iter().map(|entry| entry * entry).sum()
    }
}

fn quotient(above: Value, below: Value) -> Result<Value> {
    match (above, below) {
        (Value::Number(one), Value::Number(two)) => Ok(Value::Number(one / two)),
        (Value::Mean(one), Value::Number(two)) => Ok(Value::Mean(one / two)),
        _ => Err(syntax("Nothing can be divided by a vector.".to_owned(), 1)),
    }
}

fn syntax(cause: String, at: usize) -> Error {
    Error::new(Code::FormulaSyntax, cause).at("answer").column(at)
}
