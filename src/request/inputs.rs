//! What a person gives -> the inputs of a variant: sizes are compared, gaps are filled.

use std::collections::BTreeMap;

use ndarray::ArrayD;

use crate::base::chance::Chance;
use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::{Letter, meaning, singular};
use crate::base::note::Note;
use crate::program::axis::{Axis, letters};
use crate::program::graph::{Graph, UPSTREAM};
use crate::program::limits;
use crate::program::param::{ParamValue, Params};
use crate::program::tensor::Tensor;
use crate::program::variant::{Input, Variant};
use crate::request::Request;
use crate::request::cells::{array, cells, example, read, read_input};
use crate::request::nested::Nested;

/// An input that is there. Its axes are known first, so that a result that would be too large is
/// refused before anything is filled.
pub struct ResolvedInput<'v> {
    pub input: &'v Input<'v>,
    pub axes: Vec<Axis>,
    cells: Cells,
}

/// Where the cells of an input come from.
enum Cells {
    Read(ArrayD<f64>),
    /// By chance, from the stream of this number.
    Chance(u64),
}

impl<'v> ResolvedInput<'v> {
    fn named_axes(&self) -> impl Iterator<Item = (&'v str, &Axis)> {
        self.axes.iter().map(|axis| (self.input.name, axis))
    }

    /// The tensor: random numbers have one decimal between −2 and 2, so that they can be read
    /// and worked with by hand; those of a mask are 1 and 0.
    #[must_use]
    pub fn tensor(self, seed: u32) -> Tensor {
        match self.cells {
            Cells::Read(data) => Tensor { axes: self.axes, data },
            Cells::Chance(stream) => {
                let mut chance = Chance::new(seed, stream);
                let mut cell = || {
                    if self.input.boolean { chance.allowed() } else { chance.whole(20) / 10.0 }
                };
                Tensor::from_fn(&self.axes, |_| cell())
            }
        }
    }
}

/// The inputs that are there, in the declared order, with remarks on how they were read. What is
/// not given is the example, or random numbers where there is none or where the request asks
/// for other sizes.
///
/// # Errors
/// The first input that does not fit, with the place in it.
pub fn inputs<'v>(
    variant: &'v Variant,
    request: &Request,
) -> Result<(Vec<ResolvedInput<'v>>, Vec<Note>)> {
    refuse_unknown(variant, request)?;
    let mut notes = Vec::new();
    let mut read_data: BTreeMap<&str, ArrayD<f64>> = BTreeMap::new();
    for input in variant.inputs {
        if let Some(nested) = request.inputs.get(input.name) {
            let (data, remarks) = read_input(input, nested)?;
            read_data.insert(input.name, data);
            notes.extend(remarks);
        }
    }
    let sizes = sizes(variant, request, &read_data)?;
    if let (Some(mask), Some(lengths)) = (mask(variant), request.inputs.get(KEY_LENGTHS)) {
        read_data.insert(mask.name, by_lengths(mask, lengths, request, &sizes)?);
        let message = "The lengths became the mask: each says how many keys, from the first on, a query may read.";
        notes.push(Note::new("lengths", KEY_LENGTHS, message));
    }
    let mut inputs: Vec<ResolvedInput> = Vec::new();
    for (input, stream) in variant.inputs.iter().zip(0..) {
        let cells = match read_data.remove(input.name) {
            Some(data) if input.boolean => {
                Cells::Read(for_all_queries(input, data, &inputs, &mut notes))
            }
            Some(data) => Cells::Read(data),
            None if input.optional => continue,
            None if request.sizes.is_empty() && !input.example.is_empty() => {
                Cells::Read(example(input)?)
            }
            None => Cells::Chance(stream),
        };
        let size = |letter| sizes.get(&letter).copied().unwrap_or(1);
        let (shape, field) = match &cells {
            Cells::Read(data) => (data.shape().to_vec(), input.name),
            Cells::Chance(_) => (by_chance(input, request).chars().map(size).collect(), "sizes"),
        };
        let axes = fit(variant, input, &shape, field, &inputs)?;
        notes.extend(several(input, &axes));
        inputs.push(ResolvedInput { input, axes, cells });
    }
    refuse_other_sizes(request, &inputs)?;
    limits::check_cells(inputs.iter().map(|given| given.axes.as_slice()))?;
    Ok((inputs, notes))
}

/// What a request may give in place of a mask: how many keys are no padding, of all queries or of each.
const KEY_LENGTHS: &str = "key_lengths";

fn mask<'v>(variant: &'v Variant) -> Option<&'v Input<'v>> {
    variant.inputs.iter().find(|input| input.boolean)
}

/// The mask that lengths mean: one row for each, or one that holds for all queries.
fn by_lengths(
    mask: &Input,
    given: &Nested,
    request: &Request,
    sizes: &BTreeMap<Letter, usize>,
) -> Result<ArrayD<f64>> {
    if request.inputs.contains_key(mask.name) {
        let cause = format!("{} and a {} are both given.", KEY_LENGTHS, mask.name);
        let error = Error::new(Code::AxisSize, cause).at(KEY_LENGTHS);
        return Err(error.hint("Give one of the two."));
    }
    let (lengths, _) = cells(KEY_LENGTHS, given)?;
    let mut letters = mask.sizes.chars();
    let mut size = || letters.next().and_then(|letter| sizes.get(&letter)).copied().unwrap_or(1);
    let (queries, keys) = (size(), size());
    if lengths.len() != 1 && lengths.len() != queries {
        let count = lengths.len();
        let cause = format!("These are {count} lengths, and there are {queries} queries.");
        let error = Error::new(Code::AxisSize, cause).at(KEY_LENGTHS);
        let error = error.expected(queries).found(count);
        return Err(error.hint("Give one length for all queries, or one for each."));
    }
    let fits = |length: &&f64| length.fract() == 0.0 && (0.0..=keys as f64).contains(*length);
    if let Some(length) = lengths.iter().find(|length| !fits(length)) {
        let cause = format!("{length} cannot be a number of keys: there are {keys}.");
        let error = Error::new(Code::AxisSize, cause).at(KEY_LENGTHS);
        let error = error.expected(keys).found(length);
        return Err(error.hint(format!("Give whole numbers from 0 to {keys}.")));
    }
    let cell = |key: usize, length: f64| f64::from(u8::from((key as f64) < length));
    let rows = lengths.iter().flat_map(|length| (0..keys).map(move |key| cell(key, *length)));
    array(&[lengths.len(), keys], rows.collect())
}

/// What an axis more makes of an input.
fn several(input: &Input, axes: &[Axis]) -> Option<Note> {
    let more = axes.iter().find(|axis| !input.axes.contains(axis.letter))?;
    let (name, letter, size) = (input.name, more.letter, more.size);
    let what = if size == 1 { singular(letter) } else { meaning(letter) };
    let message = format!("{name} has one axis more, {letter}: {size} {what}.");
    Some(Note::new("several", name, message))
}

/// The letters of the sizes of an input by chance: it has one axis more where the request says how
/// long that is.
fn by_chance<'v>(input: &Input<'v>, request: &Request) -> &'v str {
    let more = input
        .several
        .chars()
        .any(|letter| !input.axes.contains(letter) && request.sizes.contains_key(&letter));
    if more { input.several } else { input.sizes }
}

/// One row of a mask holds for every query, as libraries broadcast it.
fn for_all_queries(
    input: &Input,
    data: ArrayD<f64>,
    before: &[ResolvedInput],
    notes: &mut Vec<Note>,
) -> ArrayD<f64> {
    let Some(queries) = input.sizes.chars().next() else { return data };
    let mut axes = before.iter().flat_map(ResolvedInput::named_axes);
    let known = axes.find(|(_, axis)| axis.symbol == queries).map_or(1, |(_, axis)| axis.size);
    let mut shape = data.shape().to_vec();
    if shape.first() != Some(&1) || known == 1 {
        return data;
    }
    shape[0] = known;
    let message = format!("{} has one row: it holds for all {known} queries.", input.name);
    notes.push(Note::new("all-queries", input.name, message));
    data.broadcast(shape).map_or_else(|| data.clone(), |data| data.to_owned())
}

/// Sizes are for inputs that are not given; those that are given must have them already.
fn refuse_other_sizes(request: &Request, inputs: &[ResolvedInput]) -> Result<()> {
    for (name, axis) in inputs.iter().flat_map(ResolvedInput::named_axes) {
        if let Some(asked) = request.sizes.get(&axis.symbol).filter(|asked| **asked != axis.size) {
            let (letter, found) = (axis.symbol, axis.size);
            let cause = format!("The request asks for {letter} = {asked}, and {name} has {found}.");
            let error = Error::new(Code::AxisSize, cause).at("sizes").expected(found).found(asked);
            return Err(error.hint(format!("Leave {letter} out of the sizes, or change {name}.")));
        }
    }
    Ok(())
}

/// Lets the parameters that are sizes follow the inputs.
///
/// # Errors
/// `axis-size` where a request asks for one size and gives inputs of another.
pub fn follow(
    variant: &Variant,
    request: &Request,
    inputs: &[ResolvedInput],
    params: &mut Params,
) -> Result<()> {
    for param in variant.params {
        let Some(letter) = param.size_of else { continue };
        let mut axes = inputs.iter().flat_map(ResolvedInput::named_axes);
        let Some((name, axis)) = axes.find(|(_, axis)| axis.symbol == letter) else { continue };
        let size = axis.size as f64;
        let asked = params.number(param);
        if request.params.contains_key(param.name) && asked != size {
            let cause = format!("{} is {asked}, and {name} has {size}.", param.label);
            let error = Error::new(Code::AxisSize, cause).at(param.name);
            let hint = format!("Leave {} out, or give {name} {asked}.", param.name);
            return Err(error.expected(size).found(asked).hint(hint));
        }
        params.0.insert(param.name.to_owned(), ParamValue::Number(size));
    }
    Ok(())
}

/// The gradient of the output that a backward pass starts from.
///
/// # Errors
/// `rank` or `axis-size` where it does not fit the output, or what is wrong with a cell.
pub fn upstream(given: Option<&Nested>, graph: &Graph) -> Result<Tensor> {
    let axes = &graph.node(graph.output).axes;
    let Some(given) = given else { return Ok(Tensor::from_fn(axes, |_| 1.0)) };
    let (data, _) = read(UPSTREAM, &letters(axes), false, given)?;
    for (place, (axis, found)) in axes.iter().zip(data.shape()).enumerate() {
        if axis.size != *found {
            let side = side(place, axes.len());
            let cause = format!("It has {found} {side}; the output has {}.", axis.size);
            let error = Error::new(Code::AxisSize, cause).at(UPSTREAM);
            let error = error.expected(axis.size).found(found);
            return Err(error.hint(format!("Give it {} {side}.", axis.size)));
        }
    }
    Ok(Tensor { axes: axes.clone(), data })
}

fn refuse_unknown(variant: &Variant, request: &Request) -> Result<()> {
    let known = |name: &String| {
        variant.inputs.iter().any(|input| input.name == name)
            || (name == KEY_LENGTHS && mask(variant).is_some())
    };
    match request.inputs.keys().find(|name| !known(name)) {
        None => Ok(()),
        Some(name) => {
            let list: Vec<&str> = variant.inputs.iter().map(|input| input.name).collect();
            let cause = format!("This variant has no input \"{}\".", brief(name));
            let error = Error::new(Code::UnknownInput, cause).at(name).found(name);
            Err(error.hint(format!("It has: {}.", list.join(", "))))
        }
    }
}

/// The size of each letter: as asked, else as in the inputs that are given, else as in the example.
fn sizes(
    variant: &Variant,
    request: &Request,
    given: &BTreeMap<&str, ArrayD<f64>>,
) -> Result<BTreeMap<Letter, usize>> {
    let mut sizes: BTreeMap<Letter, usize> = variant.sizes.iter().copied().collect();
    for input in variant.inputs.iter().filter(|input| !input.example.is_empty()) {
        sizes.extend(input.sizes.chars().zip(example(input)?.shape().iter().copied()));
    }
    for input in variant.inputs {
        // One row of a mask says nothing of how many queries there are.
        let says = |data: &&ArrayD<f64>| !(input.boolean && data.shape().first() == Some(&1));
        if let Some(data) = given.get(input.name).filter(says) {
            let (_, own) = input.letters_of(data.ndim());
            sizes.extend(own.chars().zip(data.shape().iter().copied()));
        }
    }
    for param in variant.params {
        if let (Some(letter), Some(ParamValue::Number(asked))) =
            (param.size_of, request.params.get(param.name))
        {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
            sizes.insert(letter, *asked as usize);
        }
    }
    for (letter, size) in &request.sizes {
        let several = || variant.inputs.iter().any(|input| input.several.contains(*letter));
        if sizes.insert(*letter, *size).is_none() && !several() {
            let list: String = variant.letters().iter().collect();
            let cause = format!("This variant has no axis \"{letter}\".");
            let error = Error::new(Code::UnknownAxis, cause).at("sizes").found(letter);
            return Err(error.hint(format!("Its axes are \"{list}\".")));
        }
    }
    Ok(sizes)
}

/// Names the axes of an input, whose sizes must be those that the inputs before it have.
fn fit(
    variant: &Variant,
    input: &Input,
    shape: &[usize],
    field: &str,
    before: &[ResolvedInput],
) -> Result<Vec<Axis>> {
    let mut axes: Vec<Axis> = Vec::new();
    let (letters, symbols) = input.letters_of(shape.len());
    let names = letters.chars().zip(symbols.chars());
    for (place, ((letter, symbol), size)) in names.zip(shape).enumerate() {
        let axis = Axis::new(letter, *size).map_err(|error| error.at(field))?;
        let axis = Axis { symbol, ..axis };
        let differs = |(_, known): &(&str, &Axis)| known.symbol == symbol && known.size != *size;
        let own = axes.iter().map(|axis| (input.name, axis));
        let known = before.iter().flat_map(ResolvedInput::named_axes).chain(own).find(differs);
        if let Some((other, known)) = known {
            let meant = variant.meaning(known.symbol);
            return Err(two_sizes(input, side(place, shape.len()), *size, (other, &meant), known));
        }
        axes.push(axis);
    }
    Ok(axes)
}

fn two_sizes(
    input: &Input,
    side: &str,
    found: usize,
    (other, meant): (&str, &str),
    known: &Axis,
) -> Error {
    let (name, expected) = (input.name, known.size);
    let cause = format!(
        "{name} has {found} {side}, but {} ({meant}) is {expected} in {other}.",
        known.symbol,
    );
    let error = Error::new(Code::AxisSize, cause).at(name).expected(expected).found(found);
    error.hint(format!("Give {name} {expected} {side}, or change {other}."))
}

/// What a person calls an axis by its place.
fn side(place: usize, rank: usize) -> &'static str {
    match rank - place {
        1 => "columns",
        2 => "rows",
        _ => "blocks",
    }
}
