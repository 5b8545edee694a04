//! One cell: a number, a fraction, a square root, or a product of such.
//!
//! ```text
//! cell   = factor (('*' | '/' | nothing before a root) factor)*
//! factor = sign? (number | root)
//! root   = ('sqrt' | 'np.sqrt' | 'math.sqrt' | 'torch.sqrt') '(' product of numbers ')' | '√' number
//! number = digits with at most one point, and perhaps an exponent
//! ```
//!
//! A sum is not in the grammar, so every cell reads from left to right, without precedence.

use super::clean::{Clean, clean};
use super::{hint, limits, quote, remark};
use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;

/// What one cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The text as typed, with plain characters: `−√2` has become `-sqrt(2)`.
    pub text: String,
    /// The nearest double.
    pub value: f64,
    /// Remarks, such as on a number so small that it is 0.
    pub notes: Vec<Note>,
}

/// Reads one cell.
///
/// ```
/// use attention_playground::input::parse_cell;
///
/// assert_eq!(parse_cell("1/3")?.value, 1.0 / 3.0);
/// assert_eq!(parse_cell("−√2")?.text, "-sqrt(2)");
/// assert!(parse_cell("1.2.3").is_err());
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is not a cell of the grammar, or its value is not a finite double.
pub fn parse_cell(text: &str) -> Result<Cell> {
    limits::paste(text)?;
    let Clean { text, notes } = clean(text)?;
    let mut cell = evaluate(&text)?;
    cell.notes.splice(..0, notes);
    Ok(cell)
}

/// Reads one cell of a text that is clean already.
pub(super) fn evaluate(text: &str) -> Result<Cell> {
    let text = text.trim();
    if let Some(value) = truth(text) {
        let mut notes = Vec::new();
        remark(&mut notes, "boolean", "Read True as 1 and False as 0.");
        return Ok(Cell { text: text.to_owned(), value, notes });
    }
    let length = text.chars().count();
    if length > limits::CELL_CHARS {
        return Err(too_long(text, length));
    }
    let product = product(text, factor).map_err(|refusal| refusal.error(text))?;
    let mut notes = Vec::new();
    if product.value == 0.0 && !product.zero {
        let message = format!("{} is too small for a double and became 0.", quote(text));
        remark(&mut notes, "rounded-to-zero", message);
    }
    Ok(Cell { text: product.text, value: product.value, notes })
}

/// A mask is pasted as it is printed, by Python or as JSON.
fn truth(text: &str) -> Option<f64> {
    match text {
        "True" | "true" => Some(1.0),
        "False" | "false" => Some(0.0),
        _ => None,
    }
}

/// A factor or a product of factors that has been read.
struct Term {
    text: String,
    value: f64,
    /// Whether it is 0 as written; another term of value 0 was merely too small.
    zero: bool,
}

/// Why a text is no cell.
enum Refusal {
    NotANumber,
    TooLarge,
    DivisionByZero,
    NegativeRoot,
}

/// A reader of one factor: gives it and the text after it.
type Factor = fn(&str) -> std::result::Result<(Term, &str), Refusal>;

fn product(text: &str, factor: Factor) -> std::result::Result<Term, Refusal> {
    let (mut product, mut rest) = factor(text)?;
    while !rest.is_empty() {
        let (divides, next) = match (rest.strip_prefix('/'), rest.strip_prefix('*')) {
            (Some(next), _) => (true, next),
            (_, Some(next)) => (false, next),
            // `2√3` and `2sqrt(3)`: a root may follow without a sign between.
            _ if root(rest).is_some() => (false, rest),
            _ => return Err(Refusal::NotANumber),
        };
        let (term, after) = factor(next)?;
        if divides && term.value == 0.0 {
            return Err(Refusal::DivisionByZero);
        }
        product.value =
            if divides { product.value / term.value } else { product.value * term.value };
        product.zero |= term.zero;
        product.text.push(if divides { '/' } else { '*' });
        product.text.push_str(&term.text);
        rest = after;
    }
    if product.value.is_finite() { Ok(product) } else { Err(Refusal::TooLarge) }
}

/// A sign, and then a root or a number.
fn factor(text: &str) -> std::result::Result<(Term, &str), Refusal> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some((radicand, after)) = root(unsigned) else {
        return number(text);
    };
    // The factors under a root are numbers: a root under a root would nest without end.
    let Term { text: inner, value, zero } = product(radicand, number)?;
    if value < 0.0 {
        return Err(Refusal::NegativeRoot);
    }
    let (sign, root) =
        if text.starts_with('-') { ("-", -value.sqrt()) } else { ("", value.sqrt()) };
    Ok((Term { text: format!("{sign}sqrt({inner})"), value: root, zero }, after))
}

/// What stands under the root that begins here, and what follows it.
fn root(text: &str) -> Option<(&str, &str)> {
    const NAMES: [&str; 5] = ["sqrt(", "np.sqrt(", "math.sqrt(", "torch.sqrt(", "√("];
    match NAMES.iter().find_map(|name| text.strip_prefix(name)) {
        Some(inside) => inside.split_once(')'),
        None => split_number(text.strip_prefix('√')?),
    }
}

/// A number with its sign.
fn number(text: &str) -> std::result::Result<(Term, &str), Refusal> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (_, after) = split_number(unsigned).ok_or(Refusal::NotANumber)?;
    let (written, _) = before(text, after).ok_or(Refusal::NotANumber)?;
    let value: f64 = written.parse().map_err(|_| Refusal::NotANumber)?;
    if value.is_infinite() {
        return Err(Refusal::TooLarge);
    }
    let mantissa = written.split(['e', 'E']).next().unwrap_or(written);
    let zero = !mantissa.contains(|c| matches!(c, '1'..='9'));
    Ok((Term { text: written.to_owned(), value, zero }, after))
}

/// Splits an unsigned number off the front.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let digits = |text| str::trim_start_matches(text, |c: char| c.is_ascii_digit());
    let whole = digits(text);
    let mantissa = whole.strip_prefix('.').map_or(whole, digits);
    let (written, _) = before(text, mantissa)?;
    if !written.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let after = mantissa
        .strip_prefix(['e', 'E'])
        .map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
        .map(|exponent| (exponent, digits(exponent)))
        .filter(|(exponent, after)| after.len() < exponent.len())
        .map_or(mantissa, |(_, after)| after);
    before(text, after)
}

/// Splits a text where its end `after` begins. By length: to compare the ends, as `strip_suffix`
/// does, takes time for all that follows.
pub(super) fn before<'a>(text: &'a str, after: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.len().checked_sub(after.len())?)
}

fn too_long(text: &str, length: usize) -> Error {
    let limit = limits::CELL_CHARS;
    let message = format!("{} has {length} characters, more than {limit}.", quote(text));
    Error::new(Code::NumberTooLong, message)
        .expected(limit)
        .found(length)
        .hint("Leave digits out; a double keeps 17 of them.")
}

impl Refusal {
    /// The error to show for the whole cell.
    fn error(self, text: &str) -> Error {
        let word = quote(text);
        match self {
            Self::NotANumber => hint::not_a_number(text),
            Self::TooLarge => {
                Error::new(Code::NumberTooLarge, format!("{word} is too large for a double."))
                    .hint("Use a number below 1.8e308 in size.")
            }
            Self::DivisionByZero => Error::new(Code::NotFinite, format!("{word} divides by 0."))
                .hint("Use a denominator other than 0."),
            Self::NegativeRoot => Error::new(
                Code::NotFinite,
                format!("{word} is the square root of a negative number."),
            )
            .hint("Write the minus sign before the root, as in -sqrt(2)."),
        }
    }
}
