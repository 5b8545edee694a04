//! A typed expression in two vectors -> its value: `(q·k + 1)^2`, `sqrt(2) x_1 x_2`, `x ⊗ x`.

use crate::base::error::{Error, Result, brief};
use crate::base::transposed::TRANSPOSED;
use crate::grammar::{
    Algebra, Beside, Complaint, Kind, Lexer, Notation, Outcome, Parser, Rules, Token, Words, parse,
    tokens,
};
use crate::lab::typed_formula::{self, complained, syntax};

/// Characters that an expression may have.
const LENGTH: usize = 300;
const DEPTH: usize = 20;

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Number(f64),
    Vector(Vec<f64>),
}

/// What the letters stand for.
#[derive(Debug, Clone, Copy)]
pub struct Vectors<'v> {
    /// q, or x.
    pub one: &'v [f64],
    /// k; none where only one vector may be used.
    pub two: Option<&'v [f64]>,
    pub constant: f64,
    /// Whether products and powers of vectors are taken entry by entry, as in Python.
    pub entrywise: bool,
}

/// What an expression has beside the signs of all notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    One,
    Two,
    /// An entry of one of the two.
    Entry(u8, u8),
    Constant,
    /// A factor that is set to 1.
    Unit,
    Exp,
    Euler,
    Root,
    Norm,
    /// `<` or `dot(`, before two vectors with a comma.
    Pair,
    /// `outer(` and the like.
    OuterPair,
    Outer,
    /// `@` and the like: a sum over the entries in any notation.
    Dot,
    /// `pow(`, before a base and an exponent.
    Power,
    Square,
    /// The index of an entry that the vectors here do not have.
    NoEntry,
    /// How many entries a vector has.
    Width,
}

/// Computes the value of an expression as it is read.
#[derive(Clone, Copy)]
struct Reader<'v> {
    vectors: Vectors<'v>,
    in_norm: bool,
}

/// The value of an expression.
///
/// # Errors
/// `formula-syntax`, with the place.
pub fn value(text: &str, vectors: Vectors) -> Result<Value> {
    if text.chars().count() > LENGTH {
        return Err(syntax(format!("An answer has at most {LENGTH} characters."), 1));
    }
    parse(Reader { vectors, in_norm: false }, text, &tokens::<Reader>(text, 0)?)
}

/// Whether the constant c is named.
pub fn names_constant(text: &str) -> bool {
    let found = tokens::<Reader>(text, 0).unwrap_or_default();
    found.iter().any(|token| token.kind == Kind::Word(Word::Constant))
}

impl Notation for Reader<'_> {
    type Word = Word;
    type Error = Error;

    #[rustfmt::skip]
    const WORDS: Words<Word> = &[
        (Kind::Word(Word::One), &["q", "Q", "q_i", "Q_i", "q_{i}", "Q_{i}", "qᵢ", "Qᵢ", "x", "\\vec{q}", "\\vec{x}"]),
        (Kind::Word(Word::Two), &["k", "K", "k_j", "K_j", "k_{j}", "K_{j}", "kⱼ", "Kⱼ", "k_i", "k_{i}", "y", "\\vec{k}", "\\vec{y}"]),
        (Kind::Word(Word::Entry(0, 0)), &["q_1", "q_{1}", "q₁", "q1", "q[0]", "x_1", "x_{1}", "x₁", "x1", "x[0]"]),
        (Kind::Word(Word::Entry(0, 1)), &["q_2", "q_{2}", "q₂", "q2", "q[1]", "x_2", "x_{2}", "x₂", "x2", "x[1]"]),
        (Kind::Word(Word::Entry(1, 0)), &["k_1", "k_{1}", "k₁", "k1", "k[0]", "y_1", "y_{1}", "y₁", "y1", "y[0]"]),
        (Kind::Word(Word::Entry(1, 1)), &["k_2", "k_{2}", "k₂", "k2", "k[1]", "y_2", "y_{2}", "y₂", "y2", "y[1]"]),
        (Kind::Word(Word::Constant), &["c", "C", "r"]),
        (Kind::Word(Word::Unit), &["γ", "\\gamma", "gamma", "α", "\\alpha", "alpha"]),
        (Kind::Word(Word::Exp), &["exp", "\\exp", "np.exp", "torch.exp", "math.exp"]),
        (Kind::Word(Word::Euler), &["e"]),
        (Kind::Word(Word::Root), &["\\sqrt", "sqrt", "√", "np.sqrt", "math.sqrt", "torch.sqrt"]),
        (Kind::Word(Word::Norm), &["\\lVert", "\\rVert", "\\Vert", "\\|", "||", "‖"]),
        (Kind::Word(Word::Pair), &["\\langle", "⟨", "<", "np.dot(", "torch.dot(", "dot(", "np.inner(", "np.matmul(", "np.vdot(", "torch.matmul(", "torch.inner(", "inner(", "matmul("]),
        (Kind::Word(Word::OuterPair), &["outer(", "np.outer(", "torch.outer(", "kron(", "np.kron("]),
        (Kind::Word(Word::Outer), &["⊗", "\\otimes"]),
        (Kind::Word(Word::Power), &["pow(", "math.pow(", "np.power(", "torch.pow("]),
        (Kind::Word(Word::Square), &["np.square", "torch.square", "square"]),
        (Kind::Word(Word::Width), &["d", "D", "d_k", "d_{k}"]),
        (Kind::Close, &["\\rangle", "⟩", ">"]),
        (Kind::Word(Word::Dot), &[".dot", "@", "."]),
        // The product of two vectors is a sum over their entries already.
        (Kind::Looks, &["\\sum_{i=1}^{d}", "\\sum_{i=1}^d", "\\sum_{i=1}^{D}", "\\sum_{i=1}^D", "\\sum_{i}", "\\sum_i", "\\sum", "sum_i", "np.sum", "torch.sum", ".sum()", "sum", "Σᵢ", "Σ_i", "Σ", "∑ᵢ", "∑_i", "∑"]),
        (Kind::Looks, &[".flatten()", ".ravel()", ".reshape(-1)"]),
        (Kind::Looks, TRANSPOSED),
    ];
    const GLUES: bool = true;

    fn number(rest: &str, column: usize) -> Result<Option<(f64, usize)>> {
        typed_formula::number(rest, column)
    }

    /// An entry that is not there would else be read as a multiple: `x3`.
    fn reads(lexer: &mut Lexer<'_, Self>) -> bool {
        let is_vector = |token: &Token<Word>| {
            token.end == lexer.at && matches!(token.kind, Kind::Word(Word::One | Word::Two))
        };
        let rest = lexer.rest();
        let index =
            rest.strip_prefix("_{").or_else(|| rest.strip_prefix(['_', '['])).unwrap_or(rest);
        let is_entry = index.starts_with(|c: char| c.is_ascii_digit() || "₀₃₄₅₆₇₈₉".contains(c));
        if lexer.tokens.last().is_some_and(is_vector) && is_entry {
            let length = index.chars().next().map_or(0, char::len_utf8);
            lexer.push(Kind::Word(Word::NoEntry), rest.len() - index.len() + length);
            return true;
        }
        false
    }

    /// Names the whole word that a rest begins in.
    fn unknown(lexer: &Lexer<'_, Self>) -> Result<Word> {
        let (before, rest) = lexer.text.split_at(lexer.at);
        let is_letter = |c: char| c.is_alphabetic() || c == '\\';
        let tail = rest.trim_start_matches(is_letter);
        let from = if tail.len() < rest.len() {
            before.trim_end_matches(is_letter).len()
        } else {
            lexer.at
        };
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let to = (lexer.text.len() - tail.len()).max(lexer.at + first);
        let word = brief(&lexer.text[from..to]);
        let column = lexer.text[..from].chars().count() + 1;
        Err(syntax(format!("\"{word}\" is not understood here."), column))
    }
}

impl Algebra for Reader<'_> {
    type Value = Value;

    const RULES: Rules<Self> = Rules {
        sum: &[Kind::Plus, Kind::Minus],
        product: &[Kind::Times, Kind::Over, Kind::Word(Word::Outer), Kind::Word(Word::Dot)],
        beside: Beside::InTurn,
        negative: Some(|value| times(&Value::Number(-1.0), &value)),
        depth: DEPTH + 1,
    };

    fn atom(parser: &mut Parser<Self>, token: Token<Word>) -> Result<Value> {
        let Reader { vectors, .. } = parser.algebra;
        let two = || vectors.two.ok_or_else(|| syntax(ONE_ONLY, token.column));
        match token.kind {
            Kind::Number(number) => Ok(Value::Number(number)),
            Kind::Word(Word::One) => Ok(Value::Vector(vectors.one.to_vec())),
            Kind::Word(Word::Two) => Ok(Value::Vector(two()?.to_vec())),
            Kind::Word(Word::Entry(of, at)) => {
                let vector = if of == 0 { vectors.one } else { two()? };
                Ok(Value::Number(vector.get(usize::from(at)).copied().unwrap_or(0.0)))
            }
            Kind::Word(Word::Constant) => Ok(Value::Number(vectors.constant)),
            Kind::Word(Word::Unit) => Ok(Value::Number(1.0)),
            Kind::Word(Word::Euler) => Ok(Value::Number(std::f64::consts::E)),
            Kind::Word(Word::Exp) => each(parser.atom()?, vectors, libm::exp),
            Kind::Word(Word::Width) => Ok(Value::Number(vectors.one.len() as f64)),
            Kind::Word(Word::Square) => {
                raised(parser.atom()?, Value::Number(2.0), vectors, token.column)
            }
            Kind::Word(Word::Power) => {
                let base = parser.inside(Kind::Comma)?;
                raised(base, parser.inside(Kind::Close)?, vectors, token.column)
            }
            Kind::Word(Word::NoEntry) => {
                Err(syntax("A vector has two entries here: 1 and 2.", token.column))
            }
            Kind::Word(Word::Root) => each(parser.atom()?, vectors, f64::sqrt),
            Kind::Word(Word::Norm) => {
                let outside = std::mem::replace(&mut parser.algebra.in_norm, true);
                let inner = parser.inside(Kind::Word(Word::Norm))?;
                parser.algebra.in_norm = outside;
                Ok(Value::Number(match inner {
                    Value::Number(number) => number.abs(),
                    Value::Vector(vector) => dot(&vector, &vector).sqrt(),
                }))
            }
            Kind::Word(of @ (Word::Pair | Word::OuterPair)) => {
                let one = parser.inside(Kind::Comma)?;
                let two = parser.inside(Kind::Close)?;
                let is_sum = of == Word::Pair;
                Ok(if is_sum { times(&one, &two) } else { Value::Vector(product(&one, &two)) })
            }
            Kind::Fraction => {
                let above = parser.atom()?;
                over(&above, parser.atom()?)
            }
            _ => Err(Self::refuse(parser, Complaint::Missing(Some(token)))),
        }
    }

    fn combine(&self, sign: Kind<Word>, [one, two]: [Value; 2], _: usize) -> Outcome<Self> {
        let entrywise = self.vectors.entrywise;
        let sign = match sign {
            Kind::Plus => 1.0,
            Kind::Minus => -1.0,
            Kind::Over => return over(&one, two),
            Kind::Word(Word::Outer) => return Ok(Value::Vector(product(&one, &two))),
            Kind::Times if entrywise => return Ok(entry_by_entry(one, two, |one, two| one * two)),
            _ => return Ok(times(&one, &two)),
        };
        if entrywise {
            return Ok(entry_by_entry(one, two, |one, two| one + sign * two));
        }
        match (one, two) {
            (Value::Number(one), Value::Number(two)) => Ok(Value::Number(one + sign * two)),
            (Value::Vector(one), Value::Vector(two)) if one.len() == two.len() => {
                let pairs = one.iter().zip(&two);
                Ok(Value::Vector(pairs.map(|(one, two)| one + sign * two).collect()))
            }
            _ => Err(syntax("A vector and a number have no sum.", 1)),
        }
    }

    fn power(parser: &mut Parser<Self>, base: Value, column: usize) -> Result<Value> {
        let power = parser.exponent()?;
        raised(base, power, parser.algebra.vectors, column)
    }

    fn goes_on(parser: &Parser<Self>) -> Result<bool> {
        Ok(match parser.kind() {
            None | Some(Kind::Plus | Kind::Minus | Kind::Close | Kind::Comma) => false,
            Some(Kind::Word(Word::Norm)) => !parser.algebra.in_norm,
            Some(_) => true,
        })
    }

    fn refuse(parser: &Parser<Self>, complaint: Complaint<Word>) -> Error {
        if matches!(complaint, Complaint::Unclosed) && parser.kind() == Some(Kind::Comma) {
            let cause = "A list stands in brackets in the middle of an expression. Multiply two lists \
                         with ⊗, or write each entry by itself.";
            return syntax(cause, parser.column());
        }
        complained(&complaint, "a number or a vector", parser.column())
    }
}

const ONE_ONLY: &str = "φ is made of one vector alone: it must not know the other.";

fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

fn raised(base: Value, power: Value, vectors: Vectors, column: usize) -> Result<Value> {
    match (base, power) {
        (base, Value::Number(power)) if vectors.entrywise => {
            each(base, vectors, |entry| libm::pow(entry, power))
        }
        (Value::Number(base), Value::Number(power)) => Ok(Value::Number(libm::pow(base, power))),
        (Value::Vector(vector), Value::Number(2.0)) => Ok(Value::Number(dot(&vector, &vector))),
        _ => Err(syntax("Of a vector only the square is a number here.", column)),
    }
}

/// A function of a number, or in Python of each entry.
fn each(value: Value, vectors: Vectors, of: impl Fn(f64) -> f64) -> Result<Value> {
    match value {
        Value::Vector(vector) if vectors.entrywise => {
            Ok(Value::Vector(vector.into_iter().map(of).collect()))
        }
        value => Ok(Value::Number(of(number(value)?))),
    }
}

/// As arrays are combined: a number with every entry, and entries that stand at one place.
fn entry_by_entry(one: Value, two: Value, of: impl Fn(f64, f64) -> f64) -> Value {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => Value::Number(of(one, two)),
        (Value::Number(one), Value::Vector(two)) => {
            Value::Vector(two.into_iter().map(|two| of(one, two)).collect())
        }
        (Value::Vector(one), Value::Number(two)) => {
            Value::Vector(one.into_iter().map(|one| of(one, two)).collect())
        }
        (Value::Vector(one), Value::Vector(two)) => {
            Value::Vector(one.into_iter().zip(two).map(|(one, two)| of(one, two)).collect())
        }
    }
}

fn number(value: Value) -> Result<f64> {
    match value {
        Value::Number(number) => Ok(number),
        Value::Vector(_) => Err(syntax("A number should stand here, and this is a vector.", 1)),
    }
}

fn times(one: &Value, two: &Value) -> Value {
    let scaled = |times: f64, vector: &[f64]| vector.iter().map(|entry| times * entry).collect();
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => Value::Number(one * two),
        (Value::Number(times), Value::Vector(vector))
        | (Value::Vector(vector), Value::Number(times)) => Value::Vector(scaled(*times, vector)),
        (Value::Vector(one), Value::Vector(two)) => Value::Number(dot(one, two)),
    }
}

fn product(one: &Value, two: &Value) -> Vec<f64> {
    let entries = |value: &Value| match value {
        Value::Number(number) => vec![*number],
        Value::Vector(vector) => vector.clone(),
    };
    outer(&entries(one), &entries(two))
}

/// Every number of one list times every number of another.
pub fn outer(one: &[f64], two: &[f64]) -> Vec<f64> {
    one.iter().flat_map(|a| two.iter().map(move |b| a * b)).collect()
}

fn over(above: &Value, below: Value) -> Result<Value> {
    Ok(times(&Value::Number(1.0 / number(below)?), above))
}
