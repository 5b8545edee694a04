//! The limits of a computation, and the checks that keep to them before any work. What may be
//! typed or pasted has limits of its own: see `input/limits.rs`.

use crate::base::error::{Code, Error, Result};
use crate::program::axis::Axis;

/// Cells that one result may hold, all its steps together: 128 MiB of doubles.
pub const RESULT_CELLS: u64 = 1 << 24;
/// Multiplications that one contraction may do: a few seconds.
pub const LOOPS: u64 = 1 << 31;
/// Cells of a plain form that is computed only to be compared with its schedule.
pub const BESIDE_CELLS: u64 = 1 << 19;
/// Cells that one input of a request may list.
pub const GIVEN_CELLS: u64 = 1 << 20;
/// Numbers that one program may print: 20 MB of text.
pub const LITERALS: u64 = 1 << 20;
/// Runs that are laid side by side: more do not fit a screen.
pub const COMPARED: usize = 4;
/// Values that one parameter is swept through.
pub const SWEPT: usize = 256;
/// Axes that an input may have.
pub const RANK: usize = 8;

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

/// Refuses a list in a request before its items are read.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_given(found: u64, most: u64) -> Result<()> {
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

/// Refuses inputs that nobody would want printed in a program.
///
/// # Errors
/// `too-large`, with both numbers.
pub fn check_literals<'a>(inputs: impl Iterator<Item = &'a [Axis]>) -> Result<()> {
    check("numbers in a program", "inputs", cells(inputs), LITERALS)
}

fn check(what: &str, field: &str, found: u64, most: u64) -> Result<()> {
    if found <= most {
        return Ok(());
    }
    let cause = format!("This would take {found} {what}; the most here is {most}.");
    let error = Error::new(Code::TooLarge, cause).at(field).expected(most).found(found);
    Err(error.hint("Use fewer rows or columns."))
}
