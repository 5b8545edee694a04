//! What is given for one input -> its cells: numbers, or the texts of numbers.

use ndarray::{ArrayD, IxDyn};

use crate::base::error::{Code, Error, Place, Result};
use crate::base::note::Note;
use crate::input::{parse_cell, plain_matrix};
use crate::program::variant::Input;
use crate::request::nested::{Cell, Nested};

/// Reads the cells of an input, under the axes that it is given with.
///
/// # Errors
/// The rank, or the first cell that is wrong, with its place.
pub fn read_input(input: &Input, given: &Nested) -> Result<(ArrayD<f64>, Vec<Note>)> {
    let rank = given.flatten().map_or(0, |(shape, _)| shape.len());
    let read = read(input.name, input.letters_of(rank).0, input.boolean, given);
    read.map_err(|error| match error.code {
        Code::Rank if !input.several.is_empty() => {
            let [one, more] = [input.axes, input.several].map(|axes| axes.chars().count());
            error.hint(format!("Give {one} axes ({}) or {more} ({}).", input.axes, input.several))
        }
        _ => error,
    })
}

/// Reads cells under these axes, each a number or the text of one.
///
/// # Errors
/// The rank, or the first cell that is wrong, with its place.
pub fn read(
    name: &str,
    axes: &str,
    boolean: bool,
    given: &Nested,
) -> Result<(ArrayD<f64>, Vec<Note>)> {
    let (mut shape, cells) = given.flatten().map_err(|error| error.at(name))?;
    let expected = axes.chars().count();
    if shape.last() == Some(&0) && shape.len() < expected {
        let error = Error::new(Code::Empty, format!("{name} has no rows.")).at(name);
        return Err(error.hint(format!("Give {name} at least one row of numbers.")));
    }
    if boolean && shape.len() + 1 == expected {
        shape.insert(0, 1);
    }
    if shape.len() != expected {
        let found = shape.len();
        let cause = format!("{name} has {expected} axes ({axes}), {found} are given.");
        let error = Error::new(Code::Rank, cause).at(name).expected(expected).found(found);
        return Err(error.hint("Give lists of lists, one level for each axis."));
    }
    numbers(name, boolean, &shape, cells)
}

/// Reads the cells of a tensor of any rank.
///
/// # Errors
/// The first cell that is no finite number, with its place.
pub fn cells(name: &str, given: &Nested) -> Result<(ArrayD<f64>, Vec<Note>)> {
    let (shape, cells) = given.flatten().map_err(|error| error.at(name))?;
    numbers(name, false, &shape, cells)
}

fn numbers(
    name: &str,
    boolean: bool,
    shape: &[usize],
    cells: Vec<&Cell>,
) -> Result<(ArrayD<f64>, Vec<Note>)> {
    let width = shape.last().copied().unwrap_or(1);
    let mut notes: Vec<Note> = Vec::new();
    let mut numbers = Vec::with_capacity(cells.len());
    for (place, cell) in cells.into_iter().enumerate() {
        let (row, column) = (place / width + 1, place % width + 1);
        let number = match cell {
            Cell::Number(number) => Ok(*number),
            Cell::Text(text) => parse_cell(text).map(|cell| {
                for mut note in cell.notes {
                    // One remark for an input is enough, at the first cell that it is true of.
                    if notes.iter().all(|known| known.code != note.code) {
                        note.place = Place::cell(name, row, column);
                        notes.push(note);
                    }
                }
                cell.value
            }),
        };
        let number = number.and_then(|number| check(boolean, number));
        numbers.push(number.map_err(|error| error.at(name).row(row).column(column))?);
    }
    Ok((array(shape, numbers)?, notes))
}

/// Refuses a number that no computation should start with.
fn check(boolean: bool, number: f64) -> Result<f64> {
    if !number.is_finite() {
        let error = Error::new(Code::NotFinite, format!("{number} is not a finite number."));
        return Err(error.found(number).hint("Write a finite number."));
    }
    if boolean && number != 0.0 && number != 1.0 {
        let cause = format!("{number} is neither 1 (may attend) nor 0 (may not).");
        let error = Error::new(Code::MaskValue, cause).expected("0 or 1").found(number);
        return Err(error.hint("Write 1 or 0."));
    }
    Ok(number)
}

/// The example that a variant gives for an input.
///
/// # Errors
/// Where it is not written plainly, which no variant's is.
pub fn example(input: &Input) -> Result<ArrayD<f64>> {
    let grid = plain_matrix(input.example)?;
    array(&[grid.rows, grid.columns], grid.values)
}

/// Cells, last axis fastest, in this shape.
///
/// # Errors
/// `bad-request` where they are not as many.
pub fn array(shape: &[usize], numbers: Vec<f64>) -> Result<ArrayD<f64>> {
    ArrayD::from_shape_vec(IxDyn(shape), numbers)
        .map_err(|error| Error::new(Code::BadRequest, format!("This is not a shape: {error}.")))
}
