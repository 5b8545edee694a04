//! The one table of limits on what is typed or pasted.

use crate::base::error::{Code, Error, Result};

/// Bytes of a paste.
pub const PASTE_BYTES: usize = 2 * 1024 * 1024;
/// Cells of a matrix: 256 x 256.
pub const CELLS: usize = 65_536;
/// Rows of a matrix, and columns.
pub const SIDE: usize = 1024;
/// Characters of one cell. A double has at most 17 digits that matter.
pub const CELL_CHARS: usize = 400;
/// Axes of a tensor.
pub const AXES: usize = 6;
/// Bytes before the `=` or `:` of a label such as `Q =`.
pub const LABEL_BYTES: usize = 64;

/// Refuses a paste by its length, before anything looks at it.
pub(super) fn paste(text: &str) -> Result<()> {
    if text.len() <= PASTE_BYTES {
        return Ok(());
    }
    let message = format!("This text has {} bytes, more than {PASTE_BYTES}.", text.len());
    Err(Error::new(Code::TooLarge, message)
        .expected(PASTE_BYTES)
        .found(text.len())
        .hint("Paste a part of it."))
}
