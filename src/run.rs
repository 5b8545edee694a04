//! A request -> a result: parameters and inputs are checked, the graph is built and computed.

use std::collections::BTreeMap;

use ndarray::{ArrayD, IxDyn};
use rand::RngExt;
use rand_pcg::Pcg32;

use crate::axis::{Axis, Letter, meaning};
use crate::error::{Code, Error, Place, Result};
use crate::graph::{Builder, Graph};
use crate::input::{parse_cell, parse_matrix};
use crate::limits;
use crate::nested::{Cell, Nested};
use crate::note::Note;
use crate::param::{Setting, Settings};
use crate::read::{notes, value};
use crate::tensor::Tensor;
use crate::variants::{self, Input, Variant};

/// What a person asks for. Whatever is left out is the variant's example.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub inputs: BTreeMap<String, Nested>,
    pub params: BTreeMap<String, Setting>,
    /// Sizes by letter, for the inputs that are not given: they are then filled at random.
    pub sizes: BTreeMap<Letter, usize>,
    /// Which random numbers; the same seed gives the same numbers everywhere.
    pub seed: u32,
}

/// A result: the program, and the value of each of its nodes.
#[derive(Debug, Clone)]
pub struct Trace {
    pub settings: Settings,
    /// The size of each axis of the inputs, by letter.
    pub sizes: BTreeMap<Letter, usize>,
    pub graph: Graph,
    pub values: Vec<Tensor>,
    pub notes: Vec<Note>,
}

/// The variant with this id.
///
/// # Errors
/// `unknown-variant`, with the ids that there are.
pub fn find(id: &str) -> Result<&'static Variant> {
    variants::ALL.iter().find(|variant| variant.id == id).ok_or_else(|| {
        let list: Vec<&str> = variants::ALL.iter().map(|variant| variant.id).collect();
        let cause = format!("There is no variant \"{id}\".");
        let error = Error::new(Code::UnknownVariant, cause).at("variant").found(id);
        error.hint(format!("Use one of: {}.", list.join(", ")))
    })
}

/// Computes a variant.
///
/// # Errors
/// The first thing in the request that does not fit, with its place.
pub fn run(variant: &Variant, request: &Request) -> Result<Trace> {
    let settings = Settings::resolve(variant.params, &request.params)?;
    let (tensors, mut notes) = inputs(variant, request)?;
    let axes = tensors.iter().map(|(input, tensor)| (input.name, tensor.axes.clone()));
    let builder = Builder::new(axes.collect(), settings.clone());
    let output = (variant.build)(&builder).id();
    let graph = builder.finish(output)?;

    let all_axes = tensors.iter().flat_map(|(_, tensor)| &tensor.axes);
    let sizes = all_axes.map(|axis| (axis.letter, axis.size)).collect();
    let values = value::evaluate(&graph, tensors.into_iter().map(|(_, tensor)| tensor).collect())?;
    notes.extend(notes::notes(&graph, &values));
    Ok(Trace { settings, sizes, graph, values, notes })
}

/// The tensors of the inputs that are given, by example or by chance there, in the declared order.
fn inputs<'v>(
    variant: &'v Variant,
    request: &Request,
) -> Result<(Vec<(&'v Input, Tensor)>, Vec<Note>)> {
    for name in request.inputs.keys() {
        if !variant.inputs.iter().any(|input| input.name == name) {
            let list: Vec<&str> = variant.inputs.iter().map(|input| input.name).collect();
            let cause = format!("This variant has no input \"{name}\".");
            let error = Error::new(Code::UnknownInput, cause).at(name).found(name);
            return Err(error.hint(format!("It has: {}.", list.join(", "))));
        }
    }
    let sizes = wanted_sizes(variant, request)?;
    let mut notes = Vec::new();
    let mut tensors: Vec<(&Input, Tensor)> = Vec::new();
    for (place, input) in variant.inputs.iter().enumerate() {
        let data = match request.inputs.get(input.name) {
            Some(given) => {
                let (data, remarks) = read(input, given)?;
                notes.extend(remarks);
                data
            }
            None if input.optional => continue,
            None if request.sizes.is_empty() => example(input)?,
            None => random(input, &sizes, request.seed, place)?,
        };
        let axes = fit(input, data.shape(), &tensors)?;
        tensors.push((input, Tensor { axes, data }));
    }
    Ok((tensors, notes))
}

/// The size of each letter: as asked, else as in the inputs that are given, else as in the example.
fn wanted_sizes(variant: &Variant, request: &Request) -> Result<BTreeMap<Letter, usize>> {
    let mut sizes = BTreeMap::new();
    if request.sizes.is_empty() {
        return Ok(sizes);
    }
    for input in variant.inputs.iter().filter(|input| !input.optional) {
        let data = match request.inputs.get(input.name) {
            Some(given) => read(input, given)?.0,
            None => example(input)?,
        };
        sizes.extend(input.axes.iter().copied().zip(data.shape().iter().copied()));
    }
    for (letter, size) in &request.sizes {
        if sizes.insert(*letter, *size).is_none() {
            let list: String = variant.letters().iter().collect();
            let cause = format!("This variant has no axis \"{letter}\".");
            let error = Error::new(Code::UnknownAxis, cause).at("sizes").found(letter);
            return Err(error.hint(format!("Its axes are \"{list}\".")));
        }
    }
    Ok(sizes)
}

/// Reads the cells that are given, each a number or the text of one.
fn read(input: &Input, given: &Nested) -> Result<(ArrayD<f64>, Vec<Note>)> {
    let (shape, cells) = given.flatten().map_err(|error| error.at(input.name))?;
    if shape.len() != input.axes.len() {
        let (expected, found) = (input.axes.len(), shape.len());
        let letters: String = input.axes.iter().collect();
        let cause = format!("{} has {expected} axes ({letters}), {found} are given.", input.name);
        let error = Error::new(Code::Rank, cause).at(input.name).expected(expected).found(found);
        return Err(error.hint("Give lists of lists, one level for each axis."));
    }
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
                        note.place = Place::cell(input.name, row, column);
                        notes.push(note);
                    }
                }
                cell.value
            }),
        };
        let number = number.and_then(|number| check(input, number));
        numbers.push(number.map_err(|error| error.at(input.name).row(row).column(column))?);
    }
    Ok((array(&shape, numbers)?, notes))
}

/// Refuses a number that no computation should start with.
fn check(input: &Input, number: f64) -> Result<f64> {
    if !number.is_finite() {
        let error = Error::new(Code::NotFinite, format!("{number} is not a finite number."));
        return Err(error.found(number).hint("Write a finite number."));
    }
    if input.boolean && number != 0.0 && number != 1.0 {
        let cause = format!("{number} is neither 1 (may attend) nor 0 (may not).");
        let error = Error::new(Code::MaskValue, cause).expected("0 or 1").found(number);
        return Err(error.hint("Write 1 or 0."));
    }
    Ok(number)
}

fn example(input: &Input) -> Result<ArrayD<f64>> {
    let grid = parse_matrix(input.example)?.grid;
    array(&[grid.rows, grid.columns], grid.values)
}

/// Numbers with one decimal between −2 and 2, so that they can be read and worked with by hand.
fn random(
    input: &Input,
    sizes: &BTreeMap<Letter, usize>,
    seed: u32,
    stream: usize,
) -> Result<ArrayD<f64>> {
    let axes =
        input.axes.iter().map(|letter| Axis::new(*letter, sizes.get(letter).map_or(1, |s| *s)));
    let axes = axes.collect::<Result<Vec<_>>>().map_err(|error| error.at("sizes"))?;
    limits::check_cells(std::iter::once(axes.as_slice()))?;
    let mut random = Pcg32::new(u64::from(seed), stream as u64);
    let tensor = Tensor::from_fn(&axes, |_| f64::from(random.random_range(-20_i8..=20)) / 10.0);
    Ok(tensor.data)
}

fn array(shape: &[usize], numbers: Vec<f64>) -> Result<ArrayD<f64>> {
    ArrayD::from_shape_vec(IxDyn(shape), numbers)
        .map_err(|error| Error::new(Code::BadRequest, format!("The shape is none: {error}.")))
}

/// Names the axes of an input, whose sizes must be those that the inputs before it have.
fn fit(input: &Input, shape: &[usize], before: &[(&Input, Tensor)]) -> Result<Vec<Axis>> {
    let axes = input.axes.iter().zip(shape).map(|(letter, size)| Axis::new(*letter, *size));
    let axes = axes.collect::<Result<Vec<_>>>().map_err(|error| error.at(input.name))?;
    for (place, axis) in axes.iter().enumerate() {
        for (other, tensor) in before {
            let Some(known) = tensor.axes.iter().find(|known| known.letter == axis.letter) else {
                continue;
            };
            if known.size == axis.size {
                continue;
            }
            let is_last = place + 1 == axes.len();
            let what = if is_last { "columns" } else { "rows" };
            let (expected, found) = (known.size, axis.size);
            let cause = format!(
                "{} has {found} {what} and {} has {} = {expected} {}.",
                input.name,
                other.name,
                axis.letter,
                meaning(axis.letter),
            );
            let error = Error::new(Code::AxisSize, cause).at(input.name);
            let hint = format!("Give {} {expected} {what}, or change {}.", input.name, other.name);
            return Err(error.expected(expected).found(found).hint(hint));
        }
    }
    Ok(axes)
}
