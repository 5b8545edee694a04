//! Bracketed matrices: Python lists and JSON, `tensor(..)`, `array(..)`, NumPy's print, MATLAB, and
//! the lists of C, Rust, Julia, R, Mathematica and Typst.
//!
//! One [`Walk`] over the `tokens` reads all of them: `state` is what it knows, `walk` takes in lists
//! and their numbers, `around` what stands around them. Only a line end needs a look ahead: MATLAB ends
//! a row there, NumPy may only have run out of width.

mod around;
mod calls;
mod state;
mod tokens;
mod walk;
mod words;

use super::label::Labelled;
use super::raw_table::RawTable;
use crate::base::error::{Code, Error, Result};
pub(super) use calls::shape;
use state::Walk;
use tokens::is_function;

/// Whether the text has brackets of a matrix: other than those of a root, and of the names that
/// tokenizers and R write in brackets.
pub(super) fn looks_like(text: &str) -> bool {
    text.match_indices(['[', '(', '{']).any(|(at, _)| {
        let (before, bracket) = text.split_at_checked(at).unwrap_or((text, ""));
        !is_function(before) && !is_name(bracket)
    })
}

/// `[CLS]` and `[SEP]`, R's `[1,]` and `[,1]`, libtorch's `[ CPUFloatType{2,2} ]`.
fn is_name(bracket: &str) -> bool {
    let Some((inside, _)) = bracket.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    let is_index = inside.strip_prefix(',').or_else(|| inside.strip_suffix(','));
    is_index.is_some_and(|index| !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit()))
        || (inside.len() > 1 && inside.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Reads a bracketed matrix.
pub(super) fn read(labelled: &Labelled) -> Result<RawTable> {
    let Labelled { body, name, shape } = labelled;
    let walk = |lines_are_rows| Walk::new(body, lines_are_rows, *name, shape.clone()).reading();
    if let Some(number) = joined(body) {
        let message =
            format!("Rendered mathematics loses its gaps: {number} may be several numbers.");
        return Err(Error::new(Code::NotAMatrix, message)
            .hint("Copy the LaTeX, put spaces between the numbers, or leave the brackets out."));
    }
    if !wraps_like_numpy(body) {
        return walk(true);
    }
    let reading = walk(false)?;
    let by_line = walk(true)?.rows;
    let columns = by_line.first().map_or(0, Vec::len);
    if by_line == reading.rows || by_line.iter().any(|row| row.len() != columns) {
        return Ok(reading);
    }
    let message = "Read the lines as one long row, as NumPy breaks it.";
    Ok(reading.remark("wrapped-print", message).or("One row per line", by_line))
}

/// The one whole number of four digits or more between `[` and `]`: `MathJax` copies a matrix of
/// single digits so.
fn joined(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let inside =
        inside.or_else(|| text.strip_prefix('(').and_then(|text| text.strip_suffix(')')))?;
    let digits = inside.trim_start_matches('-');
    (digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(inside)
}

/// NumPy breaks a line only where the next number does not fit into 75 columns. MATLAB's rows, on
/// lines of their own in the same brackets, end earlier.
fn wraps_like_numpy(text: &str) -> bool {
    const WIDTH: usize = 75;
    let widest = text.split_whitespace().map(str::len).max().unwrap_or(0);
    let mut lines = text.lines().rev().skip(1).peekable();
    lines.peek().is_some()
        && !text.contains([',', ';'])
        && lines.all(|line| line.trim_end().len() + " ".len() + widest >= WIDTH)
}
