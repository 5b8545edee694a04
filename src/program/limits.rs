//! How large a program's tensors may be, checked before the first of their cells is computed.

use crate::base::error::{Code, Error, Result};
use crate::program::axis::Axis;

/// Cells that one result may hold, all its steps together: 128 MiB of doubles.
pub const RESULT_CELLS: u64 = 1 << 24;
/// Multiplications that one contraction may do: a few seconds.
pub const LOOPS: u64 = 1 << 31;
/// Cells of a definition that is computed only to be compared with its schedule.
pub const BESIDE_CELLS: u64 = 1 << 19;
/// Numbers that one program may print: 20 MB of text.
pub const LITERALS: u64 = 1 << 20;

/// The product of the sizes, as far as a `u64` reaches.
fn product(axes: &[Axis]) -> u64 {
    axes.iter().fold(1, |cells: u64, axis| cells.saturating_mul(axis.size as u64))
}

/// The cells of some tensors together, likewise.
fn cells<'a>(tensors: impl Iterator<Item = &'a [Axis]>) -> u64 {
    tensors.fold(0, |sum: u64, axes| sum.saturating_add(product(axes)))
}

/// Refuses a contraction that would not come to an end.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_loops(equation: &str, loops: &[Axis]) -> Result<()> {
    check("multiplications", equation, product(loops), LOOPS)
}

/// Refuses a result that would not fit, before the first of its cells is allocated.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_cells<'a>(nodes: impl Iterator<Item = &'a [Axis]>) -> Result<()> {
    check("numbers", "sizes", cells(nodes), RESULT_CELLS)
}

/// Refuses a comparison that would take longer than what it is beside.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_beside<'a>(nodes: impl Iterator<Item = &'a [Axis]>) -> Result<()> {
    check("numbers", "sizes", cells(nodes), BESIDE_CELLS)
}

/// Refuses inputs that nobody would want printed in a program.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_literals<'a>(inputs: impl Iterator<Item = &'a [Axis]>) -> Result<()> {
    check("numbers in a program", "inputs", cells(inputs), LITERALS)
}

/// Refuses what is more than there may be.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check(what: &str, field: &str, found: u64, most: u64) -> Result<()> {
    if found <= most {
        return Ok(());
    }
    let cause = format!("This would take {found} {what}; the most here is {most}.");
    let error = Error::new(Code::TooLarge, cause).at(field).expected(most).found(found);
    Err(error.hint("Use fewer rows or columns."))
}
