//! One cell: a number, a fraction, a root, a power, or a product of such.
//!
//! ```text
//! cell     = factor (('*' | '×' | '·' | '/' | nothing before a function) factor)*
//! factor   = sign? (function | number power?)
//! function = ('sqrt' | 'exp', perhaps after 'np.', 'math.' or 'torch.') '(' numbers ')' | '√' number
//! power    = ('^' | '**') (sign? number | '(' numbers ')')
//! numbers  = a product of numbers
//! number   = digits with at most one point, and perhaps an exponent
//! ```
//!
//! LaTeX is written in this grammar first, `\frac{1}{3}` as `1/3`.
//!
//! A sum is not in the grammar, so every cell reads from left to right, without precedence.

use super::clean::{Clean, clean, without_blanks_at_operators};
use super::split::before;
use super::{hint, limits, quote, remark, tex};
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
/// assert_eq!(parse_cell("1.5·10⁻³")?.value, 0.0015);
/// assert_eq!(parse_cell(r"\frac{\sqrt{9}}{2}")?.value, 1.5);
/// assert!(parse_cell("1.2.3").is_err());
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is not a cell of the grammar, or its value is not a finite double.
pub fn parse_cell(text: &str) -> Result<Cell> {
    if let Some(value) = plain_decimal(text) {
        return Ok(Cell { text: text.to_owned(), value, notes: Vec::new() });
    }
    limits::paste(text)?;
    let Clean { mut text, notes } = clean(text)?;
    if is_latex(&text) {
        text = tex::cell(&text);
    }
    let mut cell = evaluate(&without_blanks_at_operators(&text))?;
    cell.notes.splice(..0, notes);
    Ok(cell)
}

/// Whether a command of LaTeX stands in a cell: at its end a backslash ends a row, and is no command.
fn is_latex(text: &str) -> bool {
    let mut names = text.split('\\').skip(1);
    names.any(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        && !text.trim_end().ends_with('\\')
}

/// What most cells are, without the way through the grammar: it takes ten times as long, and a table
/// has thousands of them.
fn plain_decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain =
        |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (plain(whole) && plain(fraction)).then(|| text.parse().ok()).flatten()
}

/// Reads one cell of a text that is clean already.
pub(super) fn evaluate(text: &str) -> Result<Cell> {
    let text = text.trim();
    if let Some(value) = truth(text) {
        let mut notes = Vec::new();
        remark(&mut notes, "boolean", "Read True as 1 and False as 0.");
        return Ok(Cell { text: text.to_owned(), value: f64::from(u8::from(value)), notes });
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

/// A mask is pasted as it is printed, by Python, as JSON, or by R and spreadsheets.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text {
        "True" | "true" | "TRUE" => Some(true),
        "False" | "false" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A factor or a product of factors that has been read.
struct Term {
    text: String,
    value: f64,
    /// Whether it is 0 as written; another term of value 0 was merely too small.
    zero: bool,
    /// The digits and the exponent of ten of what is one decimal number. A power of ten beside a
    /// number moves its point, so `2.2542*1.0e+05` is 225420 to the last bit.
    decimal: Option<(String, i64)>,
}

impl Term {
    fn is_power_of_ten(&self) -> Option<i64> {
        let (digits, exponent) = self.decimal.as_ref()?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        (whole == "1" && fraction.bytes().all(|byte| byte == b'0')).then_some(*exponent)
    }
}

/// Why a text is no cell.
enum Refusal {
    NotANumber,
    TooLarge,
    DivisionByZero,
    NegativeRoot,
    /// `2·3`: a product, or a raised decimal point.
    RaisedPoint,
    /// `1.2×103`: a power of ten whose exponent is no longer raised.
    LostExponent,
}

type Outcome<T> = std::result::Result<T, Refusal>;
/// A reader of one factor: gives it and the text after it.
type Factor = fn(&str) -> Outcome<(Term, &str)>;

fn product(text: &str, factor: Factor) -> Outcome<Term> {
    let (mut product, mut rest) = factor(text)?;
    while let Some(sign) = rest.chars().next() {
        let next = match sign {
            '*' | '/' | '×' | '·' => rest.get(sign.len_utf8()..).unwrap_or_default(),
            // `2√3` and `2sqrt(3)`: a root may follow without a sign between.
            _ if function(rest).is_some() => rest,
            _ => return Err(Refusal::NotANumber),
        };
        let (term, after) = factor(next)?;
        let divides = sign == '/';
        if matches!(sign, '×' | '·') {
            refuse_unclear(&product.text, sign, next, &term)?;
        }
        if divides && term.value == 0.0 {
            return Err(Refusal::DivisionByZero);
        }
        product.times(&term, divides)?;
        rest = after;
    }
    if product.value.is_finite() { Ok(product) } else { Err(Refusal::TooLarge) }
}

/// What a sign of multiplication does not say for certain.
fn refuse_unclear(before: &str, sign: char, next: &str, term: &Term) -> Outcome<()> {
    let digits = next.len() - next.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_whole = digits > 0 && !next.get(digits..).is_some_and(|rest| rest.starts_with('.'));
    if next.starts_with("10") && is_whole && digits > 2 {
        return Err(Refusal::LostExponent);
    }
    let is_ten = next.starts_with("10") && term.is_power_of_ten().is_some();
    let before = before.trim_start_matches(['-', '+']);
    if sign == '·' && is_whole && !is_ten && before.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::RaisedPoint);
    }
    Ok(())
}

impl Term {
    /// Multiplies or divides by another term.
    fn times(&mut self, term: &Self, divides: bool) -> Outcome<()> {
        self.value = if divides { self.value / term.value } else { self.value * term.value };
        self.zero |= term.zero;
        self.text.push(if divides { '/' } else { '*' });
        self.text.push_str(&term.text);
        let (own, other) = (self.is_power_of_ten(), term.is_power_of_ten());
        self.decimal = match (self.decimal.take(), other, own, &term.decimal) {
            (Some((digits, at)), Some(by), ..) => {
                Some((digits, if divides { at.saturating_sub(by) } else { at.saturating_add(by) }))
            }
            (_, None, Some(by), Some((digits, at))) if !divides => {
                Some((digits.clone(), at.saturating_add(by)))
            }
            _ => None,
        };
        if let Some((digits, exponent)) = &self.decimal {
            self.value = format!("{digits}e{exponent}").parse().map_err(|_| Refusal::NotANumber)?;
        }
        Ok(())
    }
}

/// A sign, and then a function or a number, which may be raised to a power.
fn factor(text: &str) -> Outcome<(Term, &str)> {
    let (term, after) = plain_factor(text)?;
    let Some(power) = after.strip_prefix("**").or_else(|| after.strip_prefix('^')) else {
        return Ok((term, after));
    };
    let (exponent, rest) = match power.strip_prefix('(').map(|inside| inside.split_once(')')) {
        Some(inside) => {
            let (inside, rest) = inside.ok_or(Refusal::NotANumber)?;
            (product(inside, number)?, rest)
        }
        None => number(power)?,
    };
    Ok((term.raised(&exponent)?, rest))
}

impl Term {
    /// `-2^2` is −4, as in mathematics and in Python: the sign stands before the power.
    fn raised(self, exponent: &Self) -> Outcome<Self> {
        if self.text.ends_with(')') {
            return Err(Refusal::NotANumber);
        }
        let (sign, base) = if self.value < 0.0 { (-1.0, -self.value) } else { (1.0, self.value) };
        let whole = exponent.text.parse::<i64>().ok();
        let inner =
            if whole.is_some() { exponent.text.clone() } else { format!("({})", exponent.text) };
        let value = sign * libm::pow(base, exponent.value);
        // A power of exactly ten is a decimal number as it is written.
        let decimal = match (self.text.as_str(), whole) {
            ("10", Some(power)) => Some(("1".to_owned(), power)),
            _ => None,
        };
        let value = match &decimal {
            Some((digits, power)) => {
                format!("{digits}e{power}").parse().map_err(|_| Refusal::NotANumber)?
            }
            None => value,
        };
        if base == 0.0 && exponent.value < 0.0 {
            return Err(Refusal::DivisionByZero);
        }
        if !value.is_finite() {
            return Err(Refusal::TooLarge);
        }
        Ok(Self { text: format!("{}^{inner}", self.text), value, zero: base == 0.0, decimal })
    }
}

/// A sign, and then a function or a number.
fn plain_factor(text: &str) -> Outcome<(Term, &str)> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some((function, argument, after)) = function(unsigned) else {
        return number(text);
    };
    // The factors in a function are numbers: a root under a root would nest without end.
    let Term { text: inner, value, zero, .. } = product(argument, number)?;
    let (value, zero) = match function {
        Function::Root if value < 0.0 => return Err(Refusal::NegativeRoot),
        Function::Root => (value.sqrt(), zero),
        Function::Exponential => (libm::exp(value), false),
    };
    if value.is_infinite() {
        return Err(Refusal::TooLarge);
    }
    let (sign, value) = if text.starts_with('-') { ("-", -value) } else { ("", value) };
    let name = if function == Function::Root { "sqrt" } else { "exp" };
    Ok((Term { text: format!("{sign}{name}({inner})"), value, zero, decimal: None }, after))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    Root,
    Exponential,
}

/// The function that begins here, what stands in it, and what follows it.
fn function(text: &str) -> Option<(Function, &str, &str)> {
    if let Some(radicand) = text.strip_prefix('√')
        && !radicand.starts_with('(')
    {
        let (number, after) = split_number(radicand)?;
        return Some((Function::Root, number, after));
    }
    let (name, rest) = text.split_once('(')?;
    let (argument, after) = rest.split_once(')')?;
    let function = match name.rsplit_once('.').map_or(name, |(module, name)| {
        if matches!(module, "np" | "numpy" | "jnp" | "math" | "torch" | "tf") { name } else { "" }
    }) {
        "sqrt" | "√" | "Sqrt" => Function::Root,
        "exp" | "Exp" => Function::Exponential,
        _ => return None,
    };
    Some((function, argument, after))
}

/// A number with its sign.
fn number(text: &str) -> Outcome<(Term, &str)> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (_, after) = split_number(unsigned).ok_or(Refusal::NotANumber)?;
    let (written, _) = before(text, after).ok_or(Refusal::NotANumber)?;
    let value: f64 = written.parse().map_err(|_| Refusal::NotANumber)?;
    if value.is_infinite() {
        return Err(Refusal::TooLarge);
    }
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let zero = !mantissa.contains(|c| matches!(c, '1'..='9'));
    let decimal = exponent.parse().ok().map(|exponent| (mantissa.to_owned(), exponent));
    Ok((Term { text: written.to_owned(), value, zero, decimal }, after))
}

/// Splits an unsigned number off the front.
fn split_number(text: &str) -> Option<(&str, &str)> {
    fn digits(text: &str) -> &str {
        text.trim_start_matches(|character: char| character.is_ascii_digit())
    }
    let whole = digits(text);
    let mantissa = whole.strip_prefix('.').map_or(whole, digits);
    if before(text, mantissa)?.0.bytes().all(|byte| byte == b'.') {
        return None;
    }
    // An exponent counts only with its digits: `1e` is 1 and a word.
    let after = mantissa
        .strip_prefix(['e', 'E'])
        .map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
        .map(|exponent| (exponent, digits(exponent)))
        .filter(|(exponent, after)| after.len() < exponent.len())
        .map_or(mantissa, |(_, after)| after);
    before(text, after)
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
            Self::RaisedPoint => Error::new(
                Code::NotANumber,
                format!("The point in {word} may be a decimal point or a multiplication sign."),
            )
            .hint(format!(
                "Write {} or {}.",
                text.replace('·', "."),
                text.replace('·', "*")
            )),
            Self::LostExponent => Error::new(
                Code::NotANumber,
                format!("{word} looks like a power of ten that lost its raised exponent."),
            )
            .hint("Write it as in 1.2e3."),
        }
    }
}
