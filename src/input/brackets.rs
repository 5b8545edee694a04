//! Bracketed matrices: Python lists and JSON, `tensor(..)`, `array(..)`, NumPy's print, MATLAB.
//!
//! One [`Walk`] over the tokens reads all of them. Only a line end needs a look ahead: MATLAB ends
//! a row there, NumPy may only have run out of width.

use super::reading::Reading;
use super::tokens::is_root;
use super::walk::Walk;
use crate::base::error::Result;

/// Whether the text has brackets other than those of a root.
pub(super) fn looks_like(text: &str) -> bool {
    text.match_indices(['[', '(', '{']).any(|(at, _)| !text.get(..at).is_some_and(is_root))
}

/// Reads a bracketed matrix.
pub(super) fn read(text: &str) -> Result<Reading> {
    if !wraps_like_numpy(text) {
        return Walk::new(text, true).reading();
    }
    let reading = Walk::new(text, false).reading()?;
    let by_line = Walk::new(text, true).reading()?.rows;
    let columns = by_line.first().map_or(0, Vec::len);
    if by_line == reading.rows || by_line.iter().any(|row| row.len() != columns) {
        return Ok(reading);
    }
    let message = "Read the lines as one long row, as NumPy breaks it.";
    Ok(reading.remark("wrapped-print", message).or("One row a line", by_line))
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
