//! A typed formula about qᵀk -> its value: what a person answers to homework 1.
//!
//! Numbers, d, σ, the vector μ, the usual signs, powers, roots and norms; in plain text, with the
//! letters themselves, or as LaTeX. μ is a vector here: μᵀμ, ‖μ‖² and μ·μ are numbers, and so is
//! μ², which is read as the same.

use crate::error::{Code, Error, Result};

/// Characters that a formula may have.
const LENGTH: usize = 200;
/// Levels of brackets and roots.
const DEPTH: usize = 20;

/// What the letters stand for.
#[derive(Debug, Clone)]
pub struct Setting {
    pub mean: Vec<f64>,
    pub std: f64,
}

impl Setting {
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

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(f64),
    Width,
    Deviation,
    Mean,
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Root,
    Open,
    Close,
    Norm,
    /// A mark that turns a vector into a row, or a sum sign: it changes nothing here.
    Nothing,
}

/// Words and signs, longest first where one begins another.
const WORDS: &[(&str, Token)] = &[
    ("\\left", Token::Nothing),
    ("\\right", Token::Nothing),
    ("\\lVert", Token::Norm),
    ("\\rVert", Token::Norm),
    ("\\Vert", Token::Norm),
    ("\\sigma", Token::Deviation),
    ("\\sqrt", Token::Root),
    ("\\cdot", Token::Times),
    ("\\top", Token::Nothing),
    ("\\sum", Token::Nothing),
    ("\\mu", Token::Mean),
    ("\\|", Token::Norm),
    ("sigma", Token::Deviation),
    ("sqrt", Token::Root),
    ("norm", Token::Nothing),
    ("sum", Token::Nothing),
    ("mu_i", Token::Mean),
    ("mu", Token::Mean),
    ("μᵢ", Token::Mean),
    ("μ_i", Token::Mean),
    ("μ", Token::Mean),
    ("σ", Token::Deviation),
    ("Σ", Token::Nothing),
    ("∑", Token::Nothing),
    ("√", Token::Root),
    ("||", Token::Norm),
    ("‖", Token::Norm),
    ("^T", Token::Nothing),
    ("^{T}", Token::Nothing),
    ("^⊤", Token::Nothing),
    ("^{\\top}", Token::Nothing),
    ("^\\top", Token::Nothing),
    ("ᵀ", Token::Nothing),
    ("⊤", Token::Nothing),
    ("'", Token::Nothing),
    ("**", Token::Power),
    ("^", Token::Power),
    ("*", Token::Times),
    ("·", Token::Times),
    ("×", Token::Times),
    ("/", Token::Over),
    ("+", Token::Plus),
    ("-", Token::Minus),
    ("−", Token::Minus),
    ("(", Token::Open),
    ("[", Token::Open),
    ("{", Token::Open),
    (")", Token::Close),
    ("]", Token::Close),
    ("}", Token::Close),
    ("d", Token::Width),
];

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

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
        let mut tokens = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let at = text.chars().count() - rest.chars().count() + 1;
            if first.is_whitespace() {
                rest = &rest[first.len_utf8()..];
            } else if first.is_ascii_digit() || first == '.' {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
                let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
                let number = digits.parse().ok();
                let number =
                    number.ok_or_else(|| syntax(format!("\"{digits}\" is no number."), at));
                tokens.push(Token::Number(number?));
                rest = after;
            } else if let Some(digit) = RAISED.chars().position(|raised| raised == first) {
                tokens.extend([Token::Power, Token::Number(digit as f64)]);
                rest = &rest[first.len_utf8()..];
            } else if let Some((word, token)) =
                WORDS.iter().find(|(word, _)| rest.starts_with(word))
            {
                tokens.push(*token);
                rest = &rest[word.len()..];
            } else {
                return Err(syntax(format!("\"{first}\" is no part of this formula."), at));
            }
        }
        tokens.retain(|token| *token != Token::Nothing);
        let formula = Self(tokens);
        formula.at(&Setting { mean: vec![1.0, 2.0], std: 1.0 })?;
        Ok(formula)
    }

    /// Its value.
    ///
    /// # Errors
    /// `formula-syntax` where it has none, such as the sum of a vector and a number.
    pub fn at(&self, setting: &Setting) -> Result<f64> {
        let mut reader = Reader { tokens: &self.0, place: 0, depth: 0, in_norm: false, setting };
        let value = reader.sum()?;
        match (value, reader.peek()) {
            (Value::Number(number), None) => Ok(number),
            (Value::Mean(_), None) => {
                Err(syntax("This is a vector, and the answer is a number.".to_owned(), 1))
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
    setting: &'a Setting,
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
                Some(Token::Plus | Token::Minus | Token::Close) | None => return Ok(product),
                Some(Token::Norm) if self.in_norm => return Ok(product),
                Some(_) => {} // nothing between two factors is a product
            }
            product = match (product, self.factor()?) {
                (Value::Number(one), Value::Number(two)) if over => Value::Number(one / two),
                (Value::Mean(one), Value::Number(two)) if over => Value::Mean(one / two),
                (Value::Number(one), Value::Number(two)) => Value::Number(one * two),
                (Value::Number(one), Value::Mean(two)) | (Value::Mean(one), Value::Number(two))
                    if !over =>
                {
                    Value::Mean(one * two)
                }
                (Value::Mean(one), Value::Mean(two)) if !over => {
                    Value::Number(one * two * self.square())
                }
                _ => return Err(syntax("Nothing can be divided by a vector.".to_owned(), 1)),
            };
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
            Token::Width => Ok(Value::Number(self.setting.width())),
            Token::Deviation => Ok(Value::Number(self.setting.std)),
            Token::Mean => Ok(Value::Mean(1.0)),
            Token::Open => self.inside(Token::Close),
            Token::Norm => {
                let outside = std::mem::replace(&mut self.in_norm, true);
                let value = self.inside(Token::Norm)?;
                self.in_norm = outside;
                Ok(Value::Number(match value {
                    Value::Number(number) => number.abs(),
                    Value::Mean(times) => times.abs() * self.square().sqrt(),
                }))
            }
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

    /// ‖μ‖².
    fn square(&self) -> f64 {
        self.setting.mean.iter().map(|entry| entry * entry).sum()
    }
}

fn syntax(cause: String, at: usize) -> Error {
    let error = Error::new(Code::FormulaSyntax, cause).at("answer").column(at);
    error.hint("Write it in d, σ (sigma) and μ (mu), such as 3*d + sigma^3 or 2*||mu||.")
}
