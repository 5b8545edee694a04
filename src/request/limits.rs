//! How much a request may ask for, checked before any of it is read. What may be typed or pasted
//! has limits of its own: see `input/limits.rs`.

use crate::base::error::{Code, Error, Result};
use crate::input;
use crate::program::limits::check;

/// Cells that one input of a request may list.
pub const INPUT_CELLS: u64 = 1 << 20;
/// Runs that are laid side by side: more do not fit a screen.
pub const COMPARED: usize = 4;
/// Values that one parameter is swept through.
pub const SWEPT: usize = 256;
/// Axes that an input may have.
pub const AXES: usize = 8;
/// What is pasted is given to a request.
const _: () = assert!(input::limits::AXES <= AXES);

/// Refuses a list in a request before its items are read.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_list(found: u64, most: u64) -> Result<()> {
    check("numbers", "", found, most)
}

/// Refuses to lay nothing side by side, or more than can be seen.
///
/// # Errors
/// `bad-request`, with both numbers.
pub fn check_compared(found: usize) -> Result<()> {
    if (1..=COMPARED).contains(&found) {
        return Ok(());
    }
    let expected = format!("1 to {COMPARED}");
    let cause = format!("{found} runs are to be compared; {expected} can be.");
    let error = Error::new(Code::BadRequest, cause).at("runs").expected(&expected).found(found);
    Err(error.hint(format!("Give a list of {expected} runs.")))
}
