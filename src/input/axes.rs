//! The axes of what was read: those that a matrix, or a tensor of the asked rank, has.
//!
//! A batch of one matrix is that matrix. Beyond that no axis is added or left out: what has more is
//! refused with the way to a part of it.

use super::raw_table::{Format, RawTable, Rows};
use crate::base::error::{Code, Error, Result};
use crate::base::sizes::size_text;

/// Gives a reading as many axes as are asked for, and checks what its text says of its size.
pub(super) fn arrange(mut reading: RawTable, rank: usize) -> Result<RawTable> {
    check(&reading)?;
    let outer = rank.saturating_sub(2);
    let ones = reading.outer.iter().take_while(|size| **size == 1).count();
    let spare = reading.outer.len().saturating_sub(outer).min(ones);
    // Of a single row nobody can say which of several axes it lies along.
    if spare == 1 || (spare > 1 && reading.rows.len() > 1) {
        reading.outer.drain(..spare);
        reading = reading.remark("batch-of-one", "Read the only part of the batch.");
    }
    let found = reading.outer.len();
    if found > outer {
        return Err(too_deep(found + 2, rank));
    }
    if found == outer {
        return Ok(reading);
    }
    if reading.is_counted && found == 1 && outer == 2 {
        return Ok(split(reading));
    }
    let has = found + 2;
    let axes = if has == 1 { "axis" } else { "axes" };
    Err(Error::new(Code::Rank, format!("This has {has} {axes}, and {rank} are needed."))
        .expected(rank)
        .found(has)
        .hint("Leave an empty line between two tables, or write one more pair of brackets."))
}

/// Tables one after another may lie in two axes in several ways: no text says in which.
fn split(mut reading: RawTable) -> RawTable {
    let count = reading.outer.first().copied().unwrap_or(1);
    reading.outer = vec![1, count];
    reading.others = (2..=count)
        .filter(|first| count.is_multiple_of(*first))
        .map(|first| vec![first, count / first])
        .collect();
    let message =
        format!("Read the {count} tables as 1 × {count}: the text has no sign of another axis.");
    if reading.others.is_empty() { reading } else { reading.remark("axes", &message) }
}

/// Tables of one size one after another, as the outer axes have them. Their names may say where
/// each lies, as in `b = 1, h = 2`; without such names the axes are only counted.
pub(super) fn stack(format: Format, tables: Vec<Rows>, names: &[String]) -> Result<RawTable> {
    let heights: Vec<usize> = tables.iter().map(Vec::len).collect();
    let first = heights.first().copied().unwrap_or(0);
    if let Some(at) = heights.iter().position(|height| *height != first) {
        let found = heights.get(at).copied().unwrap_or(0);
        let message = format!("Table {} has {found} rows; the first has {first}.", at + 1);
        return Err(Error::new(Code::RowLength, message)
            .row(heights.iter().take(at + 1).sum())
            .expected(first)
            .found(found)
            .hint("Give every table the same rows."));
    }
    let places: Vec<Vec<usize>> = names.iter().filter_map(|name| place(name)).collect();
    let count = tables.len();
    let mut reading = RawTable::new(format, tables.into_iter().flatten().collect());
    let sizes = places.last().filter(|sizes| places.len() == count && counts(&places, sizes));
    reading.is_counted = sizes.is_none();
    reading.outer = sizes.cloned().unwrap_or_else(|| vec![count]);
    Ok(reading)
}

/// The place that a name such as `% b = 1, h = 2` says, counted from 1.
pub(super) fn place(name: &str) -> Option<Vec<usize>> {
    let part = |part: &str| {
        let (letter, at) = part.split_once('=')?;
        let is_letter = letter.trim().chars().all(char::is_alphabetic) && !letter.trim().is_empty();
        at.trim().parse().ok().filter(|at| is_letter && *at > 0)
    };
    name.trim_start_matches(['%', ' ']).split(',').map(part).collect()
}

/// Whether places run through all of their sizes, the last one fastest.
fn counts(places: &[Vec<usize>], sizes: &[usize]) -> bool {
    let mut next = vec![1; sizes.len()];
    sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size)) == Some(places.len())
        && places.iter().all(|place| {
            let is_next = *place == next;
            for (at, size) in next.iter_mut().zip(sizes).rev() {
                *at = if *at < *size { *at + 1 } else { 1 };
                if *at > 1 {
                    break;
                }
            }
            is_next
        })
}

/// Compares what the text says of its size with what it holds: the rest may have been lost.
fn check(reading: &RawTable) -> Result<()> {
    let columns = reading.rows.first().map_or(0, Vec::len);
    let is_even = reading.rows.iter().all(|row| row.len() == columns);
    let Some(says) = reading.shape.as_ref().filter(|_| columns > 0 && is_even) else {
        return Ok(());
    };
    let tables: usize = reading.outer.iter().product();
    let mut holds = reading.outer.clone();
    holds.extend([reading.rows.len() / tables.max(1), columns]);
    let plain = |shape: &[usize]| -> Vec<usize> {
        let ones = shape.iter().take_while(|size| **size == 1).count();
        shape.get(ones..).unwrap_or_default().to_vec()
    };
    let is_vector = says.len() == 1 && columns == 1 && holds.len() == 2;
    let fits = plain(says) == plain(&holds) || (is_vector && says.first() == holds.first());
    if fits {
        return Ok(());
    }
    let (says, holds) = (size_text(says), size_text(&holds));
    let message = format!("The text says {says}, and its numbers are {holds}.");
    Err(Error::new(Code::Elided, message).expected(says).found(holds).hint("Copy all of it."))
}

/// The error for more axes than a matrix or an input has.
pub(super) fn too_deep(depth: usize, rank: usize) -> Error {
    let what = if rank == 2 { "a matrix" } else { "this input" };
    let message = format!("There are {depth} levels of brackets; {what} has {rank}.");
    let index = vec!["0"; depth.min(6).saturating_sub(rank).max(1)].join(", ");
    Error::new(Code::Nesting, message)
        .expected(rank)
        .found(depth)
        .hint(format!("Paste one part of the batch, such as x[{index}]."))
}

/// Whole numbers between commas or signs of multiplication.
pub(super) fn sizes(text: &str) -> Option<Vec<usize>> {
    let words = text.split([',', '×', 'x', '*']).map(str::trim).filter(|word| !word.is_empty());
    words
        .map(|word| word.parse().ok())
        .collect::<Option<Vec<_>>>()
        .filter(|sizes| !sizes.is_empty())
}
