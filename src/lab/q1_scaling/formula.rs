//! A typed formula about qᵀk -> its value: what a person answers to homework 1.
//!
//! Numbers, d, σ, the vector μ, the usual signs, powers, roots and norms; in plain text, with the
//! letters themselves, as LaTeX or as Python. μ is a vector here: μᵀμ, ‖μ‖² and μ·μ are numbers, and
//! so is μ², which is read as the same. Under a sum sign it is an entry, and the sum is over all.

mod means;
mod words;
mod written_out;

use crate::base::error::{Error, Result};
use crate::grammar::{
    Algebra, Beside, Complaint, Kind, Outcome, Parser, Rules, Token, parse, tokens,
};
use crate::lab::typed_formula::syntax;
use words::Word;

/// Characters that a formula may have.
const LENGTH: usize = 200;
/// Levels of brackets and norms.
const DEPTH: usize = 20;

/// What the letters stand for.
#[derive(Debug, Clone)]
pub struct Distribution {
    pub mean: Vec<f64>,
    pub std: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(f64),
    /// A multiple of μ.
    Mean(f64),
}

/// A formula that has been read.
#[derive(Debug, Clone)]
pub struct Formula {
    text: String,
    tokens: Vec<Token<Word>>,
    /// Whether E[q] or E[k] stands in it, which is μ.
    pub names_means: bool,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// `formula-syntax`, with the place, for what is no formula in d, σ and μ.
    pub fn parse(text: &str) -> Result<Self> {
        if text.chars().count() > LENGTH {
            return Err(syntax(format!("A formula has at most {LENGTH} characters."), 1));
        }
        let (text, names_means) = means::written(text.trim_end_matches(['.', ',', ';', ' ']));
        // A sum of Python says over what it runs.
        let text = text.replace(" for i in range(d)", "").replace(" for j in range(d)", "");
        let text = written_out::summed(&text).into_owned();
        let tokens = tokens::<Reader>(&text, words::behind_equals(&text)?)?;
        let formula = Self { text, tokens, names_means };
        formula.at(&Distribution { mean: vec![1.0, 2.0], std: 1.0 })?;
        Ok(formula)
    }

    /// Its value.
    ///
    /// # Errors
    /// `formula-syntax` where it has none, such as the sum of a vector and a number.
    pub fn at(&self, distribution: &Distribution) -> Result<f64> {
        let reader = Reader { in_norm: false, entry: None, distribution };
        match parse(reader, &self.text, &self.tokens)? {
            Value::Number(number) => Ok(number),
            Value::Mean(_) => Err(syntax("This is a vector, and the answer is a number.", 1)),
        }
    }
}

/// Computes the value of a formula as it is read.
struct Reader<'a> {
    /// Whether the next ‖ closes a norm: else it opens one.
    in_norm: bool,
    /// The entry that a sum is at.
    entry: Option<f64>,
    distribution: &'a Distribution,
}

/// A place in a formula is counted in tokens.
impl Algebra for Reader<'_> {
    type Value = Value;

    const RULES: Rules<Self> = Rules {
        sum: &[Kind::Plus, Kind::Minus],
        product: &[Kind::Times, Kind::Over],
        beside: Beside::InTurn,
        negative: Some(|value| match value {
            Value::Number(number) => Value::Number(-number),
            Value::Mean(times) => Value::Mean(-times),
        }),
        depth: DEPTH + 1,
    };

    fn atom(parser: &mut Parser<Self>, token: Token<Word>) -> Result<Value> {
        let Reader { in_norm, entry, distribution } = parser.algebra;
        match token.kind {
            Kind::Number(number) => Ok(Value::Number(number)),
            Kind::Word(Word::Width) => Ok(Value::Number(distribution.mean.len() as f64)),
            Kind::Word(Word::Deviation) => Ok(Value::Number(distribution.std)),
            Kind::Word(Word::Mean | Word::Entry) if in_norm => Ok(Value::Mean(1.0)),
            Kind::Word(Word::Mean) => Ok(entry.map_or(Value::Mean(1.0), Value::Number)),
            Kind::Word(Word::Entry) => entry.map(Value::Number).ok_or_else(|| {
                let cause =
                    "μᵢ is one entry of μ, and nothing here runs over i: the entries may differ.";
                syntax(cause, token.column)
            }),
            Kind::Word(Word::Square) => {
                let base = parser.atom()?;
                parser.algebra.raised(base, Value::Number(2.0))
            }
            Kind::Word(Word::Power) => {
                let base = parser.inside(Kind::Comma)?;
                let power = parser.inside(Kind::Close)?;
                parser.algebra.raised(base, power)
            }
            Kind::Word(Word::Pair) => {
                let one = parser.inside(Kind::Comma)?;
                let two = parser.inside(Kind::Close)?;
                Ok(parser.algebra.times(one, two))
            }
            Kind::Word(Word::Norm) => length(parser, |parser| parser.inside(token.kind)),
            Kind::Word(Word::Length) => length(parser, Parser::atom),
            Kind::Word(Word::Sum) => over_entries(parser),
            Kind::Fraction => {
                let above = parser.atom()?;
                quotient(above, parser.atom()?)
            }
            Kind::Word(Word::Root) => match parser.atom()? {
                Value::Number(number) => Ok(Value::Number(number.sqrt())),
                Value::Mean(_) => Err(syntax("A vector has no root.", 1)),
            },
            _ => Err(Self::refuse(parser, Complaint::Missing(Some(token)))),
        }
    }

    fn combine(&self, sign: Kind<Word>, [one, two]: [Value; 2], _: usize) -> Outcome<Self> {
        let sign = match sign {
            Kind::Plus => 1.0,
            Kind::Minus => -1.0,
            Kind::Over => return quotient(one, two),
            _ => return Ok(self.times(one, two)),
        };
        match (one, two) {
            (Value::Number(one), Value::Number(two)) => Ok(Value::Number(one + sign * two)),
            (Value::Mean(one), Value::Mean(two)) => Ok(Value::Mean(one + sign * two)),
            _ => Err(syntax("A vector and a number have no sum.", 1)),
        }
    }

    fn power(parser: &mut Parser<Self>, base: Value, _: usize) -> Result<Value> {
        let power = parser.exponent()?;
        parser.algebra.raised(base, power)
    }

    fn goes_on(parser: &Parser<Self>) -> Result<bool> {
        Ok(match parser.kind() {
            None | Some(Kind::Plus | Kind::Minus | Kind::Close | Kind::Comma) => false,
            Some(Kind::Word(Word::Norm)) => !parser.algebra.in_norm,
            Some(_) => true,
        })
    }

    fn refuse(parser: &Parser<Self>, complaint: Complaint<Word>) -> Error {
        let open = "A bracket or a norm does not close.";
        match complaint {
            Complaint::Missing(None) => syntax("The formula ends where a number should stand.", 1),
            Complaint::Missing(Some(_)) => {
                syntax("A sign stands where a number should.", parser.place)
            }
            Complaint::TooDeep => syntax(format!("Brackets may stand {DEPTH} deep."), parser.place),
            Complaint::Unclosed => syntax(open, parser.place),
            Complaint::More if parser.kind() == Some(Kind::Comma) => {
                syntax("A comma stands here; a decimal point is meant.", 1)
            }
            Complaint::More => syntax(open, 1),
        }
    }
}

/// The length of what is read inside a norm, where μ is a vector even under a sum.
fn length<'t, 's>(
    parser: &mut Parser<'t, Reader<'s>>,
    read: impl Fn(&mut Parser<'t, Reader<'s>>) -> Result<Value>,
) -> Result<Value> {
    let outside = std::mem::replace(&mut parser.algebra.in_norm, true);
    let value = read(parser)?;
    parser.algebra.in_norm = outside;
    Ok(Value::Number(match value {
        Value::Number(number) => number.abs(),
        Value::Mean(times) => times.abs() * parser.algebra.square().sqrt(),
    }))
}

/// A sum of as many products as μ has entries: what follows is read for each.
fn over_entries(parser: &mut Parser<Reader>) -> Result<Value> {
    let place = parser.place;
    if parser.algebra.entry.is_some() {
        return Err(syntax("A sum stands under a sum.", place));
    }
    let outside = std::mem::replace(&mut parser.algebra.in_norm, false);
    let mut sum = 0.0;
    for entry in &parser.algebra.distribution.mean {
        parser.place = place;
        parser.algebra.entry = Some(*entry);
        match parser.product()? {
            Value::Number(number) => sum += number,
            Value::Mean(_) => return Err(syntax("A sum adds up numbers.", place)),
        }
    }
    (parser.algebra.in_norm, parser.algebra.entry) = (outside, None);
    Ok(Value::Number(sum))
}

impl Reader<'_> {
    fn times(&self, one: Value, two: Value) -> Value {
        match (one, two) {
            (Value::Number(one), Value::Number(two)) => Value::Number(one * two),
            (Value::Mean(one), Value::Mean(two)) => Value::Number(one * two * self.square()),
            (Value::Number(one), Value::Mean(two)) | (Value::Mean(one), Value::Number(two)) => {
                Value::Mean(one * two)
            }
        }
    }

    fn raised(&self, base: Value, power: Value) -> Result<Value> {
        match (base, power) {
            (Value::Number(base), Value::Number(power)) => {
                Ok(Value::Number(libm::pow(base, power)))
            }
            (Value::Mean(times), Value::Number(2.0)) => {
                Ok(Value::Number(times * times * self.square()))
            }
            _ => Err(syntax("Of a vector only the square is a number here.", 1)),
        }
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
        _ => Err(syntax("Nothing can be divided by a vector.", 1)),
    }
}
