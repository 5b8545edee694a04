//! What the formulas that a person types into labs share, whatever their words are.

use crate::base::error::{Code, Error, Result};
use crate::grammar::Complaint;

/// The decimal number that a text begins with, and its bytes; none where it begins with none.
///
/// # Errors
/// `formula-syntax` where digits and points are no number, as in 1.2.3.
pub fn number(rest: &str, column: usize) -> Result<Option<(f64, usize)>> {
    const FRACTIONS: [(char, f64); 5] =
        [('½', 0.5), ('⅓', 1.0 / 3.0), ('⅔', 2.0 / 3.0), ('¼', 0.25), ('¾', 0.75)];
    if let Some((sign, number)) = FRACTIONS.iter().find(|(sign, _)| rest.starts_with(*sign)) {
        return Ok(Some((*number, sign.len_utf8())));
    }
    let is_digit = |c: char| c.is_ascii_digit();
    if !rest.strip_prefix('.').unwrap_or(rest).starts_with(is_digit) {
        return Ok(None);
    }
    let end = rest.find(|c| !is_digit(c) && c != '.').unwrap_or(rest.len());
    let number = rest[..end].parse();
    let number =
        number.map_err(|_| syntax(format!("\"{}\" is not a number.", &rest[..end]), column))?;
    Ok(Some((number, end)))
}

/// A formula that cannot be read, and the column of what is in its way.
pub fn syntax(cause: impl Into<String>, at: usize) -> Error {
    Error::new(Code::FormulaSyntax, cause).at("answer").column(at)
}

/// What the parser complains of, at a column.
///
/// # Arguments
/// * `wanted` - what an answer is made of, such as "a number or a vector"
pub fn complained<W>(complaint: &Complaint<W>, wanted: &str, column: usize) -> Error {
    let cause = match complaint {
        Complaint::Missing(None) => "The answer ends where something should stand.",
        Complaint::Missing(Some(_)) => &format!("A sign stands where {wanted} should."),
        Complaint::TooDeep => "The brackets nest too deep.",
        Complaint::Unclosed => "A bracket does not close.",
        Complaint::More => "This does not belong here.",
    };
    syntax(cause, column.max(1))
}
