//! Arithmetic on the whole, around a matrix: `-x`, `2 * x`, `x / 2`, `x.T`, `~mask`.
//!
//! What acts on every cell alike is applied, and said. Anything else is refused where it stands: a
//! sign that is left out would change the numbers.

use super::raw_table::{Format, RawTable, scale, transpose};
use super::{cell, quote};
use crate::base::error::{Code, Error, Result};
use crate::base::transposed::behind_mark;

/// What stands around the matrix, gathered from both of its sides.
#[derive(Debug, Default)]
pub(super) struct Whole {
    negative: bool,
    /// Factors and divisors, as they are written behind a cell: `*2/sqrt(3)`.
    factors: String,
    /// Whether a factor is a whole number: on a list of Python it repeats the list.
    repeats: bool,
    /// The sign of a logical not.
    not: Option<&'static str>,
    transposed: bool,
    /// What the text says that the numbers are, where that changes or limits them.
    kind: Option<Kind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Boolean,
}

impl Whole {
    /// Takes the operators at the beginning of a text; gives what they stand before. A text that
    /// holds anything else but a name is given back whole.
    pub fn before<'a>(&mut self, text: &'a str) -> &'a str {
        let mut rest = text;
        loop {
            if let Some((factor, after)) = rest.rsplit_once('*')
                && let factor = factor.strip_suffix('.').unwrap_or(factor)
                && let Some(number) = number('*', factor)
            {
                self.factor('*', &number);
                rest = after;
            } else if let Some(after) = rest.strip_prefix('-') {
                self.negative = !self.negative;
                rest = after;
            } else if let Some(after) = rest.strip_prefix('+') {
                rest = after;
            } else if let Some((sign, after)) =
                ["~", "!", ".!", "¬"].iter().find_map(|sign| Some((sign, rest.strip_prefix(sign)?)))
            {
                self.negate(sign);
                rest = after;
            } else if rest == "not" {
                self.negate("not");
                return "";
            } else {
                return rest;
            }
        }
    }

    /// Takes all of a text behind the matrix; whether it is arithmetic on the whole.
    pub fn behind(&mut self, text: &str) -> bool {
        let mut rest = text;
        while !rest.is_empty() {
            // Rust hands an error on with it.
            if let Some(after) = rest.strip_prefix('?') {
                rest = after;
                continue;
            }
            if let Some(after) = behind_mark(rest) {
                self.transpose();
                rest = after;
                continue;
            }
            let plain = rest.strip_prefix('.').unwrap_or(rest);
            let Some(sign) = plain.chars().next().filter(|sign| "*/×".contains(*sign)) else {
                return false;
            };
            let factor = plain.get(sign.len_utf8()..).unwrap_or_default();
            let sign = if sign == '/' { '/' } else { '*' };
            let Some(number) = number(sign, factor) else { return false };
            self.factor(sign, &number);
            return true;
        }
        true
    }

    /// Takes a method behind the matrix, with what stands in its brackets; whether it is one that
    /// only transposes, or leaves the numbers as they are.
    pub fn method(&mut self, name: &str, arguments: &str, format: Option<Format>) -> bool {
        const NEUTRAL: [&str; 16] = [
            "float",
            "double",
            "half",
            "detach",
            "numpy",
            "clone",
            "copy",
            "contiguous",
            "tolist",
            "requires_grad_",
            "cuda",
            "cpu",
            "to",
            "astype",
            "type",
            "unwrap",
        ];
        let arguments: String = arguments.split_whitespace().collect();
        let is_tensor = format == Some(Format::Tensor);
        match (name, arguments.as_str()) {
            ("t", "") | ("permute" | "transpose", "1,0") => self.transpose(),
            ("transpose", "") if !is_tensor => self.transpose(),
            ("transpose", "0,1" | "-2,-1" | "-1,-2") if is_tensor => self.transpose(),
            ("logical_not", "") => self.negate("not"),
            ("neg" | "negative", "") => self.negative = !self.negative,
            ("bool", "") => self.kind("bool"),
            ("int" | "long", "") => self.kind("int"),
            _ if NEUTRAL.contains(&name) => self.kind(&arguments),
            _ => return false,
        }
        true
    }

    /// Takes in what a text says its numbers to be, as in `dtype=bool`.
    pub fn kind(&mut self, dtype: &str) {
        let dtype = dtype.to_lowercase();
        let is = |words: &[&str]| words.iter().any(|word| dtype.contains(word));
        if is(&["bool"]) {
            self.kind = Some(Kind::Boolean);
        } else if is(&["int", "long"]) {
            self.kind = Some(Kind::Whole);
        }
    }

    pub fn transpose(&mut self) {
        self.transposed = !self.transposed;
    }

    /// A sign of not: two of them are none.
    pub fn negate(&mut self, sign: &'static str) {
        self.not = if self.not.is_some() { None } else { Some(sign) };
    }

    pub fn factor(&mut self, sign: char, factor: &str) {
        self.repeats |=
            sign == '*' && factor.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
        self.factors.push(sign);
        self.factors.push_str(factor);
    }

    /// Whether nothing stands around the matrix.
    pub fn is_nothing(&self) -> bool {
        !self.negative && self.factors.is_empty() && self.not.is_none() && !self.transposed
    }

    /// Applies it.
    pub fn apply(self, mut reading: RawTable) -> Result<RawTable> {
        if self.repeats && reading.format == Format::Python {
            return Err(Error::new(Code::NotAMatrix, "A whole number beside a list repeats the list in Python, and multiplies in mathematics.")
                .hint("Write np.array( … ) around the list, or the products."));
        }
        if !reading.outer.is_empty() && self.transposed {
            return Err(behind(".T"));
        }
        self.check_kind(&reading)?;
        if let Some(sign) = self.not {
            let booleans = self.kind == Some(Kind::Boolean) || sign != "~";
            for cells in std::iter::once(&mut reading.rows)
                .chain(reading.alternatives.iter_mut().map(|other| &mut other.cells))
            {
                for cell in cells.iter_mut().flatten() {
                    *cell = not(cell, booleans).ok_or_else(|| no_boolean(sign, cell))?;
                }
            }
            reading = reading.remark("inverted", "Turned every True into False and every False into True, as the sign before them says.");
        }
        let Self { negative, factors, transposed, .. } = self;
        let mut all = vec![&mut reading.rows];
        all.extend(reading.alternatives.iter_mut().map(|other| &mut other.cells));
        for cells in all {
            if transposed {
                *cells = transpose(std::mem::take(cells));
            }
            if negative {
                cells.iter_mut().flatten().for_each(minus);
            }
            scale(cells, &factors);
        }
        if negative {
            reading = reading
                .remark("negated", "Applied the minus sign before the matrix to every cell.");
        }
        Ok(if factors.is_empty() { reading } else { reading.noting_scale() })
    }

    /// A type that cuts numbers changes them.
    fn check_kind(&self, reading: &RawTable) -> Result<()> {
        let Some(kind) = self.kind else { return Ok(()) };
        let fits = |text: &&String| match (cell::evaluate(text), kind) {
            (Ok(cell), Kind::Whole) => cell.value.fract() == 0.0,
            (Ok(cell), Kind::Boolean) => cell.value == 0.0 || cell.value == 1.0,
            (Err(_), _) => true,
        };
        match reading.rows.iter().flatten().find(|text| !fits(text)) {
            None => Ok(()),
            Some(text) => {
                let (what, name) = match kind {
                    Kind::Whole => ("whole", "whole numbers"),
                    Kind::Boolean => ("bool", "True and False"),
                };
                let cause = format!(
                    "{} would be changed: the text makes {name} of the cells.",
                    quote(text)
                );
                Err(Error::new(Code::NotAMatrix, cause)
                    .hint(format!("Leave the {what} type out, or paste what Python prints.")))
            }
        }
    }
}

/// A factor as it stands behind a cell; one in round brackets comes without them, and behind a `/`
/// with its signs turned: `/(2*3)` divides by both.
fn number(sign: char, factor: &str) -> Option<String> {
    let inside = factor.strip_prefix('(').and_then(|factor| factor.strip_suffix(')'));
    let number = inside.unwrap_or(factor);
    cell::evaluate(number).ok()?;
    let turns = inside.is_some() && sign == '/';
    if turns && number.contains("**") {
        return None;
    }
    let turned = |c: char| match c {
        '*' | '×' | '·' => '/',
        '/' => '*',
        _ => c,
    };
    // What stands in the brackets of a root is divided by as it is.
    (!turns || !number.contains('(') || !number.contains(['*', '/']))
        .then(|| if turns { number.chars().map(turned).collect() } else { number.to_owned() })
}

/// Takes the sign of a cell, or gives it one. A 0 has none.
pub(super) fn minus(cell: &mut String) {
    let is_zero = !cell.is_empty() && cell.bytes().all(|byte| byte == b'0' || byte == b'.');
    if let Some(positive) = cell.strip_prefix('-') {
        *cell = positive.to_owned();
    } else if !is_zero && !cell.is_empty() {
        *cell = format!("-{}", cell.strip_prefix('+').unwrap_or(cell));
    }
}

/// The other truth value, written alike; of numbers only 0 and 1 have one.
fn not(text: &str, numbers_too: bool) -> Option<String> {
    const PAIRS: [(&str, &str); 3] = [("True", "False"), ("true", "false"), ("TRUE", "FALSE")];
    const NUMBERS: [(&str, &str); 3] = [("1", "0"), ("1.", "0."), ("1.0", "0.0")];
    let numbers = if numbers_too { NUMBERS.as_slice() } else { &[] };
    PAIRS.iter().chain(numbers).find_map(|(yes, no)| match text {
        _ if text == *yes => Some((*no).to_owned()),
        _ if text == *no => Some((*yes).to_owned()),
        _ => None,
    })
}

fn no_boolean(sign: &str, text: &str) -> Error {
    Error::new(
        Code::NotAMatrix,
        format!("“{sign}” turns True and False, and {} is neither.", quote(text)),
    )
    .hint("Run it, and paste the numbers that it gives.")
}

/// The error for what stands behind a matrix and is no arithmetic on the whole.
pub(super) fn behind(text: &str) -> Error {
    Error::new(Code::NotAMatrix, format!("{} stands after the matrix and changes it.", quote(text)))
        .hint("Run it, and paste the numbers that it gives.")
}
